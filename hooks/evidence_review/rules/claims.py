"""The claim, and what is judged by its track."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from evidence_review.records.fields import Location
from evidence_review.records.finding import Claims
from evidence_review.records.scales import Domain
from evidence_review.review import Review
from evidence_review.rules.rule import Fault
from evidence_review.strength import STEPS


def claim_full_stop(review: Review, today: date) -> Iterator[Fault]:
    """A claim is one sentence and ends with a full stop."""
    for finding in review.findings:
        if not finding.claim.endswith("."):
            yield Fault(finding.path, ("claim",), "a claim ends with a full stop")


def claim_track(review: Review, today: date) -> Iterator[Fault]:
    """A claim uses no words that only claims of another track use, such as "goes with" in a claim
    of an effect."""
    for finding in review.findings:
        used = {
            term.id: next(filter(None, (_said(word, finding.claim) for word in term.words)), None)
            for term in review.vocabulary.tracks
        }
        if not finding.track.graded or used[finding.track]:
            continue
        for track, word in used.items():
            if word:
                message = (
                    f"'{word[0]}' is said in claims of the track '{track}', and this is of"
                    f" '{finding.track}'; mend the words or the track"
                )
                yield Fault(finding.path, ("claim",), message, finding.claim[word.start() :])


def _said(word: str, claim: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(word)}\b", claim, re.IGNORECASE)


def claim_or(review: Review, today: date) -> Iterator[Fault]:
    """A claim of an effect or an association is about one outcome: no "or" joins two."""
    for finding in review.findings:
        joined = _said("or", finding.claim) if finding.track.measured else None
        if joined:
            message = (
                "'or' may join two outcomes, and each would seem to bear out the other; claim one,"
                " and mark what was found of the other as indirect"
            )
            yield Fault(finding.path, ("claim",), message, finding.claim[joined.start() :])


def no_difference(review: Review, today: date) -> Iterator[Fault]:
    """Only a claim of an effect or an association can be that something makes no difference."""
    for finding in review.findings:
        if finding.claims is Claims.NO_DIFFERENCE and not finding.track.measured:
            message = f"leave it out: a claim of the track '{finding.track}' compares nothing"
            yield Fault(finding.path, ("claims",), message)


def domain_track(review: Review, today: date) -> Iterator[Fault]:
    """A domain that a person judged is one of the finding's track, is judged once, and moves no
    more than the rule can: rating up adds one level at most."""
    for finding in review.findings:
        seen: set[str] = set()
        for number, judged in enumerate(finding.domains):
            at: Location = ("domains", number, "domain")
            tracks = STEPS[judged.domain].tracks
            if finding.track not in tracks:
                known = [
                    str(step.domain) for step in STEPS.values() if finding.track in step.tracks
                ]
                right = f"write one of {', '.join(known)}" if known else "take it out"
                message = f"'{judged.domain}' is not judged on the track '{finding.track}'; {right}"
                yield Fault(finding.path, at, message)
            elif judged.domain in seen:
                yield Fault(finding.path, at, f"'{judged.domain}' is judged twice; keep one")
            elif judged.domain is Domain.RATING_UP and judged.levels > 1:
                message = "rating up adds one level at most; write 1, or 0 for none"
                yield Fault(finding.path, ("domains", number, "levels"), message)
            seen.add(judged.domain)

"""The evidence on a claim, and the level that a person set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_review.records.scales import Agreement, Counts, Level
from evidence_review.review import Review
from evidence_review.rules.rule import Fault
from evidence_review.strength import rung, weaker_design


def same_source(review: Review, today: date) -> Iterator[Fault]:
    """Items of one source under one claim differ in bearing or design; else they are one item."""
    for finding in review.findings:
        seen: dict[tuple[str, ...], int] = {}
        for number, item in enumerate(finding.evidence):
            said = (item.source, item.bearing, item.design or "")
            first = seen.setdefault(said, number)
            if first != number:
                message = (
                    f"item {first + 1} is what the same source says, with the same bearing; "
                    "put both under one item"
                )
                yield Fault(finding.path, ("evidence", number, "source"), message)


def nothing_supports(review: Review, today: date) -> Iterator[Fault]:
    """At least one source supports the claim, at least in part; otherwise the claim is turned."""
    bearings = review.vocabulary.bearings
    for finding in review.findings:
        counts = {bearings.term(item.bearing).counts for item in finding.evidence}
        if finding.track.graded and counts == {Counts.AGAINST}:
            message = "every source speaks against this claim; word the claim the way they point"
            yield Fault(finding.path, ("evidence",), message)


def contradiction_without_reason(review: Review, today: date) -> Iterator[Fault]:
    """Where some sources speak for a claim and some against it, `why_they_differ` says why."""
    bearings = review.vocabulary.bearings
    for finding in review.findings:
        against = [
            number
            for number, item in enumerate(finding.evidence)
            if bearings.term(item.bearing).counts is Counts.AGAINST
        ]
        if against and len(against) < len(finding.evidence) and not finding.why_they_differ:
            message = "this source speaks against the claim; say under 'why_they_differ' why"
            yield Fault(finding.path, ("evidence", against[0], "bearing"), message)


def indirect_without_reason(review: Review, today: date) -> Iterator[Fault]:
    """Indirect evidence says in `because` why it is indirect; direct evidence has no `because`."""
    for finding in review.findings:
        for number, item in enumerate(finding.evidence):
            if not item.direct and not item.because:
                message = "say in 'because' what the source speaks of instead"
                yield Fault(finding.path, ("evidence", number, "directness"), message)
            if item.because and item.direct:
                message = "'because' is for indirect evidence; write 'directness: indirect' too"
                yield Fault(finding.path, ("evidence", number, "because"), message)


def stronger_design(review: Review, today: date) -> Iterator[Fault]:
    """An item's own design is weaker than its source's, never stronger."""
    vocabulary = review.vocabulary
    for finding in review.findings:
        for number, item in enumerate(finding.evidence):
            source = review.source_by_key.get(item.source)
            if source is None or item.design is None:
                continue
            counted = weaker_design(item, source, finding.track, vocabulary)
            claimed = vocabulary.designs.term(item.design)
            if rung(claimed, finding.track) > rung(counted, finding.track):
                message = f"the source is only '{source.design}'; an item may be weaker, not more"
                yield Fault(finding.path, ("evidence", number, "design"), message)


def override_strong(review: Review, today: date) -> Iterator[Fault]:
    """Nobody may call a finding strong that rests on a retracted source or is contested, nor give
    a level to one that is not graded."""
    for finding in review.findings:
        override = finding.strength_override
        if override and not finding.track.graded:
            message = f"a claim of the track '{finding.track}' is not graded; take this out"
            yield Fault(finding.path, ("strength_override",), message)
            continue
        if override is None or override.strength is not Level.STRONG:
            continue
        if any(item.source not in review.source_by_key for item in finding.evidence):
            continue
        judgement = review.judgement(finding)
        at = ("strength_override", "strength")
        if judgement.retracted:
            message = f"{', '.join(judgement.retracted)} is retracted; take it out first"
            yield Fault(finding.path, at, message)
        elif judgement.agreement is Agreement.CONTESTED:
            message = "its sources contradict each other; a contested finding is not strong"
            yield Fault(finding.path, at, message)

"""How a verdict on a finding moved between two states, and why, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from evidence_review.earlier.difference import Difference
from evidence_review.earlier.pair import Pair
from evidence_review.records.fields import Location
from evidence_review.records.scales import Counts
from evidence_review.records.terms import AgreementTerm, Design, StrengthTerm
from evidence_review.strength import EDITION, Report, report

Verdict: TypeAlias = StrengthTerm | AgreementTerm | None

NOT_GRADED = "not graded"

SPEAKS = {
    Counts.FOR: "speaks for the claim",
    Counts.IN_PART: "speaks for the claim in part",
    Counts.UNCLEAR: "is unclear on the claim",
    Counts.AGAINST: "speaks against the claim",
}
"""What a source does that counts in one way, within a sentence."""

_FACTS = {
    "people": "how many people were studied",
    "sites": "at how many sites",
    "bias": "its risk of bias",
    "stake": "the stake of its makers",
    "reading": "what of it was read",
    "rich": "how rich its accounts are",
    "width": "its interval",
    "relative_risk": "its estimate",
}


def moved(what: str, before: Verdict, after: Verdict) -> str:
    """How a verdict moved, as words in a sentence; nothing where both are called the same.

    Such as "strength moved from moderate to limited", where ``what`` is "strength". There is no
    verdict where nothing is graded.
    """
    was, now = called(before), called(after)
    return f"{what} moved from {was} to {now}" if was != now else ""


def called(verdict: Verdict) -> str:
    """A verdict within a sentence."""
    return verdict.name.lower() if verdict else NOT_GRADED


def verdict_differences(pair: Pair) -> Iterator[Difference]:
    """How strength and agreement moved, and why, with the place of that in the later record."""
    before, after = pair.before.judgement(pair.old), pair.after.judgement(pair.new)
    words = pair.after.vocabulary
    at: Location = ("history", len(pair.new.history) - 1)
    because = "; ".join(dict.fromkeys(_causes(pair)))
    why = f": {because}" if because else ""
    strength = moved("Strength", words.strength(before.computed), words.strength(after.computed))
    agreement = moved(
        "Agreement", words.agreement(before.agreement), words.agreement(after.agreement)
    )
    if strength:
        yield Difference(at, f"{strength}{why}.")
    if agreement:
        yield Difference(at, f"{agreement}{'' if strength else why}.")
    was, now = pair.old.strength_override, pair.new.strength_override
    if now and (was is None or was.strength != now.strength):
        by_hand = f"set to {called(words.strength(now.strength))} by {now.by}"
        yield Difference(
            ("strength_override",), f"Strength was {by_hand}: {now.reason.rstrip('.')}."
        )
    if was and not now and after.strength:
        level = called(words.strength(after.strength))
        yield Difference(at, f"Strength is {level}, as computed, and no longer set by hand.")


def _causes(pair: Pair) -> Iterator[str]:
    """Why the judgement moved: everything the rule looks at that is not as it was."""
    if pair.editions_differ:
        yield f"judged under edition {EDITION} of the rule"
        return
    if pair.old.track != pair.new.track:
        track = pair.after.vocabulary.tracks.term(pair.new.track).name.lower()
        yield f"the claim is now of this kind: {track}"
    if pair.old.claims != pair.new.claims:
        yield f"it is now a claim of {pair.new.claims.replace('-', ' ')}"
    if pair.old.domains != pair.new.domains:
        yield "a domain is now judged otherwise by a person"
    for _, old, new in pair.items:
        if old is None and new is not None:
            yield f"{pair.name(new.source)} was added"
        elif old is not None and new is None:
            yield f"{pair.name(old.source)} was removed"
        elif old is not None and new is not None:
            was, now = (
                report(item, review.source_by_key[item.source], pair.new.track, review.vocabulary)
                for review, item in ((pair.before, old), (pair.after, new))
            )
            design = pair.after.vocabulary.designs.term(now.design)
            yield from _moved(pair.name(new.source), was, now, design)


def _moved(name: str, was: Report, now: Report, design: Design) -> Iterator[str]:
    if was.retracted != now.retracted:
        yield f"{name} was retracted" if now.retracted else f"{name} is no longer retracted"
    if was.counts != now.counts:
        yield f"{name} {SPEAKS[now.counts]}"
    if was.direct != now.direct:
        near = "the claim itself" if now.direct else "something near the claim"
        yield f"{name} is now taken to speak of {near}"
    if was.design != now.design:
        yield f"{name} is now taken for this design: {design.name.lower()}"
    elif was.start != now.start:
        yield f"a source of the design '{design.name}' starts from another level"
    elif was.pools != now.pools:
        yield f"'{design.name}' is{'' if now.pools else ' not'} taken to pool many studies"
    if was.data_set != now.data_set:
        yield f"{name} is now said to rest on the data set '{now.data_set}'"
    if was.circle != now.circle:
        yield f"{name} is now counted {f'in the circle {now.circle!r}' if now.circle else 'alone'}"
    for fact, label in _FACTS.items():
        if getattr(was, fact) != getattr(now, fact):
            yield f"what is known of {name} changed: {label}"

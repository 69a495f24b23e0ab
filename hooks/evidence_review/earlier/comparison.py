"""Two states of a review held against each other: what moved between them, in words.

What is compared is what somebody may have relied on or quoted: every word of a finding but when it
was and is to be reviewed and what is related to it, how each of its sources is printed and what
data it rests on, its strength and its agreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import TypeAlias

from evidence_review.earlier.difference import Difference, is_mend, of_fields
from evidence_review.earlier.renaming import renamed
from evidence_review.records.fields import Location
from evidence_review.records.finding import EvidenceItem, Finding, Status
from evidence_review.records.first_edition import FirstFinding
from evidence_review.records.scales import Agreement, Counts, Level
from evidence_review.records.vocabulary import AgreementTerm, Design, StrengthTerm
from evidence_review.review import Review
from evidence_review.strength import EDITION, Report, report

_SPEAKS = {
    Counts.FOR: "speaks for the claim",
    Counts.IN_PART: "speaks for the claim in part",
    Counts.UNCLEAR: "is unclear on the claim",
    Counts.AGAINST: "speaks against the claim",
}


# What has a sentence of its own, or is no part of what a finding says.
_APART = {"slug", "id", "claim", "track", "evidence", "related", "strength_override", "status"} | {
    *("notice", "reviewed", "review_by", "history", "mends")
}
_ITEM_APART = {"source", "bearing", "quotes"}
_PRINTED = {"authors": "authors", "title": "title", "year": "year", "doi": "DOI"}


@dataclass(frozen=True)
class States:
    """A review as it was and as it is.

    ``ids`` are those of every finding and gap by the path of its file, readable or not; ``frozen``
    are the bytes of every file below ``archive``. ``remade`` are the texts of those that are new,
    made anew from what was published last; None where no such version was. ``published`` is the
    review then, which is newer than ``before`` where that is an old state, and ``name`` is how a
    person would name it. ``files_after`` is the path of every record, readable or not.
    """

    before: Review
    after: Review
    ids_before: Mapping[str, str]
    ids_after: Mapping[str, str]
    frozen_before: Mapping[str, bytes]
    frozen_after: Mapping[str, bytes]
    remade: Mapping[str, str | None]
    published: Review
    name: str
    files_after: frozenset[str]

    @cached_property
    def before_renamed(self) -> Review:
        """The earlier review under the names of today."""
        return renamed(self.before, self.after)

    @property
    def kept(self) -> Iterator[tuple[Finding, Finding]]:
        """Every finding that both can read, as it was and as it is, in the order of its file."""
        for new in self.after.findings:
            old = self.before.finding_by_id.get(new.id)
            if old is not None:
                yield old, new


Verdict: TypeAlias = StrengthTerm | AgreementTerm | None

NOT_GRADED = "not graded"


def moved(what: str, before: Verdict, after: Verdict) -> str:
    """How a verdict moved, as words in a sentence; nothing where both are called the same.

    Such as "strength moved from moderate to limited", where ``what`` is "strength". There is no
    verdict where nothing is graded.
    """
    names = [term.name.lower() if term else NOT_GRADED for term in (before, after)]
    return f"{what} moved from {names[0]} to {names[1]}" if names[0] != names[1] else ""


def differences(before: Review, after: Review, finding_id: str) -> Iterator[Difference]:
    """What moved in a finding, with its place in the record of ``after``."""
    pair = _Pair(before, after, before.finding_by_id[finding_id], after.finding_by_id[finding_id])
    yield from _head(pair)
    for number, old, new in pair.items:
        yield from _item(pair, number, old, new)
    if pair.judged:
        yield from _verdict(pair)


@dataclass(frozen=True)
class _Pair:
    """One finding, in both reviews."""

    before: Review
    after: Review
    old: Finding
    new: Finding

    @property
    def items(self) -> Iterator[tuple[int, EvidenceItem | None, EvidenceItem | None]]:
        """The evidence items of both, each with its number in the later record.

        Items are the same item when they rest on one source; where several do, those that say the
        same are put together first.
        """
        waiting = list(self.old.evidence)
        partner: dict[int, EvidenceItem] = {}
        for same in (_alike, _of_one_source):
            for number, item in enumerate(self.new.evidence):
                found = next((old for old in waiting if same(old, item)), None)
                if number not in partner and found is not None:
                    partner[number] = found
                    waiting.remove(found)
        for number, item in enumerate(self.new.evidence):
            yield number, partner.get(number), item
        for old in waiting:
            yield -1, old, None

    @property
    def judged(self) -> bool:
        """Whether every source can be read, so that both have a strength."""
        return all(
            item.source in review.references
            for review, finding in self.sides
            for item in finding.evidence
        )

    @property
    def sides(self) -> tuple[tuple[Review, Finding], tuple[Review, Finding]]:
        """The finding in each review, the earlier one first."""
        return (self.before, self.old), (self.after, self.new)

    @property
    def editions_differ(self) -> bool:
        """Whether the two are judged under different editions of the rule."""
        return isinstance(self.old, FirstFinding) is not isinstance(self.new, FirstFinding)

    def strength(self, level: Level | None) -> StrengthTerm | None:
        """A level of strength in the words of today."""
        return self.after.vocabulary.strengths.term(level) if level else None

    def agreement(self, degree: Agreement | None) -> AgreementTerm | None:
        """A degree of agreement in the words of today."""
        return self.after.vocabulary.agreements.term(degree) if degree else None

    def name(self, source: str) -> str:
        """A source as running text names it: "Clair (2020)"."""
        reference = self.after.references.get(source) or self.before.references.get(source)
        return reference.in_text if reference else source


def _alike(one: EvidenceItem, other: EvidenceItem) -> bool:
    return (one.source, one.bearing, one.quotes) == (other.source, other.bearing, other.quotes)


def _of_one_source(one: EvidenceItem, other: EvidenceItem) -> bool:
    return one.source == other.source


def _head(pair: _Pair) -> Iterator[Difference]:
    old, new = pair.old, pair.new
    if old.claim != new.claim:
        yield Difference(("claim",), "The claim was reworded.")
    now = pair.after.vocabulary.tracks.term(new.track).name.lower()
    if pair.editions_differ:
        words = f"Judged under edition {EDITION} of the rule, as a claim of this kind: {now}."
        yield Difference(("track",), words)
    elif old.track != new.track:
        was = pair.before.vocabulary.tracks.term(old.track).name.lower()
        yield Difference(("track",), f"The kind of claim changed from {was} to {now}.")
    if old.status != new.status:
        reason = f": {new.notice.reason.rstrip('.')}" if new.notice else ""
        now_is = "published again" if new.status is Status.PUBLISHED else str(new.status)
        yield Difference(("status",), f"The finding was {now_is}{reason}.")
    elif old.notice != new.notice:
        yield Difference(("notice",), "What is said of why the finding no longer stands changed.")
    yield from of_fields(old, new, _APART)


def _item(
    pair: _Pair, number: int, old: EvidenceItem | None, new: EvidenceItem | None
) -> Iterator[Difference]:
    at: Location = ("evidence", number)
    if new is None:
        assert old is not None
        yield Difference(("evidence",), f"Removed evidence: {pair.name(old.source)}.")
        return
    name, bearings = pair.name(new.source), pair.after.vocabulary.bearings
    if old is None:
        speaks = _SPEAKS[bearings.term(new.bearing).counts]
        yield Difference((*at, "source"), f"Added evidence: {name}, which {speaks}.")
        return
    if old.bearing != new.bearing:
        was = pair.before.vocabulary.bearings.term(old.bearing).name
        now = bearings.term(new.bearing).name
        yield Difference(
            (*at, "bearing"), f"The bearing of {name} changed from '{was}' to '{now}'."
        )
    yield from of_fields(old, new, _ITEM_APART, at, f" of {name}")
    yield from _quotes(old, new, name, at)
    yield from _printed(pair, new.source, name, (*at, "source"))
    if not _retracted(pair.before, new.source) and _retracted(pair.after, new.source):
        yield Difference((*at, "source"), f"{name} was retracted and counts for nothing now.")


def _printed(pair: _Pair, source: str, name: str, at: Location) -> Iterator[Difference]:
    """How the source is named to readers, and what data it rests on."""
    was, now = (review.references.get(source) for review in (pair.before, pair.after))
    if was is None or now is None:
        return
    for field, label in _PRINTED.items():
        before, after = getattr(was, field), getattr(now, field)
        if before != after:
            yield Difference(at, f"The {label} of {name} changed.", is_mend(before, after))
    sources = pair.before.source_by_key[source], pair.after.source_by_key[source]
    if sources[0].data_set != sources[1].data_set:
        yield Difference(at, f"The data set that {name} rests on changed.")


def _quotes(old: EvidenceItem, new: EvidenceItem, name: str, at: Location) -> Iterator[Difference]:
    was = {(quote.folded, quote.speaker) for quote in old.quotes}
    now = {(quote.folded, quote.speaker): number for number, quote in enumerate(new.quotes)}
    gone = [words for words in was if words not in now]
    come = [number for words, number in now.items() if words not in was]
    before = {(quote.folded, quote.speaker): quote for quote in old.quotes}
    for number, quote in enumerate(new.quotes):
        if twin := before.get((quote.folded, quote.speaker)):
            yield from of_fields(
                twin, quote, {"text", "speaker"}, (*at, "quotes", number),
                f" of a quote from {name}",
            )  # fmt: skip
    for number, lost in zip_longest(come, gone):
        place = (*at, "quotes") if number is None else (*at, "quotes", number, "text")
        how = "taken out" if number is None else "added" if lost is None else "changed"
        yield Difference(place, f"A quote from {name} was {how}.")


def _retracted(review: Review, source: str) -> bool:
    found = review.source_by_key.get(source)
    return found is not None and found.retraction is not None


def _verdict(pair: _Pair) -> Iterator[Difference]:
    before, after = pair.before.judgement(pair.old), pair.after.judgement(pair.new)
    at: Location = ("history", len(pair.new.history) - 1)
    because = "; ".join(dict.fromkeys(_causes(pair)))
    why = f": {because}" if because else ""
    strength = moved("Strength", pair.strength(before.computed), pair.strength(after.computed))
    agreement = moved(
        "Agreement", pair.agreement(before.agreement), pair.agreement(after.agreement)
    )
    if strength:
        yield Difference(at, f"{strength}{why}.")
    if agreement:
        yield Difference(at, f"{agreement}{'' if strength else why}.")
    was, now = pair.old.strength_override, pair.new.strength_override
    if now and (was is None or was.strength != now.strength):
        level = pair.after.vocabulary.strengths.term(now.strength).name.lower()
        words = f"set to {level} by {now.by}: {now.reason.rstrip('.')}"
        yield Difference(("strength_override",), f"Strength was {words}.")
    if was and not now and after.strength:
        level = pair.after.vocabulary.strengths.term(after.strength).name.lower()
        words = f"{level}, as computed, and no longer set by hand"
        yield Difference(at, f"Strength is {words}.")


def _causes(pair: _Pair) -> Iterator[str]:
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
        yield f"{name} {_SPEAKS[now.counts]}"
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

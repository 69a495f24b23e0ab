"""A finding held against an earlier state of it: what moved between the two, in words.

What is compared is what somebody may have relied on or quoted: every word of a finding but when it
was and is to be reviewed and what is related to it, how each of its sources is printed and what
data it rests on, its strength and its agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from evidence_review.earlier.difference import Difference, is_mend, of_fields
from evidence_review.earlier.pair import Pair
from evidence_review.earlier.verdict import SPEAKS, verdict_differences
from evidence_review.records.evidence import EvidenceItem
from evidence_review.records.fields import Location
from evidence_review.records.finding import Status
from evidence_review.review import Review
from evidence_review.strength import EDITION

# What has a sentence of its own, or is no part of what a finding says.
_APART = {"slug", "id", "claim", "track", "evidence", "related", "strength_override", "status"} | {
    *("notice", "reviewed", "review_by", "history", "mends")
}
_ITEM_APART = {"source", "bearing", "quotes"}
_PRINTED = {"authors": "authors", "title": "title", "year": "year", "doi": "DOI"}


def differences(before: Review, after: Review, finding_id: str) -> Iterator[Difference]:
    """What moved in a finding, with its place in the record of ``after``."""
    pair = Pair(before, after, before.finding_by_id[finding_id], after.finding_by_id[finding_id])
    yield from _head(pair)
    for number, old, new in pair.items:
        yield from _item(pair, number, old, new)
    if pair.judged:
        yield from verdict_differences(pair)


def _head(pair: Pair) -> Iterator[Difference]:
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
    pair: Pair, number: int, old: EvidenceItem | None, new: EvidenceItem | None
) -> Iterator[Difference]:
    at: Location = ("evidence", number)
    if new is None:
        assert old is not None
        yield Difference(("evidence",), f"Removed evidence: {pair.name(old.source)}.")
        return
    name, bearings = pair.name(new.source), pair.after.vocabulary.bearings
    if old is None:
        speaks = SPEAKS[bearings.term(new.bearing).counts]
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


def _printed(pair: Pair, source: str, name: str, at: Location) -> Iterator[Difference]:
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

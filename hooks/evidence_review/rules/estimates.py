"""Where the estimates of a review stand, and which numbers of them cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_review.records.evidence import Effect, EvidenceItem
from evidence_review.records.fields import Location
from evidence_review.records.finding import Finding
from evidence_review.records.terms import Measure
from evidence_review.review import Review


def estimates(
    review: Review,
) -> Iterator[tuple[Finding, Location, EvidenceItem, Effect, Measure]]:
    """Every estimate, with its finding, its place, its item and its measure."""
    for finding in review.findings:
        for number, item in enumerate(finding.evidence):
            if item.effect:
                measure = review.vocabulary.measures.term(item.effect.measure)
                yield finding, ("evidence", number, "effect"), item, item.effect, measure


def impossible(effect: Effect, measure: Measure) -> Iterator[tuple[Location, float, str]]:
    """Every number of an estimate that its measure cannot have: its place, the number, and why."""
    given: list[tuple[Location, float]] = [
        (("interval", number), end) for number, end in enumerate(effect.interval or ())
    ]
    if effect.value is not None:
        given.append((("value",), effect.value))
    for place, value in given:
        if wrong := _wrong(value, measure):
            yield place, value, wrong


def _wrong(value: float, measure: Measure) -> str | None:
    name, mend = f"the measure '{measure.id}'", "look it up again, or name another measure"
    if measure.ratio and value <= 0:
        return f"{name} is a ratio, and so above zero; name another measure if it is a difference"
    if measure.lowest is not None and value < measure.lowest:
        return f"{name} is {measure.lowest:g} at least; {mend}"
    if measure.highest is not None and value > measure.highest:
        return f"{name} is {measure.highest:g} at most; {mend}"
    return None

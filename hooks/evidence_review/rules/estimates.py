"""Where the estimates of a review stand."""

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

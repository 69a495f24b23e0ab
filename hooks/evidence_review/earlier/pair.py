"""One finding as it was and as it is, and which of its evidence items are the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.records.evidence import EvidenceItem
from evidence_review.records.finding import Finding
from evidence_review.records.first_edition import FirstFinding
from evidence_review.review import Review


@dataclass(frozen=True)
class Pair:
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

    def name(self, source: str) -> str:
        """A source as running text names it: "Clair (2020)"."""
        reference = self.after.references.get(source) or self.before.references.get(source)
        return reference.in_text if reference else source


def _alike(one: EvidenceItem, other: EvidenceItem) -> bool:
    return (one.source, one.bearing, one.quotes) == (other.source, other.bearing, other.quotes)


def _of_one_source(one: EvidenceItem, other: EvidenceItem) -> bool:
    return one.source == other.source

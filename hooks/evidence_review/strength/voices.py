"""What the rule sees of the sources: reports, and the independent voices they make up."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from evidence_review.records.evidence import Effect, EvidenceItem
from evidence_review.records.scales import Counts, Reading, Track
from evidence_review.records.source import Bias, Source
from evidence_review.records.terms import Design
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.strength.steps import FEW_PEOPLE, LADDER, LARGE_EFFECT, WIDE_INTERVAL

G = TypeVar("G")


@dataclass(frozen=True)
class Report:
    """One evidence item with everything about its source that the rule looks at.

    ``start`` is a rung of :data:`LADDER`; None for what is no evidence on the track. ``width`` is
    how many times the lower end of the interval its upper end is; only ratios have one.
    """

    source: str
    data_set: str
    circle: str | None
    counts: Counts
    direct: bool
    design: str
    start: int | None
    pools: bool
    trial: bool
    people: int | None
    sites: int | None
    bias: Bias
    stake: bool
    reading: Reading
    rich: bool
    width: float | None
    relative_risk: float | None
    retracted: bool

    @property
    def evidence(self) -> bool:
        """Whether it counts at all."""
        return self.start is not None and not self.retracted

    @cached_property
    def worth(self) -> int:
        """The rung that is left of its start by its own flaws; 1 at least."""
        return max(1, (self.start or 0) - (self.bias is Bias.SERIOUS) - self.stake)

    @property
    def people_counted(self) -> float:
        """How many people it adds: nobody where a single study does not say, enough in a review."""
        if self.people is None:
            return math.inf if self.pools else 0
        return self.people

    @property
    def small(self) -> bool:
        """Whether it is a single study of few people, or of nobody knows how many."""
        return not self.pools and self.people_counted <= FEW_PEOPLE

    @property
    def stands_alone(self) -> bool:
        """Whether it is enough by itself: a review of several studies, or a trial at several
        sites with many people (KCE process book, "GRADE and meta-analysis")."""
        return self.pools or (
            self.trial and (self.sites or 0) > 1 and self.people_counted > FEW_PEOPLE
        )

    @property
    def known(self) -> bool:
        """Whether what bears on the claim was read, and found to carry a low risk of bias."""
        return self.reading is Reading.FULL and self.bias is Bias.LOW


@dataclass(frozen=True)
class Voice:
    """An independent voice: every report that shares a data set or a circle of authors.

    It has the best of each fact among the reports that carry what it says.
    """

    reports: tuple[Report, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of its sources, each once, in the order of the alphabet."""
        return tuple(sorted({report.source for report in self.reports}))

    @cached_property
    def direct(self) -> bool:
        """Whether any of it speaks of the claim itself; then only that speaks."""
        return any(report.direct for report in self.reports)

    @cached_property
    def _decided(self) -> tuple[Report, ...]:
        speaking = (report for report in self.reports if report.direct is self.direct)
        return tuple(report for report in speaking if report.counts is not Counts.UNCLEAR)

    @cached_property
    def counts(self) -> Counts:
        """What it says; one that says several things holds in part."""
        said = {report.counts for report in self._decided}
        if len(said) > 1:
            return Counts.IN_PART
        return said.pop() if said else Counts.UNCLEAR

    @cached_property
    def carrying(self) -> tuple[Report, ...]:
        """The reports that carry what it says."""
        if self.counts is Counts.UNCLEAR:
            return tuple(report for report in self.reports if report.direct is self.direct)
        return self._decided

    @cached_property
    def worth(self) -> int:
        """The rung that its best report is worth."""
        return max(report.worth for report in self.carrying)

    @cached_property
    def start(self) -> int:
        """The highest rung that any of its best reports started from."""
        return max(r.start or 0 for r in self.carrying if r.worth == self.worth)

    @cached_property
    def best(self) -> Report:
        """The report that the ledger names: worth most, then pooling, then with most people."""
        return max(
            self.carrying, key=lambda r: (r.worth, r.pools, r.people_counted, r.start, r.source)
        )

    @property
    def people(self) -> float:
        """How many people it adds."""
        return max(report.people_counted for report in self.carrying)

    @property
    def trial(self) -> bool:
        """Whether chance decided, in its best report."""
        return any(r.trial for r in self.carrying if r.worth == self.worth)

    @property
    def pools(self) -> bool:
        """Whether any report of it is a review of several studies."""
        return any(report.pools for report in self.carrying)

    @property
    def rich(self) -> bool:
        """Whether any report of it is rich."""
        return any(report.rich for report in self.carrying)

    @property
    def stands_alone(self) -> bool:
        """Whether any report of it is enough by itself."""
        return any(report.stands_alone for report in self.carrying)

    @property
    def small(self) -> bool:
        """Whether all of it are small single studies."""
        return all(report.small for report in self.carrying)

    @property
    def known(self) -> bool:
        """Whether any report of it was read where it matters and carries a low risk of bias."""
        return any(report.known for report in self.carrying)

    @property
    def second_hand(self) -> bool:
        """Whether all of it was read at second hand."""
        return all(report.reading is Reading.SECOND_HAND for report in self.carrying)

    @property
    def wide(self) -> bool:
        """Whether it has intervals, all of them wide."""
        widths = [report.width for report in self.carrying if report.width is not None]
        return bool(widths) and min(widths) > WIDE_INTERVAL

    @property
    def large(self) -> bool:
        """Whether it found a large relative risk."""
        risks = (report.relative_risk for report in self.carrying)
        return any(r is not None and (r > LARGE_EFFECT or r * LARGE_EFFECT < 1) for r in risks)


def report(item: EvidenceItem, source: Source, track: Track, vocabulary: Vocabulary) -> Report:
    """What the rule sees of one evidence item."""
    design = weaker_design(item, source, track, vocabulary)
    starts = design.starts if track.graded else None
    width, risk = _estimate(item.effect, vocabulary) if item.effect else (None, None)
    return Report(
        source=source.key,
        data_set=source.data_set,
        circle=source.circle,
        counts=vocabulary.bearings.term(item.bearing).counts,
        direct=item.direct,
        design=design.id,
        start=LADDER.index(starts.on(track)) if starts else None,
        pools=design.pools,
        trial=design.trial,
        people=item.people_in(source),
        sites=item.sites_in(source),
        bias=item.bias_in(source),
        stake=source.stake is not None,
        reading=vocabulary.reading.term(source.read).counts_as,
        rich=item.rich,
        width=width,
        relative_risk=risk,
        retracted=source.retraction is not None,
    )


def _estimate(effect: Effect, vocabulary: Vocabulary) -> tuple[float | None, float | None]:
    """How wide the interval of a ratio is, and the estimate of a relative risk."""
    measure = vocabulary.measures.term(effect.measure)
    width = None
    if measure.ratio and effect.interval and effect.interval[0] > 0:
        width = effect.interval[1] / effect.interval[0]
    return width, effect.value if measure.relative_risk else None


def weaker_design(
    item: EvidenceItem, source: Source, track: Track, vocabulary: Vocabulary
) -> Design:
    """The design of the item, or of its source where the item claims none of its own."""
    own = vocabulary.designs.term(source.design)
    if item.design is None:
        return own
    claimed = vocabulary.designs.term(item.design)
    return min(claimed, own, key=lambda design: rung(design, track))


def rung(design: Design, track: Track) -> int:
    """The rung of :data:`LADDER` from which a design starts; -1 for what is no evidence."""
    on = track if track.graded else Track.UNDERSTANDING
    return LADDER.index(design.starts.on(on)) if design.starts else -1


def together(things: Sequence[G], share: Callable[[G, G], bool]) -> list[list[G]]:
    """``things`` in groups of those that share something, directly or through each other."""
    groups: list[list[G]] = []
    for new in things:
        linked = [group for group in groups if any(share(new, old) for old in group)]
        merged = [old for group in linked for old in group] + [new]
        groups = [group for group in groups if group not in linked] + [merged]
    return groups


def independent_voices(reports: Sequence[Report]) -> tuple[Voice, ...]:
    """Gather reports that share a data set or a circle, directly or through each other."""
    return tuple(Voice(tuple(group)) for group in together(reports, _share))


def _share(one: Report, other: Report) -> bool:
    return one.data_set == other.data_set or (one.circle is not None and one.circle == other.circle)

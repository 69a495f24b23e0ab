"""What the rule sees of the sources: reports, and the independent voices they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from evidence_review.records.evidence import Directness, EvidenceItem
from evidence_review.records.first_edition import FirstDesign, FirstTrack, FirstVocabulary
from evidence_review.records.scales import Counts, Level, Reading
from evidence_review.records.source import Bias, Source
from evidence_review.strength.first_edition.steps import LADDER, SMALL_SAMPLE, SOURCE_STEPS, Step


@dataclass(frozen=True)
class Report:
    """One evidence item with everything about its source that the rule looks at."""

    source: str
    data_set: str
    circle: str | None
    counts: Counts
    design: str
    start: Level
    pools: bool
    indirect: bool
    part_read: bool
    bias: bool
    stake: bool
    small: bool
    retracted: bool

    @cached_property
    def flaws(self) -> tuple[Step, ...]:
        """The steps this report costs its source."""
        taken = {
            "indirect": self.indirect,
            "in-part": self.counts is Counts.IN_PART,
            "part-read": self.part_read,
            "bias": self.bias,
            "stake": self.stake,
            "small": self.small,
        }
        return tuple(SOURCE_STEPS[name] for name, holds in taken.items() if holds)

    @cached_property
    def worth(self) -> int:
        """The rung of :data:`LADDER` that is left when every flaw is counted; from 0."""
        start = LADDER.index(self.start)
        floor = 0 if start == 0 else 1
        return max(floor, start + sum(step.levels for step in self.flaws))

    @property
    def rank(self) -> tuple[int, bool, int, str]:
        """What reports are compared by: worth, then pooling, then fewest flaws, then the key."""
        return self.worth, self.pools, -len(self.flaws), self.source


@dataclass(frozen=True)
class Voice:
    """An independent voice: every report that shares a data set or a circle of authors."""

    reports: tuple[Report, ...]

    @cached_property
    def counts(self) -> Counts:
        """How the voice counts; one that says several things holds in part."""
        said = {report.counts for report in self.reports}
        return said.pop() if len(said) == 1 else Counts.IN_PART

    @property
    def speaks_for(self) -> bool:
        """Whether any report of it supports the claim, wholly or in part."""
        return self.counts is not Counts.AGAINST

    @cached_property
    def best(self) -> Report:
        """The report that is worth most, among those that speak for the claim if any does."""
        return max(self.reports, key=lambda r: (r.counts is not Counts.AGAINST, r.rank))


def report(
    item: EvidenceItem, source: Source, track: FirstTrack, vocabulary: FirstVocabulary
) -> Report:
    """What the rule sees of one evidence item."""
    design = weaker_design(item, source, track, vocabulary)
    return Report(
        source=source.key,
        data_set=source.data_set,
        circle=source.circle,
        counts=vocabulary.bearings.term(item.bearing).counts,
        design=design.id,
        start=design.starts.on(track),
        pools=design.pools,
        indirect=item.directness is Directness.INDIRECT,
        part_read=vocabulary.reading.term(source.read).counts_as is not Reading.FULL,
        bias=source.risk_of_bias is Bias.SERIOUS,
        stake=source.stake is not None,
        small=track is FirstTrack.OUTCOMES
        and source.sample_size is not None
        and source.sample_size < SMALL_SAMPLE,
        retracted=source.retraction is not None,
    )


def weaker_design(
    item: EvidenceItem, source: Source, track: FirstTrack, vocabulary: FirstVocabulary
) -> FirstDesign:
    """The design of the item, or of its source where the item claims none of its own."""
    own = vocabulary.designs.term(source.design)
    if item.design is None:
        return own
    claimed = vocabulary.designs.term(item.design)
    return min(claimed, own, key=lambda design: LADDER.index(design.starts.on(track)))


def independent_voices(reports: Sequence[Report]) -> tuple[Voice, ...]:
    """Gather reports that share a data set or a circle, directly or through each other."""
    groups: list[list[Report]] = []
    for new in reports:
        linked = [group for group in groups if any(_share(new, old) for old in group)]
        merged = [old for group in linked for old in group] + [new]
        groups = [group for group in groups if group not in linked] + [merged]
    return tuple(Voice(tuple(group)) for group in groups)


def _share(one: Report, other: Report) -> bool:
    return one.data_set == other.data_set or (one.circle is not None and one.circle == other.circle)

"""Strength and agreement: the published rule, as data and one function that replays it.

Each independent source is worth the level its design starts from, less a step for each flaw. The
finding takes the worth of its best source, and then moves by what the sources are *together*. So a
flaw never raises, another independent source that supports never lowers, and a second report of
the same data changes nothing.

After GRADE (Guyatt et al. 2008, BMJ 336:924) for claims about outcomes and GRADE-CERQual (Lewin et
al. 2018, Implementation Science 13 Suppl 1:2) for claims about experience and mechanism. What
differs from both is set out on the method page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from evidence_review.model import Bias, Directness, EvidenceItem, Finding, Source
from evidence_review.vocabulary import Agreement, Counts, Design, Level, Reading, Track, Vocabulary

LADDER = (Level.UNTESTED, Level.TENTATIVE, Level.LIMITED, Level.MODERATE, Level.STRONG)

# GRADE Handbook, section 5.2.4 (imprecision): fewer than 400 people is the rule of thumb below
# which an estimate is taken to be imprecise.
SMALL_SAMPLE = 400

# One in three independent sources against the claim makes it contested; one in two leaves so little
# between the sides that it costs two steps.
CONTESTED_SHARE = 1 / 3
EVEN_SHARE = 1 / 2


@dataclass(frozen=True)
class Step:
    """A step of the rule: its name, how many levels it moves and when it is taken."""

    id: str
    levels: int
    name: str
    when: str


SOURCE_STEPS = {
    step.id: step
    for step in (
        Step("indirect", -1, "indirect", "the source speaks of something near the claim"),
        Step("in-part", -1, "true only in part", "the source supports the claim only in part"),
        Step("part-read", -1, "only part read", "only an abstract or second-hand account was read"),
        Step("bias", -1, "risk of bias", "the source's method carries a stated serious risk"),
        Step("stake", -1, "stake", "its makers stand to gain from the answer"),
        Step(
            "small", -1, "small sample",
            f"the claim is about outcomes and fewer than {SMALL_SAMPLE} people were studied",
        ),
    )
}  # fmt: skip

TOGETHER_STEPS = {
    step.id: step
    for step in (
        Step(
            "alone", -1, "one independent source",
            "only one independent source speaks for the claim, and it is not itself a systematic"
            " review of many studies",
        ),
        Step(
            "replicated", 1, "independent replication",
            "at least three independent sources speak for the claim, and at least two besides the"
            " best are worth as much as it, or one level less, and are not untested",
        ),
        Step(
            "contested", -1, "sources disagree",
            "at least one in three independent sources speaks against the claim",
        ),
        Step(
            "even", -1, "sources are evenly split",
            "at least half of the independent sources speak against the claim",
        ),
    )
}  # fmt: skip

REPLICATION_VOICES = 3
REPLICATION_NEAR = 2


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
        return max(
            self.reports, key=lambda r: (r.counts is not Counts.AGAINST, r.worth, r.pools, r.source)
        )


@dataclass(frozen=True)
class Entry:
    """One line of a ledger: a step that was taken, and the level after it."""

    step: Step
    after: Level


@dataclass(frozen=True)
class Judgement:
    """The strength and agreement of one finding, with the ledger that leads to them."""

    track: Track
    voices: tuple[Voice, ...]
    best: Report | None
    start: Level
    entries: tuple[Entry, ...]
    computed: Level
    strength: Level
    agreement: Agreement
    retracted: tuple[str, ...]

    @property
    def sources(self) -> int:
        """How many sources speak to the claim, retracted ones left out."""
        return len({report.source for voice in self.voices for report in voice.reports})

    @property
    def independent(self) -> int:
        """How many of them are independent of each other."""
        return len(self.voices)

    def tally(self, counts: Counts) -> int:
        """How many independent voices count in one way."""
        return sum(voice.counts is counts for voice in self.voices)


def report(item: EvidenceItem, source: Source, track: Track, vocabulary: Vocabulary) -> Report:
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
        part_read=vocabulary.reading.term(source.read).counts_as is Reading.PART,
        bias=source.risk_of_bias is Bias.SERIOUS,
        stake=source.stake is not None,
        small=track is Track.OUTCOMES
        and source.sample_size is not None
        and source.sample_size < SMALL_SAMPLE,
        retracted=source.retraction is not None,
    )


def weaker_design(
    item: EvidenceItem, source: Source, track: Track, vocabulary: Vocabulary
) -> Design:
    """The design of the item, or of its source where the item claims none of its own."""
    own = vocabulary.designs.term(source.design)
    if item.design is None:
        return own
    claimed = vocabulary.designs.term(item.design)
    return min(claimed, own, key=lambda design: LADDER.index(design.starts.on(track)))


def judge_finding(finding: Finding, sources: Sequence[Source], vocabulary: Vocabulary) -> Judgement:
    """The judgement on ``finding``, whose items rest on ``sources``, one source an item."""
    track = vocabulary.kinds.term(finding.kind).judged_as
    judgement = judge(
        [
            report(item, source, track, vocabulary)
            for item, source in zip(finding.evidence, sources, strict=True)
        ],
        track,
    )
    if finding.strength_override is None:
        return judgement
    return replace(judgement, strength=finding.strength_override.strength)


def judge(reports: Iterable[Report], track: Track) -> Judgement:
    """Replay the rule: from the reports on one claim to its strength, agreement and ledger."""
    every = tuple(reports)
    voices = independent_voices([report for report in every if not report.retracted])
    speaking = [voice for voice in voices if voice.speaks_for]
    best = max((voice.best for voice in speaking), key=_worth, default=None)
    start = best.start if best else Level.UNTESTED
    entries: list[Entry] = []
    rung = LADDER.index(start)
    for step in best.flaws if best else ():
        rung = max(min(rung, 1), rung + step.levels)
        entries.append(Entry(step, LADDER[rung]))
    for step in _together(voices, speaking, best):
        rung = min(len(LADDER) - 1, max(min(rung, 1), rung + step.levels))
        entries.append(Entry(step, LADDER[rung]))
    return Judgement(
        track=track,
        voices=voices,
        best=best,
        start=start,
        entries=tuple(entries),
        computed=LADDER[rung],
        strength=LADDER[rung],
        agreement=agreement(voices),
        retracted=tuple(sorted({report.source for report in every if report.retracted})),
    )


def independent_voices(reports: Sequence[Report]) -> tuple[Voice, ...]:
    """Gather reports that share a data set or a circle, directly or through each other."""
    groups: list[list[Report]] = []
    for new in reports:
        linked = [group for group in groups if any(_share(new, old) for old in group)]
        merged = [old for group in linked for old in group] + [new]
        groups = [group for group in groups if group not in linked] + [merged]
    return tuple(Voice(tuple(group)) for group in groups)


def agreement(voices: Sequence[Voice]) -> Agreement:
    """How far independent voices say the same."""
    if len(voices) <= 1:
        return Agreement.SINGLE_SOURCE
    if _share_against(voices) >= CONTESTED_SHARE:
        return Agreement.CONTESTED if any(v.speaks_for for v in voices) else Agreement.CONSISTENT
    if all(voice.counts is Counts.FOR for voice in voices):
        return Agreement.CONSISTENT
    return Agreement.MIXED


def _worth(report: Report) -> tuple[int, bool, str]:
    return report.worth, report.pools, report.source


def _share(one: Report, other: Report) -> bool:
    return one.data_set == other.data_set or (one.circle is not None and one.circle == other.circle)


def _share_against(voices: Sequence[Voice]) -> float:
    return sum(not voice.speaks_for for voice in voices) / len(voices) if voices else 0.0


def _together(
    voices: Sequence[Voice], speaking: Sequence[Voice], best: Report | None
) -> Iterable[Step]:
    if best is None or best.worth == 0:
        return
    if len(speaking) == 1 and not best.pools:
        yield TOGETHER_STEPS["alone"]
    near = sum(voice.best.worth >= best.worth - 1 and voice.best.worth > 0 for voice in speaking)
    if len(speaking) >= REPLICATION_VOICES and near - 1 >= REPLICATION_NEAR:
        yield TOGETHER_STEPS["replicated"]
    share = _share_against(voices)
    if share >= CONTESTED_SHARE:
        yield TOGETHER_STEPS["contested"]
    if share >= EVEN_SHARE:
        yield TOGETHER_STEPS["even"]

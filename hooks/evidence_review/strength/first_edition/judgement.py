"""From the reports on one claim to its strength, its agreement and the ledger between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from evidence_review.records.first_edition import FirstFinding, FirstTrack, FirstVocabulary
from evidence_review.records.scales import Agreement, Counts, Level
from evidence_review.records.source import Source
from evidence_review.strength.first_edition.steps import (
    CONTESTED_SHARE,
    EVEN_SHARE,
    LADDER,
    REPLICATION_VOICES,
    TOGETHER_STEPS,
    Step,
)
from evidence_review.strength.first_edition.voices import Report, Voice, independent_voices, report


@dataclass(frozen=True)
class Entry:
    """One line of a ledger: a step that was taken, and the level after it."""

    step: Step
    after: Level


@dataclass(frozen=True)
class Judgement:
    """The strength and agreement of one finding, with the ledger that leads to them."""

    track: FirstTrack
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


def judge_finding(
    finding: FirstFinding, sources: Sequence[Source], vocabulary: FirstVocabulary
) -> Judgement:
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


def judge(reports: Iterable[Report], track: FirstTrack) -> Judgement:
    """Replay the rule: from the reports on one claim to its strength, agreement and ledger."""
    every = tuple(reports)
    voices = independent_voices([report for report in every if not report.retracted])
    speaking = [voice for voice in voices if voice.speaks_for]
    best = max((voice.best for voice in speaking), key=lambda report: report.rank, default=None)
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


def agreement(voices: Sequence[Voice]) -> Agreement:
    """How far independent voices say the same."""
    if len(voices) <= 1:
        return Agreement.SINGLE_SOURCE
    if _share_against(voices) >= CONTESTED_SHARE:
        return Agreement.CONTESTED if any(v.speaks_for for v in voices) else Agreement.CONSISTENT
    if all(voice.counts is Counts.FOR for voice in voices):
        return Agreement.CONSISTENT
    return Agreement.MIXED


def _share_against(voices: Sequence[Voice]) -> Fraction:
    return Fraction(sum(not voice.speaks_for for voice in voices), max(1, len(voices)))


def _together(
    voices: Sequence[Voice], speaking: Sequence[Voice], best: Report | None
) -> Iterable[Step]:
    if best is None or best.worth == 0:
        return
    if len(speaking) == 1 and not best.pools:
        yield TOGETHER_STEPS["alone"]
    # What holds only in part replicates nothing but that part.
    whole = [voice for voice in speaking if voice.counts is Counts.FOR]
    near = sum(voice.best.worth >= best.worth - 1 and voice.best.worth > 0 for voice in whole)
    if near >= REPLICATION_VOICES:
        yield TOGETHER_STEPS["replicated"]
    share = _share_against(voices)
    if share >= CONTESTED_SHARE:
        yield TOGETHER_STEPS["contested"]
    if share >= EVEN_SHARE:
        yield TOGETHER_STEPS["even"]

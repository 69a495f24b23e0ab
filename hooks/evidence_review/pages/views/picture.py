"""The picture of a finding's evidence: what each independent voice says, and how much it is worth.

A bar to the right speaks for the claim, to the left against it; its length is the level that the
voice's best source is worth. Every bar is a row of the table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.records.scales import Counts
from evidence_review.records.vocabulary import StrengthTerm, Vocabulary
from evidence_review.strength import LADDER, Judgement, Voice

LEAST = 3
"""A finding with fewer evidence items has no picture: the columns say it all."""

# The rows of the table are as high as those of the bars: the page tells the style sheet.
ROW = 26
UNIT = 40
BAR = 14
MIDDLE = UNIT * (len(LADDER) - 1) + 1
WIDTH = 2 * MIDDLE


@dataclass(frozen=True)
class Bar:
    """One voice: the sources it is made of, what they are worth, and where its bar lies."""

    sources: str
    design: str
    counts: Counts
    says: str
    worth: StrengthTerm
    x: int
    y: int
    width: int

    @property
    def words(self) -> str:
        """The same as a sentence, for those who do not see the bar."""
        return f"{self.sources} {self.says.lower()}, {self.worth.name.lower()}."


@dataclass(frozen=True)
class Picture:
    """The bars, strongest support first, strongest contrary evidence last. Sizes in pixels."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    row: int
    middle: int
    bar: int


SAYS = {Counts.FOR: "For", Counts.IN_PART: "In part", Counts.AGAINST: "Against"}


def draw(judgement: Judgement, names: dict[str, str], words: Vocabulary) -> Picture | None:
    """The picture of ``judgement``; ``names`` says how each source is cited. None if too few."""
    if sum(len(voice.reports) for voice in judgement.voices) < LEAST:
        return None
    voices = sorted(judgement.voices, key=_place)
    return Picture(
        bars=tuple(_bar(number, voice, names, words) for number, voice in enumerate(voices)),
        width=WIDTH,
        height=ROW * len(voices),
        row=ROW,
        middle=MIDDLE,
        bar=BAR,
    )


def _place(voice: Voice) -> tuple[int, int]:
    side = list(SAYS).index(voice.counts)
    worth = voice.best.worth
    return side, worth if voice.counts is Counts.AGAINST else -worth


def _bar(number: int, voice: Voice, names: dict[str, str], words: Vocabulary) -> Bar:
    worth = voice.best.worth
    # What is worth nothing still has a sliver, so that it is seen to be there.
    width = max(4, worth * UNIT)
    return Bar(
        sources="; ".join(names[source] for source in _sources(voice)),
        design=words.designs.term(voice.best.design).name,
        counts=voice.counts,
        says=SAYS[voice.counts],
        worth=words.strengths.term(LADDER[worth]),
        x=MIDDLE - width if voice.counts is Counts.AGAINST else MIDDLE,
        y=number * ROW + (ROW - BAR) // 2,
        width=width,
    )


def _sources(voice: Voice) -> Sequence[str]:
    return sorted({report.source for report in voice.reports})

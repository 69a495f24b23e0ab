"""What a rule of another body is asked, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from evidence_review.records.finding import Claims
from evidence_review.records.scales import Counts, Level, Track
from evidence_review.records.source import Bias
from evidence_review.strength.ledger import Judgement
from evidence_review.strength.steps import LADDER, MODERATE
from evidence_review.strength.voices import Report

UNSUPPORTED = "a study of the claim itself that supports it"


@dataclass(frozen=True)
class Rating:
    """One level of another body's rule, and the levels of ours that are laid beside it.

    Nothing is laid beside what has no place among ours.
    """

    name: str
    like: tuple[Level, ...] = ()


class Standing(StrEnum):
    """How the answer of another rule stands to our level."""

    HIGHER = "higher"
    SAME = "the same"
    LOWER = "lower"
    CANNOT_SAY = "cannot say"
    NOT_MADE_FOR = "not made for it"


@dataclass(frozen=True)
class Answer:
    """What a rule says of one claim: every rating that is possible, from most to least.

    ``why`` says on what the best of them turns. ``lacks`` names what would have to be known to say
    more; without any rating it is why there is none.
    """

    possible: tuple[Rating, ...]
    why: str = ""
    lacks: tuple[str, ...] = ()
    made_for: bool = True

    @property
    def words(self) -> str:
        """The rating, or the range of them: "Tier 1 to tier 3"."""
        if len(self.possible) < 2:
            return "".join(rating.name for rating in self.possible)
        most, least = self.possible[0].name, self.possible[-1].name
        until = "or" if len(self.possible) == 2 else "to"
        return f"{most} {until} {least[:1].lower()}{least[1:]}"

    def standing(self, level: Level) -> Standing:
        """How it stands to ``level``: nothing is said where several are possible and differ."""
        if not self.made_for:
            return Standing.NOT_MADE_FOR
        said = {_beside(rating, LADDER.index(level)) for rating in self.possible}
        return said.pop() if len(said) == 1 else Standing.CANNOT_SAY


def _beside(rating: Rating, ours: int) -> Standing:
    rungs = [LADDER.index(level) for level in rating.like]
    if not rungs:
        return Standing.CANNOT_SAY
    if min(rungs) > ours:
        return Standing.HIGHER
    return Standing.LOWER if max(rungs) < ours else Standing.SAME


@dataclass(frozen=True)
class Body:
    """The direct evidence on one claim, as other rules look at it: without circles of authors."""

    judgement: Judgement

    @property
    def reports(self) -> tuple[Report, ...]:
        """Every report of the claim itself."""
        voices = self.judgement.voices
        return tuple(report for voice in voices for report in voice.reports if report.direct)

    @property
    def supporting(self) -> tuple[Report, ...]:
        """Every report that supports the claim."""
        return tuple(report for report in self.reports if report.counts is Counts.FOR)

    @property
    def fair_against(self) -> bool:
        """Whether a fair comparison speaks against the claim."""
        return any(report.counts is Counts.AGAINST and fair(report) for report in self.reports)

    @property
    def no_difference(self) -> bool:
        """Whether the claim is that nothing differs."""
        return self.judgement.claims is Claims.NO_DIFFERENCE


def fair(report: Report) -> bool:
    """Whether it compares like with like: a trial, or a design that starts nearly as high."""
    return report.trial or (report.start or 0) >= MODERATE


def sound(reports: Iterable[Report]) -> list[Report]:
    """The reports that carry no serious risk of bias."""
    return [report for report in reports if report.bias is not Bias.SERIOUS]


def number(reports: Iterable[Report]) -> int:
    """How many studies they are: reports of one data set are one study."""
    return len({report.data_set for report in reports})


@dataclass(frozen=True)
class Rule:
    """A published rule: whose it is, what it rates, where and when it was read, its levels from
    most to least, and what of it is not computed. Any claim on ``tracks`` is put to ``ask``."""

    id: str
    name: str
    body: str
    rates: str
    address: str
    seen: date
    ratings: tuple[Rating, ...]
    not_computed: str
    ask: Callable[[Body], Answer] = field(repr=False)
    tracks: tuple[Track, ...] = (Track.EFFECT,)
    whole: bool = True
    """Whether its answer is a verdict, and not only where a verdict begins."""

    def answer(self, judgement: Judgement) -> Answer:
        """What the rule says of the claim that ``judgement`` is about."""
        if judgement.track not in self.tracks:
            return Answer((), made_for=False)
        body = Body(judgement)
        return self.ask(body) if body.supporting else Answer((), lacks=(UNSUPPORTED,))

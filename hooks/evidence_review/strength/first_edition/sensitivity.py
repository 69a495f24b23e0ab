"""What would change the strength of a finding: the rule replayed with one thing otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from evidence_review.records.scales import Counts, Level
from evidence_review.strength.first_edition import LADDER, SMALL_SAMPLE, Judgement, Report, judge

# A key that no source can have: names begin with a letter.
_NEW = "-"


class Event(StrEnum):
    """What would happen, everything else being equal."""

    MENDED = "mended"
    """One step that costs a source a level would no longer apply to it."""
    ANOTHER_FOR = "another-for"
    """One more independent source, worth as much as the best, would speak for the claim."""
    ANOTHER_AGAINST = "another-against"
    """One more independent source would speak against it."""
    RETRACTED = "retracted"
    """One source would be retracted."""


@dataclass(frozen=True)
class Sensitivity:
    """One event that would move the strength, and the level it would move to."""

    event: Event
    strength: Level
    source: str | None = None
    step: str | None = None

    def words(self, name: str) -> str:
        """The event as the start of a sentence; ``name`` is how running text names the source."""
        if self.event is Event.MENDED:
            return f"If {_MENDED[self.step or ''].format(name=name)}"
        return _OTHERS[self.event].format(name=name)


_MENDED = {
    "indirect": "{name} spoke of the claim itself",
    "in-part": "{name} supported the claim wholly",
    "part-read": "the full text of {name} were read and nothing else changed",
    "bias": "the method of {name} carried no serious risk of bias",
    "stake": "the makers of {name} had nothing to gain from the answer",
    "small": f"{{name}} had studied {SMALL_SAMPLE} people or more",
}
_OTHERS = {
    Event.ANOTHER_FOR: "If one more independent source, as good as the best, spoke for the claim",
    Event.ANOTHER_AGAINST: "If one more independent source spoke against the claim",
    Event.RETRACTED: "If {name} were retracted",
}


@cache
def sensitivities(judgement: Judgement) -> tuple[Sensitivity, ...]:
    """Every single event that would move the strength; those that raise it most come first.

    Nothing, where a person has set the strength: then the rule does not decide.
    """
    if judgement.strength is not judgement.computed:
        return ()
    found = dict.fromkeys(_moving(judgement))
    return tuple(sorted(found, key=lambda s: -LADDER.index(s.strength)))


def _moving(judgement: Judgement) -> Iterator[Sensitivity]:
    reports = tuple(report for voice in judgement.voices for report in voice.reports)
    for event, source, step, otherwise in _events(judgement, reports):
        level = judge(otherwise, judgement.track).computed
        if level is not judgement.computed:
            yield Sensitivity(event, level, source, step)


def _events(
    judgement: Judgement, reports: tuple[Report, ...]
) -> Iterator[tuple[Event, str | None, str | None, list[Report]]]:
    for report in reports:
        for step in report.flaws:
            mended = [_mended(r, step.id) if r is report else r for r in reports]
            yield Event.MENDED, report.source, step.id, mended
    if judgement.best:
        new = replace(judgement.best, source=_NEW, data_set=_NEW, circle=None)
        yield Event.ANOTHER_FOR, None, None, [*reports, new]
        yield Event.ANOTHER_AGAINST, None, None, [*reports, replace(new, counts=Counts.AGAINST)]
    for source in dict.fromkeys(report.source for report in reports):
        yield Event.RETRACTED, source, None, [r for r in reports if r.source != source]


def _mended(report: Report, step: str) -> Report:
    match step:
        case "indirect":
            return replace(report, indirect=False)
        case "in-part":
            return replace(report, counts=Counts.FOR)
        case "part-read":
            return replace(report, part_read=False)
        case "bias":
            return replace(report, bias=False)
        case "stake":
            return replace(report, stake=False)
        case _:
            return replace(report, small=False)

"""What would change the strength of a finding: the rule replayed with one thing otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from evidence_review.phrases import listed, number_in_words
from evidence_review.records.finding import Claims
from evidence_review.records.scales import Counts, Domain, Level, Reading, Track
from evidence_review.records.source import Bias
from evidence_review.strength.judgement import judge
from evidence_review.strength.ledger import Judgement
from evidence_review.strength.steps import FEW_PEOPLE, LADDER
from evidence_review.strength.voices import Report

# A key that no source can have: names begin with a letter.
_NEW = "-"
# How many more studies are tried, before no number of them is said to do.
_MORE = 2


class Event(StrEnum):
    """What would happen, everything else being equal."""

    MORE_FOR = "more-for"
    """So many more independent direct sources, like the best, would support the claim."""
    ANOTHER_AGAINST = "another-against"
    """One more independent direct source, like the best, would speak against it."""
    DOMAIN = "domain"
    """There would be no concern left in one domain."""
    KNOWN = "known"
    """What sources say would be read, and found to carry a low risk of bias."""
    CLEARER = "clearer"
    """The estimate of one unclear source would shut out no effect."""
    RETRACTED = "retracted"
    """One source would be retracted."""


@dataclass(frozen=True)
class Sensitivity:
    """One event that would move the strength, and the level it would move to.

    ``source`` is the one it happens to, ``domain`` the one that is cleared, ``number`` how many
    studies it takes.
    """

    event: Event
    strength: Level
    source: str | None = None
    domain: Domain | None = None
    number: int = 1

    def words(self, judgement: Judgement, named: Callable[[str], str]) -> str:
        """The event as the start of a sentence; ``named`` is how running text names a source."""
        track, ledger = judgement.track, judgement.ledger
        to_read = ledger.to_read if ledger else ()
        match self.event:
            case Event.DOMAIN:
                assert self.domain
                return f"If {_CLEARED[self.domain]}"
            case Event.MORE_FOR:
                one, many = _STUDIES[track is Track.UNDERSTANDING]
                more = f"{number_in_words(self.number)} more independent"
                what = one if self.number == 1 else many
                return f"If {more} {what} of the claim itself, like the best, supported it"
            case Event.ANOTHER_AGAINST:
                return "If one more independent study of the claim itself spoke against it"
            case Event.KNOWN:
                names = [named(source) for source in to_read]
                whose = "its method" if len(names) == 1 else "one of their methods"
                known = f"and {whose} carried a low risk of bias"
                return f"If the full text of {listed(names)} were read {known}"
            case Event.CLEARER:
                shut_out = _SHUT_OUT[judgement.claims]
                estimate = f"the estimate of {named(self.source or '')}"
                return f"If {estimate} were precise enough to shut out {shut_out}"
            case Event.RETRACTED:
                return f"If {named(self.source or '')} were retracted"


_SHUT_OUT = {
    Claims.DIFFERENCE: "no effect",
    Claims.NO_DIFFERENCE: "a worthwhile effect on either side",
}
_STUDIES = {False: ("study", "studies"), True: ("source", "sources")}
_CLEARED = {
    Domain.RISK_OF_BIAS: "no study for it carried a serious risk of bias and no maker had a stake",
    Domain.INCONSISTENCY: "the sources that disagree turned out to speak of something near",
    Domain.PUBLICATION_BIAS: f"each study for it had more than {FEW_PEOPLE} people",
    Domain.IMPRECISION: f"each study for it had more than {FEW_PEOPLE} people and narrow intervals",
    Domain.ADEQUACY: "the accounts that bear it out were rich",
}


@cache
def sensitivities(judgement: Judgement) -> tuple[Sensitivity, ...]:
    """Every single event that would move the strength; those that raise it most come first.

    Nothing, where a person has set the strength, or where nothing is graded.
    """
    if judgement.strength is not judgement.computed or judgement.ledger is None:
        return ()
    found = dict.fromkeys(_moving(judgement))
    return tuple(sorted(found, key=lambda s: -LADDER.index(s.strength)))


def _moving(judgement: Judgement) -> Iterator[Sensitivity]:
    for event in (*_more(judgement), *_cleared(judgement), *_of_sources(judgement)):
        if event.strength is not judgement.computed:
            yield event


def _level(judgement: Judgement, reports: Sequence[Report]) -> Level:
    otherwise = judge(reports, judgement.track, judgement.claims, judgement.domains).computed
    assert otherwise is not None
    return otherwise


def _reports(judgement: Judgement) -> tuple[Report, ...]:
    return tuple(report for voice in judgement.voices for report in voice.reports)


def _more(judgement: Judgement) -> Iterator[Sensitivity]:
    """More studies like the best, for the claim and against it."""
    reports, ledger = _reports(judgement), judgement.ledger
    voices = (ledger.body if ledger else ()) or judgement.voices
    if not voices:
        return
    best = max(voices, key=lambda voice: voice.worth).best
    new = replace(best, direct=True, counts=Counts.FOR, circle=None)
    for number in range(1, _MORE + 1):
        added = [replace(new, source=f"{_NEW}{n}", data_set=f"{_NEW}{n}") for n in range(number)]
        level = _level(judgement, [*reports, *added])
        if level is not judgement.computed:
            yield Sensitivity(Event.MORE_FOR, level, number=number)
            break
    against = replace(new, source=_NEW, data_set=_NEW, counts=Counts.AGAINST)
    yield Sensitivity(Event.ANOTHER_AGAINST, _level(judgement, [*reports, against]))


def _cleared(judgement: Judgement) -> Iterator[Sensitivity]:
    """Each domain that costs a level, with the facts otherwise that cost it; and the cap, without
    what is not known."""
    ledger = judgement.ledger
    assert ledger
    reports = _reports(judgement)
    body = {report for voice in ledger.body for report in voice.carrying}
    for line in ledger.lines:
        clears = _FACTS.get(line.domain)
        if line.levels < 0 and line.by is None and clears:
            others = line.domain is Domain.INCONSISTENCY
            otherwise = [clears(r) if (r in body) is not others else r for r in reports]
            yield Sensitivity(Event.DOMAIN, _level(judgement, otherwise), domain=line.domain)
    if ledger.cap:
        read = {r: replace(r, reading=Reading.FULL) if r in body else r for r in reports}
        # One of them would be judged at low risk: the level that this leads to, whichever it is.
        levels = [
            _level(
                judgement,
                [replace(read[r], bias=Bias.LOW) if r == low else read[r] for r in reports],
            )
            for low in body
        ]
        yield Sensitivity(Event.KNOWN, min(levels, key=LADDER.index))


def _many(report: Report) -> Report:
    """The same study with more than few people, where it is a single one."""
    if report.pools or report.people_counted > FEW_PEOPLE:
        return report
    return replace(report, people=FEW_PEOPLE + 1)


# What is said in _CLEARED, as facts: of the studies that support the claim, or, of inconsistency,
# of the others. That one study stands alone is mended by another study, which is said apart.
_FACTS: dict[Domain, Callable[[Report], Report]] = {
    Domain.RISK_OF_BIAS: lambda report: replace(
        report, bias=Bias.SOME if report.bias is Bias.SERIOUS else report.bias, stake=False
    ),
    Domain.INCONSISTENCY: lambda report: replace(report, direct=False),
    Domain.PUBLICATION_BIAS: _many,
    Domain.IMPRECISION: lambda report: replace(
        _many(report), width=min(report.width, 1) if report.width else report.width
    ),
    Domain.ADEQUACY: lambda report: replace(report, rich=True),
}


def _of_sources(judgement: Judgement) -> Iterator[Sensitivity]:
    reports = _reports(judgement)
    for report in reports:
        if report.counts is Counts.UNCLEAR and report.direct:
            clear = [replace(r, counts=Counts.FOR) if r is report else r for r in reports]
            yield Sensitivity(Event.CLEARER, _level(judgement, clear), report.source)
    for source in dict.fromkeys(report.source for report in reports):
        rest = [report for report in reports if report.source != source]
        yield Sensitivity(Event.RETRACTED, _level(judgement, rest), source)

"""How a strength came about, and what would change it, in words."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_review.pages.views.cards import Views, moved
from evidence_review.phrases import capital, counted, listed
from evidence_review.records.finding import Finding
from evidence_review.records.scales import Counts, Domain
from evidence_review.records.source import Bias
from evidence_review.records.terms import StrengthTerm
from evidence_review.strength import LADDER, STEPS, Judgement, Report
from evidence_review.strength import Ledger as JudgedLedger
from evidence_review.strength.ledger import Line
from evidence_review.strength.sensitivity import sensitivities


@dataclass(frozen=True)
class LedgerLine:
    """One domain of a ledger: how many levels it moves, why, and the level after it."""

    levels: int
    name: str
    why: str
    after: StrengthTerm
    by: str | None = None
    """Who judged it, where a person did."""

    @property
    def title(self) -> str:
        """The name of the domain, as the start of a line."""
        return capital(self.name)

    @property
    def moves(self) -> str:
        """How far it moves, in words."""
        return moved(self.levels)

    @property
    def level(self) -> str:
        """The level after it, within a sentence."""
        return self.after.name.lower()


@dataclass(frozen=True)
class Ledger:
    """How a strength came about. ``start`` is None where nothing supports the claim itself."""

    edition: int
    start: StrengthTerm | None
    begins: str
    lines: tuple[LedgerLine, ...]
    result: StrengthTerm
    sources: int
    independent: int
    direct: int
    no_evidence: tuple[str, ...]
    provisional: str | None
    """Why the level is provisional, and what to read."""

    @property
    def size(self) -> str:
        """How many sources there are, and how many of them count by themselves."""
        return (
            f"{counted(self.sources, 'source')}, {self.independent} independent,"
            f" {self.direct} of them on the claim itself."
        )

    @property
    def overlap(self) -> bool:
        """Whether some of the sources overlap, so that fewer count."""
        return self.sources > self.independent


@dataclass(frozen=True)
class WouldChange:
    """One event that would move the strength, as the start of a sentence, and the two levels."""

    words: str
    to: str
    instead_of: str


def ledger_view(views: Views, finding: Finding) -> Ledger | None:
    """How the strength came about, in words; None where nothing is graded."""
    judgement = views.review.judgement(finding)
    ledger = judgement.ledger
    if ledger is None or judgement.strength is None:
        return None
    lines = [
        LedgerLine(
            line.levels, STEPS[line.domain].called(judgement.track), _why(views, judgement, line),
            views.level(line.after), line.by,
        )
        for line in ledger.lines
    ]  # fmt: skip
    if ledger.cap:
        fall = LADDER.index(ledger.level) - LADDER.index(ledger.cap.without)
        lines.append(LedgerLine(fall, "what is known", ledger.cap.why, views.level(ledger.level)))
    return Ledger(
        edition=judgement.edition,
        start=views.level(ledger.start) if ledger.start else None,
        begins=_begins(views, ledger),
        lines=tuple(lines),
        result=views.level(judgement.strength),
        sources=judgement.sources,
        independent=judgement.independent,
        direct=judgement.direct,
        no_evidence=tuple(dict.fromkeys(views.named(report.source) for report in judgement.shown)),
        provisional=_provisional(views, judgement),
    )


def _why(views: Views, judgement: Judgement, line: Line) -> str:
    """Why a domain moves what it moves, with the facts of this finding."""
    facts = _facts(views, judgement, line.domain) if line.levels and line.by is None else ""
    return f"{line.why} ({facts})" if facts else line.why


def _facts(views: Views, judgement: Judgement, domain: Domain) -> str:
    """What the rule looked at for a domain: sources and their flaws, people, weights."""
    ledger = judgement.ledger
    assert ledger
    carrying = [report for voice in ledger.body for report in voice.carrying]
    if domain is Domain.RISK_OF_BIAS:
        flaws = {views.named(report.source): _flaws(report) for report in carrying}
        return "; ".join(f"{name}: {flaw}" for name, flaw in flaws.items() if flaw)
    if domain in (Domain.IMPRECISION, Domain.PUBLICATION_BIAS):
        known = {report.source: report.people for report in carrying}
        return "; ".join(f"{views.named(k)}: {n or 'not known'}" for k, n in known.items())
    if domain is Domain.INCONSISTENCY:
        worth = {
            counts: sum(v.worth for v in judgement.voices if v.direct and v.counts is counts)
            for counts in (Counts.AGAINST, Counts.IN_PART)
        }
        kept = sum(voice.worth for voice in ledger.body)
        return (
            f"worth: {kept} for, {worth[Counts.IN_PART]} in part, {worth[Counts.AGAINST]} against"
        )
    return ""


def _flaws(report: Report) -> str:
    said = {"serious": report.bias is Bias.SERIOUS, "a stake": report.stake}
    return listed([name for name, holds in said.items() if holds])


def _begins(views: Views, ledger: JudgedLedger) -> str:
    """On what the ledger starts: the studies whose rating was kept."""
    if not ledger.body:
        return ledger.why
    names = []
    for voice in ledger.body:
        design = views.words.designs.term(voice.best.design).name.lower()
        names.append(f"{views.named(voice.best.source)}, {design}")
    return "; ".join(names)


def _provisional(views: Views, judgement: Judgement) -> str | None:
    if not judgement.provisional or judgement.ledger is None:
        return None
    names = listed([views.named(source) for source in judgement.ledger.to_read])
    cap = judgement.ledger.cap
    assert cap
    without = views.level(cap.without).name.lower()
    return f"Provisional: it would be {without}, but {cap.why}. To be read: {names}."


def would_change(views: Views, judgement: Judgement) -> tuple[WouldChange, ...]:
    """What would move the strength, in words; nothing where the finding no longer stands."""
    if judgement.ledger is None or judgement.computed is None:
        return ()
    return tuple(
        WouldChange(
            event.words(judgement, views.named),
            to=views.level(event.strength).name.lower(),
            instead_of=views.level(judgement.computed).name.lower(),
        )
        for event in sensitivities(judgement)
    )

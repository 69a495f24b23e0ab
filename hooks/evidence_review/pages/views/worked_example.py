"""One finding whose sum is done in full on the method page, chosen and worked by rule."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_review.pages.views.cards import Card, Views
from evidence_review.pages.views.ledger import Ledger, ledger_view
from evidence_review.records.scales import Counts
from evidence_review.records.source import Bias
from evidence_review.records.terms import Design, StrengthTerm
from evidence_review.review import Review
from evidence_review.site import source_uri
from evidence_review.strength import LADDER, Judgement, Report, Voice

# Enough for sources to be weighed against each other, and few enough to read.
WANTED_SOURCES = 3


@dataclass(frozen=True)
class WorkedSource:
    """What one source is worth for the claim: where it starts, what it loses, what is left."""

    name: str
    uri: str
    says: Counts
    direct: bool
    design: Design
    people: int | None
    start: StrengthTerm | None
    loses: tuple[str, ...]
    worth: StrengthTerm


@dataclass(frozen=True)
class WorkedVoice:
    """The sources that count as one, what they say, and whether their rating was kept."""

    sources: tuple[WorkedSource, ...]
    counts: Counts
    kept: bool


@dataclass(frozen=True)
class WorkedExample:
    """A finding with every number that its strength comes from."""

    card: Card
    voices: tuple[WorkedVoice, ...]
    ledger: Ledger

    @property
    def start(self) -> str:
        """The level that the sum starts from, within a sentence."""
        return self.ledger.start.name.lower() if self.ledger.start else ""

    @property
    def strength(self) -> str:
        """The level that the sum comes to, within a sentence."""
        return self.ledger.result.name.lower()

    @property
    def agreement(self) -> str:
        """How far the sources agree, within a sentence."""
        return self.card.agreement.name.lower() if self.card.agreement else ""


def worked_example(review: Review, views: Views) -> WorkedExample | None:
    """The standing finding that shows most of the rule; None where none has a body of evidence."""
    shown = [f for f in review.graded if _computed(review.judgement(f))]
    if not shown:
        return None
    finding = max(shown, key=lambda f: (*_shows(review.judgement(f)), f.id))
    judgement, ledger = review.judgement(finding), ledger_view(views, finding)
    assert judgement.ledger and ledger
    body = judgement.ledger.body
    return WorkedExample(
        card=views.card(finding),
        voices=tuple(_voice(views, voice, voice in body) for voice in judgement.voices),
        ledger=ledger,
    )


def _computed(judgement: Judgement) -> bool:
    ledger = judgement.ledger
    return bool(ledger and ledger.body) and judgement.strength is judgement.computed


def _shows(judgement: Judgement) -> tuple[bool, bool, int, int]:
    """How much of the rule a finding shows: enough sources, several that support it, domains that
    move it, and few sources beyond."""
    assert judgement.ledger
    return (
        judgement.sources >= WANTED_SOURCES,
        len(judgement.ledger.body) > 1,
        sum(line.levels != 0 for line in judgement.ledger.lines) + bool(judgement.ledger.cap),
        -judgement.sources,
    )


def _voice(views: Views, voice: Voice, kept: bool) -> WorkedVoice:
    return WorkedVoice(
        tuple(_source(views, report) for report in voice.reports), voice.counts, kept
    )


def _source(views: Views, report: Report) -> WorkedSource:
    loses = {"risk of bias": report.bias is Bias.SERIOUS, "stake": report.stake}
    return WorkedSource(
        name=views.named(report.source),
        uri=source_uri(report.source),
        says=report.counts,
        direct=report.direct,
        design=views.words.designs.term(report.design),
        people=report.people,
        start=views.level(LADDER[report.start]) if report.start is not None else None,
        loses=tuple(name for name, holds in loses.items() if holds),
        worth=views.level(LADDER[report.worth]),
    )

"""One finding whose sum is done in full on the method page, chosen and worked by rule."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_review.pages.views.cards import Card, Views
from evidence_review.pages.views.finding import Ledger, ledger_view
from evidence_review.records.finding import Finding
from evidence_review.records.scales import Counts
from evidence_review.records.vocabulary import Bearing, Design, StrengthTerm
from evidence_review.review import Review
from evidence_review.site import source_uri
from evidence_review.strength import LADDER, Judgement, Report, Voice
from evidence_review.strength.steps import number_in_words

# Enough for sources to be counted together, and few enough to read.
WANTED_SOURCES = 4


@dataclass(frozen=True)
class WorkedSource:
    """What one source is worth for the claim: where it starts, what it loses, what is left."""

    name: str
    uri: str
    bearing: Bearing
    design: Design
    start: StrengthTerm
    loses: tuple[str, ...]
    worth: StrengthTerm
    best: bool


@dataclass(frozen=True)
class WorkedVoice:
    """The sources that count as one, and how they count."""

    sources: tuple[WorkedSource, ...]
    counts: Counts


@dataclass(frozen=True)
class WorkedStep:
    """One step of the sum in words: its name, why, how far it moves, and to which level."""

    name: str
    why: str
    moves: str
    to: str


@dataclass(frozen=True)
class WorkedExample:
    """A finding with every number that its strength comes from."""

    card: Card
    voices: tuple[WorkedVoice, ...]
    ledger: Ledger

    @property
    def wanted(self) -> str:
        """How many sources a finding has at least that may be the example, in words."""
        return number_in_words(WANTED_SOURCES)

    @property
    def start(self) -> str:
        """The level that the sum starts from, within a sentence."""
        return self.ledger.start.name.lower()

    @property
    def steps(self) -> tuple[WorkedStep, ...]:
        """Every step of the sum."""
        return tuple(
            WorkedStep(line.title, line.why, line.moves, line.after.name.lower())
            for line in self.ledger.lines
        )

    @property
    def strength(self) -> str:
        """The level that the sum comes to, within a sentence."""
        return self.ledger.result.name.lower()

    @property
    def agreement(self) -> str:
        """How far the sources agree, within a sentence."""
        return self.card.agreement.name.lower()


def worked_example(review: Review, views: Views) -> WorkedExample | None:
    """The standing finding that shows most of the rule; None where none has a source for it."""
    shown = [f for f in review.standing if _computed(review.judgement(f))]
    if not shown:
        return None
    finding = max(shown, key=lambda f: _shows(review.judgement(f), f.id))
    return WorkedExample(
        card=views.card(finding),
        voices=tuple(_voice(review, views, finding, v) for v in review.judgement(finding).voices),
        ledger=ledger_view(views, review.judgement(finding)),
    )


def _computed(judgement: Judgement) -> bool:
    return judgement.best is not None and judgement.strength is judgement.computed


def _shows(judgement: Judgement, finding_id: str) -> tuple[bool, bool, bool, int, int, str]:
    """How much of the rule a finding shows: sources that count once, steps up and down, and many.

    Of those that show as much, the one with the fewest sources; then the later id.
    """
    ways = {entry.step.levels > 0 for entry in judgement.entries}
    return (
        judgement.sources >= WANTED_SOURCES,
        any(len({report.source for report in voice.reports}) > 1 for voice in judgement.voices),
        ways == {True, False},
        len(judgement.entries),
        -judgement.sources,
        finding_id,
    )


def _voice(review: Review, views: Views, finding: Finding, voice: Voice) -> WorkedVoice:
    return WorkedVoice(
        tuple(_source(review, views, finding, report) for report in voice.reports), voice.counts
    )


def _source(review: Review, views: Views, finding: Finding, report: Report) -> WorkedSource:
    words = review.vocabulary
    said = next(
        item
        for item in finding.evidence
        if item.source == report.source
        and words.bearings.term(item.bearing).counts is report.counts
    )
    return WorkedSource(
        name=views.named(report.source),
        uri=source_uri(report.source),
        bearing=words.bearings.term(said.bearing),
        design=words.designs.term(report.design),
        start=views.level(report.start),
        loses=tuple(step.name for step in report.flaws),
        worth=views.level(LADDER[report.worth]),
        best=report == review.judgement(finding).best,
    )

"""What the lists and the home page are given: the review seen from above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence_review.pages.views.cards import Card, SourceCard, Views, moved
from evidence_review.pages.views.gap import GapCard, gap_cards
from evidence_review.pages.views.topics import (
    Group,
    SectorView,
    ThemeView,
    by_level,
    sector_view,
    theme_view,
)
from evidence_review.phrases import capital
from evidence_review.records.finding import Change, Status
from evidence_review.records.scales import GRADED, Domain
from evidence_review.records.terms import (
    AgreementTerm,
    Design,
    Measure,
    Question,
    StrengthTerm,
    Term,
    TrackTerm,
)
from evidence_review.records.vocabulary import heading_of
from evidence_review.review import Review
from evidence_review.strength import STEPS
from evidence_review.strength.steps import CHARGED_ONCE


@dataclass(frozen=True)
class Latest:
    """A change to a finding, newest first in a list."""

    card: Card
    change: Change


@dataclass(frozen=True)
class WordList:
    """A list of the vocabulary: its heading, and the name, id and meaning of each word."""

    heading: str
    words: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class RuleDomain:
    """A domain of the rule in words: what it is called, on which tracks, and what it moves when."""

    name: str
    understood_as: str
    tracks: tuple[str, ...]
    when: tuple[tuple[str, str], ...]
    charged_once: bool


class Overview:
    """Makes the views of the review as a whole."""

    def __init__(self, review: Review, root: str, today: date) -> None:
        self.review = review
        self.words = review.vocabulary
        self.views = Views(review, root, today)

    def ended(self) -> tuple[Card, ...]:
        """Every finding that no longer stands."""
        ended = (f for f in self.review.findings if f.status is not Status.PUBLISHED)
        return self.views.cards(ended)

    def by_strength(self) -> tuple[Group, ...]:
        """Every standing finding under its level of strength, surest first."""
        return by_level(
            self.views, self.views.cards(self.review.surest_first(self.review.standing))
        )

    def starts(self) -> tuple[tuple[Design, tuple[StrengthTerm, ...]], ...]:
        """Every design with the strength one source of it starts from, on each graded track.

        A design that is no evidence has none.
        """
        return tuple(
            (
                design,
                tuple(self.views.level(design.starts.on(track)) for track in GRADED)
                if design.starts
                else (),
            )
            for design in self.words.designs
        )

    def graded_tracks(self) -> tuple[TrackTerm, ...]:
        """The tracks that are judged."""
        return tuple(self.words.tracks.term(track) for track in GRADED)

    def domains(self) -> tuple[RuleDomain, ...]:
        """Every domain of the rule in words."""
        return tuple(
            RuleDomain(
                capital(step.name),
                step.understood_as,
                tuple(self.words.tracks.term(track).name.lower() for track in step.tracks),
                tuple(
                    (moved(levels if step.domain is Domain.RATING_UP else -levels), when)
                    for levels, when in step.when.items()
                ),
                step.domain in CHARGED_ONCE,
            )
            for step in STEPS.values()
        )

    def measures(self) -> tuple[Measure, ...]:
        """Every measure of effect."""
        return tuple(self.words.measures)

    def sources(self) -> tuple[SourceCard, ...]:
        """Every source, by the name it is cited under."""
        cards = [self.views.source_card(source) for source in self.review.sources]
        return tuple(sorted(cards, key=lambda card: card.cited_as.casefold()))

    def sectors(self) -> tuple[SectorView, ...]:
        """Every sector, in the order of the vocabulary."""
        return tuple(sector_view(self.views, sector) for sector in self.words.sectors)

    def core_sectors(self) -> tuple[SectorView, ...]:
        """The sectors the review sets out to cover."""
        return tuple(
            sector_view(self.views, sector) for sector in self.words.sectors if sector.core
        )

    def themes(self) -> tuple[tuple[Question, tuple[ThemeView, ...]], ...]:
        """Every theme, under its question."""
        views = [theme_view(self.views, theme) for theme in self.words.themes]
        return tuple(
            (question, tuple(view for view in views if view.question.id == question.id))
            for question in self.words.questions
        )

    def gaps(self) -> tuple[GapCard, ...]:
        """Every gap."""
        return gap_cards(self.views, self.review.gaps)

    def latest(self, most: int = 6) -> tuple[Latest, ...]:
        """The newest changes to findings, at most ``most`` of them."""
        changes = [(f.history[-1], f) for f in self.review.surest_first(self.review.findings)]
        newest = sorted(changes, key=lambda pair: pair[0].date, reverse=True)[:most]
        return tuple(Latest(self.views.card(finding), change) for change, finding in newest)

    def vocabulary(self) -> tuple[WordList, ...]:
        """Every list of the vocabulary, in the order of the model."""
        return tuple(
            WordList(
                heading_of(name),
                tuple(
                    (term.name, str(term.id), self._meaning(term))
                    for term in getattr(self.words, name)
                ),
            )
            for name in self.words.lists
        )

    def _meaning(self, term: Term | Question | StrengthTerm | AgreementTerm | TrackTerm) -> str:
        """What a word means; a question, which has no definition, says what it gathers."""
        if isinstance(term, Question):
            gathered = [theme.name for theme in self.words.themes if theme.question == term.id]
            return f"Gathers: {', '.join(gathered)}."
        return term.definition

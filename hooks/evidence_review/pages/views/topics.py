"""What the pages of sectors and themes are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from evidence_review.pages.views.cards import Card, Tally, Views, tallies
from evidence_review.pages.views.gap import GapCard, gap_cards
from evidence_review.phrases import capital
from evidence_review.records.finding import Finding
from evidence_review.records.terms import (
    AgreementTerm,
    Question,
    Sector,
    StrengthTerm,
    Theme,
    TrackTerm,
)
from evidence_review.site import sector_uri, theme_uri

# How many of a sector's findings stand first on its page.
SUREST = 6


@dataclass(frozen=True)
class Group:
    """The findings that have one level of strength, or are of one track that is not graded."""

    term: StrengthTerm | TrackTerm
    findings: tuple[Card, ...]

    @property
    def name(self) -> str:
        """Its heading."""
        return capital(self.term.plural if isinstance(self.term, TrackTerm) else self.term.name)

    @property
    def graded(self) -> bool:
        """Whether it is a level."""
        return isinstance(self.term, StrengthTerm)

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.findings)

    @property
    def size(self) -> str:
        """How many they are, with the level or track: "3 limited", "2 accounts"."""
        several = isinstance(self.term, TrackTerm) and self.count != 1
        return f"{self.count} {(self.name if several else self.term.name).lower()}"


@dataclass(frozen=True, kw_only=True)
class TopicView:
    """What is known of a sector or a theme."""

    uri: str
    findings: tuple[Card, ...]
    levels: tuple[Group, ...]
    contested: tuple[Card, ...]
    balance: tuple[Tally, ...]
    """How the evidence items of those findings that are graded bear on their claims."""
    synthesis: Markup | None
    gaps: tuple[GapCard, ...]

    @property
    def count(self) -> int:
        """How many findings it has."""
        return len(self.findings)

    @property
    def contested_count(self) -> int:
        """How many of them are contested."""
        return len(self.contested)


@dataclass(frozen=True, kw_only=True)
class SectorView(TopicView):
    """A sector with what is known in it."""

    sector: Sector
    surest: tuple[Card, ...]
    contested_means: str
    against: tuple[Card, ...]
    best: Card | None
    studies: int
    absent: tuple[Theme, ...]

    @property
    def against_count(self) -> int:
        """How many of them have any evidence against."""
        return len(self.against)


@dataclass(frozen=True, kw_only=True)
class ThemeView(TopicView):
    """A theme with its findings, sector by sector."""

    theme: Theme
    question: Question
    by_sector: tuple[tuple[Sector, tuple[Card, ...]], ...]
    absent: tuple[Sector, ...]


def sector_view(views: Views, sector: Sector) -> SectorView:
    """A sector with what is known in it, surest first."""
    findings = views.review.about(sector=sector.id)
    cards = views.cards(findings)
    present = {theme for finding in findings for theme in finding.themes}
    return SectorView(
        sector=sector,
        uri=sector_uri(sector.id),
        findings=cards,
        surest=tuple(card for card in cards if card.strength)[:SUREST],
        levels=by_level(views, cards),
        contested=tuple(card for card in cards if card.contested),
        contested_means=explained(views.contested()),
        against=views.cards(f for f in findings if views.review.has_contrary(f)),
        balance=balance(views, findings),
        best=cards[0] if cards else None,
        studies=studies(views, findings),
        synthesis=views.prose(sector.synthesis) if sector.synthesis else None,
        absent=tuple(theme for theme in views.words.themes if theme.id not in present),
        gaps=gap_cards(views, views.review.gaps_about(sector=sector.id)),
    )


def theme_view(views: Views, theme: Theme) -> ThemeView:
    """A theme with its findings, sector by sector."""
    findings = views.review.about(theme=theme.id)
    cards = views.cards(findings)
    by_sector = tuple(
        (sector, views.cards(f for f in findings if sector.id in f.sectors))
        for sector in views.words.sectors
    )
    return ThemeView(
        theme=theme,
        uri=theme_uri(theme.id),
        question=views.words.questions.term(theme.question),
        findings=cards,
        levels=by_level(views, cards),
        contested=tuple(card for card in cards if card.contested),
        by_sector=tuple((sector, some) for sector, some in by_sector if some),
        balance=balance(views, findings),
        synthesis=views.prose(theme.synthesis) if theme.synthesis else None,
        absent=tuple(sector for sector, some in by_sector if not some),
        gaps=gap_cards(views, views.review.gaps_about(theme=theme.id)),
    )


def by_level(views: Views, cards: tuple[Card, ...]) -> tuple[Group, ...]:
    """``cards`` under the levels of strength that any of them has, surest first; after those, what
    is not graded, by its track."""
    levels = [
        Group(term, tuple(card for card in cards if card.strength == term))
        for term in views.words.strengths
    ]
    tracks = [
        Group(term, tuple(card for card in cards if card.track == term))
        for term in views.words.tracks
        if not term.id.graded
    ]
    return tuple(group for group in [*levels, *tracks] if group.findings)


def explained(term: AgreementTerm) -> str:
    """A word of the vocabulary with its meaning, as one sentence."""
    return f"{term.name}: {term.definition[:1].lower()}{term.definition[1:]}"


def balance(views: Views, findings: Iterable[Finding]) -> tuple[Tally, ...]:
    """How the evidence items of those ``findings`` that are graded bear on their claims."""
    bearings = views.words.bearings
    graded = (finding for finding in findings if finding.track.graded)
    found = Counter(bearings.term(item.bearing).counts for f in graded for item in f.evidence)
    return tallies(lambda counts: found[counts])


def studies(views: Views, findings: Iterable[Finding]) -> int:
    """How many different published studies ``findings`` rest on."""
    keys = {item.source for finding in findings for item in finding.evidence}
    designs = views.words.designs
    return sum(designs.term(views.review.source_by_key[key].design).study for key in keys)

"""What the lists, the map and the home page are given: the review seen from above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from evidence_review.model import Change, Finding
from evidence_review.review import Review
from evidence_review.site import gap_uri, sector_uri, theme_uri
from evidence_review.unanswered import GapCard, gap_cards
from evidence_review.views import Card, SourceCard, Views
from evidence_review.vocabulary import Counts, Design, Level, Question, Sector, StrengthTerm, Theme

# How many of a sector's findings stand first on its page.
SUREST = 6


@dataclass(frozen=True)
class Tally:
    """How many findings have one level of strength."""

    strength: StrengthTerm
    count: int


@dataclass(frozen=True)
class Balance:
    """How many evidence items speak for the claims of some findings, in part, and against."""

    supports: int
    in_part: int
    against: int


@dataclass(frozen=True)
class SectorView:
    """A sector with what is known in it."""

    sector: Sector
    uri: str
    findings: tuple[Card, ...]
    surest: tuple[Card, ...]
    levels: tuple[tuple[StrengthTerm, tuple[Card, ...]], ...]
    contested: tuple[Card, ...]
    against: tuple[Card, ...]
    tallies: tuple[Tally, ...]
    balance: Balance
    best: Card | None
    studies: int
    synthesis: Markup | None
    absent: tuple[Theme, ...]
    gaps: tuple[GapCard, ...]


@dataclass(frozen=True)
class ThemeView:
    """A theme with its findings, sector by sector."""

    theme: Theme
    uri: str
    question: Question
    findings: tuple[Card, ...]
    contested: tuple[Card, ...]
    by_sector: tuple[tuple[Sector, tuple[Card, ...]], ...]
    tallies: tuple[Tally, ...]
    balance: Balance
    synthesis: Markup | None
    absent: tuple[Sector, ...]
    gaps: tuple[GapCard, ...]


@dataclass(frozen=True)
class Cell:
    """One cell of the evidence map: the findings of a theme in a sector."""

    sector: Sector
    uri: str
    count: int
    contested: int
    cautions: tuple[str, ...]
    """What a reader must know first of findings here: one label for each such finding."""
    strongest: StrengthTerm | None
    rungs: int
    gap: str | None
    """The question that is asked here and not answered, in a cell without findings."""


@dataclass(frozen=True)
class Row:
    """One theme of the evidence map."""

    theme: Theme
    uri: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MapView:
    """The evidence map: themes, gathered under their questions, by sectors."""

    sectors: tuple[tuple[Sector, str], ...]
    groups: tuple[tuple[Question, tuple[Row, ...]], ...]

    @property
    def cautions(self) -> tuple[str, ...]:
        """Every label that stands in a cell, once, for the legend."""
        rows = (row for _, group in self.groups for row in group)
        return tuple(dict.fromkeys(c for row in rows for cell in row.cells for c in cell.cautions))


@dataclass(frozen=True)
class Latest:
    """A change to a finding, newest first in a list."""

    card: Card
    change: Change


@dataclass(frozen=True)
class Conflict:
    """Two findings that cannot both be wholly true, and why each is said to conflict."""

    one: Card
    other: Card
    why: str


@dataclass(frozen=True)
class Disagreements:
    """Everything on which sources or findings disagree."""

    contested: tuple[tuple[Card, Markup | None], ...]
    contrary: tuple[tuple[Card, Markup | None], ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class Glance:
    """The size of the review."""

    findings: int
    sources: int
    studies: int
    quotes: int
    contested: int
    contrary: int
    countries: int
    newest: date


class Overview:
    """Makes the views of the review as a whole."""

    def __init__(self, review: Review, root: str, today: date) -> None:
        self.review = review
        self.words = review.vocabulary
        self.views = Views(review, root, today)

    def glance(self) -> Glance:
        """The size of the review."""
        standing = self.review.standing
        return Glance(
            findings=len(standing),
            sources=len(self.review.sources),
            studies=sum(self.words.designs.term(s.design).study for s in self.review.sources),
            quotes=sum(len(item.quotes) for f in standing for item in f.evidence),
            contested=sum(self.review.contested(f) for f in standing),
            contrary=sum(self.review.has_contrary(f) for f in standing),
            countries=len({c for source in self.review.sources for c in source.countries}),
            newest=max(f.history[-1].date for f in self.review.findings),
        )

    def findings(self) -> tuple[Card, ...]:
        """Every finding, surest first; those that no longer stand last."""
        ended = [f for f in self.review.findings if f not in set(self.review.standing)]
        return self.views.cards([*self.review.surest_first(self.review.standing), *ended])

    def by_strength(self) -> tuple[tuple[StrengthTerm, tuple[Card, ...]], ...]:
        """Every standing finding under its level of strength, surest first."""
        return self._levels(self.views.cards(self.review.surest_first(self.review.standing)))

    def _levels(self, cards: tuple[Card, ...]) -> tuple[tuple[StrengthTerm, tuple[Card, ...]], ...]:
        return tuple(
            (term, tuple(card for card in cards if card.strength.id == term.id))
            for term in self.words.strengths
        )

    def starts(self) -> tuple[tuple[Design, StrengthTerm, StrengthTerm], ...]:
        """Every design with the strength one source of it starts from, on each track."""
        return tuple(
            (
                design,
                self.views.level(design.starts.outcomes),
                self.views.level(design.starts.understanding),
            )
            for design in self.words.designs
        )

    def sources(self) -> tuple[SourceCard, ...]:
        """Every source, by the name it is cited under."""
        cards = [self.views.source_card(source) for source in self.review.sources]
        return tuple(sorted(cards, key=lambda card: card.cited_as.casefold()))

    def sectors(self) -> tuple[SectorView, ...]:
        """Every sector, in the order of the vocabulary."""
        return tuple(self.sector(sector) for sector in self.words.sectors)

    def core_sectors(self) -> tuple[SectorView, ...]:
        """The sectors the review sets out to cover."""
        return tuple(self.sector(sector) for sector in self.words.sectors if sector.core)

    def sector(self, sector: Sector) -> SectorView:
        """A sector with what is known in it, surest first."""
        findings = self.review.about(sector=sector.id)
        cards = self.views.cards(findings)
        present = {theme for finding in findings for theme in finding.themes}
        return SectorView(
            sector=sector,
            uri=sector_uri(sector.id),
            findings=cards,
            surest=cards[:SUREST],
            levels=self._levels(cards),
            contested=tuple(card for card in cards if card.contested),
            against=self.views.cards(f for f in findings if self.review.has_contrary(f)),
            tallies=self.tallies(findings),
            balance=self.balance(findings),
            best=cards[0] if cards else None,
            studies=self.studies(findings),
            synthesis=self.views.prose(sector.synthesis) if sector.synthesis else None,
            absent=tuple(theme for theme in self.words.themes if theme.id not in present),
            gaps=gap_cards(self.views, self.review.gaps_about(sector=sector.id)),
        )

    def theme(self, theme: Theme) -> ThemeView:
        """A theme with its findings, sector by sector."""
        findings = self.review.about(theme=theme.id)
        cards = self.views.cards(findings)
        by_sector = tuple(
            (sector, self.views.cards(f for f in findings if sector.id in f.sectors))
            for sector in self.words.sectors
        )
        return ThemeView(
            theme=theme,
            uri=theme_uri(theme.id),
            question=self.words.questions.term(theme.question),
            findings=cards,
            contested=tuple(card for card in cards if card.contested),
            by_sector=tuple((sector, some) for sector, some in by_sector if some),
            tallies=self.tallies(findings),
            balance=self.balance(findings),
            synthesis=self.views.prose(theme.synthesis) if theme.synthesis else None,
            absent=tuple(sector for sector, some in by_sector if not some),
            gaps=gap_cards(self.views, self.review.gaps_about(theme=theme.id)),
        )

    def themes(self) -> tuple[tuple[Question, tuple[ThemeView, ...]], ...]:
        """Every theme, under its question."""
        views = [self.theme(theme) for theme in self.words.themes]
        return tuple(
            (question, tuple(view for view in views if view.question.id == question.id))
            for question in self.words.questions
        )

    def map(self) -> MapView:
        """The evidence map. Every cell, empty ones too, leads to its place on the theme's page."""
        return MapView(
            sectors=tuple((sector, sector_uri(sector.id)) for sector in self.words.sectors),
            groups=tuple(
                (
                    question,
                    tuple(
                        Row(theme, theme_uri(theme.id), self._cells(theme))
                        for theme in self.words.themes
                        if theme.question == question.id
                    ),
                )
                for question in self.words.questions
            ),
        )

    def _cells(self, theme: Theme) -> tuple[Cell, ...]:
        return tuple(self._cell(theme, sector) for sector in self.words.sectors)

    def _cell(self, theme: Theme, sector: Sector) -> Cell:
        findings = self.review.about(sector=sector.id, theme=theme.id)
        first = self.views.card(findings[0]) if findings else None
        return Cell(
            sector=sector,
            uri=self._cell_uri(theme, sector, bool(findings)),
            count=len(findings),
            contested=sum(self.review.contested(finding) for finding in findings),
            cautions=tuple(c.label for c in map(self.review.caution, findings) if c),
            strongest=first.strength if first else None,
            rungs=first.rungs if first else 0,
            gap=self._gap(theme, sector) if not findings else None,
        )

    def _gap(self, theme: Theme, sector: Sector) -> str | None:
        gaps = self.review.gaps_about(sector=sector.id, theme=theme.id)
        return gaps[0].question if gaps else None

    def _cell_uri(self, theme: Theme, sector: Sector, found: bool) -> str:
        gaps = self.review.gaps_about(sector=sector.id, theme=theme.id)
        if gaps and not found:
            return gap_uri(gaps[0].id)
        return f"{theme_uri(theme.id)}#{sector.id if found else 'not-yet-looked'}"

    def gaps(self) -> tuple[GapCard, ...]:
        """Every gap."""
        return gap_cards(self.views, self.review.gaps)

    def latest(self, most: int = 6) -> tuple[Latest, ...]:
        """The newest changes to findings, at most ``most`` of them."""
        changes = [(f.history[-1], f) for f in self.review.surest_first(self.review.findings)]
        newest = sorted(changes, key=lambda pair: pair[0].date, reverse=True)[:most]
        return tuple(Latest(self.views.card(finding), change) for change, finding in newest)

    def disagreements(self) -> Disagreements:
        """Contested findings, others with contrary evidence, and findings in conflict."""
        standing = self.review.surest_first(self.review.standing)
        contested = [f for f in standing if self.review.contested(f)]
        contrary = [f for f in standing if self.review.has_contrary(f) and f not in contested]
        return Disagreements(
            contested=tuple(map(self._differing, contested)),
            contrary=tuple(map(self._differing, contrary)),
            conflicts=tuple(self._conflicts(standing)),
        )

    def _differing(self, finding: Finding) -> tuple[Card, Markup | None]:
        why = finding.why_they_differ
        return self.views.card(finding), self.views.prose(why) if why else None

    def _conflicts(self, findings: Iterable[Finding]) -> Iterable[Conflict]:
        seen: set[frozenset[str]] = set()
        for finding in findings:
            for link in self.review.links(finding):
                pair = frozenset((finding.id, link.other.id))
                if link.relation.contradiction and pair not in seen:
                    seen.add(pair)
                    yield Conflict(self.views.card(finding), self.views.card(link.other), link.why)

    def tallies(self, findings: Iterable[Finding]) -> tuple[Tally, ...]:
        """How many of ``findings`` have each level of strength, surest first."""
        counted = Counter(self.review.judgement(finding).strength for finding in findings)
        return tuple(Tally(term, counted[Level(term.id)]) for term in self.words.strengths)

    def balance(self, findings: Iterable[Finding]) -> Balance:
        """How the evidence items of ``findings`` bear on their claims."""
        bearings = self.words.bearings
        counted = Counter(
            bearings.term(item.bearing).counts for f in findings for item in f.evidence
        )
        return Balance(counted[Counts.FOR], counted[Counts.IN_PART], counted[Counts.AGAINST])

    def studies(self, findings: Iterable[Finding]) -> int:
        """How many different published studies ``findings`` rest on."""
        keys = {item.source for finding in findings for item in finding.evidence}
        designs = self.words.designs
        return sum(designs.term(self.review.source_by_key[key].design).study for key in keys)

"""What the evidence map is given."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_review.pages.views.cards import Views
from evidence_review.records.terms import Question, Sector, StrengthTerm, Theme
from evidence_review.site import gap_uri, sector_uri, theme_uri


@dataclass(frozen=True)
class Cell:
    """One cell of the evidence map: the findings of a theme in a sector."""

    sector: Sector
    uri: str
    count: int
    """How many of them are graded."""
    ungraded: int
    """How many figures, accounts and positions there are beside them."""
    contested: int
    cautions: tuple[str, ...]
    """What a reader must know first of findings here: one label for each such finding."""
    strongest: StrengthTerm | None
    gap: str | None
    """The question that is asked here and not answered, in a cell without findings."""

    @property
    def caution(self) -> str | None:
        """The first of the labels."""
        return self.cautions[0] if self.cautions else None

    @property
    def caution_count(self) -> int:
        """How many findings here are to be read with care."""
        return len(self.cautions)


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
    def columns(self) -> int:
        """How many columns the table has: one for the themes, and one a sector."""
        return 1 + len(self.sectors)

    @property
    def cautions(self) -> tuple[str, ...]:
        """Every label that stands in a cell, once, for the legend."""
        rows = (row for _, group in self.groups for row in group)
        return tuple(dict.fromkeys(c for row in rows for cell in row.cells for c in cell.cautions))


def map_view(views: Views) -> MapView:
    """The evidence map. Every cell, empty ones too, leads to its place on the theme's page."""
    return MapView(
        sectors=tuple((sector, sector_uri(sector.id)) for sector in views.words.sectors),
        groups=tuple(
            (
                question,
                tuple(
                    Row(theme, theme_uri(theme.id), _cells(views, theme))
                    for theme in views.words.themes
                    if theme.question == question.id
                ),
            )
            for question in views.words.questions
        ),
    )


def _cells(views: Views, theme: Theme) -> tuple[Cell, ...]:
    return tuple(_cell(views, theme, sector) for sector in views.words.sectors)


def _cell(views: Views, theme: Theme, sector: Sector) -> Cell:
    findings = views.review.about(sector=sector.id, theme=theme.id)
    graded = [finding for finding in findings if finding.track.graded]
    first = views.card(graded[0]) if graded else None
    return Cell(
        sector=sector,
        uri=_cell_uri(views, theme, sector, bool(findings)),
        count=len(graded),
        ungraded=len(findings) - len(graded),
        contested=sum(views.review.contested(finding) for finding in findings),
        cautions=tuple(c.label for c in map(views.review.caution, findings) if c),
        strongest=first.strength if first else None,
        gap=_gap(views, theme, sector) if not findings else None,
    )


def _gap(views: Views, theme: Theme, sector: Sector) -> str | None:
    gaps = views.review.gaps_about(sector=sector.id, theme=theme.id)
    return gaps[0].question if gaps else None


def _cell_uri(views: Views, theme: Theme, sector: Sector, found: bool) -> str:
    gaps = views.review.gaps_about(sector=sector.id, theme=theme.id)
    if gaps and not found:
        return gap_uri(gaps[0].id)
    return f"{theme_uri(theme.id)}#{sector.id if found else 'not-yet-looked'}"

"""What the pages of gaps are given: the questions that no finding answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from evidence_review.pages.views.cards import Anchor, Card, Views
from evidence_review.records.gap import Gap
from evidence_review.site import gap_uri, theme_uri


@dataclass(frozen=True)
class GapCard:
    """A gap as it stands in a list."""

    gap: Gap
    uri: str
    sectors: tuple[Anchor, ...]
    themes: tuple[Anchor, ...]
    looked: str


@dataclass(frozen=True)
class GapView:
    """Everything a gap's page shows."""

    gap: Gap
    card: GapCard
    why_it_matters: Markup
    what_is_known: Markup
    near: tuple[Card, ...]


def gap_card(views: Views, gap: Gap) -> GapCard:
    """``gap`` as it stands in a list."""
    themes = views.words.themes
    return GapCard(
        gap=gap,
        uri=gap_uri(gap.id),
        sectors=views.sectors(gap.sectors),
        themes=tuple(Anchor(themes.term(name).name, theme_uri(name)) for name in gap.themes),
        looked=looked(gap),
    )


def gap_cards(views: Views, gaps: Iterable[Gap]) -> tuple[GapCard, ...]:
    """Each of ``gaps`` as it stands in a list."""
    return tuple(gap_card(views, gap) for gap in gaps)


def gap_view(views: Views, gap: Gap) -> GapView:
    """Everything the page of ``gap`` shows."""
    known = views.review.finding_by_id
    return GapView(
        gap=gap,
        card=gap_card(views, gap),
        why_it_matters=views.prose(gap.why_it_matters),
        what_is_known=views.prose(gap.what_is_known),
        near=views.cards(known[near] for near in gap.near if near in known),
    )


def looked(gap: Gap) -> str:
    """How far anybody has looked for an answer, in a few words."""
    if not gap.searches:
        return "Not yet looked"
    screened = sum(search.screened for search in gap.searches)
    kept = sum(search.kept for search in gap.searches)
    return f"Looked: {screened} screened, {kept} kept"

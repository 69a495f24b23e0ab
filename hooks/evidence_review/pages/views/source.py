"""What the page of a source is given."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_review.bibliography import Reference
from evidence_review.downloads import formats
from evidence_review.pages.views.cards import RETRACTED, Card, SourceCard, Views
from evidence_review.pages.views.downloads import Downloads
from evidence_review.records.source import Source
from evidence_review.records.terms import Bearing, Term
from evidence_review.records.text import TERRITORIES
from evidence_review.review import Caution


@dataclass(frozen=True)
class UseView:
    """A finding that uses a source, and what the source says about it."""

    card: Card
    bearing: Bearing
    result: str


@dataclass(frozen=True)
class SourceView:
    """Everything a source's page shows."""

    source: Source
    reference: Reference
    card: SourceCard
    countries: tuple[str, ...]
    read: Term
    access: Term
    circle: Term | None
    uses: tuple[UseView, ...]
    downloads: Downloads
    same_data: tuple[SourceCard, ...]

    @property
    def risk_of_bias(self) -> str:
        """The risk of bias, as the start of a line."""
        return self.source.risk_of_bias.capitalize()

    @property
    def caution(self) -> Caution | None:
        """That the source can no longer be relied on, if that is so."""
        retraction = self.source.retraction
        return Caution(RETRACTED, retraction.reason) if retraction else None


def source_view(views: Views, source: Source) -> SourceView:
    """Everything the page of ``source`` shows."""
    return SourceView(
        source=source,
        reference=views.review.references[source.key],
        card=views.source_card(source),
        countries=countries(source),
        read=views.words.reading.term(source.read),
        access=views.words.access.term(source.access),
        circle=views.words.circles.term(source.circle) if source.circle else None,
        uses=tuple(
            UseView(
                views.card(use.finding),
                views.words.bearings.term(use.item.bearing),
                use.item.result,
            )
            for use in views.review.uses.get(source.key, ())
        ),
        downloads=Downloads(formats.SOURCE, source.key),
        same_data=tuple(views.source_card(other) for other in views.review.same_data(source)),
    )


def countries(source: Source) -> tuple[str, ...]:
    """The names of the countries a source was made in."""
    return tuple(TERRITORIES[code] for code in source.countries)

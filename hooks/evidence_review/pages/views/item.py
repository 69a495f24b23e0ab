"""Evidence items in words, and the columns that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence_review.bibliography import Reference
from evidence_review.pages.views.cards import Views
from evidence_review.pages.views.source import countries
from evidence_review.phrases import capital, counted, figure
from evidence_review.records.evidence import Effect, EvidenceItem, Quote
from evidence_review.records.finding import Finding
from evidence_review.records.scales import Counts
from evidence_review.records.source import Source
from evidence_review.records.terms import Bearing, Design, StrengthTerm, Term
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.site import source_uri
from evidence_review.strength import LADDER, Judgement


@dataclass(frozen=True)
class FoundView:
    """When a quote was found word for word, in what, and the address that leads to its place."""

    on: date
    scope: Term
    page: int | None
    address: str | None

    @property
    def place(self) -> str:
        """What they were found in and on which page, within a sentence."""
        page = f", page {self.page}" if self.page else ""
        return self.scope.name.lower() + page


@dataclass(frozen=True)
class QuoteView:
    """A quote with its speaker in words."""

    quote: Quote
    speaker: Term
    anchor: str
    found: FoundView | None
    """Where the words were found in the source; None where that was not checked."""


@dataclass(frozen=True)
class ItemView:
    """An evidence item with its source in words."""

    item: EvidenceItem
    bearing: Bearing
    design: Design
    read: Term
    source: Source
    reference: Reference
    uri: str
    cited_as: str
    countries: tuple[str, ...]
    quotes: tuple[QuoteView, ...]
    people: int | None
    estimate: str | None
    bias: str
    worth: StrengthTerm | None
    """What it is worth to the rule by itself; None where it is no evidence on the track."""
    one_with: tuple[str, ...]
    """The other sources with which it counts as one."""

    @property
    def fit(self) -> str:
        """Whether it speaks of the claim itself, and if not, why."""
        because = self.item.because
        return f"Indirect: {because}" if because else self.item.directness.capitalize()


@dataclass(frozen=True)
class Column:
    """The evidence that points one way. Empty columns are shown and say so, but for "unclear"."""

    heading: str
    counts: Counts
    items: tuple[ItemView, ...]

    @property
    def size(self) -> str:
        """How many sources stand in it, in words."""
        return counted(len({item.source.key for item in self.items}), "source")


def item_views(views: Views, finding: Finding) -> tuple[ItemView, ...]:
    """The evidence items of ``finding`` in words, in their order."""
    judgement = views.review.judgement(finding)
    return tuple(_item_view(views, item, judgement) for item in finding.evidence)


def _item_view(views: Views, item: EvidenceItem, judgement: Judgement) -> ItemView:
    """One evidence item with its source in words, and what it is to the ``judgement``."""
    voice = next((v for v in judgement.voices if item.source in v.sources), None)
    reports = [r for r in voice.reports if r.source == item.source] if voice else []
    worths = [LADDER[report.worth] for report in reports if report.evidence]
    source = views.review.source_by_key[item.source]
    reference = views.review.references[item.source]
    return ItemView(
        item=item,
        bearing=views.words.bearings.term(item.bearing),
        design=views.words.designs.term(item.design_in(source)),
        read=views.words.reading.term(source.read),
        source=source,
        reference=reference,
        uri=source_uri(source.key),
        cited_as=reference.cited_as,
        countries=countries(source),
        quotes=tuple(
            QuoteView(
                quote,
                views.words.speakers.term(quote.speaker),
                quote.anchor,
                _found(views, item.source, quote),
            )
            for quote in item.quotes
        ),
        people=item.people_in(source),
        estimate=estimate(item.effect, views.words) if item.effect else None,
        bias=item.bias_in(source).capitalize(),
        worth=views.level(worths[0]) if worths else None,
        one_with=tuple(
            views.named(other) for other in (voice.sources if voice else ()) if other != source.key
        ),
    )


def estimate(effect: Effect, words: Vocabulary) -> str:
    """An estimate in words: "In work at 12 months: odds ratio 1.32 (95% interval 1.06 to 1.65)"."""
    said = words.measures.term(effect.measure).name.lower()
    if effect.value is not None:
        said += f" {figure(effect.value)}"
    if effect.unit:
        said += f" {effect.unit}"
    if effect.interval:
        low, high = map(figure, effect.interval)
        said += f" ({figure(effect.level)}% interval {low} to {high})"
    return f"{capital(effect.outcome)}: {said}"


def _found(views: Views, source: str, quote: Quote) -> FoundView | None:
    """Where ``quote`` was found word for word in ``source``."""
    verification = views.review.verifications.get(source)
    selector = verification.found(quote) if verification else None
    if verification is None or selector is None:
        return None
    address = views.review.references[source].address
    return FoundView(
        on=verification.verified,
        scope=views.words.reading.term(verification.scope),
        page=selector.page,
        address=address + selector.fragment if address else None,
    )


def columns_of(views: Views, items: tuple[ItemView, ...]) -> tuple[Column, ...]:
    """The items by the heading of their bearing, in the order of the vocabulary."""
    headings = {bearing.heading: bearing.counts for bearing in views.words.bearings}
    every = (
        Column(heading, counts, tuple(i for i in items if i.bearing.heading == heading))
        for heading, counts in headings.items()
    )
    return tuple(c for c in every if c.items or c.counts is not Counts.UNCLEAR)

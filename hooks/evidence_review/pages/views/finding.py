"""What the page of a finding is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from evidence_review.bibliography import Reference
from evidence_review.downloads import formats
from evidence_review.pages.views.cards import NOT_VERIFIED, Anchor, Card, Views, counted, moved
from evidence_review.pages.views.downloads import Downloads
from evidence_review.pages.views.picture import Picture, draw
from evidence_review.pages.views.source import countries
from evidence_review.records.fields import fields_of
from evidence_review.records.finding import EvidenceItem, Finding, Quote, Status
from evidence_review.records.scales import Counts
from evidence_review.records.source import Source
from evidence_review.records.vocabulary import (
    Bearing,
    Design,
    Relation,
    StrengthTerm,
    Term,
    heading_of,
)
from evidence_review.site import sector_uri, source_uri, theme_uri, version_uri
from evidence_review.strength import Judgement
from evidence_review.strength.sensitivity import sensitivities


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

    @property
    def fit(self) -> str:
        """Whether it speaks of the claim itself, and if not, why."""
        because = self.item.because
        return f"Indirect: {because}" if because else self.item.directness.capitalize()


@dataclass(frozen=True)
class Column:
    """The evidence that points one way. Empty columns are shown and say so."""

    heading: str
    counts: Counts
    items: tuple[ItemView, ...]

    @property
    def size(self) -> str:
        """How many sources stand in it, in words."""
        return counted(len({item.source.key for item in self.items}), "source")


@dataclass(frozen=True)
class LedgerLine:
    """One step of a ledger: how many levels it moves, why, and the level after it."""

    levels: int
    name: str
    why: str
    after: StrengthTerm

    @property
    def title(self) -> str:
        """The name of the step, as the start of a line."""
        return self.name.capitalize()

    @property
    def moves(self) -> str:
        """How far it moves, in words."""
        return moved(self.levels)


@dataclass(frozen=True)
class Ledger:
    """How a strength came about."""

    start: StrengthTerm
    begins: str
    lines: tuple[LedgerLine, ...]
    result: StrengthTerm
    sources: int
    independent: int
    retracted: tuple[str, ...]

    @property
    def size(self) -> str:
        """How many sources there are, and how many of them count by themselves."""
        return f"{counted(self.sources, 'source')}, {self.independent} independent."


@dataclass(frozen=True)
class WouldChange:
    """One event that would move the strength, as the start of a sentence, and the two levels."""

    words: str
    to: str
    instead_of: str


@dataclass(frozen=True)
class LinkView:
    """A related finding: how it stands to this one, and why."""

    relation: Relation
    card: Card
    why: str


@dataclass(frozen=True)
class VersionView:
    """One entry of the history. ``uri`` is where that version is kept; None for the latest."""

    number: int
    date: date
    change: str
    uri: str | None


@dataclass(frozen=True)
class Fact:
    """A field that holds words of one list of the vocabulary, and those words."""

    heading: str
    words: tuple[Anchor, ...]


@dataclass(frozen=True)
class FindingView:
    """Everything a finding's page shows."""

    finding: Finding
    card: Card
    summary: Markup
    does_not_mean: Markup
    holds_for: Markup
    why_they_differ: Markup | None
    columns: tuple[Column, ...]
    picture: Picture | None
    ledger: Ledger
    would_change: tuple[WouldChange, ...]
    links: tuple[LinkView, ...]
    see: tuple[Card, ...]
    versions: tuple[VersionView, ...]
    downloads: Downloads
    facts: tuple[Fact, ...]
    designs: tuple[str, ...]
    countries: tuple[str, ...]
    where: tuple[str, ...]
    """The countries, and that others are not verified if that is so."""


def finding_view(views: Views, finding: Finding) -> FindingView:
    """Everything the page of ``finding`` shows."""
    items = tuple(item_view(views, item) for item in finding.evidence)
    differ = finding.why_they_differ
    stands = finding.status is Status.PUBLISHED
    see = finding.notice.see if finding.notice else ()
    return FindingView(
        finding=finding,
        card=views.card(finding),
        summary=views.prose(finding.summary),
        does_not_mean=views.prose(finding.does_not_mean),
        holds_for=views.prose(finding.holds_for),
        why_they_differ=views.prose(differ) if differ else None,
        columns=columns_of(views, items),
        picture=draw(
            views.review.judgement(finding),
            {item.item.source: item.cited_as for item in items},
            views.words,
        ),
        ledger=ledger_view(views, views.review.judgement(finding)),
        would_change=_would_change(views, views.review.judgement(finding)) if stands else (),
        links=tuple(
            LinkView(link.relation, views.card(link.other), link.why)
            for link in views.review.links(finding)
        ),
        see=views.cards(
            views.review.finding_by_id[other]
            for other in see
            if other in views.review.finding_by_id
        ),
        versions=_versions(views, finding),
        downloads=Downloads(formats.FINDING, f"finding-{finding.id}"),
        facts=tuple(_facts(views, finding)),
        designs=_once(item.design.name for item in items),
        countries=_once(country for item in items for country in item.countries),
        where=_where(items),
    )


def item_view(views: Views, item: EvidenceItem) -> ItemView:
    """One evidence item with its source in words."""
    source = views.review.source_by_key[item.source]
    reference = views.review.references[item.source]
    return ItemView(
        item=item,
        bearing=views.words.bearings.term(item.bearing),
        design=views.words.designs.term(item.design or source.design),
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
    )


def ledger_view(views: Views, judgement: Judgement) -> Ledger:
    """How the strength came about, in words."""
    best = judgement.best
    if best is None:
        begins = "no source speaks for the claim"
    else:
        reference = views.review.references[best.source]
        design = views.words.designs.term(best.design).name.lower()
        begins = f"{design} ({reference.cited_as})"
    return Ledger(
        start=views.level(judgement.start),
        begins=begins,
        lines=tuple(
            LedgerLine(
                entry.step.levels, entry.step.name, entry.step.when, views.level(entry.after)
            )
            for entry in judgement.entries
        ),
        result=views.level(judgement.strength),
        sources=judgement.sources,
        independent=judgement.independent,
        retracted=judgement.retracted,
    )


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
    return tuple(
        Column(heading, counts, tuple(i for i in items if i.bearing.heading == heading))
        for heading, counts in headings.items()
    )


def _would_change(views: Views, judgement: Judgement) -> tuple[WouldChange, ...]:
    """What would move the strength, in words; nothing where the finding no longer stands."""
    return tuple(
        WouldChange(
            event.words(views.named(event.source)),
            to=views.level(event.strength).name.lower(),
            instead_of=views.level(judgement.strength).name.lower(),
        )
        for event in sensitivities(judgement)
    )


def _versions(views: Views, finding: Finding) -> tuple[VersionView, ...]:
    """The history, with the address of each version that is kept."""
    kept = views.review.frozen.get(finding.id, {})
    return tuple(
        VersionView(
            each.version,
            each.date,
            each.change,
            version_uri(finding.id, each.version) if each.version in kept else None,
        )
        for each in finding.history
    )


# Where words of these lists have pages of their own.
_PAGES = {"sectors": sector_uri, "themes": theme_uri}
# What stands above the claim and is not said again below.
_ABOVE = "sectors"


def _facts(views: Views, finding: Finding) -> Iterator[Fact]:
    """Every list of words that the record holds, in the order of the model."""
    for field in fields_of(Finding)[0].fields:
        ids = getattr(finding, field.name)
        if field.many and field.from_list and field.name != _ABOVE and ids:
            uri = _PAGES.get(field.from_list, lambda _: "")
            terms = getattr(views.words, field.from_list)
            anchors = tuple(Anchor(terms.term(word).name, uri(word)) for word in ids)
            yield Fact(heading_of(field.from_list), anchors)


def _where(items: tuple[ItemView, ...]) -> tuple[str, ...]:
    known = _once(country for item in items for country in item.countries)
    return (
        (*known, f"others {NOT_VERIFIED}")
        if known and not all(i.countries for i in items)
        else known
    )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))

"""What the templates are given: everything looked up, counted, sorted and put into words.

A template only places what stands here, so that a page says nothing that a test of these plain
values could not see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from evidence_review import markdown
from evidence_review.bibliography import Reference
from evidence_review.model import EvidenceItem, Finding, Quote, Source, Status
from evidence_review.picture import Picture, draw
from evidence_review.review import Caution, Review
from evidence_review.sensitivity import sensitivities
from evidence_review.site import finding_uri, sector_uri, source_uri, theme_uri, version_uri
from evidence_review.strength import LADDER, Judgement
from evidence_review.text import TERRITORIES
from evidence_review.vocabulary import (
    Agreement,
    AgreementTerm,
    Bearing,
    Counts,
    Design,
    Kind,
    Level,
    Relation,
    Sector,
    StrengthTerm,
    Term,
    Theme,
)

OVERDUE = "Review overdue"
"""What stands on a finding that was to be looked at again by a day that has gone by."""

RETRACTED = "Retracted"
"""What stands on a source that can no longer be relied on."""


@dataclass(frozen=True)
class Anchor:
    """A word that links somewhere: ``uri`` is below the site's root."""

    name: str
    uri: str


@dataclass(frozen=True)
class Card:
    """A finding as it stands in a list."""

    id: str
    uri: str
    claim: str
    strength: StrengthTerm
    rungs: int
    agreement: AgreementTerm
    kind: Kind
    sectors: tuple[Anchor, ...]
    themes: tuple[Anchor, ...]
    sources: int
    independent: int
    voices_for: int
    voices_in_part: int
    voices_against: int
    contested: bool
    stands: bool
    status: str
    caution: Caution | None
    overdue: bool

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know first, each in a word or two. Most findings have none."""
        label = (self.caution.label,) if self.caution else ()
        return (*label, OVERDUE) if self.overdue else label


@dataclass(frozen=True)
class FoundView:
    """When a quote was found word for word, in what, and the address that leads to its place."""

    on: date
    scope: Term
    page: int | None
    address: str | None


@dataclass(frozen=True)
class QuoteView:
    """A quote with its speaker in words."""

    quote: Quote
    speaker: Term
    source: str
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


@dataclass(frozen=True)
class Column:
    """The evidence that points one way. Empty columns are shown and say so."""

    heading: str
    counts: Counts
    items: tuple[ItemView, ...]

    @property
    def size(self) -> str:
        """How many sources stand in it, in words."""
        return counted(len(self.items), "source")


@dataclass(frozen=True)
class LedgerLine:
    """One step of a ledger: how many levels it moves, why, and the level after it."""

    levels: int
    name: str
    why: str
    after: StrengthTerm


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


@dataclass(frozen=True)
class WouldChange:
    """One event that would move the strength, as the start of a sentence, and to which level."""

    words: str
    to: StrengthTerm


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
    designs: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True)
class UseView:
    """A finding that uses a source, and what the source says about it."""

    card: Card
    bearing: Bearing
    result: str


@dataclass(frozen=True)
class SourceCard:
    """A source as it stands in a list."""

    key: str
    uri: str
    title: str
    cited_as: str
    design: Design
    findings: int
    sectors: tuple[Anchor, ...]
    retracted: bool


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
    same_data: tuple[SourceCard, ...]

    @property
    def caution(self) -> Caution | None:
        """That the source can no longer be relied on, if that is so."""
        retraction = self.source.retraction
        return Caution(RETRACTED, retraction.reason) if retraction else None


def finding_link(root: str) -> Callable[[str], str]:
    """How Markdown on a page links to findings; ``root`` leads from the page to the site's root."""
    return lambda finding_id: root + finding_uri(finding_id)


class Views:
    """Makes the views of one review. ``root`` leads from a generated page to the site's root.

    ``today`` is the day that tells what is overdue.
    """

    def __init__(self, review: Review, root: str = "../../", today: date = date.min) -> None:
        self.review = review
        self.words = review.vocabulary
        self.root = root
        self.today = today

    def prose(self, text: str) -> Markup:
        """The HTML of a Markdown field."""
        return markdown.render(text, finding_link(self.root))

    def card(self, finding: Finding) -> Card:
        """The finding as it stands in a list."""
        judgement = self.review.judgement(finding)
        return Card(
            id=finding.id,
            uri=finding_uri(finding.id),
            claim=finding.claim,
            strength=self.words.strengths.term(judgement.strength),
            rungs=LADDER.index(judgement.strength),
            agreement=self.words.agreements.term(judgement.agreement),
            kind=self.words.kinds.term(finding.kind),
            sectors=self.sectors(finding.sectors),
            themes=tuple(
                Anchor(self.words.themes.term(name).name, theme_uri(name))
                for name in finding.themes
            ),
            sources=judgement.sources,
            independent=judgement.independent,
            voices_for=judgement.tally(Counts.FOR),
            voices_in_part=judgement.tally(Counts.IN_PART),
            voices_against=judgement.tally(Counts.AGAINST),
            contested=judgement.agreement is Agreement.CONTESTED,
            stands=finding.status is Status.PUBLISHED,
            status=finding.status,
            caution=self.review.caution(finding),
            overdue=finding.overdue(self.today),
        )

    def cards(self, findings: Iterable[Finding]) -> tuple[Card, ...]:
        """Each of ``findings`` as it stands in a list."""
        return tuple(self.card(finding) for finding in findings)

    def sectors(self, names: Iterable[str]) -> tuple[Anchor, ...]:
        """Links to sectors, in the order of the vocabulary."""
        wanted = set(names)
        return tuple(
            Anchor(sector.name, sector_uri(sector.id))
            for sector in self.words.sectors
            if sector.id in wanted
        )

    def finding(self, finding: Finding) -> FindingView:
        """Everything the page of ``finding`` shows."""
        items = tuple(self.item(item) for item in finding.evidence)
        differ = finding.why_they_differ
        see = finding.notice.see if finding.notice else ()
        return FindingView(
            finding=finding,
            card=self.card(finding),
            summary=self.prose(finding.summary),
            does_not_mean=self.prose(finding.does_not_mean),
            holds_for=self.prose(finding.holds_for),
            why_they_differ=self.prose(differ) if differ else None,
            columns=self.columns(items),
            picture=draw(
                self.review.judgement(finding),
                {item.item.source: item.cited_as for item in items},
                self.words,
            ),
            ledger=self.ledger(self.review.judgement(finding)),
            would_change=self.would_change(self.review.judgement(finding)),
            links=tuple(
                LinkView(link.relation, self.card(link.other), link.why)
                for link in self.review.links(finding)
            ),
            see=self.cards(
                self.review.finding_by_id[other]
                for other in see
                if other in self.review.finding_by_id
            ),
            versions=self.versions(finding),
            designs=_once(item.design.name for item in items),
            countries=_once(country for item in items for country in item.countries),
        )

    def versions(self, finding: Finding) -> tuple[VersionView, ...]:
        """The history, with the address of each version that is kept."""
        kept = self.review.frozen.get(finding.id, {})
        return tuple(
            VersionView(
                each.version,
                each.date,
                each.change,
                version_uri(finding.id, each.version) if each.version in kept else None,
            )
            for each in finding.history
        )

    def item(self, item: EvidenceItem) -> ItemView:
        """One evidence item with its source in words."""
        source = self.review.source_by_key[item.source]
        reference = self.review.references[item.source]
        cited_as = f"{reference.short_authors}, {reference.year_or_nd}"
        return ItemView(
            item=item,
            bearing=self.words.bearings.term(item.bearing),
            design=self.words.designs.term(item.design or source.design),
            read=self.words.reading.term(source.read),
            source=source,
            reference=reference,
            uri=source_uri(source.key),
            cited_as=cited_as,
            countries=countries(source),
            quotes=tuple(
                QuoteView(
                    quote,
                    self.words.speakers.term(quote.speaker),
                    cited_as,
                    quote.anchor,
                    self.found(item.source, quote),
                )
                for quote in item.quotes
            ),
        )

    def found(self, source: str, quote: Quote) -> FoundView | None:
        """Where ``quote`` was found word for word in ``source``."""
        verification = self.review.verifications.get(source)
        selector = verification.found(quote) if verification else None
        if verification is None or selector is None:
            return None
        address = self.review.references[source].address
        return FoundView(
            on=verification.verified,
            scope=self.words.reading.term(verification.scope),
            page=selector.page,
            address=address + selector.fragment if address else None,
        )

    def columns(self, items: tuple[ItemView, ...]) -> tuple[Column, ...]:
        """The items by the heading of their bearing, in the order of the vocabulary."""
        headings = {bearing.heading: bearing.counts for bearing in self.words.bearings}
        return tuple(
            Column(heading, counts, tuple(i for i in items if i.bearing.heading == heading))
            for heading, counts in headings.items()
        )

    def ledger(self, judgement: Judgement) -> Ledger:
        """How the strength came about, in words."""
        best = judgement.best
        if best is None:
            begins = "no source speaks for the claim"
        else:
            reference = self.review.references[best.source]
            design = self.words.designs.term(best.design).name.lower()
            begins = f"{design} ({reference.short_authors}, {reference.year_or_nd})"
        return Ledger(
            start=self.level(judgement.start),
            begins=begins,
            lines=tuple(
                LedgerLine(
                    entry.step.levels, entry.step.name, entry.step.when, self.level(entry.after)
                )
                for entry in judgement.entries
            ),
            result=self.level(judgement.strength),
            sources=judgement.sources,
            independent=judgement.independent,
            retracted=judgement.retracted,
        )

    def would_change(self, judgement: Judgement) -> tuple[WouldChange, ...]:
        """What would move the strength, in words."""
        return tuple(
            WouldChange(event.words(self.named(event.source)), self.level(event.strength))
            for event in sensitivities(judgement)
        )

    def named(self, source: str | None) -> str:
        """A source as running text names it, "Clair (2020)"; nothing for none."""
        if source is None:
            return ""
        reference = self.review.references[source]
        return f"{reference.short_authors} ({reference.year_or_nd})"

    def level(self, level: Level) -> StrengthTerm:
        """The name and meaning of a level."""
        return self.words.strengths.term(level)

    def source_card(self, source: Source) -> SourceCard:
        """The source as it stands in a list."""
        reference = self.review.references[source.key]
        uses = self.review.uses.get(source.key, ())
        return SourceCard(
            key=source.key,
            uri=source_uri(source.key),
            title=reference.title,
            cited_as=f"{reference.short_authors}, {reference.year_or_nd}",
            design=self.words.designs.term(source.design),
            findings=len({use.finding.id for use in uses}),
            sectors=self.sectors(sector for use in uses for sector in use.finding.sectors),
            retracted=source.retraction is not None,
        )

    def source(self, source: Source) -> SourceView:
        """Everything the page of ``source`` shows."""
        return SourceView(
            source=source,
            reference=self.review.references[source.key],
            card=self.source_card(source),
            countries=countries(source),
            read=self.words.reading.term(source.read),
            access=self.words.access.term(source.access),
            circle=self.words.circles.term(source.circle) if source.circle else None,
            uses=tuple(
                UseView(
                    self.card(use.finding),
                    self.words.bearings.term(use.item.bearing),
                    use.item.result,
                )
                for use in self.review.uses.get(source.key, ())
            ),
            same_data=tuple(self.source_card(other) for other in self.review.same_data(source)),
        )


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 source", "2 sources", "1,204 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def moved(levels: int) -> str:
    """How many levels a step moves, and which way: "1 level down"."""
    return f"{counted(abs(levels), 'level')} {'down' if levels < 0 else 'up'}"


def countries(source: Source) -> tuple[str, ...]:
    """The names of the countries a source was made in."""
    return tuple(TERRITORIES[code] for code in source.countries)


def by_question(themes: Iterable[Theme]) -> dict[str, list[Theme]]:
    """Themes gathered under the id of their question, in order."""
    gathered: dict[str, list[Theme]] = {}
    for theme in themes:
        gathered.setdefault(theme.question, []).append(theme)
    return gathered


def core(sectors: Iterable[Sector]) -> tuple[Sector, ...]:
    """The sectors the review sets out to cover."""
    return tuple(sector for sector in sectors if sector.core)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))

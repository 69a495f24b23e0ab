"""What the page of a finding is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from evidence_review.downloads import formats
from evidence_review.pages.views.cards import NOT_VERIFIED, Anchor, Card, Views
from evidence_review.pages.views.downloads import Downloads
from evidence_review.pages.views.gap import GapCard, gap_cards
from evidence_review.pages.views.item import Column, ItemView, columns_of, item_views
from evidence_review.pages.views.ledger import Ledger, WouldChange, ledger_view, would_change
from evidence_review.pages.views.picture import Pictures, pictures
from evidence_review.phrases import capital, counted, listed
from evidence_review.records.fields import fields_of
from evidence_review.records.finding import Finding, Status
from evidence_review.records.terms import Relation
from evidence_review.records.vocabulary import heading_of
from evidence_review.site import sector_uri, theme_uri, version_uri


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
    pictures: Pictures
    ledger: Ledger | None
    who: tuple[str, ...]
    """Who says it, on a track that is not graded: each source, its kind, and whom it speaks of."""
    retracted: bool
    would_change: tuple[WouldChange, ...]
    links: tuple[LinkView, ...]
    see: tuple[Card, ...]
    asked: tuple[GapCard, ...]
    """The gaps that ask what a claim that no longer stands could not say."""
    versions: tuple[VersionView, ...]
    downloads: Downloads
    facts: tuple[Fact, ...]
    designs: tuple[str, ...]
    countries: tuple[str, ...]
    where: tuple[str, ...]
    """The countries, and that others are not verified if that is so."""


def finding_view(views: Views, finding: Finding) -> FindingView:
    """Everything the page of ``finding`` shows."""
    judgement = views.review.judgement(finding)
    items = item_views(views, finding)
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
        pictures=pictures(views, finding, items),
        ledger=ledger_view(views, finding),
        who=() if finding.track.graded else tuple(map(_who, items)),
        retracted=bool(judgement.retracted),
        would_change=would_change(views, judgement) if stands else (),
        links=tuple(
            LinkView(link.relation, views.card(link.other), link.why)
            for link in views.review.links(finding)
        ),
        see=views.cards(
            views.review.finding_by_id[other]
            for other in see
            if other in views.review.finding_by_id
        ),
        asked=gap_cards(
            views, (views.review.gap_by_id[id_] for id_ in see if id_ in views.review.gap_by_id)
        ),
        versions=_versions(views, finding),
        downloads=Downloads(formats.FINDING, f"finding-{finding.id}"),
        facts=tuple(_facts(views, finding)),
        designs=_once(item.design.name for item in items),
        countries=_once(country for item in items for country in item.countries),
        where=_where(items),
    )


def _who(view: ItemView) -> str:
    """Who speaks, in which source, what that is, and of how many people it tells."""
    people = f", {counted(view.people, 'person', 'people')}" if view.people else ""
    source = f"{view.cited_as}, {view.design.name.lower()}{people}"
    speakers = listed(_once(quote.speaker.name.lower() for quote in view.quotes))
    return f"{capital(speakers)}, in {source}" if speakers else capital(source)


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

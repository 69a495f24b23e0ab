"""Freezing: from a finding in its review to a version that stands by itself."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter

from evidence_review.citations import on_page
from evidence_review.citations.cited import Cited, cite
from evidence_review.downloads import formats
from evidence_review.downloads.finding import finding_json
from evidence_review.downloads.formats import Version
from evidence_review.history.slots import OPEN
from evidence_review.history.wording import day
from evidence_review.pages.views.cards import Views
from evidence_review.pages.views.finding import (
    ItemView,
    Ledger,
    QuoteView,
    columns_of,
    item_view,
    ledger_view,
)
from evidence_review.records.finding import Directness, Finding
from evidence_review.records.frozen import (
    Ended,
    FrozenColumn,
    FrozenFile,
    FrozenItem,
    FrozenLedger,
    FrozenPage,
    FrozenQuote,
    FrozenStep,
    FrozenVersion2,
    FrozenWord,
)
from evidence_review.review import Review
from evidence_review.site import Site, version_uri

_JSON: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])


def freeze(review: Review, finding: Finding, record: str, ended: Ended) -> FrozenVersion2:
    """The version of ``finding`` that ``record`` is the text of.

    ``KeyError`` if one of its sources could not be read.
    """
    site = replace(OPEN, built=ended.date)
    now = cite(review, site, finding)
    cited = as_ended(now, ended, site)
    data = {
        **finding_json(review, site, finding, cited),
        "latest": now.url,
        "ended": ended.model_dump(mode="json"),
    }
    version = Version(cited, _JSON.dump_python(data, mode="json"), record.encode())
    return FrozenVersion2(
        format=2,
        id=finding.id,
        version=finding.version,
        date=finding.history[-1].date,
        ended=ended,
        title=now.title,
        abstract=now.abstract,
        notice=now.notice,
        page=_page(review, finding),
        citation=on_page.text(cited),
        meta=on_page.meta(cited),
        files=tuple(
            FrozenFile(
                name=each.name,
                title=each.title.replace("This finding", "This version"),
                file=each.file,
                media_type=each.media_type,
                holds=each.holds,
                escape=each.escape,
                text=each.write(version).decode(),
            )
            for each in formats.FINDING
        ),
    )


def as_ended(cited: Cited, ended: Ended, site: Site) -> Cited:
    """The citation of a version that is no longer the latest, and says so."""
    newer = f"Version {ended.version} took its place on {day(ended.date)}: {ended.change}"
    return replace(
        cited,
        url=site.absolute(version_uri(cited.id, cited.version)),
        notice=f"{cited.notice.rstrip('.')}. {newer}" if cited.notice else newer,
    )


def _page(review: Review, finding: Finding) -> FrozenPage:
    words, judgement, views = review.vocabulary, review.judgement(finding), Views(review)
    strength = words.strengths.term(judgement.strength)
    agreement = words.agreements.term(judgement.agreement)
    columns = columns_of(views, tuple(item_view(views, item) for item in finding.evidence))
    return FrozenPage(
        kind=words.kinds.term(finding.kind).name,
        sectors=tuple(words.sectors.term(name).name for name in finding.sectors),
        themes=tuple(words.themes.term(name).name for name in finding.themes),
        summary=finding.summary,
        does_not_mean=finding.does_not_mean,
        holds_for=finding.holds_for,
        why_they_differ=finding.why_they_differ,
        content_note=finding.content_note,
        strength=FrozenWord(name=strength.name, meaning=strength.definition),
        agreement=FrozenWord(name=agreement.name, meaning=agreement.definition),
        columns=tuple(
            FrozenColumn(heading=column.heading, items=tuple(map(_item, column.items)))
            for column in columns
        ),
        ledger=_ledger(finding, ledger_view(views, judgement)),
        reviewed=finding.reviewed,
        review_by=finding.review_by,
        history=finding.history,
    )


def _item(view: ItemView) -> FrozenItem:
    item, source = view.item, view.source
    return FrozenItem(
        source=source.key,
        cited_as=view.cited_as,
        citation=view.reference.text,
        address=view.reference.address,
        bibtex=source.bibtex,
        bearing=view.bearing.name,
        indirect=item.directness is Directness.INDIRECT,
        because=item.because,
        result=item.result,
        quotes=tuple(map(_quote, view.quotes)),
        design=view.design.name,
        read=view.read.name,
        countries=view.countries,
        sample=source.sample,
        stake=source.stake,
        risk_of_bias=source.risk_of_bias,
        limitations=source.limitations,
        retraction=source.retraction,
    )


def _quote(view: QuoteView) -> FrozenQuote:
    quote = view.quote
    return FrozenQuote(
        anchor=view.anchor,
        text=quote.text,
        locator=quote.locator,
        speaker=view.speaker.name,
        name=quote.name,
        note=quote.note,
        found_on=view.found.on if view.found else None,
    )


def _ledger(finding: Finding, ledger: Ledger) -> FrozenLedger:
    override = finding.strength_override
    return FrozenLedger(
        start=ledger.start.name,
        begins=ledger.begins,
        steps=tuple(
            FrozenStep(levels=line.levels, name=line.name, why=line.why, after=line.after.name)
            for line in ledger.lines
        ),
        result=ledger.result.name,
        sources=ledger.sources,
        independent=ledger.independent,
        override=f"{override.reason} ({override.by})" if override else None,
    )

"""Freezing: from a finding in its review to a version that stands by itself."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter

from evidence_review.citations import on_page
from evidence_review.citations.cited import Cited, cite
from evidence_review.downloads import formats
from evidence_review.downloads.finding import finding_json
from evidence_review.downloads.formats import Version
from evidence_review.history import format_2
from evidence_review.history.slots import OPEN
from evidence_review.history.wording import day
from evidence_review.pages.views.cards import Views
from evidence_review.pages.views.item import ItemView, columns_of, item_views
from evidence_review.pages.views.ledger import Ledger, ledger_view
from evidence_review.records.finding import Finding
from evidence_review.records.first_edition import FirstFinding
from evidence_review.records.frozen import (
    Ended,
    FrozenFile,
    FrozenVersion,
    FrozenVersion2,
    FrozenVersion3,
)
from evidence_review.records.frozen_page import (
    FrozenColumn3,
    FrozenItem3,
    FrozenLedger3,
    FrozenPage3,
    FrozenStep,
    FrozenWord,
)
from evidence_review.records.terms import AgreementTerm, StrengthTerm, TrackTerm
from evidence_review.review import Review
from evidence_review.site import Site, version_uri
from evidence_review.strength import Judgement

_JSON: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])


def freeze(review: Review, finding: Finding, record: str, ended: Ended) -> FrozenVersion:
    """The version of ``finding`` that ``record`` is the text of.

    ``KeyError`` if one of its sources could not be read.
    """
    site = replace(OPEN, built=ended.date)
    now = cite(review, site, finding)
    cited = as_ended(now, ended, site)
    if isinstance(finding, FirstFinding):
        computed = format_2.data(review, site, finding, cited)
    else:
        computed = finding_json(review, site, finding, cited)
    data = {
        **computed,
        "latest": now.url,
        "ended": ended.model_dump(mode="json"),
    }
    version = Version(cited, _JSON.dump_python(data, mode="json"), record.encode())
    said: dict[str, object] = {
        "id": finding.id,
        "version": finding.version,
        "date": finding.history[-1].date,
        "ended": ended,
        "title": now.title,
        "abstract": now.abstract,
        "notice": now.notice,
        "citation": on_page.text(cited),
        "meta": on_page.meta(cited),
        "files": tuple(
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
    }
    if isinstance(finding, FirstFinding):
        page = format_2.page(review, finding)
        return FrozenVersion2.model_validate({"format": 2, "page": page, **said})
    return FrozenVersion3.model_validate({"format": 3, "page": _page(review, finding), **said})


def as_ended(cited: Cited, ended: Ended, site: Site) -> Cited:
    """The citation of a version that is no longer the latest, and says so."""
    newer = f"Version {ended.version} took its place on {day(ended.date)}: {ended.change}"
    return replace(
        cited,
        url=site.absolute(version_uri(cited.id, cited.version)),
        notice=f"{cited.notice.rstrip('.')}. {newer}" if cited.notice else newer,
    )


def _page(review: Review, finding: Finding) -> FrozenPage3:
    words, judgement, views = review.vocabulary, review.judgement(finding), Views(review)
    columns = columns_of(views, item_views(views, finding))
    card, ledger = views.card(finding), ledger_view(views, finding)
    return FrozenPage3(
        track=_word(card.track),
        sectors=tuple(words.sectors.term(name).name for name in finding.sectors),
        themes=tuple(words.themes.term(name).name for name in finding.themes),
        summary=finding.summary,
        does_not_mean=finding.does_not_mean,
        holds_for=finding.holds_for,
        why_they_differ=finding.why_they_differ,
        content_note=finding.content_note,
        strength=_word(card.strength) if card.strength else None,
        agreement=_word(card.agreement) if card.agreement else None,
        provisional=ledger.provisional if ledger else None,
        columns=tuple(
            FrozenColumn3(heading=column.heading, items=tuple(map(_item, column.items)))
            for column in columns
        ),
        ledger=_ledger(finding, ledger, judgement) if ledger else None,
        reviewed=finding.reviewed,
        review_by=finding.review_by,
        history=finding.history,
    )


def _word(term: StrengthTerm | AgreementTerm | TrackTerm) -> FrozenWord:
    return FrozenWord(name=term.name, meaning=term.definition)


def _item(view: ItemView) -> FrozenItem3:
    return FrozenItem3(
        **format_2.item(view).model_dump(), people=view.people, estimate=view.estimate
    )


def _ledger(finding: Finding, ledger: Ledger, judgement: Judgement) -> FrozenLedger3:
    override = finding.strength_override
    return FrozenLedger3(
        edition=judgement.edition,
        start=ledger.start.name if ledger.start else None,
        begins=ledger.begins,
        steps=tuple(
            FrozenStep(
                levels=line.levels, name=line.name,
                why=f"{line.why} ({line.by})" if line.by else line.why, after=line.after.name,
            )
            for line in ledger.lines
        ),
        result=ledger.result.name,
        sources=judgement.sources,
        independent=judgement.independent,
        override=f"{override.reason} ({override.by})" if override else None,
    )  # fmt: skip

"""Freezing: from a finding in its review to a version that stands by itself."""

from __future__ import annotations

from datetime import date

from pydantic import TypeAdapter

from evidence_review.citations.cited import cite
from evidence_review.downloads.finding import ledger_json
from evidence_review.pages.views.cards import Views
from evidence_review.pages.views.finding import (
    ItemView,
    Ledger,
    QuoteView,
    columns_of,
    item_view,
    ledger_view,
)
from evidence_review.records.finding import Directness, EvidenceItem, Finding
from evidence_review.records.frozen import (
    Ended,
    FrozenCitation,
    FrozenColumn,
    FrozenItem,
    FrozenLedger,
    FrozenPage,
    FrozenQuote,
    FrozenStep,
    FrozenVersion,
    FrozenWord,
)
from evidence_review.review import Review
from evidence_review.site import Site

# A citation needs a site only for what is not frozen: where it is published, and by whom.
_NOWHERE = Site("", "", "", "", "", "", "", date.min)
_JSON: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])


def freeze(review: Review, finding: Finding, record: str, ended: Ended) -> FrozenVersion:
    """The version of ``finding`` that ``record`` is the text of.

    ``KeyError`` if one of its sources could not be read.
    """
    cited = cite(review, _NOWHERE, finding)
    return FrozenVersion(
        format=1,
        id=finding.id,
        version=finding.version,
        date=finding.history[-1].date,
        ended=ended,
        cited=FrozenCitation(
            title=cited.title,
            abstract=cited.abstract,
            strength=cited.strength,
            agreement=cited.agreement,
            notice=cited.notice,
            keywords=cited.keywords,
        ),
        page=_page(review, finding),
        data=_JSON.dump_python(_data(review, finding), mode="json"),
        record=record,
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


def _data(review: Review, finding: Finding) -> dict[str, object]:
    judgement = review.judgement(finding)
    return {
        **finding.model_dump(mode="json", by_alias=True, exclude={"slug", "evidence"}),
        "evidence": [_evidence(review, item) for item in finding.evidence],
        "strength": judgement.strength,
        "agreement": judgement.agreement,
        "ledger": ledger_json(judgement),
    }


def _evidence(review: Review, item: EvidenceItem) -> dict[str, object]:
    source, reference = review.source_by_key[item.source], review.references[item.source]
    return {
        **item.model_dump(mode="json"),
        "design": item.design or source.design,
        "citation": reference.text,
        "address": reference.address,
        "appraisal": source.model_dump(mode="json", exclude={"key"}),
    }

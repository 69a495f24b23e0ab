"""Freezing what was published under the first edition of the rule, in format 2 of the archive.

It says what those pages and downloads said, so it never changes.
"""

from __future__ import annotations

from evidence_review.citations import on_page
from evidence_review.citations.cited import Cited
from evidence_review.pages.views.cards import Views
from evidence_review.pages.views.item import ItemView, QuoteView, columns_of, item_views
from evidence_review.records.evidence import EvidenceItem
from evidence_review.records.finding import Status
from evidence_review.records.first_edition import FirstFinding, FirstVocabulary
from evidence_review.records.frozen_page import (
    FrozenColumn,
    FrozenItem,
    FrozenLedger,
    FrozenPage,
    FrozenQuote,
    FrozenStep,
    FrozenWord,
)
from evidence_review.review import Review
from evidence_review.site import Site, source_uri
from evidence_review.strength import FirstJudgement
from evidence_review.strength.first_edition import LADDER, Judgement, Report
from evidence_review.strength.first_edition.sensitivity import sensitivities

# The fields that records had, in their order; what came later is no part of the format.
_FIELDS = (
    *("id", "claim", "kind", "sectors", "themes", "summary", "does_not_mean", "holds_for"),
    *("why_they_differ", "related", "content_note", "strength_override", "reviewed", "review_by"),
    *("history", "mends", "status", "notice"),
)
_OF_ITEM = {"source", "bearing", "directness", "because", "design", "result", "quotes"}
_OF_SOURCE = {"design", "countries", "sample", "sample_size", "data_set", "stake", "circle"} | {
    *("risk_of_bias", "limitations", "read", "access", "licence", "archived", "retraction"),
    *("provenance", "formerly", "not_verified"),
}


def judged(review: Review, finding: FirstFinding) -> Judgement:
    """The judgement of the first edition."""
    judgement = review.judgement(finding)
    assert isinstance(judgement, FirstJudgement)
    return judgement.was


def data(review: Review, site: Site, finding: FirstFinding, cited: Cited) -> dict[str, object]:
    """One version of a finding with everything computed about it."""
    judgement, caution = judged(review, finding), review.caution(finding)
    record = finding.model_dump(mode="json", by_alias=True, include=set(_FIELDS))
    return {
        "url": cited.url,
        "version": finding.version,
        "status": finding.status,
        "caution": caution.notice if caution else None,
        **{name: record[name] for name in _FIELDS},
        "evidence": [_item_data(review, site, item) for item in finding.evidence],
        "strength": judgement.strength,
        "agreement": judgement.agreement,
        "overdue": finding.overdue(site.built),
        "ledger": _ledger_data(judgement),
        "would_change": [
            {"event": s.event, "source": s.source, "step": s.step, "strength": s.strength}
            for s in sensitivities(judgement)
            if finding.status is Status.PUBLISHED
        ],
        "citation": on_page.text(cited),
        "licence": site.licence,
    }


def _item_data(review: Review, site: Site, item: EvidenceItem) -> dict[str, object]:
    source, reference = review.source_by_key[item.source], review.references[item.source]
    appraisal = source.model_dump(mode="json", include=_OF_SOURCE)
    return {
        **item.model_dump(mode="json", include=_OF_ITEM),
        "design": item.design_in(source),
        "source_url": site.absolute(source_uri(source.key)),
        "citation": reference.text,
        "address": reference.address,
        "retracted": source.retraction is not None,
        "appraisal": appraisal,
    }


def _ledger_data(judgement: Judgement) -> dict[str, object]:
    return {
        "track": judgement.track,
        "best_source": judgement.best.source if judgement.best else None,
        "start": judgement.start,
        "steps": [
            {"step": entry.step.id, "levels": entry.step.levels, "after": entry.after}
            for entry in judgement.entries
        ],
        "computed": judgement.computed,
        "sources": judgement.sources,
        "independent_sources": judgement.independent,
        "voices": [
            {
                "counts": voice.counts,
                "sources": sorted({report.source for report in voice.reports}),
                "reports": [_report(report) for report in voice.reports],
            }
            for voice in judgement.voices
        ],
        "retracted_sources": list(judgement.retracted),
    }


def _report(report: Report) -> dict[str, object]:
    return {
        "source": report.source,
        "data_set": report.data_set,
        "circle": report.circle,
        "counts": report.counts,
        "design": report.design,
        "start": report.start,
        "pools": report.pools,
        "flaws": [step.id for step in report.flaws],
        "worth": LADDER[report.worth],
    }


def page(review: Review, finding: FirstFinding) -> FrozenPage:
    """What the page said."""
    words, judgement, views = review.vocabulary, judged(review, finding), Views(review)
    assert isinstance(words, FirstVocabulary)
    strength = words.strengths.term(judgement.strength)
    agreement = words.agreements.term(judgement.agreement)
    columns = columns_of(views, item_views(views, finding))
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
            FrozenColumn(heading=column.heading, items=tuple(map(item, column.items)))
            for column in columns
        ),
        ledger=_ledger(views, finding, judgement),
        reviewed=finding.reviewed,
        review_by=finding.review_by,
        history=finding.history,
    )


def item(view: ItemView) -> FrozenItem:
    """What the page said of one evidence item."""
    record, source = view.item, view.source
    return FrozenItem(
        source=source.key,
        cited_as=view.cited_as,
        citation=view.reference.text,
        address=view.reference.address,
        bibtex=source.bibtex,
        bearing=view.bearing.name,
        indirect=not record.direct,
        because=record.because,
        result=record.result,
        quotes=tuple(map(_quote, view.quotes)),
        design=view.design.name,
        read=view.read.name,
        countries=view.countries,
        sample=source.sample,
        stake=source.stake,
        risk_of_bias=record.bias_in(source),
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


def _ledger(views: Views, finding: FirstFinding, judgement: Judgement) -> FrozenLedger:
    override, best = finding.strength_override, judgement.best
    begins = "no source speaks for the claim"
    if best is not None:
        design = views.words.designs.term(best.design).name.lower()
        begins = f"{design} ({views.review.references[best.source].cited_as})"
    return FrozenLedger(
        start=views.level(judgement.start).name,
        begins=begins,
        steps=tuple(
            FrozenStep(
                levels=entry.step.levels, name=entry.step.name, why=entry.step.when,
                after=views.level(entry.after).name,
            )
            for entry in judgement.entries
        ),
        result=views.level(judgement.strength).name,
        sources=judgement.sources,
        independent=judgement.independent,
        override=f"{override.reason} ({override.by})" if override else None,
    )  # fmt: skip

"""A finding as JSON, with the ledger that lets an outsider replay its strength."""

from __future__ import annotations

from evidence_review.citations import on_page
from evidence_review.citations.cited import Cited
from evidence_review.records.finding import EvidenceItem, Finding, Status
from evidence_review.records.source import Source
from evidence_review.review import Review
from evidence_review.site import Site, source_uri
from evidence_review.strength import LADDER, Judgement, Report
from evidence_review.strength.sensitivity import sensitivities


def finding_json(review: Review, site: Site, finding: Finding, cited: Cited) -> dict[str, object]:
    """One version of a finding with everything computed about it, live and frozen alike.

    What became of it, the record, its strength, its ledger, and how it is ``cited``, with the
    address of the version.
    """
    judgement, caution = review.judgement(finding), review.caution(finding)
    record = finding.model_dump(mode="json", by_alias=True, exclude={"slug", "evidence"})
    return {
        "url": cited.url,
        "version": finding.version,
        "status": finding.status,
        "caution": caution.notice if caution else None,
        **record,
        "evidence": [_item(review, site, item) for item in finding.evidence],
        "strength": judgement.strength,
        "agreement": judgement.agreement,
        "overdue": finding.overdue(site.built),
        "ledger": ledger_json(judgement),
        "would_change": would_change_json(review, finding),
        "citation": on_page.text(cited),
        "licence": site.licence,
    }


def ledger_json(judgement: Judgement) -> dict[str, object]:
    """How the strength came about: the start, every step with the level after it, the result.

    ``voices`` hold everything that the rule looks at: which sources share data or authors, how each
    counts, where its design starts and what it loses. Retracted sources stand apart.
    """
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


def would_change_json(review: Review, finding: Finding) -> list[dict[str, object]]:
    """Every single event that would move the strength: what, to which source, and to where.

    Nothing moves the strength of a finding that no longer stands.
    """
    if finding.status is not Status.PUBLISHED:
        return []
    return [
        {"event": s.event, "source": s.source, "step": s.step, "strength": s.strength}
        for s in sensitivities(review.judgement(finding))
    ]


def appraisal_json(source: Source) -> dict[str, object]:
    """What the rule is told about a source, and the rest of its record."""
    return source.model_dump(mode="json", exclude={"key", "bibtex"})


def _item(review: Review, site: Site, item: EvidenceItem) -> dict[str, object]:
    source = review.source_by_key[item.source]
    reference = review.references[item.source]
    return {
        **item.model_dump(mode="json"),
        "design": item.design or source.design,
        "source_url": site.absolute(source_uri(source.key)),
        "citation": reference.text,
        "address": reference.address,
        "retracted": source.retraction is not None,
        "appraisal": appraisal_json(source),
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

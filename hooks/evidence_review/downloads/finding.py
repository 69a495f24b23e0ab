"""A finding as JSON, with the ledger that lets an outsider replay its strength."""

from __future__ import annotations

from dataclasses import fields

from evidence_review.citations import on_page
from evidence_review.citations.cited import Cited
from evidence_review.records.evidence import EvidenceItem
from evidence_review.records.finding import Finding, Status
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
        "provisional": judgement.provisional,
        "agreement": judgement.agreement,
        "edition": judgement.edition,
        "overdue": finding.overdue(site.built),
        "ledger": ledger_json(judgement),
        "would_change": would_change_json(review, finding),
        "citation": on_page.text(cited),
        "licence": site.licence,
    }


def ledger_json(judgement: Judgement) -> dict[str, object] | None:
    """How the strength came about: the start, every domain with what it moves, the cap, the result.

    ``voices`` hold everything that the rule looks at: which sources share data or authors, what
    each says and is worth. ``body`` are the sources whose rating was kept, voice by voice. What is
    no evidence on the track, and retracted sources, stand apart. Nothing where nothing is graded.
    """
    ledger = judgement.ledger
    if ledger is None:
        return None
    return {
        "body": [list(voice.sources) for voice in ledger.body],
        "start": ledger.start,
        "why": ledger.why or None,
        "steps": [
            {"domain": line.domain, "levels": line.levels, "by": line.by} for line in ledger.lines
        ],
        "cap": {"without": ledger.cap.without, "why": ledger.cap.why} if ledger.cap else None,
        "to_read": list(ledger.to_read),
        "computed": ledger.level,
        "sources": judgement.sources,
        "independent_sources": judgement.independent,
        "direct_sources": judgement.direct,
        "voices": [
            {
                "counts": voice.counts,
                "direct": voice.direct,
                "worth": LADDER[voice.worth],
                "sources": list(voice.sources),
                "reports": [_report(report) for report in voice.reports],
            }
            for voice in judgement.voices
        ],
        "no_evidence": sorted({report.source for report in judgement.shown}),
        "retracted_sources": list(judgement.retracted),
    }


def would_change_json(review: Review, finding: Finding) -> list[dict[str, object]]:
    """Every single event that would move the strength: what, to which source, and to where.

    Nothing moves the strength of a finding that no longer stands.
    """
    if finding.status is not Status.PUBLISHED:
        return []
    return [
        {
            "event": s.event, "source": s.source, "domain": s.domain, "number": s.number,
            "strength": s.strength,
        }
        for s in sensitivities(review.judgement(finding))
    ]  # fmt: skip


def appraisal_json(source: Source) -> dict[str, object]:
    """What the rule is told about a source, and the rest of its record."""
    return source.model_dump(mode="json", exclude={"key", "bibtex"})


def _item(review: Review, site: Site, item: EvidenceItem) -> dict[str, object]:
    source = review.source_by_key[item.source]
    reference = review.references[item.source]
    return {
        **item.model_dump(mode="json"),
        "design": item.design_in(source),
        "source_url": site.absolute(source_uri(source.key)),
        "citation": reference.text,
        "address": reference.address,
        "retracted": source.retraction is not None,
        "appraisal": appraisal_json(source),
    }


def _report(report: Report) -> dict[str, object]:
    return {
        **{f.name: getattr(report, f.name) for f in fields(report) if f.name != "retracted"},
        "start": LADDER[report.start] if report.start is not None else None,
        "worth": LADDER[report.worth],
    }

"""The files for download: the same records in formats that other software reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from evidence_review import citations, feeds, schema
from evidence_review.badge import badge
from evidence_review.citations import Cited
from evidence_review.datapackage import datapackage
from evidence_review.gap import Gap
from evidence_review.ledger import appraisal_json, ledger_json, rule_json, would_change_json
from evidence_review.model import EvidenceItem, Finding, Source
from evidence_review.pages import cite, titled
from evidence_review.review import Review
from evidence_review.site import File, Site, finding_uri, gap_uri, source_uri
from evidence_review.table import findings_csv


def files(review: Review, site: Site, records: Mapping[str, bytes]) -> Iterator[File]:
    """Every file for download. ``records`` are the YAML files as written, by path."""
    findings = [finding_json(review, site, finding) for finding in review.findings]
    yield _json("data/findings.json", {**_head(review, site), "findings": findings})
    yield File("data/findings.csv", findings_csv(review, site).encode())
    yield File("data/sources.bib", _bibtex(review).encode())
    yield File("data/findings.bib", _cited(review, site, citations.bibtex).encode())
    yield File("data/findings.ris", _cited(review, site, citations.ris).encode())
    for name, content in schema.schemas(review.vocabulary).items():
        yield _json(f"schema/{name}.json", content)
    for finding, data in zip(review.findings, findings, strict=True):
        uri, cited = finding_uri(finding.id), cite(review, site, finding)
        yield _json(f"{uri}finding.json", data)
        yield File(f"{uri}finding.yml", records[finding.path])
        yield File(f"{uri}cite.bib", citations.bibtex(cited).encode())
        yield File(f"{uri}cite.ris", citations.ris(cited).encode())
        yield _json(f"{uri}cite.json", [citations.csl(cited)])
        yield File(f"{uri}badge.svg", _badge(review, finding))
    yield from feeds.files(review, site)
    yield _json(
        "data/gaps.json",
        {
            **_head(review, site),
            "count": len(review.gaps),
            "gaps": [gap_json(site, gap) for gap in review.gaps],
        },
    )
    yield _json("data/rule.json", rule_json(review.vocabulary))
    yield _json("data/ids.json", ids_json(review))
    yield _json("data/datapackage.json", datapackage(review, site))
    for source in review.sources:
        yield File(f"{source_uri(source.key)}cite.bib", _own_bibtex(source).encode())
        yield File(f"{source_uri(source.key)}source.yml", records[source.path])


def finding_json(review: Review, site: Site, finding: Finding) -> dict[str, object]:
    """One finding with everything computed about it: the record, its strength and its ledger."""
    judgement, caution = review.judgement(finding), review.caution(finding)
    record = finding.model_dump(mode="json", by_alias=True, exclude={"slug", "evidence"})
    return {
        "url": site.absolute(finding_uri(finding.id)),
        "version": finding.version,
        **record,
        "evidence": [_item(review, site, item) for item in finding.evidence],
        "strength": judgement.strength,
        "agreement": judgement.agreement,
        "caution": caution.notice if caution else None,
        "overdue": finding.overdue(site.built),
        "ledger": ledger_json(judgement),
        "would_change": would_change_json(review, finding),
        "citation": citations.text(cite(review, site, finding)),
        "licence": site.licence,
    }


def gap_json(site: Site, gap: Gap) -> dict[str, object]:
    """One gap with its address."""
    record = gap.model_dump(mode="json", exclude={"slug"})
    return {"url": site.absolute(gap_uri(gap.id)), **record}


def ids_json(review: Review) -> dict[str, dict[str, str]]:
    """What each id names, so that a page that is not there can say what was perhaps meant."""
    return {
        "findings": {f.id: titled(f.claim, review.caution(f)) for f in review.findings},
        "gaps": {gap.id: gap.question for gap in review.gaps},
    }


def _badge(review: Review, finding: Finding) -> bytes:
    judgement, words = review.judgement(finding), review.vocabulary
    caution = review.caution(finding)
    strength = words.strengths.term(judgement.strength).name
    agreement = words.agreements.term(judgement.agreement).name
    value = caution.label if caution else f"{strength}, {agreement.lower()}"
    return badge(f"Finding {finding.id}", value, alarm=caution is not None)


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


def _head(review: Review, site: Site) -> dict[str, object]:
    return {
        "name": site.name,
        "url": site.url,
        "publisher": site.publisher,
        "licence": site.licence,
        "generated": site.built.isoformat(),
        "count": len(review.findings),
    }


def _bibtex(review: Review) -> str:
    return "\n".join(_own_bibtex(source) for source in review.sources)


def _own_bibtex(source: Source) -> str:
    retraction = source.retraction
    notice = f"Retracted on {retraction.date}: {retraction.reason}" if retraction else None
    return citations.source_bibtex(source.bibtex, notice)


def _cited(review: Review, site: Site, write: Callable[[Cited], str]) -> str:
    return "\n".join(write(cite(review, site, finding)) for finding in review.findings)


def _json(uri: str, content: object) -> File:
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return File(uri, (text + "\n").encode())

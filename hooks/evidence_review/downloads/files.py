"""The files for download: the same records in formats that other software reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evidence_review.citations import files as citations
from evidence_review.citations.cited import Cited
from evidence_review.downloads import feeds, formats, schema
from evidence_review.downloads.badge import badge
from evidence_review.downloads.datapackage import datapackage
from evidence_review.downloads.finding import finding_json
from evidence_review.downloads.formats import SourceFile, Version, as_json
from evidence_review.downloads.rule import rule_json
from evidence_review.downloads.table import findings_csv
from evidence_review.records.finding import Finding
from evidence_review.records.gap import Gap
from evidence_review.records.source import Source
from evidence_review.review import Review, titled
from evidence_review.site import File, Site, finding_uri, gap_uri, source_uri


def files(
    review: Review, site: Site, records: Mapping[str, bytes], cited: Mapping[str, Cited]
) -> Iterator[File]:
    """Every file for download.

    ``records`` are the YAML files as written, by path; ``cited`` says how each finding is cited,
    by its id.
    """
    versions = [
        Version(cited[f.id], finding_json(review, site, f, cited[f.id]), records[f.path])
        for f in review.findings
    ]
    data = [version.data for version in versions]
    yield _json("data/findings.json", {**_head(review, site), "findings": data})
    yield File("data/findings.csv", findings_csv(review, site).encode())
    yield File("data/sources.bib", _joined(_bibtex(source) for source in review.sources))
    yield File("data/findings.bib", _joined(citations.bibtex(v.cited) for v in versions))
    yield File("data/findings.ris", _joined(citations.ris(v.cited) for v in versions))
    for name, content in schema.schemas(review.vocabulary).items():
        yield _json(f"schema/{name}.json", content)
    for finding, version in zip(review.findings, versions, strict=True):
        yield from formats.written(formats.FINDING, finding_uri(finding.id), version)
        yield File(f"{finding_uri(finding.id)}badge.svg", _badge(review, finding))
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
        given = SourceFile(_bibtex(source), records[source.path])
        yield from formats.written(formats.SOURCE, source_uri(source.key), given)


def gap_json(site: Site, gap: Gap) -> dict[str, object]:
    """One gap with its address."""
    record = gap.model_dump(mode="json", exclude={"slug"})
    return {"url": site.absolute(gap_uri(gap.id)), **record}


def ids_json(review: Review) -> dict[str, dict[str, str]]:
    """What each id or name stands for, so that a page that is not there can say what was meant."""
    return {
        "findings": {f.id: titled(f.claim, review.caution(f)) for f in review.findings},
        "gaps": {gap.id: gap.question for gap in review.gaps},
        "sources": {key: reference.title for key, reference in review.references.items()},
        "sectors": {sector.id: sector.name for sector in review.vocabulary.sectors},
        "themes": {theme.id: theme.name for theme in review.vocabulary.themes},
    }


def _badge(review: Review, finding: Finding) -> bytes:
    judgement, words = review.judgement(finding), review.vocabulary
    caution = review.caution(finding)
    value = words.tracks.term(finding.track).name
    if judgement.strength and judgement.agreement:
        strength = words.strengths.term(judgement.strength).name
        strength += " (provisional)" if judgement.provisional else ""
        value = f"{strength}, {words.agreements.term(judgement.agreement).name.lower()}"
    value = caution.label if caution else value
    return badge(f"Finding {finding.id}", value, alarm=caution is not None)


def _head(review: Review, site: Site) -> dict[str, object]:
    return {
        "name": site.name,
        "url": site.url,
        "publisher": site.publisher,
        "licence": site.licence,
        "generated": site.built.isoformat(),
        "count": len(review.findings),
    }


def _bibtex(source: Source) -> str:
    retraction = source.retraction
    notice = f"Retracted on {retraction.date}: {retraction.reason}" if retraction else None
    return citations.source_bibtex(source.bibtex, notice)


def _joined(entries: Iterable[str]) -> bytes:
    return "\n".join(entries).encode()


def _json(uri: str, content: object) -> File:
    return File(uri, as_json(content))

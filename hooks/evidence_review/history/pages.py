"""The pages and exports of frozen versions, made from their files and nothing else.

Only the address, the name, the licence and the language of the site come from outside. Everything
here belongs to format 1: a test holds its bytes, so that a later build cannot change them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from evidence_review.citations import files as cite_files
from evidence_review.citations import on_page
from evidence_review.citations.cited import Cited
from evidence_review.pages.templating import standalone
from evidence_review.records.frozen import FrozenVersion
from evidence_review.records.prose import render
from evidence_review.site import File, Site, finding_uri, version_uri

TEMPLATE = "archive/{format}.html"
ROOT = "../../../"


def files(versions: Iterable[FrozenVersion], site: Site) -> Iterator[File]:
    """The page of every frozen version, and its own exports beside it."""
    for version in versions:
        uri, cited = version_uri(version.id, version.version), cite(version, site)
        yield File(f"{uri}index.html", page(version, site).encode())
        yield File(f"{uri}finding.json", _json(_data(version, site)))
        yield File(f"{uri}finding.yml", version.record.encode())
        yield File(f"{uri}cite.bib", cite_files.bibtex(cited).encode())
        yield File(f"{uri}cite.ris", cite_files.ris(cited).encode())
        yield File(f"{uri}cite.json", _json([cite_files.csl(cited)]))


def page(version: FrozenVersion, site: Site) -> str:
    """The whole page of a frozen version."""
    cited = cite(version, site)

    def prose(text: str) -> str:
        return render(text, lambda other: ROOT + finding_uri(other))

    return standalone(
        TEMPLATE.format(format=version.format),
        {
            "version": version,
            "page": version.page,
            "site": site,
            "root": ROOT,
            "prose": prose,
            "day": _day,
            "levels": _levels,
            "address": cited.url,
            "citation": on_page.html(cited),
            "meta": on_page.meta(cited),
            "coins": on_page.coins(cited),
        },
    )


def cite(version: FrozenVersion, site: Site) -> Cited:
    """How a frozen version is cited. The citation says that a newer version exists."""
    ended = version.ended
    earlier = version.cited.notice
    newer = f"Version {ended.version} took its place on {_day(ended.date)}: {ended.change}"
    return Cited(
        id=version.id,
        title=version.cited.title,
        url=site.absolute(version_uri(version.id, version.version)),
        publisher=site.publisher,
        date=version.date,
        version=version.version,
        abstract=version.cited.abstract,
        strength=version.cited.strength,
        agreement=version.cited.agreement,
        notice=f"{earlier.rstrip('.')}. {newer}" if earlier else newer,
        licence=site.licence,
        keywords=version.cited.keywords,
        language=site.language,
    )


def _data(version: FrozenVersion, site: Site) -> dict[str, object]:
    return {
        "url": site.absolute(version_uri(version.id, version.version)),
        "version": version.version,
        "latest": site.absolute(finding_uri(version.id)),
        "ended": version.ended.model_dump(mode="json"),
        **version.data,
        "citation": on_page.text(cite(version, site)),
        "licence": site.licence,
    }


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _levels(levels: int) -> str:
    number = abs(levels)
    return f"{number} {'level' if number == 1 else 'levels'} {'down' if levels < 0 else 'up'}"

"""The pages and downloads of frozen versions, made from their files and nothing else.

Only the address, the names, the licence and the language of the site come from outside. A test
holds the bytes of every format, so that a later build cannot change them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evidence_review.history import escapes, format_1
from evidence_review.history.slots import filled
from evidence_review.history.wording import day, levels
from evidence_review.pages.templating import standalone
from evidence_review.records.frozen import (
    FrozenVersion,
    FrozenVersion1,
    FrozenVersion2,
    FrozenVersion3,
    Holds,
)
from evidence_review.records.prose import render
from evidence_review.site import File, Site, finding_uri, version_uri

TEMPLATE = "archive/{format}.html"
ROOT = "../../../"


def files(versions: Iterable[FrozenVersion], site: Site) -> Iterator[File]:
    """The page of every frozen version, and its own downloads beside it."""
    for version in versions:
        uri = version_uri(version.id, version.version)
        for name, text in _texts(version, site):
            yield File(uri + name, text.encode())


def _texts(version: FrozenVersion, site: Site) -> Iterator[tuple[str, str]]:
    """The name and text of every file of a version."""
    if isinstance(version, FrozenVersion1):
        yield "index.html", page(version, site, format_1.on_page(version, site))
        yield from format_1.downloads(version, site)
        return
    yield "index.html", page(version, site, _on_page(version, site))
    for file in version.files:
        yield file.file, filled(file.text, site, file.escape)


def page(version: FrozenVersion, site: Site, cited: Mapping[str, object]) -> str:
    """The whole page of a frozen version; ``cited`` is what its template says of citing it."""

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
            "day": day,
            "levels": levels,
            "address": site.absolute(version_uri(version.id, version.version)),
            **cited,
        },
    )


def _on_page(version: FrozenVersion2 | FrozenVersion3, site: Site) -> Mapping[str, object]:
    address = site.absolute(version_uri(version.id, version.version))
    return {
        "citation": filled(version.citation, site).removesuffix(escapes.address(address)),
        "meta": [(name, filled(content, site)) for name, content in version.meta],
        "citations": [file for file in version.files if file.holds is Holds.CITATION],
        "records": [file for file in version.files if file.holds is not Holds.CITATION],
    }

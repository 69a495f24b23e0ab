"""From a folder of records to a folder of finished pages and downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evidence_review.check import examine
from evidence_review.citations.cited import Cited, cite_all
from evidence_review.downloads import files as downloads
from evidence_review.history import pages as versions
from evidence_review.pages import redirects
from evidence_review.pages.pages import Pages
from evidence_review.pages.parts import FRAGMENTS
from evidence_review.problems import Problem, Severity
from evidence_review.publish.chrome import Chrome
from evidence_review.review import Review
from evidence_review.site import File, Page, Site, finding_uri


@dataclass(frozen=True)
class Build:
    """One reading of the evidence, and everything that is made from it.

    ``review`` holds what can be published whole, and is None where nothing could be read.
    """

    folder: Path
    site: Site
    review: Review | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every generated page."""
        return tuple(self._pages.all()) if self._pages else ()

    @cached_property
    def files(self) -> tuple[File, ...]:
        """Every file for download."""
        if self.review is None:
            return ()
        paths = [f.path for f in self.review.findings] + [s.path for s in self.review.sources]
        records = {path: (self.folder / path).read_bytes() for path in paths}
        beside = tuple(downloads.files(self.review, self.site, records, self._cited))
        return (
            *beside,
            *redirects.files(self.review, self.site, beside),
            *versions.files(self.review.archive, self.site),
        )

    @cached_property
    def _pages(self) -> Pages | None:
        return Pages(self.review, self.site, self._cited) if self.review else None

    @cached_property
    def _cited(self) -> Mapping[str, Cited]:
        return cite_all(self.review, self.site) if self.review else {}

    def part(self, name: str, root: str) -> str | None:
        """The part ``name`` of a hand-written page, or None if there is no such part."""
        if self._pages is None:
            return ""
        return self._pages.fragment(name, root) if name in FRAGMENTS else None

    def finding_uri(self, finding_id: str) -> str | None:
        """Where the page of a finding lies, or None if there is no such finding."""
        known = self.review.finding_by_id if self.review else {}
        return finding_uri(finding_id) if finding_id in known else None


def read_build(
    folder: Path, site: Site, *, shown_as: str | None = None, docs: Path | None = None
) -> Build:
    """Read and check ``folder``, and the hand-written pages in ``docs``.

    What has problems of its own is left out, whole.
    """
    examined = examine(folder, today=site.built, shown_as=shown_as, docs=docs)
    whole = examined.review.complete() if examined.review else None
    review = whole if whole and whole.findings else None
    return Build(folder, site, review, examined.problems)


def write(build: Build, site: Path, chromes: Mapping[str, Chrome]) -> None:
    """Write every page, inside the chrome of its kind, and every file below ``site``."""
    for page in build.pages:
        whole = chromes[page.kind].around(page, build.site.absolute(page.uri))
        _write(site / page.uri / "index.html", whole.encode())
    for file in build.files:
        _write(site / file.uri, file.content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

"""The settings of a site, and what they have to be for every address made of them to work."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from evidence_review.site import Site

# A scheme, a host, perhaps a port, a path; no query, no password, nothing that would end a value.
_ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-f:]+\])(?::\d+)?(?:/[\w.~%!$&()*+,;=:@/-]*)?")


@dataclass(frozen=True)
class Settings:
    """What stands in ``mkdocs.yml``. Where nothing stands, it is empty."""

    site_name: str
    site_author: str
    site_description: str
    site_url: str
    repo_url: str
    edit_uri: str
    """From the repository to where the pages are edited."""
    use_directory_urls: bool
    language: object
    evidence: Mapping[str, object]
    """What stands under ``extra.evidence``."""

    @property
    def folder(self) -> str:
        """Where the records lie, from the folder of ``mkdocs.yml``."""
        return str(self.evidence["folder"])

    def faults(self) -> Iterator[str]:
        """What is wrong and what would be right, a line each."""
        for name in ("folder", "licence"):
            if name not in self.evidence:
                yield f"'extra.evidence.{name}' is missing"
            elif not _says_something(self.evidence[name]):
                yield f"'extra.evidence.{name}' is empty or no text"
        if not _says_something(self.site_name):
            yield "'site_name' is empty; it names the review in every citation"
        if not _says_something(self.language):
            yield "'theme.language' is no language; give its tag, such as en"
        if not self.site_url:
            yield (
                "'site_url' is empty; give the address of the site that every citation leads to,"
                " such as https://example.org/review/"
            )
        for name, url in (("site_url", self.site_url), ("repo_url", self.repo_url)):
            if url and not _ADDRESS.fullmatch(url):
                yield (
                    f"'{name}' is '{url}', to which nothing can be added;"
                    " give an address such as https://example.org/review/"
                )
        if not self.use_directory_urls:
            yield (
                "'use_directory_urls' is false; take it out: a finding is published at an address"
                " that ends in a slash, and never moves"
            )

    def site(self, pages: Path, records: Path, built: date) -> Site:
        """The site they describe, built on a day from folders of ``pages`` and ``records``."""
        return Site(
            name=self.site_name,
            url=self.site_url.rstrip("/") + "/",
            publisher=self.site_author or self.site_name,
            description=self.site_description,
            language=str(self.language),
            licence=str(self.evidence["licence"]),
            edit_url=self._edit_url(pages, records),
            built=built,
        )

    def _edit_url(self, pages: Path, records: Path) -> str:
        """Where the records are edited: as far from ``edit_uri`` as they lie from the pages."""
        if not (self.repo_url and self.edit_uri):
            return ""
        edited = urljoin(f"{self.repo_url.rstrip('/')}/", f"{self.edit_uri.strip('/')}/")
        return urljoin(edited, f"{Path(os.path.relpath(records, pages)).as_posix()}/")


def _says_something(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())

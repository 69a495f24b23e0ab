"""What the pages and files of one review need to know about where they are published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Site:
    """The published site. ``url`` ends in a slash; ``edit_url`` is the address of the record
    folder in the repository, or empty where none is known."""

    name: str
    url: str
    publisher: str
    description: str
    language: str
    licence: str
    edit_url: str
    built: date

    @property
    def licence_url(self) -> str:
        """The address of the licence, which ``licence`` names by its id of the SPDX list."""
        if creative := re.fullmatch(r"CC-(BY[A-Z-]*)-(\d\.\d)", self.licence):
            return f"https://creativecommons.org/licenses/{creative[1].lower()}/{creative[2]}/"
        return f"https://spdx.org/licenses/{self.licence}.html"

    def absolute(self, path: str) -> str:
        """The whole address of a path below the site's root."""
        return self.url + path


@dataclass(frozen=True)
class Page:
    """One generated page. ``uri`` is its folder below the site's root and ends in a slash.

    ``title`` and ``description`` are plain text; ``head`` and ``body`` are finished HTML. Pages of
    one ``kind`` share their chrome, so they lie equally deep.
    """

    kind: str
    uri: str
    title: str
    description: str
    head: str
    body: str
    edit_url: str
    modified: date


@dataclass(frozen=True)
class File:
    """One file for download, at ``uri`` below the site's root."""

    uri: str
    content: bytes


def finding_uri(finding_id: str) -> str:
    """Where a finding's page lies. It never moves."""
    return f"findings/{finding_id}/"


def version_uri(finding_id: str, version: int) -> str:
    """Where a frozen version of a finding lies. It never moves either."""
    return f"{finding_uri(finding_id)}v{version}/"


def gap_uri(gap_id: str) -> str:
    """Where a gap's page lies."""
    return f"gaps/{gap_id}/"


def source_uri(key: str) -> str:
    """Where a source's page lies."""
    return f"sources/{key}/"


def sector_uri(key: str) -> str:
    """Where a sector's page lies."""
    return f"sectors/{key}/"


def theme_uri(key: str) -> str:
    """Where a theme's page lies."""
    return f"themes/{key}/"

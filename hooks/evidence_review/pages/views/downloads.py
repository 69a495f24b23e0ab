"""What a page is given to link its downloads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evidence_review.downloads.formats import Format


@dataclass(frozen=True)
class Download:
    """One download beside a page, and the name that it is saved under."""

    name: str
    file: str
    saved_as: str
    media_type: str
    title: str
    describes: bool


@dataclass(frozen=True)
class Downloads:
    """Every download beside a page."""

    all: tuple[Download, ...]
    citations: tuple[Download, ...]
    records: tuple[Download, ...]
    describing: tuple[Download, ...]
    """Those that programs are told of as a description of the page."""


def downloads(formats: Iterable[Format[Any]], named: str) -> Downloads:
    """The downloads of a page, saved as ``named`` and the ending of each."""
    rows = [(each.whole, _download(each, named)) for each in formats]
    return Downloads(
        all=tuple(row for _, row in rows),
        citations=tuple(row for whole, row in rows if not whole),
        records=tuple(row for whole, row in rows if whole),
        describing=tuple(row for _, row in rows if row.describes),
    )


def _download(each: Format[Any], named: str) -> Download:
    return Download(
        name=each.name,
        file=each.file,
        saved_as=named + each.ending,
        media_type=each.media_type,
        title=each.title,
        describes=each.describes,
    )

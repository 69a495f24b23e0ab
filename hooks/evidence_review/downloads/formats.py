"""The forms in which a finding and a source are given away: one row for each, and its writer.

Pages, heads of pages, files, frozen versions and the docs are made from these tables. A new format
is one row and one writer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from evidence_review.citations import files as citations
from evidence_review.citations.cited import Cited
from evidence_review.records.frozen import Escape, Holds
from evidence_review.site import File

T = TypeVar("T")


@dataclass(frozen=True)
class Version:
    """One version of a finding, as its downloads are written from it."""

    cited: Cited
    data: Mapping[str, object]
    """The record and everything computed about it."""
    record: bytes
    """The YAML file, byte for byte."""


@dataclass(frozen=True)
class SourceFile:
    """A source, as its downloads are written from it."""

    bibtex: str
    """Its entry, with a notice if it was retracted."""
    record: bytes


@dataclass(frozen=True)
class Format(Generic[T]):
    """A form in which something is given away, written from a ``T``."""

    name: str
    file: str
    """The file beside the page."""
    ending: str
    """What the name of the file ends in when a reader saves it."""
    media_type: str
    title: str
    """What it is, as the head of the page says it."""
    holds: Holds
    escape: Escape
    use: str
    """What it is good for, in a few words."""
    write: Callable[[T], bytes]
    describes: bool = False
    """Whether programs are told that it describes the page (the link relation `describedby`)."""


FINDING: tuple[Format[Version], ...] = (
    Format(
        "JSON", "finding.json", ".json", "application/json",
        "This finding as JSON", Holds.DATA, "json",
        "Programs: the record with everything computed about it",
        lambda version: as_json(version.data), describes=True,
    ),
    Format(
        "YAML", "finding.yml", ".yml", "application/yaml", "This finding as YAML",
        Holds.RECORD, "as-typed",
        "Contributors: the record as it was written",
        lambda version: version.record,
    ),
    Format(
        "BibTeX", "cite.bib", ".bib", "application/x-bibtex", "Citation as BibTeX",
        Holds.CITATION, "latex",
        "LaTeX, JabRef and others",
        lambda version: citations.bibtex(version.cited).encode(), describes=True,
    ),
    Format(
        "RIS", "cite.ris", ".ris", "application/x-research-info-systems",
        "Citation as RIS", Holds.CITATION, "line",
        "EndNote, Mendeley and others",
        lambda version: citations.ris(version.cited).encode(),
    ),
    Format(
        "CSL-JSON", "cite.json", ".csl.json", "application/vnd.citationstyles.csl+json",
        "Citation as CSL-JSON", Holds.CITATION, "json",
        "Zotero, pandoc and others",
        lambda version: as_json([citations.csl(version.cited)]),
    ),
)  # fmt: skip

SOURCE: tuple[Format[SourceFile], ...] = (
    Format(
        "BibTeX", "cite.bib", ".bib", "application/x-bibtex", "This source as BibTeX",
        Holds.CITATION, "latex",
        "LaTeX, JabRef and others",
        lambda source: source.bibtex.encode(),
    ),
    Format(
        "Record (YAML)", "source.yml", ".yml", "application/yaml", "This record as YAML",
        Holds.RECORD, "as-typed",
        "Contributors: the record as it was written",
        lambda source: source.record,
    ),
)  # fmt: skip


def written(formats: tuple[Format[T], ...], uri: str, given: T) -> Iterator[File]:
    """The file of every format, in the folder ``uri``."""
    for each in formats:
        yield File(uri + each.file, each.write(given))


def as_json(content: object) -> bytes:
    """``content`` as JSON, readable by people too, ended by one line break."""
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()

"""Frozen versions: a finding as it was, complete, in one file that is never changed.

``archive/<id>/v<n>.json`` holds every word that the page and the downloads of version ``n`` need,
so that later changes of the theme, the templates, the vocabulary or the sources do not reach it.
What a file holds is named by its ``format``; a format never changes, a better one gets a new
number, and those before it are still read. Format 1 holds what a citation says, format 2 the
finished citation and every other download, format 3 estimates and findings that are not graded.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Literal, Self, TypeAlias

from pydantic import Field, JsonValue, model_validator

from evidence_review.records.frozen_page import FrozenPage, FrozenPage3
from evidence_review.records.text import Day, FindingId, Frozen

FOLDER = "archive"

Escape: TypeAlias = Literal["json", "latex", "line", "as-typed"]
"""How a text that only the site knows is written into a file: with the escapes of JSON or LaTeX, on
one line, or not at all, where the file is a record as it was typed."""


class Holds(StrEnum):
    """What a download holds."""

    CITATION = "citation"
    RECORD = "record"
    """The record as it was typed."""
    DATA = "data"
    """The record and everything computed about it, as JSON."""


class Ended(Frozen):
    """Why a version is no longer the latest: the entry of the next one in the history."""

    version: int = Field(ge=2)
    date: Day
    change: str


class FrozenCitation(Frozen):
    """What a citation of the version says, but for where it is published."""

    title: str
    abstract: str
    strength: str
    agreement: str
    notice: str | None
    keywords: tuple[str, ...]


class FrozenFile(Frozen):
    """One download beside the page, finished but for what only the site knows."""

    name: str
    """What readers call its format: "BibTeX"."""
    title: str
    """What the head of the page calls it: "Citation as BibTeX"."""
    file: str = Field(pattern=r"^[a-z][a-z0-9-]*\.[a-z0-9]+$")
    """Its name in the folder of the page, which no other download and no page has."""
    media_type: str
    holds: Holds
    escape: Escape
    text: str


class _Version(Frozen):
    """What every format says of the version that it holds."""

    format: Literal[1, 2, 3]
    id: FindingId
    version: int = Field(ge=1)
    date: Day
    """When it was published."""
    ended: Ended

    @property
    def path(self) -> str:
        """The file of the version, relative to the evidence folder."""
        return version_path(self.id, self.version)

    @property
    def text(self) -> str:
        """The text of the file."""
        content = self.model_dump(mode="json")
        return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


class FrozenVersion1(_Version):
    """A version in format 1."""

    format: Literal[1]
    cited: FrozenCitation
    page: FrozenPage
    data: dict[str, JsonValue]
    """The record and everything computed about it, for programs."""
    record: str
    """The text of the YAML file."""


class _Finished(_Version):
    """A version that holds every download as it was written."""

    title: str
    abstract: str
    notice: str | None
    """Why it was to be read with care when it was published."""
    page: FrozenPage | FrozenPage3
    citation: str
    """The citation as plain text."""
    meta: tuple[tuple[str, str], ...]
    """Names and contents of the page's ``<meta>`` tags."""
    files: tuple[FrozenFile, ...]

    @property
    def record(self) -> str:
        """The text of the YAML file."""
        return self._text_of(Holds.RECORD)

    @property
    def data(self) -> dict[str, JsonValue]:
        """The record and everything computed about it, for programs."""
        data = json.loads(self._text_of(Holds.DATA))
        if not isinstance(data, dict):
            raise ValueError("its data is no JSON object")
        return data

    def _text_of(self, what: Holds) -> str:
        texts = [file.text for file in self.files if file.holds is what]
        if len(texts) != 1:
            raise ValueError(f"there is not one file that holds the {what}")
        return texts[0]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse a version without its record or data, and files that overwrite each other."""
        if not self.record or not self.data:
            raise ValueError("its record or its data is empty")
        if len({file.file for file in self.files}) != len(self.files):
            raise ValueError("two files have one name")
        if any(file.file.endswith((".html", ".htm")) for file in self.files):
            raise ValueError("a file would take the place of a page")
        return self


class FrozenVersion2(_Finished):
    """A version in format 2, published under the first edition of the rule."""

    format: Literal[2]
    page: FrozenPage


class FrozenVersion3(_Finished):
    """A version in format 3."""

    format: Literal[3]
    page: FrozenPage3


FrozenVersion: TypeAlias = FrozenVersion1 | FrozenVersion2 | FrozenVersion3


def version_path(finding_id: str, version: int) -> str:
    """The file of a frozen version, relative to the evidence folder."""
    return f"{FOLDER}/{finding_id}/v{version}.json"

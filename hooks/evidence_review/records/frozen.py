"""Frozen versions: a finding as it was, complete, in one file that is never changed.

``archive/<id>/v<n>.json`` holds every word that the page and the downloads of version ``n`` need,
so that later changes of the theme, the templates, the vocabulary or the sources do not reach it.
What a file holds is named by its ``format``; a format never changes, a better one gets a new
number, and those before it are still read. Format 1 holds what a citation says, format 2 the
finished citation and every other download.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import Field, JsonValue, ValidationError, model_validator

from evidence_review.problems import Problem
from evidence_review.records.finding import Change
from evidence_review.records.source import Retraction
from evidence_review.records.text import Address, Day, FindingId, Frozen

FOLDER = "archive"
YAML, JSON = "application/yaml", "application/json"
_FILE = re.compile(r"v([1-9][0-9]{0,3})\.json")


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


class FrozenWord(Frozen):
    """A word of the vocabulary, as it was called and explained."""

    name: str
    meaning: str


class FrozenQuote(Frozen):
    """A quote, with its speaker in words."""

    anchor: str
    text: str
    locator: str
    speaker: str
    name: str | None
    note: str | None
    found_on: Day | None


class FrozenItem(Frozen):
    """An evidence item, with its source as it was cited and appraised."""

    source: str
    cited_as: str
    citation: str
    address: Address | None
    bibtex: str
    bearing: str
    indirect: bool
    because: str | None
    result: str
    quotes: tuple[FrozenQuote, ...]
    design: str
    read: str
    countries: tuple[str, ...]
    sample: str | None
    stake: str | None
    risk_of_bias: str
    limitations: str | None
    retraction: Retraction | None


class FrozenColumn(Frozen):
    """The evidence that points one way."""

    heading: str
    items: tuple[FrozenItem, ...]


class FrozenStep(Frozen):
    """One step of the ledger."""

    levels: int
    name: str
    why: str
    after: str


class FrozenLedger(Frozen):
    """How the strength came about."""

    start: str
    begins: str
    steps: tuple[FrozenStep, ...]
    result: str
    sources: int
    independent: int
    override: str | None


class FrozenPage(Frozen):
    """What the page said. The long texts are Markdown, as in the record."""

    kind: str
    sectors: tuple[str, ...]
    themes: tuple[str, ...]
    summary: str
    does_not_mean: str
    holds_for: str
    why_they_differ: str | None
    content_note: str | None
    strength: FrozenWord
    agreement: FrozenWord
    columns: tuple[FrozenColumn, ...]
    ledger: FrozenLedger
    reviewed: Day
    review_by: Day
    history: tuple[Change, ...]


class FrozenFile(Frozen):
    """One download beside the page, finished but for what only the site knows."""

    name: str
    """What readers call its format: "BibTeX"."""
    file: str
    media_type: str
    whole: bool
    """Whether it holds the whole record, or a citation only."""
    text: str


class _Version(Frozen):
    """What every format says of the version that it holds."""

    format: Literal[1, 2]
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


class FrozenVersion2(_Version):
    """A version in format 2."""

    format: Literal[2]
    title: str
    abstract: str
    notice: str | None
    """Why it was to be read with care when it was published."""
    page: FrozenPage
    citation: str
    """The citation as plain text."""
    meta: tuple[tuple[str, str], ...]
    """Names and contents of the page's ``<meta>`` tags."""
    files: tuple[FrozenFile, ...]

    @property
    def record(self) -> str:
        """The text of the YAML file."""
        return self._whole(YAML)

    @property
    def data(self) -> dict[str, JsonValue]:
        """The record and everything computed about it, for programs."""
        data: dict[str, JsonValue] = json.loads(self._whole(JSON))
        return data

    def _whole(self, media_type: str) -> str:
        return next(f.text for f in self.files if f.whole and f.media_type == media_type)

    @model_validator(mode="after")
    def _complete(self) -> FrozenVersion2:
        """Refuse a version without its record or its data."""
        if not {YAML, JSON} <= {file.media_type for file in self.files if file.whole}:
            raise ValueError("the record or its JSON is missing")
        return self


FrozenVersion: TypeAlias = FrozenVersion1 | FrozenVersion2
FORMATS: dict[object, type[FrozenVersion1] | type[FrozenVersion2]] = {
    1: FrozenVersion1,
    2: FrozenVersion2,
}


def version_path(finding_id: str, version: int) -> str:
    """The file of a frozen version, relative to the evidence folder."""
    return f"{FOLDER}/{finding_id}/v{version}.json"


def version_paths(folder: Path) -> Iterator[str]:
    """Every file of the archive, relative to the evidence folder; hidden files left out."""
    for file in sorted((folder / FOLDER).rglob("*")):
        path = file.relative_to(folder)
        if not file.is_dir() and not any(part.startswith(".") for part in path.parts):
            yield path.as_posix()


def read_version(folder: Path, path: str, shown: str) -> FrozenVersion | Problem:
    """One frozen version. ``shown`` is how a problem names the file."""
    *_, finding_id, name = ("", *path.split("/"))
    number = _FILE.fullmatch(name)
    if number is None or (folder / path).is_symlink():
        message = "not a frozen version; those are files named archive/ID/vNUMBER.json"
        return Problem(shown, 1, 1, message, "file")
    try:
        content = json.loads((folder / path).read_bytes())
        version = read_format(content)
    except json.JSONDecodeError as error:
        return Problem(shown, error.lineno, error.colno, f"not JSON: {error.msg}", "file")
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        message = f"'{where}' is not as a command wrote it ({first['msg']}); take the file back"
        return Problem(shown, 1, 1, message, "file")
    except (ValueError, RecursionError):
        return Problem(shown, 1, 1, "not JSON in UTF-8", "file")
    if (version.id, version.version) != (finding_id, int(number[1])):
        message = f"this is version {version.version} of {version.id}; its file is {version.path}"
        return Problem(shown, 1, 1, message, "file")
    return version


def read_format(content: object) -> FrozenVersion:
    """The version that ``content`` holds. ``ValidationError`` where it keeps to no format."""
    number = content.get("format") if isinstance(content, dict) else None
    model = FORMATS.get(number, FrozenVersion2)
    return model.model_validate_json(json.dumps(content, allow_nan=False))

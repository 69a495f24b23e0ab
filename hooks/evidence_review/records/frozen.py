"""Frozen versions: a finding as it was, complete, in one file that is never changed.

``archive/<id>/v<n>.json`` holds every word that the page and the exports of version ``n`` need, so
that later changes of the theme, the templates, the vocabulary or the sources do not reach it. What
a file holds is named by its ``format``; a format never changes, a better one gets a new number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field, JsonValue, ValidationError

from evidence_review.problems import Problem
from evidence_review.records.finding import Change
from evidence_review.records.source import Retraction
from evidence_review.records.text import Address, Day, FindingId, Frozen

FOLDER = "archive"
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


class FrozenVersion(Frozen):
    """One version of a finding, frozen when the next one took its place."""

    format: Literal[1]
    id: FindingId
    version: int = Field(ge=1)
    date: Day
    """When it was published."""
    ended: Ended
    cited: FrozenCitation
    page: FrozenPage
    data: dict[str, JsonValue]
    """The record and everything computed about it, for programs."""
    record: str
    """The text of the YAML file."""

    @property
    def path(self) -> str:
        """The file of the version, relative to the evidence folder."""
        return version_path(self.id, self.version)

    @property
    def text(self) -> str:
        """The text of the file."""
        content = self.model_dump(mode="json")
        return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    def says_the_same(self, other: FrozenVersion) -> bool:
        """Whether the two differ in nothing but their number, their dates and their history."""
        return self._matter == other._matter

    @property
    def _matter(self) -> dict[str, object]:
        kept = self.model_dump(include={"cited", "page", "data"})
        kept["page"].pop("history")
        kept["data"].pop("history", None)
        return kept


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
        version = FrozenVersion.model_validate_json(json.dumps(content, allow_nan=False))
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

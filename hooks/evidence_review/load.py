"""From a folder of files to a review and every problem in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from evidence_review.bibliography import Reference, read_entry
from evidence_review.model import Finding, Source
from evidence_review.problems import Problem
from evidence_review.review import Review
from evidence_review.validation import validate
from evidence_review.verification import Verification
from evidence_review.vocabulary import Vocabulary
from evidence_review.yaml_reader import Document, read

M = TypeVar("M", bound=BaseModel)

VOCABULARY = "vocabulary.yml"


@dataclass(frozen=True)
class Loaded:
    """What a folder held: the review, if there is a vocabulary to read it with, and problems.

    ``documents`` are by path relative to the folder, and say where each value stands.
    """

    review: Review | None
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]


def load(folder: Path, shown_as: str | None = None) -> Loaded:
    """Read the evidence folder. Problems name files below ``shown_as``, or ``folder`` itself."""
    shown = (shown_as or folder.as_posix()).rstrip("/")
    if missing := _missing(folder, shown):
        return Loaded(None, {}, (missing,))
    reader = _Reader(folder, shown)
    vocabulary = reader.record(Vocabulary, VOCABULARY, {}, None)
    if vocabulary is None:
        return Loaded(None, reader.documents, tuple(reader.problems))
    sources = tuple(reader.records(Source, "sources", "key", vocabulary))
    references = dict(reader.references(sources))
    findings = tuple(reader.records(Finding, "findings", "slug", vocabulary))
    verified = reader.records(Verification, "verification", "source", vocabulary)
    readable = tuple(source for source in sources if source.key in references)
    review = Review(
        vocabulary,
        findings,
        readable,
        references,
        {verification.source: verification for verification in verified},
        reader.names("sources") - {source.key for source in readable},
        reader.ids("findings") - {finding.id for finding in findings},
    )
    return Loaded(review, reader.documents, tuple(reader.problems))


def _missing(folder: Path, shown: str) -> Problem | None:
    if not folder.is_dir():
        message = "there is no such folder; name the folder that holds vocabulary.yml"
        return Problem(shown, 1, 1, message, "folder")
    if not (folder / VOCABULARY).is_file():
        message = (
            "there is no vocabulary.yml in this folder; it lists the sectors, themes and kinds"
        )
        return Problem(f"{shown}/{VOCABULARY}", 1, 1, message, "folder")
    if not any(folder.glob("findings/*.yml")):
        message = "there are no findings here; `evidence new finding` writes the first"
        return Problem(f"{shown}/findings", 1, 1, message, "folder")
    return None


class _Reader:
    def __init__(self, folder: Path, shown: str) -> None:
        self.folder = folder
        self.shown = shown
        self.documents: dict[str, Document] = {}
        self.problems: list[Problem] = []

    def record(
        self, model: type[M], path: str, given: Mapping[str, str], vocabulary: Vocabulary | None
    ) -> M | None:
        document, problems = read(self.folder / path, f"{self.shown}/{path}")
        self.documents[path] = document
        record = None
        if not problems:
            record, problems = validate(model, document, given, vocabulary)
        self.problems += problems
        return record

    def records(self, model: type[M], kind: str, named: str, vocabulary: Vocabulary) -> Iterator[M]:
        for file in sorted((self.folder / kind).iterdir()) if (self.folder / kind).is_dir() else ():
            path = f"{kind}/{file.name}"
            if file.name.startswith("."):
                continue
            if file.suffix != ".yml" or file.is_dir():
                message = "not a record; records are files whose names end in .yml"
                self.problems.append(Problem(f"{self.shown}/{path}", 1, 1, message, "file"))
                continue
            if record := self.record(model, path, {named: file.stem}, vocabulary):
                yield record

    def references(self, sources: tuple[Source, ...]) -> Iterator[tuple[str, Reference]]:
        for source in sources:
            document = self.documents[source.path]
            reference, faults = read_entry(source.bibtex, source.key)
            line, column = document.place(("bibtex",))
            block = ("bibtex",) in document.blocks
            for fault in faults:
                at = (line + fault.line, 1) if block else (line, column)
                self.problems.append(
                    Problem(f"{self.shown}/{source.path}", *at, fault.message, fault.rule)
                )
            if reference and not faults:
                yield source.key, reference

    def names(self, kind: str) -> frozenset[str]:
        """The names of all files of a kind, readable or not."""
        return frozenset(Path(path).stem for path in self.documents if path.startswith(kind))

    def ids(self, kind: str) -> frozenset[str]:
        """The ids that stand in the files of a kind, whether the record is valid or not."""
        data = (d.data for path, d in self.documents.items() if path.startswith(kind))
        return frozenset(str(d["id"]) for d in data if isinstance(d, dict) and d.get("id"))

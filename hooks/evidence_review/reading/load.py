"""From a folder of files to a review and every problem in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from evidence_review.bibliography import EntryFault, Reference, read_entry
from evidence_review.macros import Macros
from evidence_review.problems import Problem
from evidence_review.reading.archive import read_version, version_paths
from evidence_review.reading.document import Document, reworded
from evidence_review.reading.folder import (
    VOCABULARY,
    closed,
    inside,
    nearly_vocabulary,
    printable,
    strays,
)
from evidence_review.reading.validation import validate
from evidence_review.reading.yaml import read
from evidence_review.records.finding import Finding
from evidence_review.records.first_edition import FirstFinding, FirstVocabulary
from evidence_review.records.frozen import FOLDER as ARCHIVE
from evidence_review.records.frozen import FrozenVersion
from evidence_review.records.gap import Gap
from evidence_review.records.source import Source
from evidence_review.records.text import BLANK
from evidence_review.records.verification import Verification
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.review import Review

M = TypeVar("M", bound=BaseModel)

_ID = re.compile(rb"^(?:\xff\xfe|\xfe\xff|\xef\xbb\xbf)?id: *['\"]?([0-9a-z]{6})\b", re.MULTILINE)


@dataclass(frozen=True)
class Loaded:
    """What a folder held: the review, if there is a vocabulary to read it with, and problems.

    ``documents`` are by path relative to the folder, and say where each value stands.
    """

    review: Review | None
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]

    @property
    def ids(self) -> Mapping[str, str]:
        """The id that stands in each file of a finding or a gap, whether the record is valid."""
        kinds = ("findings/", "gaps/")
        data = {path: d.data for path, d in self.documents.items() if path.startswith(kinds)}
        return {p: str(d["id"]) for p, d in data.items() if isinstance(d, dict) and d.get("id")}

    @property
    def taken(self) -> frozenset[str]:
        """Every id that stands anywhere, in the archive too: none of them is to be used again."""
        frozen = (p.split("/")[1] for p in self.documents if p.startswith(f"{ARCHIVE}/"))
        broken = self.review.unread_findings if self.review else ()
        return frozenset({*self.ids.values(), *frozen, *broken})


@dataclass(frozen=True)
class Edition:
    """The models of an edition of the rule that differ from one to the next."""

    vocabulary: type[Vocabulary]
    finding: type[Finding]


CURRENT = Edition(Vocabulary, Finding)
FIRST = Edition(FirstVocabulary, FirstFinding)


def load(folder: Path, shown_as: str | None = None, *, earlier: bool = False) -> Loaded:
    """Read the evidence folder. Problems name files below ``shown_as``, or ``folder`` itself.

    An ``earlier`` state may hold records as they were under the first edition of the rule.
    """
    shown = (shown_as or folder.as_posix()).rstrip("/")
    if missing := _missing(folder, shown):
        return Loaded(None, {}, (missing,))
    reader = _Reader(folder, shown)
    reader.edition = FIRST if earlier and reader.first_edition() else CURRENT
    reader.problems += strays(folder, shown)
    vocabulary = reader.vocabulary()
    if vocabulary is None:
        return Loaded(None, reader.documents, tuple(reader.problems))
    sources = tuple(reader.records(Source, "sources", "key", vocabulary))
    references = dict(reader.references({source.key for source in sources}))
    findings = tuple(reader.records(reader.edition.finding, "findings", "slug", vocabulary))
    if not reader.names("findings"):
        message = "there are no findings here; `evidence new finding` writes the first"
        reader.problems.append(Problem(f"{shown}/findings", 1, 1, message, "folder"))
    verified = reader.records(Verification, "verification", "source", vocabulary)
    readable = tuple(source for source in sources if source.key in references)
    review = Review(
        vocabulary,
        findings,
        readable,
        references,
        {verification.source: verification for verification in verified},
        tuple(reader.records(Gap, "gaps", "slug", vocabulary)),
        reader.names("sources") - {source.key for source in readable},
        reader.ids("findings") - {finding.id for finding in findings},
        tuple(reader.archive()),
    )
    review = reader.said(review)
    return Loaded(review, reader.documents, tuple(reader.problems))


def _missing(folder: Path, shown: str) -> Problem | None:
    if not folder.is_dir():
        message = "there is no such folder; name the folder that holds vocabulary.yml"
        return Problem(shown, 1, 1, message, "folder")
    if shut := closed(folder, shown):
        return shut
    if not (folder / VOCABULARY).is_file():
        message = f"there is no {VOCABULARY} in this folder; "
        near = nearly_vocabulary(folder)
        message += f"rename '{near}'" if near else "it lists the sectors, themes and designs"
        return Problem(f"{shown}/{VOCABULARY}", 1, 1, message, "folder")
    return None


class _Reader:
    def __init__(self, folder: Path, shown: str) -> None:
        self.folder = folder
        self.shown = shown
        self.documents: dict[str, Document] = {}
        self.problems: list[Problem] = []
        self.broken_ids: set[str] = set()
        self.edition = CURRENT

    def first_edition(self) -> bool:
        """Whether the vocabulary is one of the first edition, which had kinds of claim."""
        data = read(self.folder / VOCABULARY, VOCABULARY)[0].data
        return isinstance(data, dict) and "kinds" in data

    def record(
        self, model: type[M], path: str, given: Mapping[str, str], vocabulary: Vocabulary | None
    ) -> M | None:
        document, problems = self.document(path)
        return self.validated(model, document, problems, given, vocabulary)

    def document(self, path: str) -> tuple[Document, list[Problem]]:
        document, problems = read(self.folder / path, f"{self.shown}/{path}")
        self.documents[path] = document
        if document.data is None and "file" not in {problem.rule for problem in problems}:
            self.broken_ids |= ids_in(self.folder / path)
        return document, problems

    def validated(
        self, model: type[M], document: Document, problems: list[Problem],
        given: Mapping[str, str], vocabulary: Vocabulary | None,
    ) -> M | None:  # fmt: skip
        record = None
        if not problems:
            record, problems = validate(model, document, given, vocabulary)
        self.problems += problems
        return record

    def vocabulary(self) -> Vocabulary | None:
        """The words of the review, with their macros as they were typed."""
        return self.record(self.edition.vocabulary, VOCABULARY, {}, None)

    def said(self, review: Review) -> Review:
        """``review`` with all that the macros of its vocabulary say of it."""
        macros, document = Macros(review), self.documents[VOCABULARY]
        data = reworded(document.data, lambda at, text: macros.said(text))
        if data == document.data:
            return review
        spoken = self.validated(self.edition.vocabulary, replace(document, data=data), [], {}, None)
        return replace(review, vocabulary=spoken) if spoken else review

    def files(self, kind: str) -> Iterator[Path]:
        """What lies in the folder of a kind, if there is such a folder and it can be read."""
        folder = self.folder / kind
        if not folder.is_dir():
            return
        if shut := closed(folder, f"{self.shown}/{kind}"):
            self.problems.append(shut)
            return
        yield from sorted(folder.iterdir())

    def records(self, model: type[M], kind: str, named: str, vocabulary: Vocabulary) -> Iterator[M]:
        for file in self.files(kind):
            path = f"{kind}/{file.name}"
            if file.name.startswith("."):
                continue
            shown = f"{self.shown}/{kind}/{printable(file.name)}"
            if file.is_dir() and not file.is_symlink():
                right = f"records stand side by side in {kind}"
                self.problems += inside(file, shown, right)
                continue
            regular = file.is_symlink() or file.is_file()
            if file.suffix != ".yml" or not regular or not file.name.isprintable():
                message = "not a record; records are files whose names end in .yml"
                self.problems.append(Problem(shown, 1, 1, message, "file"))
                continue
            if record := self.record(model, path, {named: file.stem}, vocabulary):
                yield record

    def archive(self) -> Iterator[FrozenVersion]:
        """Every frozen version that can be read."""
        for path in version_paths(self.folder):
            shown = f"{self.shown}/{printable(path)}"
            self.documents[path] = Document(shown)
            version = read_version(self.folder, path, shown)
            if isinstance(version, Problem):
                self.problems.append(version)
            else:
                yield version

    def references(self, valid: Set[str]) -> Iterator[tuple[str, Reference]]:
        """The references of the sources that are ``valid``, and the faults in every entry."""
        for path, document in self.documents.items():
            data, key = document.data, Path(path).stem
            text = data.get("bibtex") if isinstance(data, dict) else None
            if not isinstance(text, str) or not text.strip():
                continue
            reference, faults = read_entry(text, key)
            blanks = [
                EntryFault(number, 1, f"'{BLANK}' is still to be filled in", "blank")
                for number, line in enumerate(text.splitlines(), 1)
                if re.search(rf"\b{BLANK}\b", line)
            ]
            self.problems += [_bibtex_problem(document, f) for f in (*faults, *blanks)]
            if reference and not faults and not blanks and key in valid:
                yield key, reference

    def names(self, kind: str) -> frozenset[str]:
        """The names of all files of a kind, readable or not."""
        return frozenset(Path(path).stem for path in self.documents if path.startswith(kind))

    def ids(self, kind: str) -> frozenset[str]:
        """The ids that stand in the files of a kind, whether the record is valid or not."""
        data = (d.data for path, d in self.documents.items() if path.startswith(kind))
        read = {str(d["id"]) for d in data if isinstance(d, dict) and d.get("id")}
        return frozenset(read | self.broken_ids)


def _bibtex_problem(document: Document, fault: EntryFault) -> Problem:
    line, column = document.place(("bibtex",))
    at = (line + fault.line, 1) if ("bibtex",) in document.blocks else (line, column)
    return Problem(document.path, *at, fault.message, fault.rule)


def ids_in(file: Path) -> set[str]:
    """The id at the head of a file, even one that is no YAML: links to it are not unknown."""
    with file.open("rb") as opened:
        head = opened.read(4096).replace(b"\0", b"")  # as UTF-16 has them
    return {found.decode() for found in _ID.findall(head)}

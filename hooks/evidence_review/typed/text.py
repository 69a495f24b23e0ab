"""A file as it was typed, and which parts of it are prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from evidence_review.macros import CODE
from evidence_review.reading.document import Document, Mark, Value
from evidence_review.records.fields import Location

_HEAD = re.compile(r"\A---\r?\n.*?\n---\r?\n", re.DOTALL)
_EXPLAINS = re.compile(r"^explains: *true *\r?$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

# BibTeX has rules of its own.
_BIBTEX: Location = ("bibtex",)
# What stands in the vocabulary under these names is a page's text.
_ON_PAGES = {"in_a_sentence", "synthesis"}


class Kind(StrEnum):
    """What sort of file a text is; a stray is one that nobody reads."""

    PAGE = "page"
    RECORD = "record"
    VOCABULARY = "vocabulary"
    STRAY = "stray"


@dataclass(frozen=True)
class Text:
    """One file as it was typed. ``path`` is how problems name it; a record has a ``document``."""

    path: str
    kind: Kind
    words: str
    document: Document = field(default_factory=lambda: Document(""))

    def place(self, offset: int) -> Mark:
        """Line and column, from 1, of a character."""
        return self.words.count("\n", 0, offset) + 1, offset - self.words.rfind("\n", 0, offset)

    @cached_property
    def head(self) -> int:
        """Where the head of a page ends, which names its title and is no part of its text."""
        found = _HEAD.match(self.words) if self.kind is Kind.PAGE else None
        return found.end() if found else 0

    @cached_property
    def explains(self) -> bool:
        """Whether a page says in its head that it explains words and shows them in examples."""
        return bool(_EXPLAINS.search(self.words, 0, self.head))

    @cached_property
    def shown(self) -> str:
        """The text with blanks for a page's code and for a source's BibTeX."""
        if self.kind is Kind.PAGE:
            return _blank(self.words, (code.span() for code in CODE.finditer(self.words)))
        entry = [self.span(_BIBTEX)] if _BIBTEX in self.document.ends else []
        return _blank(self.words, entry)

    @cached_property
    def prose(self) -> str:
        """What a page says, or the vocabulary says on one, with blanks for all else."""
        if self.kind is Kind.PAGE:
            comments = (found.span() for found in _COMMENT.finditer(self.shown))
            return _blank(self.shown, [(0, self.head), *comments])
        if self.kind is not Kind.VOCABULARY:
            return _blank(self.words, [(0, len(self.words))])
        said = sorted(self.span(at) for at, _ in self.values() if at[-1] in _ON_PAGES)
        starts = [0, *(end for _, end in said)]
        ends = [*(start for start, _ in said), len(self.words)]
        return _blank(self.words, zip(starts, ends, strict=True))

    def values(self) -> Iterator[tuple[Location, str]]:
        """Every text that a record holds, with its place; its BibTeX apart."""
        found = _texts(self.document.data, ())
        return ((at, value) for at, value in found if at != _BIBTEX)

    def span(self, at: Location) -> tuple[int, int]:
        """Where a value of a record begins and ends, in characters."""
        start = self.document.place(at)
        line, column = self.document.ends.get(at, start)
        # Of a block, a document says on which line it ends.
        end = (line + 1, 1) if column == 1 and line > start[0] else (line, column)
        return self._offset(start), self._offset(end)

    def _offset(self, mark: Mark) -> int:
        if mark[0] > len(self._lines):
            return len(self.words)
        return min(self._lines[mark[0] - 1] + mark[1] - 1, len(self.words))

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.words))]


def _blank(words: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        words = words[:start] + re.sub(r"[^\r\n]", " ", words[start:end]) + words[end:]
    return words


def _texts(value: Value, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, (*at, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*at, key))

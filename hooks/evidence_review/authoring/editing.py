"""Editing the text of a record: every line that holds nothing edited stays as it was typed.

The only module that knows ruamel.yaml. It finds the places in the text and writes the new values;
all other text, with its comments, order, quotation marks and line ends, is never written anew.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, TypeVar

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from evidence_review.problems import Problem
from evidence_review.reading.validation import validate
from evidence_review.reading.yaml import parse
from evidence_review.records.vocabulary import Vocabulary

M = TypeVar("M", bound=BaseModel)

Scalar: TypeAlias = str | int | date
Fields: TypeAlias = Mapping[str, Scalar | Sequence[str]]

# Wider than any line of a record, whose file holds at most 256 kB: no line is ever broken.
_WIDTH = 1 << 20


@dataclass(frozen=True)
class Set:
    """Give the field ``name`` a value; a field that is not there yet comes after ``after``."""

    name: str
    value: Scalar | Fields
    after: str


@dataclass(frozen=True)
class Append:
    """Add an entry to the end of the list ``name``; one that is not there comes after ``after``."""

    name: str
    entry: Fields
    after: str = ""


@dataclass(frozen=True)
class Replace:
    """Put one entry in the place of those of the list ``name`` from number ``first``, from 0."""

    name: str
    first: int
    entry: Fields


Edit: TypeAlias = Set | Append | Replace


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with every edit made to a field of the record.

    The text is a record that was read without problems. ``KeyError`` if a field to append to, or
    to come after, is not in it. Read the result back with :func:`read_back` before writing it.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark).replace("\r\n", "\n")
    for edit in edits:
        record = _Record(text)
        text = record.made(edit)
    return mark + text.replace("\n", ends)


def read_back(
    model: type[M], text: str, path: str, given: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[M | None, list[Problem]]:
    """Read an edited record as the checker will; only what has no problems may be written."""
    document, problems = parse(text, path)
    return (None, problems) if problems else validate(model, document, given, vocabulary)


class _Record:
    """The text of a record and the places of its fields."""

    def __init__(self, text: str) -> None:
        self.lines = text.removesuffix("\n").split("\n")
        root = YAML().compose(text)
        assert isinstance(root, MappingNode)
        self.keys: dict[str, Node] = {key.value: key for key, _ in root.value}
        self.values: dict[str, Node] = {key.value: value for key, value in root.value}

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def made(self, edit: Edit) -> str:
        """The text with ``edit`` made to it."""
        if isinstance(edit, Set):
            return self.set(edit)
        return self.append(edit) if isinstance(edit, Append) else self.replace(edit)

    def set(self, edit: Set) -> str:
        if edit.name not in self.keys:
            _, after = self.region(edit.after)
            self.lines[after:after] = _written({edit.name: edit.value})
            return self.text
        start, after = self.region(edit.name)
        new = _written({edit.name: edit.value})
        value = self.values[edit.name]
        if isinstance(value, ScalarNode) and after == start + 1:
            # What follows the old value on its line is a comment; it stays on the first line.
            new[0] += self.lines[start][self.end_of(edit.name) :]
        self.lines[start:after] = new
        return self.text

    def append(self, edit: Append) -> str:
        if edit.name not in self.keys:
            _, after = self.region(edit.after)
            listed = [f"    {line}" for line in _written(edit.entry)]
            listed[0] = f"  - {listed[0].lstrip()}"
            self.lines[after:after] = [f"{edit.name}:", *listed]
            return self.text
        old = self.values[edit.name]
        if isinstance(old, SequenceNode) and old.flow_style:
            end = old.end_mark
            line = self.lines[end.line]
            entry = f", {_in_braces(edit.entry)}"
            self.lines[end.line] = line[: end.column - 1] + entry + line[end.column - 1 :]
            return self.text
        _, after = self.region(edit.name)
        self.lines[after:after] = _entry(old, edit.entry)
        return self.text

    def replace(self, edit: Replace) -> str:
        old = self.values[edit.name]
        start, end = old.value[edit.first].start_mark, old.end_mark
        if isinstance(old, SequenceNode) and old.flow_style:
            head, tail = self.lines[start.line][: start.column], self.lines[end.line]
            entry = _in_braces(edit.entry)
            self.lines[start.line : end.line + 1] = [head + entry + tail[end.column - 1 :]]
            return self.text
        _, after = self.region(edit.name)
        self.lines[start.line : after] = _entry(old, edit.entry)
        return self.text

    def region(self, name: str) -> tuple[int, int]:
        """The lines of a field: the first, and the one after its last.

        Blank lines and comments at the margin that follow belong to what comes next.
        """
        start = self.keys[name].start_mark.line
        later = [key.start_mark.line for key in self.keys.values() if key.start_mark.line > start]
        after = min(later, default=len(self.lines))
        while not (line := self.lines[after - 1]).strip() or line.startswith(("#", "...")):
            after -= 1
        return start, after

    def end_of(self, name: str) -> int:
        """The column after a value that stands on the line of its key."""
        key, value = self.keys[name], self.values[name]
        return int(value.end_mark.column if value.value else key.end_mark.column + 1)


def _entry(of: Node, entry: Fields) -> list[str]:
    """The lines of an entry, as far from the margin as the others of the list ``of``."""
    dash, words = of.start_mark.column, of.value[0].start_mark.column
    first = " " * dash + "-".ljust(words - dash)
    written = enumerate(_written(entry))
    return [(" " * words if number else first) + line for number, line in written]


def _written(fields: Mapping[str, Scalar | Sequence[str] | Fields]) -> list[str]:
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump({name: _plain(value) for name, value in fields.items()}, out)
    return out.getvalue().splitlines()


def _plain(value: Scalar | Sequence[str] | Fields) -> object:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, (str, int, date)):
        return value
    listed = CommentedSeq(value)
    listed.fa.set_flow_style()
    return listed


def _in_braces(fields: Fields) -> str:
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.default_flow_style = True
    out = io.StringIO()
    yaml.dump(dict(fields), out)
    return out.getvalue().strip()

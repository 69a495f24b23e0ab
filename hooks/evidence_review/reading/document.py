"""A document: one file of YAML as it was read, with the place of everything in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from evidence_review.problems import Problem
from evidence_review.records.fields import Location

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Mark: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Note:
    """What YAML allows and a field of words suffers from: at which field, where, what is wrong."""

    field: Location
    at: Mark
    message: str
    rule: str


@dataclass(frozen=True)
class Document:
    """One file as it was read: its values, and where each of them and each key stands.

    ``ends`` says where the value of a text ends, ``notes`` what to hold against fields of words.
    """

    path: str
    data: Value = None
    values: Mapping[Location, Mark] = field(default_factory=dict)
    keys: Mapping[Location, Mark] = field(default_factory=dict)
    blocks: frozenset[Location] = frozenset()
    ends: Mapping[Location, Mark] = field(default_factory=dict)
    lines: Sequence[str] = ()
    notes: Sequence[Note] = ()

    def place(self, location: Location) -> Mark:
        """Line and column, from 1, of the value at ``location`` or of the nearest one above it."""
        while location and location not in self.values:
            location = location[:-1]
        return self.values.get(location, (1, 1))

    def key_place(self, location: Location) -> Mark:
        """Line and column, from 1, of the key at ``location``; of its value if it has none."""
        return self.keys.get(location) or self.place(location)

    def place_of(self, words: str, location: Location) -> Mark:
        """Line and column of ``words`` inside the text at ``location``; of the text if not there.

        Of words that go on over a line or are written otherwise, their beginning is looked for.
        """
        start, beginning = self.place(location), words.split()[:8]
        for count in range(len(beginning), 0, -1) if location in self.ends else ():
            found = self._found(" ".join(beginning[:count]), start, self.ends[location])
            if found and (count > 1 or count == len(beginning)):
                return found
        return start

    def _found(self, words: str, start: Mark, end: Mark) -> Mark | None:
        for number in range(start[0], min(end[0], len(self.lines)) + 1):
            found = self.lines[number - 1].find(words, start[1] - 1 if number == start[0] else 0)
            if found >= 0:
                return number, found + 1
        return None

    def starts_with(self, location: Location) -> str:
        """The first character of the value at ``location`` as it was typed."""
        line, column = self.place(location)
        return self.lines[line - 1][column - 1 : column] if line <= len(self.lines) else ""

    def problem(self, location: Location, message: str, rule: str) -> Problem:
        """A problem at the value at ``location``."""
        return Problem(self.path, *self.place(location), message, rule)


def reworded(value: Value, change: Callable[[Location, str], str], at: Location = ()) -> Value:
    """``value`` with every text in it changed; ``change`` is given its place and the text."""
    if isinstance(value, str):
        return change(at, value)
    if isinstance(value, list):
        return [reworded(item, change, (*at, number)) for number, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: reworded(item, change, (*at, key)) for key, item in value.items()}
    return None


def not_utf8(path: str, raw: bytes, error: UnicodeDecodeError) -> Problem:
    """That a file holds a byte which is no text: ``error`` says which of ``raw``."""
    before = raw[: error.start].decode("utf-8")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
    return Problem(path, line, column, message, "encoding")

"""Faults in the text of an entry, each at its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EntryFault:
    """One fault in the text of an entry; line and column count from 1 within that text."""

    line: int
    column: int
    message: str
    rule: str


class Faults:
    """The faults found in the text of an entry so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: set[EntryFault] = set()

    def add(self, offset: int, message: str, rule: str) -> None:
        """Note a fault at the character ``offset`` of the text, counted from 0."""
        line_start = self.text.rfind("\n", 0, offset) + 1
        line = self.text.count("\n", 0, offset) + 1
        self._found.add(EntryFault(line, offset - line_start + 1, message, rule))

    @property
    def sorted(self) -> tuple[EntryFault, ...]:
        """Every fault, in the order of the text."""
        return tuple(sorted(self._found, key=lambda f: (f.line, f.column, f.rule, f.message)))

"""The text of one BibTeX entry: its fields, where each stands, and what is wrong with the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pybtex.database.input.bibtex import (
    LowLevelParser,
    UndefinedMacro,
    month_names,
)
from pybtex.scanner import PrematureEOF, PybtexSyntaxError
from pybtex.textutils import normalize_whitespace
from pybtex.utils import CaseInsensitiveDict

FIELD_ALIASES: Final = {"journaltitle": "journal", "location": "address"}


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


@dataclass(frozen=True)
class Entry:
    """The values of one entry as written, and where each of them stands in the text."""

    start: int
    kind: str
    key: str
    values: dict[str, str]
    places: dict[str, int]


class _Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser, which also keeps where each field stands."""

    def __init__(self, text: str, faults: Faults) -> None:
        super().__init__(text, macros=CaseInsensitiveDict(month_names))
        self.faults = faults
        self.place = 0
        self.fields: list[tuple[str, int, str]] = []

    def parse_command(self) -> object:
        self.place = self.command_start
        self.fields = []
        return super().parse_command()

    def parse_field(self) -> None:
        self.eat_whitespace()
        start = self.pos
        if self.NAME.match(self.text, start):
            self.place = start
        super().parse_field()
        if self.current_field_name:
            value = normalize_whitespace("".join(self.current_value))
            self.fields.append((self.current_field_name.lower(), start, value))

    def handle_error(self, error: PybtexSyntaxError) -> None:
        if not isinstance(error, UndefinedMacro):
            raise error
        word = str(error.args[0])
        message = f"'{word}' is no name of a month; put the value in braces: {{{word}}}"
        self.faults.add(self.pos - len(word), message, "bibtex-syntax")


def one_entry(text: str, faults: Faults) -> Entry | None:
    """The one entry in ``text``, or None where it cannot be read as one."""
    parser = _Parser(text, faults)
    entries: list[Entry] = []
    end = 0
    try:
        for command, body in parser:
            _nothing_outside(text, end, parser.command_start, faults)
            end = parser.pos
            if command.lower() in {"string", "preamble"}:
                message = f"@{command} is not read here; write the values in the entry itself"
                faults.add(parser.command_start, message, "bibtex-one-entry")
                continue
            values, places = _fields(parser, faults)
            entries.append(Entry(parser.command_start, command.lower(), body[0], values, places))
    except PrematureEOF:
        message = "from here on a brace or quotation mark that opens is never closed"
        faults.add(parser.place, message, "bibtex-syntax")
        return None
    except PybtexSyntaxError as error:
        wanted = str(error.args[0]).replace("'}' expected", "a comma or the closing } is expected")
        message = f"{wanted} here; look for a missing comma or a brace too many just before"
        faults.add(min(parser.pos, len(text) - 1), message, "bibtex-syntax")
        return None
    _nothing_outside(text, end, len(text), faults)
    if not entries:
        message = "there is no entry here; paste one, such as @article{key, title = {...}, ...}"
        faults.add(0, message, "bibtex-one-entry")
    for extra in entries[1:]:
        message = "this is a second entry; a source has exactly one, so give it a file of its own"
        faults.add(extra.start, message, "bibtex-one-entry")
    return entries[0] if len(entries) == 1 else None


def noted_entry(text: str, note: str) -> str:
    """The sound entry ``text`` whose field ``note`` begins with ``note``, which is LaTeX."""
    entry = one_entry(text, Faults(text))
    if entry and (place := entry.places.get("note")):
        value = text.index("=", place) + 1
        return f"{text[:value]} {{{note} }} #{text[value:]}"
    first = text.index(",") + 1
    return f"{text[:first]}\n  note = {{{note}}},{text[first:]}"


def _nothing_outside(text: str, start: int, end: int, faults: Faults) -> None:
    stray = text[start:end].strip()
    if stray:
        message = "only the entry is read; take out what stands outside its braces"
        faults.add(text.index(stray, start), message, "bibtex-one-entry")


def _fields(parser: _Parser, faults: Faults) -> tuple[dict[str, str], dict[str, int]]:
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    for written, place, value in parser.fields:
        name = FIELD_ALIASES.get(written, written)
        if name in values:
            message = f"'{written}' is given twice; keep one of the two"
            faults.add(place, message, "bibtex-repeated-field")
        elif value:
            values[name], places[name] = value, place
    return values, places

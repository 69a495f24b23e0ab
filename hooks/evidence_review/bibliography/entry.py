"""The text of one BibTeX entry: its fields, where each stands, and what is wrong with the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
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

from evidence_review.bibliography.faults import Faults
from evidence_review.bibliography.fieldnames import ALIASES, READ, SECOND_NAMES
from evidence_review.bibliography.pasted import BIBTEX, PLAIN, form_of


@dataclass(frozen=True)
class Head:
    """The beginning of an entry up to its first field: its key and where it stands."""

    key: str
    place: int
    end: int
    comma: bool


@dataclass(frozen=True)
class Entry:
    """The values of one entry as written, and where each of them stands in the text."""

    start: int
    kind: str
    head: Head
    values: dict[str, str]
    """By the names of BibTeX; no value is empty, none stands twice."""
    places: dict[str, int]
    passed_over: tuple[str, ...] = ()
    """Fields that stand there a second time, or whose name BibTeX does not allow."""
    undefined: tuple[str, ...] = ()
    """Fields whose value is a macro that is defined nowhere."""
    regular: bool = True
    """Whether every reader of BibTeX takes the text as it stands."""


_NAME = r"[A-Za-z!$&*+\-./:;<>?\[\\\]^_`|~][\w!$&*+\-./:;<>?\[\\\]^`|~]{0,80}"
# The key ends where the first field begins, whatever stands in it.
_HEAD = re.compile(
    rf"\s*(?P<key>[^={{}}\"]{{0,300}}?)\s*(?P<comma>,)?\s*(?P<field>(?={_NAME}\s*=)|(?=[)}}]))"
)
_SPACED = re.compile(rf"\s*({_NAME}(?:[ \t]+[\w-]+)+)\s*(?==)")
# A line that begins like an entry, inside an entry; two values joined; a comma too many.
_BLOCK: Final = re.compile(r"\n\s*@")


class _Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser, which also keeps where each field stands."""

    def __init__(self, text: str, faults: Faults) -> None:
        super().__init__(text, macros=CaseInsensitiveDict(month_names))
        self.faults = faults
        self.place = 0
        self.pos: int = 0
        self.current_entry_key: str = ""
        self.current_value: list[str] = []
        self.head = Head("", 0, 0, comma=True)
        self.fields: list[tuple[str, int, str]] = []
        self.undefined: list[str] = []
        self.irregular = False

    def parse_command(self) -> object:
        self.place = self.command_start
        self.fields = []
        return super().parse_command()

    def parse_string_body(self, body_end: object) -> None:
        super().parse_string_body(body_end)
        self.irregular = True

    def parse_entry_body(self, body_end: object) -> None:
        start = self.pos
        found = _HEAD.match(self.text, start)
        if not found:
            super().parse_entry_body(body_end)
            self.head = Head(self.current_entry_key, start, self.pos, comma=True)
            return
        self.pos = found.end()
        self.current_entry_key = found["key"].strip()
        self.head = Head(self.current_entry_key, start, self.pos, comma=bool(found["comma"]))
        self.irregular |= body_end is self.RPAREN
        self.parse_entry_fields()

    def parse_field(self) -> None:
        if spaced := _SPACED.match(self.text, self.pos):
            self._spaced_field(spaced)
            return
        self.eat_whitespace()
        start = self.pos
        if self.NAME.match(self.text, start):
            self.place = start
        super().parse_field()
        if self.current_field_name:
            value = normalize_whitespace("".join(self.current_value))
            self.fields.append((self.current_field_name.lower(), start, value))
            joined = len(self.current_value) > 1
            self.irregular |= joined or bool(_BLOCK.search(self.text[start : self.pos]))
        elif self.text[start : start + 1] == ",":
            self.irregular = True

    def _spaced_field(self, spaced: re.Match[str]) -> None:
        """Pass over a field whose name holds a space, as some exporters write them."""
        self.pos = spaced.end()
        self.required([self.EQUALS])
        self.parse_value()
        self.current_value = []
        self.fields.append((spaced[1].lower(), spaced.start(1), ""))
        self.irregular = True

    def substitute_macro(self, name: str) -> str:
        return super().substitute_macro(name) or name

    def handle_error(self, error: PybtexSyntaxError) -> None:
        if not isinstance(error, UndefinedMacro):
            raise error
        word, field = str(error.args[0]), (self.current_field_name or "").lower()
        self.irregular = True
        self.undefined.append(ALIASES.get(field, field))
        if ALIASES.get(field, field) not in READ:
            return
        message = (
            f"'{word}' is a macro that is not defined here; write what it stands for, in braces"
        )
        if field == "month":
            message = (
                f"'{word}' is no name of a month; write jan, feb and so on, or put it in braces"
            )
        self.faults.add(self.pos - len(word), message, "bibtex-syntax")


def one_entry(text: str, faults: Faults) -> Entry | None:
    """The one entry in ``text``, or None where it cannot be read as one."""
    parser = _Parser(text, faults)
    entries: list[Entry] = []
    end = 0
    try:
        for command, _ in parser:
            _nothing_outside(text, end, parser.command_start, faults)
            end = parser.pos
            if command.lower() == "preamble":
                message = f"@{command} is not read here; write the values in the entry itself"
                faults.add(parser.command_start, message, "bibtex-one-entry")
            elif command.lower() != "string":
                entries.append(_entry(command, parser, faults))
    except PrematureEOF:
        message = "from here on a brace or quotation mark that opens is never closed"
        faults.add(parser.place, message, "bibtex-syntax")
        return None
    except PybtexSyntaxError as error:
        wanted = str(error.args[0]).replace("'}' expected", "a comma or the closing } is expected")
        message = f"{wanted} here; look for a missing comma or a brace too many just before"
        faults.add(min(parser.pos, len(text) - 1), message, "bibtex-syntax")
        return None
    if not entries:
        faults.add(0, _no_entry(text), "bibtex-one-entry")
        return None
    _nothing_outside(text, end, len(text), faults)
    for extra in entries[1:]:
        message = "this is a second entry; a source has exactly one, so give it a file of its own"
        faults.add(extra.start, message, "bibtex-one-entry")
    return entries[0] if len(entries) == 1 else None


def parsed(text: str) -> Entry | None:
    """The one entry in ``text``, whatever is wrong with it; None where it cannot be read as one."""
    return one_entry(text, Faults(text))


def _no_entry(text: str) -> str:
    form = form_of(text)
    if form in {"", BIBTEX}:
        return "there is no entry here; paste one, such as @article{key, title = {...}, ...}"
    if form == PLAIN:
        return f"this is {form}; paste the BibTeX that its publisher gives, or its DOI"
    return f"this is {form}, not BibTeX; `evidence new source --from -` makes an entry of it"


def _nothing_outside(text: str, start: int, end: int, faults: Faults) -> None:
    stray = text[start:end].strip()
    if stray:
        message = "only the entry is read; take out what stands outside its braces"
        faults.add(text.index(stray, start), message, "bibtex-one-entry")


def _entry(command: str, parser: _Parser, faults: Faults) -> Entry:
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    passed_over: list[str] = []
    for name, written, place, value in _named(parser.fields):
        if not value or name in values:
            if value and value != values.get(name) and name in READ and written not in SECOND_NAMES:
                message = f"'{written}' is given twice; keep one of the two"
                faults.add(place, message, "bibtex-repeated-field")
            if value or " " in written:
                passed_over.append(written)
        else:
            values[name], places[name] = value, place
    twice = len({name for name, _, _ in parser.fields}) < len(parser.fields)
    regular = not (parser.irregular or passed_over or twice) and parser.head.comma
    kind = command.lower()
    return Entry(
        parser.command_start, kind, parser.head, values, places, tuple(passed_over),
        tuple(parser.undefined), regular,
    )  # fmt: skip


def _named(fields: list[tuple[str, int, str]]) -> Iterator[tuple[str, str, int, str]]:
    """Each field by its name in BibTeX and as it was written; second names come last."""
    for written, place, value in sorted(fields, key=lambda field: field[0] in SECOND_NAMES):
        name = SECOND_NAMES.get(written) or ALIASES.get(written, written)
        yield name, written, place, value

"""What no record and no page holds, wherever in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence_review.records.text import BLANK
from evidence_review.rules.rule import Held, Slip
from evidence_review.typed.text import Kind, Text

_BLANK = re.compile(rf"\b(?:{BLANK}|FIXME|XXX)\b|\b[Ll]orem ipsum\b")
_UNSAFE = re.compile(r"\bhttp:(?=\S)", re.IGNORECASE)
# A path below the folders in which people and programs keep files, and no part of an address.
_PATH = re.compile(
    r"(?<![\w.:/~%-])/(?:home|root|tmp|Users|work|var|opt|mnt)/[\w.]|\b[A-Z]:\\+\w|\bfile://",
)
# The names are those of templates; the domains are kept for examples (RFC 2606, section 3).
_MADE_UP = re.compile(
    r"\b(?:(?:jane|john) doe|john smith|foo bar|example author)\b|\bexample\.(?:com|net|org)\b",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"[^\S\r\n]+(?=\r?$)", re.MULTILINE)


def blank(text: Text, held: Held) -> Iterator[Slip]:
    """Nothing is left to be filled in: no TODO, FIXME, XXX or lorem ipsum."""
    page = text.kind is Kind.PAGE
    # Of a value that is nothing but a blank, its field says so.
    values = (at for at, value in text.values() if value.strip() != BLANK)
    spans = [(0, len(text.words))] if page else list(map(text.span, values))
    for start, end in spans:
        for found in _BLANK.finditer(text.shown, start, end):
            yield Slip(found.start(), f"'{found[0]}' is still to be filled in")


def unsafe_address(text: Text, held: Held) -> Iterator[Slip]:
    """An address begins with https."""
    for found in _UNSAFE.finditer(text.shown):
        yield Slip(found.start(), "an address that is not safe; write https if the place has it")


def machine_path(text: Text, held: Held) -> Iterator[Slip]:
    """Nothing names a path of somebody's machine, which nobody else can follow."""
    for found in _PATH.finditer(text.shown):
        message = "a path of one machine; write an address, or a path inside the project"
        yield Slip(found.start(), message)


def made_up(text: Text, held: Held) -> Iterator[Slip]:
    """No person and no address is made up, such as John Doe or example.com."""
    for found in _MADE_UP.finditer(text.shown):
        yield Slip(found.start(), f"'{found[0]}' looks made up; write who or where it truly is")


def line_ends(text: Text, held: Held) -> Iterator[Slip]:
    """No line ends in spaces, and the last line is ended like the others."""
    for found in _LINE_END.finditer(text.words):
        yield Slip(found.start(), "spaces at the end of the line; take them out")
    if text.words and not text.words.endswith(("\n", "\r")):
        yield Slip(len(text.words), "the last line has no end; press Enter behind it")

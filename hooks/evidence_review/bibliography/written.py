"""Entries written anew: with another key, with a note, or so that every reader takes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from evidence_review.bibliography.entry import Entry, parsed
from evidence_review.bibliography.fieldnames import PEOPLE, VERBATIM
from evidence_review.bibliography.markup import unmarked
from evidence_review.bibliography.people import in_bibtex, people

# Where these stand in a value, & and _ may be meant as they are.
_SPECIAL: Final = re.compile(r"\$|\\(?:url|href|path|verb|ensuremath|\()")
_MONTHS: Final = ("jan feb mar apr may jun jul aug sep oct nov dec").split()  # noqa: SIM905


def entry_text(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry of ``fields`` that are LaTeX already, one a line; empty ones are left out."""
    given = {name: value for name, value in fields.items() if value}
    wide = max(map(len, given), default=0)
    lines = [f"  {name.ljust(wide)} = {_value(name, value)}," for name, value in given.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _value(name: str, value: str) -> str:
    if name == "month" and value[:3].lower() in _MONTHS and value.isalpha():
        return value[:3].lower()
    return f"{{{value}}}"


def readable(entry: Entry, kept: frozenset[str] | None = None) -> dict[str, str]:
    """The fields of ``entry`` without the HTML and the names that only some readers know."""
    fields = {n: v for n, v in entry.values.items() if kept is None or n in kept}
    return {name: _readable(name, value) for name, value in fields.items()}


def _readable(name: str, value: str) -> str:
    if name in VERBATIM:
        return value
    if name in PEOPLE:
        read = people(value, name)
        return in_bibtex(read) if read.extended and not read.doubt else unmarked(value)
    plain = unmarked(value)
    if not _SPECIAL.search(plain):
        # LaTeX stops at these where they stand bare.
        plain = re.sub(r"(?<!\\)([&#_])", r"\\\1", plain)
    # A backslash at the end would escape the brace that closes the value.
    return re.sub(r"(?<!\\)((?:\\\\)*)\\$", r"\1{\\textbackslash}", plain)


def published(text: str) -> str:
    """The sound entry ``text`` as it is given out: as it was written, where all readers take it."""
    entry = parsed(text)
    if entry is None:
        return text.strip() + "\n"
    fields = readable(entry)
    if entry.regular and fields == entry.values:
        return text.strip() + "\n"
    return entry_text(entry.kind, entry.head.key, fields)


def noted_entry(text: str, note: str) -> str:
    """The sound entry ``text`` whose field ``note`` begins with ``note``, which is LaTeX."""
    entry = parsed(text)
    if entry is None:
        return text
    if place := entry.places.get("note"):
        value = text.index("=", place) + 1
        return f"{text[:value]} {{{note} }} #{text[value:]}"
    return f"{text[: entry.head.end]}note = {{{note}}},\n  {text[entry.head.end :]}"

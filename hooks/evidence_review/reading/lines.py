"""What the lines of a file hold that YAML reads otherwise than it was meant, and accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_review.reading.document import Mark

QUOTE = "put the value in quotation marks"
DOUBLE = "put the whole value in double quotation marks, and those inside it in single ones"
_REMARK, _REMARK_ALONE = re.compile(r"\s+#"), re.compile(r"\s*#(?=\S)")
_SUSPENDED = re.compile(r"(and|or|nor|to|but|as|und|oder|et|ou)\b")


@dataclass(frozen=True)
class Piece:
    """A quoted text or a list in brackets: the sign that opens it, where it begins and ends."""

    opened: str
    start: Mark
    end: Mark
    inside: bool
    """Whether it stands in brackets itself."""


@dataclass(frozen=True)
class Slip:
    """What is wrong, where, and what would be right."""

    at: Mark
    message: str


def unclosed(piece: Piece, lines: Sequence[str]) -> bool:
    """Whether a quoted text runs on over lines that are not indented as its own would be."""
    if piece.inside or piece.opened not in "'\"":
        return False
    own = owner(line_at(lines, piece.start[0]))
    later = lines[piece.start[0] : piece.end[0]]
    return any(line.strip() and indent(line) <= own for line in later)


def cuts(start: Mark, end: Mark, lines: Sequence[str]) -> Iterator[Slip]:
    """The remark that cuts off a plain text, from ``start`` to ``end``, on its last line."""
    line, column = end
    typed = line_at(lines, line)
    if found := (_REMARK if start != end else _REMARK_ALONE).match(typed, column - 1):
        yield cut_by_remark((line, found.end()), typed)


def cut_by_remark(at: Mark, line: str) -> Slip:
    """What is wrong with a text that ``#`` at ``at`` cuts off."""
    rest = line[at[1] - 1 :]
    cut = rest if len(rest) <= 30 else f"{rest[:30]}..."
    message = f"YAML takes '{cut}' for a remark and cuts it off; {QUOTE}"
    return Slip(at, f"{message}, or the remark on a line of its own")


def wrapped(start: Mark, end: Mark, lines: Sequence[str]) -> Iterator[Slip]:
    """The hyphens at the ends of lines from ``start`` to ``end``, behind which a space will come.

    A hyphen stays where the next line begins with "and" or the like: "short- and long-term".
    """
    for number in range(start[0], end[0]):
        line, after = line_at(lines, number).rstrip(), line_at(lines, number + 1).strip()
        if re.search(r"[^\W\d_]-$", line) and not _SUSPENDED.match(after) and after:
            message = "the line break makes a space after this hyphen; write the word on one line"
            yield Slip((number, len(line)), message)


def unclosed_at(at: Mark, opened: str) -> Slip:
    """What is wrong with a quoted text or bracket that ``opened`` at ``at`` and does not end."""
    if opened in "'\"":
        message = f"the quotation mark {opened} that opens here is not closed"
        return Slip(at, f"{message}; close it, or {DOUBLE}")
    closing = {"[": "]", "{": "}"}.get(opened, "")
    return Slip(at, f"the '{opened}' that opens here is not closed; write '{closing}', or {QUOTE}")


def indent(line: str) -> int:
    """How many spaces ``line`` begins with."""
    return len(line) - len(line.lstrip(" "))


def owner(line: str) -> int:
    """How far the field or list item is indented whose value begins on ``line``.

    What goes on with the value is indented further.
    """
    found = re.match(r" *(?:- +)*(?=[\w-]+:(?:\s|$))", line) or re.match(r" *(?:- +)*(?=- )", line)
    return found.end() if found else indent(line)


def line_at(lines: Sequence[str], number: int) -> str:
    """The line ``number``, from 1; nothing where there is none."""
    return lines[number - 1] if 0 < number <= len(lines) else ""

"""What people get wrong in YAML: which slip made a file unreadable, where it is, what to type.

A parser names the place where it could not go on; the slip often stands lines above it. Nothing
here is needed to read a file that is sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_review.reading.document import Mark
from evidence_review.reading.lines import (
    DOUBLE,
    QUOTE,
    Piece,
    Slip,
    cut_by_remark,
    indent,
    line_at,
    owner,
    unclosed,
    unclosed_at,
)

_FIELD = re.compile(r"\s*(?:- +)*[A-Za-z_][\w-]*:(?:\s|$)")
_COMMENT = re.compile(r"(?<=\S)\s+#")
_ITEM = re.compile(r" *-(?: |$)")
_NAME = re.compile(r" *(- +)*[\w-]+$")
_NO_BREAK = "\u00a0\u2007\u202f"


@dataclass(frozen=True)
class Failure:
    """Where and why a parser gave up. ``context`` is what it was about, which began ``since``."""

    context: str
    since: Mark
    reason: str
    at: Mark


def slip_behind(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip:
    """The likeliest slip behind ``failure``. ``pieces`` are those that begin before it."""
    for piece in pieces:
        if unclosed(piece, lines):
            return unclosed_at(piece.start, piece.opened)
    slips = (
        _tab, _no_break_space, _never_closed, _goes_on, _first_character, _no_space, _after_comment,
        _value_and_list, _indentation, _second_colon, _escape, _no_field,
    )  # fmt: skip
    found = (slip(failure, lines, pieces) for slip in slips)
    reason = " ".join(filter(None, (failure.context, failure.reason)))
    return next(filter(None, found), Slip(failure.at, f"not YAML: {reason}"))


def _tab(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    line, column = failure.at
    at_tab = line_at(lines, line)[:column].strip(" ").startswith("\t")
    if at_tab or "tab character" in failure.reason:
        return Slip(failure.at, "a tab; YAML is indented with spaces")
    return None


def _no_break_space(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    """A no-break space where YAML wants a plain one: after a colon or a hyphen, or before."""
    for number in _near(failure):
        line = line_at(lines, number)
        if found := re.match(rf"[ ]*[{_NO_BREAK}]|[^'\"#]*?[\w-][:-][{_NO_BREAK}]", line):
            message = "a no-break space, which YAML does not take for a space; type a plain one"
            return Slip((number, found.end()), message)
    return None


def _never_closed(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    opened = line_at(lines, failure.since[0])[failure.since[1] - 1 :][:1]
    if "quoted scalar" in failure.context and "end of stream" in failure.reason:
        return unclosed_at(failure.since, opened)
    if "flow" not in failure.context:
        return None
    inside = failure.at[0] == failure.since[0] or (
        indent(line_at(lines, failure.at[0])) > owner(line_at(lines, failure.since[0]))
    )
    stopped = line_at(lines, failure.at[0])[failure.at[1] - 1 :][:1]
    if inside and (stopped == ":" or _before(failure.at, pieces)):
        return None
    if opened not in ("[", "{"):
        return _bracket_before(failure.since, lines)
    return unclosed_at(failure.since, opened)


def _bracket_before(at: Mark, lines: Sequence[str]) -> Slip | None:
    """The last bracket before ``at`` that begins a value and is not closed on its line."""
    for number in range(at[0] - 1, 0, -1):
        line = line_at(lines, number).partition(" #")[0]
        if found := re.match(r"[\s-]*[\w-]+:\s+([\[{])(?=#|[^\]}]*$)", line):
            return unclosed_at((number, found.end()), found[1])
    return None


def _goes_on(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    """A value that began with a quotation mark or a bracket, and goes on after its end."""
    piece = _before(failure.at, pieces)
    if piece is None:
        return None
    line, column = piece.end
    around = line_at(lines, line)[max(column - 3, 0) : column]
    if piece.opened == "'" and re.fullmatch(r"\w'\w", around):
        message = "an apostrophe ends the text that ' opened; write '' for it, or " + DOUBLE
        return Slip((line, column - 1), message)
    if piece.opened in "'\"":
        right = "put the whole value in single quotation marks"
        if piece.opened == "'":
            right = f"write '' for one inside it, or {DOUBLE}"
        message = f"the text goes on after the {piece.opened} that closes it; {right}"
        return Slip((line, column), message)
    return Slip(
        piece.start, f"a value that begins with '{piece.opened}' is no text to YAML; {QUOTE}"
    )


_BEGINS = (
    "an alias",
    "an anchor",
    "a tag",
    "block scalar",
    "next token",
    "block node",
    "directive",
)
_STARTS = {"*": "an alias", "&": "an anchor", "!": "a tag", ">": "a folded text", "|": "a block"}


def _first_character(
    failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]
) -> Slip | None:
    """A value that begins with a sign that means something else to YAML."""
    line, column = failure.at
    if any(begins in failure.context for begins in _BEGINS):
        line, column = failure.since
    elif "are not allowed in this context" not in failure.reason or "values" in failure.reason:
        # Behind '*word' stands more, and only there the parser gives up.
        found = re.search(r"(?:: |- )([*&!])\S*\s+$", line_at(lines, line)[: column - 1])
        if found is None:
            return None
        column = found.start(1) + 1
    sign = line_at(lines, line)[column - 1 :][:1]
    if not sign or sign.isalnum():
        return None
    if indent(line_at(lines, line)) == column - 1 and (block := _block_above(line, sign, lines)):
        return block
    means = f", which begins {_STARTS[sign]} in YAML" if sign in _STARTS else ""
    return Slip((line, column), f"the value begins with '{sign}'{means}; {QUOTE}")


def _no_space(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    """``-version: 1`` or ``claim:Words``."""
    for number in _near(failure):
        line = line_at(lines, number)
        if found := re.match(r"( *)-(?=[A-Za-z_][\w-]*: )", line):
            return Slip((number, found.end()), "a space is wanted after the hyphen: '- '")
        if found := re.match(r" *(?:- +)*[a-z_]+:(?=[^\s/:])", line):
            return Slip((number, found.end()), "a space is wanted after the colon: ': '")
    return None


def _after_comment(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    """A text on several lines, cut by `` #`` on the line before."""
    number = next(_above(failure.at[0], lines), 0)
    line = line_at(lines, number)
    found = _COMMENT.search(line)
    if (
        found
        and not line.lstrip().startswith("#")
        and not _FIELD.match(line_at(lines, failure.at[0]))
    ):
        return cut_by_remark((number, found.end()), line)
    return None


def _block_above(number: int, sign: str, lines: Sequence[str]) -> Slip | None:
    """A text on lines of its own, such as an entry of BibTeX, that lacks '|' or its indentation."""
    above = next(_above(number, lines), 0)
    head = line_at(lines, above).rstrip()
    if not _FIELD.match(head):
        return None
    if head.endswith(("|", ">")):
        message = "the lines of a text below '|' are indented; put two spaces before each"
        return Slip((number, indent(line_at(lines, number)) + 1), message)
    message = f"what begins with '{sign}' on the line below is a text of its own; write '|'"
    return Slip((above, len(head)), f"{message} behind the colon and nothing else")


def _value_and_list(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    number = failure.at[0]
    above = next(_above(number, lines), 0)
    valued = re.match(r" *(?:- +)*[\w-]+: +(?=[^\s|>])", line_at(lines, above))
    apart = "mapping values" in failure.reason or "expected key" in failure.reason
    deeper = indent(line_at(lines, number)) > owner(line_at(lines, above))
    if valued and apart and deeper and _ITEM.match(line_at(lines, number)):
        message = "this field has a value and a list below it; take one of them out"
        return Slip((above, valued.end() + 1), message)
    return None


def _indentation(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    """A field or a list item that does not begin where those beside it begin."""
    number = failure.at[0]
    line = line_at(lines, number)
    apart = "expected key" in failure.reason or "'-' indicator" in failure.reason
    named = "mapping values" in failure.reason and _NAME.match(line[: failure.at[1] - 1])
    kind = next((kind for kind in (_ITEM, _FIELD) if kind.match(line)), None)
    if kind is None or not (apart or named):
        return None
    here = _column(line, kind)
    for above in _above(number, lines):
        if kind.match(lines[above - 1]):
            right = _column(lines[above - 1], kind)
            if right == here:
                return None
            message = f"this begins at column {here}, and line {above} beside it at column {right}"
            return Slip((number, here), f"{message}; change the spaces before it")
        if named and indent(lines[above - 1]) == here - 1 and not lines[above - 1].startswith("#"):
            return Slip((above, here), "no field stands here: write 'name: value'")
    return None


def _second_colon(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    colon = line_at(lines, failure.at[0])[failure.at[1] - 1 :].startswith(":")
    if "mapping values are not allowed" in failure.reason or ("flow" in failure.context and colon):
        return Slip(failure.at, f"a second ': ' on this line; {QUOTE}")
    return None


def _escape(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    """A backslash in double quotation marks, where it begins an escape."""
    if "escape" not in failure.reason:
        return None
    message = "in double quotation marks \\ begins an escape; write \\\\ or use single ones"
    return Slip(failure.at, message)


def _no_field(failure: Failure, lines: Sequence[str], pieces: Sequence[Piece]) -> Slip | None:
    if "'-' indicator" in failure.reason:
        return Slip(failure.at, "a list goes on here; begin each of its entries with '- '")
    if "document start" in failure.reason:
        above = next(_above(failure.at[0], lines), 1)
        return Slip((above, 1), "no field stands here: write 'name: value'")
    if "simple key" in failure.context or "expected key" in failure.reason:
        message = "no field begins so: write 'name: value', or indent what goes on with the text"
        at = failure.since if "simple key" in failure.context else failure.at
        return Slip(at, f"{message} above it")
    return None


def _before(at: Mark, pieces: Sequence[Piece]) -> Piece | None:
    """The piece that ends on the line of ``at``, with nothing between but spaces."""
    ended = [piece for piece in pieces if piece.end[0] == at[0] and piece.end[1] <= at[1]]
    return max(ended, key=lambda piece: (piece.end, piece.start), default=None)


def _near(failure: Failure) -> Iterator[int]:
    """The lines that a slip may stand on: of the failure, of what it is about, and just above."""
    simple = "simple key" in failure.context
    first = failure.since[0] if simple else failure.at[0]
    yield from (first, first - 1)


def _above(number: int, lines: Sequence[str]) -> Iterator[int]:
    """The numbers of the lines above ``number`` that hold something, the nearest first."""
    yield from (n for n in range(min(number, len(lines) + 1) - 1, 0, -1) if lines[n - 1].strip())


def _column(line: str, kind: re.Pattern[str]) -> int:
    found = re.match(r" *(- +)*" if kind is _FIELD else r" *", line)
    return found.end() + 1 if found else 1

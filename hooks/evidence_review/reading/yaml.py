"""Reading YAML safely, with the place of every value. The only module that knows PyYAML.

Every scalar is kept as the text that was typed, so that ``no``, ``012`` and ``1.10`` mean what they
say; the models give it a type. What YAML allows and a record has no need of (tags, anchors,
aliases, several documents, equal keys) is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Protocol

import yaml

from evidence_review.problems import Problem, first_of_each
from evidence_review.reading.document import Document, Mark, Note, Value, not_utf8
from evidence_review.reading.lines import Piece, cuts, unclosed, unclosed_at, wrapped
from evidence_review.reading.slips import Failure, slip_behind
from evidence_review.records.fields import Location
from evidence_review.records.text import FORBIDDEN, unseen

# A record takes 2 to 8 kB; a long vocabulary 40 kB.
MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
MAX_ITEMS = 1000
# A file in another encoding can hold nothing else; the first few say what is wrong.
MAX_UNSEEN = 10

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_NEVER_IN_YAML = re.compile(f"(?!\ufeff)(?:{FORBIDDEN.pattern})")


def read(file: Path, path: str) -> tuple[Document, list[Problem]]:
    """Read one file. ``path`` is how problems name it. With problems, data may be missing."""
    if file.is_symlink():
        return Document(path), [Problem(path, 1, 1, "a link; put the file itself here", "file")]
    try:
        size = file.stat().st_size
        raw = file.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        return Document(path), [Problem(path, 1, 1, f"cannot be read: {error.strerror}", "file")]
    if size > MAX_BYTES:
        message = f"{size} bytes; a record has at most {MAX_BYTES}"
        return Document(path), [Problem(path, 1, 1, message, "file-size")]
    try:
        return parse(raw.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        return Document(path), [not_utf8(path, raw, error)]


def parse(text: str, path: str) -> tuple[Document, list[Problem]]:
    """Read the text of one YAML file into a document and its problems."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if hidden := list(_hidden(text, path)):
        return Document(path), hidden
    builder = _Builder(path, text.split("\n"))
    try:
        data = builder.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        slip = slip_behind(_failure(error), builder.lines, _pieces(text))
        return Document(path), [Problem(path, *slip.at, slip.message, "yaml")]
    except _TooMuch as error:
        return Document(path), [Problem(path, *error.mark, error.message, "yaml")]
    document = Document(
        path, data, builder.values, builder.keys, frozenset(builder.blocks), builder.ends,
        builder.lines, builder.notes,
    )  # fmt: skip
    return document, [
        replace(problem, message=problem.message + more)
        for problem, more in first_of_each(builder.problems, lambda problem: problem.rule)
    ]


def _hidden(text: str, path: str) -> Iterator[Problem]:
    """The characters of ``text`` that no file of YAML holds; line ends of old told once."""
    found = (f for f in _NEVER_IN_YAML.finditer(text) if f[0] != "\r")
    places = [(f.start(), unseen(f[0])) for f in islice(found, MAX_UNSEEN)]
    if (alone := text.find("\r")) >= 0:
        message = "a line end of old (CR alone); save the file with the line ends of Unix (LF)"
        places.append((alone, message))
    for start, message in places:
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        yield Problem(path, line, column, message, "characters")


class _Place(Protocol):
    """A place as PyYAML says it, counted from 0; its two parsers have a class each."""

    line: int
    column: int


class _TooMuch(Exception):
    def __init__(self, mark: Mark, message: str) -> None:
        super().__init__(mark, message)
        self.mark, self.message = mark, message


class _Builder:
    """Builds plain values from YAML events, noting where everything stands."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self.path = path
        self.lines = lines
        self.problems: list[Problem] = []
        self.values: dict[Location, Mark] = {}
        self.keys: dict[Location, Mark] = {}
        self.blocks: set[Location] = set()
        self.ends: dict[Location, Mark] = {}
        self.notes: list[Note] = []
        self.flow = 0

    def document(self, events: Iterator[yaml.Event]) -> Value:
        data: Value = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.complain(_mark(event), "a second document; one file holds one record")
            elif isinstance(event, yaml.NodeEvent):
                value = self.node(event, events, ())
                data = value if documents == 1 else data
        return data

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], at: Location) -> Value:
        mark = _mark(event)
        self.values.setdefault(at, mark)
        if len(at) > MAX_DEPTH:
            raise _TooMuch(mark, f"nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.AliasEvent):
            self.complain(
                mark, f"the alias '*{event.anchor}'; write the value out, or {_quoted('*')}"
            )
            return None
        self.refuse_extras(event, mark)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, at)
        assert isinstance(event, yaml.CollectionStartEvent)
        self.flow += bool(event.flow_style)
        inside = self.sequence if isinstance(event, yaml.SequenceStartEvent) else self.mapping
        value = inside(events, at)
        self.flow -= bool(event.flow_style)
        return value

    def refuse_extras(self, event: yaml.Event, mark: Mark) -> None:
        """Complain of what YAML allows on a value or a key, and a record has no need of."""
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            if event.anchor:
                right = f"write the value without it, or {_quoted('&')}"
                self.complain(mark, f"the anchor '&{event.anchor}'; {right}")
            if event.tag:
                right = f"write the value without it, or {_quoted('!')}"
                self.complain(mark, f"the tag '{event.tag}'; {right}")
        if isinstance(event, yaml.ScalarEvent) and (found := FORBIDDEN.search(event.value)):
            self.complain(mark, unseen(found[0]), "characters")

    def scalar(self, event: yaml.ScalarEvent, at: Location) -> Value:
        if event.style == "|":
            self.blocks.add(at)
        start, end = _mark(event), _at(event.end_mark)
        self.ends[at] = end if not event.style or event.style not in "|>" else _last(end)
        self.slips(event.style or "", at, start)
        if not event.style and event.value in _NULLS:
            return None
        return str(event.value)

    def slips(self, style: str, at: Location, start: Mark) -> None:
        """Note what YAML allows, and nobody means."""
        end = self.ends[at]
        if not style:
            self.notes += [Note(at, s.at, s.message, "yaml") for s in cuts(start, end, self.lines)]
        if start[0] == end[0]:
            return
        if style in "'\"" and unclosed(Piece(style, start, end, self.flow > 0), self.lines):
            slip = unclosed_at(start, style)
            self.complain(slip.at, slip.message)
        found = wrapped(start, end, self.lines)
        self.notes += [Note(at, slip.at, slip.message, "hyphen") for slip in found]

    def sequence(self, events: Iterator[yaml.Event], at: Location) -> list[Value]:
        items: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            if len(items) == MAX_ITEMS:
                raise _TooMuch(_mark(event), f"more than {MAX_ITEMS} entries in one list")
            items.append(self.node(event, events, (*at, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], at: Location) -> dict[str, Value]:
        items: dict[str, Value] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            mark = _mark(event)
            if len(items) == MAX_ITEMS:
                raise _TooMuch(mark, f"more than {MAX_ITEMS} fields in one place")
            if not isinstance(event, yaml.ScalarEvent):
                self.complain(mark, "a list, mapping or alias as a key; a key is a word")
                self.node(event, events, (*at, "?"))
                self.node(next(events), events, (*at, "?"))
                continue
            self.refuse_extras(event, mark)
            key = str(event.value)
            value_at = (*at, key)
            if key in items:
                first = self.keys[value_at][0]
                self.complain(
                    mark, f"'{key}' stands twice, first on line {first}; keep one", "duplicate-key"
                )
                self.node(next(events), events, (*at, "?"))
                continue
            self.keys[value_at] = mark
            items[key] = self.node(next(events), events, value_at)
        return items

    def complain(self, mark: Mark, message: str, rule: str = "yaml") -> None:
        self.problems.append(Problem(self.path, *mark, message, rule))


def _mark(event: yaml.Event) -> Mark:
    return _at(event.start_mark)


def _quoted(sign: str) -> str:
    return f"put a text that begins with '{sign}' in quotation marks"


def _last(end: Mark) -> Mark:
    """Where a block ends whose end is the beginning of the line after it."""
    return (end[0] - 1, 1) if end[1] == 1 else end


def _failure(error: yaml.MarkedYAMLError) -> Failure:
    at = _at(error.problem_mark or error.context_mark)
    since = _at(error.context_mark or error.problem_mark)
    return Failure(error.context or "", since, error.problem or "", at)


def _pieces(text: str) -> list[Piece]:
    """The quoted texts and bracketed values of ``text``, as far as it can be read."""
    pieces: list[Piece] = []
    opened: list[yaml.Token] = []
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)):
                opened.append(token)
            elif isinstance(token, (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)):
                if opened:
                    pieces.append(_piece(opened.pop(), token, bool(opened)))
            elif isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                pieces.append(_piece(token, token, bool(opened)))
    except yaml.MarkedYAMLError:
        pass
    return pieces


def _piece(first: yaml.Token, last: yaml.Token, inside: bool) -> Piece:
    style = getattr(first, "style", None)
    sign = style or ("[" if isinstance(first, yaml.FlowSequenceStartToken) else "{")
    return Piece(sign, _at(first.start_mark), _at(last.end_mark), inside)


def _at(mark: _Place | None) -> Mark:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)

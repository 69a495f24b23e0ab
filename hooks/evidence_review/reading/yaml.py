"""Reading YAML safely, with the place of every value. The only module that knows PyYAML.

Every scalar is kept as the text that was typed, so that ``no``, ``012`` and ``1.10`` mean what they
say; the models give it a type. What YAML allows and a record has no need of (tags, anchors,
aliases, several documents, equal keys) is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import yaml

from evidence_review.problems import Problem
from evidence_review.records.fields import Location
from evidence_review.records.text import FORBIDDEN, unseen

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Mark: TypeAlias = tuple[int, int]

# A record of this review takes 2 to 8 kB; a long vocabulary 40 kB.
MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
# A file in another encoding can hold nothing else; the first few say what is wrong.
MAX_UNSEEN = 10

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_NEVER_IN_YAML = re.compile(f"(?!\ufeff)(?:{FORBIDDEN.pattern})")


@dataclass(frozen=True)
class Document:
    """One file as it was read: its values, and where each of them and each key stands."""

    path: str
    data: Value = None
    values: Mapping[Location, Mark] = field(default_factory=dict)
    keys: Mapping[Location, Mark] = field(default_factory=dict)
    blocks: frozenset[Location] = frozenset()

    def place(self, location: Location) -> Mark:
        """Line and column, from 1, of the value at ``location`` or of the nearest one above it."""
        while location and location not in self.values:
            location = location[:-1]
        return self.values.get(location, (1, 1))

    def key_place(self, location: Location) -> Mark:
        """Line and column, from 1, of the key at ``location``; of its value if it has none."""
        return self.keys.get(location) or self.place(location)

    def problem(self, location: Location, message: str, rule: str) -> Problem:
        """A problem at the value at ``location``."""
        return Problem(self.path, *self.place(location), message, rule)


def read(file: Path, path: str) -> tuple[Document, list[Problem]]:
    """Read one file. ``path`` is how problems name it. With problems, data may be missing."""
    if file.is_symlink():
        return Document(path), [Problem(path, 1, 1, "a link; put the file itself here", "file")]
    size = file.stat().st_size
    if size > MAX_BYTES:
        message = f"{size} bytes; a record has at most {MAX_BYTES}"
        return Document(path), [Problem(path, 1, 1, message, "file-size")]
    raw = file.read_bytes()
    try:
        return parse(raw.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return Document(path), [Problem(path, line, column, message, "encoding")]


def parse(text: str, path: str) -> tuple[Document, list[Problem]]:
    """Read the text of one YAML file into a document and its problems."""
    text = text.removeprefix("\ufeff")
    hidden = [
        Problem(
            path, text.count("\n", 0, found.start()) + 1,
            found.start() - text.rfind("\n", 0, found.start()),
            unseen(found[0]), "characters",
        )
        for found in islice(_NEVER_IN_YAML.finditer(text.replace("\r\n", "\n")), MAX_UNSEEN)
    ]  # fmt: skip
    if hidden:
        return Document(path), hidden
    builder = _Builder(path)
    try:
        data = builder.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = " ".join(str(part) for part in (error.context, error.problem) if part)
        before = (text.split("\n")[line - 1 : line] or [""])[0][:column]
        message = _teach(reason, at_tab=before.strip(" ").startswith("\t"))
        return Document(path), [Problem(path, line, column, message, "yaml")]
    except _TooDeep as error:
        message = f"nested more than {MAX_DEPTH} deep"
        return Document(path), [Problem(path, *error.mark, message, "yaml")]
    document = Document(path, data, builder.values, builder.keys, frozenset(builder.blocks))
    return document, builder.problems


def reworded(value: Value, change: Callable[[Location, str], str], at: Location = ()) -> Value:
    """``value`` with every text in it changed; ``change`` is given its place and the text."""
    if isinstance(value, str):
        return change(at, value)
    if isinstance(value, list):
        return [reworded(item, change, (*at, number)) for number, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: reworded(item, change, (*at, key)) for key, item in value.items()}
    return None


class _TooDeep(Exception):
    def __init__(self, mark: Mark) -> None:
        super().__init__(mark)
        self.mark = mark


class _Builder:
    """Builds plain values from YAML events, noting where everything stands."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.values: dict[Location, Mark] = {}
        self.keys: dict[Location, Mark] = {}
        self.blocks: set[Location] = set()

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
            raise _TooDeep(mark)
        if isinstance(event, yaml.AliasEvent):
            self.complain(mark, f"the alias '*{event.anchor}'; write the value out")
            return None
        self.refuse_extras(event, mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, at)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, at)
        assert isinstance(event, yaml.ScalarEvent)
        return self.scalar(event, at)

    def refuse_extras(self, event: yaml.Event, mark: Mark) -> None:
        """Complain of what YAML allows on a value or a key, and a record has no need of."""
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            if event.anchor:
                self.complain(mark, f"the anchor '&{event.anchor}'; write the value without it")
            if event.tag:
                self.complain(mark, f"the tag '{event.tag}'; write the value without it")
        if isinstance(event, yaml.ScalarEvent) and (found := FORBIDDEN.search(event.value)):
            self.complain(mark, unseen(found[0]), "characters")

    def scalar(self, event: yaml.ScalarEvent, at: Location) -> Value:
        if event.style == "|":
            self.blocks.add(at)
        if not event.style and event.value in _NULLS:
            return None
        return str(event.value)

    def sequence(self, events: Iterator[yaml.Event], at: Location) -> list[Value]:
        items: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, (*at, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], at: Location) -> dict[str, Value]:
        items: dict[str, Value] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            mark = _mark(event)
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
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _teach(reason: str, *, at_tab: bool) -> str:
    if at_tab or "tab character" in reason:
        return "a tab; YAML is indented with spaces"
    if "mapping values are not allowed" in reason:
        return "a second ': ' on this line; put the value in quotation marks"
    if "cannot start any token" in reason:
        return f"{reason}; put the value in quotation marks"
    return f"not YAML: {reason}"

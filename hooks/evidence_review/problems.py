"""A problem: a fault found in the evidence. It is a value, never an exception."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TypeVar


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, at one place.

    ``path`` is written as the person who ran the check would write it; ``line`` and ``column``
    count from 1, in characters.
    """

    path: str
    line: int
    column: int
    message: str
    rule: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        warning = "warning: " if self.severity is Severity.WARNING else ""
        message = " ".join(self.message.splitlines())
        return f"{self.path}:{self.line}:{self.column}: {warning}{message} [{self.rule}]"


MOST_ALIKE = 100
"""How many problems of one kind are told of one file; a file full of one slip has more."""

T = TypeVar("T")


def first_of_each(faults: Sequence[T], kind: Callable[[T], str]) -> Iterator[tuple[T, str]]:
    """The first ``MOST_ALIKE`` of each kind, the last of them with how many more there are."""
    every, seen = Counter(map(kind, faults)), Counter[str]()
    for fault in faults:
        name = kind(fault)
        seen[name] += 1
        more = every[name] - seen[name]
        if seen[name] <= MOST_ALIKE:
            cut = seen[name] == MOST_ALIKE and more
            yield fault, f"; and {more} more like this in this file" if cut else ""


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem, sorted by place: ``path:line:column: message [rule]``."""
    return "\n".join(str(problem) for problem in sorted(problems))


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON array of objects with the fields of :class:`Problem`."""
    return json.dumps([asdict(problem) for problem in sorted(problems)], indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that annotate the lines of a pull request.

    Source: GitHub, "Workflow commands for GitHub Actions", setting an error message.
    """
    return "\n".join(
        f"::{problem.severity} file={_property(problem.path)},line={problem.line},"
        f"col={problem.column},title={_property(problem.rule)}::{_data(problem.message)}"
        for problem in sorted(problems)
    )


FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def did_you_mean(given: str, allowed: Sequence[str]) -> str:
    """The end of a message that says what would be right: the nearest allowed word, then all."""
    listed = ", ".join(allowed[:20]) + (", ..." if len(allowed) > 20 else "")
    nearest = difflib.get_close_matches(given, allowed, n=1)
    guess = f"did you mean '{nearest[0]}'? " if nearest else ""
    return f"{guess}allowed: {listed}" if len(allowed) <= 20 or not nearest else guess.strip()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

"""What a rule is: a generator of faults whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from evidence_review.earlier.comparison import States
from evidence_review.records.fields import Location
from evidence_review.review import Review


@dataclass(frozen=True)
class Fault:
    """What a rule found: in which file, at which value, and what would be right.

    Where the value is a long text, ``words`` are those of it that are wrong.
    """

    path: str
    at: Location
    message: str
    words: str = ""


Rule: TypeAlias = Callable[[Review, date], Iterator[Fault]]
Comparison: TypeAlias = Callable[[States, date], Iterator[Fault]]


def name_of(rule: Rule | Comparison) -> str:
    """The name that problems carry: the function's, with hyphens."""
    return rule.__name__.replace("_", "-")

"""What a rule is: a generator of faults whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from evidence_review.earlier.states import States
from evidence_review.macros import Macros
from evidence_review.records.fields import Location
from evidence_review.review import Review
from evidence_review.typed.levels import LevelWords
from evidence_review.typed.text import Text


@dataclass(frozen=True)
class Fault:
    """What a rule found: in which file, at which value, and what would be right.

    Where the value is a long text, ``words`` are those of it that are wrong.
    """

    path: str
    at: Location
    message: str
    words: str = ""


@dataclass(frozen=True)
class Slip:
    """What is wrong at one character of a text, and what would be right."""

    start: int
    message: str


@dataclass(frozen=True)
class Held:
    """What a text is held against: a review, the parts that pages may ask for, and the pages."""

    review: Review
    parts: Set[str]
    pages: Set[str]

    @cached_property
    def macros(self) -> Macros:
        """What macros say of the review."""
        return Macros(self.review)

    @cached_property
    def levels(self) -> LevelWords:
        """The words for how sure and how contested its findings are."""
        return LevelWords(self.review.vocabulary)


Rule: TypeAlias = Callable[[Review, date], Iterator[Fault]]
Comparison: TypeAlias = Callable[[States, date], Iterator[Fault]]
Reading: TypeAlias = Callable[[Text, Held], Iterator[Slip]]
AnyRule: TypeAlias = Rule | Comparison | Reading


def name_of(rule: AnyRule) -> str:
    """The name that problems carry: the function's, with hyphens."""
    return rule.__name__.replace("_", "-")

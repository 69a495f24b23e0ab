"""What a rule is: a generator of faults, registered under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from evidence_review.earlier.comparison import States
from evidence_review.reading.yaml import Location
from evidence_review.review import Review


@dataclass(frozen=True)
class Fault:
    """What a rule found: in which file, at which value, and what would be right."""

    path: str
    at: Location
    message: str


Rule: TypeAlias = Callable[[Review, date], Iterator[Fault]]
Comparison: TypeAlias = Callable[[States, date], Iterator[Fault]]
RULES: dict[str, Rule] = {}
COMPARISONS: dict[str, Comparison] = {}
WARNINGS: set[str] = set()


def rule(function: Rule) -> Rule:
    """Register a rule under its name, with hyphens. Its docstring is the rule."""
    RULES[_name(function)] = function
    return function


def comparison(function: Comparison) -> Comparison:
    """Register a rule that holds the review against an earlier state of it."""
    COMPARISONS[_name(function)] = function
    return function


def warning(function: Rule) -> Rule:
    """Mark a rule whose problems do not stop the build."""
    WARNINGS.add(_name(function))
    return function


def _name(function: Rule | Comparison) -> str:
    return function.__name__.replace("_", "-")

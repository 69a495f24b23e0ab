"""The reference of the rules, made from their docstrings."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

from evidence_review.rules import COMPARISONS, READINGS, RULES, WARNINGS
from evidence_review.rules.rule import AnyRule, name_of


@dataclass(frozen=True)
class RuleEntry:
    """One rule: the name that problems carry, what it asks, and whether it only warns."""

    name: str
    meaning: str
    warns: bool


def rules() -> tuple[RuleEntry, ...]:
    """Every rule, by name; those that `evidence check --base` adds among them."""
    every: list[AnyRule] = [*RULES, *READINGS, *COMPARISONS]
    return tuple(
        RuleEntry(name_of(rule), " ".join((inspect.getdoc(rule) or "").split()), rule in WARNINGS)
        for rule in sorted(every, key=name_of)
    )

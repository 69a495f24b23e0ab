"""The reference of the rules, made from their docstrings."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

from evidence_review.rules import COMPARISONS, RULES, WARNINGS


@dataclass(frozen=True)
class RuleEntry:
    """One rule: the name that problems carry, what it asks, and whether it only warns."""

    name: str
    meaning: str
    warns: bool


def rules() -> tuple[RuleEntry, ...]:
    """Every rule, by name; those that `evidence check --base` adds among them."""
    return tuple(
        RuleEntry(name, " ".join((inspect.getdoc(function) or "").split()), name in WARNINGS)
        for name, function in sorted({**RULES, **COMPARISONS}.items())
    )

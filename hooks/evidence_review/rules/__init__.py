"""The rules between records and within one, each a generator whose docstring is the rule.

What a single field may hold is the business of the models; a rule here looks at several fields, or
at several records. A new rule is one function and one case file under ``tests/cases``: the
reference in the docs is made from the docstrings. Those of :mod:`.permanence` also look at an
earlier state of the review.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from evidence_review.earlier.comparison import States
from evidence_review.problems import Problem, Severity
from evidence_review.reading.yaml import Document
from evidence_review.review import Review
from evidence_review.rules import dates, evidence, gaps, links, permanence, quotes, versions, words
from evidence_review.rules.rule import COMPARISONS, RULES, WARNINGS

__all__ = [
    "COMPARISONS", "RULES", "WARNINGS", "check", "compare", "dates", "evidence", "gaps", "links",
    "permanence", "quotes", "versions", "words",
]  # fmt: skip


def check(review: Review, documents: Mapping[str, Document], today: date) -> list[Problem]:
    """Every problem that any rule finds."""
    return [
        Problem(
            documents[fault.path].path, *documents[fault.path].place(fault.at), fault.message, name,
            Severity.WARNING if name in WARNINGS else Severity.ERROR,
        )
        for name, function in RULES.items()
        for fault in function(review, today)
    ]  # fmt: skip


def compare(
    states: States, documents: Mapping[str, Document], shown: str, today: date
) -> list[Problem]:
    """Every problem that shows only beside an earlier state.

    A problem of a file that is gone stands at its first line; ``shown`` names the folder.
    """
    problems: list[Problem] = []
    for name, function in COMPARISONS.items():
        for fault in function(states, today):
            document = documents.get(fault.path) or Document(f"{shown}/{fault.path}")
            problems.append(document.problem(fault.at, fault.message, name))
    return problems

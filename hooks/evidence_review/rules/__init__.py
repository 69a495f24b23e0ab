"""The rules between records and within one, each a generator whose docstring is the rule.

What a single field may hold is the business of the models; a rule here looks at several fields, or
at several records. A new rule is one function and one case file under ``tests/cases``: the
reference in the docs is made from the docstrings.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from evidence_review.problems import Problem, Severity
from evidence_review.review import Review
from evidence_review.rules import dates, evidence, gaps, links, quotes, words
from evidence_review.rules.rule import RULES, WARNINGS
from evidence_review.yaml_reader import Document

__all__ = ["RULES", "WARNINGS", "check", "dates", "evidence", "gaps", "links", "quotes", "words"]


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

"""Quotes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_review.review import Review
from evidence_review.rules.rule import Fault, rule

QUOTE_WORDS = 60


@rule
def quote_length(review: Review, today: date) -> Iterator[Fault]:
    """A quote has at most 60 words."""
    for finding in review.findings:
        for number, item in enumerate(finding.evidence):
            for which, quote in enumerate(item.quotes):
                words = len(quote.text.split())
                if words > QUOTE_WORDS:
                    message = f"{words} words; a quote has at most {QUOTE_WORDS}"
                    yield Fault(
                        finding.path, ("evidence", number, "quotes", which, "text"), message
                    )


@rule
def quote_twice(review: Review, today: date) -> Iterator[Fault]:
    """A quote stands once in a finding."""
    for finding in review.findings:
        seen: set[str] = set()
        for number, item in enumerate(finding.evidence):
            for which, quote in enumerate(item.quotes):
                if quote.anchor in seen:
                    message = "this quote stands in the finding already; keep one"
                    yield Fault(
                        finding.path, ("evidence", number, "quotes", which, "text"), message
                    )
                seen.add(quote.anchor)

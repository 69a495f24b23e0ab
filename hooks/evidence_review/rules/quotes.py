"""Quotes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_review.records.verification import folded
from evidence_review.review import Review
from evidence_review.rules.rule import Fault

QUOTE_WORDS = 60


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


def quote_not_found(review: Review, today: date) -> Iterator[Fault]:
    """A quote from a source whose text was verified is among the words found in that text."""
    for finding in review.findings:
        for number, item in enumerate(finding.evidence):
            verification = review.verifications.get(item.source)
            for which, quote in enumerate(item.quotes):
                if verification and verification.found(quote) is None:
                    message = (
                        f"{verification.path} does not hold these words; copy them exactly,"
                        " then run `evidence verify`"
                    )
                    at = ("evidence", number, "quotes", which, "text")
                    yield Fault(finding.path, at, message)


def stray_verification(review: Review, today: date) -> Iterator[Fault]:
    """A verification belongs to a source, and holds no quote that no finding uses."""
    for key, verification in review.verifications.items():
        if key not in review.source_by_key and key not in review.unread_sources:
            yield Fault(verification.path, (), f"there is no source '{key}'; remove this file")
            continue
        if review.unread_findings:
            continue
        used = {folded(quote.text) for use in review.uses.get(key, ()) for quote in use.item.quotes}
        for number, selector in enumerate(verification.quotes):
            if folded(selector.exact) not in used:
                message = "no finding quotes these words; run `evidence verify` again"
                yield Fault(verification.path, ("quotes", number), message)


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

"""Matching quotes against the text of their source, word for word, and writing what was found."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from evidence_review.quotations.copies import SourceText
from evidence_review.records.evidence import Quote
from evidence_review.records.verification import Selector, Verification, folded, plain_marks

CONTEXT = 32
"""How many characters of prefix and suffix a selector holds."""


@dataclass(frozen=True)
class Missing:
    """A quote that does not stand in the text, with the passage most like it."""

    quote: Quote
    nearest: str


def verify(
    source: str, text: SourceText, scope: str, quotes: Iterable[Quote], today: date
) -> tuple[Verification, tuple[Missing, ...]]:
    """Look for every quote in ``text``, of which ``scope`` was read."""
    words = text.words
    found: list[Selector] = []
    missing: list[Missing] = []
    for quote in quotes:
        selector = _select(text, quote)
        if selector is None:
            missing.append(Missing(quote, nearest(words, quote.text)))
        elif selector not in found:
            found.append(selector)
    found.sort(key=lambda selector: words.find(selector.exact))
    verification = Verification(
        source=source, sha256=text.sha256, scope=scope, verified=today, quotes=tuple(found)
    )
    return verification, tuple(missing)


def nearest(words: str, quote: str) -> str:
    """The run of ``words`` that is most like ``quote``."""
    matcher = difflib.SequenceMatcher(None, folded(words), folded(quote), autojunk=False)
    block = matcher.find_longest_match()
    start = max(0, block.a - block.b)
    return words[start : start + len(quote)]


def _select(text: SourceText, quote: Quote) -> Selector | None:
    words = text.words
    # The folding maps characters one to one, so places in the folded text are places in the text.
    start = plain_marks(words).find(folded(quote.text))
    if start < 0:
        return None
    end = start + len(folded(quote.text))
    return Selector(
        exact=words[start:end],
        prefix=words[max(0, start - CONTEXT) : start],
        suffix=words[end : end + CONTEXT],
        page=text.page(start),
    )


def written(verification: Verification) -> str:
    """The YAML of a verification, as ``evidence verify`` writes it."""
    return "\n".join(_lines(verification)) + "\n"


def _lines(verification: Verification) -> Iterator[str]:
    yield "# Written by `evidence verify`: the quotes that stand word for word in this text."
    yield f"sha256: {verification.sha256}"
    yield f"scope: {verification.scope}"
    yield f"verified: {verification.verified}"
    yield "quotes:" if verification.quotes else "quotes: []"
    for selector in verification.quotes:
        yield f"  - exact: {_scalar(selector.exact)}"
        yield f"    prefix: {_scalar(selector.prefix)}"
        yield f"    suffix: {_scalar(selector.suffix)}"
        if selector.page:
            yield f"    page: {selector.page}"


def _scalar(text: str) -> str:
    # Double-quoted YAML: backslash and quotation mark escaped; the words hold no line breaks.
    return '"' + re.sub(r'([\\"])', r"\\\1", text) + '"'

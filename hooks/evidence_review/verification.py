"""Whether every quote stands word for word in the text of its source.

``evidence verify`` matches quotes against local copies of the texts and writes what it found, one
file a source, under ``evidence/verification``. Without the texts, the written result is held
against the quotes, so that a quote that was edited since is found everywhere.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated
from urllib.parse import quote as quote_url

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from evidence_review.model import Quote
from evidence_review.text import Day, Frozen, Name, Text
from evidence_review.texts import SourceText
from evidence_review.vocabulary import FromList

CONTEXT = 32
"""How many characters of prefix and suffix a selector holds."""

FRAGMENT_WORDS = 5
"""How many words of its beginning and of its end name a long quote in an address."""

_TYPOGRAPHIC = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"'})


class Selector(Frozen):
    """Where a quote stands in a text. Source: W3C Web Annotation, TextQuoteSelector."""

    exact: Text
    """The words as the text has them, white space made single spaces."""
    prefix: str
    """The characters before them."""
    suffix: str
    """The characters after them."""
    page: int | None = Field(default=None, ge=1)
    """The page they stand on, counted from 1, where the text has pages."""

    @property
    def fragment(self) -> str:
        """What to put after an address so that a browser goes to the words.

        Source: WICG, URL Fragment Text Directives; `#page=` for PDF: RFC 8118, section 3.
        """
        if self.page:
            return f"#page={self.page}"
        words = self.exact.split()
        if len(words) <= 2 * FRAGMENT_WORDS:
            return f"#:~:text={_encoded(self.exact)}"
        first, last = words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:]
        return f"#:~:text={_encoded(' '.join(first))},{_encoded(' '.join(last))}"


class Verification(Frozen):
    """What was found in the text of one source."""

    source: SkipJsonSchema[Name]
    """The key of the source: the name of the file without `.yml`."""
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    """The SHA-256 of the text's bytes."""
    scope: Annotated[str, FromList("reading")]
    """What of the source that text is."""
    verified: Day
    """When the quotes were matched against it."""
    quotes: tuple[Selector, ...]
    """Every quote that was found in it."""

    @property
    def path(self) -> str:
        """The file it was read from, relative to the evidence folder."""
        return f"verification/{self.source}.yml"

    def found(self, quote: Quote) -> Selector | None:
        """Where ``quote`` was found, in just these words; None if it was not."""
        return self._by_words.get(folded(quote.text))

    @cached_property
    def _by_words(self) -> dict[str, Selector]:
        return {folded(selector.exact): selector for selector in self.quotes}


@dataclass(frozen=True)
class Missing:
    """A quote that does not stand in the text, with the passage most like it."""

    quote: Quote
    nearest: str


def folded(text: str) -> str:
    """``text`` with white space made single spaces and typographic quotation marks made plain."""
    return " ".join(text.split()).translate(_TYPOGRAPHIC)


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
    start = words.translate(_TYPOGRAPHIC).find(folded(quote.text))
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


def _encoded(words: str) -> str:
    # In a text directive "-", "," and "&" have a meaning of their own.
    return quote_url(words, safe="").replace("-", "%2D")


def _scalar(text: str) -> str:
    # Double-quoted YAML: backslash and quotation mark escaped; the words hold no line breaks.
    return '"' + re.sub(r'([\\"])', r"\\\1", text) + '"'

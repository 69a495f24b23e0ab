"""The record that every quote stood word for word in the text of its source.

``evidence verify`` matches quotes against local copies of the texts and writes what it found, one
file a source, under ``evidence/verification``. Without the texts, the written record is held
against the quotes, so that a quote that was edited since is found everywhere.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated
from urllib.parse import quote as quote_url

from pydantic import AfterValidator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from evidence_review.records.evidence import Quote
from evidence_review.records.text import Count, Day, Frozen, Name, Text
from evidence_review.records.vocabulary import FromList

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
    page: Count | None = None
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


def _hash(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise PydanticCustomError(
            "type", "a SHA-256 is 64 digits and letters from a to f; `evidence verify` writes it"
        )
    return text


class Verification(Frozen):
    """What was found in the text of one source."""

    source: SkipJsonSchema[Name]
    """The key of the source: the name of the file without `.yml`."""
    sha256: Annotated[str, AfterValidator(_hash)]
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


def folded(text: str) -> str:
    """``text`` with white space made single spaces and typographic quotation marks made plain."""
    return plain_marks(" ".join(text.split()))


def plain_marks(text: str) -> str:
    """``text`` with typographic quotation marks made plain, every character in its place."""
    return text.translate(_TYPOGRAPHIC)


def _encoded(words: str) -> str:
    # In a text directive "-", "," and "&" have a meaning of their own.
    return quote_url(words, safe="").replace("-", "%2D")

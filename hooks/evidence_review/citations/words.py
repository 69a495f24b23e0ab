"""Words of citations, made safe to stand on one line of any format."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from evidence_review import phrases
from evidence_review.records.text import FORBIDDEN

REPORT_TYPE: Final = "Evidence review"
"""What sort of report a finding is, in formats that ask for it."""


def line(value: str) -> str:
    """The value on one line: no line break, control or hidden character can end it early."""
    return " ".join(FORBIDDEN.sub(" ", value).split())


def sentence(value: str) -> str:
    """The value on one line that ends in a mark of its own or in a full stop."""
    return phrases.sentence(line(value))


def address(url: str) -> str:
    """The address with every character percent-encoded that could end a value or a tag."""
    return quote(line(url), safe=":/?#[]@!$&()*+,;=%-._~")

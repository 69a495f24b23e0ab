"""What a frozen version leaves open until it is published: where, by whom, in which language.

A version is frozen before anybody knows at which address it will be published. Its finished texts
hold marks in those places, which are filled whenever a site is built.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from evidence_review.history import escapes
from evidence_review.records.frozen import Escape
from evidence_review.site import Site

# No host has a name that ends in ".invalid" (RFC 2606, section 2), so no record names one.
OPEN = Site(
    name="",
    url="https://site.review.invalid/",
    publisher="publisher.review.invalid",
    description="",
    language="language.review.invalid",
    licence="licence.review.invalid",
    edit_url="",
    built=date.min,
)
_ESCAPES: Mapping[Escape, Callable[[str], str]] = {
    "json": escapes.in_json,
    "latex": escapes.latex,
    "line": escapes.line,
}


def filled(text: str, site: Site, escape: Escape = "line") -> str:
    """``text`` with every mark filled; in a record as it was typed, nothing is open."""
    if escape == "as-typed":
        return text
    text = text.replace(OPEN.url, escapes.address(site.url))
    for name in ("publisher", "language", "licence"):
        text = text.replace(getattr(OPEN, name), _ESCAPES[escape](getattr(site, name)))
    return text

"""What a frozen version leaves open until it is published: where, by whom, in which language.

A version is frozen before anybody knows at which address it will be published. Its finished texts
hold marks in those places, which are filled whenever a site is built.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date

from evidence_review.citations import files, words
from evidence_review.records.frozen import JSON, YAML
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


def filled(text: str, site: Site, media_type: str = "") -> str:
    """``text`` with every mark filled, as a file of ``media_type`` holds it."""
    if media_type == YAML:
        return text  # the record as it was typed, in which nothing is open
    escape = _ESCAPES.get(media_type, words.line)
    text = text.replace(OPEN.url, words.address(site.url))
    for name in ("publisher", "language", "licence"):
        text = text.replace(getattr(OPEN, name), escape(getattr(site, name)))
    return text


def _in_json(value: str) -> str:
    return json.dumps(words.line(value), ensure_ascii=False)[1:-1]


_ESCAPES: Mapping[str, Callable[[str], str]] = {
    JSON: _in_json,
    "application/vnd.citationstyles.csl+json": _in_json,
    "application/x-bibtex": files.latex,
}

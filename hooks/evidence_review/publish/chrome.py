"""The chrome of a page: everything around its body, rendered once for each kind of page.

The theme renders one page whose title, description, address and body are markers. Splitting the
result at the markers and joining it around each page gives the same bytes as rendering every page
(a test holds them against each other) in a small part of the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import escape

from evidence_review.site import Page

TITLE = "chrome-marker-title"
DESCRIPTION = "chrome-marker-description"
ADDRESS = "chrome-marker-address"
HEAD = "chrome-marker-head"
BODY = "chrome-marker-body"
EDIT = "chrome-marker-edit"
MODIFIED = "chrome-marker-modified"

_MARKER = re.compile(f"({'|'.join((TITLE, DESCRIPTION, ADDRESS, HEAD, BODY, EDIT, MODIFIED))})")


@dataclass(frozen=True)
class Chrome:
    """A page cut at its markers: pieces of text, with the name of a marker at every odd place."""

    pieces: tuple[str, ...]

    @classmethod
    def cut(cls, html: str) -> Chrome:
        """Cut a page that was rendered with markers. ``ValueError`` if it holds no body marker."""
        pieces = tuple(_MARKER.split(html))
        if BODY not in pieces[1::2]:
            raise ValueError("the theme rendered a page without its content")
        return cls(pieces)

    def around(self, page: Page, address: str) -> str:
        """The whole page; ``address`` is its address on the web."""
        values = {
            TITLE: str(escape(page.title)),
            DESCRIPTION: str(escape(page.description)),
            ADDRESS: str(escape(address)),
            EDIT: str(escape(page.edit_url)),
            MODIFIED: page.modified.isoformat(),
            HEAD: page.head,
            BODY: page.body,
        }
        return "".join(
            values[piece] if place % 2 else piece for place, piece in enumerate(self.pieces)
        )

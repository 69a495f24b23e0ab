"""What a work is called, and what it stands in, put together from the fields of its entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Titles:
    """The title of a work, and the journal or book that it is a part of."""

    title: str
    journal: str | None = None
    booktitle: str | None = None
    chapter: str | None = None
    volume: str | None = None


def titles(kind: str, plain: Mapping[str, str]) -> Titles:
    """The titles that the ``plain`` fields of an entry of this ``kind`` give."""
    get = plain.get
    title = with_subtitle(plain["title"], get("subtitle"), get("titleaddon"))
    book = with_subtitle(get("booktitle"), get("booksubtitle"), get("booktitleaddon"))
    book = book or (get("eventtitle") if kind == "inproceedings" else None)
    journal = with_subtitle(get("journal"), get("journalsubtitle"), None)
    chapter, volume = get("chapter"), get("volume")
    if kind == "inbook" and not book and chapter and not re.match(r"[\dIVXLC]+\b", chapter):
        title, book, chapter = chapter, title, None
    if whole := get("maintitle"):
        part = f"{whole}: Vol. {volume}. " if volume else f"{whole}: "
        title, book = (title, part + book) if book else (f"{part}{title}", None)
        volume = None
    return Titles(title or "", journal, book, chapter, volume)


def with_subtitle(title: str | None, subtitle: str | None, addition: str | None) -> str | None:
    """ "Title: Subtitle [Addition]"; a title that ends in a mark keeps it in place of the colon."""
    if not title:
        return None
    # Library catalogues set a space before the colon too.
    title = re.sub(r"(?<=\S) : (?=\S)", ": ", title)
    mark = "" if title.endswith(("?", "!", ":", "–", "—")) else ":"
    whole = f"{title}{mark} {subtitle}" if subtitle else title
    return f"{whole} [{addition}]" if addition else whole

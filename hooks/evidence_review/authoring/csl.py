"""CSL-JSON, as Zotero exports it and as a DOI resolves to it: one item as the fields of an entry.

Source: Citation Style Language, "CSL-JSON schema" 1.0.2. Crossref names types in its own way and
gives titles as lists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from evidence_review.authoring.drafts import HOUSES, PARTS, Draft, Unreadable, person

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_KINDS: Final = {
    "article-journal": "article", "journal-article": "article", "article-magazine": "article",
    "article-newspaper": "article", "review": "article", "review-book": "article", "book": "book",
    "monograph": "book", "edited-book": "book", "reference-book": "book", "classic": "book",
    "chapter": "incollection", "book-chapter": "incollection", "entry": "incollection",
    "entry-encyclopedia": "incollection", "entry-dictionary": "incollection",
    "paper-conference": "inproceedings", "proceedings-article": "inproceedings",
    "report": "techreport", "thesis": "thesis", "dissertation": "thesis", "dataset": "dataset",
    "software": "software", "legal_case": "jurisdiction", "legislation": "legislation",
    "bill": "legislation", "regulation": "legislation",
}  # fmt: skip
_FIELDS: Final = {
    "volume": "volume", "issue": "number", "article-number": "eid", "edition": "edition",
    "collection-title": "series", "chapter-number": "chapter", "publisher-place": "address",
    "title-short": "shorttitle", "event-title": "eventtitle", "note": "note", "DOI": "doi",
    "URL": "url", "ISBN": "isbn", "ISSN": "issn", "language": "language", "PMID": "pmid",
    "PMCID": "pmcid", "version": "version",
}  # fmt: skip
_USED: Final = {
    *_FIELDS, "id", "type", "title", "subtitle", "container-title", "publisher", "authority",
    "issued", "published", "published-print", "published-online",
    "edition-number", "original-date", "genre", "page", "number",
    "collection-number", "author", "editor", "translator",
}  # fmt: skip


def draft(text: str) -> Draft:
    """The one item in ``text``; ``Unreadable`` where there is none, or more than one."""
    try:
        data: Json = json.loads(text)
    except ValueError as error:
        raise Unreadable(f"this JSON cannot be read: {error}") from None
    items = data if isinstance(data, list) else [data]
    if len(items) != 1 or not isinstance(items[0], dict):
        raise Unreadable(f"this CSL-JSON holds {len(items)} items; a source is exactly one")
    item = items[0]
    kind = _KINDS.get(_text(item.get("type")), "misc")
    return Draft(kind, _fields(kind, item), tuple(sorted(set(item) - _USED)))


def _fields(kind: str, item: Mapping[str, Json]) -> dict[str, str]:
    def text(name: str) -> str:
        return _text(item.get(name))

    whole = "booktitle" if kind in PARTS else "journal"
    simple = {name: text(given) for given, name in _FIELDS.items()}
    number = text("number") or text("collection-number")
    return {
        **{role: " and ".join(_people(item.get(role))) for role in ("author", "editor")},
        "translator": " and ".join(_people(item.get("translator"))),
        "title": text("title"),
        "subtitle": "" if text("subtitle") in text("title") else text("subtitle"),
        whole: text("container-title"),
        "year": _year(item, "issued", "published", "published-print", "published-online"),
        "origdate": _year(item, "original-date"),
        **simple,
        "edition": text("edition") or text("edition-number"),
        "number": simple["number"] or number,
        "pages": text("page").replace("-", "--"),
        HOUSES.get(kind, "publisher"): text("publisher") or text("authority"),
        "type": text("genre"),
    }


def _text(value: Json) -> str:
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return "" if value is None or isinstance(value, dict) else " ".join(str(value).split())


def _people(names: Json) -> Iterator[str]:
    for name in names if isinstance(names, list) else ():
        if isinstance(name, dict):
            parts = {part: _text(value) for part, value in name.items()}
            before = (parts.get("dropping-particle"), parts.get("non-dropping-particle"))
            family = " ".join(filter(None, (*before, parts.get("family"))))
            body = parts.get("literal") or parts.get("name") or ""
            if family or body:
                yield person(family, parts.get("given", ""), parts.get("suffix", ""), body)


def _year(item: Mapping[str, Json], *names: str) -> str:
    """The year or years of the first of these dates that says any."""
    dates = (date for name in names if isinstance(date := item.get(name), dict))
    return next(filter(None, map(_years, dates)), "")


def _years(date: Mapping[str, Json]) -> str:
    parts = date.get("date-parts")
    years = (
        [_text(one) for one in parts if isinstance(one, list)] if isinstance(parts, list) else []
    )
    return "/".join(dict.fromkeys(filter(None, years))) or _worded(date)


def _worded(date: Mapping[str, Json]) -> str:
    """The year of a date in words, "Spring 2004", if there is one and no other."""
    words = _text(date.get("raw")) or _text(date.get("literal"))
    years = re.findall(r"\b[12]\d{3}\b", words)
    return years[0] if len(years) == 1 and "-" not in words else words

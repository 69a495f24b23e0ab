"""RIS, as Zotero, EndNote and publishers export it: one record as the fields of an entry.

Source: Research Information Systems, "RIS Format Specifications" (2011). The only module that
knows rispy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import rispy

from evidence_review.authoring.drafts import HOUSES, PARTS, Draft, Unreadable, person
from evidence_review.bibliography import bare_doi

_KINDS: Final = {
    "JOUR": "article", "EJOUR": "article", "JFULL": "article", "MGZN": "article", "NEWS": "article",
    "INPR": "article", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "incollection",
    "ECHAP": "incollection", "CONF": "inproceedings", "CPAPER": "inproceedings",
    "RPRT": "techreport", "GOVDOC": "techreport", "THES": "thesis", "DATA": "dataset",
    "COMP": "software", "CASE": "jurisdiction", "STAT": "legislation", "BILL": "legislation",
}  # fmt: skip
_TITLES: Final = ("title", "primary_title")
_WHOLES: Final = (
    *("alternate_title3", "secondary_title", "journal_name", "alternate_title2"),
    "alternate_title1",
)
_USED: Final = frozenset(
    {*_TITLES, *_WHOLES, "type_of_reference", "authors", "first_authors", "secondary_authors",
     "subsidiary_authors", "year", "publication_year", "date", "volume", "number", "start_page",
     "end_page", "note", "publisher", "place_published", "edition", "tertiary_title",
     "type_of_work", "doi", "urls", "issn", "custom7", "short_title", "unknown_tag"}
)  # fmt: skip
# An ISSN or an ISBN; a report has its own number there.
_SERIAL: Final = re.compile(r"\d{4}-?\d{3}[\dX]\b|97[89]")


def draft(text: str) -> Draft:
    """The one record in ``text``; ``Unreadable`` where there is none, or more than one."""
    try:
        records = rispy.loads(text.strip() + "\n", skip_unknown_tags=False)
    except (OSError, ValueError) as error:
        raise Unreadable(f"this RIS cannot be read: {error}") from None
    if len(records) != 1:
        raise Unreadable(f"this RIS holds {len(records)} records; a source is exactly one")
    record = records[0]
    kind = _KINDS.get(record.get("type_of_reference", ""), "misc")
    unknown = record.get("unknown_tag", {})
    # ED, from an older form of RIS, is an editor.
    record["secondary_authors"] = [*record.get("secondary_authors", ()), *unknown.pop("ED", ())]
    # YR and BT stand there in place of PY and T2.
    for old, new in (("YR", "year"), ("BT", "secondary_title")):
        if not record.get(new) and unknown.get(old):
            record[new] = unknown.pop(old)[0]
    numbered = kind != "techreport" or record.get("number")
    used = _USED - {"note"} if numbered else _USED
    if kind == "techreport" and record.get("secondary_title"):
        used -= {"tertiary_title"}
    named = sorted(name.replace("_", " ") for name in set(record) - used)
    return Draft(kind, _fields(kind, record), (*named, *sorted(unknown)))


def _fields(kind: str, record: Mapping[str, object]) -> dict[str, str]:
    def first(*names: str) -> str:
        values = (record.get(name) for name in names)
        found = next((value for value in values if value), "")
        return str(found[0] if isinstance(found, list) else found)

    def people(*names: str) -> str:
        listed = [person for name in names for person in _listed(record.get(name))]
        return " and ".join(map(_person, dict.fromkeys(listed)))

    whole, publisher = first(*_WHOLES), first("publisher")
    placed = "booktitle" if kind in PARTS else "series" if kind == "techreport" else "journal"
    serial, sort = first("issn"), first("type_of_work")
    report = first("number") or (first("note") if kind == "techreport" else "")
    if kind == "techreport" and not report and not _SERIAL.search(serial):
        report, serial = serial, ""
    number = "isbn" if kind in {"book", "incollection"} else "issn"
    return {
        "author": people("first_authors", "authors"),
        "editor": people("secondary_authors"),
        "translator": people("subsidiary_authors"),
        "title": first(*_TITLES) or first(*_WHOLES),
        "series": first("tertiary_title"),
        **({placed: whole} if first(*_TITLES) and whole else {}),
        "year": _year(first("year", "publication_year", "date")),
        "volume": first("volume"),
        "number": report,
        "pages": _pages(first("start_page"), first("end_page")),
        "eid": first("custom7"),
        "edition": first("edition"),
        HOUSES.get(kind, "publisher"): publisher,
        "address": first("place_published"),
        "type": sort if kind not in {"article", "book"} and not bare_doi(sort) else "",
        "shorttitle": first("short_title"),
        "doi": first("doi") or bare_doi(sort) or "",
        "url": first("urls"),
        number: serial,
    }


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _person(written: str) -> str:
    """A name in RIS; an organisation ends in a comma."""
    if written.rstrip().endswith(","):
        return person(literal=written.rstrip(", "))
    family, *rest = [part.strip() for part in written.split(",")]
    if not rest:
        # It is one name, whatever stands in it.
        return re.sub(r"\band\b", "{and}", written)
    return person(family, rest[0], ", ".join(rest[1:]))


def _year(date: str) -> str:
    found = re.match(r"\d{4}", date)
    return found[0] if found else date.strip("/")


def _pages(start: str, end: str) -> str:
    if end == "+":
        return f"{start}+"
    return f"{start}--{end}" if start and end and end != start else start or end

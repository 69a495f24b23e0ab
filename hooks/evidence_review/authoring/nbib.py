"""PubMed's own export, nbib: one record as the fields of an entry.

Source: National Library of Medicine, "MEDLINE/PubMed Data Element (Field) Descriptions" (2023).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from evidence_review.authoring.drafts import Draft, Unreadable, person

_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)")
_USED: Final = frozenset(
    {"PMID", "TI", "BTI", "FAU", "AU", "FED", "ED", "CN", "DP", "JT", "TA", "VI", "IP", "PG",
     "AID", "LID", "ISBN", "PB", "PL", "VTI", "IS", "PMC"}
)  # fmt: skip


def draft(text: str) -> Draft:
    """The one record in ``text``; ``Unreadable`` where there is none, or more than one."""
    tags = _tags(text)
    records = len(tags["PMID"]) or len(tags["TI"])
    if records != 1:
        raise Unreadable(f"this nbib holds {records} records; a source is exactly one")
    left_out = tuple(sorted(set(tags) - _USED))
    kind = "incollection" if tags["BTI"] and tags["TI"] else "book" if tags["BTI"] else "article"
    return Draft(kind, _fields(kind, tags), left_out)


def _tags(text: str) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = defaultdict(list)
    last = ""
    for line in text.splitlines():
        if found := _LINE.match(line):
            last = found[1]
            tags[last].append(found[2].strip())
        elif last and line[:1].isspace() and line.strip():
            tags[last][-1] += " " + line.strip()
    return tags


def _fields(kind: str, tags: dict[str, list[str]]) -> dict[str, str]:
    def first(*names: str) -> str:
        return next((tags[name][0] for name in names if tags[name]), "")

    people = [_person(name) for name in tags["FAU"] or tags["AU"]]
    bodies = [person(literal=name) for name in tags["CN"]]
    dated = re.match(r"(\d{4})(?:[ -](\w{3}))?", first("DP"))
    return {
        "author": " and ".join([*people, *bodies]),
        "editor": " and ".join(_person(name) for name in tags["FED"] or tags["ED"]),
        "title": _title(first("TI", "BTI")),
        "journal": first("JT", "TA") if kind == "article" else "",
        "booktitle": first("BTI") if kind == "incollection" else "",
        "year": dated[1] if dated else first("DP"),
        "month": dated[2] or "" if dated else "",
        "volume": first("VI"),
        "number": first("IP"),
        "pages": first("PG").replace("-", "--"),
        "publisher": first("PB"),
        "address": first("PL"),
        "isbn": first("ISBN").split(" ")[0],
        "issn": first("IS").split(" ")[0],
        "eid": _article_number(tags),
        "doi": _identified(tags, "doi"),
        "pmid": first("PMID"),
        "pmcid": first("PMC"),
    }


def _title(written: str) -> str:
    """A title; one that was translated stands in brackets."""
    title = written.removesuffix(".")
    return title[1:-1].removesuffix(".") if title[:1] == "[" and title[-1:] == "]" else title


def _person(written: str) -> str:
    """A name in PubMed: "Dow, Jane", or "Dow J" where only initials are known."""
    family, _, given = written.partition(",")
    if not given:
        family, _, initials = written.rpartition(" ")
        given = " ".join(f"{initial}." for initial in initials)
    given, _, suffix = given.strip().partition(", ")
    return person(family.strip() or written, given if family else "", suffix)


def _article_number(tags: dict[str, list[str]]) -> str:
    """The number that stands for pages: the publisher's own, where the DOI ends in it."""
    own = _identified(tags, "pii")
    has_pages = any(tags["PG"])
    return own if not has_pages and own and _identified(tags, "doi").endswith(own) else ""


def _identified(tags: dict[str, list[str]], kind: str) -> str:
    marked = (re.fullmatch(rf"(.*?) \[{kind}\]", one) for one in [*tags["AID"], *tags["LID"]])
    return next((found[1] for found in marked if found), "")

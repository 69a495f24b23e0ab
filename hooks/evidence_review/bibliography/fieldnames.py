"""The names of fields: those that are read, those that exporters add, and those that are misspelt.

Sources: Patashnik, "BibTeXing" (1988); Kime, Wemheuer and Lehman, "The biblatex Package" (2024),
section 2.2.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Final

ALIASES: Final = {
    "archiveprefix": "eprinttype",
    "eprintclass": "primaryclass",
    "journaltitle": "journal",
    "location": "address",
    "origyear": "origdate",
}
"""Names of biblatex and the names of BibTeX that they stand for."""

SECOND_NAMES: Final = {
    "article-number": "eid",
    "art_number": "eid",
    "articleno": "eid",
    "articlenumber": "eid",
    "elocation-id": "eid",
    "issue": "number",
    "reporter": "journal",
}
"""Names that exporters give beside the field that they stand for, which wins where it is there."""

PEOPLE: Final = ("author", "editor", "translator")
"""The fields that hold names of people."""

VERBATIM: Final = frozenset({"url", "doi", "eprint"})
"""The fields that LaTeX does not typeset."""

READ: Final = frozenset(
    [
     "addendum", "author", "booksubtitle", "booktitle", "booktitleaddon", "chapter", "crossref",
     "date", "doi", "edition", "editor", "eid", "eprint", "eprinttype", "eventtitle",
     "howpublished", "institution", "isbn", "journal", "journalsubtitle", "maintitle", "month",
     "note", "number", "organization", "origdate", "pages", "publisher", "school", "series",
     "shorttitle", "subtitle", "title", "titleaddon", "translator", "type", "url", "version",
     "volume", "xdata", "year"
    ]
)  # fmt: skip
"""The fields that are read, by their names in BibTeX."""

KEPT: Final = READ | frozenset(
    [
     "address", "afterword", "annotator", "bookauthor", "bookpagination", "commentator", "day",
     "editora", "editorb", "editortype", "eventdate", "foreword", "holder", "introduction",
     "issn", "issuetitle", "langid", "language", "mainsubtitle", "maintitleaddon", "number",
     "pagetotal", "part", "pmcid", "pmid", "primaryclass", "pubstate", "shortauthor",
     "shortjournal", "urldate", "venue", "volumes"
    ]
)  # fmt: skip
"""The fields that a pasted entry keeps; they say something of the work."""

_PASSED_OVER: Final = KEPT | frozenset(
    [
     "abstract", "abstractnote", "affiliation", "annotation", "annote", "assignee",
     "author_keywords", "authortype", "bibdate", "bibsource", "biburl", "book-group-author",
     "bookdoi", "coden", "collection", "comment", "copyright", "created", "crossrefonly",
     "data-added", "date-added", "date-modified", "doc-delivery-number", "document_type",
     "earlyaccessdate", "eissn", "entryset", "entrysubtype", "execute", "file", "gender",
     "group", "groups", "gscholar", "hyphenation", "ids", "ids-number", "index",
     "indexsorttitle", "indextitle", "intype", "isan", "ismn", "isrn", "issue_date",
     "issue_title", "iswc", "journal-iso", "key", "keyword", "keywords", "keywords-plus",
     "label", "lccn", "local-url", "localfile", "mendeley-groups", "mendeley-tags",
     "month_numeric", "mrclass", "mrnumber", "mrreviewer", "notes",
     "number-of-cited-references", "numpages", "options", "orcid", "owner", "pagination", "pdf",
     "place", "posted-at", "presort", "priority", "publication_type", "qualityassured",
     "ranking", "read", "readstatus", "related", "relatedoptions", "relatedstring",
     "relatedtype", "researcherid", "rights", "shelfmark", "shortbooktitle", "shorteditor",
     "sortkey", "sortname", "sortshorthand", "sorttitle", "sortyear", "source", "status",
     "tags", "times-cited", "timestamp", "translationdate", "type_of_work", "unique-id",
     "url_date", "username", "uuid", "xref", "zblnumber"
    ]
)  # fmt: skip
_OF_ITS_SOFTWARE: Final = re.compile(r"(?:bdsk|citavi|hal|mendeley|papers\d?|zotero)[-_]")
_WRITTEN_AS: Final = {
    "authors": "author", "editors": "editor", "no": "number", "num": "number", "page": "pages",
    "pp": "pages", "vol": "volume", "organisation": "organization", "inst": "institution",
    "publ": "publisher", "link": "url", "yr": "year", "university": "school", "ed": "edition",
    "titel": "title", "translators": "translator",
}  # fmt: skip
"""Names that many people expect, and the names that BibTeX has."""

_NOTHING: Final = frozenset(
    {
        "-",
        "--",
        "?",
        "ahead of print",
        "ahead-of-print",
        "early view",
        "forthcoming",
        "in press",
        "n/a",
        "na",
        "none",
        "online first",
    }
)
_NUMBERS: Final = ("volume", "number", "pages")


def empty(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The numbers that say only that a publisher had none yet, such as volume "n/a", or 0."""
    none = [name for name in _NUMBERS if fields.get(name, "").lower() in _NOTHING]
    ahead = fields.get("volume") == "0" and fields.get("number", "0") == "0"
    return (*none, *(name for name in _NUMBERS[:2] if ahead and name in fields))


# One letter wrong in `year`, two in `publisher`.
_NEAR: Final = 0.75


def meant(name: str) -> str | None:
    """The field that a name which nobody knows was probably to be; None where there is no such."""
    if (
        _OF_ITS_SOFTWARE.match(name)
        or name in _PASSED_OVER
        or name in ALIASES
        or name in SECOND_NAMES
    ):
        return None
    if name in _WRITTEN_AS:
        return _WRITTEN_AS[name]
    near = difflib.get_close_matches(name, sorted(READ | set(ALIASES)), 1, _NEAR)
    return near[0] if near else None

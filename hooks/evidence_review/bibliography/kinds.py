"""The types of entries: what each must say, and what sort of work it is called in a citation."""

from __future__ import annotations

from typing import Final

FOUND_BY: Final = ("doi", "url", "isbn", "howpublished")
"""With one of these a reader finds a work whose publisher nobody wrote down."""

REQUIRED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "article": (("journal", "eprint"),),
    "book": (("publisher", "institution", "organization", "school", *FOUND_BY),),
    "booklet": (),
    "case": (),
    "inbook": (("booktitle", "chapter", "pages"), ("publisher", "institution", *FOUND_BY)),
    "incollection": (("booktitle",), ("publisher", "institution", *FOUND_BY)),
    "inproceedings": (("booktitle", "journal", "eventtitle", "series"),),
    "law": (),
    "manual": (),
    "mastersthesis": (("school", "institution", "publisher"),),
    "misc": (),
    "phdthesis": (("school", "institution", "publisher"),),
    "proceedings": (),
    "techreport": (("institution", "organization", "publisher", *FOUND_BY),),
    "thesis": (("school", "institution", "publisher"),),
    "unpublished": (("note", "howpublished", "url", "eventtitle", "organization"),),
}
"""For each type, the fields it needs; of several in one group, one is enough."""

THESES: Final = frozenset({"mastersthesis", "phdthesis", "thesis"})
WHOLE: Final = THESES | {"book", "booklet", "manual", "proceedings", "techreport"}
"""Types of works that are no part of another."""

LEGAL: Final = frozenset({"case", "law"})
"""Court cases, and Acts and other law: they have no author, and are cited by their names."""

ALIASES: Final = {
    "artwork": "misc", "audio": "misc", "bookinbook": "inbook", "case": "case",
    "collection": "book", "commentary": "misc", "conference": "inproceedings", "dataset": "misc",
    "electronic": "misc", "hearing": "law", "image": "misc", "inreference": "incollection",
    "jurisdiction": "case", "legal": "law", "legislation": "law", "letter": "misc",
    "movie": "misc", "music": "misc", "mvbook": "book", "mvcollection": "book",
    "mvproceedings": "proceedings", "mvreference": "book", "online": "misc", "patent": "misc",
    "performance": "misc", "periodical": "misc", "reference": "book", "report": "techreport",
    "review": "article", "software": "misc", "standard": "misc", "statute": "law",
    "suppbook": "inbook", "suppcollection": "incollection", "suppperiodical": "article",
    "video": "misc", "webpage": "misc", "www": "misc",
}  # fmt: skip
"""Types of biblatex, and of what exports it, and the types of BibTeX that stand for them."""

_CALLED: Final = {
    "mastersthesis": "Master's thesis",
    "phdthesis": "PhD thesis",
    "thesis": "Thesis",
}
_BY_WRITTEN: Final = {"dataset": "Data set", "software": "Computer software"}
# What reference managers write as the type of every work of its kind.
_OF_EVERY: Final = frozenset(
    [
     "book", "book chapter", "book section", "conference proceedings", "edited book", "generic",
     "journal article", "other", "theses", "thesis", "web page"
    ]
)  # fmt: skip
# Words that biblatex translates where they stand as the type of a work.
_WORDS: Final = {
    "audiocd": "Audio CD",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "datacd": "Data CD",
    "mathesis": "Master's thesis",
    "mastersthesis": "Master's thesis",
    "ph.d.": "PhD thesis",
    "phd": "PhD thesis",
    "phdthesis": "PhD thesis",
    "resreport": "Research report",
    "software": "Computer software",
    "techreport": "Technical report",
    "workingpaper": "Working paper",
}


def sort_of(kind: str, written: str, said: str | None) -> str | None:
    """What the work is called in brackets: as the entry says, else by its type."""
    if said and said.lower() not in _OF_EVERY:
        return _WORDS.get(said.lower(), said)
    return _BY_WRITTEN.get(written) or _CALLED.get(kind)

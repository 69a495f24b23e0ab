"""From the fields of an entry to a reference: what each field must hold, and what it means."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import Final

from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString
from pybtex.database import Person as BibtexPerson
from pybtex.database.input.bibtex import month_names

from evidence_review.bibliography.entry import Entry, EntryFault, Faults, one_entry
from evidence_review.bibliography.latex import BARE_PERCENT, decoded, verbatim
from evidence_review.bibliography.reference import Person, Reference, is_address
from evidence_review.problems import did_you_mean
from evidence_review.records.text import FORBIDDEN, unseen

# For each entry type, the fields it needs; of several in one group, one is enough.
REQUIRED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "article": (("journal",),),
    "book": (("publisher", "institution"),),
    "booklet": (),
    "inbook": (("booktitle", "chapter", "pages"), ("publisher", "institution")),
    "incollection": (("booktitle",), ("publisher", "institution")),
    "inproceedings": (("booktitle",),),
    "manual": (),
    "mastersthesis": (("school", "institution"),),
    "misc": (),
    "phdthesis": (("school", "institution"),),
    "proceedings": (),
    "techreport": (("institution", "organization", "publisher"),),
    "unpublished": (("note",),),
}
ALIASES: Final = {
    "collection": "book",
    "conference": "inproceedings",
    "dataset": "misc",
    "electronic": "misc",
    "online": "misc",
    "report": "techreport",
    "software": "misc",
    "thesis": "phdthesis",
    "www": "misc",
}
RESPONSIBLE: Final = (
    *("author", "editor", "institution", "organization", "school", "publisher", "howpublished"),
)
DOI: Final = re.compile(r"10\.\d{4,9}/[^\s{}\\\"]+")
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-\d{2})?)?")
_DECODED = (
    *RESPONSIBLE,
    *("title", "booktitle", "chapter", "journal", "volume", "number", "pages"),
    *("isbn", "note", "month", "year"),
)
_MONTHS = tuple(month_names.values())


@cache
def read_entry(text: str, key: str) -> tuple[Reference | None, tuple[EntryFault, ...]]:
    """The reference that ``text`` describes, and every fault in it, in the order of the text.

    ``key`` is the name of the source's file, which the entry must bear. There is no reference when
    the text cannot be read as one entry with a title. A value that is faulty is left out.
    """
    faults = Faults(text)
    for found in FORBIDDEN.finditer(text):
        faults.add(found.start(), unseen(found[0]), "bibtex-characters")
    entry = one_entry(text, faults)
    reference = _reference(entry, key, faults) if entry else None
    return reference, faults.sorted


def _reference(entry: Entry, key: str, faults: Faults) -> Reference | None:
    if entry.key != key:
        message = f"the key '{entry.key}' is not the name of the file; write '{key}' in both"
        faults.add(entry.start, message, "bibtex-key")
    kind = ALIASES.get(entry.kind, entry.kind)
    if kind not in REQUIRED:
        right = did_you_mean(entry.kind, sorted(REQUIRED))
        faults.add(entry.start, f"there is no entry type @{entry.kind}; {right}", "bibtex-type")
    plain = {name: _checked(entry, name, faults) for name in _DECODED if name in entry.values}
    for group in (("title",), RESPONSIBLE, *REQUIRED.get(kind, ())):
        if not any(plain.get(name) for name in group):
            other = f" (or {', '.join(group[1:])})" if group[1:] else ""
            message = f"@{entry.kind} needs the field '{group[0]}'{other}; add it"
            faults.add(entry.start, message, "bibtex-required-field")
    year, month = _when(entry, plain, faults)
    if kind not in REQUIRED or not plain.get("title"):
        return None
    authors, others = _people(entry, "author", faults)
    editors, _ = _people(entry, "editor", faults)
    get = plain.get
    pages = get("pages")
    return Reference(
        key=key,
        kind=kind,
        title=plain["title"],
        authors=authors,
        editors=editors,
        year=year,
        journal=get("journal"),
        volume=get("volume"),
        number=get("number"),
        pages=re.sub(r"(?<=\d)\s*[-–—]+\s*(?=\d)", "–", pages) if pages else None,
        publisher=get("publisher"),
        institution=get("institution") or get("school") or get("organization"),
        booktitle=get("booktitle"),
        howpublished=get("howpublished"),
        doi=_doi(entry, faults),
        isbn=get("isbn"),
        url=_url(entry, faults),
        note=get("note"),
        month=month,
        others=others,
    )


def _checked(entry: Entry, name: str, faults: Faults) -> str:
    raw, place = entry.values[name], entry.places[name]
    if BARE_PERCENT.search(raw):
        message = f"in LaTeX a bare % hides the rest of '{name}'; write \\%"
        faults.add(place, message, "bibtex-latex")
    text, unknown = decoded(raw)
    for macro in unknown:
        message = f"'{name}' holds {macro}, which is not known here; write the character itself"
        faults.add(max(place, faults.text.find(macro, place)), message, "bibtex-latex")
    return text


def _when(entry: Entry, plain: dict[str, str], faults: Faults) -> tuple[str | None, str | None]:
    year, month = plain.get("year"), plain.get("month")
    if year is not None and not re.fullmatch(r"[0-9]{4}", year):
        message = f"'{year}' is not a year of four digits; leave it out where it is not known"
        faults.add(entry.places["year"], message, "bibtex-year")
        year = None
    if "date" in entry.values:
        date = _DATE.fullmatch(entry.values["date"])
        if date:
            year, month = year or date[1], month or date[2]
        else:
            message = "write the date as year-month-day, year-month or year, such as 2021-05"
            faults.add(entry.places["date"], message, "bibtex-year")
    if month and month.isdecimal() and 1 <= int(month) <= 12:
        month = _MONTHS[int(month) - 1]
    return year, month_names.get((month or "").lower(), month)


def _doi(entry: Entry, faults: Faults) -> str | None:
    doi = verbatim(entry.values.get("doi", ""))
    if doi and not DOI.fullmatch(doi):
        message = f"'{doi}' is not a DOI; write it bare, from 10. on, such as 10.1000/xyz123"
        faults.add(entry.places["doi"], message, "bibtex-doi")
        return None
    return doi or None


def _url(entry: Entry, faults: Faults) -> str | None:
    url = verbatim(entry.values.get("url", ""))
    if url and not is_address(url):
        message = "write 'url' as a whole address that begins with https://"
        faults.add(entry.places["url"], message, "bibtex-url")
        return None
    return url or None


def _people(entry: Entry, role: str, faults: Faults) -> tuple[tuple[Person, ...], bool]:
    """Everybody in the field ``role``, and whether it ends in "and others"."""
    people = []
    names = split_name_list(entry.values.get(role, ""))
    others = len(names) > 1 and names[-1] == "others"
    for name in names[:-1] if others else names:
        try:
            person = _person(name)
        except InvalidNameString:
            person = None
        if person is None:
            message = f"'{name}' is not read as one person; write Family, Given and Family, Given"
            hint = ", an organisation in double braces: {{Department for Education}}"
            faults.add(entry.places[role], message + hint, "bibtex-name")
        else:
            people.append(person)
    return tuple(people), others


def _person(name: str) -> Person | None:
    if _in_braces(name):
        return Person(decoded(name)[0], corporate=True)
    parsed = BibtexPerson(name)
    von = [*parsed.prelast_names, *parsed.last_names, *parsed.lineage_names]
    if not parsed.last_names or {"of", "for", "the", "and"} & {word.lower() for word in von}:
        return None
    given = " ".join(parsed.bibtex_first_names)
    return Person(decoded(" ".join(von))[0], decoded(given)[0])


def _in_braces(name: str) -> bool:
    """Whether one pair of braces holds the whole name, and is no accent such as {\\"O}."""
    depths = list(accumulate((c == "{") - (c == "}") for c in name))
    return name[:1] == "{" and name[:2] != "{\\" and 0 not in depths[:-1]

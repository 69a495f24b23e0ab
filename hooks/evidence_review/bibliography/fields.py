"""From the fields of an entry to a reference: what each field must hold, and what it means."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pybtex.database.input.bibtex import month_names

from evidence_review.bibliography.addresses import doi_of, eprint_of, url_of
from evidence_review.bibliography.dates import Misdated, date_of, year_of
from evidence_review.bibliography.entry import Entry, one_entry
from evidence_review.bibliography.faults import EntryFault, Faults
from evidence_review.bibliography.fieldnames import PEOPLE, empty, meant
from evidence_review.bibliography.kinds import ALIASES, LEGAL, REQUIRED, THESES, WHOLE, sort_of
from evidence_review.bibliography.latex import BARE_PERCENT, decoded, verbatim
from evidence_review.bibliography.people import People, people
from evidence_review.bibliography.reference import Reference, is_address
from evidence_review.bibliography.titles import titles
from evidence_review.problems import did_you_mean
from evidence_review.records.text import FORBIDDEN, unseen

_BODIES: Final = ("institution", "school", "organization")
RESPONSIBLE: Final = ("author", "editor", *_BODIES, "publisher", "howpublished")
_DECODED: tuple[str, ...] = (
    *PEOPLE,
    *_BODIES,
    *("title", "subtitle", "titleaddon", "maintitle", "shorttitle", "booktitle", "booksubtitle"),
    *("booktitleaddon", "journal", "journalsubtitle", "eventtitle", "series", "edition", "volume"),
    *("number", "chapter", "pages", "eid", "type", "isbn", "note", "addendum", "month", "year"),
    *("publisher", "howpublished", "origdate", "date", "version"),
)
# What databases and reference managers put into a note: it says nothing of the work.
_OF_A_DATABASE = re.compile(
    r"cited by:? \d+.*|(?:publisher )?copyright\b.*|©.*|export date:.*"
    r"|(?:_eprint|publisher|number|issn|isbn|section|journal abbreviation|google-books-id|place"
    r"|pmid|pmcid): .*",
    re.IGNORECASE,
)
_A_NUMBER_OF_PAGES = re.compile(r"(?:[ivxlc]+, *)?\d+(?: *(?:pp?|pages|S|Seiten)\b\.?)?")
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
    kind = ALIASES.get(entry.kind, entry.kind)
    if kind not in REQUIRED:
        right = did_you_mean(entry.kind, sorted(REQUIRED))
        faults.add(entry.start, f"there is no entry type @{entry.kind}; {right}", "bibtex-type")
    _ask_about_key(entry, key, faults)
    _ask_about_names(entry, faults)
    plain: dict[str, str] = {
        name: _checked(entry, name, faults) for name in _DECODED if name in entry.values
    }
    _ask_about_missing(entry, kind, plain, faults)
    for name in empty(plain):
        message = f"'{name}' is '{plain[name]}', which says nothing; leave the field out"
        faults.add(entry.places[name], message, "bibtex-field")
    year, month = _when(entry, plain, faults)
    bodies = [plain[name] for name in (*_BODIES, "publisher") if plain.get(name)]
    authors, editors, translators = (_people(entry, role, bodies, faults) for role in PEOPLE)
    doi, url, (eprint, archive) = doi_of(entry, faults), url_of(entry, faults), eprint_of(entry)
    if kind not in REQUIRED or not plain.get("title"):
        return None
    get, named = plain.get, titles(kind, plain)
    volume, number = _issue(kind, _bare(named.volume), _bare(get("number")))
    note, eid = _note(get("note"), doi, plain)
    first, *partners = dict.fromkeys([*(plain[n] for n in _BODIES if plain.get(n)), ""])
    return Reference(
        key=key,
        kind=kind,
        title=named.title,
        authors=authors.persons,
        editors=editors.persons,
        translators=translators.persons,
        others=authors.others or (editors.others and not authors.persons),
        year=year,
        month=month,
        journal=None if kind in THESES else named.journal,
        booktitle=named.booktitle,
        chapter=named.chapter,
        volume=volume,
        series=get("series"),
        edition=get("edition"),
        number=number,
        version=get("version"),
        pages=None if _is_whole(kind, plain) else _pages(get("pages")),
        article_number=eid,
        sort=sort_of(kind, entry.kind, get("type")),
        short_title=get("shorttitle"),
        publisher=get("publisher"),
        institution=first or None,
        partners=tuple(filter(None, partners)),
        howpublished=_way(kind, named.journal, get("howpublished")),
        doi=doi,
        url=url,
        eprint=eprint,
        eprint_address=archive,
        note=note,
        addendum=get("addendum"),
        first_published=_first_published(entry, plain, faults),
    )


def _ask_about_key(entry: Entry, key: str, faults: Faults) -> None:
    if not entry.head.key:
        message = f"the entry has no key; write '{key}' and a comma after the brace that opens it"
        faults.add(entry.start, message, "bibtex-key")
    elif entry.head.key != key:
        message = f"the key '{entry.head.key}' is not the name of the file; write '{key}' in both"
        faults.add(entry.start, message, "bibtex-key")
    if entry.head.key and entry.values and not entry.head.comma:
        message = f"a comma is missing behind the key '{entry.head.key}'"
        faults.add(entry.head.place, message, "bibtex-syntax")


def _ask_about_names(entry: Entry, faults: Faults) -> None:
    for name, place in entry.places.items():
        if name in {"crossref", "xdata"}:
            other = entry.values[name]
            message = f"'{name}' takes fields from '{other}', which is not here; write them out"
            faults.add(place, message, "bibtex-crossref")
        elif right := meant(name):
            message = f"there is no field '{name}'; did you mean '{right}'?"
            faults.add(place, message, "bibtex-field")


def _ask_about_missing(entry: Entry, kind: str, plain: dict[str, str], faults: Faults) -> None:
    responsible = () if kind in LEGAL else (RESPONSIBLE,)
    for group in (("title",), *responsible, *REQUIRED.get(kind, ())):
        if not any(plain.get(name, entry.values.get(name)) for name in group):
            other = f" (or {', '.join(group[1:])})" if group[1:] else ""
            message = f"@{entry.kind} needs the field '{group[0]}'{other}; add it"
            faults.add(entry.start, message, "bibtex-required-field")


def _checked(entry: Entry, name: str, faults: Faults) -> str:
    raw, place = entry.values[name], entry.places[name]
    if BARE_PERCENT.search(raw):
        message = f"in LaTeX a bare % hides the rest of '{name}'; write \\%"
        faults.add(place, message, "bibtex-latex")
    text, unknown = decoded(raw)
    for macro in unknown:
        advice = "in LaTeX money is \\$" if macro[0] == "$" else "write the character itself"
        message = f"'{name}' holds {macro}, which is not known here; {advice}"
        faults.add(max(place, faults.text.find(macro, place)), message, "bibtex-latex")
    if hidden := FORBIDDEN.search(text):
        faults.add(place, unseen(hidden[0]), "bibtex-characters")
    return text


def _when(entry: Entry, plain: dict[str, str], faults: Faults) -> tuple[str | None, str | None]:
    """The year or years as they are printed, and the month."""
    read: dict[str, str] = {}
    for name, reader in (("year", year_of), ("date", date_of)):
        if plain.get(name):
            try:
                read[name] = reader(_dated(entry, name))
            except Misdated as error:
                faults.add(entry.places[name], str(error), "bibtex-year")
    year, from_date = read.get("year"), read.get("date")
    if year and from_date and year[-4:] not in from_date and from_date[-4:] not in year:
        message = f"'date' says {from_date} and 'year' says {year}; keep one of the two"
        faults.add(entry.places["date"], message, "bibtex-year")
    month = plain.get("month")
    dated = re.match(r"\d{4}-(0[1-9]|1[0-2])", plain.get("date", plain.get("year", "")))
    number = month or (dated[1] if dated else "")
    if number.isdecimal() and 1 <= int(number) <= 12:
        month = _MONTHS[int(number) - 1]
    return year or from_date, month_names.get((month or "").lower(), month)


def _dated(entry: Entry, name: str) -> str:
    """A date as it was typed: a tilde behind it says that it is not certain."""
    return re.sub(r"(?<!\d)~", " ", entry.values[name].strip("{} "))


def _first_published(entry: Entry, plain: dict[str, str], faults: Faults) -> str | None:
    if not plain.get("origdate"):
        return None
    try:
        return date_of(_dated(entry, "origdate"))
    except Misdated as error:
        faults.add(entry.places["origdate"], str(error), "bibtex-year")
        return None


def _people(entry: Entry, role: str, bodies: list[str], faults: Faults) -> People:
    """Everybody in the field ``role``; whoever is doubtful is asked about and left out."""
    if role not in entry.values:
        return People()
    read = people(entry.values[role], role, bodies)
    if read.doubt:
        faults.add(entry.places[role], read.doubt, "bibtex-name")
    return read


def _bare(number: str | None) -> str | None:
    """A volume or an issue without the word for it: "Vol. 12", "Volume 9 - 2018"."""
    bare = re.sub(
        r"^(?:(?:vol(?:ume)?|no|number|issue|nr|heft)\b|n[°º])\.? *(?=\d)",
        "",
        number or "",
        flags=re.IGNORECASE,
    )
    bare = re.sub(r"^(\d+) - \d{4}$", r"\1", bare) if bare != number else bare
    return re.sub(r"(?<=[a-z])_(?=\d)", " ", bare) or None


def _issue(kind: str, volume: str | None, number: str | None) -> tuple[str | None, str | None]:
    """Volume and issue; some exporters set both into the volume: "111 3"."""
    both = re.fullmatch(r"(\d+) (\d+(?:[-–]\d+)?)", volume or "")
    return (both[1], both[2]) if both and kind == "article" and not number else (volume, number)


def _pages(pages: str | None) -> str | None:
    if not pages:
        return None
    plain = re.sub(r"^(?:pp?|pages?)\.? *(?=\d)", "", pages.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"(?<=\d)\s*[-–—]+\s*(?=[A-Za-z]{0,2}\d)", "–", plain)
    first, _, last = plain.partition("–")
    return first if first == last else plain


def _is_whole(kind: str, plain: dict[str, str]) -> bool:
    """Whether "pages" says how many pages there are, as it does for a work that is no part."""
    part = kind not in WHOLE or (kind not in THESES and "journal" in plain) or "booktitle" in plain
    return not part and bool(_A_NUMBER_OF_PAGES.fullmatch(plain.get("pages", "")))


def _note(
    note: str | None, doi: str | None, plain: dict[str, str]
) -> tuple[str | None, str | None]:
    """The note, if it says something of the work, and the number of an article.

    Some publishers put that number, with which the DOI ends, into the note.
    """
    number = plain.get("eid")
    if note and _OF_A_DATABASE.fullmatch(note):
        return None, number
    if note and doi and len(note) > 3 and doi.lower().endswith(note.lower()):
        return None, number or (None if "pages" in plain else note)
    return note, number


def _way(kind: str, journal: str | None, said: str | None) -> str | None:
    """How it was brought out; what is called the journal of a thesis is the database it is in."""
    said = None if is_address(verbatim(said or "")) else said
    return said or (journal if kind in THESES else None)

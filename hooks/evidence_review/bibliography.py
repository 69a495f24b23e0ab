"""Sources as BibTeX: one entry is read, checked as a whole and formatted. The one door to pybtex.

What makes an entry sound follows Patashnik, "BibTeXing" (1988), section 3; the biblatex names that
other software exports are taken for their BibTeX equivalents. Citations are author-date, in the
manner of the APA (7th edition).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final

from markupsafe import Markup, escape
from pybtex.backends.html import Backend as HtmlBackend  # type: ignore[import-untyped]
from pybtex.backends.plaintext import Backend as TextBackend  # type: ignore[import-untyped]
from pybtex.bibtex.utils import split_name_list  # type: ignore[import-untyped]
from pybtex.database import InvalidNameString  # type: ignore[import-untyped]
from pybtex.database import Person as BibtexPerson
from pybtex.database.input.bibtex import (  # type: ignore[import-untyped]
    LowLevelParser,
    UndefinedMacro,
    month_names,
)
from pybtex.richtext import HRef, Text  # type: ignore[import-untyped]
from pybtex.scanner import PrematureEOF, PybtexSyntaxError  # type: ignore[import-untyped]
from pybtex.style.template import join, sentence, tag  # type: ignore[import-untyped]
from pybtex.textutils import abbreviate, normalize_whitespace  # type: ignore[import-untyped]
from pybtex.utils import CaseInsensitiveDict  # type: ignore[import-untyped]
from pydantic import TypeAdapter, ValidationError

from evidence_review.problems import did_you_mean
from evidence_review.text import FORBIDDEN, Address

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
FIELD_ALIASES: Final = {"journaltitle": "journal", "location": "address"}
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
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)

# What pybtex's decoder leaves as it is, or takes for markup. Characters that mean something to it
# travel as noncharacters, which no record may hold.
_SYMBOLS: Final = {
    "{": "\ufffa",
    "}": "\ufffb",
    "$": "\ufffc",
    ",": " ",
    "/": "",
    "euro": "€",
    "slash": "/",
    "textasciicircum": "^",
    "textasciitilde": "\ufffe",
    "textbackslash": "\ufffd",
    "textbar": "|",
    "textbraceleft": "\ufffa",
    "textbraceright": "\ufffb",
    "textellipsis": "…",
    "texteuro": "€",
    "textgreater": ">",
    "textless": "<",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquoteleft": "‘",
    "textquoteright": "’",
}
_SYMBOL = re.compile(
    r"\\(?:([{}$,/])|("
    + "|".join(word for word in _SYMBOLS if word.isalpha())
    + r")(?![A-Za-z])(?:\{\}|\s+)?)"
)
_RESTORED = str.maketrans("\ufffa\ufffb\ufffc\ufffd\ufffe\uffff\u00a0", "{}$\\~% ")
_TEXT_STYLE = re.compile(
    r"\\(?:(?:emph|text(?:it|bf|sc|rm|sf|tt|up|sl|normal)|mbox|url|enquote)\s*(?=\{)"
    r"|(?:em|it|bf|sc|rm|itshape|bfseries)(?![A-Za-z])\s*)"
)
_DOTLESS = re.compile(r"(\\['\"`^~=.uvHr])\s*\{?\\([ij])(?![A-Za-z])\s*(?:\{\})?\}?")
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_MARKUP = re.compile(r"[\\{}~%`\u00a0]|--|''|,,")
_MACRO = re.compile(r"\\(?:[A-Za-z]+|.)")


@dataclass(frozen=True)
class EntryFault:
    """One fault in the text of an entry; line and column count from 1 within that text."""

    line: int
    column: int
    message: str
    rule: str


@dataclass(frozen=True)
class Person:
    """An author or editor; ``corporate`` when written in double braces, all in ``family`` then."""

    family: str
    given: str = ""
    corporate: bool = False


@dataclass(frozen=True)
class Reference:
    """One publication in plain text, LaTeX decoded. What the entry does not say is None."""

    key: str
    kind: str
    title: str
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    year: str | None = None
    journal: str | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    publisher: str | None = None
    institution: str | None = None
    booktitle: str | None = None
    howpublished: str | None = None
    doi: str | None = None
    isbn: str | None = None
    url: str | None = None
    note: str | None = None
    month: str | None = None
    others: bool = False
    """Whether the list of authors goes on ("and others")."""

    @property
    def organisation(self) -> str | None:
        """Who stands for the work where no person is named."""
        return self.institution or self.publisher

    @property
    def short_authors(self) -> str:
        """Who says it, as in running text: "Clair", "Bell and Smerdon", "Roorda et al."."""
        names = [person.family for person in self.authors or self.editors]
        if not names:
            words = self.title.split()
            short = " ".join(words[:6]).rstrip(",:;–—-") + "…" if words[6:] else self.title
            return self.organisation or short
        if len(names) > 2 or self.others:
            return f"{names[0]} et al."
        return " and ".join(names)

    @property
    def year_or_nd(self) -> str:
        """The year, or "n.d." where none is known."""
        return self.year or "n.d."

    @property
    def address(self) -> str | None:
        """Where to find it: its DOI as a link, else its https address, else None."""
        if self.doi:
            return "https://doi.org/" + self.doi.replace("<", "%3C").replace(">", "%3E")
        return self.url if _is_address(self.url) else None

    @property
    def text(self) -> str:
        """The full citation as plain text on one line."""
        return _formatted(self)[0]

    @property
    def html(self) -> Markup:
        """The full citation as HTML: escaped, titles in ``<em>``, the address as a link."""
        return _formatted(self)[1]


@cache
def read_entry(text: str, key: str) -> tuple[Reference | None, tuple[EntryFault, ...]]:
    """The reference that ``text`` describes, and every fault in it, in the order of the text.

    ``key`` is the name of the source's file, which the entry must bear. There is no reference when
    the text cannot be read as one entry with a title. A value that is faulty is left out.
    """
    faults = _Faults(text)
    for found in FORBIDDEN.finditer(text):
        code = f"U+{ord(found[0]):04X}"
        hidden = f"character {code} cannot be seen or reorders the text; take it out"
        faults.add(found.start(), hidden, "bibtex-characters")
    entry = _one_entry(text, faults)
    reference = _reference(entry, key, faults) if entry else None
    return reference, faults.sorted


class _Faults:
    def __init__(self, text: str) -> None:
        self.text = text
        self._found: set[EntryFault] = set()

    def add(self, offset: int, message: str, rule: str) -> None:
        line_start = self.text.rfind("\n", 0, offset) + 1
        line = self.text.count("\n", 0, offset) + 1
        self._found.add(EntryFault(line, offset - line_start + 1, message, rule))

    @property
    def sorted(self) -> tuple[EntryFault, ...]:
        return tuple(sorted(self._found, key=lambda f: (f.line, f.column, f.rule, f.message)))


@dataclass(frozen=True)
class _Entry:
    start: int
    kind: str
    key: str
    values: dict[str, str]
    places: dict[str, int]


class _Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser, which also keeps where each field stands."""

    def __init__(self, text: str, faults: _Faults) -> None:
        super().__init__(text, macros=CaseInsensitiveDict(month_names))
        self.faults = faults
        self.place = 0
        self.fields: list[tuple[str, int, str]] = []

    def parse_command(self) -> object:
        self.place = self.command_start
        self.fields = []
        return super().parse_command()

    def parse_field(self) -> None:
        self.eat_whitespace()
        start = self.pos
        if self.NAME.match(self.text, start):
            self.place = start
        super().parse_field()
        if self.current_field_name:
            value = normalize_whitespace("".join(self.current_value))
            self.fields.append((self.current_field_name.lower(), start, value))

    def handle_error(self, error: PybtexSyntaxError) -> None:
        if not isinstance(error, UndefinedMacro):
            raise error
        word = str(error.args[0])
        message = f"'{word}' is no name of a month; put the value in braces: {{{word}}}"
        self.faults.add(self.pos - len(word), message, "bibtex-syntax")


def _one_entry(text: str, faults: _Faults) -> _Entry | None:
    parser = _Parser(text, faults)
    entries: list[_Entry] = []
    end = 0
    try:
        for command, body in parser:
            _nothing_outside(text, end, parser.command_start, faults)
            end = parser.pos
            if command.lower() in {"string", "preamble"}:
                message = f"@{command} is not read here; write the values in the entry itself"
                faults.add(parser.command_start, message, "bibtex-one-entry")
                continue
            values, places = _fields(parser, faults)
            entries.append(_Entry(parser.command_start, command.lower(), body[0], values, places))
    except PrematureEOF:
        message = "from here on a brace or quotation mark that opens is never closed"
        faults.add(parser.place, message, "bibtex-syntax")
        return None
    except PybtexSyntaxError as error:
        wanted = str(error.args[0]).replace("'}' expected", "a comma or the closing } is expected")
        message = f"{wanted} here; look for a missing comma or a brace too many just before"
        faults.add(min(parser.pos, len(text) - 1), message, "bibtex-syntax")
        return None
    _nothing_outside(text, end, len(text), faults)
    if not entries:
        message = "there is no entry here; paste one, such as @article{key, title = {...}, ...}"
        faults.add(0, message, "bibtex-one-entry")
    for extra in entries[1:]:
        message = "this is a second entry; a source has exactly one, so give it a file of its own"
        faults.add(extra.start, message, "bibtex-one-entry")
    return entries[0] if len(entries) == 1 else None


def _nothing_outside(text: str, start: int, end: int, faults: _Faults) -> None:
    stray = text[start:end].strip()
    if stray:
        message = "only the entry is read; take out what stands outside its braces"
        faults.add(text.index(stray, start), message, "bibtex-one-entry")


def _fields(parser: _Parser, faults: _Faults) -> tuple[dict[str, str], dict[str, int]]:
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    for written, place, value in parser.fields:
        name = FIELD_ALIASES.get(written, written)
        if name in values:
            message = f"'{written}' is given twice; keep one of the two"
            faults.add(place, message, "bibtex-repeated-field")
        elif value:
            values[name], places[name] = value, place
    return values, places


def _reference(entry: _Entry, key: str, faults: _Faults) -> Reference | None:
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


def _checked(entry: _Entry, name: str, faults: _Faults) -> str:
    raw, place = entry.values[name], entry.places[name]
    if _BARE_PERCENT.search(raw):
        message = f"in LaTeX a bare % hides the rest of '{name}'; write \\%"
        faults.add(place, message, "bibtex-latex")
    text, unknown = _decoded(raw)
    for macro in unknown:
        message = f"'{name}' holds {macro}, which is not known here; write the character itself"
        faults.add(max(place, faults.text.find(macro, place)), message, "bibtex-latex")
    return text


@cache
def _decoded(raw: str) -> tuple[str, tuple[str, ...]]:
    """Plain text, and the macros left in it because nobody knows them."""
    if not _MARKUP.search(raw):
        return raw, ()
    text = _DOTLESS.sub(r"\1{\2}", _TEXT_STYLE.sub("", _BARE_PERCENT.sub("\uffff", raw)))
    text = _SYMBOL.sub(lambda found: _SYMBOLS[found[1] or found[2]], text)
    try:
        text = normalize_whitespace(str(Text.from_latex(text)))
    except (UnicodeDecodeError, PybtexSyntaxError):  # a last backslash, or \{ closed by }
        return re.sub(r"[{}]", "", raw), ("\\",)
    return text.translate(_RESTORED), tuple(_MACRO.findall(text))


def _verbatim(raw: str) -> str:
    """The value of a field that LaTeX does not typeset, freed of what exporters put into it."""
    return re.sub(r"\\([_&%#$~])", r"\1", re.sub(r"\\url\s*(?=\{)|[{}]", "", raw)).strip()


def _when(entry: _Entry, plain: dict[str, str], faults: _Faults) -> tuple[str | None, str | None]:
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


def _doi(entry: _Entry, faults: _Faults) -> str | None:
    doi = _verbatim(entry.values.get("doi", ""))
    if doi and not DOI.fullmatch(doi):
        message = f"'{doi}' is not a DOI; write it bare, from 10. on, such as 10.1000/xyz123"
        faults.add(entry.places["doi"], message, "bibtex-doi")
        return None
    return doi or None


def _url(entry: _Entry, faults: _Faults) -> str | None:
    url = _verbatim(entry.values.get("url", ""))
    if url and not _is_address(url):
        message = "write 'url' as a whole address that begins with https://"
        faults.add(entry.places["url"], message, "bibtex-url")
        return None
    return url or None


def _is_address(url: str | None) -> bool:
    try:
        _ADDRESS.validate_python(url)
    except ValidationError:
        return False
    return True


def _people(entry: _Entry, role: str, faults: _Faults) -> tuple[tuple[Person, ...], bool]:
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
        return Person(_decoded(name)[0], corporate=True)
    parsed = BibtexPerson(name)
    von = [*parsed.prelast_names, *parsed.last_names, *parsed.lineage_names]
    if not parsed.last_names or {"of", "for", "the", "and"} & {word.lower() for word in von}:
        return None
    given = " ".join(parsed.bibtex_first_names)
    return Person(_decoded(" ".join(von))[0], _decoded(given)[0])


def _in_braces(name: str) -> bool:
    """Whether one pair of braces holds the whole name, and is no accent such as {\\"O}."""
    depths = list(accumulate((c == "{") - (c == "}") for c in name))
    return name[:1] == "{" and name[:2] != "{\\" and 0 not in depths[:-1]


class _Html(HtmlBackend):  # type: ignore[misc]
    """pybtex's HTML, with every character escaped and no markup but ``em`` and ``a``."""

    def format_str(self, text: str) -> str:
        return str(escape(text))

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        return f'<a href="{escape(url)}" rel="noopener">{text}</a>'


_TEXT, _HTML = TextBackend("utf-8"), _Html("utf-8")


@cache
def _formatted(reference: Reference) -> tuple[str, Markup]:
    citation = _citation(reference)
    return str(citation.render(_TEXT)), Markup(citation.render(_HTML))


def _citation(r: Reference) -> Text:
    people = r.authors or r.editors
    who = _names(people, r.others) if people else r.organisation
    if people and not r.authors:
        who = f"{who} {_editors(people)}"
    year = f"({r.year_or_nd})."
    by = [name for name in (r.institution, r.publisher) if name and name != who]
    return join(sep=" ")[
        *([who, year, _title(r)] if who else [_title(r), year]),
        _place(r),
        sentence[list(dict.fromkeys([*by, r.howpublished]))],
        sentence[r.note],
        HRef(r.address, r.address) if r.address else None,
    ].format()


def _title(r: Reference) -> object:
    """The title, with what sort of work it is, unless that shows from where it stands."""
    if r.journal or r.booktitle:
        return sentence[r.title]
    sort = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}.get(r.kind)
    sort = f"No. {r.number}" if r.number else sort
    return sentence(sep=" ")[tag("em")[r.title], f"({sort})" if sort else None]


def _place(r: Reference) -> object:
    """The journal or book that the work stands in."""
    if r.journal:
        issue = f"{r.volume or ''}({r.number})" if r.number else r.volume
        return sentence[tag("em")[r.journal], issue, r.pages]
    if r.booktitle:
        named = r.authors and r.editors
        editors = f"{_names(r.editors)} {_editors(r.editors)}," if named else None
        pages = f"(pp. {r.pages})" if r.pages else None
        return sentence(sep=" ")["In", editors, tag("em")[r.booktitle], pages]
    return None


def _editors(people: tuple[Person, ...]) -> str:
    return "(Eds.)" if len(people) > 1 else "(Ed.)"


def _names(people: tuple[Person, ...], others: bool = False) -> str:
    names = [
        f"{person.family}, {abbreviate(person.given)}" if person.given else person.family
        for person in people
    ]
    if others:
        return ", ".join([*names, "et al."])
    return ", & ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)

"""A publication in plain text, and its citation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape
from pybtex.backends.html import Backend as HtmlBackend
from pybtex.backends.plaintext import Backend as TextBackend
from pybtex.richtext import HRef, Text
from pybtex.style.template import join, sentence, tag
from pybtex.textutils import abbreviate
from pydantic import TypeAdapter, ValidationError

from evidence_review.records.text import Address

_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


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
    def in_text(self) -> str:
        """How running text names it: "Clair (2020)"."""
        return f"{self.short_authors} ({self.year_or_nd})"

    @property
    def cited_as(self) -> str:
        """How it is named in brackets or beside a quote: "Clair, 2020"."""
        return f"{self.short_authors}, {self.year_or_nd}"

    @property
    def address(self) -> str | None:
        """Where to find it: its DOI as a link, else its https address, else None."""
        if self.doi:
            return "https://doi.org/" + self.doi.replace("<", "%3C").replace(">", "%3E")
        return self.url if is_address(self.url) else None

    @property
    def text(self) -> str:
        """The full citation as plain text on one line."""
        return formatted(self)[0]

    @property
    def html(self) -> Markup:
        """The full citation as HTML: escaped, titles in ``<em>``, the address as a link."""
        return formatted(self)[1]


def is_address(url: str | None) -> bool:
    """Whether ``url`` is a whole https address."""
    try:
        _ADDRESS.validate_python(url)
    except ValidationError:
        return False
    return True


class _Html(HtmlBackend):  # type: ignore[misc]
    """pybtex's HTML, with every character escaped and no markup but ``em`` and ``a``."""

    def format_str(self, text: str) -> str:
        return str(escape(text))

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        return f'<a href="{escape(url)}" rel="noopener">{text}</a>'


_TEXT, _HTML = TextBackend("utf-8"), _Html("utf-8")


@cache
def formatted(reference: Reference) -> tuple[str, Markup]:
    """The citation of ``reference`` as plain text and as HTML, made once."""
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

"""A publication in plain text, and its citation."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from pydantic import TypeAdapter, ValidationError

from evidence_review.bibliography.citation import formatted
from evidence_review.bibliography.kinds import LEGAL
from evidence_review.bibliography.people import Person
from evidence_review.records.text import Address

_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


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
    url: str | None = None
    note: str | None = None
    month: str | None = None
    others: bool = False
    """Whether the list of authors goes on ("and others")."""
    sort: str | None = None
    """What sort of work it says it is: "PhD thesis", "Working Paper"."""
    short_title: str | None = None
    edition: str | None = None
    version: str | None = None
    series: str | None = None
    chapter: str | None = None
    article_number: str | None = None
    translators: tuple[Person, ...] = ()
    partners: tuple[str, ...] = ()
    """Institutions and organisations beside the first."""
    eprint: str | None = None
    """Its name in an archive of preprints: "arXiv:1706.03762"."""
    eprint_address: str | None = None
    first_published: str | None = None
    """The year of the original work, where this is a later edition or a translation."""
    addendum: str | None = None

    @property
    def organisation(self) -> str | None:
        """Who stands for the work where no person is named."""
        return self.institution or self.publisher

    @property
    def short_authors(self) -> str:
        """Who says it, as in running text: "Clair", "Bell and Smerdon", "Roorda et al."."""
        if self.kind in LEGAL:
            return self.short_title or self.title
        names = [person.family for person in self.authors or self.editors]
        if not names:
            return self.organisation or self.short_title or _beginning(self.title)
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
        return self.short_authors if self._has_year else f"{self.short_authors} ({self.year_or_nd})"

    @property
    def cited_as(self) -> str:
        """How it is named in brackets or beside a quote: "Clair, 2020"."""
        return self.short_authors if self._has_year else f"{self.short_authors}, {self.year_or_nd}"

    @property
    def _has_year(self) -> bool:
        """Whether it is law whose name ends in its year: "Care Act 2014"."""
        return self.kind in LEGAL and self.short_authors.endswith(self.year_or_nd)

    @property
    def address(self) -> str | None:
        """Where to find it: its DOI as a link, else its address, else where it is archived."""
        if self.doi:
            return "https://doi.org/" + self.doi.replace("<", "%3C").replace(">", "%3E")
        return self.url if is_address(self.url) else self.eprint_address

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


def _beginning(title: str) -> str:
    words = title.split()
    return " ".join(words[:6]).rstrip(",:;–—-") + "…" if words[6:] else title

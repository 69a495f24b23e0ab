"""How a finding is cited: the same facts in every format that other software reads.

A finding is cited as a report of the review, never as the articles it rests on. Every format says
the version, and says so when the finding no longer stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Final
from urllib.parse import quote, urlencode

from markupsafe import Markup

from evidence_review.bibliography import noted_entry
from evidence_review.text import FORBIDDEN

REPORT_TYPE: Final = "Evidence review"
"""What sort of report a finding is, in formats that ask for it."""

_MONTHS: Final = ("jan feb mar apr may jun jul aug sep oct nov dec").split()  # noqa: SIM905
_LATEX: Final = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%#_$"},
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)
# Between these characters LaTeX would make one of two: --, ``, '', ,, and ?` or !`.
_LIGATURE: Final = re.compile(r"(?<=-)(?=-)|(?<=[`?!])(?=`)|(?<=')(?=')|(?<=,)(?=,)")


@dataclass(frozen=True)
class Cited:
    """What a citation says of one version of a finding. All text is plain."""

    id: str
    title: str
    """The claim."""
    url: str
    """The absolute address of this version."""
    publisher: str
    """The name of the review, which is also its corporate author."""
    date: Date
    """When this version was published."""
    version: int
    abstract: str
    strength: str
    agreement: str
    notice: str | None
    """What happened, when the finding no longer stands."""
    licence: str
    """The name of the licence, or its https address."""
    keywords: tuple[str, ...] = field(default=())
    language: str = "en"
    """The language of the review: a tag of BCP 47."""

    @property
    def year(self) -> int:
        """The year of this version."""
        return self.date.year

    @property
    def number(self) -> str:
        """The report number: the id and the version."""
        return f"Finding {self.id}, version {self.version}"

    @property
    def note(self) -> str:
        """How sure we may be, how far sources agree, and the notice if there is one."""
        note = f"Strength of evidence: {self.strength}. Agreement: {self.agreement}."
        return f"{note} {self.notice}" if self.notice else note

    @property
    def full_abstract(self) -> str:
        """The abstract, with the notice in front of it if there is one."""
        return f"{self.notice} {self.abstract}" if self.notice else self.abstract


def bibtex(c: Cited) -> str:
    """One ``@techreport`` entry.

    Source: Patashnik, "BibTeXing" (1988). Capitals in the title are held by braces, as styles put
    titles into lower case.
    """
    fields = {
        "author": f"{{{_latex(c.publisher)}}}",
        "title": _title(c.title),
        "institution": _latex(c.publisher),
        "type": REPORT_TYPE,
        "number": _latex(c.number),
        "year": f"{c.year:04}",
        "url": _address(c.url),
        "language": _latex(c.language),
        "keywords": _latex(", ".join(c.keywords)),
        "note": _latex(c.note),
        "abstract": _latex(c.full_abstract),
    }
    key = re.sub(r"[^a-z0-9]+", "-", f"finding-{c.id.lower()}-v{c.version}")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines.append(f"  month = {_MONTHS[c.date.month - 1]},")
    return "\n".join([f"@techreport{{{key},", *lines, "}", ""])


def ris(c: Cited) -> str:
    """One RIS record of type report, lines ended by CRLF.

    Source: Research Information Systems, "RIS Format Specifications". A corporate author ends in a
    comma, or readers split it into a first and a last name.
    """
    lines = [
        ("TY", "RPRT"),
        ("TI", c.title),
        ("AU", f"{c.publisher},"),
        ("PY", f"{c.year:04}"),
        ("DA", f"{c.date:%Y/%m/%d}"),
        ("PB", c.publisher),
        ("SN", c.number),
        ("M3", REPORT_TYPE),
        ("LA", c.language),
        *(("KW", keyword) for keyword in c.keywords),
        ("N1", c.note),
        ("AB", c.full_abstract),
        ("UR", _address(c.url)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in lines)


def csl(c: Cited) -> dict[str, object]:
    """One item of CSL-JSON (schema 1.0)."""
    return {
        "id": f"finding-{_line(c.id)}-v{c.version}",
        "type": "report",
        "title": _line(c.title),
        "author": [{"literal": _line(c.publisher)}],
        "issued": {"date-parts": [[c.date.year, c.date.month, c.date.day]]},
        "publisher": _line(c.publisher),
        "genre": REPORT_TYPE,
        "number": _line(c.number),
        "version": str(c.version),
        "URL": _address(c.url),
        "language": c.language,
        "keyword": ", ".join(_line(keyword) for keyword in c.keywords),
        "note": _line(c.note),
        "abstract": _line(c.full_abstract),
    }


def text(c: Cited) -> str:
    """The citation as plain text on one line."""
    notice = f" {_sentence(c.notice)}" if c.notice else ""
    who = f"{_line(c.publisher)} ({c.year})."
    return f"{who} {_sentence(c.title)} {_line(c.number)}.{notice} {_address(c.url)}"


def html(c: Cited) -> Markup:
    """The citation as escaped HTML, the claim in ``<em>`` and the address as a link."""
    address = _address(c.url)
    link = Markup('<a href="{0}" rel="noopener">{0}</a>').format(address)
    return Markup("{} ({}). <em>{}</em> {}.{} {}").format(
        _line(c.publisher),
        c.year,
        _sentence(c.title),
        _line(c.number),
        f" {_sentence(c.notice)}" if c.notice else "",
        link if address.startswith("https://") else address,
    )


def meta(c: Cited) -> tuple[tuple[str, str], ...]:
    """Names and contents of ``<meta>`` tags, unescaped, in order; a name may be repeated.

    Sources: Google Scholar, "Inclusion Guidelines for Webmasters"; Dublin Core, DCMI Metadata
    Terms. The corporate author ends in a comma, or Zotero splits it into first and last name.
    """
    author = f"{c.publisher},"
    pairs = [
        ("citation_title", c.title),
        ("citation_author", author),
        ("citation_publication_date", f"{c.date:%Y/%m/%d}"),
        ("citation_technical_report_institution", c.publisher),
        ("citation_technical_report_number", c.number),
        ("citation_abstract", c.full_abstract),
        ("citation_language", c.language),
        ("citation_public_url", _address(c.url)),
        *(("citation_keywords", keyword) for keyword in c.keywords),
        ("DC.title", c.title),
        ("DC.creator", author),
        ("DC.publisher", c.publisher),
        ("DC.date", c.date.isoformat()),
        ("DC.type", REPORT_TYPE),
        ("DC.identifier", _address(c.url)),
        ("DC.language", c.language),
        ("DC.rights", c.licence),
        ("DC.description", c.full_abstract),
    ]
    return tuple((name, _line(content)) for name, content in pairs)


def coins(c: Cited) -> str:
    """The value, unescaped, of the ``title`` attribute of ``<span class="Z3988">``.

    Source: "OpenURL COinS: A Convention to Embed Bibliographic Metadata in HTML" (2005), with the
    book format of Z39.88-2004, which knows reports.
    """
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "report"),
        ("rft.btitle", _line(c.title)),
        ("rft.aucorp", _line(c.publisher)),
        ("rft.pub", _line(c.publisher)),
        ("rft.date", c.date.isoformat()),
        ("rft.language", c.language),
        ("rft.description", _line(c.full_abstract)),
        ("rft_id", _address(c.url)),
    ]
    return urlencode(pairs, quote_via=quote)


def json_ld(c: Cited) -> dict[str, object]:
    """A schema.org ``Report``. Whoever writes it into a page escapes ``<``, ``>`` and ``&``."""
    organisation = {"@type": "Organization", "name": _line(c.publisher)}
    licence = _line(c.licence)
    named = {"@type": "CreativeWork", "name": licence}
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": _address(c.url),
        "url": _address(c.url),
        "identifier": _line(c.id),
        "name": _line(c.title),
        "reportNumber": _line(c.number),
        "version": c.version,
        "datePublished": c.date.isoformat(),
        "author": organisation,
        "publisher": organisation,
        "license": licence if licence.startswith("https://") else named,
        "inLanguage": c.language,
        "abstract": _line(c.full_abstract),
        "keywords": [_line(keyword) for keyword in c.keywords],
    }
    return {**described, "creativeWorkStatus": _line(c.notice)} if c.notice else described


def source_bibtex(source_text: str, notice: str | None = None) -> str:
    """A source's own entry as its contributor wrote it, ended by one line break.

    A notice goes into its ``note``, in front of what stands there.
    """
    noted = noted_entry(source_text, _latex(notice)) if notice else source_text
    return noted.strip() + "\n"


def _line(value: str) -> str:
    """The value on one line: no line break, control or hidden character can end it early."""
    return " ".join(FORBIDDEN.sub(" ", value).split())


def _sentence(value: str) -> str:
    line = _line(value)
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _address(url: str) -> str:
    """The address with every character percent-encoded that could end a value or a tag."""
    return quote(_line(url), safe=":/?#[]@!$&()*+,;=%-._~")


def _latex(value: str) -> str:
    return _LIGATURE.sub("{}", _line(value).translate(_LATEX))


def _title(value: str) -> str:
    """A title whose capitals stand in braces, but for the first letter."""
    first, *others = _line(value).split(" ")
    words = [(first, first[1:]), *((word, word) for word in others)]
    return " ".join(
        f"{{{_latex(word)}}}" if any(map(str.isupper, held)) else _latex(word)
        for word, held in words
    )

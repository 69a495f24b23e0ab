"""Citations as files: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from evidence_review.bibliography import noted_entry, published
from evidence_review.citations import words
from evidence_review.citations.cited import Cited

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


def bibtex(c: Cited) -> str:
    """One ``@techreport`` entry.

    Source: Patashnik, "BibTeXing" (1988). Capitals in the title are held by braces, as styles put
    titles into lower case.
    """
    fields = {
        "author": f"{{{latex(c.publisher)}}}",
        "title": title(c.title),
        "institution": latex(c.publisher),
        "type": words.REPORT_TYPE,
        "number": latex(c.number),
        "year": f"{c.year:04}",
        "url": words.address(c.url),
        "language": latex(c.language),
        "keywords": latex(", ".join(c.keywords)),
        "note": latex(c.note),
        "abstract": latex(c.full_abstract),
    }
    return bibtex_entry(f"finding-{c.id}-v{c.version}", fields, c.date.month)


def bibtex_entry(key: str, fields: Mapping[str, str], month: int) -> str:
    """A ``@techreport`` of ``fields`` that are LaTeX already; those that are empty are left out."""
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines.append(f"  month = {_MONTHS[month - 1]},")
    plain = re.sub(r"[^a-z0-9]+", "-", key.lower())
    return "\n".join([f"@techreport{{{plain},", *lines, "}", ""])


def ris(c: Cited) -> str:
    """One RIS record of type report, lines ended by CRLF.

    Source: Research Information Systems, "RIS Format Specifications". A corporate author ends in a
    comma, or readers split it into a first and a last name.
    """
    return ris_record(
        ("TY", "RPRT"),
        ("TI", c.title),
        ("AU", f"{c.publisher},"),
        ("PY", f"{c.year:04}"),
        ("DA", f"{c.date:%Y/%m/%d}"),
        ("PB", c.publisher),
        ("SN", c.number),
        ("M3", words.REPORT_TYPE),
        ("LA", c.language),
        *(("KW", keyword) for keyword in c.keywords),
        ("N1", c.note),
        ("AB", c.full_abstract),
        ("UR", words.address(c.url)),
        ("ER", ""),
    )


def ris_record(*lines: tuple[str, str]) -> str:
    """One RIS record of tags and values."""
    return "".join(f"{tag}  - {words.line(value)}\r\n" for tag, value in lines)


def csl(c: Cited) -> dict[str, object]:
    """One item of CSL-JSON (schema 1.0)."""
    return {
        "id": f"finding-{words.line(c.id)}-v{c.version}",
        "type": "report",
        "title": words.line(c.title),
        "author": [{"literal": words.line(c.publisher)}],
        "issued": {"date-parts": [[c.date.year, c.date.month, c.date.day]]},
        "publisher": words.line(c.publisher),
        "genre": words.REPORT_TYPE,
        "number": words.line(c.number),
        "version": str(c.version),
        "URL": words.address(c.url),
        "language": c.language,
        "keyword": ", ".join(words.line(keyword) for keyword in c.keywords),
        "note": words.line(c.note),
        "abstract": words.line(c.full_abstract),
    }


def source_bibtex(source_text: str, notice: str | None = None) -> str:
    """A source's own entry, ended by one line break, as its contributor wrote it.

    It is written anew where not every reader of BibTeX would take it. A notice goes into its
    ``note``, in front of what stands there.
    """
    entry = published(source_text)
    return noted_entry(entry, latex(notice)) if notice else entry


def latex(value: str) -> str:
    """``value`` on one line, every character that LaTeX would take for its own escaped."""
    return _LIGATURE.sub("{}", words.line(value).translate(_LATEX))


def title(value: str) -> str:
    """A title in LaTeX whose capitals stand in braces, but for the first letter."""
    first, *others = words.line(value).split(" ")
    held_by = [(first, first[1:]), *((word, word) for word in others)]
    return " ".join(
        f"{{{latex(word)}}}" if any(map(str.isupper, held)) else latex(word)
        for word, held in held_by
    )

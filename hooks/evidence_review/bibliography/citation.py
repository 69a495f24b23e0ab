"""How a publication is cited: author and date, in the manner of the APA (7th edition)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from pybtex.backends.html import Backend as HtmlBackend
from pybtex.backends.plaintext import Backend as TextBackend
from pybtex.richtext import HRef, Text
from pybtex.style.template import join, sentence, tag
from pybtex.textutils import abbreviate

from evidence_review.bibliography.kinds import LEGAL
from evidence_review.bibliography.people import Person

if TYPE_CHECKING:
    from evidence_review.bibliography.reference import Reference

_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6"}
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
# An edition that says so itself: "2., überarb. Aufl.", "3rd ed., reprinted".
_SAYS_EDITION = re.compile(r"\b(?:aufl(?:age)?|ausg(?:abe)?|éd|ed|edn|edition|druk)\b", re.I)


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
    citation = _legal(reference) if reference.kind in LEGAL else _citation(reference)
    return str(citation.render(_TEXT)), Markup(citation.render(_HTML))


def _citation(r: Reference) -> Text:
    people = r.authors or r.editors
    who = names(people, r.others) if people else r.organisation
    if people and not r.authors:
        who = f"{who} {_editors(people)}"
    year = f"({r.year_or_nd})."
    return join(sep=" ")[
        *([who, year, _title(r)] if who else [_title(r), year]),
        _place(r),
        sentence[_makers(r, who)],
        sentence[r.note],
        sentence[r.addendum],
        f"(Original work published {r.first_published})." if r.first_published else None,
        _address(r),
    ].format()


def _legal(r: Reference) -> Text:
    """A court case or a law: its name, where it is reported, and the court and year."""
    report = " ".join(filter(None, (r.volume, r.journal or r.booktitle, r.pages)))
    court = r.institution or r.publisher
    said = r.title + (r.number or "") + (r.edition or "")
    year = r.year if r.year and ((r.kind == "case" and court) or r.year not in said) else None
    decided = " ".join(filter(None, (court, year)))
    name = tag("em")[r.title] if r.kind == "case" else r.title
    return join(sep=" ")[
        sentence(sep=" ")[
            sentence(add_period=False)[
                name, *dict.fromkeys(filter(None, (r.number, r.chapter, r.series, report)))
            ],
            f"({decided})" if decided else None,
        ],
        sentence[[r.howpublished, *r.partners]],
        sentence[r.note],
        sentence[r.addendum],
        _address(r),
    ].format()


def _address(r: Reference) -> object:
    return HRef(r.address, r.address) if r.address else None


def _makers(r: Reference, who: str | None) -> list[str]:
    """Who brought the work out, unless it is they who are named as its author."""
    press = None if r.kind == "article" and r.journal else r.publisher
    makers = [name for name in (r.institution, *r.partners, press) if name and name != who]
    if r.eprint and not r.journal and r.eprint not in makers:
        makers.append(r.eprint)
    return list(dict.fromkeys(name for name in (*makers, r.howpublished) if name))


def _title(r: Reference) -> object:
    """The title, with what belongs to the work itself, unless it is a part of another."""
    if r.journal or r.booktitle:
        return sentence(sep=" ")[r.title, f"[{r.sort}]" if r.sort and r.kind != "article" else None]
    series = r.series if r.number or r.volume or r.kind == "techreport" else None
    number = _numbered(r.number)
    named = " ".join(filter(None, (r.sort or series, number)))
    if r.sort and r.number and r.number.lower().startswith(r.sort.lower()):
        named = r.number
    about = [*_about(r), _version(r), series if r.sort else None, named, _volume(r), _part(r)]
    return sentence(sep=" ")[tag("em")[r.title], _in_brackets(about)]


def _numbered(number: str | None) -> str | None:
    """A number of a report or a series; where it says itself of what, as in "Research Report 12",
    the word for number stands where APA style has it: "Research Report No. 12"."""
    if number is None:
        return None
    named = re.fullmatch(r"((?:[^\W\d_]+[ .-]+)*[^\W\d_]{2,}) (\d\S*)", number)
    return f"{named[1]} No. {named[2]}" if named else f"No. {number}"


def _about(r: Reference) -> list[str]:
    """Who edited and translated the work of an author, and in which edition it is."""
    edited = f"{_named(r.editors)}, {_editors(r.editors)[1:-1]}" if r.authors and r.editors else ""
    translated = f"{_named(r.translators)}, Trans." if r.translators else ""
    people = "; ".join(filter(None, (edited if not r.booktitle else "", translated)))
    edition = _edition(r.edition) if r.edition else ""
    return ["; ".join(filter(None, (people, edition)))]


def _version(r: Reference) -> str | None:
    """Which version of a data set or a piece of software it is."""
    number = re.fullmatch(r"(?:v|version)?\.? *(\d[\w.-]*)", r.version or "", re.IGNORECASE)
    return f"Version {number[1]}" if number else r.version


def _volume(r: Reference) -> str | None:
    if not r.volume:
        return None
    return f"Vol. {r.volume}" if re.match(r"[\dIVXLC]", r.volume) else r.volume


def _part(r: Reference) -> str | None:
    """Where in a longer work it stands: chapter, article number, pages."""
    chapter = f"Chapter {r.chapter}" if r.chapter and r.chapter[:1].isdigit() else r.chapter
    number = f"Article {r.article_number}" if r.article_number else None
    several = r.pages and re.search(r"[–,]", r.pages)
    pages = f"pp. {r.pages}" if several else f"p. {r.pages}" if r.pages else None
    return ", ".join(filter(None, (chapter, number, pages))) or None


def _in_brackets(parts: list[str | None]) -> str | None:
    inside = ", ".join(dict.fromkeys(filter(None, parts)))
    return f"({inside})" if inside else None


def _edition(said: str) -> str:
    words = re.sub(r"\s*\b(?:edition|edn|ed)\b\.?$", "", said, flags=re.IGNORECASE).strip()
    if _SAYS_EDITION.search(words):
        return words
    number = _ORDINALS.get(words.lower(), words)
    if number.isdecimal():
        teen = number[-2:-1] == "1"
        number += "th" if teen else _ENDINGS.get(number[-1], "th")
    return f"{number or said} ed."


def _place(r: Reference) -> object:
    """The journal or book that the work stands in."""
    if r.journal and not (r.booktitle and r.kind != "article"):
        issue = f"{r.volume or ''}({r.number})" if r.number else r.volume
        number = f"Article {r.article_number}" if r.article_number else None
        pages = r.pages if r.pages != r.article_number else None
        return sentence[tag("em")[r.journal], r.series, issue, number, pages]
    if r.booktitle:
        named = r.authors and r.editors
        editors = f"{names(r.editors)} {_editors(r.editors)}," if named else None
        number = _numbered(r.number)
        series = " ".join(filter(None, (r.series, number)))
        inside = _in_brackets([*_about(r), series, _volume(r), _part(r)])
        return sentence(sep=" ")["In", editors, tag("em")[r.booktitle], inside]
    return None


def _editors(people: tuple[Person, ...]) -> str:
    return "(Eds.)" if len(people) > 1 else "(Ed.)"


def _initials(person: Person) -> str:
    """The initials of a person's given names; a nickname in brackets is left out.

    Scripts without capitals, such as Chinese, have no initials.
    """
    given = re.sub(r"\s*[(\[\"“].*?[)\]\"”]", "", person.given).strip()
    return str(abbreviate(given)) if given.upper() != given.lower() else given


def _named(people: tuple[Person, ...]) -> str:
    """People inside a bracket: initials first."""
    full = [" ".join(filter(None, (_initials(p), p.family, p.suffix))) for p in people]
    return " & ".join([", ".join(full[:-1]), full[-1]] if full[1:] else full)


def names(people: tuple[Person, ...], others: bool = False) -> str:
    """The names in front of a citation: family name, initials, suffix."""
    full = [", ".join(filter(None, (p.family, _initials(p), p.suffix))) for p in people]
    if others:
        return ", ".join([*full, "et al."])
    return ", & ".join([", ".join(full[:-1]), full[-1]] if full[1:] else full)

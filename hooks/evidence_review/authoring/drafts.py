"""A source on its way to an entry: the fields that were read from another form, not yet LaTeX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_review.bibliography import PEOPLE, VERBATIM, entry_text, unescaped
from evidence_review.citations.files import latex

PARTS = frozenset({"incollection", "inproceedings"})
"""Types of works that stand in a book."""

HOUSES = {"techreport": "institution", "thesis": "school", "jurisdiction": "institution"}
"""Types of works for which who brought them out is no publisher, and what it is then."""


class Unreadable(Exception):
    """A text that is not what it seems to be; the message says what is wrong with it."""


@dataclass(frozen=True)
class Draft:
    """The type and the fields of an entry, in plain text; names of people are LaTeX already."""

    kind: str
    fields: Mapping[str, str]
    left_out: tuple[str, ...] = ()

    @property
    def bibtex(self) -> str:
        """The draft as an entry that has no key yet."""
        return entry_text(self.kind, "", {n: _written(n, v) for n, v in self.fields.items()})


def person(family: str = "", given: str = "", suffix: str = "", literal: str = "") -> str:
    """A name as BibTeX takes it; ``literal`` is an organisation."""
    if literal:
        return f"{{{latex(unescaped(literal))}}}"
    family, given, suffix = (latex(unescaped(part)) for part in (family, given, suffix))
    if " " in family and family[:1].isupper():
        family = f"{{{family}}}"
    return ", ".join(part for part in (family, suffix, given) if part)


def _written(name: str, value: str) -> str:
    return value if name in (*PEOPLE, *VERBATIM) or not value else latex(unescaped(value))

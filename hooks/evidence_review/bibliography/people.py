"""The names of people and organisations in an entry, and what is doubtful about them.

A name that can be read in two ways is asked about, with the field as it should be written; nothing
is guessed. What BibTeX makes of a name: Patashnik, "BibTeXing" (1988), section 4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person as BibtexPerson

from evidence_review.bibliography.doubts import (
    ET_AL,
    Doubt,
    doubt_of,
    one_organisation,
    rejoined,
    spelled,
)
from evidence_review.bibliography.latex import decoded
from evidence_review.bibliography.letters import lettered
from evidence_review.bibliography.markup import unmarked
from evidence_review.bibliography.suffixes import SUFFIX

_EXTENDED = re.compile(r"\s*([a-z-]+)\s*=\s*(.*?)\s*")
_EXTENDED_PARTS = ("family", "given", "prefix", "suffix")
_IN_PASSING = re.compile(r"-i$|^useprefix$|^id$|^gender$|^hash$")
_FULL_NAME = r"[^\W\d_a-z][^\W\d_]*[^\W\d_A-Z] [^\W\d_a-z][^\W\d_]*[^\W\d_A-Z]"
_TWO_FULL_NAMES = re.compile(rf"{_FULL_NAME}, {_FULL_NAME}")
# EndNote sets a comma behind an organisation.
_CUT_BODY = re.compile(r",\s*\}$")
_CAPITALS = re.compile(r"[A-Z]{2,3}")


@dataclass(frozen=True)
class Person:
    """An author or editor; ``corporate`` when written in double braces, all in ``family`` then."""

    family: str
    given: str = ""
    corporate: bool = False
    suffix: str = ""


@dataclass(frozen=True)
class People:
    """Everybody in a field, whether it ends in "and others", and what is doubtful about it."""

    persons: tuple[Person, ...] = ()
    others: bool = False
    doubt: str | None = None
    """The question, with the whole field as it should be written."""
    instead: str | None = None
    """The field as it should be written, where it is doubtful."""
    extended: bool = False
    """Whether names are written as only biblatex or EndNote reads them."""


def people(raw: str, role: str, bodies: Sequence[str] = ()) -> People:
    """Everybody in the field ``role``; ``bodies`` are named as organisations elsewhere in it."""
    text = lettered(unmarked(raw)).replace("~", " ")
    text = re.sub(r"(?:[,;\s]+and)+$|[;\s]+$", "", text)
    names = split_name_list(text)
    others = len(names) > 1 and names[-1].strip("{}").lower() == "others"
    names = names[:-1] if others else names
    if whole := one_organisation(names):
        asked = f"{whole.why}; write {role} = {{{whole.instead}}}"
        return People((), others, asked, whole.instead)
    names = rejoined(names)
    if pair := _pair_among(names, role):
        return People((), others, pair, names[0].partition(",")[0])
    read = [_read(name, bodies) for name in names]
    doubts = [one for one in read if isinstance(one, Doubt)]
    both = zip(read, names, strict=True)
    written = [one.instead if isinstance(one, Doubt) else name for one, name in both]
    instead = " and ".join([*filter(None, written), *(["others"] if others else [])])
    question = f"{doubts[0].why}; write {role} = {{{instead}}}" if doubts else None
    persons = tuple(one for one in read if isinstance(one, Person))
    return People(
        persons,
        others,
        question,
        question and instead,
        any(_extended(name) or _CUT_BODY.search(name) for name in names),
    )


def _pair_among(names: Sequence[str], role: str) -> str | None:
    """The question about two full names with a comma between them, or one person of four words."""
    pairs = [name for name in names if _TWO_FULL_NAMES.fullmatch(name)]
    others = [name for name in names if name not in pairs]
    if not pairs or any("," in name.rstrip(", ") for name in others):
        return None
    family, given = re.split(r",\s*", pairs[0])
    several = " and ".join(name.replace(",", " and", 1) for name in names)
    return (
        f"is '{pairs[0]}' one person or two? write {role} = {{{several}}} for two,"
        f" {{{{{family}}}, {given}}} for one"
    )


def in_bibtex(people: People) -> str:
    """``people`` as every reader of BibTeX takes them."""
    written = [spelled(p.family, p.given, p.suffix, p.corporate) for p in people.persons]
    return " and ".join([*written, *(["others"] if people.others else [])])


def _read(name: str, bodies: Sequence[str]) -> Person | Doubt:
    if _in_braces(name) and not ET_AL.fullmatch(name.strip("{} ")):
        return Person(decoded(name)[0].rstrip(", "), corporate=True)
    if (extended := _extended(name)) is not None:
        return _from_extended(name, extended)
    parts = [part.strip() for part in split_tex_string(name, ",")]
    cut = len(parts) > 1 and not parts[-1]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    parts, suffix = _without_suffix(parts)
    if doubt := doubt_of(name, parts, suffix, bodies):
        return doubt
    if cut and len(parts) == 1 and " " in parts[0]:
        why = (
            f"'{name}' ends in a comma; take it away, or put braces around what is all family name"
        )
        return Doubt(why, parts[0])
    parsed = BibtexPerson(", ".join(parts))
    family = " ".join([*parsed.prelast_names, *parsed.last_names])
    given = " ".join(parsed.bibtex_first_names)
    if not parsed.last_names:
        return Doubt(f"'{name}' is not read as one person", "Family, Given")
    return Person(_plain(family), _apart(_plain(given)), suffix=_stopped(_plain(suffix)))


def _plain(raw: str) -> str:
    return decoded(raw)[0]


def _stopped(suffix: str) -> str:
    return f"{suffix}." if suffix.lower() in {"jr", "sr"} else suffix


def _apart(given: str) -> str:
    """Given names whose initials stand apart: "A.B." and "AB" are A. B."""
    if _CAPITALS.fullmatch(given):
        return " ".join(f"{initial}." for initial in given)
    return re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", given)


def _without_suffix(parts: list[str]) -> tuple[list[str], str]:
    """``parts`` of a name between commas, and the suffix that stood among or in them."""
    if len(parts) == 3:
        for place in (1, 2):
            if SUFFIX.fullmatch(parts[place]):
                return [parts[0], parts[3 - place]], parts[place]
    if len(parts) == 2 and SUFFIX.fullmatch(parts[1]):
        return parts[:1], parts[1]
    for place, part in enumerate(parts[:2]):
        words = split_tex_string(part)
        if len(words) > 1 and SUFFIX.fullmatch(words[-1]):
            rest = [*parts[:place], " ".join(words[:-1]), *parts[place + 1 :]]
            return rest, words[-1]
    return parts, ""


def _extended(name: str) -> dict[str, str] | None:
    """The parts of a name as biblatex writes them, ``family=Doe, given=Ann``, if it is such."""
    found = [_EXTENDED.fullmatch(part) for part in split_tex_string(name, ",")]
    if not all(found):
        return None
    return {part[1]: part[2].strip('"') for part in found if part}


def _from_extended(name: str, parts: dict[str, str]) -> Person | Doubt:
    strange = [
        part for part in parts if part not in _EXTENDED_PARTS and not _IN_PASSING.search(part)
    ]
    family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    if strange or not parts.get("family"):
        return Doubt(f"'{name}' is not read as a name", "Family, Given")
    given, suffix = parts.get("given", ""), parts.get("suffix", "")
    return Person(_plain(family), _apart(_plain(given)), suffix=_stopped(_plain(suffix)))


def _in_braces(name: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    depths = list(accumulate((c == "{") - (c == "}") for c in name))
    return name[:1] == "{" and name[:2] != "{\\" and 0 not in depths[:-1]

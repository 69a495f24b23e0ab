"""Names in single braces that may be read in two ways, and how each should be written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pybtex.bibtex.utils import split_tex_string

from evidence_review.bibliography.latex import decoded
from evidence_review.bibliography.suffixes import DEGREE, INITIALS_OR_DEGREE, TITLE

# Words that name an organisation wherever they stand in a name.
_BODIES: Final = frozenset(
    [
     "administration", "agency", "association", "authority", "bureau", "citizens", "coalition",
     "collaboration", "college", "commission", "committee", "company", "consortium",
     "corporation", "council", "department", "directorate", "executive", "federation",
     "foundation", "government", "inc", "inspectorate", "institute", "institution", "limited",
     "ltd", "ministry", "network", "nhs", "office", "organisation", "organization",
     "parliament", "partnership", "plc", "programme", "project", "secretariat", "society",
     "taskforce", "team", "treasury", "trust", "uk", "unicef", "university"
    ]
)  # fmt: skip
# Words that are family names too, so that a comma settles it.
_BODIES_WITHOUT_COMMA: Final = _BODIES | frozenset(
    [
     "academy", "action", "advice", "agencies", "aid", "alliance", "america", "american",
     "associates", "australia", "bank", "board", "britain", "british", "cabinet", "campaign",
     "canada", "cancer", "carers", "center", "centre", "charities", "charity", "childhood",
     "children", "church", "city", "clinic", "club", "communities", "community", "consulting",
     "county", "court", "directors", "disability", "economic", "education", "employment",
     "england", "europe", "european", "families", "family", "federal", "forum", "fund", "group",
     "health", "homeless", "hospital", "housing", "illness", "initiative", "inquiry", "insight",
     "insights", "international", "ireland", "justice", "laboratory", "learning", "library",
     "mental", "museum", "national", "nations", "observatory", "ombudsman", "panel", "party",
     "pensions", "police", "policy", "poverty", "press", "relationships", "research", "resources",
     "rights", "school", "schools", "scotland", "service", "services", "skills", "solutions",
     "statistics", "strategy", "studies", "support", "survey", "system", "systems", "tribunal",
     "union", "wales", "welfare", "women", "youth"
    ]
)  # fmt: skip
_MARK: Final = r"[;/&|]|\bwith\b"
_JOINING: Final = frozenset(
    [
     "and", "at", "for", "für", "in", "of", "on", "the", "to", "und"
    ]
)  # fmt: skip
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")
_FAMILY_INITIALS = re.compile(r"(.*?[^\W\d_]{2,}) ((?:[A-Z]\.?-?){1,3}(?: ?[A-Z]\.?)*)")
_INITIALS_FAMILY = re.compile(r"(?:[A-Z]\.[ -]?){1,4} ?[^\W\d_][\w'’-]+(?: [A-Z][\w'’-]+)?")
ET_AL = re.compile(r"[,\s]*\b(?:et\.? *al\.?(?:ii)?|and colleagues)$", re.IGNORECASE)
_ORCID: Final = r"\s*[(\[]?\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b[)\]]?"
_RAISED: Final = r"\\textsuperscript\s*\{[^{}]*\}|\$\s*\^[^$]*\$|[¹²³⁰⁴-⁹]"
_MARKED = re.compile(_RAISED)
_ROLE = re.compile(
    r"(?i:\s*[(\[](?:eds?|editors?|authors?|hrsg|trans|translators?)\.?[)\]]"
    # A remark, such as "(corresponding author)"; what people are called has a capital.
    r"|\s*(?:\{\\[a-z]+\s*)?[(\[](?-i:[^)\]]*\b[a-z]{3,}\b[^)\]]*)[)\]]\}?"
    r"|,\s*(?:eds?|author|editor)\.?$)|(?<=[a-z.])Editors?$"
)
# When somebody lived, as library catalogues say it: ", 1963-".
_LIVED: Final = r",\s*1\d{3}\s*-\s*(?:\d{4})?"


@dataclass(frozen=True)
class Doubt:
    """Why a name is asked about, and what to write instead."""

    why: str
    instead: str


def doubt_of(name: str, parts: list[str], suffix: str, bodies: Sequence[str]) -> Doubt | None:
    """What is doubtful about ``name``, whose ``parts`` stand between commas; None if nothing is."""
    bare = re.sub(r"\{[^{}]*\}", "", name)
    return (
        _et_al(name, bare)
        or _nobody(name)
        or _role(name)
        or _degrees(name, parts)
        or _organisation(name, parts, bodies)
        or _marks(name, bare)
        or _parted_by_marks(name, bare, bodies)
        or _parted_by_commas(name, parts, suffix)
        or _run_together(name, parts)
    )


def one_organisation(names: Sequence[str]) -> Doubt | None:
    """An organisation with "and" in its name that was cut there: "Health and Safety Executive"."""
    cut = [name for name in names if "," not in name and "{" not in name]
    words = [name.split() for name in cut]
    if len(cut) != len(names) or len(names) < 2:
        return None
    alone = [name for name in words if len(name) == 1 and not name[0].isupper()]
    joined = any(_JOINING & set(name) for name in words)
    if (alone or joined) and any(_is_body(name) for name in words):
        return _ask_organisation(" and ".join(names))
    return None


def spelled(family: str, given: str = "", suffix: str = "", corporate: bool = False) -> str:
    """A name as BibTeX takes it, from its plain parts."""
    if corporate:
        return f"{{{_latex(family)}}}"
    return ", ".join(_latex(part) for part in (family, suffix, given) if part)


def _latex(text: str) -> str:
    return re.sub(r"([&%#$_])", r"\\\1", text)


def _ask_organisation(name: str) -> Doubt:
    whole = re.sub(r"[{}]", "", name).strip(" ,")
    why = f"is '{whole}' an organisation? it stands in double braces, a person as Family, Given"
    return Doubt(why, f"{{{whole}}}")


def rejoined(names: Sequence[str]) -> list[str]:
    """``names`` with an organisation put together that was cut at its "and".

    "Doe, Ann and Department for Work and Pensions" is two, not three.
    """
    whole: list[str] = []
    for name in names:
        before = whole[-1] if whole else ""
        cut = _JOINING & set(before.split()) and "," not in before and "{" not in before
        if cut and _is_body(before.split()) and not re.search(r"[,{\s]", name):
            whole[-1] = f"{before} {{and}} {name}"
        else:
            whole.append(name)
    return whole


def _is_body(words: Sequence[str], listed: frozenset[str] = _BODIES_WITHOUT_COMMA) -> bool:
    return bool(listed & {word.strip(".,()").lower() for word in words})


def _nobody(name: str) -> Doubt | None:
    return None if re.search(r"[^\W\d_]", name) else Doubt(f"'{name}' is no name", "")


def _et_al(name: str, bare: str) -> Doubt | None:
    bare = bare or name.strip("{}")
    if bare.strip(". …") and not ET_AL.search(bare):
        return None
    known = ET_AL.sub("", bare).strip(". …")
    instead = f"{known} and others" if known else "others"
    return Doubt(f"'{name}' leaves out names", instead)


def _role(name: str) -> Doubt | None:
    braced = name.startswith("{") and name.endswith("}")
    if braced or not _ROLE.search(name):
        return None
    why = f"'{name}' says what somebody did, which is no part of a name; editors stand in 'editor'"
    return Doubt(why, _ROLE.sub("", name))


def _degrees(name: str, parts: list[str]) -> Doubt | None:
    kept = [parts[0], *(part for part in parts[1:] if not DEGREE.fullmatch(part))]
    # "Lee, MD" may be a person with these initials; "Ann Lee, MD" and "Lee, Ann, MD" are not.
    family = [word for word in parts[0].split() if not word[0].islower()]
    certain = 2 if "," in name and len(family) < 2 else 1
    kept[certain:] = [part for part in kept[certain:] if not INITIALS_OR_DEGREE.fullmatch(part)]
    words = [part.split() for part in kept]
    for part in words:
        while len(part) > 1 and (TITLE.fullmatch(part[0]) or DEGREE.fullmatch(part[-1])):
            part.pop(0 if TITLE.fullmatch(part[0]) else -1)
    instead = ", ".join(" ".join(part) for part in words)
    if kept and instead.split() != ", ".join(parts).split():
        return Doubt(f"'{name}' holds a degree or a title, which is no part of the name", instead)
    return None


def _organisation(name: str, parts: list[str], bodies: Sequence[str]) -> Doubt | None:
    words = name.replace(",", " ").split()
    plain = decoded(name)[0]
    inner = re.search(r"\{[^{}]*\b(?:and|&)[^{}]*\}", name)
    joining = len(words) > 2 and _JOINING & set(parts[0].split())
    listed = _BODIES if len(parts) > 1 else _BODIES_WITHOUT_COMMA
    owned = len(parts) == 1 and re.search(r"[a-z]['’]s? |s['’] ", plain)
    named = len(words) > 1 and (owned or _is_body(words, listed)) and not re.search(_MARK, name)
    if inner or joining or named or (len(words) > 1 and len(parts) == 1 and plain in bodies):
        return _ask_organisation(" ".join(reversed(parts)) if len(parts) == 2 else name)
    return None


def _marks(name: str, bare: str) -> Doubt | None:
    marked = name if _MARKED.search(name) else re.sub(r"\b(?:2nd|3rd|4th)\b", "", bare)
    if not re.search(rf"[\d*†‡@=+]|{_RAISED}", marked):
        return None
    if re.fullmatch(r"[a-z][\w.-]*", name):
        return _ask_organisation(name)
    instead = re.sub(rf"{_LIVED}|{_ORCID}|\s*\S*@\S*|{_RAISED}|[\d*†‡=+]", "", name).strip()
    return Doubt(f"'{name}' holds a mark or a figure that is no part of a name", instead)


def _parted_by_marks(name: str, bare: str, bodies: Sequence[str]) -> Doubt | None:
    if not re.search(_MARK, bare):
        return None
    pieces = re.split(rf"\s*(?:\\(?=&))?(?:{_MARK})\s*", name)
    several = " and ".join(one for piece in pieces for one in _by_commas(piece.strip(" ,")) if one)
    return Doubt(f"'{name}' seems to be several; each is parted from the next by 'and'", several)


def _parted_by_commas(name: str, parts: list[str], suffix: str) -> Doubt | None:
    if len(parts) < 2 or "" in parts:
        if "" not in parts:
            return None
    elif len(parts) == 2 and not _two_people(parts):
        if _INITIALS.fullmatch(parts[0]) and not _INITIALS.fullmatch(parts[1]):
            why = f"'{name}' begins with initials; the family name comes first"
            return Doubt(why, f"{parts[1]}, {parts[0]}")
        return None
    several = " and ".join(_by_commas(name))
    return Doubt(f"'{name}' seems to be several; each is parted from the next by 'and'", several)


def _two_people(parts: list[str]) -> bool:
    forms = (_FAMILY_INITIALS, _INITIALS_FAMILY)
    return any(all(form.fullmatch(part) for part in parts) for form in forms)


def _by_commas(text: str) -> list[str]:
    """The people whom somebody wrote one after the other with commas between them."""
    parts = [re.sub(r"^and ", "", part.strip()) for part in split_tex_string(text, ",")]
    parts = [part for part in parts if part]
    if len(parts) > 1 and all(_FAMILY_INITIALS.fullmatch(part) for part in parts):
        return [_with_comma(part) for part in parts]
    if len(parts) == 1:
        return [_with_comma(text)]
    if len(parts) > 2 and all(len(part.split()) == 2 for part in parts[1:-1]):
        return _without_and(parts)
    if len(parts) > 2 and len(parts) % 2 == 0 and any(len(p.split()) == 1 for p in parts):
        return [", ".join(pair) for pair in list(pairwise(parts))[::2]]
    return [", ".join(parts)] if len(parts) == 2 and not _two_people(parts) else parts


def _without_and(parts: list[str]) -> list[str]:
    """ "Doe, Ann Roe, Bo" is Doe, Ann, and Roe, Bo."""
    words = [parts[0], *(word for part in parts[1:-1] for word in part.split()), parts[-1]]
    return [", ".join(pair) for pair in list(pairwise(words))[::2]]


def _with_comma(name: str) -> str:
    """A family name and its initials, as in PubMed, with a comma and stops."""
    found = _FAMILY_INITIALS.fullmatch(name)
    if not found:
        return name
    initials = re.findall(r"[A-Z]", found[2])
    return f"{found[1]}, {' '.join(f'{initial}.' for initial in initials)}"


def _run_together(name: str, parts: list[str]) -> Doubt | None:
    """Initials behind a family name without a comma; or a name all in capitals."""
    if len(parts) == 1 and _FAMILY_INITIALS.fullmatch(parts[0]) and not parts[0].isupper():
        why = (
            f"'{name}' seems to end in initials; a family name comes first, with a comma behind it,"
            " and an organisation stands in double braces"
        )
        return Doubt(why, _with_comma(parts[0]))
    if len(parts) == 2 and re.fullmatch(r"[A-Z]{2,3}", parts[1]) and _shouted(parts[0]):
        why = f"'{name}' is all in capitals, so '{parts[1]}' may be initials or a name"
        return Doubt(why, f"{parts[0].title()}, {parts[1].title()}")
    return None


def _shouted(family: str) -> bool:
    return family.isupper() and len(family) > 1

"""The key that a source is given: family name, year, first long word of the title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import chain

from evidence_review.bibliography.kinds import LEGAL
from evidence_review.bibliography.reference import Reference

_LONG = 4


def proposed_key(reference: Reference, taken: Container[str] = ()) -> str:
    """A key such as ``clair2020being``; a letter is added where it is ``taken``.

    Long is a word of four letters. An organisation of three words or more is known by its
    initials, a work without an author, and a law, by the first long word of its title.
    """
    words = [word for word in _words(reference.title) if len(word) >= _LONG]
    words = words or _words(reference.title) or ["untitled"]
    who = _who(reference)
    if not who:
        who, words = words[0], words[1:]
    year = re.search(r"\d{4}", reference.year or "")
    key = f"{who}{year[0] if year else ''}{words[0] if words else ''}"[:60]
    key = key if key[0].isalpha() else f"source-{key}"
    letters = chain([""], "bcdefghijklmnopqrstuvwxyz")
    return next(key + letter for letter in letters if key + letter not in taken)


def _who(reference: Reference) -> str:
    if reference.kind in LEGAL:
        return ""
    people = reference.authors or reference.editors
    if people and not people[0].corporate:
        return "".join(_words(people[0].family))
    body = people[0].family if people else reference.organisation or ""
    capitals = [word for word in body.split() if word[:1].isupper()]
    return "".join(_words("".join(w[0] for w in capitals) if len(capitals) > 2 else body))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore")
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain.decode().lower()))


# Letters that are no letter with an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "ł": "l", "Ł": "L", "đ": "d",
     "ð": "d", "þ": "th", "ı": "i", "’": ""}
)  # fmt: skip

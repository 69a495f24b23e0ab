"""What moved between two states of a record, and whether it is no more than a small mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import pairwise

from pydantic import BaseModel

from evidence_review.records.fields import Location

_LINK_TARGET = re.compile(r"\]\([^)\s]*\)")
_WORD = re.compile(r"\w+")
_INSIDE = re.compile("[-\u2010\u2011'\u2019\u00ad]")


@dataclass(frozen=True)
class Difference:
    """One thing that moved: a sentence, and the value it is about in the later record.

    ``small`` where it can only be a slip of the pen that was mended, or the target of a link.
    """

    at: Location
    words: str
    small: bool = False


def of_fields(
    old: BaseModel, new: BaseModel, apart: Set[str], at: Location = (), of: str = ""
) -> Iterator[Difference]:
    """Every field of two states of a record that differs, but for those that are looked at apart.

    ``of`` ends the sentence, such as " of Clair (2020)". The order of words in a list is nothing.
    """
    for name, field in type(new).model_fields.items():
        was, now = getattr(old, name), getattr(new, name)
        if name in apart or _bare(was) == _bare(now):
            continue
        label = f"'{(field.alias or name).replace('_', ' ').capitalize()}'"
        yield Difference((*at, field.alias or name), f"{label}{of} changed.", is_mend(was, now))


def is_mend(old: object, new: object) -> bool:
    """Whether ``new`` mends spelling, marks or the target of a link in ``old``, and nothing else.

    Each word stays where it was and is at most one slip from what it was: a letter too many, too
    few or wrong, or two that changed places. No figure changes.
    """
    if not isinstance(old, str) or not isinstance(new, str):
        return False
    was, now = _words(old), _words(new)
    return len(was) == len(now) and all(map(_one_slip, was, now))


def _bare(value: object) -> object:
    """A list of words without its order, a text without its line breaks."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple) and all(isinstance(word, str) for word in value):
        return Counter(value)
    return value


def _words(text: str) -> list[str]:
    """The words of a text; one that stands twice in a row counts once."""
    bare = _INSIDE.sub("", _LINK_TARGET.sub("]", text)).casefold()
    found = _WORD.findall(bare)
    return found[:1] + [word for before, word in pairwise(found) if word != before]


def _one_slip(a: str, b: str) -> bool:
    """Whether at most one slip leads from one word to the other."""
    if a == b:
        return True
    if any(map(str.isdigit, a + b)) or min(len(a), len(b)) < 3:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    rest, other = a[start:], b[start:]
    swapped = rest[1::-1] + rest[2:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped == other

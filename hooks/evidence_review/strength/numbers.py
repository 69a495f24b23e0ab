"""The numbers of the rule where prose speaks of them: written ``{rule:contested-share}``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence_review.problems import did_you_mean
from evidence_review.strength.steps import NUMBERS

_ASKED = re.compile(r"\{rule:([^{}\s]*)\}")


def said(text: str) -> str:
    """``text`` with every number that it asks for, in words; what is unknown stays as typed."""
    return _ASKED.sub(lambda found: NUMBERS.get(found[1], found[0]), text)


def unknown(text: str) -> Iterator[str]:
    """What is wrong with each number that ``text`` asks for and the rule does not have."""
    for found in _ASKED.finditer(text):
        if found[1] not in NUMBERS:
            right = did_you_mean(found[1], sorted(NUMBERS))
            yield f"the rule has no number '{found[1]}'; {right}"

"""Minting the ids of findings."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Container, Sequence

from stdnum.iso7064 import mod_37_36

from evidence_review.records.text import CROCKFORD, ID_LENGTH


def mint(taken: Container[str], choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A new id that is not ``taken``: random characters and a check character.

    An id begins with a letter, so that no YAML reader takes it for a number, and its check
    character is one of Crockford's too.
    """
    while True:
        drawn = "".join(choose(CROCKFORD) for _ in range(ID_LENGTH - 1))
        minted = (drawn + mod_37_36.calc_check_digit(drawn.upper())).lower()
        if minted[0].isalpha() and minted[-1] in CROCKFORD and minted not in taken:
            return minted

"""The research pack that the first records were written from.

It lay beside the repository, in ``../shared/research``, while they were written, and lies nowhere
else. Where it is, records are held against it; elsewhere the tests that need it are skipped, and
say so. A record that somebody has looked at since, or
added, is held against its source by whoever reviews it, and not against the pack: its provenance
has a later day, or it is named in ``SINCE``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import pytest

from tests.places import REPOSITORY

PACK: Final = REPOSITORY.parent / "shared" / "research"
READ_ON: Final = date(2026, 11, 22)
NEEDS_PACK: Final = pytest.mark.skipif(
    not PACK.is_dir(), reason="the research pack does not lie beside the project"
)

# Sources from elsewhere that were looked up on the very day that the pack was read.
SINCE: Final[frozenset[str]] = frozenset()


def from_pack(source: str, days: Iterable[date]) -> bool:
    """Whether all that is said of ``source``, which was seen on ``days``, comes from the pack."""
    return source not in SINCE and all(day <= READ_ON for day in days)

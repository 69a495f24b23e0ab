"""The research pack that the first records were written from.

It lay beside the repository, in ``../shared/research``, while they were written, and lies nowhere
else. Where it is, records are held against it. A record that somebody has looked at since, or
added, is held against its source by whoever reviews it, and not against the pack: its provenance
has a later day, or it is named in ``SINCE``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

PACK: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "research"
READ_ON: Final = date(2026, 11, 22)

# Sources from elsewhere that were looked up on the very day that the pack was read.
SINCE: Final[frozenset[str]] = frozenset()


def from_pack(source: str, days: Iterable[date]) -> bool:
    """Whether all that is said of ``source``, which was seen on ``days``, comes from the pack."""
    return source not in SINCE and all(day <= READ_ON for day in days)

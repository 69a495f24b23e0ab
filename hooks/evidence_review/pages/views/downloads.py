"""What a page is given to link its downloads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.downloads.formats import Format
from evidence_review.records.frozen import Holds


@dataclass(frozen=True)
class Downloads:
    """The downloads beside a page, and the name under which they are saved, but for its ending."""

    all: Sequence[Format[Any]]
    named: str

    @property
    def citations(self) -> Sequence[Format[Any]]:
        """Those that hold a citation."""
        return [each for each in self.all if each.holds is Holds.CITATION]

    @property
    def records(self) -> Sequence[Format[Any]]:
        """Those that hold the whole record."""
        return [each for each in self.all if each.holds is not Holds.CITATION]

    @property
    def describing(self) -> Sequence[Format[Any]]:
        """Those that programs are told of as a description of the page."""
        return [each for each in self.all if each.describes]

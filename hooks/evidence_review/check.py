"""Looking at a whole evidence folder: reading it and applying every rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evidence_review.base import against
from evidence_review.clock import build_date
from evidence_review.load import load
from evidence_review.problems import Problem, Severity
from evidence_review.review import Review
from evidence_review.rules import check


@dataclass(frozen=True)
class Examined:
    """The review a folder holds, as far as it can be read, and every problem in it, sorted."""

    review: Review | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def examine(
    folder: Path, *, today: date | None = None, shown_as: str | None = None, base: str | None = None
) -> Examined:
    """Read ``folder`` and check it. ``today`` is the day that dates are held against.

    ``base`` names a revision of git: what was published there must still stand.
    """
    loaded = load(folder, shown_as)
    found = list(loaded.problems)
    day = today or build_date()
    if loaded.review is not None:
        found += check(loaded.review, loaded.documents, day)
    if base is not None and folder.is_dir():
        found += against(base, folder, loaded, (shown_as or folder.as_posix()).rstrip("/"), day)
    return Examined(loaded.review, tuple(sorted(set(found))))

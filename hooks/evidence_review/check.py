"""Looking at a whole evidence folder: reading it and applying every rule."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

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


def examine(folder: Path, *, today: date | None = None, shown_as: str | None = None) -> Examined:
    """Read ``folder`` and check it. ``today`` is the day that dates are held against."""
    loaded = load(folder, shown_as)
    found = list(loaded.problems)
    if loaded.review is not None:
        found += check(loaded.review, loaded.documents, today or build_date())
    return Examined(loaded.review, tuple(sorted(set(found))))


def build_date() -> date:
    """The day of the build: today in UTC, or the day of ``SOURCE_DATE_EPOCH`` if that is set.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification: seconds since 1970, UTC.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    return datetime.now(tz=UTC).date()

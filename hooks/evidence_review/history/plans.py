"""Plans of files to write, and why nothing is to be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence_review.authoring.files import replace_texts
from evidence_review.records.finding import Finding
from evidence_review.records.frozen import FrozenVersion


@dataclass(frozen=True)
class Plan:
    """The files to write, in order, by path below the evidence folder, and what they do.

    A file whose text is None is taken away.
    """

    texts: tuple[tuple[str, str | None], ...]
    done: tuple[str, ...]

    def carry_out(self, folder: Path) -> None:
        """Write every file, or none."""
        replace_texts(folder, dict(self.texts))


@dataclass(frozen=True)
class Refused:
    """Why nothing is to be written."""

    why: str


@dataclass(frozen=True)
class NextVersion:
    """A frozen version and the edited record that takes its place.

    ``frozen`` is None for a record that was not published yet: there is nothing to keep of it.
    ``stray`` are files of versions between the two, which were never published.
    """

    frozen: FrozenVersion | None
    record: str
    stray: tuple[str, ...] = ()


def plan(
    steps: Iterable[tuple[Finding, NextVersion | Refused]], done: Sequence[str]
) -> Plan | Refused:
    """One plan of all ``steps``: what is frozen first, then the records."""
    frozen: list[tuple[str, str | None]] = []
    records: list[tuple[str, str | None]] = []
    for finding, step in steps:
        if isinstance(step, Refused):
            return step
        if step.frozen:
            frozen.append((step.frozen.path, step.frozen.text))
        frozen += [(path, None) for path in step.stray]
        records.append((finding.path, step.record))
    return Plan((*frozen, *records), tuple(done))

"""Two states of a review: as it was, and as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from evidence_review.earlier.renaming import renamed
from evidence_review.records.finding import Finding
from evidence_review.review import Review


@dataclass(frozen=True)
class States:
    """A review as it was and as it is.

    ``ids`` are those of every finding and gap by the path of its file, readable or not; ``frozen``
    are the bytes of every file below ``archive``. ``remade`` are the texts of those that are new,
    made anew from what was published last; None where no such version was. ``published`` is the
    review then, which is newer than ``before`` where that is an old state, and ``name`` is how a
    person would name it. ``files_after`` is the path of every record, readable or not.
    """

    before: Review
    after: Review
    ids_before: Mapping[str, str]
    ids_after: Mapping[str, str]
    frozen_before: Mapping[str, bytes]
    frozen_after: Mapping[str, bytes]
    remade: Mapping[str, str | None]
    published: Review
    name: str
    files_after: frozenset[str]

    @cached_property
    def before_renamed(self) -> Review:
        """The earlier review under the names of today."""
        return renamed(self.before, self.after)

    @property
    def kept(self) -> Iterator[tuple[Finding, Finding]]:
        """Every finding that both can read, as it was and as it is, in the order of its file."""
        for new in self.after.findings:
            old = self.before.finding_by_id.get(new.id)
            if old is not None:
                yield old, new

"""Frozen versions made anew from what git holds of them: so a forged one is seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence_review.earlier.published import Published
from evidence_review.history.freezing import freeze
from evidence_review.records.frozen import Ended, FrozenVersion
from evidence_review.review import Review


def remade(published: Published, review: Review) -> Mapping[str, str | None]:
    """What every new frozen version of ``review`` should hold, by its path.

    None where no such version was published. A version of no finding, or one that no later version
    took the place of, is left out, as is one whose published record can no longer be read.
    """
    new = (version for version in review.archive if version.path not in published.frozen)
    return dict(_remade(published, review, new))


def _remade(
    published: Published, review: Review, new: Iterator[FrozenVersion]
) -> Iterator[tuple[str, str | None]]:
    before = published.loaded.review
    for version in new:
        ended = _ended(review, version)
        if before is None or ended is None or version.id in before.unread_findings:
            continue
        finding = before.finding_by_id.get(version.id)
        if finding is None or finding.version != version.version:
            yield version.path, None
        elif all(item.source in before.source_by_key for item in finding.evidence):
            text = published.text(finding.path)
            yield version.path, freeze(before, finding, text, ended).text


def _ended(review: Review, version: FrozenVersion) -> Ended | None:
    """How the history says that a version ended."""
    finding = review.finding_by_id.get(version.id)
    later = {change.version: change for change in finding.history} if finding else {}
    found = later.get(version.version + 1)
    return Ended(version=found.version, date=found.date, change=found.change) if found else None

"""Earlier versions, and where a finding that no longer stands leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_review.records.finding import Finding, Status
from evidence_review.records.source import Source, tells
from evidence_review.review import Review
from evidence_review.rules.remedy import revise
from evidence_review.rules.rule import Fault


def version_not_frozen(review: Review, today: date) -> Iterator[Fault]:
    """Every version of a finding but the latest is frozen in the archive."""
    for finding in review.findings:
        frozen = review.frozen.get(finding.id, {})
        for number, change in enumerate(finding.history[:-1]):
            if change.version not in frozen:
                command = revise(finding.id, finding.history[number + 1].change)
                message = f"archive/{finding.id}/v{change.version}.json is missing; run {command}"
                yield Fault(finding.path, ("history", number, "version"), message)


def stray_version(review: Review, today: date) -> Iterator[Fault]:
    """A frozen version is an earlier one of a finding, and ends as the history says."""
    for version in review.archive:
        finding = review.finding_by_id.get(version.id)
        if finding is None:
            if version.id not in review.unread_findings:
                message = f"there is no finding '{version.id}'; a published finding never goes"
                yield Fault(version.path, (), message)
            continue
        later = {change.version: change for change in finding.history}.get(version.ended.version)
        if version.version + 1 != version.ended.version or later is None:
            message = (
                f"{finding.path} has no version {version.version + 1}; take this file away, or run"
                f" `evidence revise {finding.id}` for a version that comes after it"
            )
            yield Fault(version.path, (), message)
        elif (later.date, later.change) != (version.ended.date, version.ended.change):
            at = ("history", finding.history.index(later), "change")
            message = f"{version.path} says of this version: {version.ended.change}"
            yield Fault(finding.path, at, message)


def redirect_chain(review: Review, today: date) -> Iterator[Fault]:
    """A finding that no longer stands leads to findings that stand, or to gaps."""
    for finding in review.findings:
        for number, see in enumerate(finding.notice.see if finding.notice else ()):
            other = review.finding_by_id.get(see)
            if other is finding:
                message = "this is the finding itself; name the one to read instead"
                yield Fault(finding.path, ("notice", "see", number), message)
            elif other and other.status is not Status.PUBLISHED:
                onward = other.notice.see if other.notice else ()
                right = f"name {' or '.join(onward)}" if onward else "leave it out"
                message = f"'{see}' was {other.status} itself; {right}"
                yield Fault(finding.path, ("notice", "see", number), message)


def retraction_cut_short(review: Review, today: date) -> Iterator[Fault]:
    """A retraction is said of a source and of each finding that stood on it, of both or neither."""
    for finding in review.findings:
        last = finding.history[-1]
        for number, item in enumerate(finding.evidence):
            source = review.source_by_key.get(item.source)
            if source is None:
                continue
            again = f"run `evidence retract {source.key}` again, with its reason, date and notice"
            if source.retraction is None and tells(last.change, source.key):
                message = f"{source.path} is not marked as retracted; {again}"
                yield Fault(finding.path, ("history", len(finding.history) - 1, "change"), message)
            elif _untold(finding, source, today):
                message = "this source was retracted since, and no version says so"
                yield Fault(finding.path, ("evidence", number, "source"), f"{message}; {again}")


def _untold(finding: Finding, source: Source, today: date) -> bool:
    """Whether ``finding`` is older than the retraction, and has no version since."""
    retracted = source.retraction
    return retracted is not None and finding.history[-1].date < retracted.date <= today

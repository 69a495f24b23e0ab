"""Dates, versions and status."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_review.reading.folder import VOCABULARY
from evidence_review.records.fields import Location
from evidence_review.records.finding import Status
from evidence_review.review import Review
from evidence_review.rules.rule import Fault


def future_date(review: Review, today: date) -> Iterator[Fault]:
    """Nothing was reviewed, changed, withdrawn, verified or seen after today."""
    dated: list[tuple[str, Location, date]] = []
    for finding in review.findings:
        dated.append((finding.path, ("reviewed",), finding.reviewed))
        for number, change in enumerate(finding.history):
            dated.append((finding.path, ("history", number, "date"), change.date))
        for number, mend in enumerate(finding.mends):
            dated.append((finding.path, ("mends", number, "date"), mend.date))
        if finding.notice:
            dated.append((finding.path, ("notice", "date"), finding.notice.date))
    for source in review.sources:
        for number, seen in enumerate(source.provenance):
            dated.append((source.path, ("provenance", number, "on"), seen.on))
        if source.retraction:
            dated.append((source.path, ("retraction", "date"), source.retraction.date))
    for gap in review.gaps:
        dated.append((gap.path, ("reviewed",), gap.reviewed))
        for number, asked in enumerate(gap.asked_before):
            dated.append((gap.path, ("asked_before", number, "until"), asked.until))
    for number, meant in enumerate(review.vocabulary.changes):
        dated.append((VOCABULARY, ("changes", number, "date"), meant.date))
    verified = review.verifications.values()
    dated += [(each.path, ("verified",), each.verified) for each in verified]
    for path, at, day in dated:
        if day > today:
            yield Fault(path, at, f"{day} is later than today, {today}")


def seen_early(review: Review, today: date) -> Iterator[Fault]:
    """No source was seen before the year in which it was published."""
    for source in review.sources:
        year = review.references[source.key].year or ""
        for number, seen in enumerate(source.provenance):
            if year.isdecimal() and seen.on.year < int(year):
                message = f"seen in {seen.on.year}, and published in {year}; mend one of them"
                yield Fault(source.path, ("provenance", number, "on"), message)


def review_overdue(review: Review, today: date) -> Iterator[Fault]:
    """The day by which a finding is to be looked at again has not gone by."""
    for finding in review.findings:
        if finding.overdue(today):
            message = f"to be reviewed by {finding.review_by}; look at the evidence again"
            yield Fault(finding.path, ("review_by",), message)


def review_order(review: Review, today: date) -> Iterator[Fault]:
    """`review_by` comes after `reviewed`."""
    for finding in review.findings:
        if finding.review_by <= finding.reviewed:
            message = f"this is not later than 'reviewed', {finding.reviewed}"
            yield Fault(finding.path, ("review_by",), message)


def history_order(review: Review, today: date) -> Iterator[Fault]:
    """History begins at version 1, goes up by one, and its dates never go back."""
    for finding in review.findings:
        for number, change in enumerate(finding.history):
            if change.version != number + 1:
                message = f"version {number + 1} is wanted here"
                yield Fault(finding.path, ("history", number, "version"), message)
            if number and change.date < finding.history[number - 1].date:
                message = "this is earlier than the entry before it"
                yield Fault(finding.path, ("history", number, "date"), message)


def notice_without_see(review: Review, today: date) -> Iterator[Fault]:
    """A finding that was merged or superseded names in `see` the findings to read instead."""
    for finding in review.findings:
        moved = finding.status in (Status.MERGED, Status.SUPERSEDED)
        if moved and finding.notice and not finding.notice.see:
            message = (
                f"a {finding.status} finding names in 'see' the ids to read instead; name one, or"
                f" run `evidence withdraw {finding.id}` with its reason"
            )
            yield Fault(finding.path, ("notice",), message)


def status_without_notice(review: Review, today: date) -> Iterator[Fault]:
    """A finding that no longer stands has a `notice`; one that stands has none."""
    for finding in review.findings:
        stands = finding.status is Status.PUBLISHED
        if not stands and finding.notice is None:
            message = f"a {finding.status} finding says in 'notice' when and why"
            yield Fault(finding.path, ("status",), message)
        if stands and finding.notice is not None:
            message = "the status is 'published'; a notice says why a finding no longer stands"
            yield Fault(finding.path, ("notice",), message)

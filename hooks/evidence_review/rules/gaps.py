"""Questions that are not answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_review.review import Review
from evidence_review.rules.rule import Fault


def gap_question(review: Review, today: date) -> Iterator[Fault]:
    """A gap asks a question and ends with a question mark."""
    for gap in review.gaps:
        if not gap.question.endswith("?"):
            yield Fault(gap.path, ("question",), "a gap is a question; end it with '?'")


def gap_id(review: Review, today: date) -> Iterator[Fault]:
    """The id of a gap belongs to no finding and to no other gap."""
    taken = {finding.id: finding.path for finding in review.findings}
    for gap in review.gaps:
        if gap.id in taken:
            message = f"'{gap.id}' is the id of {taken[gap.id]}; mint a new one with `evidence id`"
            yield Fault(gap.path, ("id",), message)
        taken.setdefault(gap.id, gap.path)


def gap_near(review: Review, today: date) -> Iterator[Fault]:
    """The findings that a gap names as near to it exist."""
    for gap in review.gaps:
        for number, near in enumerate(gap.near):
            if near not in review.finding_by_id and near not in review.unread_findings:
                message = f"there is no finding '{near}'; copy the id from the finding's own file"
                yield Fault(gap.path, ("near", number), message)


def gap_search(review: Review, today: date) -> Iterator[Fault]:
    """A search keeps no more results than were screened, and was not made after today."""
    for gap in review.gaps:
        for number, search in enumerate(gap.searches):
            if search.kept > search.screened:
                message = f"more than the {search.screened} that were screened"
                yield Fault(gap.path, ("searches", number, "kept"), message)
            if search.on > today:
                message = f"{search.on} is later than today, {today}"
                yield Fault(gap.path, ("searches", number, "on"), message)

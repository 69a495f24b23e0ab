"""The table of findings: what stands in each column, and one line a finding.

``data/findings.csv`` and its description are both made from :data:`COLUMNS`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from evidence_review.records.finding import Finding, Status
from evidence_review.records.prose import plain
from evidence_review.records.scales import Agreement, Level, Track
from evidence_review.review import Review
from evidence_review.site import Site, finding_uri
from evidence_review.strength import Judgement

# A cell that begins with one of these is run as a formula by spreadsheets.
# Source: OWASP, "CSV Injection".
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Row:
    """What a line of the table is made from."""

    review: Review
    site: Site
    finding: Finding

    @property
    def judgement(self) -> Judgement:
        """The strength and agreement of the finding."""
        return self.review.judgement(self.finding)

    @property
    def notice(self) -> str:
        """Why the finding is to be read with care; nothing for most."""
        caution = self.review.caution(self.finding)
        return caution.notice if caution else ""


@dataclass(frozen=True)
class Column:
    """One column of the table: what stands in it, and of which type."""

    name: str
    meaning: str
    value: Callable[[Row], object]
    """What stands in it on the line of a finding."""
    holds: Literal["string", "integer", "date", "boolean"] = "string"
    always: bool = True
    """Whether a cell of it is never empty."""
    values: type[StrEnum] | None = None
    """The only values that stand in it, where these are few."""


def _list(parts: Iterable[str]) -> str:
    return "|".join(parts)


COLUMNS = (
    Column(
        "id", "The id of the finding, which never changes.",
        lambda row: row.finding.id,
    ),
    Column(
        "url", "The address of its page, which never moves.",
        lambda row: row.site.absolute(finding_uri(row.finding.id)),
    ),
    Column(
        "version", "The number of this version.",
        lambda row: row.finding.version, "integer",
    ),
    Column(
        "status", "Whether it stands.",
        lambda row: row.finding.status, values=Status,
    ),
    Column(
        "notice", "Why it is to be read with care: withdrawn, retracted.",
        lambda row: row.notice, always=False,
    ),
    Column(
        "claim", "The claim, in one sentence.",
        lambda row: row.finding.claim,
    ),
    Column(
        "track", "What sort of claim it is; figures, accounts and positions are not graded.",
        lambda row: row.finding.track, values=Track,
    ),
    Column(
        "sectors", "Where it holds: ids of the vocabulary, parted by a vertical bar.",
        lambda row: _list(row.finding.sectors),
    ),
    Column(
        "themes", "How or why: ids of the vocabulary, parted by a vertical bar.",
        lambda row: _list(row.finding.themes),
    ),
    Column(
        "strength", "How sure we may be, by the published rule, or were while it stood.",
        lambda row: row.judgement.strength or "", values=Level, always=False,
    ),
    Column(
        "edition", "The edition of the rule under which it was judged.",
        lambda row: row.judgement.edition, "integer",
    ),
    Column(
        "provisional", "Whether it is lower only because little was read or is known of a method.",
        lambda row: str(row.judgement.provisional).lower(), "boolean",
    ),
    Column(
        "agreement", "How far independent sources agree, or did while it stood.",
        lambda row: row.judgement.agreement or "", values=Agreement, always=False,
    ),
    Column(
        "sources", "How many sources it rests on.",
        lambda row: row.judgement.sources, "integer",
    ),
    Column(
        "independent_sources", "How many of them are independent.",
        lambda row: row.judgement.independent, "integer",
    ),
    Column(
        "summary", "What is known, in plain text.",
        lambda row: plain(row.finding.summary),
    ),
    Column(
        "does_not_mean", "The most likely misreading, and why it is one.",
        lambda row: plain(row.finding.does_not_mean),
    ),
    Column(
        "holds_for", "The people and places that were studied.",
        lambda row: plain(row.finding.holds_for),
    ),
    Column(
        "published", "When the first version was published.",
        lambda row: row.finding.published, "date",
    ),
    Column(
        "reviewed", "When the evidence was last looked at as a whole.",
        lambda row: row.finding.reviewed, "date",
    ),
    Column(
        "review_by", "When it should be looked at again.",
        lambda row: row.finding.review_by, "date",
    ),
    Column(
        "overdue", "Whether that day had gone by when this table was made.",
        lambda row: str(row.finding.overdue(row.site.built)).lower(), "boolean",
    ),
    Column(
        "source_keys", "The keys of its sources, parted by a vertical bar.",
        lambda row: _list(item.source for item in row.finding.evidence),
    ),
)  # fmt: skip


def findings_csv(review: Review, site: Site) -> str:
    """One line a finding, with the columns :data:`COLUMNS`; lists are parted by ``|``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    for finding in review.findings:
        row = Row(review, site, finding)
        writer.writerow([_cell(column.value(row)) for column in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return "'" + text if text.startswith(_FORMULA) else text

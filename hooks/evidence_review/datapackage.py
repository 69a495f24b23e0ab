"""The table of findings described for programs: a Data Package (version 1 of the standard).

Source: Frictionless Data, "Data Package" and "Table Schema" (2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from evidence_review.model import Status
from evidence_review.review import Review
from evidence_review.site import Site
from evidence_review.text import CROCKFORD, ID_LENGTH
from evidence_review.vocabulary import Agreement, Level


@dataclass(frozen=True)
class Column:
    """One column of the table: what stands in it, and of which type."""

    name: str
    meaning: str
    holds: Literal["string", "integer", "date", "boolean"] = "string"
    always: bool = True
    """Whether a cell of it is never empty."""
    values: type[StrEnum] | None = None
    """The only values that stand in it, where these are few."""


COLUMNS = (
    Column("id", "The id of the finding, which never changes."),
    Column("url", "The address of its page, which never moves."),
    Column("version", "The number of this version.", "integer"),
    Column("status", "Whether it stands.", values=Status),
    Column("claim", "The claim, in one sentence."),
    Column("kind", "What sort of claim it is: an id of the vocabulary."),
    Column("sectors", "Where it holds: ids of the vocabulary, parted by a vertical bar."),
    Column("themes", "How or why: ids of the vocabulary, parted by a vertical bar."),
    Column("strength", "How sure we may be, by the published rule.", values=Level),
    Column("agreement", "How far independent sources agree.", values=Agreement),
    Column("notice", "Why it is to be read with care: withdrawn, retracted.", always=False),
    Column("sources", "How many sources it rests on.", "integer"),
    Column("independent_sources", "How many of them are independent.", "integer"),
    Column("summary", "What is known, in plain text."),
    Column("does_not_mean", "The most likely misreading, and why it is one."),
    Column("holds_for", "The people and places that were studied."),
    Column("published", "When the first version was published.", "date"),
    Column("reviewed", "When the evidence was last looked at as a whole.", "date"),
    Column("review_by", "When it should be looked at again.", "date"),
    Column("overdue", "Whether that day had gone by when this table was made.", "boolean"),
    Column("source_keys", "The keys of its sources, parted by a vertical bar."),
)


def datapackage(review: Review, site: Site) -> dict[str, object]:
    """The description of ``data/findings.csv``."""
    return {
        "profile": "tabular-data-package",
        "name": "findings",
        "title": site.name,
        "description": site.description,
        "homepage": site.url,
        "created": f"{site.built.isoformat()}T00:00:00Z",
        "licenses": [{"name": site.licence, "path": site.licence_url}],
        "contributors": [{"title": site.publisher, "role": "author"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "findings",
                "title": f"Findings ({len(review.findings)})",
                "path": "findings.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"lineTerminator": "\r\n"},
                "schema": {
                    "fields": [_field(column) for column in COLUMNS],
                    "missingValues": [""],
                    "primaryKey": "id",
                },
            }
        ],
    }


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if column.always:
        constraints["required"] = True
    if column.name == "id":
        constraints |= {"unique": True, "pattern": f"^[{CROCKFORD}]{{{ID_LENGTH}}}$"}
    if column.values:
        constraints["enum"] = [value.value for value in column.values]
    return {
        "name": column.name,
        "type": column.holds,
        "description": column.meaning,
        "constraints": constraints,
    }

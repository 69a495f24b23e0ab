"""The table of findings described for programs: a Data Package (version 1 of the standard).

Source: Frictionless Data, "Data Package" and "Table Schema" (2017).
"""

from __future__ import annotations

from evidence_review.downloads.table import COLUMNS, Column
from evidence_review.records.text import CROCKFORD, ID_LENGTH
from evidence_review.review import Review
from evidence_review.site import Site


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

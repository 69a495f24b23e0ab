"""The table of findings: its columns and its description are one thing."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

from evidence_review.downloads.datapackage import datapackage
from evidence_review.downloads.table import COLUMNS, findings_csv
from tests.places import SITE, TOY
from tests.reviews import read


def test_every_column_that_is_never_empty_has_a_value_on_every_line() -> None:
    rows = list(csv.DictReader(io.StringIO(findings_csv(read(TOY), SITE))))
    assert len(rows) == len(read(TOY).findings)
    for row in rows:
        assert list(row) == [column.name for column in COLUMNS]
        assert [c.name for c in COLUMNS if c.always and not row[c.name]] == []
        for column in COLUMNS:
            allowed = {*(column.values or ()), *(() if column.always else ("",))}
            assert not column.values or row[column.name] in allowed


def test_the_description_names_the_columns_of_the_table() -> None:
    described: Any = datapackage(read(TOY), SITE)
    header = findings_csv(read(TOY), SITE).splitlines()[0]
    fields = described["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == header.split(",")


def test_a_cell_is_no_formula() -> None:
    review = read(TOY)
    first = review.findings[0].model_copy(update={"claim": "=1+1."})
    changed = replace(review, findings=(first, *review.findings[1:]))
    row = next(csv.DictReader(io.StringIO(findings_csv(changed, SITE))))
    assert row["claim"] == "'=1+1."


def test_a_changed_review_judges_afresh() -> None:
    review = read(TOY)
    finding = review.findings[0]
    review.judgement(finding)
    source = review.source_by_key[finding.evidence[0].source]
    other = source.model_copy(update={"data_set": "another"})
    changed = replace(review, sources=(*(s for s in review.sources if s != source), other))
    assert changed.judgement(finding) != review.judgement(finding)

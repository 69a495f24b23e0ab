"""Everything in the research pack stands in the records, or says why it does not.

The table is held against the pack where that lies beside the project, and everywhere against the
numbers that the pack had. It tells of the pack alone: what was added since needs no line in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.places import REAL, TESTS
from tests.research_pack import NEEDS_PACK, PACK, from_pack
from tests.reviews import read as records

TABLE = "findings", "studies", "founding_documents", "cited_works", "follow_up_works"
WORKS = TABLE[1:]
SIZES = dict(zip(TABLE, (171, 107, 5, 17, 11), strict=True))

Entry = list[str] | dict[str, str]


def read(path: Path) -> Any:
    """Every value as it is written: YAML would take the key `on` for a truth value."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


COVERAGE: dict[str, dict[str, Entry]] = read(TESTS / "research/coverage.yml")


def record_of(work: str) -> str:
    return str(COVERAGE["records"].get(work, work))


def used(*sections: str) -> Iterator[tuple[str, list[str]]]:
    for section in sections:
        for name, entry in COVERAGE[section].items():
            if isinstance(entry, list):
                yield name, entry


@cache
def pack_ids() -> dict[str, set[str]]:
    """The ids of the pack by section of the table."""
    studies = [
        study["key"]
        for part in ("employment-legal", "education-health")
        for study in read(PACK / f"literature-{part}.yml")
    ]
    roles = {
        "seed": "founding_documents",
        "cited": "cited_works",
        "leaned-on": "cited_works",
        "follow-up": "follow_up_works",
    }
    ids: dict[str, set[str]] = {section: set() for section in TABLE}
    ids["findings"] = {finding["id"] for finding in read(PACK / "seeds-findings.yml")}
    ids["studies"] = set(studies)
    for work in read(PACK / "seeds-sources.yml"):
        ids[roles[work["role"]]].add(work["id"])
    return ids


def test_every_finding_named_exists() -> None:
    named = {(name, finding) for name, findings in used(*TABLE) for finding in findings}
    assert len(named) > 200
    assert {pair for pair in named if pair[1] not in records(REAL).finding_by_id} == set()


def test_what_is_not_used_says_why() -> None:
    for section in TABLE:
        for name, entry in COVERAGE[section].items():
            if isinstance(entry, list):
                assert entry, name
                assert len(set(entry)) == len(entry), name
            else:
                assert set(entry) == {"not_used"}, name
                assert entry["not_used"].strip(), name


def test_a_work_stands_in_the_findings_that_the_table_names() -> None:
    for name, findings in used(*WORKS):
        record = record_of(name)
        assert record in records(REAL).source_by_key, name
        citing = {use.finding.id for use in records(REAL).uses[record]}
        gone = sorted(set(findings) - citing)
        assert not gone, f"{name} is cited there no longer; change tests/research/coverage.yml"


def test_every_source_that_comes_from_the_pack_is_named() -> None:
    sources = {
        source.key
        for source in records(REAL).sources
        if from_pack(source.key, (seen.on for seen in source.provenance))
    }
    assert len(sources) > 100
    unnamed = sources - {record_of(name) for name, _ in used(*WORKS)}
    assert not unnamed, "if these come from elsewhere, name them in SINCE of research_pack.py"


@pytest.mark.parametrize("section", TABLE)
def test_the_table_is_as_long_as_the_pack(section: str) -> None:
    assert len(COVERAGE[section]) == SIZES[section]


@NEEDS_PACK
@pytest.mark.parametrize("section", TABLE)
def test_the_table_names_what_the_pack_holds_and_nothing_else(section: str) -> None:
    assert set(COVERAGE[section]) == pack_ids()[section]

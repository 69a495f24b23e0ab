"""The real review: sound, broad enough, and honest about what speaks against its claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from evidence_review.check import examine
from evidence_review.records.finding import Finding
from evidence_review.review import Review
from tests.places import REAL
from tests.reviews import read
from tests.test_research_coverage import COVERAGE

FILES = sorted(file for file in REAL.rglob("*") if file.is_file())
# By their names in research/coverage.yml, which says under which ids they stand.
LEAD = (
    "legal-advice-trust-brings-full-disclosure",
    "fear-of-penalty-silences-disclosure",
    "adviser-relationship-key-to-work",
    "pupil-teacher-relationships-attainment",
    "patient-relationship-behaviour-change",
    "steady-relating-shifts-emotion-and-agency",
    "workers-rarely-fix-problems",
    "same-worker-builds-trust",
    "trust-makes-hard-feedback-acceptable",
    "rational-lexicon-crowds-out-relationships",
    "relationships-irrelevant-in-some-contexts",
    "only-believers-studied",
)


def review() -> Review:
    return read(REAL)


def rests_on_a_study(finding: Finding) -> bool:
    """Whether any item is research, by its own design where it has one, else by its source's."""
    designs, sources = review().vocabulary.designs, review().source_by_key
    return any(designs.term(i.design or sources[i.source].design).study for i in finding.evidence)


def core_sectors() -> list[str]:
    return [sector.id for sector in review().vocabulary.sectors if sector.core]


def lines() -> Iterator[tuple[str, int, str]]:
    for file in FILES:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            yield file.relative_to(REAL).as_posix(), number, line


def test_no_record_has_an_error() -> None:
    assert examine(REAL).errors == ()


def test_there_are_at_least_60_findings_and_60_sources() -> None:
    assert len(review().findings) >= 60
    assert len(review().sources) >= 60


def test_four_core_sectors_have_at_least_10_findings_that_rest_on_studies() -> None:
    studies = [f for f in review().standing if rests_on_a_study(f)]
    found = {name: sum(name in f.sectors for f in studies) for name in core_sectors()}
    assert len(found) >= 4
    assert {name: times for name, times in found.items() if times < 10} == {}


def test_at_least_15_findings_show_contrary_or_null_evidence() -> None:
    assert sum(map(review().has_contrary, review().standing)) >= 15


@pytest.mark.parametrize("name", LEAD)
def test_a_finding_that_leads_the_review_exists(name: str) -> None:
    entry = COVERAGE["findings"][name]
    assert isinstance(entry, list)
    assert set(entry) <= set(review().finding_by_id)


def test_nearly_every_source_can_be_looked_up() -> None:
    addresses = {key for key, reference in review().references.items() if reference.address}
    known = {s.key for s in review().sources if any("//" in p.seen_at for p in s.provenance)}
    assert len(addresses | known) >= 0.9 * len(review().sources)


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("an address that is not safe", r"\bhttp:"),
        ("a path of somebody's machine", r"/(work|home|root|tmp|Users)/|[A-Z]:\\\\"),
        ("a blank", r"\bTODO\b|\bFIXME\b|\bXXX\b|lorem ipsum"),
        ("a made-up person", r"(?i)jane doe|john smith|foo bar|example author"),
        ("an address of nowhere", r"(?i)\bexample\.(com|org|net)\b"),
    ],
)
def test_no_file_holds(what: str, pattern: str) -> None:
    assert len(FILES) > 400
    found = [f"{path}:{number}" for path, number, line in lines() if re.search(pattern, line)]
    assert found == [], what


def test_every_file_ends_its_last_line_and_no_line_ends_in_space() -> None:
    for file in FILES:
        assert file.read_bytes().endswith(b"\n"), file.name
    assert [f"{path}:{number}" for path, number, line in lines() if line != line.rstrip()] == []

"""The real review: sound, broad enough, and honest about what speaks against its claims."""

from __future__ import annotations

import pytest

from evidence_review.check import examine
from evidence_review.records.finding import Finding
from evidence_review.review import Review
from tests.places import REAL
from tests.reviews import read
from tests.test_research_coverage import COVERAGE

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

"""The worked example of the method page, and the evidence in figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_review.pages.views.cards import Views
from evidence_review.pages.views.figures import figures
from evidence_review.pages.views.worked_example import worked_example
from tests.places import REAL, TOY
from tests.reviews import read


@pytest.mark.parametrize("folder", [REAL, TOY])
def test_the_example_is_a_standing_finding_with_its_whole_sum(folder: Path) -> None:
    example = worked_example(read(folder), Views(read(folder)))
    assert example is not None
    finding = read(folder).finding_by_id[example.card.id]
    sources = [source for voice in example.voices for source in voice.sources]
    assert finding in read(folder).standing
    assert len(sources) == len(finding.evidence)
    assert sum(source.best for source in sources) == 1
    assert len(example.voices) == example.card.independent
    assert example.ledger.result == example.card.strength


def test_the_example_of_the_real_review_shows_most_of_the_rule() -> None:
    example = worked_example(read(REAL), Views(read(REAL)))
    assert example is not None
    assert example.card.sources >= 4
    assert any(len(voice.sources) > 1 for voice in example.voices)
    assert {line.levels > 0 for line in example.ledger.lines} == {True, False}


@pytest.mark.parametrize("folder", [REAL, TOY])
def test_every_source_and_finding_is_in_the_figures(folder: Path) -> None:
    made = figures(read(folder))
    for group in (made.read, made.designs):
        assert sum(figure.count for figure in group) == len(read(folder).sources)
    for group in (made.strengths, made.agreements):
        assert sum(figure.count for figure in group) == len(read(folder).standing)
    assert made.gaps_searched <= made.gaps

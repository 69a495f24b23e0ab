"""The worked example of the method page, and the evidence in figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_review.pages.views.cards import Views
from evidence_review.pages.views.figures import figures
from evidence_review.pages.views.worked_example import WorkedExample, worked_example
from tests.places import REAL, TOY
from tests.reviews import read

folders = pytest.mark.parametrize("folder", [REAL, TOY])


def example(folder: Path) -> WorkedExample:
    made = worked_example(read(folder), Views(read(folder)))
    assert made
    return made


@folders
def test_the_example_is_a_graded_finding_with_its_whole_sum(folder: Path) -> None:
    made, review = example(folder), read(folder)
    finding = review.finding_by_id[made.card.id]
    judgement = review.judgement(finding)
    assert finding in review.graded
    assert judgement.ledger
    assert len(made.ledger.lines) == len(judgement.ledger.lines) + bool(judgement.ledger.cap)
    assert made.ledger.lines[-1].after.id is judgement.strength
    assert made.ledger.result.id is judgement.strength
    assert len(made.voices) == judgement.independent
    assert sum(voice.kept for voice in made.voices) == len(judgement.ledger.body) > 0


@folders
def test_every_source_is_worth_its_start_less_what_it_loses(folder: Path) -> None:
    levels = ["untested", "tentative", "limited", "moderate", "strong"]
    for voice in example(folder).voices:
        for source in voice.sources:
            assert source.start
            left = levels.index(source.start.id) - len(source.loses)
            assert levels.index(source.worth.id) == max(1, left)


def test_the_example_of_the_real_review_shows_most_of_the_rule() -> None:
    made = example(REAL)
    assert sum(len(voice.sources) for voice in made.voices) >= 3
    assert sum(voice.kept for voice in made.voices) > 1
    assert any(line.levels for line in made.ledger.lines)


def test_where_no_study_supports_anything_there_is_no_example() -> None:
    review = read(TOY)
    bare = type(review)(
        review.vocabulary, tuple(f for f in review.findings if not f.track.graded),
        review.sources, review.references,
    )  # fmt: skip
    assert worked_example(bare, Views(bare)) is None


@folders
def test_every_source_and_finding_is_in_the_figures(folder: Path) -> None:
    made, review = figures(read(folder)), read(folder)
    for group in (made.read, made.designs):
        assert sum(figure.count for figure in group) == len(review.sources)
    for group in (made.strengths, made.agreements):
        assert sum(figure.count for figure in group) == len(review.graded) == made.graded
    assert sum(figure.count for figure in made.tracks) == len(review.standing) == made.findings
    assert made.provisional <= made.graded
    assert made.gaps_searched <= made.gaps

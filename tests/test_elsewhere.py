"""The rules of other bodies, each worked by hand from its published criteria, and their page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review.pages.views.cards import Views
from evidence_review.pages.views.elsewhere import elsewhere
from evidence_review.records.finding import Claims
from evidence_review.records.scales import Counts, Level, Reading, Track
from evidence_review.records.source import Bias
from evidence_review.strength import Report, judge
from evidence_review.strength.elsewhere import RULES, Answer, Rating, Standing
from tests.places import REAL, TOY
from tests.reviews import read

TRIAL = Report(
    source="trial", data_set="trial", circle=None, counts=Counts.FOR, direct=True, design="trial",
    start=4, pools=False, trial=True, people=350, sites=2, bias=Bias.UNCLEAR, stake=False,
    reading=Reading.FULL, rich=False, width=None, relative_risk=None, retracted=False,
)  # fmt: skip
QUASI = replace(TRIAL, source="quasi", data_set="quasi", trial=False, start=3)
COHORT = replace(TRIAL, source="cohort", data_set="cohort", trial=False, start=2)
REVIEW = replace(TRIAL, source="review", data_set="review", pools=True)


def others(of: Report, number: int) -> list[Report]:
    return [replace(of, source=f"{of.source}{n}", data_set=f"{n}") for n in range(number)]


def ask(
    rule: str, *reports: Report, track: Track = Track.EFFECT, claims: Claims = Claims.DIFFERENCE
) -> Answer:
    (asked,) = (each for each in RULES if each.id == rule)
    return asked.answer(judge(reports, track, claims))


@pytest.mark.parametrize(
    ("rule", "reports", "words"),
    [
        # PMC6692166, table 1: randomised trials high, observational studies low.
        ("grade", [TRIAL, COHORT], "High"),
        ("grade", [QUASI], "Low"),
        # The guidebook: one rigorous evaluation 3; several, with an outcome over a year, 4;
        # no causal judgement 2.
        ("eif", [TRIAL], "Level 3"),
        ("eif", [TRIAL, replace(TRIAL, source="paper")], "Level 3"),
        ("eif", [TRIAL, QUASI], "Level 4 or level 3"),
        ("eif", [replace(TRIAL, bias=Bias.SERIOUS)], "Level 2 or not level 2"),
        ("eif", [COHORT], "Level 2 or not level 2"),
        ("eif", [TRIAL, replace(QUASI, counts=Counts.AGAINST)], ""),
        # The old Toolkit: no review 1, one 2, two 3, three 4, five and recent 5.
        ("eef", others(TRIAL, 9), "1 padlock"),
        ("eef", [TRIAL, REVIEW], "2 padlocks"),
        ("eef", others(REVIEW, 2), "3 padlocks"),
        ("eef", others(REVIEW, 3), "4 padlocks"),
        ("eef", [*others(REVIEW, 3), replace(TRIAL, counts=Counts.AGAINST)], "3 padlocks"),
        ("eef", others(REVIEW, 5), "5 padlocks or 4 padlocks"),
        # ies.ed.gov: 350 students, two sites; smaller studies are promising only.
        ("essa", [TRIAL], "Tier 1"),
        ("essa", [QUASI, COHORT], "Tier 2"),
        ("essa", [replace(TRIAL, people=349)], "Tier 3"),
        ("essa", [replace(TRIAL, sites=1)], "Tier 3"),
        ("essa", [replace(TRIAL, sites=None)], "Tier 1 to tier 3"),
        ("essa", [replace(TRIAL, bias=Bias.SERIOUS), QUASI], "Tier 2"),
        ("essa", [REVIEW], "Tier 1 to no tier"),
        ("essa", [TRIAL, replace(QUASI, counts=Counts.AGAINST)], ""),
        # whatworksforhealth.wisc.edu: a review, or 3 experiments, or 3 matched comparisons;
        # 2 of either, or 3 others.
        ("wwfh", [REVIEW], "Scientifically supported"),
        ("wwfh", others(TRIAL, 3), "Scientifically supported"),
        ("wwfh", [*others(TRIAL, 2), QUASI], "Some evidence"),
        ("wwfh", [replace(REVIEW, trial=False, start=2)], "Some evidence"),
        ("wwfh", others(COHORT, 3), "Some evidence"),
        ("wwfh", [TRIAL, QUASI, COHORT], "Insufficient evidence"),
        ("wwfh", [TRIAL, replace(QUASI, counts=Counts.AGAINST)], "Mixed evidence"),
    ],
)
def test_a_rule_answers_as_its_published_criteria_say(
    rule: str, reports: list[Report], words: str
) -> None:
    answer = ask(rule, *reports)
    assert answer.words == words
    assert answer.made_for
    assert bool(answer.lacks) == (len(answer.possible) != 1 or not answer.possible[0].like)


def test_what_would_decide_is_named() -> None:
    assert ask("essa", replace(TRIAL, people=None, sites=None)).lacks == (
        "how many people", "how many sites",
    )  # fmt: skip
    assert ask("eif", TRIAL, QUASI).lacks == ("how long effects lasted",)


def test_a_claim_that_nothing_changes_is_answered_only_where_a_rule_has_an_answer() -> None:
    words = {r.id: ask(r.id, TRIAL, claims=Claims.NO_DIFFERENCE) for r in RULES}
    assert words["grade"].words == "High"
    assert words["eif"].words == "Found not effective"
    assert words["eef"].words == "1 padlock"
    assert not words["essa"].made_for
    assert words["wwfh"].words == "" and words["wwfh"].lacks


def test_no_rule_speaks_of_what_it_is_not_made_for_or_has_no_study_of() -> None:
    asked = [ask(rule.id, TRIAL, track=Track.UNDERSTANDING) for rule in RULES]
    assert not any(answer.made_for or answer.words for answer in asked)
    near = [ask(rule.id, replace(TRIAL, direct=False)) for rule in RULES]
    assert all(answer.made_for and answer.lacks and not answer.words for answer in near)
    linked = {rule.id for rule in RULES if ask(rule.id, COHORT, track=Track.ASSOCIATION).made_for}
    assert linked == {"grade"}


@pytest.mark.parametrize(
    ("likes", "standing"),
    [
        ([[Level.STRONG]], Standing.HIGHER),
        ([[Level.STRONG], [Level.MODERATE]], Standing.HIGHER),
        ([[Level.MODERATE], [Level.LIMITED]], Standing.CANNOT_SAY),
        ([[Level.LIMITED, Level.TENTATIVE]], Standing.SAME),
        ([[Level.TENTATIVE, Level.UNTESTED]], Standing.LOWER),
        ([[]], Standing.CANNOT_SAY),
        ([], Standing.CANNOT_SAY),
    ],
)
def test_a_range_stands_where_all_of_it_stands(
    likes: list[list[Level]], standing: Standing
) -> None:
    answer = Answer(tuple(Rating("x", tuple(like)) for like in likes))
    assert answer.standing(Level.LIMITED) is standing


@pytest.mark.parametrize("folder", [REAL, TOY])
def test_the_counts_of_the_page_add_up_to_the_graded_findings(folder: Path) -> None:
    review = read(folder)
    page = elsewhere(review, Views(review))
    assert page.findings == len(review.graded)
    assert sum(len(group.rows) for group in page.groups) == page.findings
    assert page.differ + page.agree + page.cannot_say + page.not_made_for == page.findings
    for number, rule in enumerate(page.rules):
        assert sum(rule.tally) == page.findings
        shown = [row.verdicts[number].standing for group in page.groups for row in group.rows]
        assert rule.tally == tuple(shown.count(standing) for standing in Standing)
    columns = zip(*(rule.tally for rule in page.rules), strict=True)
    by_standing = dict(zip(Standing, columns, strict=True))
    higher = page.higher.verdicts + page.taken_away.verdicts
    assert higher == sum(by_standing[Standing.HIGHER])
    assert page.lower.verdicts == sum(by_standing[Standing.LOWER])
    assert page.lacking.verdicts == sum(by_standing[Standing.CANNOT_SAY])
    for because in (page.higher, page.lower, page.taken_away, page.lacking):
        assert sum(reason.count for reason in because.reasons) >= because.verdicts


def test_every_verdict_that_cannot_be_given_says_what_is_missing() -> None:
    page = elsewhere(read(REAL), Views(read(REAL)))
    verdicts = [v for group in page.groups for row in group.rows for v in row.verdicts]
    assert [v for v in verdicts if v.standing is Standing.CANNOT_SAY and not v.lacks] == []
    assert page.groups[0].track.id is Track.EFFECT

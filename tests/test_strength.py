"""The rule of strength by example, in its order of operations. Each sum is done by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence_review.records.finding import Claims, DomainJudgement, Override
from evidence_review.records.scales import Agreement, Counts, Domain, Level, Reading, Track
from evidence_review.records.source import Bias
from evidence_review.strength import Judgement, Report, judge, judge_finding
from tests.bodies import study, trial
from tests.places import TOY
from tests.reviews import read

UNTESTED, TENTATIVE, LIMITED = Level.UNTESTED, Level.TENTATIVE, Level.LIMITED
MODERATE, STRONG = Level.MODERATE, Level.STRONG
EFFECT, ASSOCIATION, UNDERSTANDING = Track.EFFECT, Track.ASSOCIATION, Track.UNDERSTANDING
AGAINST, IN_PART, UNCLEAR = Counts.AGAINST, Counts.IN_PART, Counts.UNCLEAR
BIASED, SECOND_HAND = Bias.SERIOUS, Reading.SECOND_HAND

Body = list[Report]

# ``trial`` is large, at several sites, read in full and at low risk of bias: 4, and no concern.
# ``study`` is the same without chance, from the rung that is given.


def cohort(name: str = "cohort", **changes: object) -> Report:
    return study(name, 2, **changes)


def interviews(name: str = "interviews", **changes: object) -> Report:
    return study(name, 4, **changes)


def level(body: Body, track: Track = EFFECT, claims: Claims = Claims.DIFFERENCE) -> Level | None:
    return judge(body, track, claims).strength


def levels(judgement: Judgement) -> dict[str, int]:
    """Every domain that moves the level, and by how much."""
    assert judgement.ledger
    return {str(line.domain): line.levels for line in judgement.ledger.lines if line.levels}


STEPS: dict[str, tuple[Body, Level]] = {
    # 1. Direct?
    "direct": ([trial()], STRONG),  # 4, nothing lost
    "near": ([trial(direct=False)], TENTATIVE),
    "near, and a direct study qualifies": (
        [trial(direct=False), trial("b", counts=IN_PART)], UNTESTED,
    ),
    "near, and a direct study speaks against": (
        [trial(direct=False), trial("b", counts=AGAINST)], UNTESTED,
    ),
    "near, and a direct study is unclear": (
        [trial(direct=False), trial("b", counts=UNCLEAR)], TENTATIVE,
    ),
    "none that supports wholly": ([trial(counts=IN_PART)], UNTESTED),
    "something near adds nothing to what is direct": (
        [cohort(), trial(direct=False)], TENTATIVE,  # 2 - 1 one study
    ),
    # 2. Which body
    "the trial alone, not with what is weaker": ([trial(), study("b", 1)], STRONG),
    "all, where the trials alone are fewer": (
        # 4 alone: 4 - 1 one study - 1 imprecision = 2; with the 3: 3, two of them, 1100 people
        [trial(people=100), study("b", 3)], MODERATE,
    ),
    "those in between, too": (
        # as before, and 1 if the third is taken in
        [trial(people=100), study("b", 3), study("c", 1)], MODERATE,
    ),
    # 3. Risk of bias and stake
    "serious risk of bias": ([trial(bias=BIASED)], MODERATE),  # 4 - 1
    "a stake": ([trial(stake=True)], MODERATE),  # 4 - 1
    "both": ([trial(bias=BIASED, stake=True)], LIMITED),  # 4 - 2
    # 4a. Inconsistency
    "less than a third": ([trial(), cohort("b", counts=IN_PART)], STRONG),  # 1 of 5: 4
    "a third": (
        # 2 of 6: 4 - 1
        [trial(), trial("b", counts=IN_PART)], MODERATE,
    ),
    "a half": ([trial(), trial("b", counts=AGAINST)], LIMITED),  # 4 of 8: 4 - 2
    "the same of something near": ([trial(), trial("b", counts=AGAINST, direct=False)], STRONG),
    "weighed against the body alone": (
        # 2 of 4 + 2: 4 - 1, whatever the weaker supporter adds
        [trial(), cohort("b"), cohort("c", counts=AGAINST)], MODERATE,
    ),
    # 4b. One study, and what is enough alone
    "one study, at one site": ([trial(sites=1)], MODERATE),  # 4 - 1
    "one study, of sites not known": ([trial(sites=None)], MODERATE),  # 4 - 1
    "one study, at several sites, but no trial": ([study("a", 3)], LIMITED),  # 3 - 1
    "one review": ([trial(sites=None, pools=True)], STRONG),
    "two studies": ([trial(sites=1), trial("b", sites=1)], STRONG),
    # 4c. Publication bias
    "several small studies": (
        # 900 people in all, so 4 - 1 publication bias
        [trial(n, people=300) for n in "abc"], MODERATE,
    ),
    "400 is small": ([trial(n, people=400) for n in "abc"], MODERATE),
    "several, one of them large": ([trial("a", people=300), trial("b", people=401)], STRONG),
    # Of a, b and c only the largest
    "contested, and alone": (
        # 4 of 8: 4 - 2, and nothing more for one study
        [trial(sites=1), trial("b", counts=AGAINST)], LIMITED,
    ),
    "in part, and several small": (
        # 4 of 12: 4 - 1, and nothing more for publication bias
        [trial("a", people=300), trial("b", people=300), trial("c", counts=AGAINST)], MODERATE,
    ),
    # Imprecision
    "400 people": ([trial(people=400)], LIMITED),  # 4 - 1 one study (not over 400) - 1
    "401 people": ([trial(people=401)], STRONG),
    "two reports of the same 300": (
        # 4 - 1 one study - 1: they are 300 people
        [trial(people=300), trial("b", people=300, data_set="trial")], LIMITED,
    ),
    "people not known": ([trial(people=None)], LIMITED),  # as 400
    "people not known in a review": ([trial(people=None, pools=True)], STRONG),
    "people who found otherwise add nothing": (
        # 4 - 1 one study - 1 imprecision; 1 of 5 in part is no concern
        [trial(people=100), cohort("b", counts=IN_PART)], LIMITED,
    ),
    "wide": ([trial(width=3.1)], LIMITED),  # 4 - 2
    "three times as much is not yet wide": ([trial(width=3.0)], STRONG),
    "one wide, one without an interval": ([trial("a", width=9.0), trial("b")], STRONG),
    "the narrower of two in a voice": (
        [trial(width=9.0), trial("b", data_set="trial", width=2.0)], STRONG,
    ),
    # 5. Up
    "a large effect": (
        # 2 - 1 one study + 1
        [cohort(relative_risk=2.1)], LIMITED,
    ),
    "a large effect the other way round": ([cohort(relative_risk=0.4)], LIMITED),
    "twice is not above two": ([cohort(relative_risk=2.0)], TENTATIVE),
    "half of them large are not most": (
        [cohort("a", relative_risk=3.0), cohort("b")], LIMITED,  # 2
    ),
    "most of them large": (
        # 2 + 1
        [cohort("a", relative_risk=3.0), cohort("b", relative_risk=3.0), cohort("c")], MODERATE,
    ),
    "not up with a stake": (
        # 3 - 1 stake - 1 one study
        [study("a", 3, relative_risk=3.0, stake=True)], TENTATIVE,
    ),
    "not up where the best is a trial": ([trial(sites=1, relative_risk=3.0)], MODERATE),
    # 6. Floor
    "floor": (
        # 2 - 2 inconsistency - 1 imprecision
        [cohort(people=10), cohort("b", counts=AGAINST)], TENTATIVE,
    ),
    # 7. Cap
    "not known to be at low risk": ([trial(bias=Bias.UNCLEAR)], MODERATE),
    "some risk": ([trial(bias=Bias.SOME)], MODERATE),
    "not read in full": ([trial(reading=Reading.PART)], MODERATE),
    "one of two known": ([trial(), trial("b", bias=Bias.SOME, reading=Reading.PART)], STRONG),
    "read by one, low risk in another": (
        [trial("a", bias=Bias.SOME), trial("b", reading=Reading.PART)], MODERATE,
    ),
    "second-hand": ([trial(reading=SECOND_HAND)], LIMITED),
    "one of two at second hand": (
        [trial(reading=SECOND_HAND), trial("b", reading=Reading.PART)], MODERATE,
    ),
    "one of two in a voice at second hand": (
        [trial(reading=SECOND_HAND), trial("b", data_set="trial", reading=Reading.PART)], MODERATE,
    ),
    "one of two in a voice known": (
        [trial(), trial("b", data_set="trial", bias=Bias.SOME)], STRONG,
    ),
    # What is no evidence
    "opinion alone": ([trial("a", start=None)], UNTESTED),
    "opinion for it": ([cohort(), trial("b", start=None)], TENTATIVE),  # 2 - 1 one study
    "opinion against it": ([trial(), trial("b", start=None, counts=AGAINST)], STRONG),
    "retracted": ([trial(retracted=True)], UNTESTED),
    # Voices
    "unclear is set aside": ([trial(), trial("b", counts=UNCLEAR)], STRONG),
    "one data set": (
        [trial("a", sites=1), trial("b", sites=1, data_set="a")], MODERATE,  # one study: 4 - 1
    ),
    "joined through a third": (
        # a and b share data, b and c a circle: one study, 4 - 1
        [
            trial("a", sites=1),
            trial("b", sites=1, data_set="a", circle="team"),
            trial("c", sites=1, circle="team"),
        ],
        MODERATE,
    ),
    "a mixed voice qualifies": ([trial(), trial("b", data_set="trial", counts=AGAINST)], UNTESTED),
    "unclear within a voice": ([trial(), trial("b", data_set="trial", counts=UNCLEAR)], STRONG),
    "only what is direct speaks in a voice": (
        [trial(), trial("b", data_set="trial", counts=AGAINST, direct=False)], STRONG,
    ),
    "the best of each fact": (
        # worth 4 and at low risk by the first, 1000 people by the second, but no such trial: 4 - 1
        [trial(people=None, sites=None), cohort("b", data_set="trial")], MODERATE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STEPS)
def test_effect(name: str) -> None:
    body, expected = STEPS[name]
    assert level(body) is expected


UNDERSTOOD: dict[str, tuple[Body, Level]] = {
    "one voice": ([interviews()], LIMITED),  # 4 - 2
    "one, rich": ([interviews(rich=True)], MODERATE),  # 4 - 1
    "two": ([interviews("a"), interviews("b", rich=True)], MODERATE),  # 4 - 1
    "two, both rich": ([interviews("a", rich=True), interviews("b", rich=True)], STRONG),
    "three": ([interviews(n) for n in "abc"], STRONG),
    "one review of several": ([interviews(pools=True)], STRONG),
    "size is nothing to it": ([interviews(n, people=None, width=9.0) for n in "abc"], STRONG),
    "methods": ([interviews(n, bias=BIASED) for n in "abc"], MODERATE),  # 4 - 1
    "coherence and adequacy add up": (
        # 4 of 8: 4 - 2, and one voice, rich: - 1
        [interviews(rich=True), interviews("b", counts=AGAINST)], TENTATIVE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_understanding(name: str) -> None:
    body, expected = UNDERSTOOD[name]
    assert level(body, UNDERSTANDING) is expected


def test_an_association_is_never_rated_up() -> None:
    # 3 - 1 one study
    assert level([study("a", 3, relative_risk=3.0)], ASSOCIATION) is LIMITED


def test_small_studies_that_find_no_difference_are_not_suspected() -> None:
    body = [trial(name, people=300) for name in "abc"]
    assert level(body, claims=Claims.NO_DIFFERENCE) is STRONG


def test_what_is_not_charged_stands_in_the_ledger_as_nothing() -> None:
    judgement = judge([trial(sites=1), trial("b", counts=AGAINST)], EFFECT)
    assert levels(judgement) == {"inconsistency": -2}
    assert judgement.ledger
    (alone,) = (line for line in judgement.ledger.lines if line.domain is Domain.ONE_STUDY)
    assert alone.levels == 0
    assert "charged under inconsistency" in alone.why


def test_on_a_tie_the_ledger_shows_the_best_studies_alone() -> None:
    judgement = judge([trial(bias=Bias.SOME), study("b", 3)], EFFECT)
    assert judgement.ledger
    assert judgement.strength is MODERATE  # 4, capped; or 3 with both
    assert [voice.best.source for voice in judgement.ledger.body] == ["trial"]


def test_the_start_is_the_highest_of_those_that_are_worth_least() -> None:
    # Worth 3 both: a trial with a stake started from 4, so 1 is lost for it.
    judgement = judge([trial(stake=True, bias=Bias.SOME), study("b", 3)], EFFECT)
    assert judgement.ledger
    assert (judgement.ledger.start, levels(judgement)) == (STRONG, {"risk-of-bias": -1})


def test_what_the_cap_lowers_is_provisional_and_says_what_to_read() -> None:
    judgement = judge([trial("a", reading=SECOND_HAND), trial("b", reading=SECOND_HAND)], EFFECT)
    assert judgement.ledger and judgement.ledger.cap
    assert (judgement.strength, judgement.ledger.cap.without) == (LIMITED, STRONG)
    assert judgement.provisional
    assert set(judgement.ledger.to_read) == {"a", "b"}


def test_what_the_cap_does_not_lower_is_not_provisional() -> None:
    # 4 - 1 one study - 1 imprecision = 2, which the cap allows
    assert not judge([trial(people=None, reading=SECOND_HAND)], EFFECT).provisional


def by_hand(domain: Domain, levels: int) -> list[DomainJudgement]:
    return [DomainJudgement(domain=domain, levels=levels, reason="I read them.", by="Clair")]


def test_a_person_may_judge_a_domain_and_the_rest_is_worked_out_again() -> None:
    # 4 - 2 by hand for inconsistency; the study that stands alone is charged there
    judged = by_hand(Domain.INCONSISTENCY, 2)
    judgement = judge([trial(sites=1, bias=Bias.UNCLEAR)], EFFECT, domains=judged)
    assert (judgement.strength, levels(judgement)) == (LIMITED, {"inconsistency": -2})
    assert judgement.ledger
    line = judgement.ledger.lines[1]
    assert (line.why, line.by) == ("I read them.", "Clair")
    # 4 - 0, and the cap still holds
    judged = by_hand(Domain.ONE_STUDY, 0)
    judgement = judge([trial(sites=1, bias=Bias.UNCLEAR)], EFFECT, domains=judged)
    assert (judgement.strength, judgement.provisional) == (MODERATE, True)


def test_a_person_may_rate_up_for_what_no_record_holds() -> None:
    body = [study("a", 2), study("b", 2)]
    assert judge(body, EFFECT, domains=by_hand(Domain.RATING_UP, 1)).strength is MODERATE  # 2 + 1


def test_a_person_may_set_the_level_and_the_sum_is_still_shown() -> None:
    review = read(TOY)
    finding = next(f for f in review.graded if review.judgement(f).computed is not UNTESTED)
    override = Override(strength=UNTESTED, reason="I know better.", by="Clair")
    set_by_hand = finding.model_copy(update={"strength_override": override})
    sources = [review.source_by_key[item.source] for item in finding.evidence]
    judgement = judge_finding(set_by_hand, sources, review.vocabulary)
    assert judgement.strength is UNTESTED
    assert judgement.computed is review.judgement(finding).computed
    assert not judgement.provisional


F, P, A, U = (trial(name) for name in "fpau")
AGREE: dict[str, tuple[Body, Agreement]] = {
    "nothing": ([], Agreement.SINGLE_SOURCE),
    "one": ([F], Agreement.SINGLE_SOURCE),
    "one against": ([replace(A, counts=AGAINST)], Agreement.SINGLE_SOURCE),
    "one, and one unclear": ([F, replace(U, counts=UNCLEAR)], Agreement.SINGLE_SOURCE),
    "one, and one near": ([F, replace(A, counts=AGAINST, direct=False)], Agreement.SINGLE_SOURCE),
    "two": ([F, trial("g")], Agreement.CONSISTENT),
    "one qualifies": ([F, replace(P, counts=IN_PART)], Agreement.MIXED),
    "none supports wholly": (
        [replace(P, counts=IN_PART), trial("q", counts=IN_PART)], Agreement.MIXED,
    ),
    "a third against": (
        # 4 of 12
        [F, trial("g"), replace(A, counts=AGAINST)], Agreement.CONTESTED,
    ),
    "less than a third against": (
        # 3 of 11
        [F, trial("g"), replace(A, counts=AGAINST, stake=True)], Agreement.MIXED,
    ),
    "what qualifies has no weight": (
        # 4 of 8, whatever qualifies
        [F, replace(A, counts=AGAINST), replace(P, counts=IN_PART)], Agreement.CONTESTED,
    ),
    "supporters outside the body count": (
        # 2 of 4 + 2 + 2 = 8, though the body is the trial alone
        [F, cohort("g"), cohort("a", counts=AGAINST)], Agreement.MIXED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", AGREE)
def test_agreement(name: str) -> None:
    body, expected = AGREE[name]
    assert judge(body, EFFECT).agreement is expected


@pytest.mark.parametrize("track", [Track.FIGURE, Track.ACCOUNT, Track.POSITION])
def test_what_is_not_graded_has_no_level(track: Track) -> None:
    judgement = judge([trial(), trial("b", start=None), trial("c", retracted=True)], track)
    assert (judgement.strength, judgement.agreement, judgement.ledger) == (None, None, None)
    assert (judgement.sources, judgement.retracted) == (2, ("c",))


def test_what_counts_nothing_is_shown_apart() -> None:
    judgement = judge([trial(), trial("b", start=None), trial("c", retracted=True)], EFFECT)
    assert [report.source for report in judgement.shown] == ["b"]
    assert (judgement.sources, judgement.retracted) == (1, ("c",))

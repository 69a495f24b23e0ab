"""What would change a strength: every event that is named moves it, and to where it is said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evidence_review.records.scales import Counts, Level, Track
from evidence_review.strength import LADDER, SOURCE_STEPS, Report, judge
from evidence_review.strength.sensitivity import Event, Sensitivity, sensitivities
from tests.test_strength import bodies, sound

NEVER_LOWERS = {Event.MENDED, Event.ANOTHER_FOR}


def would_change(*reports: Report) -> set[Sensitivity]:
    return set(sensitivities(judge(reports, Track.OUTCOMES)))


def test_one_trial_read_as_an_abstract() -> None:
    assert would_change(sound(part_read=True)) == {
        Sensitivity(Event.MENDED, Level.MODERATE, "trial", "part-read"),
        Sensitivity(Event.ANOTHER_FOR, Level.MODERATE),
        Sensitivity(Event.ANOTHER_AGAINST, Level.TENTATIVE),
        Sensitivity(Event.RETRACTED, Level.UNTESTED, "trial"),
    }


def test_what_makes_no_difference_is_not_named() -> None:
    opinion = sound(start=Level.UNTESTED, part_read=True)
    assert would_change(opinion) == set()


def test_a_source_that_speaks_against_is_named() -> None:
    body = [sound(source=n, data_set=n) for n in ("a", "b")]
    against = sound(source="c", data_set="c", counts=Counts.AGAINST)
    assert Sensitivity(Event.RETRACTED, Level.STRONG, "c") in would_change(*body, against)


def test_an_event_is_named_once_for_a_source_with_several_items() -> None:
    twice = [sound(part_read=True), sound(part_read=True, indirect=True)]
    judgement = judge(twice, Track.OUTCOMES)
    (mended,) = (s for s in sensitivities(judgement) if s.event is Event.MENDED)
    assert (mended.step, mended.strength) == ("part-read", Level.MODERATE)


def test_where_a_person_set_the_strength_nothing_is_named() -> None:
    judgement = replace(judge([sound()], Track.OUTCOMES), strength=Level.TENTATIVE)
    assert sensitivities(judgement) == ()


def test_the_events_of_a_judgement_are_looked_for_once() -> None:
    first, again = (judge([sound(part_read=True)], Track.OUTCOMES) for _ in range(2))
    assert sensitivities(first) is sensitivities(again)


@given(bodies)
def test_every_event_moves_the_strength_the_right_way(body: list[Report]) -> None:
    judgement = judge(body, Track.OUTCOMES)
    for sensitivity in sensitivities(judgement):
        move = LADDER.index(sensitivity.strength) - LADDER.index(judgement.computed)
        assert move != 0
        if sensitivity.event in NEVER_LOWERS:
            assert move > 0
        if sensitivity.event is Event.ANOTHER_AGAINST:
            assert move < 0


@given(bodies, st.data())
def test_no_source_whose_retraction_matters_is_left_out(
    body: list[Report], data: st.DataObject
) -> None:
    judgement = judge(body, Track.OUTCOMES)
    source = data.draw(st.sampled_from(body)).source
    rest = [replace(r, retracted=True) if r.source == source else r for r in body]
    level = judge(rest, Track.OUTCOMES).computed
    named = {(s.source, s.strength) for s in sensitivities(judgement) if s.event is Event.RETRACTED}
    assert ((source, level) in named) == (level is not judgement.computed)


def test_every_step_has_words() -> None:
    for step in SOURCE_STEPS:
        words = Sensitivity(Event.MENDED, Level.STRONG, "a", step).words("Clair (2020)")
        assert words.startswith("If ") and "Clair (2020)" in words
    for event in set(Event) - {Event.MENDED}:
        assert Sensitivity(event, Level.STRONG).words("Clair (2020)").startswith("If ")

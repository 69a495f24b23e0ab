"""What would change a strength: every event that is named moves it, and to where it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume, given, settings

from evidence_review.records.finding import Claims, DomainJudgement
from evidence_review.records.scales import Counts, Domain, Level, Reading, Track
from evidence_review.records.source import Bias
from evidence_review.strength import LADDER, STEPS, Judgement, Report, judge
from evidence_review.strength.sensitivity import Event, Sensitivity, sensitivities
from tests.bodies import GRADED, bodies, study, tracks, trial

always = settings(max_examples=60, derandomize=True, deadline=None)


def would_change(body: Sequence[Report], track: Track = Track.EFFECT) -> set[Sensitivity]:
    return set(sensitivities(judge(body, track)))


def test_a_small_trial_read_as_an_abstract() -> None:
    # 4 - 1 one study - 1 imprecision
    small = [trial(people=300, reading=Reading.PART)]
    assert would_change(small) == {
        # Two: 600 people, all in small studies: 4 - 1 publication bias.
        Sensitivity(Event.MORE_FOR, Level.MODERATE),
        # 4 of 8: 4 - 2 - 1.
        Sensitivity(Event.ANOTHER_AGAINST, Level.TENTATIVE),
        # With more people it is precise, and enough by itself.
        Sensitivity(Event.DOMAIN, Level.MODERATE, domain=Domain.IMPRECISION),
        Sensitivity(Event.RETRACTED, Level.UNTESTED, "trial"),
    }


def test_two_more_where_one_more_would_not_do() -> None:
    against = trial("b", counts=Counts.AGAINST, stake=True)
    body = [trial("a", people=180), against]
    # 3 of 7: 4 - 1 inconsistency - 1 imprecision. One more, 360 people, all small: 4 - 1 - 1. Two
    # more, 540 people: 4 - 1.
    assert Sensitivity(Event.MORE_FOR, Level.MODERATE, number=2) in would_change(body)


def test_whichever_of_them_were_at_low_risk() -> None:
    # Once read: 4 if the trial is, but 3 if the other is.
    trial_ = trial("a", bias=Bias.SERIOUS, reading=Reading.SECOND_HAND)
    body = [trial_, study("b", 3, bias=Bias.UNCLEAR, reading=Reading.SECOND_HAND)]
    assert Sensitivity(Event.KNOWN, Level.MODERATE) in would_change(body)


def test_the_full_text_of_what_holds_a_level_down() -> None:
    body = [trial("a", reading=Reading.PART), trial("b", bias=Bias.UNCLEAR)]
    assert Sensitivity(Event.KNOWN, Level.STRONG) in would_change(body)
    judgement = judge(body, Track.EFFECT)
    (known,) = (s for s in sensitivities(judgement) if s.event is Event.KNOWN)
    words = known.words(judgement, str.upper)
    assert words == (
        "If the full text of A and B were read and one of their methods carried a low risk of bias"
    )


def test_an_estimate_that_shuts_out_no_effect() -> None:
    unclear = [trial(sites=1), trial("b", counts=Counts.UNCLEAR)]
    (clearer,) = (s for s in would_change(unclear) if s.event is Event.CLEARER)
    assert clearer == Sensitivity(Event.CLEARER, Level.STRONG, "b")
    judgement = judge(unclear, Track.EFFECT)
    assert "shut out no effect" in clearer.words(judgement, str.upper)
    same = judge(unclear, Track.EFFECT, Claims.NO_DIFFERENCE)
    assert "shut out a worthwhile effect on either side" in clearer.words(same, str.upper)


def test_one_rich_account_is_still_one() -> None:
    # 4 - 2 adequacy; rich, 4 - 1; one more would do as much
    told = [study("a", 4)]
    assert {s.strength for s in would_change(told, Track.UNDERSTANDING) if s.domain} == {
        Level.MODERATE
    }


def test_a_source_that_speaks_against_is_named() -> None:
    body = [trial("a"), trial("b", counts=Counts.AGAINST)]
    assert Sensitivity(Event.RETRACTED, Level.STRONG, "b") in would_change(body)


def test_more_studies_are_by_others() -> None:
    # 4 - 1 one study; a second by the same team would be the same voice
    body = [trial(sites=1, circle="team")]
    assert Sensitivity(Event.MORE_FOR, Level.STRONG) in would_change(body)


def test_an_event_is_named_once_for_a_source_with_several_items() -> None:
    body = [trial(sites=1), *[trial("b", counts=Counts.UNCLEAR)] * 2]
    assert sum(s.event is Event.CLEARER for s in sensitivities(judge(body, Track.EFFECT))) == 1


def test_what_makes_no_difference_is_not_named() -> None:
    opinion = [trial(start=None)]
    assert would_change(opinion) == set()


def test_where_a_person_set_the_level_or_nothing_is_graded_nothing_is_named() -> None:
    judgement = replace(judge([trial(sites=1)], Track.EFFECT), strength=Level.TENTATIVE)
    assert sensitivities(judgement) == ()
    assert sensitivities(judge([trial()], Track.ACCOUNT)) == ()


def test_the_domain_that_a_person_judged_is_not_named() -> None:
    hand = [DomainJudgement(domain=Domain.IMPRECISION, levels=2, reason="-", by="Clair")]
    judgement = judge([trial()], Track.EFFECT, domains=hand)
    assert judgement.strength is Level.LIMITED
    assert {s.event for s in sensitivities(judgement)}.isdisjoint({Event.DOMAIN})


def happened(judgement: Judgement, body: Sequence[Report], said: Sensitivity) -> list[Judgement]:
    """The judgement once it has come about, each way that it may."""
    track, ledger = judgement.track, judgement.ledger
    assert ledger
    voices = ledger.body or judgement.voices
    match said.event:
        case Event.MORE_FOR | Event.ANOTHER_AGAINST:
            best = max(voices, key=lambda voice: voice.worth).best
            counts = Counts.FOR if said.event is Event.MORE_FOR else Counts.AGAINST
            more = [
                replace(best, source=n, data_set=n, circle=None, counts=counts, direct=True)
                for n in ("new", "newer")[: said.number]
            ]
            return [judge([*body, *more], track)]
        case Event.DOMAIN:
            assert said.domain
            kept = {report for voice in ledger.body for report in voice.carrying}
            return [judge([otherwise(r, r in kept, said.domain) for r in body], track)]
        case Event.KNOWN:
            read = [
                replace(r, reading=Reading.FULL) if r.source in ledger.to_read else r for r in body
            ]
            ways = [
                judge([replace(r, bias=Bias.LOW) if r.source == low else r for r in read], track)
                for low in ledger.to_read
            ]
            return [min(ways, key=lambda way: LADDER.index(way.strength or Level.UNTESTED))]
        case Event.CLEARER:
            return [
                judge([*body[:n], replace(r, counts=Counts.FOR), *body[n + 1 :]], track)
                for n, r in enumerate(body)
                if r.source == said.source and r.direct and r.counts is Counts.UNCLEAR
            ]
        case Event.RETRACTED:
            rest = [r for r in body if r.source != said.source]
            return [judge(rest, track)]


def otherwise(report: Report, kept: bool, domain: Domain) -> Report:
    """A report with the facts that would clear a domain, as the words of the event say them."""
    if domain is Domain.INCONSISTENCY:
        return report if kept else replace(report, direct=False)
    if not kept:
        return report
    if domain is Domain.RISK_OF_BIAS:
        bias = Bias.SOME if report.bias is Bias.SERIOUS else report.bias
        return replace(report, bias=bias, stake=False)
    if domain is Domain.ADEQUACY:
        return replace(report, rich=True)
    few = not report.pools and (report.people or 0) <= 400
    width = report.width if domain is Domain.PUBLICATION_BIAS else report.width and 1
    return replace(report, people=401 if few else report.people, width=width)


@always
@given(bodies, tracks)
def test_every_event_moves_the_level_to_where_it_is_said(body: list[Report], track: Track) -> None:
    body = [replace(report, source=f"{n}") for n, report in enumerate(body)]
    judgement = judge(body, track)
    for said in sensitivities(judgement):
        assert said.strength is not judgement.strength
        ways = happened(judgement, body, said)
        assert ways
        assert {way.strength for way in ways} == {said.strength}, said


@always
@given(bodies, tracks)
def test_no_source_whose_retraction_matters_is_left_out(body: list[Report], track: Track) -> None:
    judgement = judge(body, track)
    assume(judgement.voices)
    named = {s.source: s.strength for s in sensitivities(judgement) if s.event is Event.RETRACTED}
    for source in {report.source for report in body}:
        level = judge([r for r in body if r.source != source], track).strength
        assert named.get(source, judgement.strength) is level


def test_what_raises_most_comes_first() -> None:
    rungs = [LADDER.index(s.strength) for s in sensitivities(judge([study("a", 3)], Track.EFFECT))]
    assert len(rungs) > 2
    assert rungs == sorted(rungs, reverse=True)


def test_every_event_and_domain_has_words() -> None:
    for track in GRADED:
        judgement = judge([trial(reading=Reading.PART)], track)
        for event in set(Event) - {Event.DOMAIN}:
            words = Sensitivity(event, Level.STRONG, "a").words(judgement, str.upper)
            assert words.startswith("If ")
    # A study that stands alone is mended by another, and nothing is cleared that adds a level.
    for domain in set(STEPS) - {Domain.RATING_UP, Domain.ONE_STUDY}:
        words = Sensitivity(Event.DOMAIN, Level.STRONG, domain=domain).words(judgement, str.upper)
        assert words.startswith("If ")

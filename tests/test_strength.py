"""The four properties of the published rule, and its worked examples."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evidence_review.records.scales import Agreement, Counts, Level, Track
from evidence_review.strength import LADDER, Report, judge

FLAWS = ("indirect", "part_read", "bias", "stake", "small")


def rung(reports: list[Report]) -> int:
    return LADDER.index(judge(reports, Track.OUTCOMES).strength)


@st.composite
def reports(draw: st.DrawFn, name: str | None = None) -> Report:
    number = draw(st.integers(0, 5))
    return Report(
        source=name or f"source-{number}",
        data_set=name or f"data-{draw(st.integers(0, 4))}",
        circle=None if name else draw(st.sampled_from([None, None, "circle"])),
        counts=draw(st.sampled_from(Counts)),
        design="design",
        start=draw(st.sampled_from(LADDER)),
        pools=draw(st.booleans()),
        indirect=draw(st.booleans()),
        part_read=draw(st.booleans()),
        bias=draw(st.booleans()),
        stake=draw(st.booleans()),
        small=draw(st.booleans()),
        retracted=draw(st.booleans()),
    )


def sound(**changes: object) -> Report:
    report = Report(
        source="trial", data_set="trial", circle=None, counts=Counts.FOR, design="trial",
        start=Level.STRONG, pools=False, indirect=False, part_read=False, bias=False, stake=False,
        small=False, retracted=False,
    )  # fmt: skip
    return replace(report, **changes)  # type: ignore[arg-type]


bodies = st.lists(reports(), min_size=1, max_size=8)


@given(bodies, st.data())
def test_a_flaw_never_raises(body: list[Report], data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(body) - 1))
    flawed = list(body)
    flawed[which] = replace(body[which], **{data.draw(st.sampled_from(FLAWS)): True})  # type: ignore[arg-type]
    assert rung(flawed) <= rung(body)


@given(bodies, reports(name="newcomer"))
def test_another_independent_supporting_source_never_lowers(
    body: list[Report], newcomer: Report
) -> None:
    supporting = replace(newcomer, counts=Counts.FOR)
    assert rung([*body, supporting]) >= rung(body)


@given(bodies, st.data())
def test_a_second_report_of_the_same_data_changes_nothing(
    body: list[Report], data: st.DataObject
) -> None:
    again = replace(data.draw(st.sampled_from(body)), source="second-report")
    before, after = judge(body, Track.OUTCOMES), judge([*body, again], Track.OUTCOMES)
    assert (after.strength, after.agreement, after.independent) == (
        before.strength, before.agreement, before.independent,
    )  # fmt: skip


@given(bodies, reports())
def test_a_retracted_source_counts_for_nothing(body: list[Report], other: Report) -> None:
    gone = replace(other, retracted=True, source="retracted")
    before, after = judge(body, Track.OUTCOMES), judge([*body, gone], Track.OUTCOMES)
    assert (after.strength, after.agreement, after.voices) == (
        before.strength, before.agreement, before.voices,
    )  # fmt: skip


@given(bodies)
def test_the_order_of_sources_changes_nothing(body: list[Report]) -> None:
    one, other = judge(body, Track.OUTCOMES), judge(body[::-1], Track.OUTCOMES)
    assert (one.strength, one.agreement) == (other.strength, other.agreement)


@given(bodies)
def test_opinion_alone_is_untested(body: list[Report]) -> None:
    opinions = [replace(report, start=Level.UNTESTED) for report in body]
    assert judge(opinions, Track.OUTCOMES).strength is Level.UNTESTED


@given(bodies)
def test_the_ledger_leads_from_the_start_to_the_result(body: list[Report]) -> None:
    judgement = judge(body, Track.OUTCOMES)
    last = judgement.entries[-1].after if judgement.entries else judgement.start
    assert last is judgement.computed


def test_one_trial_alone_is_moderate() -> None:
    judgement = judge([sound()], Track.OUTCOMES)
    assert [entry.step.id for entry in judgement.entries] == ["alone"]
    assert judgement.strength is Level.MODERATE
    assert judgement.agreement is Agreement.SINGLE_SOURCE


def test_one_trial_read_only_as_an_abstract_is_limited() -> None:
    assert judge([sound(part_read=True)], Track.OUTCOMES).strength is Level.LIMITED


def test_three_independent_trials_read_as_abstracts_are_strong() -> None:
    body = [sound(source=n, data_set=n, part_read=True) for n in ("a", "b", "c")]
    judgement = judge(body, Track.OUTCOMES)
    assert [entry.step.id for entry in judgement.entries] == ["part-read", "replicated"]
    assert judgement.strength is Level.STRONG
    assert judgement.agreement is Agreement.CONSISTENT


def test_three_reports_of_one_circle_are_one_voice() -> None:
    body = [sound(source=n, data_set=n, circle="friends") for n in ("a", "b", "c")]
    judgement = judge(body, Track.OUTCOMES)
    assert (judgement.sources, judgement.independent) == (3, 1)
    assert judgement.strength is Level.MODERATE


def test_a_trial_against_makes_a_claim_contested_and_weaker() -> None:
    against = sound(source="other", data_set="other", counts=Counts.AGAINST)
    judgement = judge([sound(), against], Track.OUTCOMES)
    assert judgement.agreement is Agreement.CONTESTED
    assert [entry.step.id for entry in judgement.entries] == ["alone", "contested", "even"]
    assert judgement.strength is Level.TENTATIVE


def test_a_claim_that_only_holds_in_part_is_a_step_weaker() -> None:
    assert judge([sound(counts=Counts.IN_PART)], Track.OUTCOMES).strength is Level.LIMITED

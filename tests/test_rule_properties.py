"""What must always hold of the rule, whatever the body of evidence: the statements of the method.

Where a large effect rates a finding up, more or better evidence may weaken that reason, so nothing
is said of it in 2, 5 and 7. Whatever joins voices into one is no voice of its own, and may raise by
making one of two that speak against; so 3 and 4 are about newcomers that share with none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evidence_review.downloads.finding import ledger_json
from evidence_review.records.finding import Claims, DomainJudgement
from evidence_review.records.scales import Counts, Domain, Reading, Track
from evidence_review.records.source import Bias
from evidence_review.strength import LADDER, Judgement, Report, Voice, independent_voices, judge
from tests.bodies import bodies, reports, tracks, with_one
from tests.test_ledger_twin import retell, said

always = settings(max_examples=100, derandomize=True, deadline=None)
claims = st.sampled_from(Claims)

ONCE = (Domain.INCONSISTENCY, Domain.ONE_STUDY, Domain.PUBLICATION_BIAS)


def rung(body: Sequence[Report], track: Track, claim: Claims = Claims.DIFFERENCE) -> int:
    level = judge(body, track, claim).strength
    assert level
    return LADDER.index(level)


def seen(judgement: Judgement) -> object:
    """All that a judgement says, whatever the order of what it came from."""
    ledger = judgement.ledger
    assert ledger
    return (
        judgement.strength, judgement.agreement, judgement.provisional, ledger.start, ledger.lines,
        ledger.cap, ledger.why, {frozenset(voice.reports) for voice in ledger.body},
    )  # fmt: skip


def rated_up(body: Sequence[Report], track: Track, claim: Claims) -> bool:
    ledger = judge(body, track, claim).ledger
    return bool(ledger and any(line.domain is Domain.RATING_UP for line in ledger.lines))


def supporting(body: Sequence[Report]) -> list[Voice]:
    """The voices that support wholly and directly."""
    evidence = [report for report in body if report.evidence]
    return [v for v in independent_voices(evidence) if v.direct and v.counts is Counts.FOR]


def supporter(body: Sequence[Report], data: st.DataObject) -> Report:
    """A report of a voice that supports wholly."""
    found = [report for voice in supporting(body) for report in voice.reports]
    assume(found)
    return data.draw(st.sampled_from(found))


# 1


@always
@given(bodies, tracks, claims, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(
    body: list[Report], track: Track, claim: Claims, random: object
) -> None:
    other = list(body)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert seen(judge(other, track, claim)) == seen(judge(body, track, claim))


@always
@given(bodies, reports(), tracks, claims)
def test_a_retracted_source_counts_for_nothing(
    body: list[Report], gone: Report, track: Track, claim: Claims
) -> None:
    after = judge([*body, replace(gone, retracted=True)], track, claim)
    assert seen(after) == seen(judge(body, track, claim))


# 2

FLAWS: tuple[Callable[[Report], Report], ...] = (
    lambda r: replace(r, bias=Bias.SERIOUS),
    lambda r: replace(r, bias=Bias.SOME if r.bias is Bias.LOW else r.bias),
    lambda r: replace(r, stake=True),
    lambda r: replace(r, reading=Reading.SECOND_HAND),
    lambda r: replace(r, reading=Reading.PART if r.reading is Reading.FULL else r.reading),
    lambda r: replace(r, people=0),
    lambda r: replace(r, people=min(400, r.people or 0)),
    lambda r: replace(r, sites=1),
    lambda r: replace(r, rich=False),
    lambda r: replace(r, width=50.0),
    # The interval of what is no longer direct is not seen any more, and a wide one is a flaw.
    lambda r: replace(r, direct=r.direct and r.width is not None),
)


@always
@given(bodies, tracks, claims, st.sampled_from(FLAWS), st.data())
def test_a_flaw_in_what_supports_wholly_never_raises(
    body: list[Report], track: Track, claim: Claims, flaw: Callable[[Report], Report],
    data: st.DataObject,
) -> None:  # fmt: skip
    report = supporter(body, data)
    flawed = [flaw(r) if r is report else r for r in body]
    assume(not rated_up(flawed, track, claim))
    assert rung(flawed, track, claim) <= rung(body, track, claim)


# 3


@always
@given(
    bodies, reports(own="newcomer"), tracks, claims,
    st.sampled_from([Counts.AGAINST, Counts.IN_PART, Counts.UNCLEAR, None]),
)  # fmt: skip
def test_what_does_not_support_never_raises(
    body: list[Report], new: Report, track: Track, claim: Claims, counts: Counts | None
) -> None:
    other = replace(new, counts=counts) if counts else replace(new, start=None)
    assert rung([*body, other], track, claim) <= rung(body, track, claim)


# 4


@always
@given(bodies, reports(own="newcomer"), tracks, claims)
def test_an_indirect_source_never_raises_beyond_tentative(
    body: list[Report], new: Report, track: Track, claim: Claims
) -> None:
    before = rung(body, track, claim)
    after = rung([*body, replace(new, direct=False)], track, claim)
    assert after <= before if supporting(body) else after <= 1


# 5


@always
@given(bodies, reports(own="newcomer"), tracks, claims)
def test_one_more_independent_supporter_never_lowers(
    body: list[Report], new: Report, track: Track, claim: Claims
) -> None:
    assume(not rated_up(body, track, claim))
    more = replace(new, counts=Counts.FOR, direct=True)
    assert rung([*body, more], track, claim) >= rung(body, track, claim)


# 6


@st.composite
def no_better(draw: st.DrawFn, first: Report) -> Report:
    """A second report of the same data that is no better in any fact, and says the same."""
    worse_bias = {Bias.LOW: list(Bias), Bias.SERIOUS: [Bias.SERIOUS]}
    readings = [Reading.FULL, Reading.PART, Reading.SECOND_HAND]
    counted = first.people_counted
    return replace(
        first,
        source="second",
        direct=first.direct and draw(st.booleans()),
        start=None if first.start is None else draw(st.sampled_from(range(1, first.start + 1))),
        trial=False,
        pools=first.pools and draw(st.booleans()) and first.people is not None,
        people=draw(st.sampled_from([n for n in (0, 50, 400, 401, 5000) if n <= counted])),
        sites=draw(st.sampled_from([None, 1, first.sites])),
        bias=draw(st.sampled_from(worse_bias.get(first.bias, [*set(Bias) - {Bias.LOW}]))),
        stake=first.stake or draw(st.booleans()),
        reading=draw(st.sampled_from(readings[readings.index(first.reading) :])),
        rich=first.rich and draw(st.booleans()),
        # An interval where none was seen would be news.
        width=first.width and draw(st.sampled_from([None, first.width, first.width + 1])),
        relative_risk=draw(st.sampled_from([None, 1.0, first.relative_risk])),
    )


@always
@given(bodies, tracks, claims, st.data())
def test_a_second_report_of_the_same_data_changes_nothing(
    body: list[Report], track: Track, claim: Claims, data: st.DataObject
) -> None:
    again = data.draw(no_better(data.draw(st.sampled_from(body))))
    before, after = judge(body, track, claim), judge([*body, again], track, claim)
    assert (after.strength, after.agreement, after.provisional, after.independent) == (
        before.strength, before.agreement, before.provisional, before.independent,
    )  # fmt: skip


# 7


@always
@given(bodies, tracks, claims)
def test_unknown_is_as_nobody_and_as_some(body: list[Report], track: Track, claim: Claims) -> None:
    known = [
        replace(
            r,
            people=0 if r.people is None and not r.pools else r.people,
            bias=Bias.SOME if r.bias is Bias.UNCLEAR else r.bias,
        )
        for r in body
    ]
    assert rung(known, track, claim) == rung(body, track, claim)


@always
@given(bodies, tracks, claims, st.data())
def test_unknown_is_no_better_than_good_and_no_worse_than_bad(
    body: list[Report], track: Track, claim: Claims, data: st.DataObject
) -> None:
    report = supporter(body, data)
    bias = [{"bias": b} for b in (Bias.SERIOUS, Bias.UNCLEAR, Bias.LOW)]
    people = [{"people": n} for n in (0, None, 5000)]
    for facts in (bias,) if report.pools else (bias, people):
        better = [with_one(body, report, **fact) for fact in facts]
        assume(not any(rated_up(b, track, claim) for b in better))
        rungs = [rung(b, track, claim) for b in better]
        assert rungs == sorted(rungs)


# 8


@always
@given(bodies, tracks, claims)
def test_disagreement_standing_alone_and_publication_bias_are_charged_once(
    body: list[Report], track: Track, claim: Claims
) -> None:
    ledger = judge(body, track, claim).ledger
    assert ledger
    charged = [line for line in ledger.lines if line.domain in ONCE and line.levels]
    assert len(charged) <= 1


# And the ledger itself


judged = st.builds(
    DomainJudgement,
    domain=st.sampled_from(Domain), levels=st.integers(0, 2), reason=st.just("-"), by=st.just("-"),
)  # fmt: skip


@always
@given(bodies, tracks, claims, st.lists(judged, max_size=2, unique_by=lambda j: j.domain))
def test_the_plain_telling_comes_to_the_same_ledger(
    body: list[Report], track: Track, claim: Claims, domains: list[DomainJudgement]
) -> None:
    judgement = judge(body, track, claim, domains)
    facts = [asdict(report) for report in body if report.evidence]
    hand = [judged.model_dump(mode="json") for judged in domains]
    told = retell(facts, {"track": track, "claims": claim, "domains": hand})
    del told["voices"]
    ledger = ledger_json(judgement)
    assert ledger and judgement.agreement
    assert told == said(ledger, judgement.agreement)


@always
@given(bodies, tracks, claims)
def test_the_lines_lead_from_the_start_to_the_level(
    body: list[Report], track: Track, claim: Claims
) -> None:
    ledger = judge(body, track, claim).ledger
    assert ledger
    if ledger.start is None:
        assert (ledger.lines, ledger.cap) == ((), None)
        return
    rung = LADDER.index(ledger.start)
    for line in ledger.lines:
        rung += line.levels
        assert line.rung == rung
    level = LADDER[min(max(rung, 1), 4)]
    assert level is (ledger.cap.without if ledger.cap else ledger.level)

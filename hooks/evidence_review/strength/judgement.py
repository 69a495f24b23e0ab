"""From the reports on one claim to its strength, its agreement and the ledger between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from evidence_review.records.finding import Claims, DomainJudgement
from evidence_review.records.scales import Agreement, Counts, Domain, Level, Track
from evidence_review.strength.ledger import Cap, Judgement, Ledger, Line, held
from evidence_review.strength.steps import (
    ADEQUATE_VOICES,
    CHARGED_ONCE,
    CONTESTED_SHARE,
    FEW_PEOPLE,
    LADDER,
    LIMITED,
    MODERATE,
    NEAR,
    NO_CONCERN,
    NOT_SURE,
    NOTHING,
    SECOND_HAND,
    SERIOUS_SHARE,
    STEPS,
    STRONG,
    VERY_SERIOUS_SHARE,
)
from evidence_review.strength.voices import Report, Voice, independent_voices


def judge(
    reports: Iterable[Report], track: Track, claims: Claims = Claims.DIFFERENCE,
    domains: Sequence[DomainJudgement] = (),
) -> Judgement:  # fmt: skip
    """Replay the rule: from the reports on one claim to its strength, agreement and ledger."""
    every = tuple(reports)
    retracted = tuple(sorted({report.source for report in every if report.retracted}))
    standing = [report for report in every if not report.retracted]
    if not track.graded:
        voices = independent_voices(standing)
        return Judgement(track, voices, (), None, None, None, retracted, claims)
    voices = independent_voices([report for report in standing if report.evidence])
    shown = tuple(report for report in standing if not report.evidence)
    ledger = _ledger(voices, track, claims, {judged.domain: judged for judged in domains})
    return Judgement(
        track, voices, shown, ledger, ledger.level, agreement(voices), retracted, claims,
        tuple(domains),
    )  # fmt: skip


def agreement(voices: Sequence[Voice]) -> Agreement:
    """How far direct, independent voices that are not unclear say the same, by what they weigh."""
    said = [voice for voice in voices if voice.direct and voice.counts is not Counts.UNCLEAR]
    if len(said) <= 1:
        return Agreement.SINGLE_SOURCE
    weigh, against = (_weight(said, counts) for counts in (Counts.FOR, Counts.AGAINST))
    if against and Fraction(against, weigh + against) >= CONTESTED_SHARE:
        return Agreement.CONTESTED
    if all(voice.counts is Counts.FOR for voice in said):
        return Agreement.CONSISTENT
    return Agreement.MIXED


def _weight(voices: Iterable[Voice], counts: Counts) -> int:
    return sum(voice.worth for voice in voices if voice.direct and voice.counts is counts)


def _ledger(
    voices: Sequence[Voice], track: Track, claims: Claims,
    by_hand: Mapping[Domain, DomainJudgement],
) -> Ledger:  # fmt: skip
    supporting = [v for v in voices if v.direct and v.counts is Counts.FOR]
    if not supporting:
        return _without_support(voices)
    bodies = [tuple(v for v in supporting if v.worth >= least) for least in range(STRONG, 0, -1)]
    # Trials and weaker studies are rated apart, and the better answer is taken; on a tie, the
    # best studies alone.
    rated = [_rated(body, voices, track, claims, by_hand) for body in bodies if body]
    return max(rated, key=lambda ledger: LADDER.index(ledger.level))


def _without_support(voices: Sequence[Voice]) -> Ledger:
    near = any(not v.direct and v.counts is Counts.FOR for v in voices)
    otherwise = any(v.direct and v.counts in (Counts.IN_PART, Counts.AGAINST) for v in voices)
    if near and not otherwise:
        return Ledger((), None, (), Level.TENTATIVE, why=NEAR)
    return Ledger((), None, (), Level.UNTESTED, why=NOTHING)


def _rated(
    body: tuple[Voice, ...], voices: Sequence[Voice], track: Track, claims: Claims,
    by_hand: Mapping[Domain, DomainJudgement],
) -> Ledger:  # fmt: skip
    lowest = min(voice.worth for voice in body)
    start = rung = max(voice.start for voice in body if voice.worth == lowest)
    lines: list[Line] = []
    for domain, levels, why in _charged(body, voices, track, claims, start - lowest, by_hand):
        rung += levels
        judged = by_hand.get(domain)
        lines.append(Line(domain, levels, why, rung, judged.by if judged else None))
    level = held(rung)
    known = any(voice.known for voice in body)
    limits = [
        (LIMITED, SECOND_HAND) if all(voice.second_hand for voice in body) else None,
        (MODERATE, NOT_SURE) if not known else None,
    ]
    for most, why in filter(None, limits):
        if level > most:
            return Ledger(body, LADDER[start], tuple(lines), LADDER[most], Cap(LADDER[level], why))
    return Ledger(body, LADDER[start], tuple(lines), LADDER[level])


def _charged(
    body: tuple[Voice, ...], voices: Sequence[Voice], track: Track, claims: Claims, bias: int,
    by_hand: Mapping[Domain, DomainJudgement],
) -> Iterator[tuple[Domain, int, str]]:  # fmt: skip
    """Every domain of ``track`` with the levels it moves, what a person judged in its place."""
    costs = dict(_costs(body, voices, track, claims, bias))
    costs |= {domain: by_hand[domain].levels for domain in by_hand if domain in costs}
    largest = max((costs.get(domain, 0) for domain in CHARGED_ONCE), default=0)
    once = next((d for d in CHARGED_ONCE if largest and costs.get(d) == largest), None)
    for domain, cost in costs.items():
        if domain is Domain.RATING_UP:
            bias_cost = costs[Domain.RISK_OF_BIAS]
            if cost and not bias_cost and not _best(body).trial:
                yield domain, 1, _why(domain, 1, by_hand)
        elif domain in CHARGED_ONCE and cost and domain is not once:
            assert once is not None
            yield (
                domain,
                0,
                f"{_why(domain, cost, by_hand)}; charged under {STEPS[once].called(track)}",
            )
        else:
            yield domain, -cost, _why(domain, cost, by_hand)


def _why(domain: Domain, cost: int, by_hand: Mapping[Domain, DomainJudgement]) -> str:
    if judged := by_hand.get(domain):
        return judged.reason
    return STEPS[domain].when[cost] if cost else NO_CONCERN


def _costs(
    body: tuple[Voice, ...], voices: Sequence[Voice], track: Track, claims: Claims, bias: int
) -> Iterator[tuple[Domain, int]]:
    """How many levels each domain of ``track`` costs by the facts; rating up adds them."""
    yield Domain.RISK_OF_BIAS, bias
    yield Domain.INCONSISTENCY, _inconsistency(body, voices)
    if track is Track.UNDERSTANDING:
        yield Domain.ADEQUACY, _inadequacy(body)
        return
    yield Domain.ONE_STUDY, int(len(body) == 1 and not body[0].stands_alone)
    small = len(body) > 1 and all(voice.small for voice in body)
    yield Domain.PUBLICATION_BIAS, int(small and claims is Claims.DIFFERENCE)
    few = sum(voice.people for voice in body) <= FEW_PEOPLE
    yield Domain.IMPRECISION, 2 if all(voice.wide for voice in body) else int(few)
    if track is Track.EFFECT:
        yield Domain.RATING_UP, int(2 * sum(voice.large for voice in body) > len(body))


def _inconsistency(body: tuple[Voice, ...], voices: Sequence[Voice]) -> int:
    against = _weight(voices, Counts.AGAINST) + Fraction(_weight(voices, Counts.IN_PART), 2)
    share = against / (sum(voice.worth for voice in body) + against)
    return int(share >= SERIOUS_SHARE) + int(share >= VERY_SERIOUS_SHARE)


def _inadequacy(body: tuple[Voice, ...]) -> int:
    if len(body) >= ADEQUATE_VOICES or any(voice.pools for voice in body):
        return 0
    if len(body) == 2:
        return int(not all(voice.rich for voice in body))
    return 1 if body[0].rich else 2


def _best(body: tuple[Voice, ...]) -> Voice:
    return max(body, key=lambda voice: (voice.worth, voice.trial))

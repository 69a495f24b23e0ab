"""Whether a bearing fits the estimate that it stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from evidence_review.records.evidence import Effect
from evidence_review.records.finding import Claims
from evidence_review.records.scales import Counts, Side
from evidence_review.records.terms import Bearing, Measure
from evidence_review.review import Review
from evidence_review.rules.estimates import estimates, impossible
from evidence_review.rules.rule import Fault


class Told(StrEnum):
    """What an estimate says of a claim."""

    SUPPORTS = "supports"
    UNCLEAR = "unclear"
    NOTHING = "nothing"
    """No effect worth having on the claim's side."""
    OPPOSITE = "opposite"


def bearing_estimate(review: Review, today: date) -> Iterator[Fault]:
    """What a source says of the claim fits its estimate, whatever the p-value: it supports where
    the interval lies on the claim's side and reaches a worthwhile size, contradicts where it lies
    on the other, is unclear where it holds no effect and a worthwhile one, and else found none."""
    for finding, at, item, effect, measure in estimates(review):
        # What an estimate of something near says of the claim is for a person to judge.
        if not item.direct or not finding.track.measured or any(impossible(effect, measure)):
            continue
        said = review.vocabulary.bearings.term(item.bearing)
        if said.counts is Counts.IN_PART:
            continue
        for right, why in _borne_out(effect, measure, finding.claims):
            fitting = [term for term in review.vocabulary.bearings if _fits(term, right, review)]
            if said not in fitting:
                ids = " or ".join(f"'{term.id}'" for term in fitting)
                message = f"{why}, whatever the p-value; write {ids}"
                if finding.claims is Claims.DIFFERENCE:
                    other = Side.BELOW if _side(effect, measure) is Side.ABOVE else Side.ABOVE
                    message += f", or 'side: {other}' in 'effect' if that is the claim's side"
                yield Fault(finding.path, (*at[:-1], "bearing"), message)


def _fits(term: Bearing, right: tuple[Told, ...], review: Review) -> bool:
    """Whether a bearing says any of what is right, as far as the vocabulary tells it apart."""
    if term.counts is Counts.AGAINST:
        apart = any(bearing.opposite for bearing in review.vocabulary.bearings)
        if not apart:
            return Told.OPPOSITE in right or Told.NOTHING in right
        return (Told.OPPOSITE if term.opposite else Told.NOTHING) in right
    said = {Counts.FOR: Told.SUPPORTS, Counts.UNCLEAR: Told.UNCLEAR}
    return said.get(term.counts) in right


def _borne_out(
    effect: Effect, measure: Measure, claims: Claims
) -> Iterator[tuple[tuple[Told, ...], str]]:
    """What the estimate says of the claim, and why; nothing where it says nothing of it."""
    if measure.no_effect is None or (effect.interval and effect.interval[0] > effect.interval[1]):
        return
    null, side = measure.no_effect, _side(effect, measure)
    if effect.interval is None:
        if effect.value is not None and claims is Claims.DIFFERENCE:
            yield _by_value(effect.value, null, side)
        return
    low, high = effect.interval
    ends, holds_null = f"the interval, {low:g} to {high:g},", low <= null <= high
    on_side = (low > null) if side is Side.ABOVE else (high < null)
    if measure.worthwhile is None:
        if claims is Claims.NO_DIFFERENCE:
            return
        if holds_null:
            yield (Told.UNCLEAR, Told.NOTHING), f"{ends} holds no effect ({null:g})"
        elif not on_side:
            lies = f"{ends} lies on the other side of no effect ({null:g})"
            yield (Told.OPPOSITE, Told.NOTHING), lies
        return
    below, above = measure.worthwhile
    worth = f"{below:g} or less" if side is Side.BELOW else f"{above:g} or more"
    either = f"a worthwhile effect ({below:g} or less, {above:g} or more)"
    # Seen from the claim's side: how far the interval reaches, and where a worthwhile size begins.
    reaches_above, reaches_below = high >= above, low <= below
    with_claim, against = (
        (reaches_above, reaches_below) if side is Side.ABOVE else (reaches_below, reaches_above)
    )
    if claims is Claims.NO_DIFFERENCE:
        if not reaches_above and not reaches_below:
            yield (Told.SUPPORTS,), f"{ends} shuts out {either}"
        elif not holds_null:
            told = f"{ends} shuts out no effect and reaches {either}"
            yield (Told.OPPOSITE, Told.NOTHING), told
        else:
            yield (Told.UNCLEAR,), f"{ends} holds both no effect and {either}"
    elif not holds_null and on_side and with_claim:
        told = f"{ends} lies on the claim's side and reaches a worthwhile effect ({worth})"
        yield (Told.SUPPORTS,), told
    elif not holds_null and not on_side and against:
        yield (Told.OPPOSITE,), f"{ends} lies on the other side of no effect ({null:g})"
    elif holds_null and with_claim:
        told = f"{ends} holds both no effect ({null:g}) and a worthwhile one ({worth})"
        yield (Told.UNCLEAR,), told
    else:
        yield (Told.NOTHING,), f"{ends} shuts out a worthwhile effect ({worth})"


def _by_value(value: float, null: float, side: Side) -> tuple[tuple[Told, ...], str]:
    """What an estimate without an interval says of a claim that something differs."""
    if value == null:
        return (Told.UNCLEAR, Told.NOTHING), f"{value:g} is no effect"
    if (value > null) is (side is Side.ABOVE):
        told = f"{value:g} lies on the claim's side, and no interval shuts a worthwhile effect out"
        return (Told.SUPPORTS, Told.UNCLEAR), told
    told = f"{value:g} lies on the other side of no effect ({null:g})"
    return (Told.OPPOSITE, Told.NOTHING, Told.UNCLEAR), told


def _side(effect: Effect, measure: Measure) -> Side:
    """On which side of no effect the claim lies."""
    return effect.side or measure.side

"""Whether a bearing fits the estimate that it stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_review.records.evidence import Effect
from evidence_review.records.finding import Claims
from evidence_review.records.scales import Counts, Side
from evidence_review.records.terms import Measure
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.review import Review
from evidence_review.rules.estimates import estimates
from evidence_review.rules.rule import Fault


def bearing_estimate(review: Review, today: date) -> Iterator[Fault]:
    """What a source says of the claim fits its estimate, whatever the p-value: it supports where
    the interval lies on the claim's side and reaches a worthwhile size, contradicts where it lies
    on the other, is unclear where it holds no effect and a worthwhile one, and else found none."""
    for finding, at, item, effect, measure in estimates(review):
        # What an estimate of something near says of the claim is for a person to judge.
        if not item.direct or not finding.track.measured:
            continue
        said = review.vocabulary.bearings.term(item.bearing).counts
        if said is Counts.IN_PART:
            continue
        for right, why in _borne_out(effect, measure, finding.claims):
            if said not in right:
                ids = _ids(review.vocabulary, right)
                message = f"{why}, whatever the p-value; write {' or '.join(ids)}"
                if finding.claims is Claims.DIFFERENCE:
                    other = Side.BELOW if _side(effect, measure) is Side.ABOVE else Side.ABOVE
                    message += f", or 'side: {other}' in 'effect' if that is the claim's side"
                yield Fault(finding.path, (*at[:-1], "bearing"), message)


def _borne_out(
    effect: Effect, measure: Measure, claims: Claims
) -> Iterator[tuple[tuple[Counts, ...], str]]:
    """What the estimate says of the claim, and why; nothing where it says nothing of it."""
    if measure.no_effect is None or (effect.interval and effect.interval[0] > effect.interval[1]):
        return
    null, side = measure.no_effect, _side(effect, measure)
    low, high = effect.interval or (None, None)
    if low is None or high is None:
        if effect.value is None or claims is Claims.NO_DIFFERENCE or effect.value == null:
            return
        if (effect.value > null) is not (side is Side.ABOVE):
            lies = f"{effect.value:g} lies on the other side of no effect ({null:g})"
            yield (Counts.AGAINST, Counts.UNCLEAR), lies
        return
    if measure.worthwhile is None:
        return
    below, above = measure.worthwhile
    worth = f"{below:g} or less" if side is Side.BELOW else f"{above:g} or more"
    either = f"a worthwhile effect ({below:g} or less, {above:g} or more)"
    # Seen from the claim's side: how far the interval reaches, and where a worthwhile size begins.
    ends = f"the interval, {low:g} to {high:g},"
    holds_null = low <= null <= high
    reaches_above, reaches_below = high >= above, low <= below
    with_claim, against = (
        (reaches_above, reaches_below) if side is Side.ABOVE else (reaches_below, reaches_above)
    )
    on_side = (low > null) if side is Side.ABOVE else (high < null)
    if claims is Claims.NO_DIFFERENCE:
        if not reaches_above and not reaches_below:
            yield (Counts.FOR,), f"{ends} shuts out {either}"
        elif not holds_null:
            yield (Counts.AGAINST,), f"{ends} shuts out no effect and reaches {either}"
        else:
            yield (Counts.UNCLEAR,), f"{ends} holds both no effect and {either}"
    elif not holds_null and on_side and with_claim:
        told = f"{ends} lies on the claim's side and reaches a worthwhile effect ({worth})"
        yield (Counts.FOR,), told
    elif not holds_null and not on_side and against:
        yield (Counts.AGAINST,), f"{ends} lies on the other side of no effect ({null:g})"
    elif holds_null and with_claim:
        told = f"{ends} holds both no effect ({null:g}) and a worthwhile one ({worth})"
        yield (Counts.UNCLEAR,), told
    else:
        yield (Counts.AGAINST,), f"{ends} shuts out a worthwhile effect ({worth})"


def _side(effect: Effect, measure: Measure) -> Side:
    """On which side of no effect the claim lies."""
    return effect.side or measure.side


def _ids(vocabulary: Vocabulary, counts: tuple[Counts, ...]) -> list[str]:
    return [f"'{term.id}'" for term in vocabulary.bearings if term.counts in counts]

"""Estimates, and whether bearing and words fit them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from evidence_review.records.fields import Location
from evidence_review.records.finding import Claims, Effect, EvidenceItem, Finding
from evidence_review.records.scales import Counts, Domain, Side
from evidence_review.records.vocabulary import Measure, Vocabulary
from evidence_review.review import Review
from evidence_review.rules.rule import Fault
from evidence_review.strength import STEPS


def _effects(review: Review) -> Iterator[tuple[Finding, Location, EvidenceItem, Effect, Measure]]:
    for finding in review.findings:
        for number, item in enumerate(finding.evidence):
            if item.effect:
                measure = review.vocabulary.measures.term(item.effect.measure)
                yield finding, ("evidence", number, "effect"), item, item.effect, measure


def effect_track(review: Review, today: date) -> Iterator[Fault]:
    """An estimate stands under claims of an effect or an association only."""
    for finding, at, _, _, _ in _effects(review):
        if not finding.track.measured:
            message = (
                "an estimate stands under a claim of an effect or an association, and this is of"
                f" the track '{finding.track}'; write the figures in 'result', or mend 'track'"
            )
            yield Fault(finding.path, at, message)


def effect_interval(review: Review, today: date) -> Iterator[Fault]:
    """The interval of an estimate begins with its lower end, and holds the estimate."""
    for finding, at, _, effect, _ in _effects(review):
        if effect.interval is None:
            continue
        low, high = effect.interval
        if low > high:
            message = f"the interval is upside down; write [{high:g}, {low:g}]"
            yield Fault(finding.path, (*at, "interval"), message)
        elif effect.value is not None and not low <= effect.value <= high:
            message = (
                f"{effect.value:g} lies outside its interval, {low:g} to {high:g}; look both up"
                " again"
            )
            yield Fault(finding.path, (*at, "value"), message)


def effect_range(review: Review, today: date) -> Iterator[Fault]:
    """An estimate can have its value: a ratio is above zero, a correlation from -1 to 1."""
    for finding, at, _, effect, measure in _effects(review):
        given: list[tuple[Location, float]] = [(("interval", n), end) for n, end in _ends(effect)]
        if effect.value is not None:
            given.append((("value",), effect.value))
        for place, value in given:
            if wrong := _impossible(value, measure):
                yield Fault(finding.path, (*at, *place), f"{value:g} cannot be: {wrong}")


def _ends(effect: Effect) -> Iterator[tuple[int, float]]:
    yield from enumerate(effect.interval or ())


def _impossible(value: float, measure: Measure) -> str | None:
    name, mend = f"the measure '{measure.id}'", "look it up again, or name another measure"
    if measure.ratio and value <= 0:
        return f"{name} is a ratio, and so above zero; name another measure if it is a difference"
    if measure.lowest is not None and value < measure.lowest:
        return f"{name} is {measure.lowest:g} at least; {mend}"
    if measure.highest is not None and value > measure.highest:
        return f"{name} is {measure.highest:g} at most; {mend}"
    return None


def effect_empty(review: Review, today: date) -> Iterator[Fault]:
    """An estimate gives a value, an interval or how many people it rests on, or it is left out."""
    for finding, at, _, effect, _ in _effects(review):
        if effect.value is None and effect.interval is None and effect.people is None:
            message = "give its value, its interval or its people, or leave 'effect' out"
            yield Fault(finding.path, at, message)


def bearing_estimate(review: Review, today: date) -> Iterator[Fault]:
    """What a source says of the claim fits its estimate, whatever the p-value: it supports where
    the interval lies on the claim's side and reaches a worthwhile size, contradicts where it lies
    on the other, is unclear where it holds no effect and a worthwhile one, and else found none."""
    for finding, at, item, effect, measure in _effects(review):
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


def claim_track(review: Review, today: date) -> Iterator[Fault]:
    """A claim uses no words that only claims of another track use, such as "goes with" in a claim
    of an effect."""
    for finding in review.findings:
        used = {
            term.id: next(filter(None, (_said(word, finding.claim) for word in term.words)), None)
            for term in review.vocabulary.tracks
        }
        if not finding.track.graded or used[finding.track]:
            continue
        for track, word in used.items():
            if word:
                message = (
                    f"'{word[0]}' is said in claims of the track '{track}', and this is of"
                    f" '{finding.track}'; mend the words or the track"
                )
                yield Fault(finding.path, ("claim",), message, finding.claim[word.start() :])


def _said(word: str, claim: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(word)}\b", claim, re.IGNORECASE)


def claim_or(review: Review, today: date) -> Iterator[Fault]:
    """A claim of an effect or an association is about one outcome: no "or" joins two."""
    for finding in review.findings:
        joined = _said("or", finding.claim) if finding.track.measured else None
        if joined:
            message = (
                "'or' may join two outcomes, and each would seem to bear out the other; claim one,"
                " and mark what was found of the other as indirect"
            )
            yield Fault(finding.path, ("claim",), message, finding.claim[joined.start() :])


def no_difference(review: Review, today: date) -> Iterator[Fault]:
    """Only a claim of an effect or an association can be that something makes no difference."""
    for finding in review.findings:
        if finding.claims is Claims.NO_DIFFERENCE and not finding.track.measured:
            message = f"leave it out: a claim of the track '{finding.track}' compares nothing"
            yield Fault(finding.path, ("claims",), message)


def domain_track(review: Review, today: date) -> Iterator[Fault]:
    """A domain that a person judged is one of the finding's track, is judged once, and moves no
    more than the rule can: rating up adds one level at most."""
    for finding in review.findings:
        seen: set[str] = set()
        for number, judged in enumerate(finding.domains):
            at: Location = ("domains", number, "domain")
            tracks = STEPS[judged.domain].tracks
            if finding.track not in tracks:
                known = [
                    str(step.domain) for step in STEPS.values() if finding.track in step.tracks
                ]
                right = f"write one of {', '.join(known)}" if known else "take it out"
                message = f"'{judged.domain}' is not judged on the track '{finding.track}'; {right}"
                yield Fault(finding.path, at, message)
            elif judged.domain in seen:
                yield Fault(finding.path, at, f"'{judged.domain}' is judged twice; keep one")
            elif judged.domain is Domain.RATING_UP and judged.levels > 1:
                message = "rating up adds one level at most; write 1, or 0 for none"
                yield Fault(finding.path, ("domains", number, "levels"), message)
            seen.add(judged.domain)

"""Estimates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_review.review import Review
from evidence_review.rules.estimates import estimates, impossible
from evidence_review.rules.rule import Fault


def effect_track(review: Review, today: date) -> Iterator[Fault]:
    """An estimate stands under claims of an effect or an association only."""
    for finding, at, _, _, _ in estimates(review):
        if not finding.track.measured:
            message = (
                "an estimate stands under a claim of an effect or an association, and this is of"
                f" the track '{finding.track}'; write the figures in 'result', or mend 'track'"
            )
            yield Fault(finding.path, at, message)


def effect_interval(review: Review, today: date) -> Iterator[Fault]:
    """The interval of an estimate begins with its lower end, and holds the estimate."""
    for finding, at, _, effect, _ in estimates(review):
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
    for finding, at, _, effect, measure in estimates(review):
        for place, value, wrong in impossible(effect, measure):
            yield Fault(finding.path, (*at, *place), f"{value:g} cannot be: {wrong}")


def effect_empty(review: Review, today: date) -> Iterator[Fault]:
    """An estimate gives a value, an interval or how many people it rests on, or it is left out."""
    for finding, at, _, effect, _ in estimates(review):
        if effect.value is None and effect.interval is None and effect.people is None:
            message = "give its value, its interval or its people, or leave 'effect' out"
            yield Fault(finding.path, at, message)

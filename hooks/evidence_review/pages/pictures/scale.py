"""An axis: from values to percent of its width, and which numbers stand on it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from evidence_review.phrases import figure

# How far beyond the estimates, in widths of their own spread, an interval may stretch the axis:
# one vague study shall not press all others together. What is left of it is an arrow.
REACH = 1
# Ratios that lie closer together than this factor still have that much within reach.
SHORTEST = 3
# The margin at each end of the axis, as a share of it: the half of the largest square.
MARGIN = 0.05
# Percent of the axis that a tick, and each letter of its label, needs on a phone.
TICK_NEEDS, LETTER_NEEDS = 12, 4
# A logarithmic axis that spans less than this factor is told in even steps.
NARROW = 4


@dataclass(frozen=True)
class Scale:
    """From values to percent of the axis, whose ends are ``low`` and ``high`` on an even scale."""

    log: bool
    low: float
    high: float

    @classmethod
    def over(cls, log: bool, core: Sequence[float], ends: Sequence[float]) -> Scale:
        """A scale with room for ``core``, and for those ends of intervals that are within reach."""
        even = cls(log, 0, 1)
        places = [even.at(value) for value in core]
        reached = [even.at(end) for end in ends]
        low, high = min(places), max(places)
        # All in one place: the intervals say what is near, and without them anything is.
        near = [abs(end - low) for end in reached if math.isfinite(end)]
        spread = high - low or max(near, default=0) or 1
        spread = max(spread, math.log(SHORTEST)) if log else spread
        reach = REACH * spread
        low = max(min([low, *reached]), low - reach)
        high = min(max([high, *reached]), high + reach)
        margin = MARGIN * (high - low or spread)
        return cls(log, low - margin, high + margin)

    def at(self, value: float) -> float:
        """Where ``value`` lies on an even scale; without end for what a logarithm cannot show."""
        if not self.log:
            return value
        return math.log(value) if value > 0 else -math.inf

    def percent(self, value: float) -> float:
        """Where ``value`` lies on the axis: from 0 to 100 unless it is beyond."""
        return 100 * (self.at(value) - self.low) / (self.high - self.low)

    def beyond(self, value: float) -> bool:
        """Whether ``value`` cannot be shown."""
        return not self.low <= self.at(value) <= self.high

    def x(self, value: float) -> str:
        """The place of ``value``, at the edge if it is beyond."""
        return percent(min(max(self.percent(value), 0), 100))

    def holds(self) -> tuple[float, float]:
        """The smallest and the largest value on the axis."""
        return (math.exp(self.low), math.exp(self.high)) if self.log else (self.low, self.high)


def percent(number: float) -> str:
    """A place or a width as SVG has it."""
    return f"{number:.2f}%"


def ticks(scale: Scale, null: float) -> list[Decimal]:
    """The numbers on the axis: of the finest steps that can be read, with that of no effect."""
    middle = Decimal(str(null))
    for family in _log_steps(*scale.holds()) if scale.log else _even_steps(*scale.holds()):
        found = sorted({*family, middle})
        if len(found) > 1 and _can_be_read(found, scale):
            return found
    return [middle]


def _can_be_read(ticks: Sequence[Decimal], scale: Scale) -> bool:
    needs = max(TICK_NEEDS, LETTER_NEEDS * max(len(figure(tick)) for tick in ticks))
    places = [scale.percent(float(tick)) for tick in ticks]
    return all(after - before >= needs for before, after in pairwise(places))


def _even_steps(low: float, high: float) -> Iterator[list[Decimal]]:
    """Multiples of 1, 2 and 5 and their tens, from finer to coarser."""
    exponent = math.floor(math.log10(high - low))
    for power in (exponent - 1, exponent):
        for digit in (1, 2, 5):
            yield _multiples(Decimal(digit).scaleb(power), low, high)


def _log_steps(low: float, high: float) -> Iterator[list[Decimal]]:
    """Even steps where the axis is short, else 1, 2, 5, then 1, 3, then tens and their powers."""
    if high / low < NARROW:
        yield from (_multiples(Decimal(s), low, high) for s in ("0.05", "0.1", "0.25", "0.5"))
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for digits in ((1, 2, 5), (1, 3), (1,)):
        yield _within((Decimal(d).scaleb(p) for p in powers for d in digits), low, high)
    for skip in (2, 3, 4, 6):
        yield _within((Decimal(1).scaleb(p) for p in powers if p % skip == 0), low, high)


def _multiples(step: Decimal, low: float, high: float) -> list[Decimal]:
    first, last = math.ceil(low / float(step)), math.floor(high / float(step))
    return [step * n for n in range(first, last + 1)]


def _within(numbers: Iterable[Decimal], low: float, high: float) -> list[Decimal]:
    return [number for number in numbers if low <= number <= high]

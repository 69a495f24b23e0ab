"""A forest: estimates that share an axis, each a point with its interval."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_review.pages.pictures.scale import Scale, percent, ticks
from evidence_review.phrases import figure, places
from evidence_review.records.scales import Side

# Of how many in a hundred an interval is that says nothing of it.
USUAL_LEVEL = 95
NO_INTERVAL = "no interval given"
NO_PEOPLE = "not given"

# Squares, in pixels: the side for the most people, and the least that can still be told apart.
LARGEST, SMALLEST = 18, 7
CAP = "M0-5V5"
ARROW_LOW = "M0 0 9-5V5z"
ARROW_HIGH = "M0 0-9-5V5z"


@dataclass(frozen=True)
class Estimate:
    """One estimate as its source gives it.

    ``value`` and ``interval`` are in the unit of the axis; an end of the interval may be infinite.
    ``people`` is None where the source does not say. Not ``direct`` is what is only near the claim.
    ``bearing`` is a word to be read; ``href`` is placed as it is. ``outcome`` says of what it is:
    estimates that share an axis need not be of one thing. ``level`` is that of the interval.
    """

    name: str
    outcome: str
    value: float
    interval: tuple[float, float] | None
    people: int | None
    direct: bool
    href: str
    bearing: str
    level: float = USUAL_LEVEL


@dataclass(frozen=True)
class Axis:
    """What all estimates of a forest share.

    ``null`` is the value of no effect: 1 for a ratio, whose axis is ``log``, else mostly 0.
    ``worthwhile`` holds the largest value below ``null`` and the smallest above it that would make
    a difference worth having. ``claim_side`` is the side of ``null`` on which the claim lies.
    """

    measure_name: str
    null: float
    log: bool
    worthwhile: tuple[float | None, float | None]
    claim_side: Side

    def says(self, side: Side) -> str:
        """What is to be read on one side of no effect."""
        return "for the claim" if side is self.claim_side else "against the claim"


@dataclass(frozen=True)
class End:
    """The end of an interval: a cap, or an arrow where it goes on beyond the axis."""

    x: str
    path: str

    @property
    def beyond(self) -> bool:
        """Whether the interval goes on."""
        return self.path != CAP


@dataclass(frozen=True)
class Row:
    """One estimate: its words, and where its drawing lies. Places are in percent of the axis."""

    name: str
    outcome: str
    href: str
    estimate: str
    people: str
    bearing: str
    direct: bool
    point: str
    side: int
    corner: float
    known: bool
    ends: tuple[End, ...]


@dataclass(frozen=True)
class Tick:
    """A number on the axis."""

    x: str
    label: str


@dataclass(frozen=True)
class Band:
    """Where an effect is on the claim's side and worthwhile."""

    x: str
    width: str


@dataclass(frozen=True)
class Forest:
    """Estimates on one axis, direct ones first, from the furthest on the claim's side downwards."""

    measure: str
    caption: str
    key: tuple[str, ...]
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    null: str
    band: Band | None
    edges: tuple[str, ...]
    lower: str
    upper: str


def forest(axis: Axis, estimates: Sequence[Estimate]) -> Forest:
    """The forest of ``estimates``.

    Raises ``ValueError`` for what cannot be drawn: a value that is not finite or, on a logarithmic
    axis, not above zero; an interval that runs backwards or has no end at all; what would be
    worthwhile on the wrong side of no effect. Rules over the records look for these, so here they
    are faults of the program.
    """
    _look_at(axis, estimates)
    worthwhile = [at for at in axis.worthwhile if at is not None]
    scale = Scale.over(
        axis.log,
        [axis.null, *worthwhile, *(estimate.value for estimate in estimates)],
        [end for estimate in estimates for end in estimate.interval or ()],
    )
    most = max((estimate.people or 0 for estimate in estimates), default=0)
    towards_claim = 1 if axis.claim_side is Side.ABOVE else -1
    ranked = sorted(estimates, key=lambda e: (not e.direct, -towards_claim * e.value, e.name))
    rows = tuple(_row(estimate, scale, most) for estimate in ranked)
    return Forest(
        measure=axis.measure_name,
        caption=" ".join(_caption(axis)),
        key=tuple(_key(axis, rows)),
        rows=rows,
        ticks=tuple(Tick(scale.x(float(at)), figure(at)) for at in ticks(scale, axis.null)),
        null=scale.x(axis.null),
        band=_band(axis, scale),
        edges=tuple(map(scale.x, worthwhile)),
        lower=axis.says(Side.BELOW),
        upper=axis.says(Side.ABOVE),
    )


def _look_at(axis: Axis, estimates: Sequence[Estimate]) -> None:
    fixed = [axis.null, *(at for at in axis.worthwhile if at is not None)]
    for value in [*fixed, *(estimate.value for estimate in estimates)]:
        if not math.isfinite(value) or (axis.log and value <= 0):
            raise ValueError(f"{axis.measure_name}: {value} has no place on the axis")
    if fixed[1:] and not _around(axis.worthwhile, axis.null):
        raise ValueError(f"{axis.measure_name}: {axis.worthwhile} does not lie around {axis.null}")
    for estimate in estimates:
        # Also said of what is not a number, which is neither more nor less than anything.
        if estimate.interval and not estimate.interval[0] <= estimate.interval[1]:
            raise ValueError(f"{estimate.name}: {estimate.interval} runs backwards")
        if estimate.interval and not any(map(math.isfinite, estimate.interval)):
            raise ValueError(f"{estimate.name}: {estimate.interval} has no end")


def _around(bounds: tuple[float | None, float | None], null: float) -> bool:
    low, high = bounds
    return (low is None or low < null) and (high is None or high > null)


def _row(estimate: Estimate, scale: Scale, most: int) -> Row:
    side = SMALLEST
    if estimate.people:
        side = max(SMALLEST, round(LARGEST * math.sqrt(estimate.people / most)))
    return Row(
        name=estimate.name,
        outcome=estimate.outcome,
        href=estimate.href,
        estimate=_estimate(estimate),
        people=NO_PEOPLE if estimate.people is None else f"{estimate.people:,}",
        bearing=estimate.bearing,
        direct=estimate.direct,
        point=scale.x(estimate.value),
        side=side,
        corner=-side / 2,
        known=estimate.people is not None,
        ends=tuple(_ends(estimate.interval, scale)) if estimate.interval else (),
    )


def _ends(interval: tuple[float, float], scale: Scale) -> Iterator[End]:
    for value, arrow in zip(interval, (ARROW_LOW, ARROW_HIGH), strict=True):
        yield End(scale.x(value), arrow if scale.beyond(value) else CAP)


def _estimate(estimate: Estimate) -> str:
    """The estimate in figures, all with as many digits as the most exact of them."""
    if not estimate.interval:
        return f"{figure(estimate.value)}, {NO_INTERVAL}"
    low, high = estimate.interval
    digits = max(places(n) for n in (estimate.value, low, high) if math.isfinite(n))
    if math.isinf(low):
        interval = f"up to {figure(high, digits)}"
    elif math.isinf(high):
        interval = f"from {figure(low, digits)}"
    else:
        interval = f"{figure(low, digits)} to {figure(high, digits)}"
    level = f"{figure(estimate.level)}% " if estimate.level != USUAL_LEVEL else ""
    return f"{figure(estimate.value, digits)} ({level}{interval})"


def _band(axis: Axis, scale: Scale) -> Band | None:
    low, high = axis.worthwhile
    if axis.claim_side is Side.ABOVE and high is not None:
        return Band(scale.x(high), percent(100 - scale.percent(high)))
    if axis.claim_side is Side.BELOW and low is not None:
        return Band(percent(0), scale.x(low))
    return None


def _caption(axis: Axis) -> Iterator[str]:
    null = figure(axis.null)
    below, above = axis.says(Side.BELOW), axis.says(Side.ABOVE)
    yield f"{axis.measure_name}."
    yield f"Below {null}: {below}; above {null}: {above}."
    low, high = axis.worthwhile
    sizes = [f"{figure(low)} or less"] if low is not None else []
    sizes += [f"{figure(high)} or more"] if high is not None else []
    if sizes:
        yield f"Worthwhile: {', or '.join(sizes)}."


def _key(axis: Axis, rows: Sequence[Row]) -> Iterator[str]:
    """What the drawing means, as far as it needs to be known here."""
    yield "The square is the estimate, larger for more people; the line through it is its interval."
    if any(not row.known for row in rows):
        yield "Hollow square: number of people not given."
    if any(not row.ends for row in rows):
        yield f"No line: {NO_INTERVAL}."
    if any(end.beyond for row in rows for end in row.ends):
        yield "Arrow: the interval goes on."
    if any(not row.direct for row in rows):
        yield "Faint and dashed: only near the claim."
    yield "Upright line: no effect."
    if axis.worthwhile != (None, None):
        yield "Dotted line: from here on worthwhile; shaded where the claim would have it."

"""The picture of a finding's evidence: its estimates on one axis, or else its designs.

Estimates are drawn together where at least two are in one measure, or in measures of one family.
Nothing is converted, so those that share no axis are left to the table beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.pages.pictures import Axis, Estimate, Forest, Harvest, Mark, forest, harvest
from evidence_review.pages.views.cards import Views
from evidence_review.pages.views.item import ItemView
from evidence_review.records.finding import Finding
from evidence_review.records.scales import Side
from evidence_review.records.terms import Measure
from evidence_review.strength import rung

LEAST = 2
"""One estimate, or one source, is no picture."""


@dataclass(frozen=True)
class Pictures:
    """The forest of those estimates that share an axis, or the harvest of all sources."""

    forest: Forest | None
    harvest: Harvest | None


def pictures(views: Views, finding: Finding, items: Sequence[ItemView]) -> Pictures:
    """The picture of a graded ``finding``; none where too little stands under it."""
    if not finding.track.graded:
        return Pictures(None, None)
    drawn = _forest(views, items)
    marks = [_mark(views, finding, view) for view in items if not view.source.retraction]
    return Pictures(drawn, harvest(marks) if drawn is None and len(marks) >= LEAST else None)


def _forest(views: Views, items: Sequence[ItemView]) -> Forest | None:
    """The estimates of the family that most of them are given in, if two of them share it."""
    families: dict[tuple[str, Side], list[tuple[Measure, Estimate]]] = defaultdict(list)
    for view in items:
        effect = view.item.effect
        if effect is None or effect.value is None or view.source.retraction:
            continue
        measure = views.words.measures.term(effect.measure)
        if measure.no_effect is None or measure.family is None:
            continue
        families[measure.family, effect.side or measure.side].append(
            (measure, _estimate(views, view))
        )
    sharing = max(families.items(), key=lambda family: len(family[1]), default=None)
    if sharing is None or len(sharing[1]) < LEAST:
        return None
    (_, side), estimates = sharing
    measure = estimates[0][0]
    names = dict.fromkeys(each.name for each, _ in estimates)
    assert measure.no_effect is not None
    return forest(
        Axis(
            measure_name=" or ".join(names),
            null=measure.no_effect,
            log=measure.ratio,
            worthwhile=measure.worthwhile or (None, None),
            claim_side=side,
        ),
        [estimate for _, estimate in estimates],
    )


def _estimate(views: Views, view: ItemView) -> Estimate:
    effect = view.item.effect
    assert effect is not None and effect.value is not None
    return Estimate(
        name=view.cited_as,
        outcome=effect.outcome,
        value=effect.value,
        interval=effect.interval,
        people=view.people,
        direct=view.item.direct,
        href=views.root + view.uri,
        bearing=view.bearing.name,
        level=effect.level,
    )


def _mark(views: Views, finding: Finding, view: ItemView) -> Mark:
    return Mark(
        name=view.cited_as,
        design_name=view.design.name,
        height=max(0, rung(view.design, finding.track)),
        counts=view.bearing.counts,
        direct=view.item.direct,
        href=views.root + view.uri,
    )

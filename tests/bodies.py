"""Made-up bodies of evidence: one sound trial to start from, and generated ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

from evidence_review.records.scales import Counts, Reading, Track
from evidence_review.records.source import Bias
from evidence_review.strength import Report

T = TypeVar("T")

GRADED = (Track.EFFECT, Track.ASSOCIATION, Track.UNDERSTANDING)

TRIAL = Report(
    source="trial", data_set="trial", circle=None, counts=Counts.FOR, direct=True, design="trial",
    start=4, pools=False, trial=True, people=1000, sites=5, bias=Bias.LOW, stake=False,
    reading=Reading.FULL, rich=False, width=None, relative_risk=None, retracted=False,
)  # fmt: skip
"""A trial without a flaw: large, at several sites, read in full and judged at low risk of bias."""


def trial(name: str = "trial", **changes: object) -> Report:
    """The trial under a name of its own, so independent of every other, with ``changes``."""
    return replace(TRIAL, **{"source": name, "data_set": name, **changes})  # type: ignore[arg-type]


def study(name: str, start: int, **changes: object) -> Report:
    """The same of another design, which starts from the rung ``start``."""
    return trial(name, **{"start": start, "trial": False, **changes})


def often(usual: T, *seldom: T) -> st.SearchStrategy[T]:
    """Mostly the first, so that bodies are not flawed in every way at once."""
    return st.sampled_from([usual] * (len(seldom) + 1) + [*seldom])


@st.composite
def reports(draw: st.DrawFn, own: str | None = None) -> Report:
    """A report of a few sources, data sets and circles; or one that shares with none, by name."""
    start = draw(st.sampled_from([4, 4, 3, 2, 1, None]))
    return Report(
        source=own or f"source-{draw(st.integers(0, 7))}",
        data_set=own or f"data-{draw(st.integers(0, 4))}",
        circle=None if own else draw(often(None, "one", "other")),
        counts=draw(often(Counts.FOR, Counts.IN_PART, Counts.AGAINST, Counts.UNCLEAR)),
        direct=draw(often(True, False)),
        design="design",
        start=start,
        pools=draw(often(False, True)),
        trial=start == 4 and draw(st.booleans()),
        people=draw(st.sampled_from([None, 50, 200, 400, 401, 5000])),
        sites=draw(st.sampled_from([None, 1, 5])),
        bias=draw(st.sampled_from(Bias)),
        stake=draw(often(False, True)),
        reading=draw(st.sampled_from(Reading)),
        rich=draw(st.booleans()),
        width=draw(often(None, 1.5, 3.0, 3.1, 9.0)),
        relative_risk=draw(often(None, 0.4, 0.5, 1.2, 2.0, 2.5)),
        retracted=draw(often(False, False, True)),
    )


bodies = st.lists(reports(), min_size=1, max_size=5)
tracks = st.sampled_from(GRADED)


def with_one(body: Iterable[Report], report: Report, **changes: object) -> list[Report]:
    """The body with ``changes`` to that very report of it."""
    return [replace(r, **changes) if r is report else r for r in body]  # type: ignore[arg-type]

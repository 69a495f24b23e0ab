"""The pictures of a finding: what is drawn lies where the figures beside it say."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.pages.pictures import Axis, Estimate, Forest, Mark, forest, harvest
from evidence_review.pages.templating import environment
from evidence_review.records.scales import Counts, Side

RATIO = Axis("Odds ratio", 1, True, (0.75, 1.25), Side.ABOVE)
POINTS = Axis("Percentage points", 0, False, (-5, 5), Side.BELOW)
ONE = Estimate("A", "in <work> & well", 1.5, (1.1, 2.0), 100, True, "#a", "Supports")
MARK = Mark("A", "Trial", 4, Counts.FOR, True, "#a")


def ratio(name: str, value: float, low: float, high: float) -> Estimate:
    return replace(ONE, name=name, value=value, interval=(low, high))


def place(x: str) -> float:
    return float(x.removesuffix("%"))


def placed(name: str, of: object) -> str:
    """The HTML that the macro ``name`` makes of a picture."""
    return str(getattr(environment().get_template(f"{name}.html").module, name)(of))


def drawn(name: str, of: object) -> ElementTree.Element:
    # The one attribute that HTML may leave without a value, and XML may not.
    return ElementTree.fromstring(placed(name, of).replace(" data-pagefind-ignore", ""))


def texts(root: ElementTree.Element, name: str) -> list[str]:
    return [" ".join("".join(cell.itertext()).split()) for cell in root.iter(name)]


def all_places(of: Forest) -> Iterator[float]:
    yield place(of.null)
    yield from (place(tick.x) for tick in of.ticks)
    yield from (place(edge) for edge in of.edges)
    for row in of.rows:
        yield place(row.point)
        yield from (place(end.x) for end in row.ends)
    if of.band:
        yield place(of.band.x)
        yield place(of.band.x) + place(of.band.width)


def test_a_ratio_and_its_inverse_lie_as_far_from_no_effect() -> None:
    of = forest(RATIO, [ratio("half", 0.5, 0.25, 1), ratio("double", 2, 1, 4)])
    double, half = (place(row.point) for row in of.rows)
    assert double > place(of.null) > half
    assert double - place(of.null) == pytest.approx(place(of.null) - half, abs=0.02)
    assert of.rows[0].ends[0].x == of.null == of.rows[1].ends[1].x


def test_a_difference_lies_where_the_numbers_of_the_axis_say() -> None:
    of = forest(POINTS, [replace(ONE, value=-2.0, interval=(-8, 4))])
    ticks = {tick.label: place(tick.x) for tick in of.ticks}
    assert place(of.rows[0].point) == pytest.approx(ticks["−2"])
    assert [place(end.x) for end in of.rows[0].ends] == [ticks["−8"], ticks["4"]]
    assert of.band
    assert (place(of.band.x), of.band.width) == (0, of.edges[0])


def test_direct_estimates_come_first_and_then_the_furthest_on_the_side_of_the_claim() -> None:
    some = [replace(ONE, name=n, value=v, direct=d) for n, v, d in zip(
        "abcd", (1.1, 2.0, 0.5, 9.0), (True, True, True, False), strict=True
    )]  # fmt: skip
    assert [row.name for row in forest(RATIO, some).rows] == ["b", "a", "c", "d"]
    below = replace(RATIO, claim_side=Side.BELOW)
    assert [row.name for row in forest(below, some).rows] == ["c", "a", "b", "d"]


def test_an_interval_that_goes_beyond_the_axis_ends_in_an_arrow() -> None:
    wide = ratio("wide", 1.2, 0.9, 4000)
    of = forest(RATIO, [ONE, wide])
    row = next(row for row in of.rows if row.name == "wide")
    assert [end.beyond for end in row.ends] == [False, True]
    assert row.ends[1].x == "100.00%"
    assert row.estimate == "1.2 (0.9 to 4,000.0)"
    paths = [path.get("class") for path in drawn("forest", of).iter("path")]
    assert sorted(filter(None, paths)) == ["forest-arrow", *["forest-cap"] * 3]


def test_what_a_source_does_not_give_is_said_and_not_drawn() -> None:
    of = forest(RATIO, [ONE, replace(ONE, name="B", interval=None, people=None, direct=False)])
    root = drawn("forest", of)
    assert "1.5, no interval given" in texts(root, "td")
    assert "People: not given" in texts(root, "td")
    assert texts(root, "th")[-1] == "B indirect in <work> & well"
    assert len([line for line in root.iter("line") if line.get("class") == "forest-interval"]) == 1
    assert (of.rows[1].known, of.rows[1].side) == (False, 7)


def test_the_area_of_a_square_is_the_number_of_people() -> None:
    some = [replace(ONE, name=str(people), people=people) for people in (900, 400, 1, 0)]
    sides = {row.name: row.side for row in forest(RATIO, some).rows}
    assert sides == {"900": 18, "400": 12, "1": 7, "0": 7}


@pytest.mark.parametrize(
    ("interval", "shown"),
    [
        ((1.06, 1.654), "1.500 (1.060 to 1.654)"),
        ((-math.inf, 2), "1.5 (up to 2.0)"),
        ((0.5, math.inf), "1.5 (from 0.5)"),
    ],
)
def test_figures_have_as_many_digits_as_the_most_exact(
    interval: tuple[float, float], shown: str
) -> None:
    assert forest(POINTS, [replace(ONE, interval=interval)]).rows[0].estimate == shown


@pytest.mark.parametrize(
    "estimates",
    [
        [ratio("tiny", 0.01, 0.001, 0.1), ratio("huge", 50, 0, 2500)],
        [ratio("a", 1, 1, 1), ratio("b", 1, 1, 1)],
        [ratio("vague", 1.1, 0.01, 50)],
        [replace(ONE, value=0.0001, interval=None)],
        [],
    ],
)
@pytest.mark.parametrize(
    "axis", [RATIO, POINTS, *(replace(a, worthwhile=(None, None)) for a in (RATIO, POINTS))]
)
def test_what_is_extreme_is_still_drawn(axis: Axis, estimates: list[Estimate]) -> None:
    of = forest(axis, estimates)
    assert all(0 <= at <= 100 for at in all_places(of))
    assert "nan" not in placed("forest", of) and "inf" not in placed("forest", of)
    assert len(of.ticks) >= 2
    assert len(list(drawn("forest", of).iter("tr"))) == len(estimates) + 2


@given(
    axis=st.sampled_from([RATIO, POINTS, replace(POINTS, worthwhile=(None, None))]),
    numbers=st.lists(st.tuples(*[st.floats(0.001, 1000)] * 3), min_size=1, max_size=6),
)
def test_everything_lies_on_the_axis_and_its_numbers_can_be_read(
    axis: Axis, numbers: list[tuple[float, float, float]]
) -> None:
    estimates = [ratio(str(n), m, a, b) for n, (a, m, b) in enumerate(map(sorted, numbers))]
    of = forest(axis, estimates)
    assert all(0 <= at <= 100 for at in all_places(of))
    for row in of.rows:
        low, high = (place(end.x) for end in row.ends)
        assert low <= place(row.point) <= high
    gaps = [place(b.x) - place(a.x) for a, b in pairwise(of.ticks)]
    assert all(gap >= 11.9 for gap in gaps)
    assert place(of.null) in [place(tick.x) for tick in of.ticks]


@pytest.mark.parametrize(
    ("axis", "estimate", "says"),
    [
        (RATIO, replace(ONE, value=0), "no place"),
        (RATIO, replace(ONE, value=math.nan), "no place"),
        (RATIO, replace(ONE, interval=(2.0, 1.0)), "backwards"),
        (RATIO, replace(ONE, interval=(math.nan, 1.0)), "backwards"),
        (POINTS, replace(ONE, interval=(-math.inf, math.inf)), "no end"),
        (replace(RATIO, worthwhile=(1.25, None)), ONE, "around"),
    ],
)
def test_what_cannot_be_drawn_is_refused(axis: Axis, estimate: Estimate, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        forest(axis, [estimate])


def test_words_of_the_review_are_text_and_never_markup() -> None:
    of = forest(RATIO, [replace(ONE, name="<b>A & B</b>", href='#"x')])
    assert "<b>A & B</b> in <work> & well" in texts(drawn("forest", of), "th")
    (link,) = drawn("forest", of).iter("a")
    assert link.get("href") == '#"x'


def test_a_bar_has_a_block_for_each_step_and_the_number_of_its_row() -> None:
    marks = [
        replace(MARK, name="opinion", height=0),
        replace(MARK, name="near", direct=False),
        replace(MARK, name="cohort", height=2),
        replace(MARK, name="trial", counts=Counts.AGAINST),
        replace(MARK, name="other", height=1, counts=Counts.UNCLEAR),
    ]
    of = harvest(marks)
    assert [(c.heading, [s.name for s in c.stacks]) for c in of.columns] == [
        ("For", ["cohort", "opinion", "near"]),
        ("In part", []),
        ("Unclear", ["other"]),
        ("Against", ["trial"]),
    ]
    bars = [svg for svg in drawn("harvest", of).iter("svg") if "bar" in svg.get("class", "")]
    assert [len(list(bar.iter("rect"))) for bar in bars] == [2, 0, 4, 1, 4]
    assert ["indirect" in bar.get("class", "") for bar in bars].index(True) == 2
    numbers = [text.text for text in drawn("harvest", of).iter("text")]
    rows = [cell.split(" ")[0] for cell in texts(drawn("harvest", of), "th")[4:]]
    assert numbers == rows == ["1", "2", "3", "4", "5"]


def test_no_bar_is_higher_than_its_picture() -> None:
    of = harvest([MARK])
    tops = [block.y for stack in of.stacks for block in stack.blocks]
    assert min(tops) >= 0
    assert max(block.y + block.height for s in of.stacks for block in s.blocks) <= of.ground
    with pytest.raises(ValueError, match="5 high"):
        harvest([replace(MARK, height=5)])


def test_screen_readers_are_given_the_tables_and_no_drawing() -> None:
    for name, of in (("forest", forest(RATIO, [ONE])), ("harvest", harvest([MARK]))):
        root = drawn(name, of)
        hidden = {e for top in root.iter() if top.get("aria-hidden") for e in top.iter()}
        assert {e for e in root.iter("svg") if e not in hidden} == set()
        assert {e for e in root.iter("a") if e in hidden} == set()
        assert texts(root, "caption") and texts(root, "figcaption")

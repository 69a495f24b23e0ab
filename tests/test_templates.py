"""Templates place what the views give: they select, count and word nothing, and can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from evidence_review.pages.pages import HEADS
from evidence_review.pages.parts import FRAGMENTS, template
from evidence_review.pages.templating import TEMPLATES
from tests.places import REPOSITORY

LONGEST = 200
# How a value is printed, and no more. What is selected, counted or put into words is the view's.
PRINTING = {"counted", "day", "figure", "join", "sentence", "verified"}
# Frozen versions are shown by templates that nobody may change.
FROZEN = "archive/"

TEXTS = {
    name: path.read_text(encoding="utf-8")
    for path in sorted(TEMPLATES.rglob("*.html"))
    if not (name := path.relative_to(TEMPLATES).as_posix()).startswith(FROZEN)
}


def faults(text: str) -> Iterator[str]:
    """What a template does that is not its work."""
    found = Environment(autoescape=True).parse(text)
    yield from (f"filters with {f.name}" for f in found.find_all(nodes.Filter) if _works(f))
    yield from ("selects" for loop in found.find_all(nodes.For) if loop.test)
    yield from ("includes what reads outer names" for _ in found.find_all(nodes.Include))
    yield from too_long(text)
    if not text.strip():
        yield "is empty"


def too_long(text: str) -> Iterator[str]:
    yield from ("is too long" for line in text.splitlines() if len(line) > LONGEST)


def _works(used: nodes.Filter) -> bool:
    return used.name not in PRINTING


@pytest.mark.parametrize("name", TEXTS)
def test_a_template_only_places(name: str) -> None:
    assert list(faults(TEXTS[name])) == []


def test_the_theme_keeps_its_lines_short() -> None:
    theme = sorted((REPOSITORY / "docs/.overrides").rglob("*.html"))
    assert len(theme) > 5
    assert [path.name for path in theme for _ in too_long(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ view.findings | length }}", "filters with length"),
        ("{% for card in cards if card.stands %}{% endfor %}", "selects"),
        ('{% include "item.html" %}', "includes what reads outer names"),
        ("a" * 201, "is too long"),
        ("\n", "is empty"),
    ],
)
def test_a_template_that_does_more_is_refused(text: str, fault: str) -> None:
    assert list(faults(text)) == [fault]


def test_every_part_and_head_has_a_template_and_none_is_left_over() -> None:
    parts = {name for name in TEXTS if Path(name).parent == Path("parts")}
    assert parts == {template(part) for part in FRAGMENTS}
    assert {name for name in TEXTS if ".head." in name} == {f"{kind}.head.html" for kind in HEADS}

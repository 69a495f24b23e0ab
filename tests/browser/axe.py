"""What axe finds to say against a page as it stands."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# What a scheme of colours can change; all else is the same page.
COLOUR_RULES = ("color-contrast", "link-in-text-block")
COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": COLOUR_RULES},
    "resultTypes": ["violations"],
}
RULES: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {rule: {"enabled": False} for rule in COLOUR_RULES},
    "resultTypes": ["violations"],
}
RUN = """options => axe.run(options).then(({violations}) =>
  violations.map(({id, nodes}) => id + ": " + nodes[0].html.slice(0, 120)))"""

# Axe takes seconds for hundreds of elements, and those that are alike are all right or all wrong.
# Elements are alike that stand in the same place, have the same attributes but for those that tell
# one record from another, and hold what is alike.
FEWER = """([selector, most]) => {
  const own = new RegExp("^(href|id|title|for|name|value|alt|aria-label(ledby)?|datetime"
    + "|d|points|width|height|[xy][12]?)$");
  const look = ({tagName, attributes}) => [tagName, ...[...attributes]
    .filter(({name}) => !own.test(name)).map(({name, value}) => name + "=" + value)].join(" ");
  const seen = new Map();
  const visit = (element, above) => {
    const place = above + " > " + look(element);
    const inside = new Set([...element.children].map(child => visit(child, place)));
    const shape = look(element) + "(" + [...inside].sort() + ")";
    const times = (seen.get(above + shape) ?? 0) + 1;
    seen.set(above + shape, times);
    if (times > most && element.matches(selector)) element.remove();
    return shape;
  };
  visit(document.body, "");
}"""
ROWS = "main :is(li, dl > div, tr)"


def faults(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe says by some of its rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [f"{page.url}: {fault}" for fault in page.evaluate(RUN, options)]


def faults_in_light_and_dark(page: Page) -> list[str]:
    """What axe says by every rule; of what is alike, all but a few is taken out of the page."""
    page.emulate_media(color_scheme="light")
    page.evaluate(FEWER, [ROWS, 5])
    found = faults(page, RULES)
    page.evaluate(FEWER, ["main *", 2])
    found += faults(page, COLOURS)
    page.emulate_media(color_scheme="dark")
    return found + faults(page, COLOURS)

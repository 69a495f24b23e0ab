"""What axe finds to say against a page as it stands."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
# What a scheme of colours can change; all else is the same page.
COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
# Axe reads the colour of every element from its text anew, which is half of its work; there are few
# colours, so each is read once.
REMEMBER = """(() => {
  const { Color } = axe.commons.color, read = Color.prototype.parseString, known = new Map();
  Color.prototype.parseString = function (text) {
    if (!known.has(text)) known.set(text, new Color(read.call(this, text)));
    const { r, g, b, alpha } = known.get(text);
    return Object.assign(this, { r, g, b, alpha });
  };
})()"""
RUN = """options => axe.run(options).then(({violations}) =>
  violations.map(({id, nodes}) => id + ": " + nodes[0].html.slice(0, 120)))"""


def faults(page: Page, options: dict[str, Any] = RULES) -> list[str]:
    """What axe says by some of its rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(REMEMBER)
    return [f"{page.url}: {fault}" for fault in page.evaluate(RUN, options)]


def faults_in_light_and_dark(page: Page) -> list[str]:
    """What axe says by all rules in light colours, and by those of colour in dark ones."""
    page.emulate_media(color_scheme="light")
    found = faults(page)
    page.emulate_media(color_scheme="dark")
    return found + faults(page, COLOURS)

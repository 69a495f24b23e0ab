"""What the style sheets and the pages agree on: the two schemes of colours, and the picture."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
# The colours of everything on the page, in order.
COLOURS = """() => [...document.querySelectorAll("body, body *")].map(element => {
  const style = getComputedStyle(element);
  return [style.color, style.backgroundColor, style.borderTopColor, style.fill].join(" ");
})"""
MIDDLES = """selector => [...document.querySelectorAll(selector)].map(element => {
  const box = element.getBoundingClientRect();
  return (box.top + box.bottom) / 2;
})"""


def test_the_button_shows_the_scheme_that_the_system_would(site_url: str, page: Page) -> None:
    shown = {}
    chosen = {}
    pairs: tuple[tuple[Scheme, Scheme], ...] = (("light", "dark"), ("dark", "light"))
    for system, other in pairs:
        page.emulate_media(color_scheme=system)
        page.goto(site_url + "disagreements/")
        shown[system] = page.evaluate(COLOURS)
        page.locator("button.scheme").click()
        page.reload()
        chosen[other] = page.evaluate(COLOURS)
        page.evaluate("localStorage.clear()")
    assert shown == chosen
    assert shown["light"] != shown["dark"]


def test_a_bar_of_the_picture_stands_beside_its_row(
    real_site: Path, site_url: str, page: Page
) -> None:
    drawn = (p for p in real_site.glob("findings/*/index.html") if "<rect" in p.read_text())
    page.goto(site_url + next(drawn).parent.relative_to(real_site).as_posix() + "/")
    rows = page.evaluate(MIDDLES, ".picture-table tbody tr")
    bars = page.evaluate(MIDDLES, ".picture-bars rect")
    assert len(rows) == len(bars) >= 2
    assert max(abs(row - bar) for row, bar in zip(rows, bars, strict=True)) < 2

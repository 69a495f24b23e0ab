"""What the style sheets and the pages agree on: the two schemes of colours."""

from __future__ import annotations

from typing import Literal

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
# The colours of everything on the page, in order.
COLOURS = """() => [...document.querySelectorAll("body, body *")].map(element => {
  const style = getComputedStyle(element);
  return [style.color, style.backgroundColor, style.borderTopColor, style.fill].join(" ");
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

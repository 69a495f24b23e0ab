"""The page of a frozen version, opened as a reader would open it: it stands by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.test_pages import DESK, PHONE, RULES

PAGE = (Path(__file__).parent.parent / "archive/format-1/index.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_a_frozen_version(browser: Browser, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme, viewport=DESK)  # type: ignore[arg-type]
    page.goto(PAGE)
    faults = Axe().run(page, options=RULES).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in faults] == []
    page.close()


def test_a_frozen_version_asks_for_no_other_file(browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PAGE)
    assert asked == [PAGE]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.close()

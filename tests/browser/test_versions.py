"""The page of a frozen version, opened as a reader would open it: it stands by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.axe import faults_in_light_and_dark
from tests.browser.test_pages import DESK, PHONE
from tests.places import TESTS

PAGES = [folder / "index.html" for folder in sorted((TESTS / "archive").glob("format-*"))]


def test_there_is_a_page_of_each_format() -> None:
    assert len(PAGES) >= 2


@pytest.mark.parametrize("address", [page.as_uri() for page in PAGES])
def test_axe_finds_no_fault_in_a_frozen_version(page: Page, address: str) -> None:
    page.set_viewport_size(DESK)
    page.goto(address)
    assert faults_in_light_and_dark(page) == []


@pytest.mark.parametrize("address", [page.as_uri() for page in PAGES])
def test_a_frozen_version_asks_for_no_other_file(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert asked == [address]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

"""What is to be read with care, as a reader meets it in search, on pages and in lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults_in_light_and_dark
from tests.browser.test_pages import DESK, PHONE
from tests.sites import serve


@pytest.fixture(scope="session")
def toy_url(toy_site: Path) -> Iterator[str]:
    yield from serve(toy_site)


def test_search_results_say_it_and_a_facet_finds_it(toy_url: str, page: Page) -> None:
    page.goto(f"{toy_url}search/?q=the")
    result = page.locator("[data-search-results] > li", has_text="full moon")
    expect(result.locator("[data-fact=notice]")).to_have_text("Withdrawn")
    notice = page.locator("[data-fact=notice]")
    other = page.locator("[data-search-results] > li").filter(has_not=notice)
    expect(other.first).to_be_visible()

    page.locator("[data-facet=notice] summary").click()
    page.locator("[data-facet=notice]").get_by_label("Withdrawn").check()
    expect(page.get_by_role("status")).to_contain_text("1 result ")
    expect(result).to_be_visible()
    page.goto(page.url)
    expect(result).to_be_visible()
    expect(other).to_have_count(0)


def test_the_facet_is_there_only_where_something_is_to_be_read_with_care(
    real_site: Path, site_url: str, page: Page
) -> None:
    pages = real_site.glob("findings/*/index.html")
    noticed = any('data-pagefind-filter="notice"' in found.read_text() for found in pages)
    page.goto(f"{site_url}search/?q=trust")
    expect(page.get_by_role("status")).to_contain_text("results")
    expect(page.locator("[data-facet=country]")).to_be_visible()
    expect(page.locator("[data-facet=notice]")).to_be_visible(visible=noticed)


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        (
            "retracted_site",
            ("findings/kfbf5n/", "map/", "findings/", "sources/toysociety2023fence/"),
        ),
        ("late_site", ("findings/kfbf5n/", "findings/")),
    ],
)
def test_axe_finds_no_fault_in_the_marks_and_they_fit_a_phone(
    name: str, paths: tuple[str, ...], request: pytest.FixtureRequest, page: Page
) -> None:
    visits = [(paths[0], DESK), *((path, PHONE) for path in paths)]
    for url in serve(request.getfixturevalue(name)):
        for path, screen in visits:
            page.set_viewport_size(screen)
            page.goto(url + path)
            expect(page.locator("main .notice, .tag-bad, .map-caution").first).to_be_attached()
            assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
            assert faults_in_light_and_dark(page) == []

"""Records that try to break out of every field, opened in Chromium: all of it comes out as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.sites import serve

INJECTED = """
  main iframe, main img, [onerror], [onload], [onmouseover], a[href^='javascript:']
"""


@pytest.fixture(scope="session")
def hostile_url(hostile_site: Path) -> Iterator[str]:
    yield from serve(hostile_site)


@pytest.fixture
def alarms(page: Page) -> list[str]:
    heard: list[str] = []

    def dismiss(dialog: object) -> None:
        heard.append("a script ran")
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def hostile_finding(site: Path) -> dict[str, object]:
    records = json.loads((site / "data/findings.json").read_text())["findings"]
    return next(record for record in records if "alert" in record["claim"])


def test_no_script_of_a_record_runs_on_any_page(
    hostile_site: Path, hostile_url: str, page: Page, alarms: list[str]
) -> None:
    pages = [p.relative_to(hostile_site).as_posix() for p in hostile_site.rglob("index.html")]
    assert len(pages) > 20
    for path in pages:
        page.goto(hostile_url + path)
        if 'http-equiv="refresh"' in (hostile_site / path).read_text():
            page.wait_for_url(re.compile(f"^(?!.*{re.escape(path)}$)"))
        assert page.locator(INJECTED).count() == 0, path
    assert alarms == []


def test_the_alarm_is_heard(page: Page, alarms: list[str]) -> None:
    page.set_content("<script>alert(1)</script>")
    assert alarms == ["a script ran"]


def test_hostile_words_are_shown_as_they_were_typed(
    hostile_site: Path, hostile_url: str, page: Page
) -> None:
    finding = hostile_finding(hostile_site)
    page.goto(f"{hostile_url}findings/{finding['id']}/")
    assert page.locator("h1").inner_text() == finding["claim"]
    assert str(finding["claim"]) in page.title()
    content = page.locator("meta[name=citation_title]").get_attribute("content")
    assert content == finding["claim"]
    data = json.loads(page.locator("script[type='application/ld+json']").first.inner_text())
    assert finding["claim"] in json.dumps(data, ensure_ascii=False).replace('\\"', '"')
    quoted = page.locator("blockquote").first.inner_text()
    assert '"><svg onload=alert("quote")> said the gardener' in quoted


def test_hostile_words_found_by_search_are_text(
    hostile_url: str, page: Page, alarms: list[str]
) -> None:
    page.goto(f"{hostile_url}search/?q=alert")
    page.locator("[data-search-results] a[href*='findings/']").first.wait_for()
    assert page.locator("main img").count() == 0
    assert alarms == []

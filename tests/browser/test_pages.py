"""One page of each kind, opened as a reader would open it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.browser.axe import COLOURS, RULES, faults, faults_in_light_and_dark

PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 900}


def kinds(site: Path) -> list[str]:
    """The address of one page of each kind: every hand-written one, a finding that is contested
    and one with quotes, a source, a sector, a theme, a gap, a frozen version, and 404."""
    findings = json.loads((site / "data/findings.json").read_text())["findings"]
    contested = next(f["id"] for f in findings if f["agreement"] == "contested")
    others = [f for f in findings if f["id"] != contested]
    quoted = next(f["id"] for f in others if any(i["quotes"] for i in f["evidence"]))
    source = findings[0]["evidence"][0]["source"]
    gap = json.loads((site / "data/gaps.json").read_text())["gaps"][0]["id"]
    written = [
        *("", "findings/", "map/", "disagreements/", "sectors/", "themes/", "sources/", "search/"),
        *("method/", "contribute/", "cite/", "about/", "glossary/", "gaps/", "maintain/"),
        *("about-the-evidence/", "for/practitioners/", "404.html"),
    ]
    frozen = sorted(site.glob("findings/*/v1/index.html"))[:1]
    made = [
        f"findings/{contested}/", f"findings/{quoted}/", f"sources/{source}/",
        f"sectors/{findings[0]['sectors'][0]}/", f"themes/{findings[0]['themes'][0]}/",
        f"gaps/{gap}/", *(f"{page.parent.relative_to(site).as_posix()}/" for page in frozen),
    ]  # fmt: skip
    return [*written, *made]


@dataclass(frozen=True)
class Visit:
    """What showed when a reader opened one page of each kind."""

    pages: int
    wide: dict[str, int]
    """How wide a page is that is wider than a phone."""
    faults: list[str]
    asked: list[str]
    said: list[str]


@pytest.fixture(scope="module")
def visit(real_site: Path, site_url: str, reader: BrowserContext) -> Visit:
    """One page of each kind, on a phone and then on a desk."""
    addresses = kinds(real_site)
    visit = Visit(len(addresses), {}, [], [], [])
    page = reader.new_page()
    page.on("request", lambda request: visit.asked.append(request.url))
    page.on("console", lambda message: visit.said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: visit.said.append(str(error)))
    for address in addresses:
        page.set_viewport_size(PHONE)
        page.goto(site_url + address)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > PHONE["width"]:
            visit.wide[address] = width
        page.set_viewport_size(DESK)
        visit.faults.extend(faults_in_light_and_dark(page))
    page.close()
    return visit


def test_axe_finds_no_fault(visit: Visit, site_url: str, page: Page) -> None:
    assert visit.pages > 20
    page.set_viewport_size(DESK)
    page.goto(f"{site_url}findings/kb6cqx/")
    assert page.get_by_role("heading", name="Page not found").is_visible()
    assert visit.faults + faults_in_light_and_dark(page) == []


def test_axe_finds_a_fault_where_there_is_one(page: Page) -> None:
    page.set_content("<img src='x.png'><p style='color: #aaa'>Words</p><a href='/'></a>")
    assert len(faults(page, RULES)) >= 3
    assert len(faults(page, COLOURS)) == 1


@pytest.mark.parametrize("odd", ["<li style='color: #bbb'>Words", "<li><a href='/'></a>"])
def test_axe_finds_the_one_row_of_many_that_is_not_like_the_others(page: Page, odd: str) -> None:
    rows = "".join(f"<li><b>Row</b> {number}" for number in range(20))
    whole = f"<html lang=en><title>A</title><main><h1>Rows</h1><ul>{rows}%s</ul></main>"
    page.set_content(whole % "")
    assert faults_in_light_and_dark(page) == []
    assert page.locator("li").count() == 2
    page.set_content(whole % odd)
    assert len(faults_in_light_and_dark(page)) > 0


def test_no_page_scrolls_sideways_on_a_phone(visit: Visit) -> None:
    assert visit.wide == {}


def test_no_page_asks_another_host_or_complains(visit: Visit, site_url: str) -> None:
    assert len(visit.asked) > visit.pages
    assert [url for url in visit.asked if not url.startswith(site_url)] == []
    assert visit.said == []


def test_a_search_asks_no_other_host_and_complains_of_nothing(site_url: str, page: Page) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site_url + "search/?q=trust")
    page.locator("[data-search-results] a").first.wait_for()
    assert [url for url in asked if not url.startswith(site_url)] == []
    assert said == []
    assert any("/pagefind/" in url for url in asked)


def test_a_finding_is_readable_without_javascript(
    real_site: Path, site_url: str, page_without_javascript: Page
) -> None:
    page = page_without_javascript
    findings = json.loads((real_site / "data/findings.json").read_text())["findings"]
    finding = next(f for f in findings if any(i["quotes"] for i in f["evidence"]))
    quote = next(q for item in finding["evidence"] for q in item["quotes"])
    page.goto(f"{site_url}findings/{finding['id']}/")
    assert page.locator("h1").inner_text() == finding["claim"]
    quoted = page.locator("blockquote").all_inner_texts()
    assert any(" ".join(quote["text"].split()) in " ".join(text.split()) for text in quoted)
    assert not page.locator("input[type=search]").first.is_visible()


def test_without_javascript_the_home_page_leads_to_the_lists(
    site_url: str, page_without_javascript: Page
) -> None:
    page = page_without_javascript
    page.goto(site_url)
    visible = [box for box in page.locator("input").all() if box.is_visible()]
    assert visible == []
    page.locator("main a[href='findings/']").first.click()
    assert page.locator("h1").is_visible()
    assert page.locator("main a[href^='../findings/']").count() > 50


def test_the_first_tab_stop_skips_to_the_content(site_url: str, page: Page) -> None:
    page.goto(site_url + "findings/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.is_visible()
    assert focused.get_attribute("href", timeout=1000) == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_dark_scheme_is_dark(site_url: str, page: Page) -> None:
    def background(scheme: Literal["light", "dark"]) -> str:
        page.emulate_media(color_scheme=scheme)
        page.goto(site_url)
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light, dark = background("light"), background("dark")
    channels = [sum(map(int, c[4:-1].split(",")[:3])) for c in (light, dark)]
    assert channels[0] > 600 > 200 > channels[1]


def test_downloads_arrive(real_site: Path, site_url: str, page: Page) -> None:
    finding = json.loads((real_site / "data/findings.json").read_text())["findings"][0]
    page.goto(f"{site_url}findings/{finding['id']}/")
    for name in ("finding.json", "finding.yml", "cite.bib", "cite.ris", "cite.json"):
        link = page.locator(f"main a[href$='{name}']").first
        assert link.count() == 1, name
        response = page.request.get(f"{site_url}findings/{finding['id']}/{name}")
        assert response.ok
        assert len(response.body()) > 100

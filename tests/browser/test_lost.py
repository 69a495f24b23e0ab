"""The page for an address that does not exist, which says what is wrong with a mistyped id."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.sites import serve

Ids = dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def below(toy_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the toy site, below the folder that its ``site_url`` names."""
    root = tmp_path_factory.mktemp("host")
    (root / "below").symlink_to(toy_site)
    (root / "404.html").symlink_to(toy_site / "404.html")
    for url in serve(root):
        yield f"{url}below/"


def ids(site: Path) -> Ids:
    named: Ids = json.loads((site / "data/ids.json").read_text())
    return named


def says(page: Page, url: str) -> str:
    response = page.goto(url)
    assert response and response.status == 404
    expect(page.locator("[data-lost]")).to_be_visible()
    return page.locator("[data-lost-why]").inner_text()


def test_every_id_is_named(real_site: Path) -> None:
    findings = json.loads((real_site / "data/findings.json").read_text())["findings"]
    gaps = json.loads((real_site / "data/gaps.json").read_text())["gaps"]
    assert list(ids(real_site)["findings"]) == [finding["id"] for finding in findings]
    assert ids(real_site)["gaps"] == {gap["id"]: gap["question"] for gap in gaps}


@pytest.mark.parametrize("kind", ["sources", "sectors", "themes"])
def test_a_slip_in_a_name_leads_to_what_has_it(
    kind: str, real_site: Path, site_url: str, page: Page
) -> None:
    name, title = next(iter(ids(real_site)[kind].items()))
    said = says(page, f"{site_url}{kind}/{name[:2]}x{name[3:]}/")
    assert said.startswith(f"Nothing under {kind}/ is called")
    link = page.locator("[data-lost-meant] a").first
    assert link.inner_text().split() == title.split()
    assert link.get_attribute("href") == f"/{kind}/{name}/"


@pytest.mark.parametrize(
    "slip",
    [
        lambda right: right[:2] + right[3] + right[2] + right[4:],
        lambda right: right[:-1] + ("a" if right[-1] != "a" else "b"),
        lambda right: right[:3] + right[4:],
        lambda right: right + "7",
    ],
    ids=["changed-places", "wrong", "too-few", "too-many"],
)
def test_a_slip_of_the_hand_leads_to_the_finding(
    slip: object, real_site: Path, site_url: str, page: Page
) -> None:
    right = next(i for i in ids(real_site)["findings"] if len(set(i)) == len(i))
    typed = slip(right)  # type: ignore[operator]
    said = says(page, f"{site_url}findings/{typed}/")
    assert re.search(r"is mistyped|is not an id", said)
    claim = ids(real_site)["findings"][right]
    page.locator("[data-lost-meant]").get_by_role("link", name=claim).click()
    expect(page).to_have_url(f"{site_url}findings/{right}/")


def test_the_check_character_tells_a_mistyped_id_from_one_never_published(
    site_url: str, page: Page
) -> None:
    # kb6cqt is sound (the toy review has it); kb6cqx is not.
    assert "nothing was ever published" in says(page, f"{site_url}findings/kb6cqt/")
    assert "is mistyped" in says(page, f"{site_url}findings/kb6cqx/")


def test_capitals_and_letters_that_look_like_digits_are_understood(below: str, page: Page) -> None:
    assert says(page, f"{below}findings/KB6CQT/") == "“KB6CQT” is written kb6cqt."
    page.locator("[data-lost-meant] a").click()
    expect(page).to_have_url(f"{below}findings/kb6cqt/")


def test_a_version_that_is_not_there_leads_to_the_finding(below: str, page: Page) -> None:
    assert "nothing at this address" in says(page, f"{below}findings/kb6cqt/v9/")
    expect(page.locator("[data-lost-meant] a")).to_have_count(1)


def test_a_hostile_address_is_text(below: str, page: Page) -> None:
    said = says(page, f"{below}findings/%3Cimg%20src=x%20onerror=alert(1)%3E%FF/")
    assert "is not an id" in said
    assert page.locator("[data-lost] img").count() == 0
    assert "<img src=x" in says(page, f"{below}findings/%3Cimg%20src=x%20onerror=alert(1)%3E/")


def test_another_address_gets_the_lists_only(below: str, page: Page) -> None:
    page.goto(f"{below}nowhere/")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    expect(page.locator("[data-lost]")).to_be_hidden()


def test_without_javascript_the_lists_stand(below: str, page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto(f"{below}findings/kb6cqx/")
    expect(page.locator("[data-lost]")).to_be_hidden()
    page.locator("main").get_by_role("link", name="All findings").click()
    expect(page).to_have_url(f"{below}findings/")


def test_search_works_below_another_path(real_site: Path, tmp_path: Path, page: Page) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    (tmp_path / "sub").symlink_to(real_site)
    for url in serve(tmp_path):
        page.goto(f"{url}sub/search/?q=trust&type=finding")
        first = page.locator("[data-search-results] a").first
        claim = first.inner_text()
        first.click()
        expect(page).to_have_url(re.compile(rf"^{url}sub/findings/[0-9a-z]{{6}}/$"))
        expect(page.get_by_role("heading", level=1)).to_have_text(claim)
        assert any("/sub/pagefind/" in each for each in asked)
        assert [each for each in asked if not each.startswith(f"{url}sub/")] == []

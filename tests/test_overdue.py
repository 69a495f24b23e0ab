"""Findings whose evidence was to be looked at again by a day that has gone by."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from tests.places import TOY
from tests.reviews import read
from tests.test_retraction import soup, words

# Every toy finding is to be looked at again by 1 May 2030.
BY = date(2030, 5, 1)


def test_a_finding_is_overdue_on_the_day_after() -> None:
    tea = read(TOY).finding_by_id["kfbf5n"]
    assert tea.review_by == BY
    assert not tea.overdue(BY)
    assert tea.overdue(date(2030, 5, 2))


def test_what_no_longer_stands_is_never_overdue() -> None:
    assert not read(TOY).finding_by_id["vmxxqw"].overdue(date.max)


def test_the_page_says_it_and_gives_the_days(late_site: Path) -> None:
    page = soup(late_site / "findings/kfbf5n/index.html")
    (notice,) = page.select(".claim .notice")
    assert "looked at as a whole on 1 May 2026" in words(notice)
    assert "looked at again by 1 May 2030" in words(notice)
    verdict = words(page.select_one(".verdict-dates"))
    assert verdict == "Evidence as of 1 May 2026 Review overdue"
    (facet,) = page.select('[data-pagefind-filter="notice"]')
    assert words(facet) == "Review overdue"


def test_a_page_in_time_gives_the_days_only(toy_site: Path) -> None:
    page = soup(toy_site / "findings/kfbf5n/index.html")
    assert words(page.select_one(".verdict-dates")) == "Evidence as of 1 May 2026"
    assert page.select(".claim .notice") == []


@pytest.mark.parametrize(
    "place", ["findings", "sectors/allotments", "themes/company", "sources/hedgeclub2024tea", "."]
)
def test_lists_say_it(late_site: Path, toy_site: Path, place: str) -> None:
    def marks(site: Path) -> list[str]:
        links = soup(site / place / "index.html").select('main a[href$="findings/kfbf5n/"]')
        rows = [link.find_parent("li") for link in links]
        return [words(row.select_one(".marks")) for row in rows if row]

    assert len(marks(late_site)) == len(marks(toy_site)) > 0
    assert all("Review overdue" in mark for mark in marks(late_site))
    assert not any("Review overdue" in mark for mark in marks(toy_site))


def test_the_downloads_say_it(late_site: Path, toy_site: Path) -> None:
    for site, late in ((late_site, True), (toy_site, False)):
        data = json.loads((site / "findings/kfbf5n/finding.json").read_text())
        assert (data["reviewed"], data["review_by"]) == ("2026-05-01", "2030-05-01")
        assert data["overdue"] is late
        withdrawn = json.loads((site / "findings/vmxxqw/finding.json").read_text())
        assert withdrawn["overdue"] is False
        with (site / "data/findings.csv").open(newline="") as file:
            rows = {row["id"]: row for row in csv.DictReader(file)}
        assert rows["kfbf5n"]["overdue"] == str(late).lower()

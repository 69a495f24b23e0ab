"""A retraction, or a withdrawal, is said in every channel by which a finding leaves the site."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
import rispy
from bs4 import BeautifulSoup, Tag
from pybtex.database import parse_string

from tests.sites import NOTICE, REASON, RETRACTED


@dataclass(frozen=True)
class Ended:
    """A finding that is to be read with care, in a built site, and the word that must be said."""

    site: Path
    id: str
    label: str
    reason: str

    @property
    def folder(self) -> Path:
        return self.site / "findings" / self.id

    @cached_property
    def page(self) -> BeautifulSoup:
        return soup(self.folder / "index.html")

    @property
    def notice(self) -> str:
        return f"{self.label}: {self.reason}"

    def meta(self, name: str) -> str:
        found = self.page.select_one(f'meta[name="{name}"], meta[property="{name}"]')
        assert found, name
        return str(found["content"])

    def file(self, name: str) -> str:
        return (self.folder / name).read_text()

    def cards(self, page: str) -> list[Tag]:
        """Where the finding stands in a list of a page."""
        links = soup(self.site / page).select(f'main a[href$="findings/{self.id}/"]')
        places = [link.find_parent("li") for link in links]
        return [place for place in places if isinstance(place, Tag)]


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(), "html.parser")


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


@pytest.fixture(params=["rests on a retracted source", "withdrawn"])
def ended(request: pytest.FixtureRequest, retracted_site: Path) -> Ended:
    if request.param == "withdrawn":
        return Ended(
            retracted_site, "vmxxqw", "Withdrawn", "The source says nothing about the moon."
        )
    why = "it rests in part on Toy Society (2023), since retracted"
    return Ended(retracted_site, "kfbf5n", "Retracted source", why)


def test_the_title_and_the_descriptions_say_it(ended: Ended) -> None:
    assert words(ended.page.title).startswith(f"{ended.label}: ")
    for name in ("description", "og:title", "og:description"):
        assert ended.meta(name).startswith(f"{ended.label}: "), name
    for name in ("citation_abstract", "DC.description"):
        assert ended.meta(name).startswith(ended.notice), name


def test_a_banner_says_it_before_the_summary(ended: Ended) -> None:
    before = ended.page.select_one(".notice-ended:has(~ .summary), .notice-ended:has(~ header)")
    assert ended.label.lower() in words(before).lower()


def test_the_json_says_it(ended: Ended) -> None:
    whole = json.loads((ended.site / "data/findings.json").read_text())["findings"]
    listed = next(finding for finding in whole if finding["id"] == ended.id)
    for data in (json.loads(ended.file("finding.json")), listed):
        assert data["caution"] == ended.notice
        assert ended.notice in data["citation"]
        if ended.label == "Withdrawn":
            assert data["status"] == "withdrawn"
            assert data["notice"]["reason"] == ended.reason
        else:
            assert data["ledger"]["retracted_sources"] == [RETRACTED]
            (item,) = [item for item in data["evidence"] if item["source"] == RETRACTED]
            assert item["retracted"] is True
            assert item["appraisal"]["retraction"]["reason"] == REASON


def test_the_ids_of_the_404_page_say_it(ended: Ended) -> None:
    named = json.loads((ended.site / "data/ids.json").read_text())["findings"]
    assert named[ended.id].startswith(f"{ended.label}: ")


def test_the_csv_says_it(ended: Ended) -> None:
    with (ended.site / "data/findings.csv").open(newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows[ended.id]["notice"] == ended.notice
    assert rows["kznwjj"]["notice"] == "", "and only where it is so"


@pytest.mark.parametrize("whole", [False, True])
def test_bibtex_says_it(ended: Ended, whole: bool) -> None:
    text = (ended.site / "data/findings.bib").read_text() if whole else ended.file("cite.bib")
    entries = parse_string(text, "bibtex").entries
    (key,) = [key for key in entries if key.startswith(f"finding-{ended.id}-")]
    assert ended.notice in entries[key].fields["note"]
    assert entries[key].fields["abstract"].startswith(ended.notice)


@pytest.mark.parametrize("whole", [False, True])
def test_ris_says_it(ended: Ended, whole: bool) -> None:
    text = (ended.site / "data/findings.ris").read_text() if whole else ended.file("cite.ris")
    (record,) = [r for r in rispy.loads(text) if f"/{ended.id}/" in r["urls"][0]]
    assert ended.notice in record["notes"][0]
    assert record["abstract"].startswith(ended.notice)


def test_csl_json_says_it(ended: Ended) -> None:
    (item,) = json.loads(ended.file("cite.json"))
    assert ended.notice in item["note"]
    assert item["abstract"].startswith(ended.notice)


def test_json_ld_says_it(ended: Ended) -> None:
    script = ended.page.select_one('script[type="application/ld+json"]')
    assert script
    data: dict[str, Any] = json.loads(script.get_text())
    assert data["creativeWorkStatus"] == ended.notice
    assert data["abstract"].startswith(ended.notice)


def test_the_citation_and_the_coins_on_the_page_say_it(ended: Ended) -> None:
    assert ended.notice in words(ended.page.select_one(".citation"))
    coins = ended.page.select_one("span.Z3988")
    assert coins and ended.label.replace(" ", "%20") in str(coins["title"])


def test_both_feeds_say_it(ended: Ended) -> None:
    address = f"/findings/{ended.id}/"
    atom = feedparser.parse((ended.site / "feed.xml").read_bytes())
    titles = [entry.title for entry in atom.entries if entry.link.endswith(address)]
    items = json.loads((ended.site / "feed.json").read_text())["items"]
    others = [item["title"] for item in items if item["url"].endswith(address)]
    assert len(titles) == len(others) > 0
    assert all(title.startswith(f"{ended.label}: ") for title in [*titles, *others])


def test_the_badge_says_it_in_the_colour_of_alarm(ended: Ended) -> None:
    badge = ET.fromstring(ended.file("badge.svg"))
    assert badge.get("aria-label") == f"Finding {ended.id}: {ended.label}"
    assert "#8f1d1d" in ended.file("badge.svg")
    other = (ended.site / "findings/kznwjj/badge.svg").read_text()
    assert "#8f1d1d" not in other


def test_lists_say_it(ended: Ended) -> None:
    for page in ("findings/index.html", "index.html"):
        cards = ended.cards(page)
        assert cards, page
        assert all(ended.label in words(card.select_one(".marks")) for card in cards), page


def test_the_search_index_has_it_as_a_facet(ended: Ended) -> None:
    values = [words(each) for each in ended.page.select('[data-pagefind-filter="notice"]')]
    assert values == [ended.label]
    assert soup(ended.site / "findings/kznwjj/index.html").select(
        '[data-pagefind-filter="notice"]'
    ) == []  # fmt: skip


def test_the_lists_of_a_sector_and_of_a_theme_say_it(retracted_site: Path) -> None:
    retracted = Ended(retracted_site, "kfbf5n", "Retracted source", "")
    for page in ("sectors/allotments/index.html", "themes/company/index.html"):
        cards = retracted.cards(page)
        assert cards, page
        assert all("Retracted source" in words(card) for card in cards), page


def test_the_map_says_it_where_the_finding_is_counted(retracted_site: Path) -> None:
    page = soup(retracted_site / "map/index.html")
    marked = [cell for cell in page.select("a.cell") if cell.select(".map-caution")]
    assert {str(cell["href"]).split("/")[-2] for cell in marked} == {"company", "water"}
    for cell in marked:
        assert "Retracted source: !" in words(cell), "in words, and a sign that is seen"
    assert "Retracted source" in words(page.select_one(".map-legend"))


def test_the_map_leaves_out_what_was_withdrawn(retracted_site: Path) -> None:
    cell = soup(retracted_site / "map/index.html").select_one('a[href$="themes/soil/#allotments"]')
    assert words(cell).startswith("Soil, Allotments: 2 found")


def test_the_finding_marks_the_item_and_counts_it_for_nothing(retracted_site: Path) -> None:
    page = soup(retracted_site / "findings/kfbf5n/index.html")
    (item,) = page.select(".item-retracted")
    assert f"Retracted on 1 June 2026: {REASON}" in words(item)
    alone = json.loads((retracted_site / "findings/kb6cqt/finding.json").read_text())
    assert alone["strength"] == "untested"


def test_the_history_says_how_the_strength_moved_and_the_old_version_is_kept(
    retracted_site: Path,
) -> None:
    page = soup(retracted_site / "findings/kb6cqt/index.html")
    (_, latest) = page.select(".history li")
    assert f"Source {RETRACTED} (Toy Society, 2023) was retracted: strength moved" in words(latest)
    old = json.loads((retracted_site / "findings/kb6cqt/v1/finding.json").read_text())
    assert old["strength"] != "untested", "as it was"
    assert "was retracted" in old["ended"]["change"]
    assert "was retracted" in (retracted_site / "findings/kb6cqt/v1/index.html").read_text()


def test_the_source_says_it_everywhere(retracted_site: Path) -> None:
    folder = retracted_site / "sources" / RETRACTED
    page = soup(folder / "index.html")
    assert words(page.title).startswith("Retracted: Over the toy fence")
    description = page.select_one('meta[name="description"]')
    assert description and str(description["content"]).startswith("Retracted: ")
    banner = words(page.select_one(".notice-ended"))
    assert "retracted on 1 June 2026" in banner and REASON in banner
    assert page.select(f'.notice-ended a[href="{NOTICE}"]')
    (facet,) = page.select('[data-pagefind-filter="notice"]')
    assert words(facet) == "Retracted"
    assert "retraction:" in (folder / "source.yml").read_text()
    for bib in (folder / "cite.bib", retracted_site / "data/sources.bib"):
        entry = parse_string(bib.read_text(), "bibtex").entries[RETRACTED]
        assert entry.fields["note"] == f"Retracted on 2026-06-01: {REASON}"
    (listed,) = [
        row for row in soup(retracted_site / "sources/index.html").select(".source-list li")
        if row.select(f'a[href$="sources/{RETRACTED}/"]')
    ]  # fmt: skip
    assert "Retracted" in words(listed.select_one("strong"))
    uses = page.select(".related-one")
    assert len(uses) == 2
    assert all("Retracted source" in words(use.select_one(".marks")) for use in uses)


def test_nothing_is_said_where_nothing_happened(retracted_site: Path) -> None:
    page = soup(retracted_site / "findings/kznwjj/index.html")
    assert words(page.title).startswith("Worms loosen soil")
    assert page.select(".claim .notice, .claim .tag-bad, [data-pagefind-filter=notice]") == []

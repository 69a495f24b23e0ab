"""The built sites, as files: whole, linked, the same each time, and the same as the plain way."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from pybtex.database import parse_string

from evidence_review.site import Page
from tests.places import REAL, REPOSITORY, TOY
from tests.reviews import read
from tests.sites import build, mkdocs, project


def findings(site: Path) -> list[dict[str, object]]:
    data = json.loads((site / "data/findings.json").read_text())
    assert data["count"] == len(data["findings"]) > 0
    return list(data["findings"])


def records() -> int:
    """How many findings, sources and gaps the review has."""
    folders = [REAL / name for name in ("findings", "sources", "gaps")]
    return sum(1 for folder in folders for _ in folder.glob("*.yml"))


class Links(HTMLParser):
    """Every address that a page links to or loads from."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "source", "video", "audio", "embed"):
            self.loaded.append(given.get("src") or "")
        if tag == "link" and given.get("rel") in ("stylesheet", "preload", "icon", "modulepreload"):
            self.loaded.append(given.get("href") or "")
        if tag == "a":
            self.linked.append(given.get("href") or "")


def links(page: Path) -> Links:
    parser = Links()
    parser.feed(page.read_text())
    return parser


@pytest.mark.parametrize("name", ["real_site", "toy_site", "hostile_site"])
def test_every_record_has_its_page_and_downloads(name: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(name)
    entries = ""
    for finding in findings(site):
        folder = site / "findings" / str(finding["id"])
        for file in ("index.html", "finding.json", "finding.yml", "cite.bib", "cite.ris",
                     "cite.json", "badge.svg"):  # fmt: skip
            assert (folder / file).stat().st_size > 0, f"{finding['id']}/{file}"
        ET.parse(folder / "badge.svg")
        assert json.loads((folder / "finding.json").read_text()) == finding
        entries += (folder / "cite.bib").read_text()
        ris = (folder / "cite.ris").read_text()
        assert ris.count("TY  - ") == ris.count("ER  - ") == 1
        assert len(json.loads((folder / "cite.json").read_text())) == 1
    assert len(parse_string(entries, "bibtex").entries) == len(findings(site))


@pytest.mark.parametrize("name", ["real_site", "toy_site", "hostile_site"])
def test_the_whole_downloads_hold_every_record(name: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(name)
    ids = [finding["id"] for finding in findings(site)]
    with (site / "data/findings.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == ids
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]
    sources = {item["source"] for f in findings(site) for item in f["evidence"]}  # type: ignore[attr-defined]
    assert set(parse_string((site / "data/sources.bib").read_text(), "bibtex").entries) == sources
    assert len(parse_string((site / "data/findings.bib").read_text(), "bibtex").entries) == len(ids)


@pytest.mark.parametrize(("ended", "word"), [("vmxxqw", "Withdrawn"), ("n5rxar", "Superseded")])
def test_what_no_longer_stands_says_so_first_and_shows_its_level_as_what_it_was(
    ended: str, word: str, toy_site: Path
) -> None:
    folder = toy_site / "findings" / ended
    article = (folder / "index.html").read_text().split('<article class="finding">')[1]
    assert article.index("This finding no longer stands") < article.index("<h1")
    verdict, ledger = article.index("Was: Seed"), article.index('id="how-sure"')
    assert article.index("<h1") < verdict < ledger
    assert "ladder-" not in article[:ledger]
    assert 'data-pagefind-filter="strength"' not in article
    assert list(json.loads((folder / "finding.json").read_text()))[2:4] == ["status", "caution"]
    for file, first in (
        ("cite.bib", "title = {"),
        ("cite.ris", "TI  - "),
        ("cite.json", 'title": "'),
    ):
        assert f"{first}{word}: " in (folder / file).read_text()
    card = (toy_site / "findings/index.html").read_text().split(f'findings/{ended}/"')[1]
    assert card.index(word) < card.index("card-more") < card.index("</li>")
    assert "Strength" not in card[: card.index("</li>")]


def test_no_page_loads_anything_from_elsewhere_and_every_link_is_safe(real_site: Path) -> None:
    pages = list(real_site.rglob("*.html"))
    assert len(pages) > records()
    for page in pages:
        found = links(page)
        assert not [url for url in found.loaded if urlsplit(url).netloc], page
        schemes = {urlsplit(url).scheme for url in found.linked}
        assert schemes <= {"", "https", "mailto"}, (page, schemes)


def test_every_internal_link_and_anchor_leads_somewhere(real_site: Path, tmp_path: Path) -> None:
    ran = lychee(real_site)
    assert ran.returncode == 0, ran.stdout[-3000:]
    counted = re.search(r"(\d+) OK", ran.stdout)
    assert counted, ran.stdout
    # Every record has a page, and every page links at least to the lists in header and footer.
    assert int(counted[1]) > 10 * records()
    broken = tmp_path / "broken"
    shutil.copytree(real_site / "method", broken / "method")
    page = broken / "method/index.html"
    page.write_text(page.read_text().replace("</main>", '<a href="#nowhere">x</a></main>'))
    assert lychee(broken).returncode != 0


def lychee(site: Path) -> subprocess.CompletedProcess[str]:
    url = load_config(str(REPOSITORY / "mkdocs.yml")).site_url
    pages = [str(page) for page in site.rglob("*.html")]
    command = [
        str(Path(sys.executable).parent / "lychee"), "--offline", "--include-fragments",
        "--no-progress", "--root-dir", str(site), "--index-files", "index.html",
        "--remap", f"^{url}(.*)$ file://{site}/$1",
    ]  # fmt: skip
    return subprocess.run([*command, *pages], capture_output=True, text=True, check=False)


def test_the_sitemap_names_every_page_once(real_site: Path) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    named = [loc.text or "" for loc in ET.parse(real_site / "sitemap.xml").iter(f"{space}loc")]
    assert len(named) == len(set(named))
    paths = {urlsplit(url).path for url in named}
    pages = {
        "/" + page.parent.relative_to(real_site).as_posix().removeprefix(".") + "/"
        for page in real_site.rglob("index.html")
        if not re.search(r"/v\d+$", page.parent.as_posix())
    }
    assert paths == {path.replace("//", "/") for path in pages}


def test_the_feed_is_atom_with_every_newest_change(real_site: Path) -> None:
    space = "{http://www.w3.org/2005/Atom}"
    feed = ET.parse(real_site / "feed.xml").getroot()
    entries = feed.findall(f"{space}entry")
    assert len(entries) == min(100, len(findings(real_site)))
    ids = [entry.findtext(f"{space}id") for entry in entries]
    assert len(ids) == len(set(ids))
    assert len(json.loads((real_site / "feed.json").read_text())["items"]) == len(entries)


def test_joined_pages_equal_pages_rendered_the_plain_way(tmp_path: Path) -> None:
    config = build(project(tmp_path / "project", TOY), tmp_path / "site")
    hooks: Any = config["hooks"]["hooks/mkdocs_hooks.py"]
    pages = hooks.run.build.pages
    assert {page.kind for page in pages} == {"finding", "source", "sector", "theme", "gap"}
    for page in pages:
        joined = (tmp_path / "site" / page.uri / "index.html").read_text()
        assert joined == the_plain_way(hooks, page, config), page.uri


def the_plain_way(hooks: Any, page: Page, config: MkDocsConfig) -> str:
    """``page`` as the theme renders it whole, its own texts in the places of the markers."""
    whole = hooks.marked(page, config)
    whole.title, whole.content, whole.edit_url = page.title, page.body, page.edit_url
    whole.canonical_url = hooks.run.build.site.absolute(page.uri)
    whole.meta |= {
        "title": page.title, "description": page.description, "head": page.head,
        "modified": page.modified.isoformat(),
    }  # fmt: skip
    return str(hooks.render(whole, config))


def test_the_same_records_give_the_same_bytes(toy_site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    build(project(tmp_path / "project", TOY), again)
    first, second = written(toy_site), written(again)
    assert len(first) > 100
    assert [name for name in first | second if first.get(name) != second.get(name)] == []


def written(site: Path) -> dict[str, bytes]:
    """Every file of a site but Pagefind's index, which is compressed, and named by its content."""
    files = (file for file in site.rglob("*") if file.is_file() and file.suffix != ".gz")
    named = {file.relative_to(site).as_posix(): file for file in files}
    return {name: f.read_bytes() for name, f in named.items() if not name.startswith("pagefind/")}


def test_a_wrong_record_stops_the_build_and_leaves_the_old_site(tmp_path: Path) -> None:
    config = project(tmp_path / "project", TOY)
    site = tmp_path / "site"
    build(config, site)
    before = (site / "index.html").read_bytes()
    record = next((tmp_path / "project/evidence/findings").glob("*.yml"))
    record.write_text(record.read_text().replace("track:", "trak:"))
    built = mkdocs(config, site)
    assert built.returncode == 1
    assert f"evidence/findings/{record.name}:" in built.stderr
    assert "there is no field 'trak'; did you mean 'track'?" in built.stderr
    assert "Traceback" not in built.stderr + built.stdout
    assert (site / "index.html").read_bytes() == before


@pytest.mark.parametrize("missing", ["evidence/vocabulary.yml", "evidence/findings"])
def test_a_missing_folder_is_one_clear_line(
    tmp_path: Path, missing: str, caplog: pytest.LogCaptureFixture
) -> None:
    config = project(tmp_path / "project", TOY)
    gone = tmp_path / "project" / missing
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    with pytest.raises(Abort):
        build(config, tmp_path / "site")
    (line,) = [message for message in caplog.messages if "[folder]" in message]
    assert "\n" not in line
    assert not (tmp_path / "site").exists()


def test_no_word_of_the_review_stands_in_the_engine() -> None:
    lists = read(REAL).vocabulary.lists
    named = ("sectors", "themes", "measures", "designs", "bearings", "relations", "speakers")
    words = {word for name in named for word in lists[name] if "-" in word}
    code = [
        *(REPOSITORY / "hooks").rglob("*.py"),
        *(REPOSITORY / "hooks").rglob("*.html"),
        *(REPOSITORY / "docs/.overrides").rglob("*.html"),
        *(REPOSITORY / "docs/assets").rglob("*.js"),
    ]
    assert len(code) > 50 and len(words) > 20
    texts = {file.name: file.read_text() for file in code}
    quoted = {(name, word) for name, text in texts.items() for word in words if f'"{word}"' in text}
    assert quoted == set()


def test_only_mkdocs_yml_names_an_address_of_the_site() -> None:
    listed = subprocess.run(
        ["git", "grep", "-lE", r"relationships-evidence\.example|repository\.example"],
        capture_output=True, text=True, check=False, cwd=REPOSITORY,
    )  # fmt: skip
    assert set(listed.stdout.split()) == {"mkdocs.yml"}

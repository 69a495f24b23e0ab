"""What software that is not ours makes of the site. Each judge is first seen to find a fault.

A reader that says nothing may have read nothing, so everything is counted.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import check_jsonschema
import feedparser
import pytest
import rispy
from bibtexparser.entrypoint import parse_string as parse_library
from bs4 import BeautifulSoup
from click.testing import CliRunner
from frictionless import Package, system
from pybtex.database import parse_string

from evidence_review.review import Review
from tests.places import REAL, REPOSITORY
from tests.reviews import read
from tests.spelling import american, faults, pages_and_templates

BIN = Path(sys.executable).parent
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})")
# The vocabulary of link relations: signposting.org, "FAIR Signposting Profile".
SIGNPOSTS = ("cite-as", "describedby", "license", "type")
# What schema.org says of a report, and Google of a page that has an author.
LINKED = (
    "@context", "@type", "@id", "url", "identifier", "name", "reportNumber", "version", "author",
    "datePublished", "publisher", "license", "inLanguage", "abstract",
)  # fmt: skip
# What each reader of citations on a page needs for a report: Google Scholar and Zotero.
CITED = (
    "citation_title", "citation_author", "citation_publication_date",
    "citation_technical_report_institution", "citation_technical_report_number",
    "citation_abstract", "citation_language", "citation_public_url",
)  # fmt: skip


def ran(*command: str | Path) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=REPOSITORY)


@pytest.fixture(scope="module")
def findings(real_site: Path) -> dict[str, dict[str, Any]]:
    """Every finding as it is given away, by its id."""
    data = json.loads((real_site / "data/findings.json").read_text())["findings"]
    assert len(data) > 200
    return {finding["id"]: finding for finding in data}


@pytest.fixture(scope="module")
def heads(real_site: Path, findings: dict[str, dict[str, Any]]) -> dict[str, BeautifulSoup]:
    """The head of the page of every finding, by its id."""
    pages = {i: (real_site / f"findings/{i}/index.html").read_text() for i in findings}
    return {
        i: BeautifulSoup(page[: page.index("</head>")], "html.parser") for i, page in pages.items()
    }


@pytest.fixture(scope="module")
def review() -> Review:
    return read(REAL)


# Feeds


def atom_faults(text: str) -> list[str]:
    """What RFC 4287 asks for and the feed does not have; feedparser reads but does not judge."""
    feed = feedparser.parse(text)
    if feed.bozo:
        return [str(feed.bozo_exception)]
    entries = feed.entries
    faults = [
        f"the feed has no {name}" for name in ("id", "title", "updated") if name not in feed.feed
    ]
    for name in ("id", "title", "updated", "link", "summary"):
        faults += [f"an entry has no {name}" for entry in entries if not entry.get(name)]
    moments = [feed.feed.get("updated", ""), *(entry.get("updated", "") for entry in entries)]
    faults += [f"no moment of RFC 3339: {m}" for m in moments if not MOMENT.fullmatch(m)]
    ids = Counter(entry.get("id") for entry in entries)
    faults += [f"given twice: {i}" for i, times in ids.items() if times > 1]
    if "self" not in {link.rel for link in feed.feed.get("links", ())}:
        faults.append("the feed does not say where it is")
    if moments[0] < max(moments):
        faults.append("an entry is later than the feed")
    return faults


def test_the_atom_feed_keeps_to_rfc_4287(real_site: Path, findings: dict[str, Any]) -> None:
    text = (real_site / "feed.xml").read_text()
    assert atom_faults(text) == []
    assert len(feedparser.parse(text).entries) == min(100, len(findings))
    assert atom_faults(text.replace("T00:00:00Z", "", 1))
    assert atom_faults(text.replace('rel="self"', 'rel="via"'))
    assert atom_faults(text.replace("</entry>", "", 1))


def json_feed_faults(data: dict[str, Any]) -> list[str]:
    """What JSON Feed 1.1 asks for and the feed does not have."""
    faults = [f"no {name}" for name in ("version", "title", "items") if not data.get(name)]
    for item in data.get("items", ()):
        faults += [
            f"an item has no {name}" for name in ("id", "url", "content_text") if not item.get(name)
        ]
        if not MOMENT.fullmatch(item.get("date_modified", "")):
            faults.append("an item without a moment of RFC 3339")
    if data.get("version") != "https://jsonfeed.org/version/1.1":
        faults.append("another version")
    return faults


def test_the_json_feed_keeps_to_its_version(real_site: Path, findings: dict[str, Any]) -> None:
    data = json.loads((real_site / "feed.json").read_text())
    assert json_feed_faults(data) == []
    assert len(data["items"]) == min(100, len(findings))
    del data["items"][0]["id"]
    assert json_feed_faults(data) == ["an item has no id"]


# Citations


def title(finding: dict[str, Any]) -> str:
    """The claim, after what a reader must know first."""
    label = str(finding["caution"] or "").partition(": ")[0]
    return f"{label}: {finding['claim']}" if label else str(finding["claim"])


def test_three_readers_read_every_citation(real_site: Path, findings: dict[str, Any]) -> None:
    bib = (real_site / "data/findings.bib").read_text()
    library = parse_library(bib)
    assert library.failed_blocks == []
    assert len(library.entries) == len(parse_string(bib, "bibtex").entries) == len(findings)
    records = rispy.loads((real_site / "data/findings.ris").read_text())
    assert len(records) == len(findings)
    titles = [title(finding) for finding in findings.values()]
    assert [record["title"] for record in records] == titles
    assert {record["type_of_reference"] for record in records} == {"RPRT"}


def test_each_citation_is_read_alone(real_site: Path, findings: dict[str, Any]) -> None:
    for i, finding in findings.items():
        folder = real_site / "findings" / i
        (entry,) = parse_library((folder / "cite.bib").read_text()).entries
        assert entry.entry_type == "techreport"
        assert {"author", "title", "institution", "number", "url", "year"} <= set(entry.fields_dict)
        (record,) = rispy.loads((folder / "cite.ris").read_text())
        assert record["title"] == title(finding)
        assert record["urls"] == [finding["url"]]


def test_three_readers_read_every_source(real_site: Path, review: Review) -> None:
    bib = (real_site / "data/sources.bib").read_text()
    library = parse_library(bib)
    assert library.failed_blocks == []
    keys = [source.key for source in review.sources]
    assert [entry.key for entry in library.entries] == keys
    assert list(parse_string(bib, "bibtex").entries) == keys


def test_the_readers_of_citations_tell_a_broken_one() -> None:
    broken = "@techreport{a, title = {One}}\n@techreport{b, title = {Two\n"
    assert len(parse_library(broken).entries) < 2
    assert rispy.loads("TI  - No type\r\n") == []


def csl_faults(item: dict[str, Any]) -> list[str]:
    """What CSL-JSON (schema 1.0) asks for and the item does not have."""
    wanted: dict[str, type] = {
        **dict.fromkeys(("id", "title", "URL", "publisher", "number", "abstract", "note"), str),
        "author": list, "issued": dict,
    }  # fmt: skip
    faults = [name for name, kind in wanted.items() if not isinstance(item.get(name), kind)]
    if item.get("type") != "report":
        faults.append("type")
    if faults:
        return faults
    if [set(author) for author in item["author"]] != [{"literal"}]:
        faults.append("author")
    (date,) = item["issued"]["date-parts"]
    if len(date) != 3 or not all(isinstance(part, int) for part in date):
        faults.append("issued")
    return faults


def test_every_csl_item_has_its_shape(real_site: Path, findings: dict[str, Any]) -> None:
    for i, finding in findings.items():
        (item,) = json.loads((real_site / f"findings/{i}/cite.json").read_text())
        assert csl_faults(item) == [], i
        assert (item["title"], item["URL"]) == (title(finding), finding["url"])
    assert csl_faults({**item, "author": [{"family": "Review", "given": "Evidence"}]}) == ["author"]
    assert csl_faults({**item, "type": "article-journal"}) == ["type"]


# What machines read on the page of a finding


def metas(head: BeautifulSoup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in head.select("meta[name]"):
        found.setdefault(str(tag["name"]), []).append(str(tag["content"]))
    return found


def test_zotero_finds_a_report_on_every_page(
    heads: dict[str, BeautifulSoup], findings: dict[str, dict[str, Any]]
) -> None:
    assert len(heads) == len(findings)
    for i, head in heads.items():
        finding, found = findings[i], metas(head)
        assert "citation_journal_title" not in found, i
        for name in CITED:
            (content,) = found[name]
            assert content, (i, name)
        assert found["citation_title"] == [title(finding)]
        (author,) = found["citation_author"]
        (institution,) = found["citation_technical_report_institution"]
        assert author == f"{institution},", "without the comma it is split into two names"
        assert found["DC.creator"] == [author]
        assert found["citation_technical_report_number"] == [
            f"Finding {i}, version {finding['version']}"
        ]
        published = finding["history"][-1]["date"].replace("-", "/")
        assert found["citation_publication_date"] == [published]
        assert found["citation_public_url"] == [finding["url"]]
        assert found["DC.rights"] == [finding["licence"]]


def test_zotero_finds_a_report_on_a_frozen_version(toy_site: Path) -> None:
    page = toy_site / "findings/vmxxqw/v1/index.html"
    found = metas(BeautifulSoup(page.read_text(), "html.parser"))
    assert "citation_journal_title" not in found
    assert {name: len(found[name]) for name in CITED} == dict.fromkeys(CITED, 1)
    assert found["citation_author"][0].endswith(",")
    assert found["citation_technical_report_number"][0].endswith("version 1")
    assert found["citation_public_url"][0].endswith("/v1/")


def test_signposts_on_every_page_lead_somewhere(
    real_site: Path, heads: dict[str, BeautifulSoup], findings: dict[str, dict[str, Any]]
) -> None:
    for i, head in heads.items():
        links = [
            (rel, urljoin(findings[i]["url"], str(link["href"])), link.get("type"))
            for link in head.select("link[rel][href]")
            for rel in link["rel"]
        ]
        found = {rel: [link for link in links if link[0] == rel] for rel in SIGNPOSTS}
        assert [address for _, address, _ in found["cite-as"]] == [findings[i]["url"]]
        canonical = head.select_one("link[rel=canonical]")
        assert canonical and canonical["href"] == findings[i]["url"]
        described = {kind: address for _, address, kind in found["describedby"]}
        assert set(described) == {"application/json", "application/x-bibtex"}
        for address in described.values():
            assert (real_site / urlsplit(address).path.lstrip("/")).is_file()
        assert "https://schema.org/AboutPage" in [address for _, address, _ in found["type"]]
        (licence,) = found["license"]
        assert licence[1] == "https://creativecommons.org/licenses/by/4.0/"


def ld_faults(data: dict[str, Any]) -> list[str]:
    """What a report in JSON-LD should have, and this has not."""
    faults = [name for name in LINKED if not data.get(name)]
    if (data.get("@context"), data.get("@type")) != ("https://schema.org", "Report"):
        faults.append("context")
    for name in ("author", "publisher"):
        who = data.get(name)
        if not isinstance(who, dict) or who.get("@type") != "Organization" or not who.get("name"):
            faults.append(name)
    return faults


def test_the_json_ld_of_every_page_says_the_same(
    heads: dict[str, BeautifulSoup], findings: dict[str, dict[str, Any]]
) -> None:
    data: dict[str, Any] = {}
    for i, head in heads.items():
        (script,) = head.select('script[type="application/ld+json"]')
        data = json.loads(script.get_text())
        assert ld_faults(data) == [], i
        assert data["@id"] == data["url"] == findings[i]["url"]
        assert data["name"] == title(findings[i])
        assert data["version"] == findings[i]["version"]
        assert data["datePublished"] == findings[i]["history"][-1]["date"]
    assert ld_faults({**data, "author": "Somebody"}) == ["author"]


# Data


@pytest.mark.parametrize("kind", ["finding", "source", "gap"])
def test_every_record_keeps_to_the_published_schema(
    kind: str, real_site: Path, tmp_path: Path
) -> None:
    """Beside them lies one with a field too many, which is the only one that is refused."""
    records = sorted((REAL / f"{kind}s").glob("*.yml"))
    broken = tmp_path / "broken.yml"
    broken.write_text(records[0].read_text() + "\nunknown: 1\n")
    schema = ["--schemafile", str(real_site / f"schema/{kind}.json")]
    files = [str(file) for file in (*records, broken)]
    judged = CliRunner().invoke(check_jsonschema.main, [*schema, "-v", "-o", "json", *files])
    said = json.loads(judged.output)
    assert judged.exit_code == 1
    (error,) = said["errors"]
    assert error["filename"] == str(broken) and "'unknown' was unexpected" in error["message"]
    assert len(said["successes"]) == len(records) > 20


def test_the_data_package_is_valid(
    real_site: Path, tmp_path: Path, findings: dict[str, Any]
) -> None:
    folder = Path(shutil.copytree(real_site / "data", tmp_path / "data"))
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
        assert report.flatten(["rowNumber", "fieldName", "note"]) == []
        assert report.valid
        assert report.tasks[0].stats["rows"] == len(findings)
        table = folder / "findings.csv"
        table.write_text(table.read_text().replace(",published,", ",publisht,", 1))
        assert not Package(str(folder / "datapackage.json")).validate().valid


# Words


def test_no_word_is_misspelt(tmp_path: Path) -> None:
    places = [
        *(REPOSITORY / "docs").rglob("*.md"), *(REPOSITORY / "hooks").rglob("*.py"),
        *(REPOSITORY / "hooks").rglob("*.html"), *REPOSITORY.glob("*.md"),
    ]  # fmt: skip
    assert len(places) > 200
    judged = ran(BIN / "codespell", *places)
    assert judged.returncode == 0, judged.stdout
    wrong = tmp_path / "wrong.md"
    wrong.write_text("We recieve evidence.\n")
    assert ran(BIN / "codespell", wrong).returncode != 0


def test_pages_and_code_are_written_in_british_english() -> None:
    assert american("The behavior of the organization's program") >= {"behavior"}
    said = dict(pages_and_templates())
    assert len(said) > 50
    assert {path: american(words) for path, words in said.items() if american(words)} == {}


def test_a_misspelt_record_is_told_and_stops_no_test() -> None:
    assert list(faults([("findings/x.yml", "We recieve colored evidence.")])) == [
        "findings/x.yml: recieve", "findings/x.yml: colored",
    ]  # fmt: skip

"""Frozen versions: complete, standing by themselves, and the same bytes in every later build."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import ValidationError

from evidence_review.check import examine
from evidence_review.citations import files as cited_files
from evidence_review.citations import on_page, words
from evidence_review.commands.main import main
from evidence_review.downloads import formats
from evidence_review.history.pages import TEMPLATE, files
from evidence_review.history.slots import OPEN, filled
from evidence_review.pages import templating
from evidence_review.pages.templating import TEMPLATES
from evidence_review.problems import Problem
from evidence_review.publish.build import read_build
from evidence_review.reading.archive import read_format, read_version
from evidence_review.records.frozen import FrozenVersion, FrozenVersion3
from evidence_review.site import Site
from tests.places import EPOCH, SITE, TESTS, TODAY, TOY
from tests.reviews import read
from tests.sites import build, project

GOLDEN = TESTS / "archive"
PUBLISHED = {
    1: "3f7dcd8facc5636feac618ee0723ae8359ac7f47264f97de23de6a6da3a9bea1",
    2: "047c9840cb83e2c0fa4797ef5500d607ec6e5224eec093a40ba13440e2f25b50",
    3: "06bbda2b8f99fb8eae812f0f58d4ad8fe935640000c745918aec9d58200681eb",
}
NEXT_FORMAT = (
    "pages of this format are published and never change: put the old one back, and add the next"
    " format beside it, with a template and a golden folder of its own"
)
EXPORTS = {"index.html", *(each.file for each in formats.FINDING)}


KEPT = sorted(folder.name for folder in GOLDEN.iterdir())


def golden(name: str) -> FrozenVersion:
    return read_format(json.loads((GOLDEN / name / "frozen.json").read_bytes()))


def versions(folder: Path, site: Site = SITE) -> dict[str, bytes]:
    """Every file of every frozen version in a build of ``folder``."""
    made = {file.uri: file.content for file in read_build(folder, site).files}
    return {uri: content for uri, content in made.items() if re.search(r"/v\d+/", uri)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy review, one of whose findings has been revised and then edited."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    folder = Path(shutil.copytree(TOY, tmp_path / "evidence"))
    revised = ["revise", "kb6cqt", "--change", "The claim is plainer.", "--folder", str(folder)]
    assert CliRunner().invoke(main, revised).exit_code == 0
    change(folder / "findings/neighbours-keep-plots.yml", "who talk to", "who know")
    return folder


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("number", sorted(PUBLISHED))
def test_the_template_of_a_format_never_changes(number: int) -> None:
    template = (TEMPLATES / TEMPLATE.format(format=number)).read_bytes()
    assert hashlib.sha256(template).hexdigest() == PUBLISHED[number], NEXT_FORMAT


def test_every_template_of_the_archive_is_held() -> None:
    there = {int(file.stem) for file in (TEMPLATES / "archive").glob("*.html")}
    assert there == set(PUBLISHED), "hold the SHA-256 of the new template here"


def test_every_format_has_its_golden_folder() -> None:
    assert {golden(name).format for name in KEPT} == set(PUBLISHED)


@pytest.mark.parametrize("name", KEPT)
def test_a_frozen_version_is_always_made_into_the_same_bytes(name: str) -> None:
    made = {Path(file.uri).name: file.content for file in files([golden(name)], SITE)}
    kept = {file.name: file.read_bytes() for file in (GOLDEN / name).iterdir()}
    assert kept.pop("frozen.json").decode() == golden(name).text
    assert made == kept, NEXT_FORMAT


def test_later_formats_of_citations_reach_no_byte_of_a_frozen_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def made() -> list[bytes]:
        return [file.content for name in KEPT for file in files([golden(name)], SITE)]

    before = made()
    monkeypatch.setattr(cited_files, "ris", lambda cited: "later")
    monkeypatch.setattr(cited_files, "bibtex", lambda cited: "later")
    monkeypatch.setattr(on_page, "text", lambda cited: "later")
    monkeypatch.setattr(on_page, "meta", lambda cited: (("later", "later"),))
    monkeypatch.setattr(cited_files, "latex", lambda value: "later")
    monkeypatch.setattr(words, "line", lambda value: "later")
    monkeypatch.setattr(words, "address", lambda url: "later")
    monkeypatch.setattr(formats, "as_json", lambda content: b"later")
    monkeypatch.setattr(formats, "FINDING", ())
    assert made() == before


def test_what_the_site_alone_knows_is_filled_as_each_format_holds_it() -> None:
    site = replace(SITE, publisher='Beans & "Sons"', url="https://toy.example/a b/")
    marks = f"{OPEN.publisher} {OPEN.url}"
    assert filled(marks, site) == 'Beans & "Sons" https://toy.example/a%20b/'
    assert filled(marks, site, "latex").startswith(r'Beans \& "Sons" ')
    assert filled(marks, site, "json").startswith(r"Beans & \"Sons\" ")
    assert filled(marks, site, "as-typed") == marks


def test_a_frozen_version_has_the_shape_of_a_live_one(folder: Path) -> None:
    made = {file.uri: file.content for file in read_build(folder, SITE).files}
    live = json.loads(made["findings/kb6cqt/finding.json"])
    frozen = json.loads(made["findings/kb6cqt/v1/finding.json"])
    assert list(frozen) == [*live, "latest", "ended"]
    assert list(frozen["evidence"][0]) == list(live["evidence"][0])


def test_a_frozen_version_has_a_page_and_every_export(folder: Path) -> None:
    uris = {uri for uri in versions(folder) if uri.startswith("findings/kb6cqt/")}
    assert uris == {f"findings/kb6cqt/v1/{name}" for name in EXPORTS}


def test_later_changes_reach_no_byte_of_a_frozen_version(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = versions(folder)
    assert before
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    for file in templates.glob("*.html"):
        file.write_text("changed", encoding="utf-8")
    monkeypatch.setattr(templating, "TEMPLATES", templates)
    change(folder / "vocabulary.yml", "name: ", "name: New ")
    change(folder / "sources/toysociety2023fence.yml", "Over the toy fence", "Under the toy hedge")
    change(folder / "sources/toysociety2023fence.yml", "read: cover-to-cover", "read: seed-packet")
    change(folder / "findings/neighbours-keep-plots.yml", "Twelve diaries", "A dozen diaries")
    later = read_build(folder, SITE)
    assert later.review and "New " in later.review.vocabulary.sectors[0].name
    assert versions(folder) == before


def test_a_later_theme_reaches_no_byte_of_a_frozen_version(tmp_path: Path) -> None:
    config = project(tmp_path / "project", TOY)
    before = built(config, tmp_path / "before")
    theme = tmp_path / "project/docs/.overrides"
    change(theme / "base.html", "<body", "<body data-later")
    with (tmp_path / "project/docs/assets/stylesheets/base.css").open("a") as style:
        style.write("body { color: red }\n")
    after = built(config, tmp_path / "after")
    assert len(before) == 2 * len(EXPORTS)
    assert after == before
    assert b"data-later" in (tmp_path / "after/findings/vmxxqw/index.html").read_bytes()


def built(config: Path, site: Path) -> dict[str, bytes]:
    """Every file of every frozen version in a site that MkDocs built."""
    build(config, site)
    kept = site.glob("findings/*/v*/*")
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in kept}


def test_the_page_says_that_it_is_old_and_what_changed(folder: Path) -> None:
    page = versions(folder)["findings/kb6cqt/v1/index.html"].decode()
    assert "It is not the latest." in page
    assert "What changed: The claim is plainer." in page
    assert '<a href="../">Read the latest version of this finding</a>' in page
    assert "who talk to their neighbours" in page
    assert "I came for the beans and stayed for next door." in page
    assert "noindex" not in page


def test_the_page_needs_nothing_from_elsewhere(folder: Path) -> None:
    class Loads(HTMLParser):
        found: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag in {"script", "img", "iframe"} or given.get("rel") in {"stylesheet", "icon"}:
                self.found.append(tag)

    loads = Loads()
    page = versions(folder)["findings/kb6cqt/v1/index.html"].decode()
    loads.feed(page)
    assert loads.found == []
    assert "url(" not in page and "@import" not in page


def test_the_exports_name_the_version_and_the_newer_one(folder: Path) -> None:
    made = versions(folder)
    data = json.loads(made["findings/kb6cqt/v1/finding.json"])
    assert data["url"] == "https://toy.example/review/findings/kb6cqt/v1/"
    assert data["latest"] == "https://toy.example/review/findings/kb6cqt/"
    assert data["ended"]["change"] == "The claim is plainer."
    assert data["strength"] and data["ledger"]["voices"]
    assert data["evidence"][0]["source_url"] == f"{SITE.url}sources/toysociety2023fence/"
    for name in ("cite.bib", "cite.ris", "cite.json"):
        cited = made[f"findings/kb6cqt/v1/{name}"].decode()
        assert "findings/kb6cqt/v1/" in cited and "Version 2 took its place" in cited
    yml = made["findings/kb6cqt/v1/finding.yml"]
    assert yml == (TOY / "findings/neighbours-keep-plots.yml").read_bytes()


def test_the_finding_links_to_its_earlier_versions(folder: Path) -> None:
    build = read_build(folder, SITE)
    (page,) = [page for page in build.pages if page.uri == "findings/kb6cqt/"]
    assert 'href="../../findings/kb6cqt/v1/"' in page.body
    assert "findings/kb6cqt/v2/" not in page.body


@pytest.mark.parametrize("name", ["format-1", "format-2", "format-3"])
def test_hostile_words_stay_words(name: str) -> None:
    page = (GOLDEN / name / "index.html").read_text(encoding="utf-8")
    assert "&lt;" in page
    assert "<script" not in page and "<b>" not in page and "<Sons>" not in page


@pytest.mark.parametrize(("name", "other"), [("format-2", 3), ("format-3", 2)])
def test_a_page_of_one_edition_is_none_of_the_other(name: str, other: int) -> None:
    content = json.loads(golden(name).text)
    with pytest.raises(ValidationError):
        read_format(content | {"format": other})


def test_a_version_that_was_not_graded_says_what_it_was_instead() -> None:
    version = golden("format-3-not-graded")
    assert isinstance(version, FrozenVersion3)
    said = version.page
    assert (said.strength, said.agreement, said.ledger) == (None, None, None)
    page = (GOLDEN / "format-3-not-graded/index.html").read_text(encoding="utf-8")
    assert "<strong>Motto.</strong> What a club holds." in page
    assert "How sure" not in page
    cited = (GOLDEN / "format-3-not-graded/cite.ris").read_text(encoding="utf-8")
    assert "Strength of evidence" not in cited


def test_what_was_judged_by_hand_is_signed() -> None:
    page = (GOLDEN / "format-3-rich/index.html").read_text(encoding="utf-8")
    assert page.count("(the mole committee)") == 2, "a domain, and the level"


@pytest.mark.parametrize("name", KEPT)
def test_a_citation_reads_as_sentences(name: str) -> None:
    (cited,) = json.loads((GOLDEN / name / "cite.json").read_text(encoding="utf-8"))
    assert re.search(r"[a-z]\. Version 2 took its place", cited["note"])
    assert cited["genre"] == words.REPORT_TYPE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[1, 2]", "not as a command wrote it"),
        ('{"format": 3}', "not as a command wrote it"),
        ('{"format": 4}', "not as a command wrote it"),
        ('{"format": [2]}', "not as a command wrote it"),
        ('{"format": {}}', "not as a command wrote it"),
        ("\udcff", "not JSON in UTF-8"),
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_no_command_wrote_is_a_problem(tmp_path: Path, text: str, says: str) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "evidence"))
    file = folder / "archive/vmxxqw/v1.json"
    file.write_bytes(text.encode(errors="surrogateescape"))
    problems = examine(folder, today=TODAY, shown_as="evidence").problems
    assert [p.rule for p in problems] == ["file", "version-not-frozen"]
    assert says in problems[0].message


@pytest.mark.parametrize("name", ["format-2", "format-3"])
@pytest.mark.parametrize(
    "forged",
    [
        *({"file": name} for name in ("index.html", "x.htm", "../x.txt", "/x.txt", "", ".")),
        {"file": "a/b.c"}, {"file": "finding.json"}, {"file": "javascript:alert(1)"},
        {"file": "x\0.txt"},
        {"holds": "data"}, {"escape": "none"},
    ],
)  # fmt: skip
def test_a_forged_download_is_a_problem(forged: dict[str, str], name: str) -> None:
    content = json.loads(golden(name).text)
    content["files"][-1] |= forged
    with pytest.raises(ValidationError):
        read_format(content)


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "NaN", "{}", "[" * 100_000])
def test_data_that_is_none_is_a_problem(text: str) -> None:
    content = json.loads(golden("format-3").text)
    (data,) = [file for file in content["files"] if file["holds"] == "data"]
    data["text"] = text
    with pytest.raises((ValidationError, RecursionError)):
        read_format(content)


def test_a_version_lies_where_its_words_say(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "evidence"))
    (folder / "archive/vmxxqw/v1.json").rename(folder / "archive/vmxxqw/v7.json")
    found = read_version(folder, "archive/vmxxqw/v7.json", "v7.json")
    assert isinstance(found, Problem)
    assert found.message == "this is version 1 of vmxxqw; its file is archive/vmxxqw/v1.json"


def test_a_frozen_version_is_read_with_the_review() -> None:
    assert list(read(TOY).frozen["vmxxqw"]) == [1]

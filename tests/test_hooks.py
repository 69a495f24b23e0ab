"""What MkDocs is told where a setting is wrong: one plain line, and nothing is built.

That MkDocs prints such a line and exits with 1 is seen in test_site.py.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from evidence_review.publish import search
from evidence_review.publish.settings import Settings
from tests.places import TODAY, TOY
from tests.sites import build, project


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        (
            "  evidence:\n",
            "  other:\n",
            ("'extra.evidence.folder' is missing", "'extra.evidence.licence' is missing"),
        ),
        ("    folder: evidence\n", "", ("'extra.evidence.folder' is missing",)),
        ("    licence: CC-BY-4.0", "    license: X", ("'extra.evidence.licence' is missing",)),
        ("CC-BY-4.0", "''", ("'extra.evidence.licence' is empty or no text",)),
        ("language: en", "language: 5", ("'theme.language' is no language",)),
        ("site_url: .*", "site_url: ''", ("'site_url' is empty; give the address",)),
        ("site_url: .*", "site_url: https://x.example/?a", ("'site_url' is 'https://x.",)),
        ("site_url: .*", "site_url: https://x.example/a b", ("'site_url' is 'https://x.",)),
        ("site_url: .*", "site_url: ftp://x.example/", ("'site_url' is 'ftp://x.",)),
        ("repo_url: .*", "repo_url: https://x.example/#a", ("'repo_url' is 'https://x.",)),
        ("strict: true", "use_directory_urls: false", ("'use_directory_urls' is false; take it",)),
    ],
)
def test_a_setting_that_is_wrong_is_one_plain_line(
    written: str, instead: str, said: tuple[str, ...], tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    config = project(tmp_path / "project", TOY)
    config.write_text(re.sub("site_url: .*\n", "", config.read_text()))
    settings = config.with_name("real.yml")
    text, found = re.subn(written, instead, settings.read_text())
    assert found == 1
    settings.write_text(text)
    with pytest.raises(Abort):
        build(config, tmp_path / "site")
    (message,) = caplog.messages
    lines = message.splitlines()
    assert len(lines) == len(said)
    for line, words in zip(lines, said, strict=True):
        assert line.startswith(f"{config}: {words}")
    assert not (tmp_path / "site").exists()


def test_without_a_repository_no_page_says_where_it_is_edited(tmp_path: Path) -> None:
    config = project(tmp_path / "project", TOY)
    settings = config.with_name("real.yml")
    settings.write_text(re.sub("repo_url: .*", "repo_url: ''", settings.read_text()))
    build(config, tmp_path / "site")
    pages = [page.read_text() for page in (tmp_path / "site").rglob("*.html")]
    assert len(pages) > 20
    assert not [page for page in pages if "Suggest a change" in page]


@pytest.mark.parametrize("edited", ["edit/main/docs/", "https://code.example/edit/main/docs"])
def test_records_are_edited_beside_the_pages(edited: str) -> None:
    settings = Settings(
        site_name="A", site_author="", site_description="", site_url="https://x.example/a",
        repo_url="https://code.example", edit_uri=edited, use_directory_urls=True,
        language="en", evidence={"folder": "evidence", "licence": "CC0-1.0"},
    )  # fmt: skip
    assert list(settings.faults()) == []
    site = settings.site(Path("docs"), Path("evidence"), TODAY)
    assert site.edit_url == "https://code.example/edit/main/evidence/"
    assert site.url == "https://x.example/a/"


def test_a_day_that_is_none_is_one_plain_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = project(tmp_path / "project", TOY)
    with pytest.raises(Abort):
        build(config, tmp_path / "site", "abc")
    (line,) = caplog.messages
    assert line.startswith("SOURCE_DATE_EPOCH is 'abc'; it holds seconds since 1970")
    assert not (tmp_path / "site").exists()


def test_an_index_without_a_page_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(search.SearchFailed):
        search.index(tmp_path)
    idle = tmp_path / "idle"
    idle.write_text("#!/bin/sh\nexit 0\n")
    idle.chmod(0o700)
    monkeypatch.setattr(search, "get_executable", lambda: str(idle))
    with pytest.raises(search.SearchFailed, match="found no page below"):
        search.index(tmp_path)


def test_a_page_is_counted(tmp_path: Path) -> None:
    page = "<html lang=en><title>A</title><body><main data-pagefind-body>Beans."
    (tmp_path / "index.html").write_text(page)
    assert search.index(tmp_path) == 1


def test_a_page_says_what_its_macros_ask(toy_site: Path) -> None:
    page = (toy_site / "index.html").read_text()
    assert "(seedling, as <code>{level:kb6cqt}</code> says)" in page


def test_a_page_that_asks_for_what_is_not_there_stops_the_build_at_its_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = project(tmp_path / "project", TOY)
    shutil.copytree(config.parent / "docs", config.parent / "words")
    (config.parent / "docs/gaps.md").write_text("TODO\n")
    config.write_text(f"{config.read_text()}\ndocs_dir: words\n")
    (config.parent / "words/gaps.md").write_text("Gaps: {count:gap}.\n")
    with pytest.raises(Abort):
        build(config, tmp_path / "site")
    assert caplog.messages[0].startswith("words/gaps.md:1:7: nothing is counted as 'gap'")
    assert not (tmp_path / "site").exists()

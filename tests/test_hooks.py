"""What MkDocs is told where a setting is wrong: one plain line, and nothing is built.

That MkDocs prints such a line and exits with 1 is seen in test_site.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from evidence_review.publish import search
from tests.places import TOY
from tests.sites import build, project


@pytest.mark.parametrize(
    ("written", "instead", "missing"),
    [
        ("  evidence:\n", "  other:\n", "folder"),
        ("    folder: evidence\n", "", "folder"),
        ("    licence: ", "    license: ", "licence"),
    ],
)
def test_a_setting_that_is_missing_is_one_plain_line(
    written: str, instead: str, missing: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = project(tmp_path / "project", TOY)
    settings = config.with_name("real.yml")
    text = settings.read_text()
    assert text.count(written) == 1
    settings.write_text(text.replace(written, instead))
    with pytest.raises(Abort):
        build(config, tmp_path / "site")
    assert caplog.messages == [f"{config}: 'extra.evidence.{missing}' is missing"]
    assert not (tmp_path / "site").exists()


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

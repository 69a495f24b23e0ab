"""The pages of the toy review, byte for byte as they were reviewed.

A change that is meant is written with ``python -m tests.test_golden`` and looked at like code.
"""

from __future__ import annotations

import html
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review.pages.parts import FRAGMENTS
from evidence_review.problems import as_text
from evidence_review.publish.build import Build, read_build
from evidence_review.records.vocabulary import heading_of
from tests.places import SITE as TOY_SITE
from tests.places import TESTS, TOY

GOLDEN = TESTS / "golden"
MEANT = "if this is meant: python -m tests.test_golden"
# These are made from the code alone; a copy would say each docstring twice.
OF_CODE = {"finding-fields", "formats", "gap-fields", "rules", "source-fields", "source-formats"}
# What has one line for each word of the vocabulary is held to be whole, not copied.
PARTS = sorted(set(FRAGMENTS) - OF_CODE - {"vocabulary"})

SITE = replace(TOY_SITE, edit_url=f"{TOY_SITE.url}edit/main/evidence/")


def golden(build: Build) -> Iterator[tuple[str, str]]:
    """The name and text of each golden file: the body of every kind of page, and every list."""
    for page in build.pages:
        name = page.uri.strip("/").replace("/", "-")
        yield f"{name}.html", f"<!-- {page.title} -->\n{page.head}\n{page.body}\n"
    for part in PARTS:
        yield f"part-{part}.html", (build.part(part, "../") or "") + "\n"


def rewrite(evidence: Path, folder: Path) -> None:
    """Make the golden files of ``evidence`` the only ones in ``folder``.

    Where the evidence has a problem, it is printed and nothing is touched.
    """
    build = read_build(evidence, SITE)
    if build.problems:
        sys.exit(f"{as_text(build.problems)}\nNothing was written")
    made = dict(golden(build))
    for old in {file.name for file in folder.iterdir()} - set(made):
        (folder / old).unlink()
    for name, text in made.items():
        (folder / name).write_text(text)


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return dict(golden(read_build(TOY, SITE)))


@pytest.mark.parametrize("name", sorted(file.name for file in GOLDEN.iterdir()))
def test_a_page_is_as_it_was_reviewed(name: str, made: dict[str, str]) -> None:
    assert made.get(name) == (GOLDEN / name).read_text(), MEANT


def test_every_page_has_its_golden_file(made: dict[str, str]) -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(made), MEANT


def test_the_vocabulary_is_printed_whole() -> None:
    build = read_build(TOY, SITE)
    part = html.unescape(build.part("vocabulary", "../") or "")
    assert build.review is not None
    for name in build.review.vocabulary.lists:
        assert f"<h3>{heading_of(name)}</h3>" in part
        for term in getattr(build.review.vocabulary, name):
            assert f"<dt>{term.name} <code>{term.id}</code></dt>" in part
            assert f"<dd>{getattr(term, 'definition', 'Gathers: ')}" in part
    for change in build.review.vocabulary.changes:
        assert f"<dd>{change.change}</dd>" in part


def test_nothing_is_written_where_the_evidence_has_a_problem(tmp_path: Path) -> None:
    broken = Path(shutil.copytree(TOY, tmp_path / "evidence"))
    (broken / "findings/worms-loosen-soil.yml").write_text("id: kznwjj\n")
    folder = Path(shutil.copytree(GOLDEN, tmp_path / "golden"))
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}
    with pytest.raises(SystemExit, match="the field 'claim' is missing"):
        rewrite(broken, folder)
    assert before == {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in folder.iterdir()}


if __name__ == "__main__":
    rewrite(TOY, GOLDEN)

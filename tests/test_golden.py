"""The pages of the toy review, byte for byte as they were reviewed.

A change that is meant is written with ``python -m tests.test_golden`` and looked at like code.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from evidence_review.publish.build import read_build
from evidence_review.site import Site
from tests.sites import TOY

GOLDEN = Path(__file__).parent / "golden"
MEANT = "if this is meant: python -m tests.test_golden"
PARTS = ("sectors-in-brief", "map", "findings", "disagreements", "gaps", "sources")


def golden() -> Iterator[tuple[str, str]]:
    """The name and text of each golden file: the body of every kind of page, and every list."""
    site = Site(
        name="Allotment Evidence Review",
        url="https://allotments.example/",
        publisher="Allotment Evidence Review",
        description="What is known about gardeners.",
        language="en",
        licence="CC-BY-4.0",
        edit_url="https://allotments.example/edit/main/evidence/",
        built=date(2026, 11, 22),
    )
    build = read_build(TOY / "evidence", site)
    for page in build.pages:
        name = page.uri.strip("/").replace("/", "-")
        yield f"{name}.html", f"<!-- {page.title} -->\n{page.head}\n{page.body}\n"
    for part in PARTS:
        yield f"part-{part}.html", (build.part(part, "../") or "") + "\n"


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return dict(golden())


@pytest.mark.parametrize("name", sorted(file.name for file in GOLDEN.iterdir()))
def test_a_page_is_as_it_was_reviewed(name: str, made: dict[str, str]) -> None:
    assert made.get(name) == (GOLDEN / name).read_text(), MEANT


def test_every_page_has_its_golden_file(made: dict[str, str]) -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(made), MEANT


if __name__ == "__main__":
    pages = dict(golden())
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.iterdir():
        old.unlink()
    for name, text in pages.items():
        (GOLDEN / name).write_text(text)

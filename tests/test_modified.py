"""The day on which a page last changed is its own."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from evidence_review.publish.build import read_build
from tests.places import SITE, TOY


def days(folder: Path) -> dict[str, date]:
    """When each sector and each theme last changed, by its address."""
    pages = read_build(folder, SITE).pages
    return {page.uri: page.modified for page in pages if page.kind in ("sector", "theme")}


def test_a_change_to_a_finding_dates_its_sectors_and_themes_and_no_others(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "evidence"))
    before = days(folder)
    tea = folder / "findings/tea-keeps-gardeners.yml"
    tea.write_text(tea.read_text().replace("date: 2026-05-01", "date: 2026-11-20"))
    assert {uri for uri, day in days(folder).items() if day != before[uri]} == {
        "sectors/allotments/", "sectors/school-gardens/", "themes/company/", "themes/water/",
    }  # fmt: skip


def test_a_sector_without_a_finding_is_as_old_as_the_review(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "evidence"))
    words = folder / "vocabulary.yml"
    new = "sectors:\n  - {id: moon, name: Moon, core: false, definition: Nobody digs there.}\n"
    words.write_text(words.read_text().replace("sectors:\n", new, 1))
    assert days(folder)["sectors/moon/"] == date(2026, 4, 1)

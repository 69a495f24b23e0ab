"""The toy site, followed link by link as a visitor would.

The real site takes minutes: `make links-internal` follows all of it, and `make links` asks other
hosts too. Every link and anchor of the real site is looked up in test_site.py, which takes seconds.
"""

from __future__ import annotations

from pathlib import Path

from tests.external_links import check, pages


def test_linkchecker_finds_no_fault_on_a_whole_site(toy_site: Path) -> None:
    checked = check(toy_site, external=False)
    assert checked.faults == ()
    assert checked.pages > pages(toy_site)


def test_linkchecker_sees_a_broken_link_and_anchor_on_a_large_page(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "findings").mkdir(parents=True)
    (site / "findings/index.html").write_text("<title>Findings</title><p id='here'>Beans")
    sound = '<a href="findings/#here">x</a>'
    broken = '<a href="nowhere/">x</a><a href="findings/#nowhere">y</a>'
    page = site / "index.html"
    page.write_text(f"<title>Home</title><p>{'beans ' * 200_000}</p>{sound}{broken}")
    assert page.stat().st_size > 1024 * 1024
    faults = check(site, external=False).faults
    assert len(faults) == 2
    assert any("nowhere/" in fault and "404" in fault for fault in faults), faults
    assert any("#nowhere" in fault or "`nowhere'" in fault for fault in faults), faults

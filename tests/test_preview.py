"""A preview shows every record that cannot be published, and what is wrong with it where it is.

What a reader of `make serve` sees of it, and how it follows what is saved, is in test_serve.py.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from evidence_review.commands.main import main
from evidence_review.publish.preview import Preview, read_preview
from tests.places import SITE, TOY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "evidence"))


def spoil(folder: Path, path: str, right: str, wrong: str) -> None:
    file = folder / path
    text = file.read_text()
    assert right in text
    file.write_text(text.replace(right, wrong, 1))


def preview(folder: Path) -> Preview:
    return read_preview(folder, SITE, shown_as="evidence/")


def body(of: Preview, uri: str) -> BeautifulSoup:
    """The body of the page at an address."""
    (page,) = (page for page in of.pages if page.uri == uri)
    return BeautifulSoup(page.body, "html.parser")


def words(found: object) -> str:
    assert found is not None
    return " ".join(found.get_text().split())  # type: ignore[attr-defined]


TEA, WORMS = "findings/tea-keeps-gardeners.yml", "findings/worms-loosen-soil.yml"
GAP, SOURCE = "gaps/do-beans-listen.yml", "sources/hedgeclub2024tea.yml"
MOON, VOCABULARY = "findings/moon-planting.yml", "vocabulary.yml"


@pytest.mark.parametrize(
    ("path", "right", "wrong", "uri", "said"),
    [
        (TEA, "favours", "favors", "findings/kfbf5n/", "did you mean 'favours'?"),
        (MOON, "vmxxqw", "vmxxq", "problems/evidence-findings-moon-planting-yml/", "an id is 6"),
        (MOON, "vmxxqw", "zv5k7a", "problems/evidence-findings-moon-planting-yml/", "mint a new"),
        (TEA, "summary: |", "summary: | <script>", "findings/kfbf5n/", "begins a block"),
        (WORMS, "spades do.", "spades do", "problems/evidence-findings-worms-loosen-soil-yml/",
         "a claim ends with a full stop"),
        (GAP, "question:", "qestion:", "gaps/p1xpa9/", "did you mean 'question'?"),
        (SOURCE, "design:", "desing:", "sources/hedgeclub2024tea/", "did you mean 'design'?"),
        (VOCABULARY, "id: soil", "id: Soil", "problems/evidence-vocabulary-yml/", "lower-case"),
    ],
)  # fmt: skip
def test_a_record_with_problems_has_a_page_that_shows_them_where_they_are(
    path: str, right: str, wrong: str, uri: str, said: str, folder: Path
) -> None:
    spoil(folder, path, right, wrong)
    made = preview(folder)
    page = body(made, uri)
    (place,) = {p.line for p in made.problems if said in p.message and p.path.endswith(path)}
    shown = page.select_one(f"#line-{place}")
    assert shown and shown.code
    assert shown.code.get_text() == (folder / path).read_text().splitlines()[place - 1]
    assert wrong.split()[-1] in words(shown.mark)
    assert said in words(shown.p)
    assert not page.select("script")
    listed = body(made, "problems/")
    assert f"../{uri}#line-{place}" in [a["href"] for a in listed.select("a")]


def test_a_record_that_can_be_shown_all_the_same_says_what_is_wrong_above_itself(
    folder: Path,
) -> None:
    spoil(folder, WORMS, "spades do.", "spades do")
    page = body(preview(folder), "findings/kznwjj/")
    first = page.select_one("section")
    assert "a claim ends with a full stop" in words(first)
    assert page.select_one("article.finding")


def test_a_finding_whose_source_has_problems_says_for_which_it_waits(folder: Path) -> None:
    spoil(folder, "sources/toysociety2021mulch.yml", "design:", "desing:")
    page = body(preview(folder), "findings/m9s34a/")
    assert "the source 'toysociety2021mulch' has problems" in words(page)


def test_a_new_finding_is_shown_as_a_draft(folder: Path) -> None:
    told = ["new", "finding", "Cats water beans.", "--folder", str(folder)]
    assert CliRunner().invoke(main, told).exit_code == 0
    made = preview(folder)
    (new,) = (draft for draft in made.drafts if "cats" in draft.path)
    assert new.uri.startswith("findings/")
    page = body(made, new.uri)
    assert words(page.h1) == "Cats water beans."
    assert words(page.select_one(".notice")).startswith("Draft.")
    assert new.blanks > 5
    assert words(page.h2) == f"Draft with {new.blanks} blanks"


def test_what_has_one_cause_is_said_once(folder: Path) -> None:
    spoil(folder, VOCABULARY, "id: allotments", "id: allotment")
    made = preview(folder)
    assert len(made.problems) > 4
    assert len([p for p in made.said if "'allotments' is not in the list" in p.message]) == 1
    spoil(folder, VOCABULARY, "sectors:", "sectors: [")
    made = preview(folder)
    assert len(list(made.said)) == len(made.drafts) == 1
    assert made.finding_uri("kfbf5n") == "findings/kfbf5n/"


def test_what_no_draft_can_show_is_listed(folder: Path) -> None:
    (folder / "findings/link.yml").symlink_to(folder / VOCABULARY)
    shutil.rmtree(folder / "sources")
    made = preview(folder)
    assert {draft.uri for draft in made.drafts if "link.yml" in draft.path} == {""}
    assert "a link; put the file itself here" in words(body(made, "problems/"))


def test_a_review_without_problems_has_no_such_page_and_no_site_ever_has(
    folder: Path, toy_site: Path
) -> None:
    made = preview(folder)
    assert (made.drafts, made.notice) == ((), "")
    assert not [page for page in made.pages if page.uri.startswith("problems/")]
    assert not (toy_site / "problems").exists()
    assert not [f for f in toy_site.rglob("*.html") if "<strong>Preview." in f.read_text()]

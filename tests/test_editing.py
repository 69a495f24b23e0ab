"""Editing a record by command changes the lines that are edited, and no other."""

from __future__ import annotations

import difflib
from datetime import date

import pytest

from evidence_review.authoring.editing import Append, Edit, Fields, Set, edited, read_back
from evidence_review.reading.yaml import parse
from evidence_review.records.finding import Finding
from tests.places import REAL, TODAY, TOY
from tests.reviews import read

RECORDS = [
    file
    for folder in (REAL, TOY)
    for kind in ("findings", "sources", "gaps")
    for file in sorted((folder / kind).glob("*.yml"))
]
ENTRY: Fields = {
    "version": 2,
    "date": TODAY,
    "change": "Said: more # of it, 'plainly'.",
}
NOTICE: Fields = {
    "date": TODAY, "reason": "It was wrong.", "see": ("kznwjj", "kb6cqt"),
}  # fmt: skip

ODD = """\
# At the top.
id: kb6cqt  # the id
claim:   "Typed:  \\u00e9 with care."
sectors: [ allotments,  public-parks ]
summary: |
  Two  spaces,   kept.

  # No comment, but a line of the summary.

folded: over
  two lines
empty:
history:
- version: 1   # the first
  date: 2026-11-22
  change: First published.

# About the status.
status: published   # for now
# At the end.
"""


def lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    found = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    went = [line[2:] for line in found if line.startswith("- ")]
    return went, [line[2:] for line in found if line.startswith("+ ")]


def value(text: str, name: str) -> object:
    document, problems = parse(text, "x.yml")
    assert not problems and isinstance(document.data, dict)
    return document.data[name]


def test_there_are_records_to_try() -> None:
    assert len(RECORDS) > 300


def test_no_edit_changes_no_byte_of_any_record() -> None:
    for file in RECORDS:
        text = file.read_bytes().decode()
        assert edited(text, ()) == text, file


def test_an_entry_adds_three_lines_to_any_finding_and_changes_none() -> None:
    for file in RECORDS:
        if file.parent.name == "findings":
            text = file.read_bytes().decode()
            went, came = lines(text, edited(text, [Append("history", ENTRY)]))
            assert went == [], file
            assert [line.lstrip(" -").split(":")[0] for line in came] == list(ENTRY), file


def test_a_retraction_changes_one_field_of_any_source() -> None:
    for file in RECORDS:
        if file.parent.name == "sources":
            text = file.read_bytes().decode()
            new = Set("retraction", {"date": date(2026, 1, 2), "reason": "No."}, after="access")
            went, came = lines(text, edited(text, [new]))
            assert went in ([], ["retraction: null"]), file
            assert came == ["retraction:", "  date: 2026-01-02", "  reason: No."], file


@pytest.mark.parametrize(
    ("edit", "went", "came"),
    [
        (
            Append("history", ENTRY),
            [],
            [
                "- version: 2",
                "  date: 2026-11-22",
                "  change: \"Said: more # of it, 'plainly'.\"",
            ],
        ),
        (
            Set("status", "withdrawn", after="history"),
            ["status: published   # for now"],
            ["status: withdrawn   # for now"],
        ),
        (
            Set("notice", NOTICE, after="status"),
            [],
            ["notice:", "  date: 2026-11-22", "  reason: It was wrong.", "  see: [kznwjj, kb6cqt]"],
        ),
        (Set("empty", "filled", after="id"), ["empty:"], ["empty: filled"]),
        (Set("folded", "flat", after="id"), ["folded: over", "  two lines"], ["folded: flat"]),
        (Set("summary", "Short.", after="id"), None, ["summary: Short."]),
        (Set("claim", "null", after="id"), None, ["claim: 'null'"]),
    ],
)
def test_an_edit_touches_only_its_own_lines(
    edit: Edit, went: list[str] | None, came: list[str]
) -> None:
    after = edited(ODD, [edit])
    old, new = lines(ODD, after)
    assert new == came
    assert went is None or old == went
    assert not parse(after, "x.yml")[1]


def test_a_new_entry_comes_before_the_comment_on_the_next_field() -> None:
    after = edited(ODD, [Append("history", ENTRY)])
    assert after.index("version: 2") < after.index("# About the status.")
    assert len(value(after, "history")) == 2  # type: ignore[arg-type]


def test_a_comment_stays_where_a_word_gives_way_to_fields() -> None:
    after = edited("a: null  # none yet\nb: 1\n", [Set("a", {"c": "d"}, after="b")])
    assert after == "a:  # none yet\n  c: d\nb: 1\n"


def test_a_list_in_brackets_stays_in_brackets() -> None:
    after = edited("history: [{version: 1}]  # short\n", [Append("history", {"version": 2})])
    assert after == "history: [{version: 1}, {version: 2}]  # short\n"


@pytest.mark.parametrize("text", [ODD.replace("\n", "\r\n"), "\ufeff" + ODD, ODD.rstrip("\n")])
def test_line_ends_and_marks_of_the_file_are_kept(text: str) -> None:
    after = edited(text, [Set("status", "withdrawn", after="history")])
    assert after.removesuffix("\r\n").removesuffix("\n") == text.replace(
        "status: published", "status: withdrawn"
    ).removesuffix("\r\n").removesuffix("\n")


def test_what_does_not_read_back_is_a_problem() -> None:
    text = (TOY / "findings/tea-keeps-gardeners.yml").read_text(encoding="utf-8")
    wrong = edited(text, [Set("status", "gone", after="history")])
    record, problems = read_back(
        Finding, wrong, "x.yml", {"slug": "tea-keeps-gardeners"}, read(TOY).vocabulary
    )
    assert record is None
    assert [problem.rule for problem in problems] == ["vocabulary"]
    broken = edited("{history: [{version: 1}], status: published}\n", [Set("a", "b", "status")])
    _, problems = read_back(Finding, broken, "x.yml", {"slug": "x"}, read(TOY).vocabulary)
    assert problems

"""No record does harm: what is broken is told where it is, what is accepted is only text."""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from pybtex.database import parse_string
from pybtex.scanner import PybtexError

from evidence_review.check import Examined
from evidence_review.problems import Problem
from evidence_review.publish.build import read_build
from tests.attacks import ATTACKED, Attack
from tests.hostile_records import (
    KINDS,
    Tried,
    drawn,
    missed,
    outcome,
    table,
    tried,
    undone,
    written,
)
from tests.places import SITE

# A script, a style or a handler that the templates did not write.
LIVE = ("<script>alert", "<script src=//x", "<img src=x", "<svg/on", "<iframe", "<b>x</b>")
SAMPLE = 12


@pytest.fixture(scope="module")
def all_tried(tmp_path_factory: pytest.TempPathFactory) -> list[Tried]:
    return list(tried(drawn(), tmp_path_factory.mktemp("attacked") / "evidence"))


def test_every_hostile_record_is_told_where_it_is_or_does_nothing(all_tried: list[Tried]) -> None:
    assert len(all_tried) >= 600
    assert missed(all_tried) == "", table(all_tried)


def test_every_kind_is_tried_and_refused(all_tried: list[Tried]) -> None:
    refused = Counter(each.attack.kind for each in all_tried if each.outcome == "right line")
    assert refused.keys() == KINDS.keys()
    assert min(refused.values()) >= 5


@pytest.mark.parametrize(
    ("lines", "harmless", "came_to"),
    [((7,), False, "right line"), ((8,), True, "wrong line"), ((), True, "harmless"),
     ((), False, "harmful")],
)  # fmt: skip
def test_what_came_of_an_attack(lines: tuple[int, ...], harmless: bool, came_to: str) -> None:
    attack = Attack("kind", "what", (), "x.yml", 7, harmless)
    problems = tuple(Problem("evidence/x.yml", line, 1, "is wrong", "rule") for line in lines)
    assert outcome(attack, Examined(None, problems)) == came_to


def test_what_is_accepted_is_published_as_text_in_files_that_parse(
    all_tried: list[Tried], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(ATTACKED, tmp_path / "evidence"))
    accepted = [each.attack for each in all_tried if each.outcome == "harmless"]
    for attack in random.Random(1).sample(accepted, SAMPLE):
        written(attack, folder)
        build = read_build(folder, SITE)
        undone(attack, folder)
        assert not [p for p in build.problems if p.severity == "error"], attack.what
        for page in build.pages:
            assert not any(live in (page.head + page.body).lower() for live in LIVE), attack.what
        for file in build.files:
            assert parses(file.uri, file.content.decode()), (attack.what, file.uri)


def parses(uri: str, text: str) -> bool:
    """Whether a file can be read by what reads its kind."""
    try:
        if uri.endswith(".json"):
            return json.loads(text) is not None
        if uri.endswith(".csv"):
            return len({len(row) for row in csv.reader(text.splitlines(keepends=True))}) == 1
        if uri.endswith(".bib"):
            return bool(parse_string(text, "bibtex").entries)
    except (ValueError, PybtexError):
        return False
    return not any(live in text.lower() for live in LIVE) or uri.endswith((".yml", ".ris"))

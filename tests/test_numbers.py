"""What the review knows is written once, and said in words wherever prose asks for it."""

from __future__ import annotations

import inspect
import re
import shutil
import sys
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from evidence_review.check import examine
from evidence_review.macros import Macros
from evidence_review.phrases import number_in_words, share_in_words
from evidence_review.records.scales import Agreement
from evidence_review.strength import steps
from evidence_review.strength.steps import NUMBERS
from tests.places import REAL, REPOSITORY, TOY
from tests.reviews import read

TYPED = re.compile(
    r"\b(one|two|1|2) in (two|three|3)\b|at least (three|half|a third)\b", re.IGNORECASE
)
CONTESTED = '"At least {rule:contested-share} beds stand otherwise."'


@pytest.mark.parametrize(
    ("share", "words"),
    [(Fraction(1, 2), "half"), (Fraction(1, 3), "a third"), (Fraction(2, 15), "two in 15")],
)
def test_a_share_in_words(share: Fraction, words: str) -> None:
    assert share_in_words(share) == words
    assert number_in_words(400) == "400"


def words_about_the_rule() -> list[Path]:
    """The files that speak of the rule in words of their own."""
    engine = REPOSITORY / "hooks/evidence_review"
    templates = [f for f in engine.rglob("*.html") if f.parent.name != "archive"]
    docs = [REPOSITORY / "docs" / name for name in ("method.md", "glossary.md")]
    return [
        *engine.glob("strength/*.py"),
        *templates,
        *docs,
        REAL / "vocabulary.yml",
    ]


def of_today(text: str) -> str:
    """A vocabulary without what its words meant before, which nothing moves any more."""
    return text.partition("\nchanges:\n")[0]


def test_no_number_of_the_rule_is_typed() -> None:
    assert len(words_about_the_rule()) > 30
    typed = {
        f"{file.name}: {found[0]}"
        for file in words_about_the_rule()
        for found in TYPED.finditer(of_today(file.read_text()))
    }
    assert typed == set()


def folder(tmp_path: Path, definition: str) -> Path:
    made = Path(shutil.copytree(TOY, tmp_path / "evidence"))
    words = made / "vocabulary.yml"
    head, degree, tail = words.read_text().partition("  - id: contested\n")
    words.write_text(
        head + degree + re.sub("definition: .*", f"definition: {definition}", tail, count=1)
    )
    return made


def test_the_vocabulary_asks_for_a_number(tmp_path: Path) -> None:
    review = examine(folder(tmp_path, CONTESTED)).review
    assert review is not None
    said = review.vocabulary.agreements.term(Agreement.CONTESTED).definition
    assert said == f"At least {NUMBERS['contested-share']} beds stand otherwise."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{rule:very-serious-share} and {x} and {odd:x}", "half and {x} and {odd:x}"),
        ("{level:kb6cqt}; {Level:kb6cqt}", "seedling; Seedling"),
        ("{agreement:kb6cqt}", "one bed"),
        ("{Sources:kb6cqt}, {studies:kb6cqt} studies", "One, one studies"),
        ("{count:findings} findings, {count:gaps} gap", "eleven findings, one gap"),
        (
            "`{count:gaps}`\n```\n{count:gaps}\n```\n{count:gaps}",
            "`{count:gaps}`\n```\n{count:gaps}\n```\none",
        ),
        ("{count:provisional} of {count:graded}; {count:tales}", "two of eight; one"),
        ("{level:eem6pk} {agreement:eem6pk}", "{level:eem6pk} {agreement:eem6pk}"),
        ("{count:beans} {level:000000}", "{count:beans} {level:000000}"),
    ],
)
def test_a_macro_says_what_the_review_knows(typed: str, said: str) -> None:
    assert Macros(read(TOY)).said(typed) == said


def test_a_changed_constant_is_said_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    source = inspect.getsource(steps)
    changed = {
        "SERIOUS_SHARE": "Fraction(2, 5)", "VERY_SERIOUS_SHARE": "Fraction(3, 5)",
        "FEW_PEOPLE": "5", "WIDE_INTERVAL": "7", "LARGE_EFFECT": "9",
    }  # fmt: skip
    for name, number in changed.items():
        source, times = re.subn(rf"(?m)^{name} = .*$", f"{name} = {number}", source)
        assert times == 1
    module = ModuleType("changed")
    monkeypatch.setitem(sys.modules, "changed", module)
    exec(source, module.__dict__)
    said = " ".join(when for step in module.STEPS.values() for when in step.when.values())
    assert not re.search(r"a third|at least half|400|three times|above 2", said)
    for words in ("two in five", "three in five", "five people or fewer", "seven times", "nine"):
        assert words in said

"""How hard a text is to read."""

from __future__ import annotations

import pytest

from evidence_review.rules.prose import BRIDGE_WORDS, READING_AGE
from evidence_review.rules.prose import reading_age as rule
from evidence_review.rules.readability import grade, reading_age, syllables


def test_a_sentence_whose_grade_is_published() -> None:
    # 24 syllables in 13 words, grade 11.3: Wikipedia, "Flesch-Kincaid readability tests".
    said = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert grade(said) == pytest.approx(11.3, abs=0.05)
    assert reading_age(said) == pytest.approx(16.3, abs=0.05)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("two gives went like scale helped 44 GP don’t", 1),
        ("people able cases about trial being rated teacher’s", 2),
        ("evidence adviser quality organise", 3),
        ("relationship understanding", 4),
        ("organisation", 5),
    ],
)
def test_syllables(words: str, number: int) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), number)


def test_long_sentences_are_harder_than_the_same_words_in_short_ones() -> None:
    long = "People came early and they stayed late and they talked about work and home."
    short = "People came early. And they stayed late. And they talked about work and home."
    assert grade(long) > grade(short)


def test_a_full_stop_inside_a_figure_ends_no_sentence() -> None:
    assert grade("It fell by 16.7 per cent.") == grade("It fell by 16 7 per cent.")


def test_the_rules_say_their_limits() -> None:
    assert f"age of {READING_AGE}" in (rule.__doc__ or "")
    assert BRIDGE_WORDS == 9

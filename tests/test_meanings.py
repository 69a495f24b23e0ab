"""A gap's question and a word's meaning: what was published is not lost when they change."""

from __future__ import annotations

import re

import pytest

from tests.repositories import Repository

GAP, WORDS = "gaps/do-beans-listen.yml", "vocabulary.yml"
ONE_ROW = "Every independent bed points the same way."


def asked_for(repository: Repository, rule: str) -> str:
    """The line that the one problem of ``rule`` says to add."""
    (message,) = [p.message for p in repository.problems() if p.rule == rule]
    found = re.search(r"- \{.*\}$", message)
    assert found, message
    return f"  {found[0]}\n"


def add(repository: Repository, path: str, line: str) -> None:
    file = repository.evidence / path
    file.write_text(file.read_text().rstrip("\n") + "\n" + line)


def test_the_question_of_a_gap_says_what_it_was(repository: Repository) -> None:
    repository.edit(GAP, ("when they are sung to?", "near a choir?"))
    line = asked_for(repository, "question-changed")
    assert "Do beans grow better when they are sung to?" in line
    add(repository, GAP, line.replace("TODO", "Choirs are what was tried."))
    assert repository.found() == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (GAP, "Do beans grow better", "Do beans grow beter"),
        (GAP, "would_answer: A plot", "would_answer: One plot"),
        (WORDS, "Every independent bed", "Every independant bed"),
        (WORDS, "id: single-source\n", "id: single-source\n    also_called: [lone bed]\n"),
    ],
)
def test_a_mend_or_a_field_that_is_new_is_no_change(
    repository: Repository, path: str, old: str, new: str
) -> None:
    repository.edit(path, (old, new))
    assert repository.found() == []


@pytest.mark.parametrize(
    ("old", "new", "was"),
    [
        (ONE_ROW, "Nine beds in ten point the same way.", f"Its definition was: {ONE_ROW}"),
        ("name: One row", "name: Straight row", "Its name was: One row"),
    ],
)
def test_a_word_that_findings_rest_on_says_what_it_meant(
    repository: Repository, old: str, new: str, was: str
) -> None:
    repository.edit(WORDS, (old, new))
    line = asked_for(repository, "meaning-changed")
    assert was in line and "terms: [consistent]" in line
    add(repository, WORDS, line)
    assert repository.found() == []


def test_a_word_that_nothing_rests_on_is_free(repository: Repository) -> None:
    new = "\n  - id: tulips\n    name: Tulips\n    definition: Red.\n    core: false\n"
    repository.edit(WORDS, ("sectors:\n", f"sectors:{new}"))
    repository.commit()
    repository.edit(WORDS, ("definition: Red.", "definition: A yellow flower of spring."))
    assert repository.found() == []


def test_what_was_listed_is_not_taken_out(repository: Repository) -> None:
    repository.edit(GAP, ("Do beans like music?", "Do beans hum?"))
    repository.edit(WORDS, ("Beds were counted", "Beds were numbered"))
    found = [(p.path, p.rule) for p in repository.problems()]
    assert found == [(f"evidence/{path}", "history-rewritten") for path in (GAP, WORDS)]

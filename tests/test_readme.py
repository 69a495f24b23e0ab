"""What the README and the docs say can be done can be done, and nothing that can be done is left
out of them."""

from __future__ import annotations

import re

import click
import pytest

from evidence_review.commands.main import main
from tests.places import REPOSITORY

README = (REPOSITORY / "README.md").read_text()
DOCS = README + "".join(page.read_text() for page in (REPOSITORY / "docs").rglob("*.md"))
TARGETS = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))


def commands(group: click.Group, before: str = "evidence") -> list[str]:
    """Every command, as it is typed."""
    found = []
    for name, command in group.commands.items():
        typed = f"{before} {name}"
        found += commands(command, typed) if isinstance(command, click.Group) else [typed]
    return found


def test_the_readme_fits_on_two_screens() -> None:
    assert len(README.splitlines()) <= 80


def test_every_make_command_named_is_one() -> None:
    typed = re.findall(r"^(?:[A-Z_]+=\S+ )*make ([a-z-]+)|`make ([a-z-]+)[ `]", DOCS, re.MULTILINE)
    named = {line or inline for line, inline in typed}
    assert {"serve", "test", "site"} <= named <= TARGETS


def test_ci_runs_the_command_of_the_readme() -> None:
    assert "make test" in (REPOSITORY / ".ci/run").read_text()
    assert ".ci/run" in (REPOSITORY / ".github/workflows/check.yml").read_text()


@pytest.mark.parametrize("command", commands(main))
def test_every_command_is_in_the_docs(command: str) -> None:
    assert command in DOCS


def test_every_command_in_the_docs_exists() -> None:
    typed = re.findall(r"`(evidence [a-z]+(?: [a-z]+)?)", DOCS)
    assert len(typed) > 10
    known = commands(main)
    assert [t for t in typed if not any(t.startswith(c) or c.startswith(t) for c in known)] == []


def test_every_file_that_the_readme_names_is_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(named) > 3
    assert [name for name in named if not (REPOSITORY / name).exists()] == []


def test_no_lock_file_names_a_registry() -> None:
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (REPOSITORY / name).read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text

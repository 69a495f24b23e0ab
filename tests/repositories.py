"""Git repositories that hold the toy review, for what looks at an earlier state of it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from evidence_review.check import examine
from evidence_review.problems import Problem
from evidence_review.reading.load import load
from evidence_review.review import Review
from tests.places import TODAY

VERSION_TWO = """
  - version: 2
    date: 2026-11-22
    change: The record was put right.
"""


def git(folder: Path, *arguments: str) -> str:
    """Run git without the settings of whoever runs the tests."""
    alone = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Toy", "GIT_AUTHOR_EMAIL": "toy@toy.example",
        "GIT_COMMITTER_NAME": "Toy", "GIT_COMMITTER_EMAIL": "toy@toy.example",
    }  # fmt: skip
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], env=alone, check=True, capture_output=True
    )
    return done.stdout.decode().strip()


@dataclass(frozen=True)
class Repository:
    """The toy review in a subfolder of a git repository, committed as `main`."""

    root: Path

    @property
    def evidence(self) -> Path:
        return self.root / "evidence"

    def commit(self, message: str = "a change") -> None:
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message", message)

    def edit(self, path: str, *edits: tuple[str, str]) -> None:
        """Replace each first text, which must be there, by the second."""
        file = self.evidence / path
        text = file.read_text()
        for old, new in edits:
            assert old in text, f"{path} does not hold {old!r}"
            text = text.replace(old, new, 1)
        file.write_text(text)

    def add_version(self, path: str) -> None:
        text = (self.evidence / path).read_text().rstrip("\n")
        before, after = text.split("\nhistory:\n")
        entries = [line for line in after.split("\n") if line.startswith((" ", "-"))]
        rest = after.split("\n")[len(entries) :]
        lines = [before, "history:", *entries, VERSION_TWO.strip("\n"), *rest]
        (self.evidence / path).write_text("\n".join(lines) + "\n")

    def problems(self, base: str = "main") -> list[Problem]:
        """What the comparison finds, and whatever else is wrong but for what was not frozen."""
        found = examine(self.evidence, today=TODAY, shown_as="evidence", base=base).problems
        return [problem for problem in found if problem.rule != "version-not-frozen"]

    def found(self, base: str = "main") -> list[str]:
        return [f"{p.path}:{p.line} {p.rule}" for p in self.problems(base)]

    def review(self) -> Review:
        review = load(self.evidence).review
        assert review is not None
        return review

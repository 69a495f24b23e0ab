"""Spelling: what records say, looked over for slips and for American forms.

``python -m tests.spelling`` prints every word to look at. It stops no test: somebody who adds a
study is told, and need not be held up.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import codespell_lib

from evidence_review.review import Review
from tests.places import REAL, REPOSITORY
from tests.reviews import read

# Right in British English in the sense in which it stands here (a court gives a judgment), or the
# name of an American body or of a person.
BRITISH_TOO = {
    "practice", "practices", "story", "stories", "focused", "center", "labor",
    "judgment", "judgments", "gray",
}  # fmt: skip


def american(words: str) -> set[str]:
    """The words of American spelling among ``words``, by codespell's own list."""
    listed = Path(codespell_lib.__file__).parent / "data/dictionary_en-GB_to_en-US.txt"
    pairs = (line.partition("->") for line in listed.read_text().splitlines())
    known = {word.strip() for _, _, after in pairs for word in after.split(",")} - {""}
    return (set(re.findall(r"[a-z]+", words.lower())) & known) - BRITISH_TOO


# What codespell is told to leave alone.
_TOLD = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["codespell"]
IGNORED = set(_TOLD["ignore-words-list"].split(","))

# What is no word of a page in a template or in Markdown.
CODE = re.compile(r"<style>.*?</style>|\{[{%#].*?[}%#]\}|<[^>]*>|\]\([^)]*\)", re.DOTALL)


def misspelt(words: str) -> list[str]:
    """The words that codespell knows as slips, in the order in which they stand."""
    listed = Path(codespell_lib.__file__).parent / "data/dictionary.txt"
    known = {line.partition("->")[0] for line in listed.read_text().splitlines()}
    return [word for word in re.findall(r"[a-z]+", words.lower()) if word in known - IGNORED]


def pages_and_templates() -> Iterator[tuple[str, str]]:
    """Every hand-written page and every template, without its code."""
    for place, kind in ((REPOSITORY / "docs", "*.md"), (REPOSITORY / "hooks", "*.html")):
        for file in place.rglob(kind):
            yield file.name, CODE.sub(" ", file.read_text())


def records(review: Review) -> Iterator[tuple[str, str]]:
    """Everything that the records say in our words; sources keep their own spelling."""
    for f in review.findings:
        said = [f.claim, f.summary, f.does_not_mean, f.holds_for, f.why_they_differ or ""]
        said += [item.result + " " + (item.because or "") for item in f.evidence]
        said += [related.why for related in f.related] + [entry.change for entry in f.history]
        yield f.path, " ".join(said)
    for source in review.sources:
        yield source.path, f"{source.sample} {source.stake} {source.limitations}"
    for gap in review.gaps:
        yield (
            gap.path,
            f"{gap.question} {gap.why_it_matters} {gap.what_is_known} {gap.would_answer}",
        )


def faults(said: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Every word to look at, after the file it stands in."""
    for path, words in said:
        for word in dict.fromkeys([*misspelt(words), *sorted(american(words))]):
            yield f"{path}: {word}"


if __name__ == "__main__":
    found = list(faults(records(read(REAL))))
    print("\n".join(found) or "no word to look at")
    sys.exit(bool(found))

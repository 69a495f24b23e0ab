"""The reviews that many tests look at, each read once in a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from evidence_review.reading.load import load
from evidence_review.review import Review


@cache
def read(folder: Path) -> Review:
    """The review that a folder of records holds; nobody changes the records of ``folder``."""
    review = load(folder).review
    assert review is not None, f"{folder} is no review"
    return review

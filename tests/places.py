"""Where the tests find what they need, and the day on which they play."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from evidence_review.site import Site

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent

# Records: of this review, and of one that is made up.
REAL = REPOSITORY / "evidence"
TOY = TESTS / "toy" / "evidence"

# "Today" for every review that is made up, as a day and as SOURCE_DATE_EPOCH. The real one is built
# today.
TODAY = date(2026, 11, 22)
EPOCH = "1795305600"

# A site of pages that are made without MkDocs.
SITE = Site(
    name="The Toy Review",
    url="https://toy.example/review/",
    publisher="Toy Society",
    description="",
    language="en",
    licence="CC-BY-4.0",
    edit_url="",
    built=TODAY,
)

"""Prose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from evidence_review.reading.folder import VOCABULARY
from evidence_review.records.fields import prose_in
from evidence_review.records.finding import Finding, Status
from evidence_review.records.gap import Gap
from evidence_review.records.prose import ProseFault, Sentence, plain, prose_faults, sentences
from evidence_review.records.source import Source
from evidence_review.records.terms import Sector, Theme
from evidence_review.records.text import Frozen
from evidence_review.review import Review
from evidence_review.rules import readability
from evidence_review.rules.rule import Fault

# WCAG 2.2, success criterion 3.1.5: text that asks for more than lower secondary education, which
# ends nine years after the beginning of primary education, is to have an easier version. Nine years
# are grade 9, and grade 9 is 14 years of age as `evidence_review.rules.readability` counts.
READING_AGE = 14

# "Three things stand out." leads to what comes next; a longer sentence nearly always says something
# of its own.
BRIDGE_WORDS = 9


def prose(review: Review, today: date) -> Iterator[Fault]:
    """Markdown holds no HTML and no image, and links only to https addresses or finding ids."""
    ids = set(review.finding_by_id) | review.unread_findings
    named: list[Finding | Source | Gap] = [*review.findings, *review.sources, *review.gaps]
    records: list[tuple[str, Frozen]] = [(record.path, record) for record in named]
    records.append((VOCABULARY, review.vocabulary))
    for path, record in records:
        for at, text in prose_in(record):
            for fault in prose_faults(text, ids):
                yield Fault(path, at, fault.message, fault.words)


def reading_age(review: Review, today: date) -> Iterator[Fault]:
    """Claim and summary together can be read at the age of 14 (Flesch-Kincaid, in English)."""
    for finding in review.standing:
        age = readability.reading_age(f"{finding.claim} {plain(finding.summary)}")
        if age > READING_AGE:
            message = (
                f"claim and summary have a reading age of {age:.1f}, and {READING_AGE} is the"
                " limit; make sentences and words shorter"
            )
            yield Fault(finding.path, ("summary",), message)


def synthesis_link(review: Review, today: date) -> Iterator[Fault]:
    """Each sentence of a synthesis links a finding that stands, or leads in nine words to one."""
    lists: dict[str, tuple[Sector | Theme, ...]] = {
        "sectors": review.vocabulary.sectors,
        "themes": review.vocabulary.themes,
    }
    for name, terms in lists.items():
        for number, term in enumerate(terms):
            for fault in _synthesis_faults(term.synthesis or "", review):
                yield Fault(VOCABULARY, (name, number, "synthesis"), fault.message, fault.words)


def _synthesis_faults(text: str, review: Review) -> Iterator[ProseFault]:
    for paragraph in sentences(text):
        for sentence, following in zip_longest(paragraph, paragraph[1:]):
            if not sentence.ids and not _is_bridge(sentence, following):
                message = f"link the finding that this rests on: '{sentence.words}'"
                yield ProseFault(message, sentence.words)
            for linked in sentence.ids:
                finding = review.finding_by_id.get(linked)
                if finding is not None and finding.status is not Status.PUBLISHED:
                    message = f"'{linked}' is {finding.status}; link to a finding that stands"
                    yield ProseFault(message, linked)


def _is_bridge(sentence: Sentence, following: Sentence | None) -> bool:
    short = len(sentence.words.split()) <= BRIDGE_WORDS or sentence.words.endswith("?")
    return short and following is not None and bool(following.ids)

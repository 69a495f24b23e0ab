"""Prose, and the vocabulary itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from evidence_review.load import VOCABULARY
from evidence_review.markdown import prose_faults
from evidence_review.problems import did_you_mean
from evidence_review.review import Review
from evidence_review.rules.rule import Fault, rule
from evidence_review.text import Frozen
from evidence_review.vocabulary import Agreement, Level
from evidence_review.yaml_reader import Location


@rule
def prose(review: Review, today: date) -> Iterator[Fault]:
    """Markdown holds no HTML and no image, and links only to https addresses or finding ids."""
    ids = set(review.finding_by_id) | review.unread_findings
    records: list[tuple[str, Location, Frozen]] = [(f.path, (), f) for f in review.findings]
    records += [(gap.path, (), gap) for gap in review.gaps]
    lists: dict[str, tuple[Frozen, ...]] = {
        "sectors": review.vocabulary.sectors,
        "themes": review.vocabulary.themes,
    }
    for name, terms in lists.items():
        records += [(VOCABULARY, (name, number), term) for number, term in enumerate(terms)]
    fields = (
        *("summary", "does_not_mean", "holds_for", "why_they_differ", "synthesis"),
        *("why_it_matters", "what_is_known"),
    )
    for path, at, record in records:
        for name in fields:
            text = getattr(record, name, None)
            if isinstance(text, str):
                for message in prose_faults(text, ids):
                    yield Fault(path, (*at, name), message)


@rule
def vocabulary_links(review: Review, today: date) -> Iterator[Fault]:
    """A theme names a question, a relation names an inverse that names it back."""
    vocabulary = review.vocabulary
    for number, theme in enumerate(vocabulary.themes):
        if theme.question not in vocabulary.questions.ids:
            right = did_you_mean(theme.question, vocabulary.questions.ids)
            message = f"there is no question '{theme.question}'; {right}"
            yield Fault(VOCABULARY, ("themes", number, "question"), message)
    inverses = {relation.id: relation.inverse for relation in vocabulary.relations}
    for number, relation in enumerate(vocabulary.relations):
        if inverses.get(relation.inverse) != relation.id:
            message = f"'{relation.inverse}' does not name '{relation.id}' as its inverse"
            yield Fault(VOCABULARY, ("relations", number, "inverse"), message)


@rule
def vocabulary_levels(review: Review, today: date) -> Iterator[Fault]:
    """Every level of strength and degree of agreement has a name and a definition."""
    wanted: dict[str, list[StrEnum]] = {"strengths": [*Level], "agreements": [*Agreement]}
    for name, levels in wanted.items():
        missing = [level for level in levels if level not in review.vocabulary.lists[name]]
        for level in missing:
            yield Fault(VOCABULARY, (name,), f"'{level}' is missing")

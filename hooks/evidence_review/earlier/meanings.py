"""What words of the vocabulary meant and mean now, as far as published findings rest on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pydantic import BaseModel

from evidence_review.earlier.difference import is_mend
from evidence_review.records.fields import fields_of
from evidence_review.records.terms import AgreementTerm, Question, StrengthTerm, Term, TrackTerm
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.review import Review

AnyTerm: TypeAlias = Term | StrengthTerm | AgreementTerm | TrackTerm | Question

# What is told about a topic, and by which words a term is known in prose: no part of its meaning.
_APART = {"id", "formerly", "in_a_sentence", "synthesis", "also_called", "plural", "words"}


@dataclass(frozen=True)
class Meaning:
    """A word that means something else now: where it stands, and what it meant, in words."""

    of: str
    number: int
    id: str
    field: str
    words: str


def moved_meanings(before: Review, after: Review) -> Iterator[Meaning]:
    """Every word that ``before`` rests on and that ``after`` calls or defines otherwise.

    A mend of spelling is nothing, nor is a field that was not there, or a name that went with an
    id; of two editions of the rule only names and definitions are held against each other.
    """
    for of, old_id in sorted(_used(before)):
        _, was = _called(before.vocabulary, of, old_id)
        number, now = _called(after.vocabulary, of, old_id)
        if was is None or now is None:
            continue
        moved = list(_moved(was, now))
        if moved:
            words = "; ".join(words for _, words in moved)
            yield Meaning(of, number, str(now.id), moved[0][0], words)


def _moved(was: AnyTerm, now: AnyTerm) -> Iterator[tuple[str, str]]:
    fields = was.model_fields_set & type(now).model_fields.keys() - _APART
    if type(was) is not type(now):
        fields &= {"name", "definition"}
    if was.id != now.id:
        fields -= {"name"}
    for field in sorted(fields):
        old, new = getattr(was, field), getattr(now, field)
        if old != new and not is_mend(old, new):
            yield field, f"its {field.replace('_', ' ')} was: {_as_words(old)}"


def _as_words(value: object) -> str:
    if isinstance(value, BaseModel):
        return ", ".join(f"{name} {_as_words(inner)}" for name, inner in value)
    if isinstance(value, tuple):
        return " and ".join(map(_as_words, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _called(vocabulary: Vocabulary, of: str, name: str) -> tuple[int, AnyTerm | None]:
    """The place and the term whose id is ``name``, or was."""
    for number, term in enumerate(getattr(vocabulary, of, ())):
        if name in (term.id, *getattr(term, "formerly", ())):
            return number, term
    return -1, None


def _used(review: Review) -> set[tuple[str, str]]:
    """Every word that a finding, or a source of one, or a verdict on one is put in, by its list."""
    found: set[tuple[str, str]] = set()
    for finding in review.findings:
        found.update(_named(finding))
        found.add(("tracks", finding.track))
        for item in finding.evidence:
            if item.source in review.source_by_key:
                found.update(_named(review.source_by_key[item.source]))
    for finding in review.complete().findings:
        judgement = review.judgement(finding)
        if judgement.strength and judgement.agreement:
            found |= {("strengths", judgement.strength), ("agreements", judgement.agreement)}
    return found


def _named(record: BaseModel) -> Iterator[tuple[str, str]]:
    """Every word of a list of the vocabulary that stands in a record or inside it, by its list."""
    attributes = {field.alias or name: name for name, field in type(record).model_fields.items()}
    for field in fields_of(type(record))[0].fields:
        value = getattr(record, attributes[field.name])
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                yield from _named(part)
            elif field.from_list and isinstance(part, str):
                yield field.from_list, part

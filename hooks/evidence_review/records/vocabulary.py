"""The vocabulary: the words a review may use, what they mean and in which order they stand.

Nothing of one review stands in the code. What a word *does* (how a bearing counts, where a design
starts) is a field of the word, so that another review can bring words of its own.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, core_schema

from evidence_review.problems import did_you_mean
from evidence_review.records.scales import Agreement, Level, Track
from evidence_review.records.terms import (
    AgreementTerm,
    Bearing,
    Design,
    Measure,
    Question,
    ReadingOf,
    Relation,
    Sector,
    StrengthTerm,
    Term,
    Terms,
    Theme,
    TrackTerm,
)
from evidence_review.records.text import Day, Frozen, Line, Name


class MeaningChange(Frozen):
    """That words mean something else now, or are called otherwise."""

    date: Day
    terms: tuple[Name, ...] = Field(min_length=1, description="The ids of the words.")
    change: Line = Field(description="What changed and why, with what it was before.")


class Vocabulary(Frozen):
    """Every list of words of a review, each in display order."""

    strengths: Terms[StrengthTerm] = Field(title="Strength")
    agreements: Terms[AgreementTerm] = Field(title="Agreement")
    bearings: Terms[Bearing] = Field(min_length=1, title="Bearing of a source on a claim")
    tracks: Terms[TrackTerm] = Field(title="Kinds of claim")
    sectors: Terms[Sector] = Field(min_length=1, title="Sectors")
    questions: Terms[Question] = Field(title="Questions that themes are gathered under")
    themes: Terms[Theme] = Field(min_length=1, title="Themes")
    designs: Terms[Design] = Field(min_length=1, title="Research designs")
    measures: Terms[Measure] = Field(default_factory=Terms, title="Measures of effect")
    relations: Terms[Relation] = Field(title="How findings stand to each other")
    speakers: Terms[Term] = Field(title="Who speaks in a quote")
    reading: Terms[ReadingOf] = Field(min_length=1, title="What was read")
    access: Terms[Term] = Field(min_length=1, title="Access")
    circles: Terms[Term] = Field(title="Circles of authors")
    changes: tuple[MeaningChange, ...] = Field(
        (), description="What words meant before, where published findings rest on them."
    )

    levels_of: ClassVar[tuple[str, ...]] = ("strengths", "agreements", "tracks")
    """The lists that name every word of a scale of the engine."""

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """The ids of every list, by the list's name."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: terms.ids for name, terms in fields.items() if isinstance(terms, Terms)}

    def strength(self, level: Level | None) -> StrengthTerm | None:
        """The name and meaning of a level; None where nothing is graded."""
        return self.strengths.term(level) if level else None

    def agreement(self, degree: Agreement | None) -> AgreementTerm | None:
        """The name and meaning of a degree of agreement; None where nothing is graded."""
        return self.agreements.term(degree) if degree else None

    def right(self, name: str, near: str) -> str:
        """What the list ``name`` holds, and what those words mean that are nearest to ``near``."""
        terms: list[Term] = list(getattr(self, name))
        called = {word.casefold(): term for term in terms for word in (term.id, term.name)}
        words = difflib.get_close_matches(near.casefold(), called, n=3, cutoff=0.5)
        shared = [word for word in called if _stems(word) & _stems(near.casefold())]
        nearest = list({called[word].id: called[word] for word in (*words, *shared)}.values())[:3]
        meanings = (f"; '{term.id}': {term.definition.rstrip('.')}" for term in nearest)
        return did_you_mean(near, self.lists[name]) + "".join(meanings)

    @model_validator(mode="after")
    def _whole(self) -> Vocabulary:
        """Refuse words that name words which are not there: no page can be made with them."""
        if faults := [*self._links(), *self._levels(), *self._measures()]:
            raise ValidationError.from_exception_data(type(self).__name__, faults)
        return self

    def _links(self) -> Iterator[InitErrorDetails]:
        """A theme names a question, a relation names an inverse that names it back."""
        for number, theme in enumerate(self.themes):
            if theme.question not in self.questions.ids:
                right = did_you_mean(theme.question, self.questions.ids)
                error = PydanticCustomError(
                    "vocabulary-links",
                    "there is no question '{question}'; {right}",
                    {"question": theme.question, "right": right},
                )
                yield _fault(error, ("themes", number, "question"))
        inverses = {relation.id: relation.inverse for relation in self.relations}
        for number, relation in enumerate(self.relations):
            if inverses.get(relation.inverse) != relation.id:
                error = PydanticCustomError(
                    "vocabulary-links",
                    "'{inverse}' does not name '{id}' as its inverse",
                    {"inverse": relation.inverse, "id": relation.id},
                )
                yield _fault(error, ("relations", number, "inverse"))

    def _levels(self) -> Iterator[InitErrorDetails]:
        """Every level, degree and track has a name and a definition."""
        scales: dict[str, type[StrEnum]] = {
            "strengths": Level, "agreements": Agreement, "tracks": Track
        }  # fmt: skip
        wanted = {name: list(scales[name]) for name in self.levels_of}
        for name, levels in wanted.items():
            for level in levels:
                if level not in self.lists[name]:
                    error = PydanticCustomError(
                        "vocabulary-levels", "'{level}' is missing", {"level": str(level)}
                    )
                    yield _fault(error, (name,))

    def _measures(self) -> Iterator[InitErrorDetails]:
        """The numbers of a measure agree; a ratio shows no effect at 1."""
        for number, measure in enumerate(self.measures):
            for field, message in measure.disagreements.items():
                error = PydanticCustomError("vocabulary-numbers", "{message}", {"message": message})
                yield _fault(error, ("measures", number, field))


def _stems(words: str) -> set[str]:
    """The beginnings of the longer words of a name, so that "trials" is near to "trial"."""
    return {word[:5] for word in re.findall(r"\w{4,}", words.replace("_", " "))}


def heading_of(name: str) -> str:
    """The heading of the list ``name`` of the vocabulary. ``KeyError`` if there is none."""
    return Vocabulary.model_fields[name].title or name


def _fault(error: PydanticCustomError, at: tuple[int | str, ...]) -> InitErrorDetails:
    return InitErrorDetails(type=error, loc=at, input=at)


@dataclass(frozen=True)
class FromList:
    """Marks a text field whose value must stand in the list ``name`` of the vocabulary.

    The vocabulary is the context of the validation. In the JSON Schema the field carries
    ``x-vocabulary``, which :mod:`evidence_review.downloads.schema` turns into the ids that are
    allowed.
    """

    name: str

    def check(self, value: str, info: ValidationInfo) -> str:
        """Return ``value``, or raise the error that names what is allowed."""
        if not isinstance(info.context, Vocabulary):
            return value
        allowed = info.context.lists[self.name]
        if value in allowed:
            return value
        right = info.context.right
        raise PydanticCustomError(
            "vocabulary",
            "'{value}' is not in the list '{name}'",
            # A function, since a file may hold thousands of such words, and few are told.
            {"value": value, "name": self.name, "right": lambda: right(self.name, value)},
        )

    def __get_pydantic_core_schema__(
        self, source: type[object], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        return {**handler(schema), "x-vocabulary": self.name}

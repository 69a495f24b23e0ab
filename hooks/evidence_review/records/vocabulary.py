"""The vocabulary: the words a review may use, what they mean and in which order they stand.

Nothing of one review stands in the code. What a word *does* (how a bearing counts, where a design
starts) is a field of the word, so that another review can bring words of its own.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Generic, TypeVar, get_args

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
from evidence_review.records.scales import Agreement, Counts, Level, Reading, Side, Track
from evidence_review.records.text import Day, Frozen, Line, Name, Number, Prose


class Term(Frozen):
    """One word of the vocabulary."""

    id: Name
    name: Line
    definition: Line


class Sector(Term):
    """A kind of service. Core sectors are those the review sets out to cover."""

    core: bool = Field(description="Whether the review sets out to cover it.")
    formerly: tuple[Name, ...] = Field((), description="Ids it had; their addresses lead here.")
    in_a_sentence: Line | None = Field(None, description="What is known, in one sentence.")
    synthesis: Prose | None = Field(None, description="What is known, in Markdown.")


class Question(Frozen):
    """A question that themes are gathered under."""

    id: Name
    name: Line


class Theme(Term):
    """How or why a relationship matters, or what it takes."""

    question: Name
    formerly: tuple[Name, ...] = Field((), description="Ids it had; their addresses lead here.")
    synthesis: Prose | None = Field(None, description="What is known, in Markdown.")


class TrackTerm(Frozen):
    """The name and meaning of one track, and the words by which claims of it are known."""

    id: Track
    name: Line
    definition: Line
    plural: Line = Field(description='What several such claims are called: "accounts".')
    words: tuple[Line, ...] = Field((), description="Words that only claims of this track use.")


class Starts(Frozen):
    """The strength that one source of a design starts from, on each track that is judged."""

    effect: Level = Field(description="For a claim that one thing changes another.")
    association: Level = Field(description="For a claim that one thing goes with another.")
    understanding: Level = Field(description="For a claim on what something is like.")

    def on(self, track: Track) -> Level:
        """The starting level on ``track``. ``AttributeError`` where it is not judged."""
        level: Level = getattr(self, track.value)
        return level


class Design(Term):
    """A research design."""

    starts: Starts | None = Field(
        None, description="How sure one source of this design makes us; nothing for no evidence."
    )
    pools: bool = Field(description="Whether it puts many studies together.")
    trial: bool = Field(False, description="Whether chance decided who was given what.")

    @property
    def study(self) -> bool:
        """Whether it is research, rather than testimony or opinion."""
        return self.starts is not None


class Measure(Term):
    """A way to say how large a difference or a link is."""

    no_effect: Number | None = Field(None, description="Its value where nothing differs.")
    ratio: bool = Field(False, description="Whether it is a ratio, always above zero.")
    relative_risk: bool = Field(False, description="Whether it compares two risks or two rates.")
    lowest: Number | None = Field(None, description="The least value that it can have.")
    highest: Number | None = Field(None, description="The greatest value that it can have.")
    side: Side = Field(
        Side.ABOVE, description="On which side of no effect claims lie unless an effect says so."
    )
    family: Name | None = Field(None, description="Measures of one family share an axis.")
    worthwhile: tuple[Number, Number] | None = Field(
        None, description="From where on, below and above, an effect is worth having."
    )
    worthwhile_source: Line | None = Field(None, description="Who says so, with a DOI.")


class Bearing(Term):
    """What a source says about a claim, and how that counts."""

    heading: Line = Field(description="The heading such evidence stands under on a page.")
    counts: Counts = Field(description="How such evidence counts when sources are weighed.")


class Relation(Term):
    """How one finding stands to another. Its inverse is shown on the other finding's page."""

    inverse: Name = Field(description="The relation as the other finding would say it.")
    contradiction: bool = Field(description="Whether the two cannot both be wholly true.")
    both_ways: bool = Field(description="Whether both findings must say it, each with a reason.")


class ReadingOf(Term):
    """What of a source was read."""

    counts_as: Reading = Field(description="Whether enough was read to judge the method.")


class StrengthTerm(Frozen):
    """The name and meaning of one level of strength."""

    id: Level
    name: Line
    definition: Line
    also_called: tuple[Line, ...] = Field((), description="Other words for this level in prose.")


class AgreementTerm(Frozen):
    """The name and meaning of one degree of agreement."""

    id: Agreement
    name: Line
    definition: Line
    also_called: tuple[Line, ...] = Field((), description="Other words for this degree in prose.")


T = TypeVar("T", bound="Term | Question | StrengthTerm | AgreementTerm | TrackTerm")


class Terms(tuple[T, ...], Generic[T]):
    """The terms of one list, in display order."""

    def term(self, key: str) -> T:
        """The term whose id is ``key``; ``KeyError`` if there is none."""
        for term in self:
            if term.id == key:
                return term
        raise KeyError(key)

    @property
    def ids(self) -> list[str]:
        """The ids, in display order."""
        return [str(term.id) for term in self]

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[object], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        (of,) = get_args(source)
        # The item type is known only while the program runs; a type checker cannot follow it.
        terms = handler.generate_schema(tuple.__class_getitem__((of, ...)))
        return core_schema.no_info_after_validator_function(cls._of, terms)

    @classmethod
    def _of(cls, terms: tuple[T, ...]) -> Terms[T]:
        repeated = [key for key, times in Counter(term.id for term in terms).items() if times > 1]
        if repeated:
            raise PydanticCustomError(
                "duplicate", "the id '{id}' stands more than once", {"id": str(repeated[0])}
            )
        return cls(terms)


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
        if faults := [*self._links(), *self._levels()]:
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

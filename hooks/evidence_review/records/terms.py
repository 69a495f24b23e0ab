"""The words that a review may use, each a term whose fields say what it means and does."""

from __future__ import annotations

from collections import Counter
from typing import Generic, TypeVar, get_args

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from evidence_review.records.scales import Agreement, Counts, Level, Reading, Side, Track
from evidence_review.records.text import Frozen, Line, Name, Number, Prose


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

    @property
    def disagreements(self) -> dict[str, str]:
        """Each field whose number does not go with the others, and why."""
        null, lowest, highest = self.no_effect, self.lowest, self.highest
        found: dict[str, str] = {}
        if lowest is not None and highest is not None and lowest >= highest:
            found["highest"] = f"this is not above the lowest value, {lowest:g}"
        elif null is not None and lowest is not None and null < lowest:
            found["no_effect"] = f"this is below the lowest value, {lowest:g}"
        elif null is not None and highest is not None and null > highest:
            found["no_effect"] = f"this is above the highest value, {highest:g}"
        if self.ratio and null != 1:
            found["ratio" if null is None else "no_effect"] = "a ratio has 'no_effect: 1'"
        if self.ratio and lowest is not None and lowest < 0:
            found["lowest"] = "a ratio is never below 0"
        if self.worthwhile and (null is None or not self.worthwhile[0] < null < self.worthwhile[1]):
            told = "'no_effect', which is missing" if null is None else f"no effect, {null:g}"
            found["worthwhile"] = f"write a number below and one above {told}, in this order"
        return found


class Bearing(Term):
    """What a source says about a claim, and how that counts."""

    heading: Line = Field(description="The heading such evidence stands under on a page.")
    counts: Counts = Field(description="How such evidence counts when sources are weighed.")
    opposite: bool = Field(
        False, description="Of evidence against: whether it found the opposite, not merely nothing."
    )


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

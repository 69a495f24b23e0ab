"""Records as they were under the first edition of the rule, to read what was published then.

Claims were of kinds, each judged on one of two tracks, and designs started from a level on both.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from evidence_review.records.finding import Finding
from evidence_review.records.scales import Level, Track
from evidence_review.records.terms import Term, Terms, TrackTerm
from evidence_review.records.text import Frozen
from evidence_review.records.vocabulary import FromList, Vocabulary


class FirstTrack(StrEnum):
    """Which of a design's starting levels applied to a kind of claim."""

    OUTCOMES = "outcomes"
    UNDERSTANDING = "understanding"


class FirstKind(Term):
    """A sort of claim, and the track on which its strength was judged."""

    judged_as: FirstTrack


class FirstStarts(Frozen):
    """The strength that one source of a design started from, for each track."""

    outcomes: Level
    understanding: Level

    def on(self, track: FirstTrack) -> Level:
        """The starting level on ``track``."""
        return self.outcomes if track is FirstTrack.OUTCOMES else self.understanding


class FirstDesign(Term):
    """A research design."""

    starts: FirstStarts
    pools: bool
    study: bool


class FirstVocabulary(Vocabulary):
    """The words of a review under the first edition."""

    kinds: Terms[FirstKind] = Field(min_length=1, title="Kinds of claim")
    designs: Terms[FirstDesign] = Field(min_length=1, title="Research designs")  # type: ignore[assignment]
    tracks: Terms[TrackTerm] = Field(default_factory=Terms)

    levels_of: ClassVar[tuple[str, ...]] = ("strengths", "agreements")


class FirstFinding(Finding):
    """A finding under the first edition."""

    kind: Annotated[str, FromList("kinds")]
    track: SkipJsonSchema[Track] = Track.UNDERSTANDING

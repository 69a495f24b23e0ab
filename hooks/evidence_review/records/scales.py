"""The scales of the engine itself: levels, degrees and sides that every review has."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How sure we may be, from surest to least sure."""

    STRONG = "strong"
    MODERATE = "moderate"
    LIMITED = "limited"
    TENTATIVE = "tentative"
    UNTESTED = "untested"


class Agreement(StrEnum):
    """How far independent sources say the same."""

    CONSISTENT = "consistent"
    MIXED = "mixed"
    CONTESTED = "contested"
    SINGLE_SOURCE = "single-source"


class Counts(StrEnum):
    """How a bearing counts when sources are weighed."""

    FOR = "for"
    IN_PART = "in-part"
    AGAINST = "against"


class Track(StrEnum):
    """Which of a design's starting levels applies to a kind of claim."""

    OUTCOMES = "outcomes"
    UNDERSTANDING = "understanding"


class Reading(StrEnum):
    """Whether enough of a source was read to judge its method."""

    FULL = "full"
    PART = "part"

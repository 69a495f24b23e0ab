"""The scales of the engine itself: levels, degrees, sides and tracks that every review has."""

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
    UNCLEAR = "unclear"
    AGAINST = "against"

    @property
    def words(self) -> str:
        """What readers are told: "for", "in part"."""
        return self.replace("-", " ")


class Track(StrEnum):
    """What a claim says, and so by which table it is judged, if it is judged at all."""

    EFFECT = "effect"
    """Doing one thing changes another."""
    ASSOCIATION = "association"
    """One thing goes with another."""
    UNDERSTANDING = "understanding"
    """What something is like, how it works, what helps or hinders."""
    FIGURE = "figure"
    """How many: a share or a count. Not judged."""
    ACCOUNT = "account"
    """What one or a few people say. Not judged."""
    POSITION = "position"
    """What somebody holds, hopes or recommends. Not judged."""

    @property
    def graded(self) -> bool:
        """Whether a claim of this track has a level of strength."""
        return self in GRADED

    @property
    def measured(self) -> bool:
        """Whether a claim of this track can be borne out by an estimate."""
        return self in (Track.EFFECT, Track.ASSOCIATION)


GRADED = (Track.EFFECT, Track.ASSOCIATION, Track.UNDERSTANDING)


class Domain(StrEnum):
    """One reason for which the rule moves a level."""

    RISK_OF_BIAS = "risk-of-bias"
    INCONSISTENCY = "inconsistency"
    ONE_STUDY = "one-study"
    PUBLICATION_BIAS = "publication-bias"
    IMPRECISION = "imprecision"
    ADEQUACY = "adequacy"
    RATING_UP = "rating-up"


class Reading(StrEnum):
    """How much of a source was read, as far as the rule looks."""

    FULL = "full"
    PART = "part"
    SECOND_HAND = "second-hand"


class Side(StrEnum):
    """A side of the value of a measure at which nothing differs."""

    ABOVE = "above"
    BELOW = "below"

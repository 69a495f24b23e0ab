"""The numbers and words of the rule. The method page and ``data/rule.json`` are made from them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evidence_review.phrases import number_in_words, share_in_words
from evidence_review.records.scales import Domain, Level, Track

EDITION = 2
"""The edition of the rule. Findings say under which they were judged."""

LADDER = (Level.UNTESTED, Level.TENTATIVE, Level.LIMITED, Level.MODERATE, Level.STRONG)
TENTATIVE, LIMITED, MODERATE, STRONG = range(1, len(LADDER))
"""The levels from least to most sure, and on which rungs those stand that a study can leave."""

# Murad et al. 2017, doi 10.1136/ebmed-2017-110668, table 1: 400 people or fewer over all studies
# are of concern where results are not pooled.
FEW_PEOPLE = 400

# The rule's own: the worth of what speaks against the claim, and half of what speaks for it in
# part, as a share of the whole.
SERIOUS_SHARE = Fraction(1, 3)
VERY_SERIOUS_SHARE = Fraction(1, 2)
CONTESTED_SHARE = Fraction(1, 3)

# That an interval so wide may cost two levels: GRADE guidance 34, doi
# 10.1016/j.jclinepi.2022.07.014. How wide is the rule's own choice.
WIDE_INTERVAL = 3

# GRADE guidelines 9, doi 10.1016/j.jclinepi.2011.06.004: a relative risk above 2 or below 0.5.
LARGE_EFFECT = 2

# The rule's own: CERQual gives no number.
ADEQUATE_VOICES = 3


NUMBERS = {
    "edition": number_in_words(EDITION),
    "few-people": number_in_words(FEW_PEOPLE),
    "serious-share": share_in_words(SERIOUS_SHARE),
    "very-serious-share": share_in_words(VERY_SERIOUS_SHARE),
    "contested-share": share_in_words(CONTESTED_SHARE),
    "wide-interval": number_in_words(WIDE_INTERVAL),
    "large-effect": number_in_words(LARGE_EFFECT),
    "adequate-voices": number_in_words(ADEQUATE_VOICES),
}
"""The numbers of the rule in words, by the names under which prose asks for them."""

_MEASURED = (Track.EFFECT, Track.ASSOCIATION)
_ALL = (*_MEASURED, Track.UNDERSTANDING)


@dataclass(frozen=True)
class Step:
    """A domain of the rule: what it is called, on which tracks it is judged, and what costs how
    much. ``when`` says for each number of levels when they are lost, or won."""

    domain: Domain
    name: str
    tracks: tuple[Track, ...]
    when: dict[int, str]
    understood_as: str = ""
    """What it is called where a claim is about understanding."""

    def called(self, track: Track) -> str:
        """Its name on ``track``."""
        own = self.understood_as if track is Track.UNDERSTANDING else ""
        return own or self.name


_SHARES = "what speaks against the claim, and half of what holds in part, is worth at least"

STEPS = {
    step.domain: step
    for step in (
        Step(
            Domain.RISK_OF_BIAS, "risk of bias", _ALL,
            {
                1: "a serious risk of bias in the studies, or a stake of their makers",
                2: "a serious risk of bias in the studies, and a stake of their makers",
            },
            "methodological limitations",
        ),
        Step(
            Domain.INCONSISTENCY, "inconsistency", _ALL,
            {
                1: f"{_SHARES} {NUMBERS['serious-share']} of all",
                2: f"{_SHARES} {NUMBERS['very-serious-share']} of all",
            },
            "coherence",
        ),
        Step(
            Domain.ONE_STUDY, "one study", _MEASURED,
            {
                1: "only one study supports the claim, and it is neither a review of several nor a"
                f" trial at several sites with more than {NUMBERS['few-people']} people",
            },
        ),
        Step(
            Domain.PUBLICATION_BIAS, "publication bias", _MEASURED,
            {
                1: f"all the studies that support the claim are small, of {NUMBERS['few-people']}"
                " people or fewer, so that others may not have been published",
            },
        ),
        Step(
            Domain.IMPRECISION, "imprecision", _MEASURED,
            {
                1: f"{NUMBERS['few-people']} people or fewer were studied, or nobody says how many",
                2: "the upper end of every interval is more than"
                f" {NUMBERS['wide-interval']} times the lower",
            },
        ),
        Step(
            Domain.ADEQUACY, "adequacy", (Track.UNDERSTANDING,),
            {
                1: "two independent sources, not both rich, or one that is rich",
                2: "only one independent source, and it is not known to be rich",
            },
        ),
        Step(
            Domain.RATING_UP, "large effect", (Track.EFFECT,),
            {
                1: f"most studies found a relative risk above {NUMBERS['large-effect']} or below"
                " half, and none of them is a trial",
            },
        ),
    )
}  # fmt: skip

CHARGED_ONCE = (Domain.INCONSISTENCY, Domain.ONE_STUDY, Domain.PUBLICATION_BIAS)
"""Of these only the largest is charged: they may all be one reason to doubt."""

NO_CONCERN = "no concern"
SECOND_HAND = "everything was read at second hand only"
NOT_SURE = "nobody has yet read how any of these studies was made and found it at low risk of bias"
NEAR = "a study of something near supports it, and none of the claim itself"
NOTHING = "no study of the claim itself supports it"

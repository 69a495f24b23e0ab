"""The numbers and steps of the first edition."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evidence_review.records.scales import Level

LADDER = (Level.UNTESTED, Level.TENTATIVE, Level.LIMITED, Level.MODERATE, Level.STRONG)

# That few people make an estimate imprecise is GRADE's (Guyatt et al. 2011, GRADE guidelines 6,
# Journal of Clinical Epidemiology 64:1283-1293). The number was the rule's own choice: GRADE looks
# at the confidence interval, which most abstracts do not give.
SMALL_SAMPLE = 400

# This share of independent sources against the claim makes it contested; half of them leave so
# little between the sides that it costs two steps.
CONTESTED_SHARE = Fraction(1, 3)
EVEN_SHARE = Fraction(1, 2)

REPLICATION_VOICES = 3


def number_in_words(number: int) -> str:
    """``number`` as running text has it: words up to twelve, digits from there on."""
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"


def share_in_words(share: Fraction) -> str:
    """``share`` as running text has it: "half", or so many in so many."""
    if share == Fraction(1, 2):
        return "half"
    return f"{number_in_words(share.numerator)} in {number_in_words(share.denominator)}"


_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)

NUMBERS = {
    "contested-share": share_in_words(CONTESTED_SHARE),
    "even-share": share_in_words(EVEN_SHARE),
    "replication-sources": number_in_words(REPLICATION_VOICES),
    "small-sample": number_in_words(SMALL_SAMPLE),
}
"""The numbers in words."""


@dataclass(frozen=True)
class Step:
    """A step of the rule: its name, how many levels it moves and when it is taken."""

    id: str
    levels: int
    name: str
    when: str


SOURCE_STEPS = {
    step.id: step
    for step in (
        Step("indirect", -1, "indirect", "the source speaks of something near the claim"),
        Step("in-part", -1, "true only in part", "the source supports the claim only in part"),
        Step("part-read", -1, "only part read", "only an abstract or second-hand account was read"),
        Step("bias", -1, "risk of bias", "the source's method carries a stated serious risk"),
        Step("stake", -1, "stake", "its makers stand to gain from the answer"),
        Step(
            "small", -1, "small sample",
            f"the claim is about outcomes and fewer than {NUMBERS['small-sample']} people were"
            " studied",
        ),
    )
}  # fmt: skip

TOGETHER_STEPS = {
    step.id: step
    for step in (
        Step(
            "alone", -1, "one independent source",
            "only one independent source speaks for the claim, and it is not itself a systematic"
            " review of many studies",
        ),
        Step(
            "replicated", 1, "independent replication",
            f"at least {NUMBERS['replication-sources']} independent sources support the claim"
            " wholly, and each of them is worth as much as the best source, or one level less, and"
            " is not untested",
        ),
        Step(
            "contested", -1, "sources disagree",
            f"at least {NUMBERS['contested-share']} independent sources speaks against the claim",
        ),
        Step(
            "even", -1, f"{NUMBERS['even-share']} or more speak against",
            f"at least {NUMBERS['even-share']} of the independent sources speak against the claim",
        ),
    )
}  # fmt: skip

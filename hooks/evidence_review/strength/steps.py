"""The numbers and steps of the rule. The method page and ``data/rule.json`` are made from them."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_review.records.scales import Level

LADDER = (Level.UNTESTED, Level.TENTATIVE, Level.LIMITED, Level.MODERATE, Level.STRONG)

# That few people make an estimate imprecise is GRADE's (Guyatt et al. 2011, GRADE guidelines 6,
# Journal of Clinical Epidemiology 64:1283-1293). The number is this review's own choice: GRADE
# looks at the confidence interval, which most of the abstracts read here do not give.
SMALL_SAMPLE = 400

# One in three independent sources against the claim makes it contested; one in two leaves so little
# between the sides that it costs two steps.
CONTESTED_SHARE = 1 / 3
EVEN_SHARE = 1 / 2


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
            f"the claim is about outcomes and fewer than {SMALL_SAMPLE} people were studied",
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
            "at least three independent sources support the claim wholly, and each of them is worth"
            " as much as the best source, or one level less, and is not untested",
        ),
        Step(
            "contested", -1, "sources disagree",
            "at least one in three independent sources speaks against the claim",
        ),
        Step(
            "even", -1, "half or more speak against",
            "at least half of the independent sources speak against the claim",
        ),
    )
}  # fmt: skip

REPLICATION_VOICES = 3

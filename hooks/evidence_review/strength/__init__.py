"""Strength and agreement: the published rule, as data and one function that replays it.

GRADE for claims about effects and associations where results are not pooled (Murad et al. 2017,
doi 10.1136/ebmed-2017-110668; Foroutan et al. 2020, doi 10.1016/j.jclinepi.2019.12.023), and
GRADE-CERQual for understanding (Lewin et al. 2018, doi 10.1186/s13012-017-0689-2), made so that
anybody can replay it from the records. What differs from them is set out on the method page.
"""

from evidence_review.strength.editions import FirstJudgement, judge_finding
from evidence_review.strength.judgement import judge
from evidence_review.strength.ledger import Judgement, Ledger
from evidence_review.strength.steps import EDITION, LADDER, STEPS, Step
from evidence_review.strength.voices import (
    Report,
    Voice,
    independent_voices,
    report,
    rung,
    weaker_design,
)

__all__ = [
    "EDITION",
    "LADDER",
    "STEPS",
    "FirstJudgement",
    "Judgement",
    "Ledger",
    "Report",
    "Step",
    "Voice",
    "independent_voices",
    "judge",
    "judge_finding",
    "report",
    "rung",
    "weaker_design",
]

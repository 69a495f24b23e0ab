"""The first edition of the rule, under which findings were judged until the second.

It never changes: what was published under it is frozen as it was.
"""

from evidence_review.strength.first_edition.judgement import Judgement, judge, judge_finding
from evidence_review.strength.first_edition.steps import LADDER, SMALL_SAMPLE
from evidence_review.strength.first_edition.voices import Report

__all__ = ["LADDER", "SMALL_SAMPLE", "Judgement", "Report", "judge", "judge_finding"]

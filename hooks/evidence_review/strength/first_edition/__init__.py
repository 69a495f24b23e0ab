"""The first edition of the rule, under which findings were judged until the second.

It never changes: what was published under it is frozen as it was.
"""

from evidence_review.strength.first_edition.judgement import (
    Entry,
    Judgement,
    agreement,
    judge,
    judge_finding,
)
from evidence_review.strength.first_edition.steps import (
    CONTESTED_SHARE,
    EVEN_SHARE,
    LADDER,
    REPLICATION_VOICES,
    SMALL_SAMPLE,
    SOURCE_STEPS,
    TOGETHER_STEPS,
    Step,
)
from evidence_review.strength.first_edition.voices import (
    Report,
    Voice,
    independent_voices,
    report,
    weaker_design,
)

__all__ = [
    "CONTESTED_SHARE",
    "EVEN_SHARE",
    "LADDER",
    "REPLICATION_VOICES",
    "SMALL_SAMPLE",
    "SOURCE_STEPS",
    "TOGETHER_STEPS",
    "Entry",
    "Judgement",
    "Report",
    "Step",
    "Voice",
    "agreement",
    "independent_voices",
    "judge",
    "judge_finding",
    "report",
    "weaker_design",
]

"""Strength and agreement: the published rule, as data and one function that replays it.

Each independent source is worth the level its design starts from, less a step for each flaw. The
finding takes the worth of its best source, and then moves by what the sources are *together*. So a
flaw never raises, another independent source that supports never lowers, and a second report of
the same data changes nothing.

In the manner of GRADE for claims about outcomes and of GRADE-CERQual (Lewin et al., "Applying
GRADE-CERQual to qualitative evidence synthesis findings") for claims about experience and
mechanism. It is neither of them; what differs is set out on the method page.
"""

from evidence_review.strength.judgement import Entry, Judgement, agreement, judge, judge_finding
from evidence_review.strength.steps import (
    CONTESTED_SHARE,
    EVEN_SHARE,
    LADDER,
    REPLICATION_VOICES,
    SMALL_SAMPLE,
    SOURCE_STEPS,
    TOGETHER_STEPS,
    Step,
)
from evidence_review.strength.voices import Report, Voice, independent_voices, report, weaker_design

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

"""The same evidence under published rules of other bodies, as far as records hold what they ask.

Each rule was read in a stored copy of its own page on the day it names. What of it no record can
answer is said in ``not_computed`` and taken as met; what one claim lacks is said in its answer.
Studies are known by what their design is to the rule of this package: a trial, a review that pools,
or else by the level that it starts from.
"""

from evidence_review.strength.elsewhere.answers import Answer, Rating, Rule, Standing
from evidence_review.strength.elsewhere.rules import RULES

__all__ = ["RULES", "Answer", "Rating", "Rule", "Standing"]

"""Judging by the edition of the rule that a finding was published under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_review.records.finding import Finding
from evidence_review.records.first_edition import FirstFinding, FirstVocabulary
from evidence_review.records.scales import Level
from evidence_review.records.source import Source
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.strength import first_edition
from evidence_review.strength.judgement import judge
from evidence_review.strength.ledger import Judgement
from evidence_review.strength.voices import report


@dataclass(frozen=True, kw_only=True)
class FirstJudgement(Judgement):
    """A judgement under the first edition, with all that it came from."""

    was: first_edition.Judgement

    @property
    def computed(self) -> Level | None:
        """The level that the rule came to."""
        return self.was.computed


def judge_finding(finding: Finding, sources: Sequence[Source], vocabulary: Vocabulary) -> Judgement:
    """The judgement on ``finding``, whose items rest on ``sources``, one source an item."""
    if isinstance(finding, FirstFinding) and isinstance(vocabulary, FirstVocabulary):
        was = first_edition.judge_finding(finding, sources, vocabulary)
        return FirstJudgement(
            finding.track, (), (), None, was.strength, was.agreement, was.retracted, edition=1,
            was=was,
        )  # fmt: skip
    reports = [
        report(item, source, finding.track, vocabulary)
        for item, source in zip(finding.evidence, sources, strict=True)
    ]
    judgement = judge(reports, finding.track, finding.claims, finding.domains)
    if finding.strength_override is None or not finding.track.graded:
        return judgement
    return replace(judgement, strength=finding.strength_override.strength)

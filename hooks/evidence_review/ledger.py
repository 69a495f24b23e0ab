"""The rule and what it made of a finding, for programs: enough for an outsider to replay both."""

from __future__ import annotations

from evidence_review.model import Finding, Source
from evidence_review.review import Review
from evidence_review.sensitivity import sensitivities
from evidence_review.strength import (
    CONTESTED_SHARE,
    EVEN_SHARE,
    LADDER,
    REPLICATION_VOICES,
    SMALL_SAMPLE,
    SOURCE_STEPS,
    TOGETHER_STEPS,
    Judgement,
    Report,
    Step,
)
from evidence_review.vocabulary import Vocabulary


def ledger_json(judgement: Judgement) -> dict[str, object]:
    """How the strength came about: the start, every step with the level after it, the result.

    ``voices`` hold everything that the rule looks at: which sources share data or authors, how each
    counts, where its design starts and what it loses. Retracted sources stand apart.
    """
    return {
        "track": judgement.track,
        "best_source": judgement.best.source if judgement.best else None,
        "start": judgement.start,
        "steps": [
            {"step": entry.step.id, "levels": entry.step.levels, "after": entry.after}
            for entry in judgement.entries
        ],
        "computed": judgement.computed,
        "sources": judgement.sources,
        "independent_sources": judgement.independent,
        "voices": [
            {
                "counts": voice.counts,
                "sources": sorted({report.source for report in voice.reports}),
                "reports": [_report(report) for report in voice.reports],
            }
            for voice in judgement.voices
        ],
        "retracted_sources": list(judgement.retracted),
    }


def would_change_json(review: Review, finding: Finding) -> list[dict[str, object]]:
    """Every single event that would move the strength: what, to which source, and to where."""
    return [
        {"event": s.event, "source": s.source, "step": s.step, "strength": s.strength}
        for s in sensitivities(review.judgement(finding))
    ]


def appraisal_json(source: Source) -> dict[str, object]:
    """What the rule is told about a source, and the rest of its record."""
    return source.model_dump(mode="json", exclude={"key", "bibtex"})


def rule_json(vocabulary: Vocabulary) -> dict[str, object]:
    """The rule as data: the levels from least to most sure, where designs start, every step."""
    return {
        "levels": list(LADDER),
        "kinds": {kind.id: kind.judged_as for kind in vocabulary.kinds},
        "bearings": {bearing.id: bearing.counts for bearing in vocabulary.bearings},
        "reading": {reading.id: reading.counts_as for reading in vocabulary.reading},
        "designs": {
            design.id: {**design.starts.model_dump(mode="json"), "pools": design.pools}
            for design in vocabulary.designs
        },
        "source_steps": [_step(step) for step in SOURCE_STEPS.values()],
        "together_steps": [_step(step) for step in TOGETHER_STEPS.values()],
        "small_sample_below": SMALL_SAMPLE,
        "contested_share": CONTESTED_SHARE,
        "even_share": EVEN_SHARE,
        "replication_sources": REPLICATION_VOICES,
    }


def _report(report: Report) -> dict[str, object]:
    return {
        "source": report.source,
        "data_set": report.data_set,
        "circle": report.circle,
        "counts": report.counts,
        "design": report.design,
        "start": report.start,
        "pools": report.pools,
        "flaws": [step.id for step in report.flaws],
        "worth": LADDER[report.worth],
    }


def _step(step: Step) -> dict[str, object]:
    return {"step": step.id, "levels": step.levels, "name": step.name, "when": step.when}

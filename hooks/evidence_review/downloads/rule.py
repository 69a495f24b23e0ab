"""The rule of strength as data."""

from __future__ import annotations

from evidence_review.records.vocabulary import Vocabulary
from evidence_review.strength import (
    CONTESTED_SHARE,
    EVEN_SHARE,
    LADDER,
    REPLICATION_VOICES,
    SMALL_SAMPLE,
    SOURCE_STEPS,
    TOGETHER_STEPS,
    Step,
)


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
        "contested_share": float(CONTESTED_SHARE),
        "even_share": float(EVEN_SHARE),
        "replication_sources": REPLICATION_VOICES,
    }


def _step(step: Step) -> dict[str, object]:
    return {"step": step.id, "levels": step.levels, "name": step.name, "when": step.when}

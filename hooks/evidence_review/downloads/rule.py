"""The rule of strength as data."""

from __future__ import annotations

from evidence_review.records.scales import GRADED
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.strength import EDITION, LADDER, STEPS, Step
from evidence_review.strength.steps import (
    ADEQUATE_VOICES,
    CHARGED_ONCE,
    CONTESTED_SHARE,
    FEW_PEOPLE,
    LARGE_EFFECT,
    SERIOUS_SHARE,
    VERY_SERIOUS_SHARE,
    WIDE_INTERVAL,
)


def rule_json(vocabulary: Vocabulary) -> dict[str, object]:
    """The rule as data: its edition, the levels from least to most sure, where designs start on
    each track, every domain and number, what is a worthwhile effect in each measure, and what
    words meant before."""
    return {
        "edition": EDITION,
        "levels": list(LADDER),
        "tracks": {track.id: track.id.graded for track in vocabulary.tracks},
        "bearings": {bearing.id: bearing.counts for bearing in vocabulary.bearings},
        "reading": {reading.id: reading.counts_as for reading in vocabulary.reading},
        "designs": {
            design.id: {
                "starts": design.starts.model_dump(mode="json") if design.starts else None,
                "pools": design.pools,
                "trial": design.trial,
            }
            for design in vocabulary.designs
        },
        "graded_tracks": list(GRADED),
        "domains": [_step(step) for step in STEPS.values()],
        "charged_once": list(CHARGED_ONCE),
        "few_people": FEW_PEOPLE,
        "serious_share": float(SERIOUS_SHARE),
        "very_serious_share": float(VERY_SERIOUS_SHARE),
        "contested_share": float(CONTESTED_SHARE),
        "wide_interval": WIDE_INTERVAL,
        "large_effect": LARGE_EFFECT,
        "adequate_voices": ADEQUATE_VOICES,
        "measures": [measure.model_dump(mode="json") for measure in vocabulary.measures],
        "changes": [change.model_dump(mode="json") for change in vocabulary.changes],
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "domain": step.domain, "name": step.name, "understood_as": step.understood_as or None,
        "tracks": list(step.tracks),
        "when": {str(levels): when for levels, when in step.when.items()},
    }  # fmt: skip

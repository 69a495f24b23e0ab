"""The parts of hand-written pages that are made from the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evidence_review.downloads import formats
from evidence_review.pages.views.disagreements import disagreements
from evidence_review.pages.views.evidence_map import map_view
from evidence_review.pages.views.figures import figures
from evidence_review.pages.views.overview import Overview
from evidence_review.pages.views.worked_example import worked_example
from evidence_review.records.fields import fields_of
from evidence_review.records.finding import Finding
from evidence_review.records.gap import Gap
from evidence_review.records.source import Source
from evidence_review.rules.reference import rules
from evidence_review.strength import SOURCE_STEPS, TOGETHER_STEPS
from evidence_review.typed.parts import Part

Fragment = Callable[[Overview], Mapping[str, object]]


FRAGMENTS: Mapping[str, Fragment] = {
    Part.GLANCE: lambda o: {"size": o.review.size},
    Part.SEARCH_BOX: lambda o: {},
    Part.SEARCH: lambda o: {},
    Part.GAPS: lambda o: {"gaps": o.gaps()},
    Part.SECTORS_IN_BRIEF: lambda o: {"sectors": o.core_sectors()},
    Part.SECTORS: lambda o: {"sectors": o.sectors()},
    Part.THEMES: lambda o: {"questions": o.themes()},
    Part.MAP: lambda o: {"map": map_view(o.views)},
    Part.LATEST: lambda o: {"latest": o.latest()},
    Part.FINDINGS: lambda o: {"levels": o.by_strength(), "ended": o.ended()},
    Part.SOURCES: lambda o: {"sources": o.sources()},
    Part.DISAGREEMENTS: lambda o: {"disagreements": disagreements(o.views)},
    Part.EVIDENCE_IN_FIGURES: lambda o: {"figures": figures(o.review)},
    Part.LEVELS: lambda o: {},
    Part.DEGREES: lambda o: {},
    Part.WORKED_EXAMPLE: lambda o: {"example": worked_example(o.review, o.views)},
    Part.STRENGTH_RULE: lambda o: {
        "starts": o.starts(),
        "source_steps": o.steps(SOURCE_STEPS.values()),
        "together_steps": o.steps(TOGETHER_STEPS.values()),
    },
    Part.FINDING_FIELDS: lambda o: {"models": fields_of(Finding)},
    Part.SOURCE_FIELDS: lambda o: {"models": fields_of(Source)},
    Part.GAP_FIELDS: lambda o: {"models": fields_of(Gap)},
    Part.FORMATS: lambda o: {"formats": formats.FINDING},
    Part.SOURCE_FORMATS: lambda o: {"formats": formats.SOURCE},
    Part.RULES: lambda o: {"rules": rules()},
    Part.VOCABULARY: lambda o: {"lists": o.vocabulary()},
}

# Parts that differ only in what they are given; every other has a template of its own name.
SHARED = {
    **dict.fromkeys(("finding-fields", "source-fields", "gap-fields"), "fields"),
    "source-formats": "formats",
}


def template(part: str) -> str:
    """The template that places ``part``."""
    return f"parts/{SHARED.get(Part(part), part)}.html"

"""The parts of hand-written pages that are made from the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evidence_review.downloads import formats
from evidence_review.pages.views.disagreements import disagreements
from evidence_review.pages.views.elsewhere import elsewhere
from evidence_review.pages.views.evidence_map import map_view
from evidence_review.pages.views.figures import figures
from evidence_review.pages.views.overview import Overview
from evidence_review.pages.views.worked_example import worked_example
from evidence_review.records.fields import fields_of
from evidence_review.records.finding import Finding
from evidence_review.records.gap import Gap
from evidence_review.records.source import Source
from evidence_review.rules.reference import rules

Fragment = Callable[[Overview], Mapping[str, object]]


FRAGMENTS: dict[str, Fragment] = {
    "glance": lambda o: {"size": o.review.size},
    "search-box": lambda o: {},
    "search": lambda o: {},
    "gaps": lambda o: {"gaps": o.gaps()},
    "sectors-in-brief": lambda o: {"sectors": o.core_sectors()},
    "sectors": lambda o: {"sectors": o.sectors()},
    "themes": lambda o: {"questions": o.themes()},
    "map": lambda o: {"map": map_view(o.views)},
    "latest": lambda o: {"latest": o.latest()},
    "findings": lambda o: {"levels": o.by_strength(), "ended": o.ended()},
    "sources": lambda o: {"sources": o.sources()},
    "disagreements": lambda o: {"disagreements": disagreements(o.views)},
    "evidence-in-figures": lambda o: {"figures": figures(o.review)},
    "levels": lambda o: {},
    "degrees": lambda o: {},
    "worked-example": lambda o: {"example": worked_example(o.review, o.views)},
    "strength-rule": lambda o: {
        "tracks": o.graded_tracks(),
        "starts": o.starts(),
        "domains": o.domains(),
        "measures": o.measures(),
    },
    "verdicts-elsewhere": lambda o: {"elsewhere": elsewhere(o.review, o.views)},
    "finding-fields": lambda o: {"models": fields_of(Finding)},
    "source-fields": lambda o: {"models": fields_of(Source)},
    "gap-fields": lambda o: {"models": fields_of(Gap)},
    "formats": lambda o: {"beside": "a finding", "formats": formats.FINDING},
    "source-formats": lambda o: {"beside": "a source", "formats": formats.SOURCE},
    "rules": lambda o: {"rules": rules()},
    "vocabulary": lambda o: {"lists": o.vocabulary(), "changes": o.words.changes},
}

# Parts that differ only in what they are given; every other has a template of its own name.
SHARED = {
    **dict.fromkeys(("finding-fields", "source-fields", "gap-fields"), "fields"),
    "source-formats": "formats",
}


def template(part: str) -> str:
    """The template that places ``part``."""
    return f"parts/{SHARED.get(part, part)}.html"

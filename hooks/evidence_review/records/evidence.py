"""An evidence item: what one source says about a claim, with its estimate and its quotes."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from evidence_review.records.scales import Side
from evidence_review.records.source import Bias, Source
from evidence_review.records.text import Confidence, Count, Frozen, Line, Name, Number, Text
from evidence_review.records.vocabulary import FromList


class Directness(StrEnum):
    """Whether a source speaks of the claim itself or of something near it."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Quote(Frozen):
    """Words copied exactly from a source."""

    text: Text
    """The words, character for character as printed, at most 60 of them."""
    locator: Line
    """Where in the source they stand: a page, a paragraph or a heading."""
    speaker: Annotated[str, FromList("speakers")]
    """Who says it, as a role."""
    name: Line | None = None
    """The speaker's name, only for people who spoke publicly under it."""
    note: Line | None = None
    """What a reader should know about the wording, such as a slip of the original."""

    @property
    def folded(self) -> str:
        """The text with every run of white space made one space."""
        return " ".join(self.text.split())

    @cached_property
    def anchor(self) -> str:
        """The address of the quote on its page, which changes when its words do."""
        return "q-" + hashlib.sha256(self.folded.encode()).hexdigest()[:10]


class Effect(Frozen):
    """An estimate, as the source gives it: nothing is converted."""

    outcome: Line
    """What was measured, and when: "in work at 12 months"."""
    measure: Annotated[str, FromList("measures")]
    """In which measure the estimate is given."""
    value: Number | None = None
    """The estimate."""
    interval: tuple[Number, Number] | None = None
    """Its confidence interval, the lower end first. Left out where none is given."""
    level: Confidence = 95
    """Of how many in a hundred the interval is, such as 95."""
    side: Side | None = None
    """On which side of no effect the claim lies, where it is not the usual one of the measure."""
    unit: Line | None = None
    """What is counted, where the measure leaves that open: "days"."""
    people: Count | None = None
    """How many people it rests on."""
    at: Line | None = None
    """Where in the source it stands: "abstract", "table 2"."""


class EvidenceItem(Frozen):
    """What one source says about the claim."""

    source: Name
    """The key of the source: its file name without `.yml`. `evidence new source` writes one."""
    bearing: Annotated[str, FromList("bearings")]
    """What the source says about this claim."""
    directness: Directness = Directness.DIRECT
    """`direct` if the source speaks of the claim itself, `indirect` if of something near it."""
    because: Line | None = None
    """Why it is indirect. Required then."""
    design: Annotated[str, FromList("designs")] | None = None
    """What this item is, where it is weaker than its source as a whole: an opinion in a study."""
    people: Count | None = None
    """How many people this result rests on, where that is not the sample of its source."""
    sites: Count | None = None
    """At how many sites they were, where that is not what its source says."""
    risk_of_bias: Bias | None = None
    """The risk of bias of this result, where it is not that of its source."""
    rich: bool = False
    """Whether its accounts are many, long and detailed enough to carry an understanding alone."""
    effect: Effect | None = None
    """The estimate, where the source gives one for this claim."""
    result: Text
    """What the source found, in our words, with the figures as it reports them."""
    quotes: tuple[Quote, ...] = ()
    """Words copied exactly from the source."""

    @property
    def direct(self) -> bool:
        """Whether the source speaks of the claim itself."""
        return self.directness is Directness.DIRECT

    def design_in(self, source: Source) -> str:
        """The id of its design: its own, or that of its ``source``."""
        return self.design or source.design

    def people_in(self, source: Source) -> int | None:
        """How many people it rests on: its own, those of its estimate, or those of ``source``."""
        return self.people or (self.effect.people if self.effect else None) or source.sample_size

    def sites_in(self, source: Source) -> int | None:
        """At how many sites they were, or those of ``source``."""
        return self.sites or source.sites

    def bias_in(self, source: Source) -> Bias:
        """Its risk of bias: its own, or that of ``source``."""
        return self.risk_of_bias or source.risk_of_bias

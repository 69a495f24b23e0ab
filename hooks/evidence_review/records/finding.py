"""A finding: one claim with all the evidence for and against it.

The models of records are at once the validator, the JSON Schema and the field reference: the
sentence under a field is what all three say about it.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from evidence_review.records.scales import Domain, Level, Side, Track
from evidence_review.records.source import Bias, Source
from evidence_review.records.text import (
    Confidence,
    Count,
    Day,
    FindingId,
    Frozen,
    Line,
    Name,
    Number,
    Prose,
    Text,
    VersionNumber,
)
from evidence_review.records.vocabulary import FromList


class Directness(StrEnum):
    """Whether a source speaks of the claim itself or of something near it."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Status(StrEnum):
    """Whether a finding stands, or why it no longer does."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    MERGED = "merged"


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


class RelatedFinding(Frozen):
    """How this finding stands to another."""

    finding: FindingId
    """The id of the other finding."""
    as_: Annotated[str, FromList("relations")] = Field(alias="as")
    """How this finding stands to it."""
    why: Line
    """The reason, in a few words."""


class Change(Frozen):
    """One entry of a finding's history."""

    version: VersionNumber
    """The version that the change made, counted from 1."""
    date: Day
    """When it was published."""
    change: Line
    """What changed and why, in a sentence."""


class Mend(Frozen):
    """A slip of the pen that was put right without a new version."""

    date: Day
    """When."""
    mend: Line
    """What was mended and why, in a sentence."""


class Notice(Frozen):
    """What happened to a finding that no longer stands."""

    date: Day
    """When it stopped standing."""
    reason: Line
    """Why, in a sentence."""
    see: tuple[FindingId, ...] = ()
    """The findings to read instead, or the gaps that ask what the claim could not say."""


class Override(Frozen):
    """A strength set by a person against the computed one, shown as such."""

    strength: Level
    """The level that is shown."""
    reason: Line
    """Why the computed level is not right here."""
    by: Line
    """Who decided it."""


class DomainJudgement(Frozen):
    """One domain of the rule, judged by a person."""

    domain: Domain
    """Which domain."""
    levels: Annotated[int, Field(ge=0, le=2)]
    """How many levels it costs here; with `rating-up`, how many it adds."""
    reason: Line
    """Why what the rule makes of the records is not right here."""
    by: Line
    """Who judged it."""


class Claims(StrEnum):
    """What a claim says of the difference that it speaks of."""

    DIFFERENCE = "difference"
    NO_DIFFERENCE = "no-difference"


class Finding(Frozen):
    """One claim with all the evidence for and against it."""

    slug: SkipJsonSchema[Name]
    """The file name without `.yml`. It may change; the id may not."""
    id: FindingId
    """Minted by `evidence new finding`; never changed, never reused."""
    claim: Annotated[Line, StringConstraints(max_length=200)]
    """The claim itself: one plain sentence of at most 200 characters that ends with a full stop."""
    track: Track
    """What the claim says, and so how it is judged. It is written, never guessed from the words."""
    claims: Claims = Claims.DIFFERENCE
    """`no-difference` where the claim is that something makes no difference."""
    sectors: tuple[Annotated[str, FromList("sectors")], ...] = Field(min_length=1)
    """The services it speaks of."""
    themes: tuple[Annotated[str, FromList("themes")], ...] = Field(min_length=1, max_length=4)
    """How or why, the most telling first."""
    summary: Prose
    """The answer first, in two to five plain sentences. Markdown; links to findings by id."""
    does_not_mean: Prose
    """The most likely misreading, and why it is one."""
    holds_for: Prose
    """The people and places that were studied."""
    evidence: tuple[EvidenceItem, ...] = Field(min_length=1)
    """What each source says about the claim, for and against."""
    why_they_differ: Prose | None = None
    """Why sources disagree. Required when some speak for the claim and some against it."""
    related: tuple[RelatedFinding, ...] = ()
    """Other findings that bear on this one."""
    content_note: Line | None = None
    """A warning to readers, where testimony speaks of abuse or other distressing things."""
    strength_override: Override | None = None
    """A strength set by a person against the computed one."""
    domains: tuple[DomainJudgement, ...] = ()
    """Domains of the rule that a person judged otherwise."""
    reviewed: Day
    """When the evidence was last looked at as a whole."""
    review_by: Day
    """When it should be looked at again."""
    history: tuple[Change, ...] = Field(min_length=1)
    """Every version that was published, the first one first."""
    mends: tuple[Mend, ...] = ()
    """Spelling, punctuation or links put right since. `evidence mend` writes them."""
    status: Status = Status.PUBLISHED
    """Whether the finding stands."""
    notice: Notice | None = None
    """What happened, when the finding no longer stands. Required then."""

    @property
    def path(self) -> str:
        """The file the finding was read from, relative to the evidence folder."""
        return f"findings/{self.slug}.yml"

    @property
    def version(self) -> int:
        """The number of the latest version."""
        return self.history[-1].version

    @property
    def published(self) -> Day:
        """When the first version was published."""
        return self.history[0].date

    def overdue(self, today: Day) -> bool:
        """Whether it stands, and the day by which it was to be looked at again has gone by."""
        return self.status is Status.PUBLISHED and self.review_by < today

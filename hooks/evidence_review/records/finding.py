"""A finding: one claim with all the evidence for and against it.

The models of records are at once the validator, the JSON Schema and the field reference: the
sentence under a field is what all three say about it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from evidence_review.records.evidence import EvidenceItem
from evidence_review.records.scales import Domain, Level, Track
from evidence_review.records.text import Day, FindingId, Frozen, Line, Name, Prose, VersionNumber
from evidence_review.records.vocabulary import FromList


class Status(StrEnum):
    """Whether a finding stands, or why it no longer does."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    MERGED = "merged"


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

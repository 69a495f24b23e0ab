"""A source: one publication, with our appraisal of it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from evidence_review.records.text import (
    Address,
    Count,
    Country,
    Day,
    Frozen,
    Line,
    Name,
    Text,
)
from evidence_review.records.vocabulary import FromList


class Bias(StrEnum):
    """The risk that the method of a source leads its answer astray."""

    LOW = "low"
    SOME = "some"
    SERIOUS = "serious"
    UNCLEAR = "unclear"


class SeenAt(Frozen):
    """Where facts about a source were seen."""

    seen_at: Line
    """An address, or the name of a catalogue or file."""
    on: Day
    """When they were seen."""


class Retraction(Frozen):
    """A public notice that a source can no longer be relied on."""

    date: Day
    """When it was retracted or withdrawn."""
    reason: Line
    """Why, in a sentence."""
    notice: Address | None = None
    """The address of the notice."""


RETRACTED = "Source {key} ({cited_as}) was retracted: "
"""How the history of a finding begins to say that one of its sources was retracted."""


def tells(change: str, key: str) -> bool:
    """Whether a sentence of a history says that the source ``key`` was retracted."""
    before, after = (re.escape(part) for part in RETRACTED.format(key=key, cited_as="|").split("|"))
    return re.search(f"{before}.*{after}", change) is not None


class Source(Frozen):
    """One publication: its BibTeX entry, and our appraisal of it."""

    key: SkipJsonSchema[Name]
    """The file name without `.yml`, which is also the key of the BibTeX entry."""
    bibtex: Text
    """One BibTeX entry, pasted from anywhere. Its key is the file name."""
    design: Annotated[str, FromList("designs")]
    """How the study was made."""
    countries: tuple[Country, ...] = ()
    """Where, as ISO 3166-1 codes. Empty when not verified."""
    sample: Line | None = None
    """Who or what was studied, in words."""
    sample_size: Count | None = None
    """How many people were studied. Left out when not verified."""
    sites: Count | None = None
    """At how many sites or centres, such as schools or hospitals. Left out when not verified."""
    data_set: Name
    """What the source rests on. Sources that share one data set count once."""
    stake: Line | None = None
    """What its makers stand to gain from the answer, in a sentence; null when none is stated."""
    circle: Annotated[str, FromList("circles")] | None = None
    """A group of authors who are not independent voices of each other."""
    risk_of_bias: Bias = Bias.UNCLEAR
    """The stated risk that its method leads its answer astray."""
    limitations: Text | None = None
    """What weakens it, in our words."""
    notes: Text | None = None
    """What else should be known of it, such as what it does not say."""
    read: Annotated[str, FromList("reading")]
    """What of it was read for this review."""
    access: Annotated[str, FromList("access")]
    """Whether others can read it."""
    licence: Line | None = None
    """The licence it is published under, where that was seen."""
    archived: Address | None = None
    """The address of an archived copy."""
    retraction: Retraction | None = None
    """The notice, if it has been retracted or withdrawn."""
    provenance: tuple[SeenAt, ...] = Field(min_length=1)
    """Where the facts of this record were seen, and when."""
    formerly: tuple[Name, ...] = ()
    """Keys that it had before it was renamed. Their addresses lead here."""
    not_verified: tuple[Line, ...] = ()
    """Facts that were looked for and could not be verified."""

    @property
    def path(self) -> str:
        """The file the source was read from, relative to the evidence folder."""
        return f"sources/{self.key}.yml"

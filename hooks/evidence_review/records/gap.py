"""A gap: a question that readers ask and that no finding answers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from evidence_review.records.text import Day, FindingId, Frozen, Line, Name, Prose, Tally
from evidence_review.records.vocabulary import FromList


class SearchMade(Frozen):
    """One search that was really made, written down so that others can repeat it."""

    where: Line
    """The catalogue, index or collection that was searched."""
    words: Line
    """The words that were searched for, as typed."""
    on: Day
    """When."""
    screened: Tally
    """How many results were looked at."""
    kept: Tally
    """How many of them answer the question at least in part."""
    rule: Line
    """By which rule a result was kept or left out."""


class AskedBefore(Frozen):
    """The question of a gap as it was published before it was asked otherwise."""

    question: Line
    """The question as it stood."""
    until: Day
    """The day on which it was asked otherwise."""
    why: Line
    """Why, in a sentence."""


class Gap(Frozen):
    """A question that is not answered, and what was done to answer it."""

    slug: SkipJsonSchema[Name]
    """The file name without `.yml`."""
    id: FindingId
    """Minted by `evidence new gap`; shared with no finding and no other gap."""
    question: Line
    """The question as a reader would ask it, ending with a question mark."""
    sectors: tuple[Annotated[str, FromList("sectors")], ...] = Field(min_length=1)
    """The services it speaks of."""
    themes: tuple[Annotated[str, FromList("themes")], ...] = Field(min_length=1)
    """What it is about."""
    why_it_matters: Prose
    """Who needs the answer, and for what."""
    what_is_known: Prose
    """What comes nearest to an answer, with links to findings; or that nothing does."""
    near: tuple[FindingId, ...] = ()
    """The findings that come nearest."""
    searches: tuple[SearchMade, ...] = ()
    """Every search that was made. Empty means: not yet looked."""
    would_answer: Line
    """What sort of study would answer it."""
    reviewed: Day
    """When it was last seen that nothing answers it."""
    asked_before: tuple[AskedBefore, ...] = ()
    """What the question was. `evidence check --base` asks for it when a published one changes."""

    @property
    def path(self) -> str:
        """The file the gap was read from, relative to the evidence folder."""
        return f"gaps/{self.slug}.yml"

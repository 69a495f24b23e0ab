"""What the page of a frozen version said, in each format of the archive."""

from __future__ import annotations

from evidence_review.records.finding import Change
from evidence_review.records.source import Retraction
from evidence_review.records.text import Address, Day, Frozen


class FrozenWord(Frozen):
    """A word of the vocabulary, as it was called and explained."""

    name: str
    meaning: str


class FrozenQuote(Frozen):
    """A quote, with its speaker in words."""

    anchor: str
    text: str
    locator: str
    speaker: str
    name: str | None
    note: str | None
    found_on: Day | None


class FrozenItem(Frozen):
    """An evidence item, with its source as it was cited and appraised."""

    source: str
    cited_as: str
    citation: str
    address: Address | None
    bibtex: str
    bearing: str
    indirect: bool
    because: str | None
    result: str
    quotes: tuple[FrozenQuote, ...]
    design: str
    read: str
    countries: tuple[str, ...]
    sample: str | None
    stake: str | None
    risk_of_bias: str
    limitations: str | None
    retraction: Retraction | None


class FrozenColumn(Frozen):
    """The evidence that points one way."""

    heading: str
    items: tuple[FrozenItem, ...]


class FrozenStep(Frozen):
    """One step of the ledger."""

    levels: int
    name: str
    why: str
    after: str


class FrozenLedger(Frozen):
    """How the strength came about."""

    start: str
    begins: str
    steps: tuple[FrozenStep, ...]
    result: str
    sources: int
    independent: int
    override: str | None


class FrozenPage(Frozen):
    """What the page said. The long texts are Markdown, as in the record."""

    kind: str
    sectors: tuple[str, ...]
    themes: tuple[str, ...]
    summary: str
    does_not_mean: str
    holds_for: str
    why_they_differ: str | None
    content_note: str | None
    strength: FrozenWord
    agreement: FrozenWord
    columns: tuple[FrozenColumn, ...]
    ledger: FrozenLedger
    reviewed: Day
    review_by: Day
    history: tuple[Change, ...]


class FrozenItem3(FrozenItem):
    """An evidence item of format 3."""

    people: int | None
    """How many people it rests on, where that is known."""
    estimate: str | None
    """The estimate in words, where there is one."""


class FrozenColumn3(Frozen):
    """The evidence that points one way."""

    heading: str
    items: tuple[FrozenItem3, ...]


class FrozenLedger3(Frozen):
    """How the strength came about, under an edition of the rule."""

    edition: int
    start: str | None
    """The level it starts from; None where nothing supports the claim itself."""
    begins: str
    steps: tuple[FrozenStep, ...]
    result: str
    sources: int
    independent: int
    override: str | None


class FrozenPage3(Frozen):
    """What the page said. On a track that is not graded there is no strength."""

    track: FrozenWord
    sectors: tuple[str, ...]
    themes: tuple[str, ...]
    summary: str
    does_not_mean: str
    holds_for: str
    why_they_differ: str | None
    content_note: str | None
    strength: FrozenWord | None
    agreement: FrozenWord | None
    provisional: str | None
    """Why the level was no more than provisional, if it was."""
    columns: tuple[FrozenColumn3, ...]
    ledger: FrozenLedger3 | None
    reviewed: Day
    review_by: Day
    history: tuple[Change, ...]

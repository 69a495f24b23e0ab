"""A judgement on one claim, and the ledger that leads to it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_review.records.finding import Claims, DomainJudgement
from evidence_review.records.scales import Agreement, Counts, Domain, Level, Track
from evidence_review.strength.steps import EDITION, LADDER, STRONG, TENTATIVE
from evidence_review.strength.voices import Report, Voice


@dataclass(frozen=True)
class Line:
    """One line of a ledger: a domain, how many levels it moves, why, and the rung after it.

    ``rung`` may lie below the ladder while the sum goes on: it is put right at the end.
    """

    domain: Domain
    levels: int
    why: str
    rung: int
    by: str | None = None
    """Who judged the domain, where a person did."""

    @property
    def after(self) -> Level:
        """The level after it, were it the last."""
        return LADDER[held(self.rung)]


@dataclass(frozen=True)
class Cap:
    """The limit that what is known sets: the level without it, and why it is lower."""

    without: Level
    why: str


@dataclass(frozen=True)
class Ledger:
    """How a level came about: from the body of evidence that was kept, domain by domain.

    ``body`` are its voices. ``start`` is None where no study of the claim itself supports it; then
    ``why`` says on what the level rests.
    """

    body: tuple[Voice, ...]
    start: Level | None
    lines: tuple[Line, ...]
    level: Level
    cap: Cap | None = None
    why: str = ""

    @property
    def to_read(self) -> tuple[str, ...]:
        """The sources to read, where the cap lowered the level."""
        reports = (r for voice in self.body for r in voice.carrying) if self.cap else ()
        return tuple(dict.fromkeys(report.source for report in reports))


@dataclass(frozen=True)
class Judgement:
    """The strength and agreement of one finding, with the ledger that leads to them.

    On a track that is not graded there is no level, no agreement and no ledger. ``shown`` are
    reports that are no evidence on the track; ``retracted`` the keys of sources that count for
    nothing any more.
    """

    track: Track
    voices: tuple[Voice, ...]
    shown: tuple[Report, ...]
    ledger: Ledger | None
    strength: Level | None
    agreement: Agreement | None
    retracted: tuple[str, ...] = ()
    claims: Claims = Claims.DIFFERENCE
    domains: tuple[DomainJudgement, ...] = ()
    edition: int = EDITION

    @property
    def computed(self) -> Level | None:
        """The level that the rule comes to."""
        return self.ledger.level if self.ledger else None

    @property
    def sources(self) -> int:
        """How many sources are evidence on the claim; on a track not graded, how many speak."""
        return len({source for voice in self.voices for source in voice.sources})

    @property
    def independent(self) -> int:
        """How many of them are independent of each other."""
        return len(self.voices)

    @property
    def direct(self) -> int:
        """How many independent ones speak of the claim itself."""
        return sum(voice.direct for voice in self.voices)

    @property
    def provisional(self) -> bool:
        """Whether the level is lower only because of what was read or is known of the method."""
        return bool(self.ledger and self.ledger.cap) and self.strength is self.computed

    def tally(self, counts: Counts) -> int:
        """How many independent voices say one thing."""
        return sum(voice.counts is counts for voice in self.voices)


def held(rung: int) -> int:
    """The rung that a sum comes to: a study never leaves less than the least of them."""
    return min(max(rung, TENTATIVE), STRONG)

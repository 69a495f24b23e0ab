"""Findings and sources as they stand in lists, and what every view is made with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from evidence_review.phrases import counted
from evidence_review.records import prose
from evidence_review.records.finding import Finding, Status
from evidence_review.records.scales import Agreement, Counts, Level
from evidence_review.records.source import Source
from evidence_review.records.terms import AgreementTerm, Design, StrengthTerm, TrackTerm
from evidence_review.review import Caution, Review
from evidence_review.site import finding_uri, sector_uri, source_uri, theme_uri

OVERDUE = "Review overdue"
"""What stands on a finding that was to be looked at again by a day that has gone by."""

RETRACTED = "Retracted"
"""What stands on a source that can no longer be relied on."""

NOT_VERIFIED = "not verified"
"""What stands in the place of a fact that nobody could verify."""


@dataclass(frozen=True)
class Anchor:
    """A word that links somewhere: ``uri`` is below the site's root."""

    name: str
    uri: str


@dataclass(frozen=True)
class Tally:
    """How many count in one way."""

    counts: Counts
    number: int


@dataclass(frozen=True)
class Card:
    """A finding as it stands in a list."""

    id: str
    uri: str
    claim: str
    track: TrackTerm
    strength: StrengthTerm | None
    """How sure we may be; None on a track that is not graded."""
    agreement: AgreementTerm | None
    provisional: bool
    sectors: tuple[Anchor, ...]
    themes: tuple[Anchor, ...]
    sources: int
    independent: int
    said: tuple[Tally, ...]
    """How many independent sources say what of the claim."""
    near: int
    """How many of these speak of something near the claim only."""
    contested: bool
    stands: bool
    caution: Caution | None
    overdue: bool

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know first, each in a word or two. Most findings have none."""
        label = (self.caution.label,) if self.caution else ()
        return (*label, OVERDUE) if self.overdue else label

    @property
    def voices(self) -> str:
        """How many independent sources it has, and how many of them say what of the claim."""
        whole = counted(self.independent, "independent source")
        if self.strength is None:
            return f"{whole}."
        return f"{whole}: {', '.join(f'{one.number} {one.counts.words}' for one in self.said)}."


@dataclass(frozen=True)
class SourceCard:
    """A source as it stands in a list."""

    uri: str
    title: str
    cited_as: str
    design: Design
    findings: int
    sectors: tuple[Anchor, ...]
    retracted: bool


def finding_link(root: str) -> Callable[[str], str]:
    """How Markdown on a page links to findings; ``root`` leads from the page to the site's root."""
    return lambda finding_id: root + finding_uri(finding_id)


class Views:
    """Makes the views of one review. ``root`` leads from a generated page to the site's root.

    ``today`` is the day that tells what is overdue.
    """

    def __init__(self, review: Review, root: str = "../../", today: date = date.min) -> None:
        self.review = review
        self.words = review.vocabulary
        self.root = root
        self.today = today

    def prose(self, text: str) -> Markup:
        """The HTML of a Markdown field."""
        return prose.render(text, finding_link(self.root))

    def card(self, finding: Finding) -> Card:
        """The finding as it stands in a list."""
        judgement = self.review.judgement(finding)
        return Card(
            id=finding.id,
            uri=finding_uri(finding.id),
            claim=finding.claim,
            track=self.words.tracks.term(finding.track),
            strength=self.words.strength(judgement.strength),
            agreement=self.words.agreement(judgement.agreement),
            provisional=judgement.provisional,
            sectors=self.sectors(finding.sectors),
            themes=tuple(
                Anchor(self.words.themes.term(name).name, theme_uri(name))
                for name in finding.themes
            ),
            sources=judgement.sources,
            independent=judgement.independent,
            said=tallies(judgement.tally),
            near=judgement.independent - judgement.direct,
            contested=judgement.agreement is Agreement.CONTESTED,
            stands=finding.status is Status.PUBLISHED,
            caution=self.review.caution(finding),
            overdue=finding.overdue(self.today),
        )

    def cards(self, findings: Iterable[Finding]) -> tuple[Card, ...]:
        """Each of ``findings`` as it stands in a list."""
        return tuple(self.card(finding) for finding in findings)

    def sectors(self, names: Iterable[str]) -> tuple[Anchor, ...]:
        """Links to sectors, in the order of the vocabulary."""
        wanted = set(names)
        return tuple(
            Anchor(sector.name, sector_uri(sector.id))
            for sector in self.words.sectors
            if sector.id in wanted
        )

    def source_card(self, source: Source) -> SourceCard:
        """The source as it stands in a list."""
        reference = self.review.references[source.key]
        uses = self.review.uses.get(source.key, ())
        return SourceCard(
            uri=source_uri(source.key),
            title=reference.title,
            cited_as=reference.cited_as,
            design=self.words.designs.term(source.design),
            findings=len({use.finding.id for use in uses}),
            sectors=self.sectors(sector for use in uses for sector in use.finding.sectors),
            retracted=source.retraction is not None,
        )

    def named(self, source: str) -> str:
        """A source as running text names it: "Clair (2020)"."""
        return self.review.references[source].in_text

    def contested(self) -> AgreementTerm:
        """What it means that a finding is contested."""
        return self.words.agreements.term(Agreement.CONTESTED)

    def level(self, level: Level) -> StrengthTerm:
        """The name and meaning of a level."""
        return self.words.strengths.term(level)


def tallies(number: Callable[[Counts], int]) -> tuple[Tally, ...]:
    """How many count in which way; mostly none are unclear, and that is not said."""
    every = (Tally(counts, number(counts)) for counts in Counts)
    return tuple(one for one in every if one.number or one.counts is not Counts.UNCLEAR)


def moved(levels: int) -> str:
    """How many levels a step moves, and which way: "1 level down"; or that it moves none."""
    if not levels:
        return "–"
    return f"{counted(abs(levels), 'level')} {'down' if levels < 0 else 'up'}"


def verified(words: str | None) -> str:
    """``words``, or that nobody could verify what belongs there."""
    return words or NOT_VERIFIED

"""The review: every record, linked to every other it speaks of. Frozen; rules look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from evidence_review.bibliography import Reference
from evidence_review.records.evidence import EvidenceItem
from evidence_review.records.finding import Finding, RelatedFinding, Status
from evidence_review.records.frozen import FrozenVersion
from evidence_review.records.gap import Gap
from evidence_review.records.scales import Agreement, Counts, Level, Track
from evidence_review.records.source import Source
from evidence_review.records.terms import Relation
from evidence_review.records.verification import Verification
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.strength import Judgement, judge_finding


@dataclass(frozen=True)
class Use:
    """One place where a source is used: the finding, and the item that rests on it."""

    finding: Finding
    item: EvidenceItem


@dataclass(frozen=True)
class Link:
    """How one finding stands to another, as seen from the one whose page it is on."""

    relation: Relation
    other: Finding
    why: str


@dataclass(frozen=True)
class Caution:
    """Why a finding is to be read with care: a word or two for titles, and the whole reason."""

    label: str
    reason: str

    @property
    def notice(self) -> str:
        """Both, as downloads say them."""
        return f"{self.label}: {self.reason}"


@dataclass(frozen=True)
class Size:
    """The size of the review."""

    findings: int
    graded: int
    one_study: int
    """How many of the graded rest on one independent source of the claim itself: one study, or one
    review of several."""
    sources: int
    studies: int
    quotes: int
    contested: int
    contrary: int
    countries: int
    newest: date


@dataclass(frozen=True)
class Review:
    """All findings and sources that could be read, in the order of their files' names.

    ``unread_sources`` and ``unread_findings`` name records that exist but could not be read, so
    that a rule does not call them unknown on top of their own problems.
    """

    vocabulary: Vocabulary
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    references: Mapping[str, Reference]
    verifications: Mapping[str, Verification] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    unread_sources: frozenset[str] = frozenset()
    unread_findings: frozenset[str] = frozenset()
    archive: tuple[FrozenVersion, ...] = ()

    @cached_property
    def finding_by_id(self) -> Mapping[str, Finding]:
        """Every finding, by its id."""
        return {finding.id: finding for finding in self.findings}

    @cached_property
    def gap_by_id(self) -> Mapping[str, Gap]:
        """Every gap, by its id."""
        return {gap.id: gap for gap in self.gaps}

    @cached_property
    def source_by_key(self) -> Mapping[str, Source]:
        """Every source, by its key."""
        return {source.key: source for source in self.sources}

    @cached_property
    def frozen(self) -> Mapping[str, Mapping[int, FrozenVersion]]:
        """The frozen versions of each finding, by its id and their number."""
        found: dict[str, dict[int, FrozenVersion]] = defaultdict(dict)
        for version in self.archive:
            found[version.id][version.version] = version
        return {key: dict(sorted(versions.items())) for key, versions in found.items()}

    @cached_property
    def uses(self) -> Mapping[str, tuple[Use, ...]]:
        """Where each source is used, by its key."""
        found: dict[str, list[Use]] = defaultdict(list)
        for finding in self.findings:
            for item in finding.evidence:
                found[item.source].append(Use(finding, item))
        return {key: tuple(uses) for key, uses in found.items()}

    @cached_property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that stand: not withdrawn, superseded or merged."""
        return tuple(f for f in self.findings if f.status is Status.PUBLISHED)

    def judgement(self, finding: Finding) -> Judgement:
        """The strength and agreement of ``finding``. ``KeyError`` if a source of it is unread."""
        return self._judgements[finding.slug]

    @cached_property
    def graded(self) -> tuple[Finding, ...]:
        """The standing findings that have a level of strength."""
        return tuple(finding for finding in self.standing if finding.track.graded)

    @cached_property
    def _judgements(self) -> Mapping[str, Judgement]:
        known = self.source_by_key
        return {
            finding.slug: judge_finding(finding, [known[key] for key in keys], self.vocabulary)
            for finding in self.findings
            for keys in [[item.source for item in finding.evidence]]
            if all(key in known for key in keys)
        }

    def contested(self, finding: Finding) -> bool:
        """Whether independent sources of ``finding`` disagree so far that it is contested."""
        return self.judgement(finding).agreement is Agreement.CONTESTED

    def caution(self, finding: Finding) -> Caution | None:
        """Why ``finding`` no longer stands, or stands on a retracted source; None if neither."""
        if finding.status is not Status.PUBLISHED:
            reason = finding.notice.reason if finding.notice else ""
            return Caution(finding.status.capitalize(), reason)
        retracted = self.judgement(finding).retracted
        if not retracted:
            return None
        names = [r.in_text for r in map(self.references.get, retracted) if r]
        return Caution(
            "Retracted source", f"it rests in part on {', '.join(names)}, since retracted"
        )

    def has_contrary(self, finding: Finding) -> bool:
        """Whether any item speaks against the claim."""
        bearings = self.vocabulary.bearings
        return any(
            bearings.term(item.bearing).counts is Counts.AGAINST for item in finding.evidence
        )

    @cached_property
    def size(self) -> Size:
        """How much there is of everything."""
        standing, designs = self.standing, self.vocabulary.designs
        return Size(
            findings=len(standing),
            graded=len(self.graded),
            one_study=sum(self.judgement(finding).direct == 1 for finding in self.graded),
            sources=len(self.sources),
            studies=sum(designs.term(source.design).study for source in self.sources),
            quotes=sum(len(item.quotes) for f in standing for item in f.evidence),
            contested=sum(map(self.contested, standing)),
            contrary=sum(map(self.has_contrary, standing)),
            countries=len({c for source in self.sources for c in source.countries}),
            newest=max(f.history[-1].date for f in self.findings),
        )

    @cached_property
    def _links(self) -> Mapping[str, tuple[Link, ...]]:
        relations = self.vocabulary.relations
        found: dict[str, dict[tuple[str, str], Link]] = defaultdict(dict)
        for finding, related in self._stated:
            relation, other = relations.term(related.as_), self.finding_by_id[related.finding]
            found[finding.id][relation.id, other.id] = Link(relation, other, related.why)
        for finding, related in self._stated:
            inverse = relations.term(relations.term(related.as_).inverse)
            link = Link(inverse, finding, related.why)
            found[related.finding].setdefault((inverse.id, finding.id), link)
        order = {finding.id: number for number, finding in enumerate(self.findings)}
        return {
            key: tuple(
                sorted(
                    links.values(),
                    key=lambda link: (relations.ids.index(link.relation.id), order[link.other.id]),
                )
            )
            for key, links in found.items()
        }

    @cached_property
    def _stated(self) -> tuple[tuple[Finding, RelatedFinding], ...]:
        return tuple(
            (finding, related)
            for finding in self.findings
            for related in finding.related
            if related.finding in self.finding_by_id
        )

    def links(self, finding: Finding) -> tuple[Link, ...]:
        """Related findings: those it states, and those that state it, seen from its side."""
        return self._links.get(finding.id, ())

    def about(self, *, sector: str | None = None, theme: str | None = None) -> tuple[Finding, ...]:
        """The standing findings of a sector, of a theme, or of both; surest first."""
        return self.surest_first(
            finding
            for finding in self.standing
            if (sector is None or sector in finding.sectors)
            and (theme is None or theme in finding.themes)
        )

    def surest_first(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """``findings`` by strength, then by the number of independent sources, then by claim.

        Those that are not graded come after those that are, track by track.
        """
        levels, tracks = list(Level), list(Track)

        def place(finding: Finding) -> tuple[int, int, str]:
            judged = self.judgement(finding)
            level = judged.strength
            graded = levels.index(level) if level else len(levels) + tracks.index(finding.track)
            return graded, -judged.independent, finding.claim

        return tuple(sorted(findings, key=place))

    def same_data(self, source: Source) -> tuple[Source, ...]:
        """The other sources that rest on the data set of ``source``."""
        return tuple(
            other
            for other in self.sources
            if other.data_set == source.data_set and other.key != source.key
        )

    def gaps_about(self, *, sector: str | None = None, theme: str | None = None) -> tuple[Gap, ...]:
        """The gaps of a sector, of a theme, or of both."""
        return tuple(
            gap
            for gap in self.gaps
            if (sector is None or sector in gap.sectors) and (theme is None or theme in gap.themes)
        )

    def changed(self, *, sector: str | None = None, theme: str | None = None) -> date:
        """The day of the newest change to a finding or gap of a sector or theme.

        Where there is none yet, the day on which the review was first published.
        """
        days = [
            finding.history[-1].date
            for finding in self.findings
            if (sector is None or sector in finding.sectors)
            and (theme is None or theme in finding.themes)
        ]
        days += [gap.reviewed for gap in self.gaps_about(sector=sector, theme=theme)]
        return max(days, default=min(finding.published for finding in self.findings))

    def complete(self) -> Review:
        """The part that can be published: findings whose every source could be read."""
        whole = tuple(
            finding
            for finding in self.findings
            if all(item.source in self.source_by_key for item in finding.evidence)
        )
        if whole == self.findings and not self.unread_sources and not self.unread_findings:
            return self
        none: frozenset[str] = frozenset()
        return replace(self, findings=whole, unread_sources=none, unread_findings=none)


def titled(words: str, caution: Caution | None) -> str:
    """``words`` with what a reader must know first."""
    return f"{caution.label}: {words}" if caution else words

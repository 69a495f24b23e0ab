"""The evidence in figures: what was read, how it was made, and who made it, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evidence_review.pages.views.source import countries
from evidence_review.records.scales import Agreement, Level
from evidence_review.records.source import Bias
from evidence_review.review import Review

# How many countries are named; the rest are counted together.
COUNTRIES = 5


@dataclass(frozen=True)
class Figure:
    """How many have one property, and how many in a hundred that is, to the nearest whole."""

    name: str
    count: int
    in_a_hundred: int


@dataclass(frozen=True)
class Figures:
    """The sources and findings of a review, counted."""

    sources: int
    read: tuple[Figure, ...]
    designs: tuple[Figure, ...]
    countries: tuple[Figure, ...]
    circles: tuple[Figure, ...]
    weaknesses: tuple[Figure, ...]
    findings: int
    graded: int
    tracks: tuple[Figure, ...]
    by_hand: int
    """How many domains a person judged otherwise than the rule."""
    provisional: int
    strengths: tuple[Figure, ...]
    agreements: tuple[Figure, ...]
    gaps: int
    gaps_searched: int


def figures(review: Review) -> Figures:
    """Every standing finding and every source of ``review``, counted."""
    words, sources = review.vocabulary, review.sources
    judged = [review.judgement(finding) for finding in review.graded]
    read = Counter(source.read for source in sources)
    designs = Counter(source.design for source in sources)
    circles = Counter(source.circle for source in sources if source.circle)
    strengths = Counter(judgement.strength for judgement in judged)
    agreements = Counter(judgement.agreement for judgement in judged)
    tracks = Counter(finding.track for finding in review.standing)

    def of_sources(pairs: Iterable[tuple[str, int]]) -> tuple[Figure, ...]:
        return _figures(pairs, len(sources))

    def of_findings(pairs: Iterable[tuple[str, int]]) -> tuple[Figure, ...]:
        return _figures(pairs, len(judged))

    return Figures(
        sources=len(sources),
        read=of_sources((term.name, read[term.id]) for term in words.reading),
        designs=of_sources((term.name, designs[term.id]) for term in words.designs),
        countries=of_sources(_countries(review)),
        circles=of_sources((term.name, circles[term.id]) for term in words.circles),
        weaknesses=of_sources(
            [
                (
                    "Its makers stand to gain from the answer",
                    sum(s.stake is not None for s in sources),
                ),
                (
                    "It carries a stated serious risk of bias",
                    sum(s.risk_of_bias is Bias.SERIOUS for s in sources),
                ),
                (
                    "Something about it could not be verified",
                    sum(bool(s.not_verified) for s in sources),
                ),
                ("It was retracted", sum(s.retraction is not None for s in sources)),
            ]
        ),
        findings=len(review.standing),
        graded=len(judged),
        tracks=_figures(
            ((term.name, tracks[term.id]) for term in words.tracks), len(review.standing)
        ),
        by_hand=sum(len(finding.domains) for finding in review.standing),
        provisional=sum(judgement.provisional for judgement in judged),
        strengths=of_findings((term.name, strengths[Level(term.id)]) for term in words.strengths),
        agreements=of_findings(
            (term.name, agreements[Agreement(term.id)]) for term in words.agreements
        ),
        gaps=len(review.gaps),
        gaps_searched=sum(bool(gap.searches) for gap in review.gaps),
    )


def _countries(review: Review) -> list[tuple[str, int]]:
    counted = Counter(name for source in review.sources for name in countries(source))
    first = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:COUNTRIES]
    named = {name for name, _ in first}
    others = sum(not named >= set(countries(s)) for s in review.sources)
    unknown = sum(not source.countries for source in review.sources)
    return [*first, ("Any other country", others), ("Not verified", unknown)]


def _figures(pairs: Iterable[tuple[str, int]], whole: int) -> tuple[Figure, ...]:
    return tuple(Figure(name, n, round(100 * n / whole) if whole else 0) for name, n in pairs)

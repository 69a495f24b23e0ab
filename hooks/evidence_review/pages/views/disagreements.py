"""What the page of disagreements is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from evidence_review.pages.views.cards import Card, Views
from evidence_review.records.finding import Finding


@dataclass(frozen=True)
class Conflict:
    """Two findings that cannot both be wholly true, and why each is said to conflict."""

    one: Card
    other: Card
    why: str


@dataclass(frozen=True)
class Disagreements:
    """Everything on which sources or findings disagree."""

    contested: tuple[tuple[Card, Markup | None], ...]
    contested_means: str
    contrary: tuple[tuple[Card, Markup | None], ...]
    conflicts: tuple[Conflict, ...]

    @property
    def contested_count(self) -> int:
        """How many findings are contested."""
        return len(self.contested)

    @property
    def contrary_count(self) -> int:
        """How many others have contrary evidence."""
        return len(self.contrary)

    @property
    def conflict_count(self) -> int:
        """How many pairs of findings conflict."""
        return len(self.conflicts)


def disagreements(views: Views) -> Disagreements:
    """Contested findings, others with contrary evidence, and findings in conflict."""
    standing = views.review.surest_first(views.review.standing)
    contested = [f for f in standing if views.review.contested(f)]
    contrary = [f for f in standing if views.review.has_contrary(f) and f not in contested]
    return Disagreements(
        contested=tuple(_differing(views, f) for f in contested),
        contested_means=views.contested().definition,
        contrary=tuple(_differing(views, f) for f in contrary),
        conflicts=tuple(_conflicts(views, standing)),
    )


def _differing(views: Views, finding: Finding) -> tuple[Card, Markup | None]:
    why = finding.why_they_differ
    return views.card(finding), views.prose(why) if why else None


def _conflicts(views: Views, findings: Iterable[Finding]) -> Iterable[Conflict]:
    seen: set[frozenset[str]] = set()
    for finding in findings:
        for link in views.review.links(finding):
            pair = frozenset((finding.id, link.other.id))
            if link.relation.contradiction and pair not in seen:
                seen.add(pair)
                yield Conflict(views.card(finding), views.card(link.other), link.why)

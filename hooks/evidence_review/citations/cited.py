"""What a citation of a finding says, whatever it is written as."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date

from evidence_review.citations.words import sentence
from evidence_review.records import prose
from evidence_review.records.finding import Finding, Status
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.review import Review, titled
from evidence_review.site import Site, finding_uri
from evidence_review.strength import Judgement


@dataclass(frozen=True)
class Cited:
    """What a citation says of one version of a finding. All text is plain."""

    id: str
    title: str
    """The claim; where it no longer stands, what became of it and then the claim."""
    url: str
    """The absolute address of this version."""
    publisher: str
    """The name of the review, which is also its corporate author."""
    date: Date
    """When this version was published."""
    version: int
    abstract: str
    verdict: str
    """How sure we may be and how far sources agree; or that the claim is not graded."""
    notice: str | None
    """What happened, when the finding no longer stands or has to be read with care."""
    licence: str
    """The name of the licence, or its https address."""
    keywords: tuple[str, ...] = field(default=())
    language: str = "en"
    """The language of the review: a tag of BCP 47."""
    stands: bool = True
    """Whether the finding stands: the strength of one that does not is what it was."""

    @property
    def year(self) -> int:
        """The year of this version."""
        return self.date.year

    @property
    def number(self) -> str:
        """The report number: the id and the version."""
        return f"Finding {self.id}, version {self.version}"

    @property
    def note(self) -> str:
        """How sure we may be, how far sources agree, and the notice if there is one.

        Of a finding that no longer stands, the notice comes first and the rest is what was.
        """
        if not self.stands:
            return f"{sentence(self.notice or '')} {self.verdict}"
        return f"{self.verdict} {self.notice}" if self.notice else self.verdict

    @property
    def full_abstract(self) -> str:
        """The abstract, with the notice in front of it if there is one."""
        return f"{self.notice} {self.abstract}" if self.notice else self.abstract


def cite(review: Review, site: Site, finding: Finding) -> Cited:
    """How the page of ``finding`` is cited."""
    judgement = review.judgement(finding)
    words = review.vocabulary
    change = finding.history[-1]
    caution = review.caution(finding)
    stands = finding.status is Status.PUBLISHED
    return Cited(
        id=finding.id,
        title=titled(finding.claim, caution) if not stands else finding.claim,
        url=site.absolute(finding_uri(finding.id)),
        publisher=site.publisher,
        date=change.date,
        version=finding.version,
        abstract=prose.plain(finding.summary),
        verdict=_verdict(words, finding, judgement, stands),
        notice=caution.notice if caution else None,
        licence=site.licence,
        keywords=(
            *(words.sectors.term(name).name for name in finding.sectors),
            *(words.themes.term(name).name for name in finding.themes),
        ),
        language=site.language,
        stands=stands,
    )


def _verdict(words: Vocabulary, finding: Finding, judgement: Judgement, stands: bool) -> str:
    if judgement.strength is None or judgement.agreement is None:
        return f"Not graded: {words.tracks.term(finding.track).name.lower()}."
    before = "" if stands else " before that"
    provisional = ", provisional" if judgement.provisional else ""
    strength = words.strengths.term(judgement.strength).name
    agreement = words.agreements.term(judgement.agreement).name
    return f"Strength of evidence{before}: {strength}{provisional}. Agreement: {agreement}."


def cite_all(review: Review, site: Site) -> dict[str, Cited]:
    """How each finding is cited, by its id."""
    return {finding.id: cite(review, site, finding) for finding in review.findings}

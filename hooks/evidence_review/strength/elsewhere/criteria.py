"""The criteria of each rule of another body, as a function of the evidence on one claim."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_review.records.scales import Agreement, Level, Track
from evidence_review.records.source import Bias
from evidence_review.strength.elsewhere.answers import Answer, Body, Rating, fair, number, sound
from evidence_review.strength.steps import STRONG
from evidence_review.strength.voices import Report

# ESSA tiers 1 and 2, https://ies.ed.gov/ncee/wwc/essa: at least so many students at so many sites.
ESSA_PEOPLE = 350
ESSA_SITES = 2

SERIOUS = "a serious risk of bias"
UNFAIR = "no fair comparison"


# GRADE

HIGH = Rating("High", (Level.STRONG,))
LOW = Rating("Low", (Level.LIMITED,))


def grade_start(body: Body) -> Answer:
    """Effects: trials start high, other studies low. Links: evidence on prognosis starts high.

    https://pmc.ncbi.nlm.nih.gov/articles/PMC6692166/table/T1 and GRADE guidelines 28, Foroutan
    et al. 2020, doi 10.1016/j.jclinepi.2019.12.023.
    """
    if body.judgement.track is Track.EFFECT:
        trial = any(report.trial for report in body.supporting)
        return Answer((HIGH,), "a trial") if trial else Answer((LOW,), "no trial")
    if any((report.start or 0) >= STRONG for report in body.supporting):
        return Answer((HIGH,), "people were followed")
    return Answer((), lacks=("whether the one came before the other",))


# EIF

EIF_4 = Rating("Level 4", (Level.STRONG,))
EIF_3 = Rating("Level 3", (Level.MODERATE,))
EIF_2 = Rating("Level 2", (Level.LIMITED,))
EIF_NL2 = Rating("Not level 2", (Level.TENTATIVE, Level.UNTESTED))
# It rests on a study that is "equivalent to a level 3", in the words of the page.
EIF_NE = Rating("Found not effective", (Level.MODERATE,))


def eif(body: Body) -> Answer:
    """One rigorous evaluation is level 3; several, one of them over a year or more, are level 4.

    https://guidebook.eif.org.uk/eif-evidence-standards
    """
    rigorous = [report for report in sound(body.supporting) if fair(report)]
    if body.no_difference:
        if rigorous:
            return Answer((EIF_NE,), "a rigorous evaluation that found no effect")
        return Answer((), lacks=("a rigorous evaluation",))
    if body.fair_against:
        return Answer((), lacks=("its criteria where rigorous studies disagree",))
    if number(rigorous) > 1 or any(report.pools for report in rigorous):
        return Answer((EIF_4, EIF_3), "several rigorous evaluations", ("how long effects lasted",))
    if rigorous:
        return Answer((EIF_3,), "one rigorous evaluation")
    why = SERIOUS if any(map(fair, body.supporting)) else UNFAIR
    return Answer((EIF_2, EIF_NL2), why, ("its criteria for a preliminary study",))


# EEF

PADLOCKS = (
    Rating("5 padlocks", (Level.STRONG,)),
    Rating("4 padlocks", (Level.STRONG,)),
    Rating("3 padlocks", (Level.MODERATE,)),
    Rating("2 padlocks", (Level.LIMITED,)),
    Rating("1 padlock", (Level.TENTATIVE,)),
)


def eef(body: Body) -> Answer:
    """Padlocks by the number of reviews; four and five also ask for results that agree.

    https://educationendowmentfoundation.org.uk/evidence-summaries/about-the-toolkits/evidence-strength/
    """
    five, four, three, two, one = PADLOCKS
    reviews = sum(report.pools for report in body.reports)
    if not reviews:
        return Answer((one,), "no review of several studies")
    if reviews == 1:
        return Answer((two,), "only one review")
    if reviews == 2 or body.judgement.agreement is not Agreement.CONSISTENT:
        return Answer((three,), "two reviews" if reviews == 2 else "reviews that differ")
    if reviews < 5:
        return Answer((four,), "three or four reviews")
    return Answer((five, four), "five reviews or more", ("how recent the reviews are",))


# ESSA

TIERS = (
    Rating("Tier 1", (Level.STRONG,)),
    Rating("Tier 2", (Level.MODERATE,)),
    Rating("Tier 3", (Level.LIMITED,)),
    Rating("Tier 4", (Level.TENTATIVE,)),
    Rating("No tier", (Level.UNTESTED,)),
)
_TIER_1, _TIER_2, _TIER_3, _TIER_4, _NO_TIER = range(5)


def essa(body: Body) -> Answer:
    """The best single study: a trial is tier 1 and a quasi-experiment tier 2, if they are of at
    least :data:`ESSA_PEOPLE` people at :data:`ESSA_SITES` sites; else, or with statistical
    controls only, tier 3.

    https://ies.ed.gov/ncee/wwc/essa and https://www.sst6.org/Evidence-BasedPracticesEBP.aspx
    """
    if body.no_difference:
        return Answer((), made_for=False)
    if body.fair_against:
        return Answer((), lacks=("whether those against found harm, or only no effect",))
    studies = [_tiers(report) for report in body.supporting]
    best, least = min(s.best for s in studies), min(s.least for s in studies)
    why = next(study.why for study in studies if study.best == best)
    lacks = dict.fromkeys(what for study in studies for what in study.lacks)
    return Answer(TIERS[best : least + 1], why, tuple(lacks) if best < least else ())


@dataclass(frozen=True)
class _Tiers:
    """The tiers that one study may reach, why the best, and what decides between them."""

    best: int
    least: int
    why: str
    lacks: tuple[str, ...] = ()


def _tiers(report: Report) -> _Tiers:
    if report.pools:
        return _Tiers(_TIER_1, _NO_TIER, "a review", ("which studies stand in the review",))
    if report.bias is Bias.SERIOUS:
        return _Tiers(_TIER_4, _NO_TIER, SERIOUS, ("whether a stated theory backs it",))
    if not fair(report):
        return _Tiers(_TIER_3, _NO_TIER, UNFAIR, ("whether it used statistical controls",))
    if report.people is not None and report.people < ESSA_PEOPLE:
        return _Tiers(_TIER_3, _TIER_3, f"fewer than {ESSA_PEOPLE} people")
    if report.sites is not None and report.sites < ESSA_SITES:
        return _Tiers(_TIER_3, _TIER_3, "one site")
    known = {"how many people": report.people, "how many sites": report.sites}
    lacks = tuple(what for what, number in known.items() if number is None)
    tier, why = (_TIER_1, "a trial") if report.trial else (_TIER_2, "a fair comparison, no trial")
    return _Tiers(tier, _TIER_3 if lacks else tier, why, lacks)


# What Works for Health

WWFH_SUPPORTED = Rating("Scientifically supported", (Level.STRONG,))
WWFH_SOME = Rating("Some evidence", (Level.MODERATE,))
WWFH_FEW = Rating("Insufficient evidence", (Level.LIMITED, Level.TENTATIVE))
WWFH_MIXED = Rating("Mixed evidence")


# How many trials, or how many quasi-experiments, are needed where no review is there; and how many
# other studies for the lower rating.
WWFH_STRONG = 3
WWFH_FAIR = 2
WWFH_OTHER = 3


def wwfh(body: Body) -> Answer:
    """Supported: a review of strong studies, or three trials, or three quasi-experiments. Some: a
    review, two of either, or three others.

    https://whatworksforhealth.wisc.edu/evidence.php
    """
    if body.no_difference:
        return Answer((), lacks=("its criteria for calling a thing ineffective",))
    agreement = body.judgement.agreement
    if agreement is Agreement.CONTESTED:
        return Answer((WWFH_MIXED,), lacks=("how its mixed evidence compares with our levels",))
    reviews = [report for report in body.supporting if report.pools]
    single = [report for report in body.supporting if not report.pools]
    trials = [report for report in single if report.trial]
    matched = [report for report in single if fair(report) and not report.trial]
    others = [report for report in single if not fair(report)]
    strong = any(report.trial for report in sound(reviews))
    if strong or max(number(sound(trials)), number(sound(matched))) >= WWFH_STRONG:
        if agreement is Agreement.MIXED:
            return Answer((WWFH_SOME,), "results that differ")
        return Answer((WWFH_SUPPORTED,), "a review of trials, or several fair studies")
    if reviews or max(number(trials), number(matched)) >= WWFH_FAIR or number(others) >= WWFH_OTHER:
        return Answer((WWFH_SOME,), "several studies, but too few or too weak for more")
    return Answer((WWFH_FEW,), "fewer studies than it asks for")

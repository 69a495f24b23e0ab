"""The same evidence under published rules of other bodies, as far as records hold what they ask.

Each rule was read in a stored copy of its own page on the day it names. What of it no record can
answer is said in ``not_computed`` and taken as met; what one claim lacks is said in its answer.
Studies are known by what their design is to the rule of this package: a trial, a review that pools,
or else by the level that it starts from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from evidence_review.records.finding import Claims
from evidence_review.records.scales import Agreement, Counts, Level, Track
from evidence_review.records.source import Bias
from evidence_review.strength.judgement import MODERATE, STRONG, Judgement
from evidence_review.strength.steps import LADDER
from evidence_review.strength.voices import Report

_SEEN = date(2026, 11, 29)

# ESSA tiers 1 and 2, https://ies.ed.gov/ncee/wwc/essa: at least so many students at so many sites.
ESSA_PEOPLE = 350
ESSA_SITES = 2


@dataclass(frozen=True)
class Rating:
    """One level of another body's rule, and the levels of ours that are laid beside it.

    Nothing is laid beside what has no place among ours.
    """

    name: str
    like: tuple[Level, ...] = ()


class Standing(StrEnum):
    """How the answer of another rule stands to our level."""

    HIGHER = "higher"
    SAME = "the same"
    LOWER = "lower"
    CANNOT_SAY = "cannot say"
    NOT_MADE_FOR = "not made for it"


@dataclass(frozen=True)
class Answer:
    """What a rule says of one claim: every rating that is possible, from most to least.

    ``why`` says on what the best of them turns. ``lacks`` names what would have to be known to say
    more; without any rating it is why there is none.
    """

    possible: tuple[Rating, ...]
    why: str = ""
    lacks: tuple[str, ...] = ()
    made_for: bool = True

    @property
    def words(self) -> str:
        """The rating, or the range of them: "Tier 1 to tier 3"."""
        if len(self.possible) < 2:
            return "".join(rating.name for rating in self.possible)
        most, least = self.possible[0].name, self.possible[-1].name
        until = "or" if len(self.possible) == 2 else "to"
        return f"{most} {until} {least[:1].lower()}{least[1:]}"

    def standing(self, level: Level) -> Standing:
        """How it stands to ``level``: nothing is said where several are possible and differ."""
        if not self.made_for:
            return Standing.NOT_MADE_FOR
        said = {_beside(rating, LADDER.index(level)) for rating in self.possible}
        return said.pop() if len(said) == 1 else Standing.CANNOT_SAY


def _beside(rating: Rating, ours: int) -> Standing:
    rungs = [LADDER.index(level) for level in rating.like]
    if not rungs:
        return Standing.CANNOT_SAY
    if min(rungs) > ours:
        return Standing.HIGHER
    return Standing.LOWER if max(rungs) < ours else Standing.SAME


@dataclass(frozen=True)
class Body:
    """The direct evidence on one claim, as other rules look at it: without circles of authors."""

    judgement: Judgement

    @property
    def reports(self) -> tuple[Report, ...]:
        """Every report of the claim itself."""
        voices = self.judgement.voices
        return tuple(report for voice in voices for report in voice.reports if report.direct)

    @property
    def supporting(self) -> tuple[Report, ...]:
        """Every report that supports the claim."""
        return tuple(report for report in self.reports if report.counts is Counts.FOR)

    @property
    def fair_against(self) -> bool:
        """Whether a fair comparison speaks against the claim."""
        return any(report.counts is Counts.AGAINST and fair(report) for report in self.reports)

    @property
    def no_difference(self) -> bool:
        """Whether the claim is that nothing differs."""
        return self.judgement.claims is Claims.NO_DIFFERENCE


def fair(report: Report) -> bool:
    """Whether it compares like with like: a trial, or a design that starts nearly as high."""
    return report.trial or (report.start or 0) >= MODERATE


def sound(reports: Iterable[Report]) -> list[Report]:
    """The reports that carry no serious risk of bias."""
    return [report for report in reports if report.bias is not Bias.SERIOUS]


def number(reports: Iterable[Report]) -> int:
    """How many studies they are: reports of one data set are one study."""
    return len({report.data_set for report in reports})


@dataclass(frozen=True)
class Rule:
    """A published rule: whose it is, what it rates, where and when it was read, its levels from
    most to least, and what of it is not computed. Any claim on ``tracks`` is put to ``ask``."""

    id: str
    name: str
    body: str
    rates: str
    address: str
    ratings: tuple[Rating, ...]
    not_computed: str
    ask: Callable[[Body], Answer] = field(repr=False)
    tracks: tuple[Track, ...] = (Track.EFFECT,)
    whole: bool = True
    """Whether its answer is a verdict, and not only where a verdict begins."""
    seen: date = _SEEN

    def answer(self, judgement: Judgement) -> Answer:
        """What the rule says of the claim that ``judgement`` is about."""
        if judgement.track not in self.tracks:
            return Answer((), made_for=False)
        body = Body(judgement)
        return self.ask(body) if body.supporting else Answer((), lacks=(UNSUPPORTED,))


UNSUPPORTED = "a study of the claim itself that supports it"
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


_QUALITY = "How well a study was made: taken as well enough unless its risk of bias is serious."
_WANTED = (
    "Whether a change is a good one, and statistically significant: a study that supports the claim"
    " is taken as both."
)

RULES = (
    Rule(
        "grade", "GRADE, where it starts", "the GRADE Working Group",
        "a body of evidence on one outcome; this is only its starting level, before anything lowers"
        " or raises it",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6692166/table/T1", (HIGH, LOW),
        "Which studies in a review of mixed designs were trials: it is taken as having none. Claims"
        " that one thing goes with another are taken as questions of prognosis, for which GRADE"
        " starts high, where people were followed; from studies that asked once it cannot be said.",
        grade_start, (Track.EFFECT, Track.ASSOCIATION), whole=False,
    ),
    Rule(
        "eif", "EIF levels", "the Early Intervention Foundation, until it merged in 2022",
        "programmes for children, by what their evaluations found",
        "https://guidebook.eif.org.uk/eif-evidence-standards",
        (EIF_4, EIF_3, EIF_2, EIF_NL2, EIF_NE),
        "How long effects lasted, and its detailed criteria for a study, which were not found. A"
        " review of trials is taken as several evaluations, and people of any age as children."
        f" {_QUALITY} {_WANTED}",
        eif,
    ),
    Rule(
        "eef", "EEF padlocks", "the Education Endowment Foundation, in its Toolkit before 2021",
        "approaches to teaching, by how many reviews there are of them",
        "https://educationendowmentfoundation.org.uk/evidence-summaries/about-the-toolkits/"
        "evidence-strength/",
        PADLOCKS,
        "How recent and how relevant reviews are, and how firm the conclusions are that their"
        " methods allow: taken as enough. Any service is taken as teaching. The numbers of studies"
        " in the Toolkit's newer rule were not found.",
        eef,
    ),
    Rule(
        "essa", "ESSA tiers", "the What Works Clearinghouse, for the US Every Student Succeeds Act",
        "one activity in schools, by its best single study",
        "https://ies.ed.gov/ncee/wwc/essa", TIERS,
        "Whether an association was adjusted for other things, and whether a theory backs the"
        " activity. People are counted as students. It has no tier for a claim that nothing"
        f" changes. {_QUALITY} {_WANTED}",
        essa,
    ),
    Rule(
        "wwfh", "What Works for Health", "the University of Wisconsin Population Health Institute",
        "strategies to improve health, by how many studies of which design there are",
        "https://whatworksforhealth.wisc.edu/evidence.php",
        (WWFH_SUPPORTED, WWFH_SOME, WWFH_FEW, WWFH_MIXED),
        "What experts recommend, which may make insufficient evidence “expert opinion”. Evidence"
        " that is contested is taken as mixed; quasi-experiments are taken as matched, and any"
        " outcome as one of health."
        f" {_QUALITY} {_WANTED}",
        wwfh,
    ),
)  # fmt: skip
"""The rules of other bodies that can be computed, in the order in which they are shown."""

"""The rules of other bodies: whose each is, what it rates, and what of it no record can answer."""

from __future__ import annotations

from datetime import date

from evidence_review.records.scales import Track
from evidence_review.strength.elsewhere.answers import Rule
from evidence_review.strength.elsewhere.criteria import (
    EIF_2,
    EIF_3,
    EIF_4,
    EIF_NE,
    EIF_NL2,
    HIGH,
    LOW,
    PADLOCKS,
    TIERS,
    WWFH_FEW,
    WWFH_MIXED,
    WWFH_SOME,
    WWFH_SUPPORTED,
    eef,
    eif,
    essa,
    grade_start,
    wwfh,
)

_SEEN = date(2026, 11, 29)
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
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6692166/table/T1", _SEEN, (HIGH, LOW),
        "Which studies in a review of mixed designs were trials: it is taken as having none. Claims"
        " that one thing goes with another are taken as questions of prognosis, for which GRADE"
        " starts high, where people were followed; from studies that asked once it cannot be said.",
        grade_start, (Track.EFFECT, Track.ASSOCIATION), whole=False,
    ),
    Rule(
        "eif", "EIF levels", "the Early Intervention Foundation, until it merged in 2022",
        "programmes for children, by what their evaluations found",
        "https://guidebook.eif.org.uk/eif-evidence-standards", _SEEN,
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
        "evidence-strength/", _SEEN,
        PADLOCKS,
        "How recent and how relevant reviews are, and how firm the conclusions are that their"
        " methods allow: taken as enough. Any service is taken as teaching. The numbers of studies"
        " in the Toolkit's newer rule were not found.",
        eef,
    ),
    Rule(
        "essa", "ESSA tiers", "the What Works Clearinghouse, for the US Every Student Succeeds Act",
        "one activity in schools, by its best single study",
        "https://ies.ed.gov/ncee/wwc/essa", _SEEN, TIERS,
        "Whether an association was adjusted for other things, and whether a theory backs the"
        " activity. People are counted as students. It has no tier for a claim that nothing"
        f" changes. {_QUALITY} {_WANTED}",
        essa,
    ),
    Rule(
        "wwfh", "What Works for Health", "the University of Wisconsin Population Health Institute",
        "strategies to improve health, by how many studies of which design there are",
        "https://whatworksforhealth.wisc.edu/evidence.php", _SEEN,
        (WWFH_SUPPORTED, WWFH_SOME, WWFH_FEW, WWFH_MIXED),
        "What experts recommend, which may make insufficient evidence “expert opinion”. Evidence"
        " that is contested is taken as mixed; quasi-experiments are taken as matched, and any"
        " outcome as one of health."
        f" {_QUALITY} {_WANTED}",
        wwfh,
    ),
)  # fmt: skip
"""The rules of other bodies that can be computed, in the order in which they are shown."""

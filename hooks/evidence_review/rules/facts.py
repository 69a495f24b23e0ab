"""What pages say of the evidence as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from evidence_review.problems import did_you_mean
from evidence_review.records.text import TERRITORIES
from evidence_review.review import Review
from evidence_review.rules.rule import Held, Slip
from evidence_review.typed.text import Kind, Text

_REMARK = re.compile(r"<!--\s*so long as\s*:\s*(.*?)\s*-->", re.DOTALL)
_SAID = re.compile(r"(\w+) (\w+ \w+)(?: of (.+?))? are (.+)")
_AMONG: Mapping[str, Callable[[int, int], bool]] = {
    "all": lambda some, whole: some == whole,
    "most": lambda some, whole: some > whole / 2,
    "no": lambda some, whole: some == 0,
}


def page_fact(text: Text, held: Held) -> Iterator[Slip]:
    """What a page says of all the evidence is so, as a remark behind it says so long as what."""
    if text.kind is Kind.PAGE:
        for found in _REMARK.finditer(text.shown):
            if fault := _fault(" ".join(found[1].split()), held.macros.whole):
                yield Slip(found.start(), fault)


def _fault(words: str, review: Review) -> str | None:
    """What is wrong with a fact such as "most sources read are abstract"."""
    said = _SAID.fullmatch(words)
    only = _listed(said[3]) if said and said[3] else frozenset()
    if lost := sorted(only - set(review.source_by_key)):
        return f"there is no source '{lost[0]}'; copy the name of its file"
    subjects = _subjects(review, only)
    if not said or said[1] not in _AMONG or said[2] not in subjects:
        forms = f"{', '.join(_AMONG)}; then {', '.join(subjects)}; then 'are' and words"
        return f"'{words}' cannot be looked up; write one of {forms}"
    known, things = subjects[said[2]]
    among = _listed(said[4])
    if unknown := sorted(among - known):
        return f"'{unknown[0]}' is no word for {said[2]}; {did_you_mean(unknown[0], sorted(known))}"
    counted = [bool(thing & among) for thing in things]
    if _AMONG[said[1]](sum(counted), len(counted)):
        return None
    return (
        f"no longer so: '{words}', but it is {sum(counted)} of {len(counted)};"
        " change what is said before this, and this"
    )


def _subjects(review: Review, only: Set[str]) -> Mapping[str, tuple[Set[str], Iterable[Set[str]]]]:
    """What can be looked up: the words it may be, and the words that each of it is.

    Of sources, those whose keys are in ``only``, if any are.
    """
    words = review.vocabulary
    sources = [source for source in review.sources if not only or source.key in only]
    judged = [review.judgement(finding) for finding in review.graded]
    levels = {*words.strengths.ids, *words.agreements.ids}
    quoted = [{i.source} for f in review.findings for i in f.evidence for _ in i.quotes]
    return {
        "findings judged": (levels, [{str(j.strength), str(j.agreement)} for j in judged]),
        "quotes taken": (set(review.source_by_key), quoted),
        "sources made": (TERRITORIES.keys(), [set(s.countries) for s in sources if s.countries]),
        "sources read": (set(words.reading.ids), [{s.read} for s in sources]),
        "sources grouped": (set(words.circles.ids), [{s.circle or ""} for s in sources]),
    }


def _listed(words: str) -> frozenset[str]:
    return frozenset(re.split(r", | or ", words))

"""Macros: what prose asks for and the review says, so that it cannot go stale.

Hand-written pages and the vocabulary write ``{level:ID}``, and readers see "limited". With a
capital, as in ``{Level:ID}``, what is said begins with one. In code a page shows macros as they
were typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, partial

from evidence_review.phrases import capital, number_in_words
from evidence_review.problems import did_you_mean
from evidence_review.records.finding import Finding, Status
from evidence_review.records.first_edition import FirstVocabulary
from evidence_review.review import Review
from evidence_review.strength.first_edition.steps import NUMBERS as FIRST_NUMBERS
from evidence_review.strength.steps import NUMBERS

CODE = re.compile(
    r"^ *(?P<fence>```+|~~~+).*?^ *(?P=fence)|(?P<tick>(?<!`)`+(?!`))(?:(?!\n\s*\n).)+?"
    r"(?<!`)(?P=tick)(?!`)",
    re.DOTALL | re.MULTILINE,
)
"""Code of a Markdown page: between fences, or between backticks."""

_MACRO = re.compile(r"\{ *([A-Za-z][A-Za-z-]*) *: *([^{}\n]*?) *\}")


@dataclass(frozen=True)
class Macro:
    """A macro as it stands in a text: where, what it says, or what is wrong with it.

    It says nothing where what it asks for has problems of its own.
    """

    start: int
    end: int
    says: str | None = None
    fault: str | None = None


@dataclass(frozen=True)
class _Fault:
    message: str


_Answer = str | _Fault | None


class Macros:
    """Says what the macros of a text ask of one review."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.whole = review.complete()
        first = isinstance(review.vocabulary, FirstVocabulary)
        numbers = FIRST_NUMBERS if first else NUMBERS
        self.answers: Mapping[str, Callable[[str], _Answer]] = {
            "level": partial(self._of, say=self._level),
            "agreement": partial(self._of, say=self._agreement),
            "sources": partial(self._of, say=self._sources),
            "studies": partial(self._of, say=self._studies),
            "count": self._count,
            "rule": lambda name: _named(name, numbers, "the rule has no number"),
        }

    def found(self, text: str) -> Iterator[Macro]:
        """Every macro of ``text``, outside code."""
        hidden = CODE.sub(lambda code: " " * len(code[0]), text)
        for macro in _MACRO.finditer(hidden):
            answer = self._answer(macro[1], macro[2])
            if isinstance(answer, _Fault):
                yield Macro(macro.start(), macro.end(), fault=answer.message)
            else:
                says = capital(answer) if answer and macro[1].istitle() else answer
                yield Macro(macro.start(), macro.end(), says)

    def said(self, text: str) -> str:
        """``text`` with all that its macros say; one that says nothing stays as it was typed."""
        if "{" not in text:
            return text
        parts, end = [], 0
        for macro in self.found(text):
            typed = text[macro.start : macro.end]
            parts += [text[end : macro.start], typed if macro.says is None else macro.says]
            end = macro.end
        return "".join([*parts, text[end:]])

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many there are of everything that can be counted, by the name of it."""
        review = self.whole
        if not review.findings:
            return {}
        judged = [review.judgement(finding) for finding in review.graded]
        sizes = asdict(review.size).items()
        size = {k.replace("_", "-"): n for k, n in sizes if isinstance(n, int)}
        words = review.vocabulary
        tracks = Counter(finding.track for finding in review.standing)
        return {
            **size,
            "gaps": len(review.gaps),
            "sectors": len(words.sectors),
            "core-sectors": sum(sector.core for sector in words.sectors),
            "themes": len(words.themes),
            **dict.fromkeys(words.strengths.ids + words.agreements.ids, 0),
            **Counter(str(judgement.strength) for judgement in judged),
            **Counter(str(judgement.agreement) for judgement in judged),
            "domains-by-hand": sum(len(finding.domains) for finding in review.graded),
            "levels-by-hand": sum(bool(finding.strength_override) for finding in review.graded),
            "provisional": sum(judgement.provisional for judgement in judged),
            **{track.plural.lower(): tracks[track.id] for track in words.tracks},
            **dict.fromkeys(words.reading.ids, 0),
            **Counter(source.read for source in review.sources),
        }

    def _answer(self, typed: str, name: str) -> _Answer:
        if answer := self.answers.get(typed[0].lower() + typed[1:]):
            return answer(name)
        right = did_you_mean(typed.lower(), sorted(self.answers))
        return _Fault(f"there is no macro '{typed}'; {right}")

    def _of(self, name: str, say: Callable[[Finding], _Answer]) -> _Answer:
        known = self.review.finding_by_id.get(name)
        if known is None and name not in self.review.unread_findings:
            return _Fault(f"there is no finding '{name}'; copy the id from the finding's own file")
        if known and known.status is not Status.PUBLISHED:
            return _Fault(f"'{name}' is {known.status}; name a finding that stands")
        readable = self.whole.finding_by_id.get(name)
        return say(readable) if readable else None

    def _level(self, finding: Finding) -> _Answer:
        level = self.whole.judgement(finding).strength
        if level is None:
            return self._not_graded(finding)
        return self.review.vocabulary.strengths.term(level).name.lower()

    def _agreement(self, finding: Finding) -> _Answer:
        agreement = self.whole.judgement(finding).agreement
        if agreement is None:
            return self._not_graded(finding)
        return self.review.vocabulary.agreements.term(agreement).name.lower()

    def _not_graded(self, finding: Finding) -> _Fault:
        track = self.review.vocabulary.tracks.term(finding.track).name.lower()
        return _Fault(f"'{finding.id}' is not graded but of this kind: {track}; say who says it")

    def _sources(self, finding: Finding) -> str:
        return number_in_words(len({item.source for item in finding.evidence}))

    def _studies(self, finding: Finding) -> str:
        designs, known = self.review.vocabulary.designs, self.whole.source_by_key
        return number_in_words(
            len(
                {
                    item.source
                    for item in finding.evidence
                    if designs.term(item.design_in(known[item.source])).study
                }
            )
        )

    def _count(self, name: str) -> _Answer:
        if not self.counts:
            return None
        said = {key: number_in_words(number) for key, number in self.counts.items()}
        return _named(name, said, "nothing is counted as")


def _named(name: str, known: Mapping[str, str], lacks: str) -> _Answer:
    return known.get(name) or _Fault(f"{lacks} '{name}'; {did_you_mean(name, sorted(known))}")

"""Which findings a level is said of, where prose types one instead of asking for it.

With the finding linked, a level stands in one of these English forms:

- ``[words](ID) ... (tentative)`` or ``... is contested``: of the last link before it;
- ``limited evidence that ... [words](ID)``: of every link after it in its clause;
- ``Two answers are contested: [words](ID) ...``: with no link before it in the sentence, of every
  link after it;
- ``Both are moderate.``, ``All three are tentative.``: of the last two or three links before it;
- ``That is tentative.``, in a sentence without a link: of the last link before it;
- ``The rest are first signs.``, by another name of the level: of every link in the sentence after.

In italics, as in *tentative*, it names the level itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence_review.records.scales import Agreement, Level
from evidence_review.records.terms import AgreementTerm, StrengthTerm
from evidence_review.records.text import CROCKFORD, ID_LENGTH
from evidence_review.records.vocabulary import Vocabulary

_BLOCK = re.compile(r"\n[ \t\r]*\n|\n(?=[ \t]*(?:[-*]|\d+\.) )")
_SENTENCE = re.compile(r"(?<=[.?!])[*)]*\s+")
_LINK = re.compile(rf"\]\((?:finding:)?([{CROCKFORD}]{{{ID_LENGTH}}})\)")
_MACRO = re.compile(r"\{[^{}\n]*\}")
_CLAUSE = re.compile(r";|, though|, but|, and it is|, and whether")
_COUNTED = re.compile(r"\b(both|three|four)(?: \w+)? are +$", re.IGNORECASE)
_SEVERAL = {"both": 2, "three": 3, "four": 4}
_MEANING = re.compile(r"\*\w+\* means ")
# In common use for other things too: a level only in brackets or before "evidence".
_COMMON: tuple[Level | Agreement, ...] = (
    Level.STRONG,
    Agreement.CONSISTENT,
    Agreement.SINGLE_SOURCE,
)


@dataclass(frozen=True)
class Said:
    """A level as it was typed: the word, where it stands, and the findings it is said of."""

    word: str
    start: int
    findings: tuple[str, ...]


class LevelWords:
    """The words of one vocabulary for how sure and how contested a finding is."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        terms: list[StrengthTerm | AgreementTerm] = [*vocabulary.strengths, *vocabulary.agreements]
        self.names: Mapping[str, frozenset[str]] = {
            term.id: frozenset(name.lower() for name in (term.name, *term.also_called))
            for term in terms
        }
        self.also = {name.lower() for term in terms for name in term.also_called}
        common = {term.name.lower() for term in terms if term.id in _COMMON}
        free = {name for names in self.names.values() for name in names} - common
        self._pattern = re.compile(
            rf"(?<![*\w])(?:(?:{_any(common)})(?= +evidence|\))|{_any(free)})(?![*\w])",
            re.IGNORECASE,
        )

    def said(self, text: str) -> Iterator[Said]:
        """Every level that ``text`` types; what its macros say cannot go stale."""
        text = _MACRO.sub(lambda macro: "·" * len(macro[0]), text)
        flat = re.sub(r"\s", " ", text)
        for block in _parted(_BLOCK, text, (0, len(text))):
            before: list[str] = []
            sentences = [*_parted(_SENTENCE, text, block)]
            following = [flat[start:end] for start, end in sentences[1:]]
            for (start, end), after in zip(sentences, [*following, ""], strict=True):
                sentence = flat[start:end]
                found = () if _MEANING.match(sentence) else self._pattern.finditer(sentence)
                for word in found:
                    ids = self._meant(before, sentence, after, word)
                    yield Said(word[0].lower(), start + word.start(), tuple(ids))
                before += _LINK.findall(sentence)

    def _meant(
        self, before: list[str], sentence: str, after: str, word: re.Match[str]
    ) -> list[str]:
        head, tail = sentence[: word.start()], sentence[word.end() :]
        if counted := _COUNTED.search(head):
            return before[-_SEVERAL[counted[1].lower()] :]
        if word[0].lower() in self.also and not _LINK.search(sentence):
            return _LINK.findall(after)
        if re.match(" +evidence", tail):
            return _LINK.findall(_CLAUSE.split(tail)[0])
        return _LINK.findall(head)[-1:] or _LINK.findall(tail) or before[-1:]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _parted(at: re.Pattern[str], text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where the parts of ``text`` begin and end that ``at`` parts within ``span``."""
    start, last = span
    for found in at.finditer(text, start, last):
        yield start, found.start()
        start = found.end()
    yield start, last

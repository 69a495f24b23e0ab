"""Hand-written pages, and what the vocabulary says on pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from os.path import normpath
from pathlib import PurePosixPath

from evidence_review.problems import did_you_mean
from evidence_review.records.finding import Status
from evidence_review.records.text import CROCKFORD, ID_LENGTH
from evidence_review.rules.rule import Held, Slip
from evidence_review.typed.files import ASSETS
from evidence_review.typed.levels import Said
from evidence_review.typed.text import Kind, Text

_LINK = re.compile(
    r"""(?:(?<=\]\()|(?<=href=")|^ *\[[^\]\n]+\]: *)finding:([^\s)"]*)""", re.MULTILINE
)
_BARE = re.compile(rf"(?<=\]\()([{CROCKFORD}]{{{ID_LENGTH}}})(?=\))")
_TO_PAGE = re.compile(r"(?<=\]\()([^\s):#?]+\.md)(?=[#?)\s])")
_PART = re.compile(r"<!--\s*review\s*:\s*(.*?)\s*-->")
_EXACT = re.compile(r"<!-- review: [a-z-]+ -->")

_SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COUNTED = r"\s+(findings|sources|studies|gaps|sectors|themes)\b"
_DIGITS = r"(?<![\d.,])\d{1,3}(?:,\d{3})*"
_COUNT = re.compile(rf"(?:{_DIGITS}|\b(?:{_SMALL}|\w+teen|(?:{_TENS})(?:-\w+)?)){_COUNTED}", re.I)
_COUNT_IN_DIGITS = re.compile(_DIGITS + _COUNTED)


def page_link(text: Text, held: Held) -> Iterator[Slip]:
    """A link on a hand-written page leads to a page, or as finding:ID to a finding that stands."""
    if text.kind is not Kind.PAGE:
        return
    for found in _LINK.finditer(text.shown):
        if fault := _link_fault(found[1], held):
            yield Slip(found.start(), fault)
    for found in _BARE.finditer(text.shown):
        if found[1] in held.review.finding_by_id:
            yield Slip(found.start(), f"on a page, write 'finding:{found[1]}'")
    for found in _TO_PAGE.finditer(text.shown):
        target = normpath(PurePosixPath(text.path).parent / found[1])
        if target not in map(normpath, held.pages):
            yield Slip(found.start(), f"there is no page '{found[1]}'; write its path from here")


def page_part(text: Text, held: Held) -> Iterator[Slip]:
    """A part that a hand-written page asks for, as in <!-- review: map -->, is one there is."""
    if text.kind is not Kind.PAGE:
        return
    for found in _PART.finditer(text.shown):
        if found[1] not in held.parts:
            right = did_you_mean(found[1], sorted(held.parts))
            yield Slip(found.start(), f"there is no part '{found[1]}'; {right}")
        elif not _EXACT.fullmatch(found[0]):
            yield Slip(found.start(), f"write '<!-- review: {found[1]} -->', spaces and all")


def macro(text: Text, held: Held) -> Iterator[Slip]:
    """A macro, as in {level:ID}, asks for what the review knows, on a page or in the words."""
    if text.kind is Kind.RECORD:
        known = re.compile(rf"\{{ *(?:{'|'.join(held.macros.answers)}) *:", re.IGNORECASE)
        for found in known.finditer(text.shown):
            yield Slip(found.start(), "a macro is said on pages and in the vocabulary only")
        return
    spans = [text.span(at) for at, _ in text.values()] or [(0, len(text.words))]
    for start, end in spans:
        for asked in held.macros.found(text.words[start:end]):
            if start + asked.start < text.head:
                message = "a macro is not said in the head of a page; write it below"
                yield Slip(start + asked.start, message)
            elif asked.fault:
                yield Slip(start + asked.start, asked.fault)


def typed_level(text: Text, held: Held) -> Iterator[Slip]:
    """A level that is typed is that of the finding it is said of; better let a macro say it."""
    for said in held.levels.said(text.prose) if not text.explains else ():
        if said.findings:
            yield from (Slip(said.start, fault) for fault in _level_faults(said, held))
        else:
            message = (
                f"'{said.word}' is said of no finding; link one before it, or put a word that"
                " means the level itself in *italics*"
            )
            yield Slip(said.start, message)


def typed_count(text: Text, held: Held) -> Iterator[Slip]:
    """How many findings, sources or studies there are is said by a macro and not typed."""
    for found in (_COUNT_IN_DIGITS if text.explains else _COUNT).finditer(text.prose):
        noun = found[1].lower()
        of_one = f", or '{{{noun}:ID}}' of one finding" if noun in ("sources", "studies") else ""
        message = f"a count that will be wrong one day; write '{{count:{noun}}}'{of_one}"
        yield Slip(found.start(), message)


def stray_file(text: Text, held: Held) -> Iterator[Slip]:
    """Among the hand-written pages lie pages only; pictures, styles and scripts lie in assets."""
    if text.kind is Kind.STRAY:
        message = f"no page; put what pages show into {ASSETS}, and take away anything else"
        yield Slip(0, message)


def _link_fault(finding_id: str, held: Held) -> str | None:
    finding = held.review.finding_by_id.get(finding_id)
    if finding is None and finding_id not in held.review.unread_findings:
        return f"there is no finding '{finding_id}'; copy the id from the finding's own file"
    if finding and finding.status is not Status.PUBLISHED:
        return f"'{finding_id}' is {finding.status}; link to a finding that stands"
    return None


def _level_faults(said: Said, held: Held) -> Iterator[str]:
    for finding_id in said.findings:
        finding = held.macros.whole.finding_by_id.get(finding_id)
        if finding is None:
            continue
        judged = held.macros.whole.judgement(finding)
        if judged.strength is None or judged.agreement is None:
            yield f"'{said.word}' is said of {finding_id}, which is not graded; say who says it"
            continue
        strength, agreement = (
            held.levels.names[key] for key in (judged.strength, judged.agreement)
        )
        if said.word not in strength | agreement:
            names = " and ".join((min(strength, key=len), min(agreement, key=len)))
            yield (
                f"'{said.word}' is said of {finding_id}, which is {names};"
                f" write '{{level:{finding_id}}}' or '{{agreement:{finding_id}}}'"
            )

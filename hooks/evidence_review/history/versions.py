"""Versions: what was published is frozen, and the record says what the next version changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evidence_review.authoring.editing import Append, Edit, Fields, Replace, edited, read_back
from evidence_review.earlier.published import Published
from evidence_review.history.freezing import freeze
from evidence_review.history.plans import NextVersion, Refused
from evidence_review.phrases import ended
from evidence_review.problems import as_text
from evidence_review.records.finding import Change, Finding
from evidence_review.records.frozen import Ended, FrozenVersion
from evidence_review.records.source import Source
from evidence_review.records.text import Line
from evidence_review.review import Review

_LINE: TypeAdapter[str] = TypeAdapter(Line)

JUDGED_ANEW = "Judged anew"
"""How the sentence begins that says what judging anew moved. It stands last in its entry."""


@dataclass(frozen=True)
class AsPublished:
    """A finding as it was published: the text of its record, and the review it stood in."""

    review: Review
    finding: Finding
    text: str


@dataclass(frozen=True)
class Versions:
    """The evidence folder and the review that was read from it, on a day.

    ``published`` is what git holds of it. Without git, the record as it stands is taken for what
    was published.
    """

    folder: Path
    review: Review
    today: date
    published: Published | None = None

    def next_version(self, finding: Finding, change: str, *edits: Edit) -> NextVersion | Refused:
        """Freeze what was published of ``finding``; the next version says ``change``.

        Until it is published, every change goes into that one version.
        """
        was = self.as_published(finding)
        if isinstance(was, Refused):
            return was
        if was is None:
            return NextVersion(None, edited(self.text_of(finding), edits))
        if finding.history[-1].date > self.today:
            return Refused(f"{finding.path}: the history holds a day later than {self.today}")
        ended = self._ended(was, finding, change)
        if isinstance(ended, Refused):
            return ended
        frozen = freeze(was.review, was.finding, was.text, ended)
        if refused := self._another_text(finding, frozen):
            return refused
        new = edited(self.text_of(finding), [*_entry(was, finding, ended), *edits])
        record, problems = read_back(
            Finding, new, finding.path, {"slug": finding.slug}, self.review.vocabulary
        )
        if problems or record is None or record.version != ended.version:
            return Refused(as_text(problems) or f"{finding.path} cannot be edited by a command")
        return NextVersion(frozen, new, self._stray(finding, frozen))

    def _ended(self, was: AsPublished, finding: Finding, change: str) -> Ended | Refused:
        """The entry of the history that ends what was published, with ``change`` in it."""
        last, new = was.finding.history[-1], _new(was, finding)
        day = new[0].date if new and new[0].date >= last.date else self.today
        try:
            words = _LINE.validate_python(change)
            said = _joined([*(entry.change for entry in new), words])
            return Ended(version=last.version + 1, date=day, change=said)
        except ValidationError as error:
            return Refused(f"'{change}': {error.errors()[0]['msg']}")

    def _another_text(self, finding: Finding, frozen: FrozenVersion) -> Refused | None:
        """That the version is frozen already, with another text, which nobody can set right."""
        there = self.review.frozen.get(finding.id, {}).get(frozen.version)
        if self.published and frozen.path in self.published.frozen:
            return Refused(
                f"{frozen.path} was published before its version ended; end it as that file says:"
                f" {there.ended.change if there else 'it cannot be read'}"
            )
        if self.published or there is None or there.record == frozen.record:
            return None
        return Refused(
            f"{there.path} holds another text of version {finding.version}, left by a command"
            f" that was cut short; make {finding.path} what it was, or remove that file"
        )

    def _stray(self, finding: Finding, frozen: FrozenVersion) -> tuple[str, ...]:
        """The files of later versions that git does not hold."""
        if self.published is None:
            return ()
        versions = self.review.frozen.get(finding.id, {}).values()
        known = self.published.frozen
        return tuple(v.path for v in versions if v.version > frozen.version and v.path not in known)

    def as_published(self, finding: Finding) -> AsPublished | Refused | None:
        """What was published of ``finding``; None if nothing was."""
        if self.published is None:
            return self._readable(AsPublished(self.review, finding, self.text_of(finding)))
        before, name = self.published.loaded.review, self.published.name
        if before is None or finding.id in before.unread_findings:
            return Refused(f"{finding.path} cannot be read as it was published at {name}")
        old = before.finding_by_id.get(finding.id)
        if old is None:
            return None
        return self._readable(AsPublished(before, old, self.published.text(old.path)))

    def _readable(self, was: AsPublished) -> AsPublished | Refused:
        """``was``, if each of its sources can be read."""
        for item in was.finding.evidence:
            if item.source not in was.review.source_by_key:
                return Refused(f"{was.finding.path} rests on '{item.source}', which cannot be read")
        return was

    def text_of(self, record: Finding | Source) -> str:
        """The text of the file of ``record``."""
        return (self.folder / record.path).read_bytes().decode()


def _new(was: AsPublished, finding: Finding) -> list[Change]:
    """The entries of the history that are not published yet."""
    return [entry for entry in finding.history if entry.version > was.finding.version]


def _entry(was: AsPublished, finding: Finding, ended: Ended) -> list[Edit]:
    """The edit that makes ``ended`` the one new entry of the history."""
    new = _new(was, finding)
    entry: Fields = {"version": ended.version, "date": ended.date, "change": ended.change}
    if not new:
        return [Append("history", entry)]
    if [entry.model_dump() for entry in new] == [ended.model_dump()]:
        return []
    return [Replace("history", finding.history.index(new[0]), entry)]


def _joined(sentences: Iterable[str]) -> str:
    """The sentences as one text, each of them once; of what was judged anew only the latest."""
    said, judged = "", ""
    for sentence in sentences:
        own, anew, moved = sentence.partition(JUDGED_ANEW)
        said = _with(said, own.strip())
        judged = anew + moved if anew else judged
    return _with(said, judged)


def _with(said: str, sentence: str) -> str:
    if sentence in said:
        return said
    stop = "" if not said or ended(said) else "."
    return f"{said}{stop} {sentence}".strip()

"""What may happen to a finding after it was published, as plans of files to write.

Every plan freezes the versions that it ends, and edits the records last, so that a plan that was
cut short can be made and carried out again. What cannot be done is a value, like every problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evidence_review.authoring.editing import Append, Edit, Set, edited, read_back
from evidence_review.authoring.files import replace_texts
from evidence_review.history.freezing import freeze
from evidence_review.history.sameness import says_the_same
from evidence_review.problems import as_text
from evidence_review.records.finding import Finding, Status
from evidence_review.records.frozen import Ended, FrozenVersion
from evidence_review.records.source import Source
from evidence_review.records.text import FindingId, Line
from evidence_review.review import Review

_ID: TypeAdapter[str] = TypeAdapter(FindingId)
_LINE: TypeAdapter[str] = TypeAdapter(Line)
_DID = {
    Status.WITHDRAWN: "Withdrawn",
    Status.SUPERSEDED: "Superseded by {see}",
    Status.MERGED: "Merged into {see}",
}


@dataclass(frozen=True)
class Plan:
    """The files to write, in order, by path below the evidence folder, and what they do."""

    texts: tuple[tuple[str, str], ...]
    done: tuple[str, ...]

    def carry_out(self, folder: Path) -> None:
        """Write every file, or none."""
        replace_texts({folder / path: text for path, text in self.texts})


@dataclass(frozen=True)
class Refused:
    """Why nothing is to be written."""

    why: str


@dataclass(frozen=True)
class NextVersion:
    """A frozen version and the edited record that takes its place."""

    frozen: FrozenVersion
    record: str


@dataclass(frozen=True)
class Lifecycle:
    """The evidence folder and the review that was read from it, on a day."""

    folder: Path
    review: Review
    today: date

    def revise(self, finding_id: str, change: str) -> Plan | Refused:
        """Freeze the latest version and open the next one, before anybody edits it."""
        finding = self._finding(finding_id)
        if isinstance(finding, Refused):
            return finding
        next_version = self.next_version(finding, change)
        if isinstance(next_version, Refused):
            return next_version
        earlier = self.review.frozen.get(finding.id, {}).get(finding.version - 1)
        if earlier and says_the_same(earlier, next_version.frozen):
            return Refused(
                f"version {earlier.version} is frozen already, and nothing has changed since;"
                f" edit {finding.path}, which is version {finding.version}"
            )
        done = f"version {finding.version} is frozen; edit {finding.path}, now version"
        return plan([(finding, next_version)], [f"{done} {finding.version + 1}"])

    def end(
        self, finding_id: str, status: Status, reason: str, see: Sequence[str] = ()
    ) -> Plan | Refused:
        """Say on a finding that it no longer stands; what led to it leads on to ``see``."""
        finding = self._finding(finding_id)
        if isinstance(finding, Refused):
            return finding
        for other_id in see:
            other = self._finding(other_id)
            if isinstance(other, Refused):
                return other
            if refused := _cannot_lead_to(finding, other):
                return refused
        if finding.status is not Status.PUBLISHED:
            return _ended_already(finding, status, reason, see)
        what = _DID[status].format(see=" and ".join(see))
        ended = self.next_version(
            finding, f"{what}: {reason}",
            Set("status", str(status), after="history"),
            Set("notice", {"date": self.today, "reason": reason, "see": see} if see
                else {"date": self.today, "reason": reason}, after="status"),
        )  # fmt: skip
        leading = [f for f in self.review.findings if f.notice and finding.id in f.notice.see]
        steps = [*((other, self._lead_on(other, finding, see)) for other in leading)]
        done = [f"{other.path}: leads past {finding.id} now" for other in leading]
        done += [f"{finding.path}: {what.lower()}; version {finding.version} is frozen"]
        # The finding itself comes last: until it is written, the command can be run again.
        return plan([*steps, (finding, ended)], done)

    def _lead_on(
        self, leading: Finding, ended: Finding, see: Sequence[str]
    ) -> NextVersion | Refused:
        """``leading`` named ``ended``, which no longer stands, as the finding to read instead."""
        assert leading.notice
        named = [other for other in leading.notice.see if other != ended.id]
        named += [other for other in see if other not in named]
        notice = leading.notice.model_dump(exclude_none=True, exclude={"see"})
        where = f"leads to {' and '.join(named)} now" if named else "leads nowhere now"
        return self.next_version(
            leading, f"This page {where}: {ended.id} no longer stands.",
            Set("notice", {**notice, "see": named} if named else notice, after="status"),
        )  # fmt: skip

    def next_version(self, finding: Finding, change: str, *edits: Edit) -> NextVersion | Refused:
        """Freeze the latest version of ``finding``; the next one says ``change`` in its history."""
        if unread := self.unread(finding):
            return unread
        if finding.history[-1].date > self.today:
            return Refused(f"{finding.path}: the history holds a day later than {self.today}")
        text, number = self.text_of(finding), finding.version + 1
        try:
            ended = Ended(version=number, date=self.today, change=_LINE.validate_python(change))
        except ValidationError as error:
            return Refused(f"'{change}': {error.errors()[0]['msg']}")
        frozen = freeze(self.review, finding, text, ended)
        there = self.review.frozen.get(finding.id, {}).get(finding.version)
        if there and there.record != frozen.record:
            return Refused(
                f"{there.path} holds another text of version {finding.version}, left by a command"
                f" that was cut short; make {finding.path} what it was, or remove that file"
            )
        entry = Append("history", {"version": number, "date": self.today, "change": ended.change})
        new = edited(text, [entry, *edits])
        record, problems = read_back(
            Finding, new, finding.path, {"slug": finding.slug}, self.review.vocabulary
        )
        if problems or record is None or record.version != number:
            return Refused(as_text(problems) or f"{finding.path} cannot be edited by a command")
        return NextVersion(frozen, new)

    def _finding(self, finding_id: str) -> Finding | Refused:
        try:
            _ID.validate_python(finding_id)
        except ValidationError as error:
            return Refused(f"'{finding_id}': {error.errors()[0]['msg']}")
        if finding_id in self.review.unread_findings:
            return Refused(f"the file of '{finding_id}' has problems; run: evidence check")
        found = self.review.finding_by_id.get(finding_id)
        return found or Refused(f"there is no finding '{finding_id}'")

    def unread(self, finding: Finding) -> Refused | None:
        """That a source of ``finding`` cannot be read, if that is so."""
        for item in finding.evidence:
            if item.source not in self.review.source_by_key:
                return Refused(f"{finding.path} rests on '{item.source}', which cannot be read")
        return None

    def text_of(self, record: Finding | Source) -> str:
        """The text of the file of ``record``."""
        return (self.folder / record.path).read_bytes().decode()


def plan(
    steps: Iterable[tuple[Finding, NextVersion | Refused]], done: Sequence[str]
) -> Plan | Refused:
    """One plan of all ``steps``: what is frozen first, then the records."""
    frozen, records = [], []
    for finding, step in steps:
        if isinstance(step, Refused):
            return step
        frozen.append((step.frozen.path, step.frozen.text))
        records.append((finding.path, step.record))
    return Plan((*frozen, *records), tuple(done))


def _cannot_lead_to(finding: Finding, other: Finding) -> Refused | None:
    if other.id == finding.id:
        return Refused(f"'{other.id}' is the finding itself")
    if other.status is Status.PUBLISHED:
        return None
    onward = other.notice.see if other.notice else ()
    leads = f"; it leads to {' and '.join(onward)}" if onward else ""
    return Refused(f"'{other.id}' no longer stands, it was {other.status}{leads}")


def _ended_already(
    finding: Finding, status: Status, reason: str, see: Sequence[str]
) -> Plan | Refused:
    notice = finding.notice
    if notice and (finding.status, notice.reason, notice.see) == (status, reason, tuple(see)):
        return Plan((), (f"{finding.path}: {status} already; nothing to do",))
    when = f" on {notice.date}" if notice else ""
    return Refused(f"'{finding.id}' no longer stands: it was {finding.status}{when}")

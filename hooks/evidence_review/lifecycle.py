"""What may happen to a finding or a source after it was published, as plans of files to write.

Every plan freezes the versions that it ends, and edits the records last, so that a plan that was
cut short can be made and carried out again. What cannot be done is a value, like every problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evidence_review.archive import Ended, FrozenVersion
from evidence_review.editing import Append, Edit, Set, edited, read_back
from evidence_review.freezing import freeze
from evidence_review.model import Finding, Retraction, Source, Status
from evidence_review.problems import as_text, did_you_mean
from evidence_review.review import Review
from evidence_review.text import FindingId, Line
from evidence_review.writing import replace_texts

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
class _NextVersion:
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
        next_version = self._next(self.review, finding, change)
        if isinstance(next_version, Refused):
            return next_version
        earlier = self.review.frozen.get(finding.id, {}).get(finding.version - 1)
        if earlier and earlier.says_the_same(next_version.frozen):
            return Refused(
                f"version {earlier.version} is frozen already, and nothing has changed since;"
                f" edit {finding.path}, which is version {finding.version}"
            )
        done = f"version {finding.version} is frozen; edit {finding.path}, now version"
        return _plan([(finding, next_version)], [f"{done} {finding.version + 1}"])

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
        ended = self._next(
            self.review, finding, f"{what}: {reason}",
            Set("status", str(status), after="history"),
            Set("notice", {"date": self.today, "reason": reason, "see": see} if see
                else {"date": self.today, "reason": reason}, after="status"),
        )  # fmt: skip
        steps: list[tuple[Finding, _NextVersion | Refused]] = [(finding, ended)]
        for leading in self.review.findings:
            if leading.notice and finding.id in leading.notice.see:
                steps.append((leading, self._lead_on(leading, finding, see)))
        done = [f"{finding.path}: {what.lower()}; version {finding.version} is frozen"]
        done += [f"{leading.path}: leads past {finding.id} now" for leading, _ in steps[1:]]
        return _plan(steps, done)

    def retract(self, key: str, retraction: Retraction) -> Plan | Refused:
        """Mark a source as retracted, and say so in the history of every finding that uses it."""
        source = self._source(key)
        if isinstance(source, Refused):
            return source
        if source.retraction == retraction:
            return Plan((), (f"{source.path}: retracted already; nothing to do",))
        if source.retraction:
            on = source.retraction.date
            return Refused(f"{source.path} says already that it was retracted on {on}")
        after = self._with(source.model_copy(update={"retraction": retraction}))
        steps = []
        for finding in self.review.findings:
            if any(item.source == key for item in finding.evidence):
                start = f"Source {key} ("
                if any(c.change.startswith(start) and " was retracted: " in c.change
                       for c in finding.history):  # fmt: skip
                    continue  # Said by a command that was cut short before it reached the source.
                sentence = self.retraction_note(after, finding, source)
                if isinstance(sentence, Refused):
                    return sentence
                steps.append((finding, self._next(self.review, finding, sentence)))
        fields = {"date": retraction.date, "reason": retraction.reason}
        notice = {"notice": retraction.notice} if retraction.notice else {}
        text = edited(self._text(source), [Set("retraction", {**fields, **notice}, "access")])
        _, problems = read_back(
            Source, text, source.path, {"key": source.key}, self.review.vocabulary
        )
        if problems:
            return Refused(as_text(problems))
        done = [f"{f.path}: {n.frozen.ended.change}" for f, n in steps if not isinstance(n, Refused)]
        plan = _plan(steps, [*done, f"{source.path}: retracted on {retraction.date}"])
        if isinstance(plan, Refused):
            return plan
        return replace(plan, texts=(*plan.texts, (source.path, text)))

    def retraction_note(self, after: Review, finding: Finding, source: Source) -> str | Refused:
        """The sentence for the history: what the retraction moves, computed before and after."""
        if unread := self._unread(finding):
            return unread
        words = self.review.vocabulary
        old, new = self.review.judgement(finding), after.judgement(finding)
        strength = [words.strengths.term(j.strength).name.lower() for j in (old, new)]
        agreement = [words.agreements.term(j.agreement).name.lower() for j in (old, new)]
        reference = self.review.references[source.key]
        moves = [_moved("strength", *strength), _moved("agreement", *agreement)]
        cited = f"{reference.short_authors}, {reference.year_or_nd}"
        said = "; ".join(filter(None, moves)) or f"strength stays {strength[0]}"
        return f"Source {source.key} ({cited}) was retracted: {said}."

    def _lead_on(
        self, leading: Finding, ended: Finding, see: Sequence[str]
    ) -> _NextVersion | Refused:
        """``leading`` named ``ended``, which no longer stands, as the finding to read instead."""
        assert leading.notice
        named = [other for other in leading.notice.see if other != ended.id]
        named += [other for other in see if other not in named]
        notice = leading.notice.model_dump(exclude_none=True, exclude={"see"})
        where = f"leads to {' and '.join(named)} now" if named else "leads nowhere now"
        return self._next(
            self.review, leading, f"This page {where}: {ended.id} no longer stands.",
            Set("notice", {**notice, "see": named} if named else notice, after="status"),
        )  # fmt: skip

    def _next(
        self, review: Review, finding: Finding, change: str, *edits: Edit
    ) -> _NextVersion | Refused:
        if unread := self._unread(finding):
            return unread
        if finding.history[-1].date > self.today:
            return Refused(f"{finding.path}: the history holds a day later than {self.today}")
        text, number = self._text(finding), finding.version + 1
        try:
            ended = Ended(version=number, date=self.today, change=_LINE.validate_python(change))
        except ValidationError as error:
            return Refused(f"'{change}': {error.errors()[0]['msg']}")
        frozen = freeze(review, finding, text, ended)
        there = review.frozen.get(finding.id, {}).get(finding.version)
        if there and there.record != frozen.record:
            return Refused(
                f"{there.path} holds another text of version {finding.version}, left by a command"
                f" that was cut short; make {finding.path} what it was, or remove that file"
            )
        entry = Append(
            "history", {"version": number, "date": self.today, "change": ended.change}
        )
        new = edited(text, [entry, *edits])
        record, problems = read_back(
            Finding, new, finding.path, {"slug": finding.slug}, review.vocabulary
        )
        if problems or record is None or record.version != number:
            return Refused(as_text(problems) or f"{finding.path} cannot be edited by a command")
        return _NextVersion(frozen, new)

    def _finding(self, finding_id: str) -> Finding | Refused:
        try:
            _ID.validate_python(finding_id)
        except ValidationError as error:
            return Refused(f"'{finding_id}': {error.errors()[0]['msg']}")
        if finding_id in self.review.unread_findings:
            return Refused(f"the file of '{finding_id}' has problems; run: evidence check")
        found = self.review.finding_by_id.get(finding_id)
        return found or Refused(f"there is no finding '{finding_id}'")

    def _source(self, key: str) -> Source | Refused:
        if key in self.review.unread_sources:
            return Refused(f"sources/{key}.yml has problems; run: evidence check")
        found = self.review.source_by_key.get(key)
        known = sorted(self.review.source_by_key)
        return found or Refused(f"there is no source '{key}'; {did_you_mean(key, known)}")

    def _unread(self, finding: Finding) -> Refused | None:
        for item in finding.evidence:
            if item.source not in self.review.source_by_key:
                return Refused(f"{finding.path} rests on '{item.source}', which cannot be read")
        return None

    def _text(self, record: Finding | Source) -> str:
        return (self.folder / record.path).read_bytes().decode()

    def _with(self, source: Source) -> Review:
        sources = tuple(source if s.key == source.key else s for s in self.review.sources)
        return replace(self.review, sources=sources, _judgements={})


def _plan(
    steps: Iterable[tuple[Finding, _NextVersion | Refused]], done: Sequence[str]
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


def _moved(name: str, before: str, after: str) -> str:
    return f"{name} moved from {before} to {after}" if before != after else ""

"""What may happen to a finding after it was published, as plans of files to write.

Every plan freezes the versions that it ends, and edits the records last, so that a plan that was
cut short can be made and carried out again. What cannot be done is a value, like every problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from evidence_review.authoring.editing import Append, Edit, Fields, Set, edited, read_back
from evidence_review.earlier.comparison import differences
from evidence_review.earlier.renaming import renamed
from evidence_review.history.plans import NextVersion, Plan, Refused, plan
from evidence_review.history.sameness import says_the_same
from evidence_review.history.versions import Versions
from evidence_review.problems import as_text
from evidence_review.records.finding import Finding, Status
from evidence_review.records.text import FindingId

_ID: TypeAdapter[str] = TypeAdapter(FindingId)
_DID = {
    Status.WITHDRAWN: "Withdrawn",
    Status.SUPERSEDED: "Superseded by {see}",
    Status.MERGED: "Merged into {see}",
}


@dataclass(frozen=True)
class Lifecycle(Versions):
    """What the commands do to an evidence folder on a day."""

    def revise(self, finding_id: str, change: str) -> Plan | Refused:
        """Freeze what was published, and make one new version of all that changes."""
        finding = self._finding(finding_id)
        if isinstance(finding, Refused):
            return finding
        step = self.next_version(finding, change)
        if isinstance(step, Refused):
            return step
        if step.frozen is None:
            return self._not_published(finding)
        earlier = self.review.frozen.get(finding.id, {}).get(finding.version - 1)
        if self.published is None and earlier and says_the_same(earlier, step.frozen):
            return Refused(
                f"version {earlier.version} is frozen already, and nothing has changed since;"
                f" edit {finding.path}, which is version {finding.version}"
            )
        number = step.frozen.version
        at = f", as published at {self.published.name}" if self.published else ""
        done = f"version {number} is frozen{at}; edit {finding.path}, now version {number + 1}"
        return plan([(finding, step)], [done])

    def mend(self, finding_id: str, reason: str) -> Plan | Refused:
        """List a small mend, which needs no version."""
        finding = self._finding(finding_id)
        if isinstance(finding, Refused):
            return finding
        if more := self._more_than_a_mend(finding):
            return Refused(
                f"this is more than a small mend: {more} Run: evidence revise {finding.id}"
            )
        entry: Fields = {"date": self.today, "mend": reason}
        text = edited(self.text_of(finding), [Append("mends", entry, after="history")])
        given = {"slug": finding.slug}
        record, problems = read_back(Finding, text, finding.path, given, self.review.vocabulary)
        if problems or record is None:
            return Refused(as_text(problems) or f"{finding.path} cannot be edited by a command")
        return Plan(((finding.path, text),), (f"{finding.path}: listed as a small mend",))

    def _more_than_a_mend(self, finding: Finding) -> str:
        """What moved in ``finding`` since it was published and needs a version; nothing if none."""
        before = self.published.loaded.review if self.published else None
        was = before.finding_by_id.get(finding.id) if before else None
        if before is None or was is None or was.version < finding.version:
            return ""
        found = differences(renamed(before, self.review), self.review, finding.id)
        return next((each.words for each in found if not each.small), "")

    def end(
        self, finding_id: str, status: Status, reason: str, see: Sequence[str] = ()
    ) -> Plan | Refused:
        """Say on a finding that it no longer stands; what led to it leads on to ``see``."""
        finding = self._finding(finding_id)
        if isinstance(finding, Refused):
            return finding
        for other_id in see:
            if status is Status.WITHDRAWN and other_id in self.review.gap_by_id:
                continue
            other = self._finding(other_id)
            if isinstance(other, Refused):
                return other
            if refused := _cannot_lead_to(finding, other):
                return refused
        was = self.as_published(finding)
        if isinstance(was, Refused):
            return was
        if was is None:
            return self._not_published(finding)
        if was.finding.status is not Status.PUBLISHED:
            return _ended_already(was.finding, status, reason, see)
        what = _DID[status].format(see=" and ".join(see))
        ended = self.next_version(
            finding, f"{what}: {reason}", *self._ending(finding, status, reason, see)
        )
        leading = [f for f in self.review.findings if f.notice and finding.id in f.notice.see]
        moved = [f for f in leading if f.status is not Status.WITHDRAWN]
        lone = [f for f in moved if f.notice and f.notice.see == (finding.id,)]
        if lone and not see:
            return Refused(
                f"{lone[0].path} was {lone[0].status}, and leads to '{finding.id}' alone; name with"
                " --see what is to be read instead"
            )
        steps = [*((other, self._lead_on(other, finding, see)) for other in leading)]
        done = [f"{other.path}: leads past {finding.id} now" for other in leading]
        done += [f"{finding.path}: {what.lower()}; version {was.finding.version} is frozen"]
        # The finding itself comes last: until it is written, the command can be run again.
        made = plan([*steps, (finding, ended)], done)
        if isinstance(made, Plan) and not self._moves(made):
            return Plan((), (f"{finding.path}: {status} already; nothing to do",))
        return made

    def _ending(
        self, finding: Finding, status: Status, reason: str, see: Sequence[str]
    ) -> Sequence[Edit]:
        """The edits that say so in the record; none where it says so already."""
        notice = finding.notice
        if notice and (finding.status, notice.reason, notice.see) == (status, reason, tuple(see)):
            return ()
        said: Fields = {"date": self.today, "reason": reason, **({"see": see} if see else {})}
        return (
            Set("status", str(status), after="history"),
            Set("notice", said, after="status"),
        )

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

    def _not_published(self, finding: Finding) -> Refused:
        at = f" at {self.published.name}" if self.published else ""
        return Refused(
            f"'{finding.id}' is not published{at}, so there is no version to keep; edit"
            f" {finding.path}, or take it out"
        )

    def _moves(self, made: Plan) -> bool:
        """Whether the plan writes anything that is not there."""
        return any(
            text is None or not (self.folder / path).is_file()
            or (self.folder / path).read_bytes() != text.encode()
            for path, text in made.texts
        )  # fmt: skip

    def _finding(self, finding_id: str) -> Finding | Refused:
        named = next((f for f in self.review.findings if f.slug == finding_id), None)
        if named is not None:
            return Refused(f"'{finding_id}' is the name of its file; its id is '{named.id}'")
        try:
            _ID.validate_python(finding_id)
        except ValidationError as error:
            return Refused(f"'{finding_id}': {error.errors()[0]['msg']}")
        if finding_id in self.review.unread_findings:
            return Refused(f"the file of '{finding_id}' has problems; run: evidence check")
        found = self.review.finding_by_id.get(finding_id)
        asked = "; it is a gap" if finding_id in self.review.gap_by_id else ""
        return found or Refused(f"there is no finding '{finding_id}'{asked}")


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

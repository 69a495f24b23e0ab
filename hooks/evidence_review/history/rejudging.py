"""Judging anew: a version of every finding that is not as it was published, each with a sentence.

For a change that moves many findings at once: a new edition of the rule, another meaning of a word.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.earlier.comparison import differences
from evidence_review.earlier.difference import Difference
from evidence_review.earlier.renaming import renamed
from evidence_review.earlier.verdict import NOT_GRADED, Verdict, called, moved
from evidence_review.history.lifecycle import Lifecycle
from evidence_review.history.plans import NextVersion, Plan, Refused, plan
from evidence_review.history.versions import JUDGED_ANEW
from evidence_review.phrases import capital, listed, sentence
from evidence_review.records.finding import Claims, Finding, Status
from evidence_review.review import Review
from evidence_review.strength import STEPS, FirstJudgement, Judgement

MOST = 300
"""The characters that a sentence takes, beside the one that a person gave."""


@dataclass(frozen=True)
class Anew:
    """A finding as it was published and as it is judged now, and all that moved between."""

    before: Review
    after: Review
    finding: Finding
    found: tuple[Difference, ...]

    @property
    def judgements(self) -> tuple[Judgement, Judgement]:
        """What it was judged to be, and what it is now."""
        was = self.before.finding_by_id[self.finding.id]
        return self.before.judgement(was), self.after.judgement(self.finding)

    @property
    def strength(self) -> tuple[Verdict, Verdict]:
        """The strength before and after, in the words of today; None where it is not graded."""
        was, now = (self.after.vocabulary.strength(j.strength) for j in self.judgements)
        return was, now

    @property
    def agreement(self) -> tuple[Verdict, Verdict]:
        """The agreement before and after, in the words of today."""
        was, now = (self.after.vocabulary.agreement(j.agreement) for j in self.judgements)
        return was, now

    @property
    def turned(self) -> bool:
        """Whether its strength or its agreement is another now."""
        return any(was != now for was, now in (self.strength, self.agreement))

    @property
    def ended(self) -> bool:
        """Whether it no longer stands, since it was published, and its history says so already."""
        was, now = self.before.finding_by_id[self.finding.id], self.finding
        return was.status is Status.PUBLISHED is not now.status and now.version > was.version

    def sentence(self, reason: str = "") -> str:
        """What the history says of it, the ``reason`` that a person gave before all that moved."""
        head = " ".join(filter(None, (JUDGED_ANEW, self._edition)))
        said = f"{head}. {self.movement}."
        for words in self._rest:
            if len(f"{said} {words}") > MOST - len(_MORE):
                said += _MORE
                break
            said += f" {words}"
        return said.replace(f"{head}.", f"{head}. {sentence(reason)}", 1) if reason else said

    @property
    def _edition(self) -> str:
        """Under which edition, where that is another one, and as a claim of which kind."""
        was, now = self.judgements
        if was.edition == now.edition:
            return ""
        kind = self.after.vocabulary.tracks.term(self.finding.track).name.lower()
        return f"under edition {now.edition} of the rule (kind of claim: {kind})"

    @property
    def steps_before(self) -> str:
        """Where it started and the steps that were taken, as it was published."""
        judgement = self.judgements[0]
        if not isinstance(judgement, FirstJudgement):
            return _domains(judgement)
        steps = [f"{e.step.name} {e.step.levels:+d}" for e in judgement.was.entries]
        return "; ".join([f"starts {judgement.was.start}", *steps])

    @property
    def domains(self) -> str:
        """Where it starts and what each domain costs or adds now, by the names of the rule."""
        return _domains(self.judgements[1])

    @property
    def _claims(self) -> str:
        """Whether it is a claim of a difference, where that is not as it was."""
        was = self.before.finding_by_id[self.finding.id].claims
        return _CLAIMS[self.finding.claims] if was != self.finding.claims else ""

    @property
    def movement(self) -> str:
        """How the verdict moved, or that it did not, as a sentence without its stop."""
        (was, now), (agreed, agrees) = self.strength, self.agreement
        if was is None and now is None:
            return f"It is {NOT_GRADED}, as before"
        if was is None or now is None:
            graded, degree = (was, agreed) if was else (now, agrees)
            how = f": strength {'was' if was else 'is'} {called(graded)}"
            how += f", agreement {called(degree)}" if degree else ""
            return ("It is no longer graded" if was else "It is graded now") + how
        strength = moved("strength", was, now) or f"strength stays {called(now)}"
        both = "; ".join(filter(None, (strength, moved("agreement", agreed, agrees))))
        return capital(both)

    @property
    def _rest(self) -> Iterator[str]:
        """What moved beside the verdict, a sentence each, the weightiest first."""
        evidence = [each for each in self.found if each.at[0] == "evidence"]
        own = [each for each in self.found if each.at[0] not in ("evidence", "history")]
        if self._edition:
            own = [each for each in own if each.at != ("track",)]
        fields = [each for each in own if each.words.startswith("'") and each.at != ("claims",)]
        yield from filter(None, (self._claims,))
        yield from (each.words for each in own if not each.words.startswith("'"))
        told = [each for each in evidence if each.at[2:] in ((), ("bearing",), ("source",))]
        yield from dict.fromkeys(each.words for each in told)
        if fields:
            yield f"{listed([each.words.removesuffix(' changed.') for each in fields])} changed."
        numbers = {int(each.at[1]) for each in evidence if each not in told}
        if numbers:
            yield f"What is recorded of {self._sources(sorted(numbers))} changed."

    def _sources(self, numbers: Sequence[int]) -> str:
        keys = dict.fromkeys(self.finding.evidence[number].source for number in numbers)
        names = [self.after.references[key].in_text for key in keys]
        return " and ".join(names) if len(names) < 3 else f"{len(names)} sources"


def _domains(judgement: Judgement) -> str:
    ledger = judgement.ledger
    if ledger is None:
        return NOT_GRADED
    said = [
        f"{STEPS[line.domain].called(judgement.track)} {line.levels:+d}"
        for line in ledger.lines
        if line.levels
    ]
    starts = [f"starts {ledger.start}"] if ledger.start else [ledger.why]
    return "; ".join([*starts, *said, *([f"cap: {ledger.cap.why}"] if ledger.cap else [])])


_MORE = " Smaller things changed too."
_CLAIMS = {
    Claims.DIFFERENCE: "It is judged as a claim of a difference.",
    Claims.NO_DIFFERENCE: "It is judged as a claim of no difference.",
}


@dataclass(frozen=True)
class Rejudged:
    """The plan, and a table of every verdict that is another than was published, as CSV."""

    plan: Plan
    table: str


def rejudge(lifecycle: Lifecycle, reasons: Mapping[str, str]) -> Rejudged | Refused:
    """A next version of every finding that is not as it was published, or of none.

    A reason that was given before stays until another is given.
    """
    if unknown := sorted(reasons.keys() - lifecycle.review.finding_by_id.keys()):
        return Refused(f"the reasons name '{unknown[0]}', and there is no such finding")
    found = moved_since(lifecycle)
    if isinstance(found, Refused):
        return found
    said: dict[str, str] = {}
    steps: list[tuple[Finding, NextVersion | Refused]] = []
    for each in found:
        finding, reason = each.finding, reasons.get(each.finding.id) or _reason(each)
        sentence = finding.history[-1].change if each.ended else each.sentence(reason)
        step = lifecycle.next_version(finding, sentence)
        if isinstance(step, NextVersion) and step.frozen:
            said[finding.id] = step.frozen.ended.change
        steps.append((finding, step))
    done = [f"{finding.path}: {said[finding.id]}" for finding, _ in steps if finding.id in said]
    judged = {each.finding.id for each in found if not each.ended}
    done += [
        f"{key}: nothing to judge anew; its reason is left out" for key in reasons.keys() - judged
    ]
    made = plan(steps, done or ["nothing differs from what was published"])
    return made if isinstance(made, Refused) else Rejudged(made, _table(found, reasons))


# What stands between the head of an entry and how the verdict moved is a person's reason.
_REASON = re.compile(
    rf"{JUDGED_ANEW}[^.]*\. (.*?)"
    r"(?:Strength (?:moved|stays) |It is (?:no longer graded|graded now|not graded, as before))"
)


def _reason(each: Anew) -> str:
    """The reason that a person gave for a version that is not published yet; nothing for none."""
    entry = each.finding.history[-1]
    was = each.before.finding_by_id[each.finding.id]
    found = _REASON.search(entry.change) if was.version < entry.version else None
    return found[1].strip() if found else ""


def moved_since(lifecycle: Lifecycle) -> list[Anew] | Refused:
    """Every finding that differs by more than small mends from what was published of it."""
    after = lifecycle.review
    if lifecycle.published is None or lifecycle.published.loaded.review is None:
        return Refused("git holds nothing that was published and can be read")
    before = renamed(lifecycle.published.loaded.review, after)
    found: list[Anew] = []
    for finding in after.findings:
        was = lifecycle.as_published(finding)
        if isinstance(was, Refused):
            return was
        if unread := [i.source for i in finding.evidence if i.source not in after.source_by_key]:
            return Refused(f"{finding.path} rests on '{unread[0]}', which cannot be read")
        if was is not None:
            anew = Anew(before, after, finding, tuple(differences(before, after, finding.id)))
            if not all(each.small for each in anew.found):
                found.append(anew)
    return found


def _table(found: Sequence[Anew], reasons: Mapping[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in found:
        if each.turned:
            verdicts = [called(term) for pair in (each.strength, each.agreement) for term in pair]
            finding, steps = each.finding, [each.steps_before, each.domains]
            row = [finding.id, finding.claim, finding.track, *verdicts, *steps]
            said = reasons.get(finding.id) or _reason(each) or each.movement
            writer.writerow([*row, sentence(said)])
    return out.getvalue()


_COLUMNS = (
    *("id", "claim", "track", "strength_before", "strength_after"),
    *("agreement_before", "agreement_after", "steps_before", "domains_after", "sentence"),
)

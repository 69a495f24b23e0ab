"""What was published stays: the review held against an earlier state of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import TypeAlias

from evidence_review.earlier.comparison import differences
from evidence_review.earlier.difference import is_mend
from evidence_review.earlier.meanings import moved_meanings
from evidence_review.earlier.states import States
from evidence_review.phrases import capital
from evidence_review.reading.folder import VOCABULARY
from evidence_review.records.fields import Location
from evidence_review.records.finding import Mend
from evidence_review.records.gap import AskedBefore, Gap
from evidence_review.records.text import BLANK
from evidence_review.records.vocabulary import MeaningChange
from evidence_review.rules.remedy import mend, revise
from evidence_review.rules.rule import Fault


def id_lost(states: States, today: date) -> Iterator[Fault]:
    """A published finding or gap stays, whatever its file is called; a finding is withdrawn."""
    still = set(states.ids_after.values()) | states.after.unread_findings
    renamed = set(_renamed(states))
    for path, published in states.ids_before.items():
        if published not in still and path not in renamed:
            ended = ", and say in 'status' and 'notice' if the finding no longer stands"
            message = (
                f"the published id '{published}' is gone, and its page with it; put the file back"
                + (ended if path.startswith("findings/") else "")
            )
            yield Fault(path, (), message)


def id_changed(states: States, today: date) -> Iterator[Fault]:
    """The id of a published finding or gap never changes."""
    for path in _renamed(states):
        message = f"this was published as '{states.ids_before[path]}'; put that id back"
        yield Fault(path, ("id",), message)


def changed_without_version(states: States, today: date) -> Iterator[Fault]:
    """A new version in `history` says so when anything that readers rely on changes in a published
    finding: its words, sectors and themes, its evidence, how a source of it is named and what data
    that rests on, the status, the strength, the agreement. Spelling, punctuation and the targets
    of links may be put right without one, and are listed in `mends`."""
    for old, new in states.kept:
        if new.version > old.version:
            continue
        found = list(differences(states.before_renamed, states.after, new.id))
        said = " ".join(dict.fromkeys(each.words for each in found))
        small = all(each.small for each in found)
        if small and len(new.mends) > len(old.mends):
            continue
        what = "this is a small mend that is not listed" if small else "this needs a new version"
        command = mend(new.id, said) if small else revise(new.id, said)
        for difference in found:
            message = f"{what}: {difference.words} Run {command}"
            yield Fault(new.path, difference.at, message)


def question_changed(states: States, today: date) -> Iterator[Fault]:
    """When the question of a published gap changes by more than its spelling, `asked_before` holds
    what it was, until when, and why it changed."""
    for old, new in _kept_gaps(states):
        told = {asked.question for asked in new.asked_before[len(old.asked_before) :]}
        if old.question in told or is_mend(old.question, new.question):
            continue
        entry = f"- {{question: {_quoted(old.question)}, until: {today}, why: {BLANK}}}"
        where = "add to 'asked_before'" if new.asked_before else "add 'asked_before' with"
        message = f"this gap was published with another question; {where}, and say why: {entry}"
        yield Fault(new.path, ("question",), message)


def meaning_changed(states: States, today: date) -> Iterator[Fault]:
    """When a word of the vocabulary that published findings rest on is called or defined
    otherwise, or does something else, an entry of `changes` names it and says what it was."""
    vocabulary = states.after.vocabulary
    new = vocabulary.changes[len(states.before.vocabulary.changes) :]
    told = {term for change in new for term in change.terms}
    for moved in moved_meanings(states.before, states.after):
        if moved.id not in told:
            change = capital(moved.words)
            entry = f"- {{date: {today}, terms: [{moved.id}], change: {_quoted(change)}}}"
            message = "published findings rest on this word; add to 'changes', and say why"
            yield Fault(VOCABULARY, (moved.of, moved.number, moved.field), f"{message}: {entry}")


def history_rewritten(states: States, today: date) -> Iterator[Fault]:
    """An entry of `history` or `mends` that was published is never changed and never taken out; so
    with `asked_before` of a gap and `changes` of the vocabulary."""
    for old, new in states.kept:
        now = {change.version: number for number, change in enumerate(new.history)}
        for was in old.history:
            number = now.get(was.version)
            if number is None:
                entry = _entry(was.version, was.date, was.change)
                message = f"a published version is missing; put it back: {entry}"
                yield Fault(new.path, ("history",), message)
                continue
            at: Location = ("history", number)
            if new.history[number].date != was.date:
                message = f"version {was.version} was published with the date {was.date}"
                yield Fault(new.path, (*at, "date"), message)
            if new.history[number].change != was.change:
                message = f"version {was.version} was published with: {_quoted(was.change)}"
                yield Fault(new.path, (*at, "change"), message)
    for path, name, one, before, after in _growing(states):
        for place, listed in enumerate(before):
            if after[place : place + 1] != (listed,):
                words = _quoted(_words(listed))
                message = f"a published {one} is never changed: {words}; put it back"
                yield Fault(path, (name, place), message)


def archive_changed(states: States, today: date) -> Iterator[Fault]:
    """A frozen version under `archive` is never changed and never taken out."""
    for path, content in states.frozen_before.items():
        now = states.frozen_after.get(path)
        if now is None:
            yield Fault(path, (), "this frozen version is gone; put the file back as it was")
        elif now != content:
            message = "a frozen version is never changed; put the file back as it was"
            yield Fault(path, (), message)


def frozen_as_published(states: States, today: date) -> Iterator[Fault]:
    """A frozen version that is new holds what was published, byte for byte: it is made anew from
    git and compared. Only what was published is frozen."""
    for path, text in states.remade.items():
        now = states.frozen_after[path]
        if text is None:
            yield Fault(path, (), _never_published(states, path))
        elif text.encode() != now:
            message = f"this is not what was published at {states.name}; to write the file anew,"
            at = ("line", _first_difference(text.encode(), now))
            yield Fault(path, at, f"{message} run {_again(states, path)}")


def _never_published(states: States, path: str) -> str:
    finding = states.after.finding_by_id[path.split("/")[1]]
    was = states.published.finding_by_id.get(finding.id)
    if was is None:
        return (
            f"'{finding.id}' was not published at {states.name}, so no version of it is frozen;"
            f" take this file out, and let the history of {finding.path} begin with version 1"
        )
    return (
        f"this version was never published: {states.name} holds version {was.version}; to make one"
        f" version of all that changed since, run {_again(states, path)}"
    )


def _again(states: States, path: str) -> str:
    """The command that freezes what was published, with what the history says already."""
    finding = states.after.finding_by_id[path.split("/")[1]]
    was = states.published.finding_by_id[finding.id]
    said = [change.change for change in finding.history if change.version > was.version]
    return revise(finding.id, " ".join(said))


def _first_difference(one: bytes, other: bytes) -> int:
    """The number of the first line in which the two differ, counted from 1."""
    pairs = zip_longest(one.splitlines(keepends=True), other.splitlines(keepends=True))
    return next(number for number, (a, b) in enumerate(pairs, 1) if a != b)


def _renamed(states: States) -> Iterator[str]:
    """The files whose id gave way to one that is new."""
    was, now = set(states.ids_before.values()), set(states.ids_after.values())
    for path, published in states.ids_before.items():
        given = states.ids_after.get(path)
        if given is not None and given not in was and published not in now:
            yield path


def _kept_gaps(states: States) -> Iterator[tuple[Gap, Gap]]:
    """Every gap that both can read, as it was and as it is."""
    for new in states.after.gaps:
        if old := states.before.gap_by_id.get(new.id):
            yield old, new


_Entries: TypeAlias = Sequence[Mend | AskedBefore | MeaningChange]


def _growing(states: States) -> Iterator[tuple[str, str, str, _Entries, _Entries]]:
    """Every list that only grows: where it stands, what an entry is, what it held and holds."""
    for old, new in states.kept:
        yield new.path, "mends", "mend", old.mends, new.mends
    for was, now in _kept_gaps(states):
        yield now.path, "asked_before", "question", was.asked_before, now.asked_before
    before, after = states.before.vocabulary, states.after.vocabulary
    yield VOCABULARY, "changes", "change", before.changes, after.changes


def _words(entry: Mend | AskedBefore | MeaningChange) -> str:
    if isinstance(entry, AskedBefore):
        return entry.question
    return entry.mend if isinstance(entry, Mend) else entry.change


def _entry(version: int, day: date, words: str) -> str:
    return f"- {{version: {version}, date: {day}, change: {_quoted(words)}}}"


def _quoted(words: str) -> str:
    """``words`` as YAML may hold them anywhere: in double quotation marks, as JSON has them."""
    return json.dumps(words, ensure_ascii=False)

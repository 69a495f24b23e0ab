"""What was published stays: the review held against an earlier state of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from evidence_review.earlier.comparison import States, differences
from evidence_review.reading.validation import validate
from evidence_review.reading.yaml import parse
from evidence_review.records.fields import Location
from evidence_review.records.finding import Finding
from evidence_review.rules.rule import Fault


def id_lost(states: States, today: date) -> Iterator[Fault]:
    """A published finding or gap stays, whatever its file is called; a finding is withdrawn."""
    still = set(states.ids_after.values()) | states.after.unread_findings
    renamed = set(_renamed(states))
    for path, published in states.ids_before.items():
        if published not in still and path not in renamed:
            message = (
                f"the published id '{published}' is gone, and its page with it; put the file back,"
                " and say in 'status' and 'notice' if the finding no longer stands"
            )
            yield Fault(path, (), message)


def id_changed(states: States, today: date) -> Iterator[Fault]:
    """The id of a published finding or gap never changes."""
    for path in _renamed(states):
        message = f"this was published as '{states.ids_before[path]}'; put that id back"
        yield Fault(path, ("id",), message)


def changed_without_version(states: States, today: date) -> Iterator[Fault]:
    """A new version in `history` says so when the claim, its kind, the sources, their bearing or
    quotes, the status, the strength or the agreement of a published finding changes, or a source
    of it is retracted. Other words may be bettered without one."""
    for old, new in states.kept:
        if new.version > old.version:
            continue
        for difference in differences(states.before, states.after, new.id):
            entry = _entry(old.version + 1, today, difference.words)
            message = f"this needs a new version; add to 'history', for example: {entry}"
            yield Fault(new.path, difference.at, message)


def history_rewritten(states: States, today: date) -> Iterator[Fault]:
    """An entry of `history` that was published is never changed and never taken out."""
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
    """A version is frozen before it is edited: it holds the record as it was published."""
    for old, new in states.kept:
        version = states.after.frozen.get(new.id, {}).get(old.version)
        if version is None:
            continue
        document, problems = parse(version.record, version.path)
        given = {"slug": old.slug}
        record, _ = (
            (None, []) if problems
            else validate(Finding, document, given, states.before.vocabulary)
        )  # fmt: skip
        if record != old:
            message = (
                f"this is not version {old.version} as it was published; put {new.path} back, take"
                " this file out, run `evidence revise`, then edit"
            )
            yield Fault(version.path, (), message)


def _renamed(states: States) -> Iterator[str]:
    """The files whose id gave way to one that is new."""
    was, now = set(states.ids_before.values()), set(states.ids_after.values())
    for path, published in states.ids_before.items():
        given = states.ids_after.get(path)
        if given is not None and given not in was and published not in now:
            yield path


def _entry(version: int, day: date, words: str) -> str:
    return f"- {{version: {version}, date: {day}, change: {_quoted(words)}}}"


def _quoted(words: str) -> str:
    """``words`` as YAML may hold them anywhere: in double quotation marks, as JSON has them."""
    return json.dumps(words, ensure_ascii=False)

"""The retraction of a source, and what it does to every finding that uses it."""

from __future__ import annotations

from dataclasses import replace

from evidence_review.authoring.editing import Fields, Set, edited, read_back
from evidence_review.earlier.comparison import moved
from evidence_review.history.lifecycle import Lifecycle, NextVersion, Plan, Refused, plan
from evidence_review.problems import as_text, did_you_mean
from evidence_review.records.finding import Finding
from evidence_review.records.source import Retraction, Source
from evidence_review.review import Review


def retract(lifecycle: Lifecycle, key: str, retraction: Retraction) -> Plan | Refused:
    """Mark a source as retracted, and say so in the history of every finding that uses it."""
    review = lifecycle.review
    source = _source(review, key)
    if isinstance(source, Refused):
        return source
    if source.retraction == retraction:
        return Plan((), (f"{source.path}: retracted already; nothing to do",))
    if source.retraction:
        on = source.retraction.date
        return Refused(f"{source.path} says already that it was retracted on {on}")
    steps: list[tuple[Finding, NextVersion | Refused]] = []
    after = _with(review, source.model_copy(update={"retraction": retraction}))
    for finding in {use.finding.id: use.finding for use in review.uses.get(key, ())}.values():
        if unread := lifecycle.unread(finding):
            return unread
        # Said already by a command that was cut short before it reached the source.
        if not _tells(finding.history[-1].change, key):
            change = note(review, after, finding, source)
            steps.append((finding, lifecycle.next_version(finding, change)))
    text = _marked(lifecycle, source, retraction)
    if isinstance(text, Refused):
        return text
    done = [f"{f.path}: {n.frozen.ended.change}" for f, n in steps if isinstance(n, NextVersion)]
    made = plan(steps, [*done, f"{source.path}: retracted on {retraction.date}"])
    if isinstance(made, Refused):
        return made
    return replace(made, texts=(*made.texts, (source.path, text)))


def note(before: Review, after: Review, finding: Finding, source: Source) -> str:
    """The sentence for the history: what the retraction of ``source`` moves in ``finding``."""
    words, old, new = before.vocabulary, before.judgement(finding), after.judgement(finding)
    strengths = [words.strengths.term(each.strength) for each in (old, new)]
    agreements = [words.agreements.term(each.agreement) for each in (old, new)]
    moves = [moved("strength", *strengths), moved("agreement", *agreements)]
    said = "; ".join(filter(None, moves)) or f"strength stays {strengths[0].name.lower()}"
    reference = before.references[source.key]
    return f"Source {source.key} ({reference.cited_as}) was retracted: {said}."


def _tells(change: str, key: str) -> bool:
    return change.startswith(f"Source {key} (") and " was retracted: " in change


def _marked(lifecycle: Lifecycle, source: Source, retraction: Retraction) -> str | Refused:
    fields: Fields = retraction.model_dump(exclude_none=True)
    text = edited(lifecycle.text_of(source), [Set("retraction", fields, after="access")])
    given = {"key": source.key}
    record, problems = read_back(Source, text, source.path, given, lifecycle.review.vocabulary)
    if problems or record is None or record.retraction != retraction:
        return Refused(as_text(problems) or f"{source.path} cannot be edited by a command")
    return text


def _source(review: Review, key: str) -> Source | Refused:
    if key in review.unread_sources:
        return Refused(f"sources/{key}.yml has problems; run: evidence check")
    right = did_you_mean(key, sorted(review.source_by_key))
    return review.source_by_key.get(key) or Refused(f"there is no source '{key}'; {right}")


def _with(review: Review, source: Source) -> Review:
    sources = tuple(source if each.key == source.key else each for each in review.sources)
    return replace(review, sources=sources)

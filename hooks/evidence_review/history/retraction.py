"""The retraction of a source, and what it does to every finding that uses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence_review.authoring.editing import Fields, Set, edited, read_back
from evidence_review.earlier.verdict import NOT_GRADED, called, moved
from evidence_review.history.lifecycle import Lifecycle
from evidence_review.history.plans import NextVersion, Plan, Refused, plan
from evidence_review.history.versions import AsPublished
from evidence_review.problems import as_text, did_you_mean
from evidence_review.records.finding import Finding
from evidence_review.records.source import RETRACTED, Retraction, Source, tells
from evidence_review.review import Review


def retract(lifecycle: Lifecycle, key: str, retraction: Retraction) -> Plan | Refused:
    """Mark a source as retracted, and say so in the history of every finding that uses it."""
    source = _source(lifecycle.review, key)
    if isinstance(source, Refused):
        return source
    if source.retraction and source.retraction != retraction:
        on = source.retraction.date
        return Refused(f"{source.path} says already that it was retracted on {on}")
    steps = list(_steps(lifecycle, source, retraction))
    if source.retraction and not steps:
        return Plan((), (f"{source.path}: retracted already; nothing to do",))
    text = _marked(lifecycle, source, retraction)
    if isinstance(text, Refused):
        return text
    told = [(f, step.frozen) for f, step in steps if isinstance(step, NextVersion)]
    done = [f"{f.path}: {frozen.ended.change}" for f, frozen in told if frozen]
    made = plan(steps, [*done, f"{source.path}: retracted on {retraction.date}"])
    if isinstance(made, Refused):
        return made
    return replace(made, texts=(*made.texts, (source.path, text)))


def _steps(
    lifecycle: Lifecycle, source: Source, retraction: Retraction
) -> Iterator[tuple[Finding, NextVersion | Refused]]:
    """A next version of every published finding that uses ``source`` and does not say so yet."""
    review = lifecycle.review
    # As if it stood unmarked, whatever was edited already: what the retraction alone moves.
    before = _with(review, source.model_copy(update={"retraction": None}))
    after = _with(review, source.model_copy(update={"retraction": retraction}))
    for finding in {
        use.finding.id: use.finding for use in review.uses.get(source.key, ())
    }.values():
        was = lifecycle.as_published(finding)
        if isinstance(was, Refused):
            yield finding, was
        elif was is not None and not _told(lifecycle, finding, was, source.key):
            yield finding, lifecycle.next_version(finding, note(before, after, finding, source))


def _told(lifecycle: Lifecycle, finding: Finding, was: AsPublished, key: str) -> bool:
    """Whether the version that is not published yet says so already, or needs not to."""
    if lifecycle.published is None:
        return tells(finding.history[-1].change, key)
    before = was.review.source_by_key.get(key)
    if before is not None and before.retraction is not None:
        return True
    new = [entry for entry in finding.history if entry.version > was.finding.version]
    return any(tells(entry.change, key) for entry in new)


def note(before: Review, after: Review, finding: Finding, source: Source) -> str:
    """The sentence for the history: what the retraction of ``source`` moves in ``finding``."""
    words, old, new = before.vocabulary, before.judgement(finding), after.judgement(finding)
    strengths = [words.strength(judged.strength) for judged in (old, new)]
    agreements = [words.agreement(judged.agreement) for judged in (old, new)]
    moves = [moved("strength", *strengths), moved("agreement", *agreements)]
    stays = f"strength stays {called(strengths[0])}" if strengths[0] else NOT_GRADED
    said = "; ".join(filter(None, moves)) or stays
    reference = before.references[source.key]
    return RETRACTED.format(key=source.key, cited_as=reference.cited_as) + f"{said}."


def _marked(lifecycle: Lifecycle, source: Source, retraction: Retraction) -> str | Refused:
    fields: Fields = retraction.model_dump(exclude_none=True)
    if source.retraction == retraction:
        return lifecycle.text_of(source)
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

"""Records that name each other."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from evidence_review.bibliography import Reference
from evidence_review.problems import did_you_mean
from evidence_review.records.fields import lists_in
from evidence_review.records.finding import Finding
from evidence_review.records.gap import Gap
from evidence_review.records.source import Source
from evidence_review.review import Review
from evidence_review.rules.rule import Fault

# How far the titles of one study under two names agree. Of all sources of the first review, no two
# that are different studies come nearer than 0.78.
NEARLY = 0.9
# A title of as many words is no accident where it begins another: there a subtitle was left out.
SHORT_TITLE = 4


def unknown_source(review: Review, today: date) -> Iterator[Fault]:
    """An evidence item names a source that has a file."""
    known = sorted(review.source_by_key)
    for finding in review.findings:
        for number, item in enumerate(finding.evidence):
            if item.source not in review.source_by_key and item.source not in review.unread_sources:
                message = f"there is no source '{item.source}'; {did_you_mean(item.source, known)}"
                yield Fault(finding.path, ("evidence", number, "source"), message)


def unknown_finding(review: Review, today: date) -> Iterator[Fault]:
    """A finding that is named by its id exists; a notice may also lead to a gap."""
    known = review.finding_by_id.keys() | review.unread_findings
    for finding in review.findings:
        for number, related in enumerate(finding.related):
            if (other := related.finding) not in known:
                message = f"there is no finding '{other}'; copy the id from the finding's own file"
                yield Fault(finding.path, ("related", number, "finding"), message)
        for number, see in enumerate(finding.notice.see if finding.notice else ()):
            if see not in known | review.gap_by_id.keys():
                message = f"there is no finding or gap '{see}'; copy the id from its own file"
                yield Fault(finding.path, ("notice", "see", number), message)


def duplicate_id(review: Review, today: date) -> Iterator[Fault]:
    """No two findings share an id."""
    seen: dict[str, Finding] = {}
    for finding in review.findings:
        first = seen.setdefault(finding.id, finding)
        if first is not finding:
            message = f"'{finding.id}' is the id of {first.path}; mint a new one with `evidence id`"
            yield Fault(finding.path, ("id",), message)


def duplicate_claim(review: Review, today: date) -> Iterator[Fault]:
    """No two findings make the same claim, in whatever letters; their evidence is under one."""
    seen: dict[str, Finding] = {}
    for finding in review.findings:
        first = seen.setdefault(_folded(finding.claim), finding)
        if first is not finding:
            message = f"{first.path} makes the same claim; put the evidence of both under one"
            yield Fault(finding.path, ("claim",), message)


def _folded(text: str) -> str:
    """The words of ``text`` alone: letters of one size, without marks and spaces between."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def listed_twice(review: Review, today: date) -> Iterator[Fault]:
    """A list of a record holds no word or id twice."""
    records: list[Finding | Source | Gap] = [*review.findings, *review.sources, *review.gaps]
    for record in records:
        for at, words in lists_in(record):
            for number, word in enumerate(words):
                if word in words[:number]:
                    yield Fault(record.path, (*at, number), f"'{word}' stands twice; keep one")


def same_study(review: Review, today: date) -> Iterator[Fault]:
    """Two sources that seem to be one study, by title and year or author, share one data set."""
    seen: dict[str, list[Source]] = defaultdict(list)
    for source in review.sources:
        marks = _marks_of(review.references[source.key])
        alike = {other.key: other for mark in marks for other in seen[mark]}
        for other in alike.values():
            if other.data_set != source.data_set and _one_study(source, other, review):
                message = (
                    f"{other.path} seems to be the same study; if it is, keep one of them,"
                    f" or write '{other.data_set}' so that both count once"
                )
                yield Fault(source.path, ("data_set",), message)
        for mark in marks:
            seen[mark].append(source)


def _marks_of(reference: Reference) -> list[str]:
    """What two entries of one study have in common: title and year, or first author and year."""
    names = [person.family for person in reference.authors[:1]]
    return [_folded(f"{reference.year} {name}") for name in (reference.title, *names)]


def _one_study(source: Source, other: Source, review: Review) -> bool:
    one, two = review.references[source.key], review.references[other.key]
    if one.doi and two.doi and one.doi.lower() == two.doi.lower():
        return False  # `duplicate-doi` says so.
    short, long = sorted((_folded(one.title), _folded(two.title)), key=len)
    begins = long.startswith(f"{short} ") and len(short.split()) >= SHORT_TITLE
    return begins or difflib.SequenceMatcher(None, short, long).ratio() >= NEARLY


def uncited_source(review: Review, today: date) -> Iterator[Fault]:
    """Every source is used by at least one finding, or by a frozen version of one."""
    if not review.findings or review.unread_findings:
        return
    frozen = {i.source for v in review.archive for column in v.page.columns for i in column.items}
    for source in review.sources:
        if source.key not in review.uses and source.key not in frozen:
            message = "no finding uses this source; add it to one as an evidence item, or remove it"
            yield Fault(source.path, (), message)


def one_way_relation(review: Review, today: date) -> Iterator[Fault]:
    """A relation that holds both ways, such as a conflict, is stated by both findings."""
    relations = review.vocabulary.relations
    stated = {(f.id, r.finding, r.as_) for f in review.findings for r in f.related}
    for finding in review.findings:
        for number, related in enumerate(finding.related):
            relation = relations.term(related.as_)
            other = review.finding_by_id.get(related.finding)
            back = (related.finding, finding.id, relation.inverse)
            if relation.both_ways and other and back not in stated:
                message = (
                    f"{other.path} does not say that it '{relation.inverse}' this finding;"
                    f" add '- finding: {finding.id}' there, with its own reason"
                )
                yield Fault(finding.path, ("related", number, "as"), message)


def self_relation(review: Review, today: date) -> Iterator[Fault]:
    """A finding is not related to itself, nor twice in the same way to another."""
    for finding in review.findings:
        seen: set[tuple[str, str]] = set()
        for number, related in enumerate(finding.related):
            pair = (related.finding, related.as_)
            if related.finding == finding.id:
                yield Fault(finding.path, ("related", number), "this is the finding itself")
            elif pair in seen:
                yield Fault(finding.path, ("related", number), "this relation stands twice")
            seen.add(pair)


def duplicate_doi(review: Review, today: date) -> Iterator[Fault]:
    """No two sources have the same DOI; one publication is one source."""
    seen: dict[str, str] = {}
    for key, reference in review.references.items():
        if reference.doi:
            first = seen.setdefault(reference.doi.lower(), key)
            if first != key:
                message = f"sources/{first}.yml has the same DOI; keep one of them"
                yield Fault(f"sources/{key}.yml", ("bibtex",), message)


def unknown_data_set(review: Review, today: date) -> Iterator[Fault]:
    """A data set is named after the source itself, or is shared with another source."""
    shared = Counter(source.data_set for source in review.sources)
    for source in review.sources:
        known = source.data_set in review.source_by_key or source.data_set in review.unread_sources
        if not known and shared[source.data_set] == 1:
            message = (
                f"no other source has the data set '{source.data_set}';"
                f" write '{source.key}', or the key of the source that shares its data"
            )
            yield Fault(source.path, ("data_set",), message)

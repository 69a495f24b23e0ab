"""The rules between records and within one, each a generator whose docstring is the rule.

What a single field may hold is the business of the models; a rule here looks at several fields, or
at several records. A new rule is one function, its name in a list below and one case file under
``tests/cases``: the reference in the docs is made from the docstrings. Comparisons also look at an
earlier state of the review, readings at the characters of every file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from evidence_review.earlier.states import States
from evidence_review.problems import Problem, Severity
from evidence_review.reading.document import Document
from evidence_review.review import Review
from evidence_review.rules import (
    addresses,
    bearing,
    claims,
    dates,
    effects,
    evidence,
    facts,
    gaps,
    lines,
    links,
    pages,
    permanence,
    prose,
    quotes,
    verifications,
    versions,
)
from evidence_review.rules.rule import Comparison, Held, Reading, Rule, name_of
from evidence_review.typed.text import Text

RULES: tuple[Rule, ...] = (
    addresses.former_name,
    dates.future_date,
    dates.seen_early,
    dates.review_overdue,
    dates.review_order,
    dates.history_order,
    dates.status_without_notice,
    dates.notice_without_see,
    claims.claim_full_stop,
    evidence.same_source,
    evidence.nothing_supports,
    evidence.contradiction_without_reason,
    evidence.indirect_without_reason,
    evidence.stronger_design,
    evidence.override_strong,
    effects.effect_track,
    effects.effect_interval,
    effects.effect_range,
    effects.effect_empty,
    bearing.bearing_estimate,
    claims.claim_track,
    claims.claim_or,
    claims.no_difference,
    claims.domain_track,
    gaps.gap_question,
    gaps.gap_id,
    gaps.gap_near,
    gaps.gap_search,
    links.unknown_source,
    links.unknown_finding,
    links.duplicate_id,
    links.duplicate_claim,
    links.listed_twice,
    links.same_study,
    links.uncited_source,
    links.one_way_relation,
    links.self_relation,
    links.duplicate_doi,
    links.unknown_data_set,
    quotes.quote_length,
    quotes.quote_not_found,
    quotes.stray_verification,
    quotes.quote_twice,
    verifications.no_text_hashed,
    versions.version_not_frozen,
    versions.stray_version,
    versions.redirect_chain,
    versions.retraction_cut_short,
    prose.prose,
    prose.reading_age,
    prose.synthesis_link,
)
"""The rules that look at the records of a review."""

READINGS: tuple[Reading, ...] = (
    lines.blank,
    lines.unsafe_address,
    lines.machine_path,
    lines.made_up,
    lines.line_ends,
    pages.page_link,
    pages.page_part,
    pages.macro,
    pages.typed_level,
    pages.typed_count,
    pages.stray_file,
    facts.page_fact,
)
"""The rules that read every record and hand-written page as it was typed."""

WARNINGS: tuple[Rule | Reading, ...] = (
    dates.seen_early,
    dates.review_overdue,
    claims.claim_track,
    claims.claim_or,
    links.same_study,
    prose.reading_age,
    lines.made_up,
    lines.line_ends,
    pages.typed_count,
)
"""The rules whose problems do not stop a build."""

COMPARISONS: tuple[Comparison, ...] = (
    addresses.address_lost,
    permanence.id_lost,
    permanence.id_changed,
    permanence.changed_without_version,
    permanence.question_changed,
    permanence.meaning_changed,
    permanence.history_rewritten,
    permanence.archive_changed,
    permanence.frozen_as_published,
    verifications.verification_lost,
    verifications.verified_anew,
)
"""The rules that hold a review against an earlier state of it."""


def check(review: Review, documents: Mapping[str, Document], today: date) -> list[Problem]:
    """Every problem that any rule finds."""
    return [
        Problem(
            documents[fault.path].path, *documents[fault.path].place_of(fault.words, fault.at),
            fault.message, name_of(rule), Severity.WARNING if rule in WARNINGS else Severity.ERROR,
        )
        for rule in RULES
        for fault in rule(review, today)
    ]  # fmt: skip


def proofread(texts: Iterable[Text], held: Held) -> Iterator[Problem]:
    """Every problem that shows in ``texts`` as they were typed."""
    for text in texts:
        for rule in READINGS:
            severity = Severity.WARNING if rule in WARNINGS else Severity.ERROR
            for slip in rule(text, held):
                place = text.place(slip.start)
                yield Problem(text.path, *place, slip.message, name_of(rule), severity)


def compare(
    states: States, documents: Mapping[str, Document], shown: str, today: date
) -> list[Problem]:
    """Every problem that shows only beside an earlier state.

    A problem of a file that is gone stands at its first line; ``shown`` names the folder.
    """
    problems: list[Problem] = []
    for rule in COMPARISONS:
        for fault in rule(states, today):
            document = documents.get(fault.path) or Document(f"{shown}/{fault.path}")
            problems.append(document.problem(fault.at, fault.message, name_of(rule)))
    return problems

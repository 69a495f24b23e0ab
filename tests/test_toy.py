"""The toy review loads without one problem and shares no word with the real one."""

from __future__ import annotations

from pathlib import Path

from evidence_review.check import examine
from evidence_review.pages.views.cards import Views
from evidence_review.pages.views.finding import finding_view
from evidence_review.pages.views.picture import Pictures
from evidence_review.reading.load import load
from evidence_review.records.finding import Claims, Finding, Status
from evidence_review.records.scales import Counts, Domain, Level, Track
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.review import Review
from evidence_review.strength import STEPS
from tests.places import REAL, TODAY, TOY

FIXED_BY_THE_ENGINE = {"strengths", "agreements", "tracks"}


def read(folder: Path) -> Review:
    review = load(folder).review
    assert review is not None
    return review


def words(vocabulary: Vocabulary) -> set[str]:
    lists = vocabulary.lists.items()
    return {word for name, ids in lists if name not in FIXED_BY_THE_ENGINE for word in ids}


def test_the_toy_review_has_no_problem() -> None:
    assert examine(TOY, today=TODAY).problems == ()


def test_the_toy_review_has_one_of_everything() -> None:
    review = read(TOY)
    assert len(review.findings) >= 4
    assert len(review.sources) >= 3
    assert any(review.contested(finding) for finding in review.findings)
    assert any(f.status is Status.WITHDRAWN and f.notice for f in review.findings)
    assert any(item.quotes for finding in review.findings for item in finding.evidence)


def test_every_field_is_filled_in_somewhere() -> None:
    review = read(TOY)
    items = [item for finding in review.findings for item in finding.evidence]
    quotes = [quote for item in items for quote in item.quotes]
    effects = [item.effect for item in items if item.effect]
    signed = [f.strength_override for f in review.findings if f.strength_override]
    domains = [judged for finding in review.findings for judged in finding.domains]
    records = [*review.findings, *items, *quotes, *effects, *signed, *domains]
    records += [*review.sources, *review.gaps]
    empty = {
        f"{kind.__name__}.{name}"
        for kind in {type(record) for record in records}
        for name, field in kind.model_fields.items()
        if all(getattr(one, name) == field.default for one in records if isinstance(one, kind))
    }
    assert empty == {"Source.retraction"}, "that is what `evidence retract` writes"


def test_every_field_of_the_vocabulary_is_filled_in_somewhere() -> None:
    words = read(TOY).vocabulary
    lists = [getattr(words, name) for name in type(words).model_fields]
    empty = {
        f"{type(terms[0]).__name__}.{name}"
        for terms in lists
        for name, field in type(terms[0]).model_fields.items()
        if all(getattr(term, name) == field.default for term in terms)
    }
    assert empty == {"StrengthTerm.also_called", "AgreementTerm.also_called"}


def test_one_finding_has_everything() -> None:
    review = read(TOY)
    rich = review.finding_by_id["zv5k7a"]
    judgement = review.judgement(rich)
    assert {voice.counts for voice in judgement.voices} == set(Counts)
    assert any(len(voice.reports) > 1 for voice in judgement.voices)
    assert judgement.shown, "what is no evidence on the track"
    assert any(not voice.direct for voice in judgement.voices)
    assert rich.strength_override and judgement.strength is not judgement.computed
    assert rich.domains and judgement.ledger
    assert [line.by for line in judgement.ledger.lines if line.by] == [rich.domains[0].by]
    assert rich.content_note and rich.why_they_differ
    assert any(item.quotes for item in rich.evidence)
    (link,) = review.links(rich)
    assert link.other.status is Status.SUPERSEDED and link.other.notice
    assert link.other.notice.see == (rich.id,) and 1 in review.frozen[link.other.id]


def test_there_is_a_finding_of_every_track_and_of_every_level() -> None:
    review = read(TOY)
    judged = [review.judgement(finding) for finding in review.findings]
    assert {judgement.track for judgement in judged} == set(Track)
    assert {judgement.strength for judgement in judged} == {*Level, None}


def test_every_domain_moves_some_finding_or_is_judged_without_concern() -> None:
    review = read(TOY)
    ledgers = [review.judgement(finding).ledger for finding in review.findings]
    lines = [line for ledger in ledgers if ledger for line in ledger.lines]
    assert {line.domain for line in lines} == set(STEPS) == set(Domain)
    assert {line.domain for line in lines if line.levels} >= {
        *(Domain.INCONSISTENCY, Domain.ONE_STUDY, Domain.IMPRECISION, Domain.RATING_UP),
    }


def test_a_level_is_strong_only_where_a_low_risk_of_bias_was_read() -> None:
    review = read(TOY)
    strong = [f for f in review.findings if review.judgement(f).strength is Level.STRONG]
    assert [finding.id for finding in strong] == ["kznwjj"]
    (voice,) = review.judgement(strong[0]).voices
    assert voice.known and strong[0].claims is Claims.NO_DIFFERENCE


def test_some_levels_are_provisional_and_name_what_to_read() -> None:
    review = read(TOY)
    held = [j for j in map(review.judgement, review.findings) if j.provisional]
    assert [j.ledger.cap.without for j in held if j.ledger and j.ledger.cap] == [
        Level.MODERATE,  # at second hand
        Level.STRONG,  # rich accounts, and nobody knows how they were gathered
    ]
    assert [j.ledger.to_read for j in held if j.ledger] == [
        ("toycensus2023gates",), ("toysociety2025sheds", "toyschool2022newcomers"),
    ]  # fmt: skip


def test_estimates_that_share_an_axis_are_a_forest_and_others_a_harvest() -> None:
    review = read(TOY)

    def pictures(finding: Finding) -> Pictures:
        return finding_view(Views(review, "", TODAY), finding).pictures

    drawn = {finding.id: pictures(finding) for finding in review.findings}
    forests = {key for key, each in drawn.items() if each.forest}
    harvests = {key for key, each in drawn.items() if each.harvest}
    assert {"m9s34a"} < forests and "zv5k7a" in harvests and not forests & harvests
    forest = drawn["m9s34a"].forest
    assert forest and forest.measure == "Ratio of cans or Ratio of barrels"
    harvest = drawn["zv5k7a"].harvest
    assert harvest and [len(column.stacks) for column in harvest.columns] == [3, 2, 1, 1]


def test_a_relation_both_ways_is_shown_on_both_pages() -> None:
    review = read(TOY)
    neighbours, tea = review.finding_by_id["kb6cqt"], review.finding_by_id["kfbf5n"]
    assert tea in [link.other for link in review.links(neighbours)]
    assert neighbours in [link.other for link in review.links(tea)]


def test_a_relation_one_way_is_shown_on_the_other_page_as_its_inverse() -> None:
    review = read(TOY)
    (link,) = review.links(review.finding_by_id["kznwjj"])
    assert (link.relation.id, link.other.id) == ("feeds", "kb6cqt")


def test_the_toy_vocabulary_shares_no_word_with_the_real_one() -> None:
    assert words(read(TOY).vocabulary) & words(read(REAL).vocabulary) == set()


def test_every_toy_source_says_that_it_is_a_toy() -> None:
    for reference in read(TOY).references.values():
        assert "Toy" in reference.text

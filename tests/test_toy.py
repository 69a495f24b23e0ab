"""The toy review loads without one problem and shares no word with the real one."""

from __future__ import annotations

from pathlib import Path

from evidence_review.check import examine
from evidence_review.pages.views.picture import draw
from evidence_review.reading.load import load
from evidence_review.records.finding import Status
from evidence_review.records.scales import Counts
from evidence_review.records.vocabulary import Vocabulary
from evidence_review.review import Review
from tests.places import REAL, TODAY, TOY

FIXED_BY_THE_ENGINE = {"strengths", "agreements"}


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
    records = [*review.findings, *items, *quotes, *review.sources, *review.gaps]
    empty = {
        f"{kind.__name__}.{name}"
        for kind in {type(record) for record in records}
        for name, field in kind.model_fields.items()
        if all(getattr(one, name) == field.default for one in records if isinstance(one, kind))
    }
    assert empty == {"Source.retraction"}, "that is what `evidence retract` writes"


def test_one_finding_has_everything() -> None:
    review = read(TOY)
    rich = review.finding_by_id["zv5k7a"]
    judgement = review.judgement(rich)
    assert {voice.counts for voice in judgement.voices} == set(Counts)
    assert any(len(voice.reports) > 1 for voice in judgement.voices)
    assert draw(judgement, {key: key for key in review.source_by_key}, review.vocabulary)
    assert rich.strength_override and judgement.strength is not judgement.computed
    assert rich.content_note and rich.why_they_differ
    assert any(item.quotes for item in rich.evidence)
    (link,) = review.links(rich)
    assert link.other.status is Status.SUPERSEDED and link.other.notice
    assert link.other.notice.see == (rich.id,) and 1 in review.frozen[link.other.id]


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

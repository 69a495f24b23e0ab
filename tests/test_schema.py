"""The JSON Schema that editors use agrees with the validator.

Every record that is valid here is valid there, and what a field refuses here is refused there.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from ruamel.yaml import YAML

from evidence_review.downloads.schema import DIALECT, schemas
from evidence_review.reading.validation import validate
from evidence_review.reading.yaml import parse
from evidence_review.records.finding import Finding
from evidence_review.records.source import Source
from evidence_review.records.vocabulary import Vocabulary
from tests import reviews
from tests.places import REAL, TOY

REVIEWS = {"toy": TOY, "real": REAL}
FOLDERS = {"finding": "findings", "gap": "gaps", "source": "sources"}

Data: TypeAlias = dict[str, Any]


def vocabulary(review: str) -> Vocabulary:
    return reviews.read(REVIEWS[review]).vocabulary


@cache
def validator(review: str, kind: str) -> Draft202012Validator:
    schema = json.loads(json.dumps(schemas(vocabulary(review))[kind]))
    return Draft202012Validator(schema, format_checker=FormatChecker())


def read(file: Path) -> Data:
    """The file as a YAML 1.2 reader sees it, with dates as text, as JSON has them."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    yaml.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda constructor, node: str(node.value)
    )
    data = yaml.load(file)
    assert isinstance(data, dict)
    return data


def errors(review: str, kind: str, data: object) -> list[str]:
    return [error.message for error in validator(review, kind).iter_errors(data)]


@pytest.mark.parametrize("kind", FOLDERS)
def test_every_record_is_valid(kind: str) -> None:
    """Those of the real review are judged in test_judges.py, by another reader of the schema."""
    files = sorted((TOY / FOLDERS[kind]).glob("*.yml"))
    assert files
    for file in files:
        assert errors("toy", kind, read(file)) == [], file.name


@pytest.mark.parametrize("review", REVIEWS)
def test_the_vocabulary_is_valid(review: str) -> None:
    assert errors(review, "vocabulary", read(REVIEWS[review] / "vocabulary.yml")) == []


@pytest.mark.parametrize("kind", ["finding", "gap", "source", "vocabulary"])
def test_the_schema_is_a_schema_and_explains_its_fields(kind: str) -> None:
    schema = schemas(vocabulary("toy"))[kind]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    assert not list(unknown_words(schema)), "words that no JSON Schema reader knows"
    if kind != "vocabulary":
        properties = schema["properties"]
        assert isinstance(properties, dict)
        assert all("description" in field for field in properties.values())


def unknown_words(node: object) -> Iterator[str]:
    """Words of the program that leaked into the schema, at any depth."""
    if isinstance(node, dict):
        yield from {"ge", "gt", "le", "lt", "x-vocabulary"} & set(node)
    if isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from unknown_words(part)


def item(data: Data) -> Data:
    first: Data = data["evidence"][0]
    return first


DOMAIN = {"domain": "imprecision", "levels": 1, "reason": "x", "by": "y"}
FINDING: dict[str, Callable[[Data], object]] = {
    "an id of another length": lambda d: d.update(id="m9s34"),
    "an id with a misread letter": lambda d: d.update(id="m9s34l"),
    "a claim that is too long": lambda d: d.update(claim="x" * 201),
    "a claim on two lines": lambda d: d.update(claim="One.\nTwo."),
    "an empty summary": lambda d: d.update(summary=" \n"),
    "no track": lambda d: d.pop("track"),
    "an unknown track": lambda d: d.update(track="weed"),
    "a kind, as in the first edition": lambda d: d.update(kind="harvest"),
    "claims of another sort": lambda d: d.update(claims="nothing"),
    "nobody in an item": lambda d: item(d).update(people=0),
    "no outcome": lambda d: item(d)["effect"].pop("outcome"),
    "an unknown measure": lambda d: item(d)["effect"].update(measure="spoons"),
    "a value in words": lambda d: item(d)["effect"].update(value="much"),
    "half an interval": lambda d: item(d)["effect"].update(interval=[0.4]),
    "an interval of three": lambda d: item(d)["effect"].update(interval=[0.4, 0.5, 0.6]),
    "a level of nothing": lambda d: item(d)["effect"].update(level=5),
    "an unknown side": lambda d: item(d)["effect"].update(side="left"),
    "an unknown domain": lambda d: d.update(domains=[DOMAIN | {"domain": "weeds"}]),
    "three levels of a domain": lambda d: d.update(domains=[DOMAIN | {"levels": 3}]),
    "a domain nobody judged": lambda d: d.update(domains=[DOMAIN | {"by": ""}]),
    "no sector": lambda d: d.update(sectors=[]),
    "one sector and no list": lambda d: d.update(sectors="allotments"),
    "five themes": lambda d: d.update(themes=["soil"] * 5),
    "an unknown field": lambda d: d.update(sumary="x"),
    "no such day": lambda d: d.update(reviewed="2026-02-30"),
    "a date as people say it": lambda d: d.update(reviewed="1 May 2026"),
    "a source that is no name": lambda d: item(d).update(source="../x"),
    "an unknown bearing": lambda d: item(d).update(bearing="strongly"),
    "an unknown directness": lambda d: item(d).update(directness="indirectly"),
    "no result": lambda d: item(d).pop("result"),
    "a version below 1": lambda d: d["history"][0].update(version=0),
    "a version in words": lambda d: d["history"][0].update(version="one"),
    "a status of its own": lambda d: d.update(status="gone"),
    "a notice without a reason": lambda d: d.update(notice={"date": "2026-05-01"}),
    "an unknown level": lambda d: d.update(
        strength_override={"strength": "oak", "reason": "x", "by": "y"}
    ),
}
SOURCE: dict[str, Callable[[Data], object]] = {
    "an unknown design": lambda d: d.update(design="hunch"),
    "a country in words": lambda d: d.update(countries=["France"]),
    "a country that is none": lambda d: d.update(countries=["UK"]),
    "nobody studied": lambda d: d.update(sample_size=0),
    "a size in words": lambda d: d.update(sample_size="many"),
    "an unsafe address": lambda d: d.update(archived="http://toy.example/"),
    "no provenance": lambda d: d.update(provenance=[]),
    "an unknown circle": lambda d: d.update(circle="square"),
    "an unknown risk": lambda d: d.update(risk_of_bias="great"),
    "no BibTeX": lambda d: d.pop("bibtex"),
}


@pytest.mark.parametrize("what", FINDING)
def test_a_finding_that_the_validator_refuses_is_refused_by_the_schema(what: str) -> None:
    refused_by_both("finding", "findings/mulch-saves-water.yml", FINDING[what])


@pytest.mark.parametrize("what", SOURCE)
def test_a_source_that_the_validator_refuses_is_refused_by_the_schema(what: str) -> None:
    refused_by_both("source", "sources/toysociety2021mulch.yml", SOURCE[what])


def refused_by_both(kind: str, path: str, change: Callable[[Data], object]) -> None:
    whole = read(REVIEWS["toy"] / path)
    changed = copy.deepcopy(whole)
    change(changed)
    assert errors("toy", kind, whole) == []
    assert not refused(kind, path, whole)
    assert refused(kind, path, changed)
    assert errors("toy", kind, changed)


def refused(kind: str, path: str, data: Data) -> bool:
    """Whether the validator refuses ``data``, written as JSON, which is YAML too."""
    document, problems = parse(json.dumps(data, ensure_ascii=False), path)
    assert problems == []
    model, named = (Finding, "slug") if kind == "finding" else (Source, "key")
    given = {named: Path(path).stem}
    return bool(validate(model, document, given, vocabulary("toy"))[1])

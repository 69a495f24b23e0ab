"""JSON Schema of the records, for editors and other programs, made from the models."""

from __future__ import annotations

from pydantic import BaseModel

from evidence_review.records.finding import Finding
from evidence_review.records.gap import Gap
from evidence_review.records.source import Source
from evidence_review.records.vocabulary import Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(vocabulary: Vocabulary) -> dict[str, dict[str, object]]:
    """The schema of each kind of record, by name, with the vocabulary's ids as allowed values."""
    return {
        "finding": _schema(Finding, vocabulary),
        "gap": _schema(Gap, vocabulary),
        "source": _schema(Source, vocabulary),
        "vocabulary": _schema(Vocabulary, vocabulary),
    }


def _schema(model: type[BaseModel], vocabulary: Vocabulary) -> dict[str, object]:
    made = _with_words(model.model_json_schema(by_alias=True), vocabulary)
    assert isinstance(made, dict)
    return {"$schema": DIALECT, **made}


def _with_words(node: object, vocabulary: Vocabulary) -> object:
    if isinstance(node, list):
        return [_with_words(part, vocabulary) for part in node]
    if not isinstance(node, dict):
        return node
    made = {key: _with_words(value, vocabulary) for key, value in node.items()}
    if (name := made.pop("x-vocabulary", None)) is not None:
        made["enum"] = vocabulary.lists[str(name)]
    return made

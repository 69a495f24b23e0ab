"""What the models say of their own fields: for the reference, the checker and new records."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TypeAlias, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.json_schema import SkipJsonSchema

from evidence_review.records.text import MARKDOWN, WORDS
from evidence_review.records.vocabulary import FromList

Model: TypeAlias = type[BaseModel]
Location: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True)
class FieldEntry:
    """One field: its name, whether it must stand, what it means, and what it may hold."""

    name: str
    required: bool
    meaning: str
    values: tuple[str, ...]
    """The only values it may hold, where the model itself names them."""
    from_list: str | None
    """The list of the vocabulary that its values come from."""
    many: bool
    """Whether it holds a list."""
    default: str | None
    """The value that a field of few values has where it is left out."""
    words: bool
    """Whether it holds words that somebody writes, rather than an id, a name or a number."""
    prose: bool
    """Whether it holds Markdown."""
    inside: Model | None
    """What fields it holds, where it holds fields."""


@dataclass(frozen=True)
class ModelEntry:
    """One group of fields."""

    name: str
    meaning: str
    fields: tuple[FieldEntry, ...]


def model_at(model: Model, location: Location) -> Model:
    """The model inside ``model`` that holds what stands at ``location``: names and places."""
    for step in location:
        if isinstance(step, str) and (found := _named(model, step)):
            model = next(_models_in(found), model)
    return model


def field_at(model: Model, location: Location) -> FieldEntry | None:
    """The field that the value at ``location`` belongs to, also as one of a list."""
    names = [place for place, step in enumerate(location) if isinstance(step, str)]
    if not names:
        return None
    name = str(location[names[-1]])
    found = _named(model_at(model, location[: names[-1]]), name)
    return _field(name, found) if found else None


def names_in(model: Model) -> list[str]:
    """The names of the fields of ``model``, as they are written in a record."""
    return [name for name, _ in _written(model)]


@cache
def fields_of(model: Model) -> tuple[ModelEntry, ...]:
    """The fields of a record and of everything inside it, outermost first."""
    seen: list[Model] = []
    waiting = [model]
    while waiting:
        current = waiting.pop(0)
        if current not in seen:
            seen.append(current)
            waiting += [inner for _, field in _written(current) for inner in _models_in(field)]
    return tuple(map(_entry, seen))


def prose_in(record: BaseModel, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every Markdown text of a record and of what is inside it, with its place."""
    attributes = {field.alias or name: name for name, field in type(record).model_fields.items()}
    for field in fields_of(type(record))[0].fields:
        value = getattr(record, attributes[field.name])
        for part, here in _parts(value, (*at, field.name)):
            if isinstance(part, BaseModel):
                yield from prose_in(part, here)
            elif field.prose and isinstance(part, str):
                yield here, part


def lists_in(record: BaseModel, at: Location = ()) -> Iterator[tuple[Location, tuple[str, ...]]]:
    """Every list of words or ids of a record and of what is inside it, with its place."""
    for name, field in type(record).model_fields.items():
        value, here = getattr(record, name), (*at, field.alias or name)
        if isinstance(value, tuple) and value and all(isinstance(part, str) for part in value):
            yield here, value
        for part, place in _parts(value, here):
            if isinstance(part, BaseModel):
                yield from lists_in(part, place)


def _parts(value: object, at: Location) -> Iterator[tuple[object, Location]]:
    if isinstance(value, tuple):
        yield from ((part, (*at, number)) for number, part in enumerate(value))
    else:
        yield value, at


def _entry(model: Model) -> ModelEntry:
    return ModelEntry(
        name=model.__name__,
        meaning=inspect.getdoc(model) or "",
        fields=tuple(_field(name, field) for name, field in _written(model)),
    )


def _written(model: Model) -> Iterator[tuple[str, FieldInfo]]:
    """The fields that stand in a record, by the names that they have there.

    What the name of the file gives is left out, as it is in the schema of a record.
    """
    for name, field in model.model_fields.items():
        # To a type checker the mark is no class.
        if not any(isinstance(mark, SkipJsonSchema) for mark in field.metadata):  # type: ignore[misc]
            yield field.alias or name, field


def _named(model: Model, name: str) -> FieldInfo | None:
    return _by_name(model).get(name)


@cache
def _by_name(model: Model) -> Mapping[str, FieldInfo]:
    return dict(_written(model))


def _models_in(field: FieldInfo) -> Iterator[Model]:
    for part in _inside(field.annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            yield part


def _field(name: str, field: FieldInfo) -> FieldEntry:
    inside = [*_inside(field.annotation), *field.metadata]
    lists = [mark.name for mark in inside if isinstance(mark, FromList)]
    enums = [part for part in inside if isinstance(part, type) and issubclass(part, Enum)]
    return FieldEntry(
        name=name,
        required=field.is_required(),
        meaning=" ".join((field.description or "").split()),
        values=tuple(str(member.value) for enum in enums for member in enum),
        from_list=lists[0] if lists else None,
        many=any(get_origin(part) is tuple for part in inside),
        default=str(field.default.value) if isinstance(field.default, Enum) else None,
        words=WORDS in inside,
        prose=MARKDOWN in inside,
        inside=next(_models_in(field), None),
    )


def _inside(annotation: object) -> Iterator[object]:
    yield annotation
    for part in get_args(annotation):
        yield from _inside(part)

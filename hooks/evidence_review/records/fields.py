"""The reference of fields and rules, made from the models and the rules themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from evidence_review.records.vocabulary import FromList


@dataclass(frozen=True)
class FieldEntry:
    """One field: its name, whether it must stand, what it means, and what it may hold."""

    name: str
    required: bool
    meaning: str
    values: tuple[str, ...]
    from_list: str | None


@dataclass(frozen=True)
class ModelEntry:
    """One group of fields."""

    name: str
    meaning: str
    fields: tuple[FieldEntry, ...]


# Given by the file's name, not written in the record.
_FROM_FILE_NAME = {"slug", "key"}


def fields_of(model: type[BaseModel]) -> tuple[ModelEntry, ...]:
    """The fields of a record and of everything inside it, outermost first."""
    seen: list[type[BaseModel]] = []
    waiting = [model]
    while waiting:
        current = waiting.pop(0)
        if current not in seen:
            seen.append(current)
            waiting += [
                inner
                for field in current.model_fields.values()
                for inner in _inside(field.annotation)
                if isinstance(inner, type) and issubclass(inner, BaseModel)
            ]
    return tuple(map(_entry, seen))


def _entry(model: type[BaseModel]) -> ModelEntry:
    return ModelEntry(
        name=model.__name__,
        meaning=inspect.getdoc(model) or "",
        fields=tuple(
            _field(field.alias or name, field)
            for name, field in model.model_fields.items()
            if name not in _FROM_FILE_NAME
        ),
    )


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
    )


def _inside(annotation: object) -> Iterator[object]:
    yield annotation
    for part in get_args(annotation):
        yield from _inside(part)

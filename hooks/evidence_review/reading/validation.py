"""From a document to a model: every fault a problem at the line it stands on, none raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evidence_review.problems import Problem, did_you_mean, first_of_each
from evidence_review.reading.document import Document, Note
from evidence_review.records.fields import FieldEntry, Location, field_at, model_at, names_in
from evidence_review.records.vocabulary import Vocabulary

M = TypeVar("M", bound=BaseModel)

# What pydantic calls an error: what problems call the rule, and what they say.
_SAYS = {
    "string_type": ("type", "text is wanted here"),
    "tuple_type": ("type", "a list is wanted here; begin each of its lines with '- '"),
    "model_type": ("type", "fields are wanted here, each on a line of its own as 'name: value'"),
    "int_parsing": ("type", "a whole number is wanted here, in digits only"),
    "int_type": ("type", "a whole number is wanted here, in digits only"),
    "int_parsing_size": ("type", "this number is too large"),
    "bool_parsing": ("type", "true or false is wanted here"),
    "bool_type": ("type", "true or false is wanted here"),
    "date_from_datetime_parsing": ("date", "there is no such day in the calendar"),
    "date_parsing": ("date", "there is no such day in the calendar"),
    "date_type": ("date", "write a date as year-month-day, such as 2026-11-22"),
    "string_pattern_mismatch": (
        "name", "a name is lower-case letters and digits with single hyphens between",
    ),
}  # fmt: skip


def validate(
    model: type[M], document: Document, given: Mapping[str, str], vocabulary: Vocabulary | None
) -> tuple[M | None, list[Problem]]:
    """Read ``document`` as a ``model``. ``given`` holds what comes from the file's name."""
    data = document.data
    if not isinstance(data, dict):
        empty = "empty", "the file is empty"
        rule, message = empty if data is None else ("type", _SAYS["model_type"][1])
        return None, [Problem(document.path, 1, 1, message, rule)]
    named = [
        Problem(
            document.path, *document.key_place((name,)),
            f"'{name}' is the name of the file and is not written in it; take the line out",
            "unknown-field",
        )
        for name in given
        if name in data
    ]  # fmt: skip
    named += [
        Problem(document.path, *note.at, note.message + more, note.rule)
        for note, more in first_of_each(_held(model, document.notes), lambda note: note.rule)
    ]
    try:
        record = model.model_validate({**data, **given}, context=vocabulary)
    except ValidationError as error:
        details = error.errors(include_url=False)
        # A list's faulty items are not counted, so that a faulty list is also called too short.
        told = [d for d in details if d["type"] != "too_short" or not d["input"]]
        return None, named + [
            _problem(model, document, detail, more)
            for detail, more in first_of_each(told, lambda detail: detail["type"])
        ]
    return (record if not named else None), named


def _held(model: type[BaseModel], notes: Sequence[Note]) -> list[Note]:
    """The notes that are held against a field, which are those of fields of words."""
    fields = {at: field_at(model, at) for at in {note.field for note in notes}}
    return [note for note in notes if (field := fields[note.field]) and field.words]


# Fields of earlier editions, and what took their place.
_RENAMED = {"kind": "track", "kinds": "tracks"}


def _problem(
    model: type[BaseModel], document: Document, detail: ErrorDetails, more: str
) -> Problem:
    location: Location = tuple(detail["loc"])
    name = str(location[-1]) if location else ""
    field = field_at(model, location)
    kind = detail["type"]
    if kind == "missing":
        says = f": {field.meaning}" if field and field.meaning else ""
        if isinstance(location[-1], int):
            return document.problem(location[:-1], f"this list ends too soon{says}", "length")
        message = f"the field '{name}' is missing{says}{_wanted(field)}{more}"
        return document.problem(location[:-1], message, "missing-field")
    if kind == "extra_forbidden":
        allowed = names_in(model_at(model, location[:-1]))
        now = _RENAMED.get(name)
        right = f"write '{now}'" if now in allowed else did_you_mean(name, allowed)
        message = f"there is no field '{name}'; {right}{more}"
        return Problem(document.path, *document.key_place(location), message, "unknown-field")
    rule, message = _say(detail, field)
    if detail["type"] == "string_type" and (sign := document.starts_with(location)) in ("[", "{"):
        message += f"; put a text that begins with '{sign}' in quotation marks"
    return document.problem(location, message + more, rule)


def _wanted(field: FieldEntry | None) -> str:
    """Which words a missing field may hold, or which fields."""
    if field and field.inside and not field.many:
        return f" It holds {' and '.join(names_in(field.inside))}."
    return f" Allowed: {', '.join(field.values)}." if field and field.values else ""


def _say(detail: ErrorDetails, field: FieldEntry | None) -> tuple[str, str]:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail["input"]
    if given is None:
        return "empty", "there is nothing here; write it or take the line out"
    if kind == "enum" and not isinstance(given, str):
        return _SAYS["string_type"]
    if kind == "enum" and field:
        means = f" ({field.meaning})" if field.meaning else ""
        return "vocabulary", f"'{given}' is not allowed; {did_you_mean(given, field.values)}{means}"
    if kind == "vocabulary":
        return kind, f"{detail['msg']}; {context['right']()}"
    if kind in ("string_too_long", "too_long") and isinstance(given, str):
        most = context["max_length"]
        return "length", f"{len(given)} characters; at most {most} are allowed"
    if kind == "too_short":
        return "length", f"at least {context['min_length']} is wanted here"
    if kind == "too_long":
        return "length", f"{context['actual_length']} stand here; at most {context['max_length']}"
    if kind in ("greater_than_equal", "less_than_equal"):
        least = "at least" if kind == "greater_than_equal" else "at most"
        return "number", f"this should be {least} {next(iter(context.values()))}"
    if kind in ("greater_than", "less_than"):
        beyond = "above" if kind == "greater_than" else "below"
        return "number", f"this should be {beyond} {next(iter(context.values())):g}"
    return _SAYS.get(kind, (kind, detail["msg"]))

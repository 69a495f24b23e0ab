"""A pasted reference as it was read, for the person who pasted it to look over."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_review.authoring.paste import Paste
from evidence_review.bibliography import Person
from evidence_review.records.text import BLANK


def shown(paste: Paste) -> Iterator[str]:
    """Lines: authors one a line, the reference as printed, what is not printed, what to mend."""
    reference = paste.reference
    if reference and reference.title != BLANK:
        for role, people in (
            ("author", reference.authors),
            ("editor", reference.editors),
            ("translator", reference.translators),
        ):
            yield from (f"  {role}: {_spelled(person)}" for person in people)
        if reference.others:
            yield "  and others"
        yield f"  printed: {reference.text}"
    yield from (f"  not printed: {name} = {value}" for name, value in paste.unprinted.items())
    if paste.left_out:
        yield f"  left out: {', '.join(paste.left_out)}"
    yield from (f"  note: {note}" for note in paste.notes)
    yield from (f"  to mend: {fault.message} [{fault.rule}]" for fault in paste.faults)


def _spelled(person: Person) -> str:
    """The parts of a name apart, so that a wrong split is seen."""
    if person.corporate:
        return f"{person.family} (organisation)"
    return ", ".join(part for part in (person.family, person.given, person.suffix) if part)

"""New records for contributors: commented templates whose blanks say what belongs in them.

The comments are the descriptions of the models' fields and the words of the vocabulary, so they
cannot fall behind the validator.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from evidence_review.records.fields import FieldEntry, Model, fields_of
from evidence_review.records.finding import Finding
from evidence_review.records.gap import Gap
from evidence_review.records.source import Source
from evidence_review.records.text import BLANK
from evidence_review.records.vocabulary import Vocabulary

Start: TypeAlias = "str | Mapping[str, Start]"
"""What a field of a new record holds: YAML, or the same for each of its own fields."""


def finding(finding_id: str, today: date, vocabulary: Vocabulary, claim: str = BLANK) -> str:
    """The text of a new finding's file. Its blanks are words that the checker refuses."""
    starts: Mapping[str, Start] = {
        "id": finding_id,
        "claim": claim,
        "reviewed": str(today),
        "review_by": str(today.replace(year=today.year + 2, day=1)),
        "history": {"version": "1", "date": str(today), "change": "First published."},
    }
    about = "A finding: one claim with all the evidence for and against it."
    return _record(Finding, about, starts, vocabulary)


def source(key: str, bibtex: str, today: date, vocabulary: Vocabulary) -> str:
    """The text of a new source's file, around the BibTeX entry that was pasted."""
    entry = bibtex.strip() or f"@article{{{key},\n  title = {{{BLANK}}},\n}}"
    starts: Mapping[str, Start] = {
        "bibtex": "|\n" + "\n".join(f"  {line}".rstrip() for line in entry.splitlines()),
        "data_set": key,
        # Nobody has to know these, and everybody has to be asked.
        "sample": BLANK,
        "limitations": BLANK,
        "stake": "null",
        "circle": "null",
        "provenance": {"on": str(today)},
    }
    about = "A source: one publication and our appraisal of it."
    return _record(Source, about, starts, vocabulary)


def gap(gap_id: str, today: date, vocabulary: Vocabulary, question: str = BLANK) -> str:
    """The text of a new gap's file. Its searches are left for those who made them to write."""
    starts: Mapping[str, Start] = {
        "id": gap_id, "question": question, "reviewed": str(today),
    }  # fmt: skip
    about = "A gap: a question that readers ask and that no finding answers."
    return _record(Gap, about, starts, vocabulary)


def slug(words: str, kind: str = "finding") -> str:
    """A file name made of the first words of a claim or question; ``kind`` where none will do."""
    name = "-".join(_words(words)[:9])[:60].strip("-") or kind
    return name if name[0].isalpha() else f"{kind}-{name}"


def source_key(words: str) -> str:
    """A source's key made of what was typed or pasted: lower case, hyphens between words."""
    return "-".join(_words(words))[:80].strip("-")


def _words(text: str) -> list[str]:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", ascii_only)


# What is written when something happened to a record, and by a command or with a reason.
_LATER = {"notice", "retraction", "strength_override", "domains", "asked_before"}


def _record(model: Model, about: str, starts: Mapping[str, Start], vocabulary: Vocabulary) -> str:
    lines = [
        f"# {about}",
        f"# Fill in every {BLANK}, take out what does not apply, then run: evidence check",
        *_fields(model, starts, vocabulary),
    ]
    return "\n".join(lines) + "\n"


def _fields(model: Model, starts: Mapping[str, Start], vocabulary: Vocabulary) -> Iterator[str]:
    for field in fields_of(model)[0].fields:
        if field.name not in _LATER:
            yield from _field(field, starts.get(field.name), vocabulary)


def _field(field: FieldEntry, start: Start | None, vocabulary: Vocabulary) -> Iterator[str]:
    """The lines of a field: what it means, and what it starts with; a comment where it may wait."""
    said = _said(field, vocabulary)
    if field.inside and field.required:
        starts = start if isinstance(start, Mapping) else {}
        yield from (f"# {said}", f"{field.name}:")
        yield from _item(_fields(field.inside, starts, vocabulary))
    elif field.inside:
        inside = fields_of(field.inside)[0].fields
        yield from (f"# {said}", f"# {field.name}:")
        lines = (f"{f.name}: {_said(f, vocabulary)}" for f in inside)
        yield from _item(lines, "# ") if field.many else (f"#   {line}" for line in lines)
    elif value := start or _blank(field):
        yield from (f"# {said}", f"{field.name}: {value}")
    else:
        yield f"# {field.name}: {said}"


def _blank(field: FieldEntry) -> str | None:
    """What a field starts with that nothing is known of; None where it may be left out."""
    if not field.required:
        return "[]" if field.many else field.default
    if field.prose:
        return f"|\n  {BLANK}"
    return f"[{BLANK}]" if field.many else BLANK


def _item(lines: Iterable[str], before: str = "") -> Iterator[str]:
    """``lines`` as the one entry of a list: a dash stands before its first field."""
    dash, later = "- ", ""
    for line in lines:
        is_field = not line.startswith("#")
        yield f"{before}  {dash if is_field else later}{line}"
        if is_field:
            dash = later = "  "


def _said(field: FieldEntry, vocabulary: Vocabulary) -> str:
    """What the reference says of a field, and the words that it may hold."""
    listed = vocabulary.lists[field.from_list] if field.from_list else ()
    allowed = field.values or tuple(listed)
    return f"{field.meaning} Allowed: {', '.join(allowed)}." if allowed else field.meaning

"""Which fields of an entry its citation shows."""

from __future__ import annotations

from evidence_review.bibliography.entry import parsed
from evidence_review.bibliography.fields import read_entry
from evidence_review.bibliography.latex import decoded
from evidence_review.bibliography.written import entry_text


def unprinted(text: str, key: str) -> dict[str, str]:
    """The fields without which the citation would be the same, and that it does not say anyway."""
    entry = parsed(text)
    whole = read_entry(text, key)[0]
    if entry is None or whole is None:
        return {}
    plain = {name: decoded(value)[0] for name, value in entry.values.items()}
    return {
        name: plain[name]
        for name in entry.values
        if plain[name] not in whole.text and whole.text == _without(name, entry.kind, key, text)
    }


def _without(name: str, kind: str, key: str, text: str) -> str | None:
    entry = parsed(text)
    assert entry is not None
    fields = {other: value for other, value in entry.values.items() if other != name}
    reference = read_entry(entry_text(kind, key, fields), key)[0]
    return reference.text if reference else None

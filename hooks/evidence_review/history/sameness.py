"""Whether two frozen versions say the same, whichever formats they are kept in."""

from __future__ import annotations

from evidence_review.records.frozen import FrozenVersion, FrozenVersion1

# What every version has of its own, what follows from the rest, and what format 1 did not hold.
_OF_ITS_OWN = {"url", "version", "latest", "ended", "history", "citation", "licence"}
_FOLLOWS = {"overdue", "caution", "would_change"}
_IN_ITEMS = {"source_url", "retracted"}


def says_the_same(one: FrozenVersion, other: FrozenVersion) -> bool:
    """Whether the two differ in nothing but their number, their dates and their history."""
    return _matter(one) == _matter(other)


def _matter(version: FrozenVersion) -> tuple[object, ...]:
    said = version.cited if isinstance(version, FrozenVersion1) else version
    data = {k: v for k, v in version.data.items() if k not in _OF_ITS_OWN | _FOLLOWS}
    return said.title, said.notice, version.page.model_dump(exclude={"history"}), _items(data)


def _items(value: object) -> object:
    """``value`` without what only one format says of an evidence item."""
    if isinstance(value, list):
        return [_items(part) for part in value]
    if isinstance(value, dict):
        kept = _IN_ITEMS | ({"bibtex"} if "data_set" in value else set())
        return {name: _items(part) for name, part in value.items() if name not in kept}
    return value

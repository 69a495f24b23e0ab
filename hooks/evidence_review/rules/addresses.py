"""Addresses stay: what was renamed says what it was called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_review.earlier.states import States
from evidence_review.reading.folder import VOCABULARY
from evidence_review.records.fields import Location
from evidence_review.records.terms import Sector, Theme
from evidence_review.review import Review
from evidence_review.rules.rule import Fault


def former_name(review: Review, today: date) -> Iterator[Fault]:
    """A former name is the name of nothing else, neither now nor formerly."""
    for names in _named(review).values():
        taken = {name for name, former, *_ in names if not former}
        for name, former, path, at in names:
            if former and name in taken:
                message = f"'{name}' is the name of something else; take it out here or there"
                yield Fault(path, at, message)
            taken.add(name)


def address_lost(states: States, today: date) -> Iterator[Fault]:
    """The address of a source, a sector or a theme stays; what is renamed names its old name in
    `formerly`."""
    before, after = _named(states.before), _named(states.after)
    for folder, names in before.items():
        still = {name for name, *_ in after[folder]}
        if folder == "sources":
            still |= states.after.unread_sources
        for name, _, path, _ in names:
            if name not in still:
                message = (
                    f"the address {folder}/{name}/ was published and is gone; put it back, or write"
                    f" `formerly: [{name}]` where it is now, or at what comes nearest"
                )
                yield Fault(path, (folder,) if path == VOCABULARY else (), message)


_Named = tuple[str, bool, str, Location]


def _named(review: Review) -> dict[str, list[_Named]]:
    """Every name that is part of an address: whether it is a former one, and where it stands."""
    found: dict[str, list[_Named]] = {"sources": [], "sectors": [], "themes": []}
    for source in review.sources:
        found["sources"].append((source.key, False, source.path, ()))
        for which, old in enumerate(source.formerly):
            found["sources"].append((old, True, source.path, ("formerly", which)))
    topics: dict[str, tuple[Sector | Theme, ...]] = {
        "sectors": review.vocabulary.sectors,
        "themes": review.vocabulary.themes,
    }
    for folder, terms in topics.items():
        for number, term in enumerate(terms):
            at: Location = (folder, number)
            found[folder].append((term.id, False, VOCABULARY, (*at, "id")))
            for which, old in enumerate(term.formerly):
                found[folder].append((old, True, VOCABULARY, (*at, "formerly", which)))
    return found

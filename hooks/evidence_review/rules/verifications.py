"""What was matched against the text of a source, and what stays of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from evidence_review.earlier.states import States
from evidence_review.records.verification import Verification, folded
from evidence_review.review import Review
from evidence_review.rules.rule import Fault

_AGAIN = "run `evidence verify` with the text at hand"

# A hash of 64 hexadecimal digits that holds no more than this many different ones was typed: by
# chance that happens once in 10^18.
_FEW = 6


def no_text_hashed(review: Review, today: date) -> Iterator[Fault]:
    """`sha256` is the hash of a text: not zeros, not the hash of an empty file."""
    nothing = hashlib.sha256(b"").hexdigest()
    for verification in review.verifications.values():
        if len(set(verification.sha256)) <= _FEW or verification.sha256 == nothing:
            yield Fault(verification.path, ("sha256",), f"no text has this hash; {_AGAIN}")


def verification_lost(states: States, today: date) -> Iterator[Fault]:
    """The file under `verification` of a source stays while a quote stands that was found."""
    for key, was in states.before.verifications.items():
        if was.path in states.files_after:
            continue
        quoted = {folded(q.text) for use in states.after.uses.get(key, ()) for q in use.item.quotes}
        if any(folded(selector.exact) in quoted for selector in was.quotes):
            message = f"quotes from '{key}' stood on this file; put it back, or {_AGAIN}"
            yield Fault(was.path, (), message)


def verified_anew(states: States, today: date) -> Iterator[Fault]:
    """In a text with the same hash, the same words stand in the same place. A file that says
    something else than it did was verified on a later day."""
    for key, was in states.before.verifications.items():
        now = states.after.verifications.get(key)
        if now is None:
            continue
        if now.sha256 == was.sha256:
            yield from _moved(was, now)
        if now.verified < was.verified:
            message = f"this was verified on {was.verified} already; {_AGAIN}"
            yield Fault(now.path, ("verified",), message)
        elif now.verified == was.verified != today and _says_more(was, now):
            at = ("verified",) if now.sha256 == was.sha256 else ("sha256",)
            message = f"this changed, but nothing was verified since {was.verified}; {_AGAIN}"
            yield Fault(now.path, at, message)


def _moved(was: Verification, now: Verification) -> Iterator[Fault]:
    """Words that stand elsewhere in one and the same text."""
    before = {folded(selector.exact): selector for selector in was.quotes}
    for number, selector in enumerate(now.quotes):
        old = before.get(folded(selector.exact), selector)
        if old != selector:
            message = f"the text is the same, but not what stands around these words; {_AGAIN}"
            yield Fault(now.path, ("quotes", number), message)


def _says_more(was: Verification, now: Verification) -> bool:
    """Whether ``now`` says anything that ``was`` did not. Words may go with the quote they were."""
    known = {folded(selector.exact) for selector in was.quotes}
    added = any(folded(selector.exact) not in known for selector in now.quotes)
    return added or (was.sha256, was.scope) != (now.sha256, now.scope)

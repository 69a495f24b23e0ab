"""Words on the pages of frozen versions. They stand on published pages and never change."""

from __future__ import annotations

from datetime import date


def day(when: date) -> str:
    """A day in words: "22 November 2026"."""
    return f"{when.day} {when:%B %Y}"


def levels(moved: int) -> str:
    """How many levels a step moved, and which way: "1 level down"."""
    number = abs(moved)
    return f"{number} {'level' if number == 1 else 'levels'} {'down' if moved < 0 else 'up'}"

"""A harvest: sources that share no axis, each a bar as high as its design is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_review.records.scales import Counts

TALLEST = 4
"""The height of the best design."""

# A bar of the harvest, in pixels: a block for each step of its height, with a gap between them.
BLOCK, GAP, BAR, NUMBER = 11, 3, 18, 22


@dataclass(frozen=True)
class Mark:
    """One source without an estimate that shares an axis.

    ``height`` is what its design is worth on the track of the finding, from 1 to 4, or 0 for what
    is no evidence there.
    """

    name: str
    design_name: str
    height: int
    counts: Counts
    direct: bool
    href: str


@dataclass(frozen=True)
class Block:
    """One step of a bar, in pixels from the top."""

    y: int
    height: int


@dataclass(frozen=True)
class Stack:
    """One source in the harvest: its words, and the blocks of its bar."""

    number: int
    name: str
    href: str
    design: str
    worth: str
    says: str
    direct: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Column:
    """The bars of the sources that count in one way."""

    counts: Counts
    heading: str
    stacks: tuple[Stack, ...]


@dataclass(frozen=True)
class Harvest:
    """Bars by what their sources say, direct ones first, then the highest. Sizes in pixels."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    width: int
    height: int
    ground: int
    bar: int
    left: int
    middle: int
    number: int

    @property
    def stacks(self) -> Iterator[Stack]:
        """The rows of the table."""
        return (stack for column in self.columns for stack in column.stacks)


def harvest(marks: Sequence[Mark]) -> Harvest:
    """The harvest of ``marks``. Raises ``ValueError`` for a height that no design has."""
    for mark in marks:
        if not 0 <= mark.height <= TALLEST:
            raise ValueError(f"{mark.name}: no design is {mark.height} high")
    order = list(Counts)
    ranked = sorted(marks, key=lambda m: (order.index(m.counts), not m.direct, -m.height, m.name))
    stacks = [(mark.counts, _stack(number, mark)) for number, mark in enumerate(ranked, 1)]
    columns = tuple(
        Column(counts, _says(counts), tuple(stack for said, stack in stacks if said is counts))
        for counts in order
    )
    ground = TALLEST * (BLOCK + GAP)
    return Harvest(
        columns=columns,
        key=tuple(_key(marks)),
        width=BAR + 8,
        height=ground + NUMBER,
        ground=ground,
        bar=BAR,
        left=4,
        middle=4 + BAR // 2,
        number=ground + NUMBER - 4,
    )


def _stack(number: int, mark: Mark) -> Stack:
    step = BLOCK + GAP
    blocks = [Block((TALLEST - n) * step + GAP, BLOCK) for n in range(1, mark.height + 1)]
    return Stack(
        number=number,
        name=mark.name,
        href=mark.href,
        design=mark.design_name,
        worth=f"{mark.height} of {TALLEST}",
        says=_says(mark.counts),
        direct=mark.direct,
        blocks=tuple(blocks),
    )


def _says(counts: Counts) -> str:
    return counts.words.capitalize()


def _key(marks: Sequence[Mark]) -> Iterator[str]:
    yield "One bar for each source, by its number in the table; a block for each step of its worth."
    if any(mark.height == 0 for mark in marks):
        yield "No block: its design is no evidence here."
    if any(not mark.direct for mark in marks):
        yield "Faint and dashed: only near the claim."

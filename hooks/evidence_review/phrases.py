"""Numbers, lists and sentences as running text has them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)


def number_in_words(number: int) -> str:
    """``number`` as running text has it: words up to twelve, digits from there on."""
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"


def share_in_words(share: Fraction) -> str:
    """``share`` as running text has it: "half", "a third"."""
    if share == Fraction(1, 2):
        return "half"
    if share == Fraction(1, 3):
        return "a third"
    return f"{number_in_words(share.numerator)} in {number_in_words(share.denominator)}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 source", "2 sources", "1,204 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def places(number: float | Decimal) -> int:
    """How many digits ``number`` has behind the point."""
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def figure(number: float | Decimal, digits: int | None = None) -> str:
    """A number as it is read, with a true minus, and with as many ``digits`` behind the point."""
    exact = Decimal(str(number))
    shown = f"{exact:,.{places(exact) if digits is None else digits}f}"
    return shown.replace("-", "−")


def listed(names: Sequence[str]) -> str:
    """Names in running text: "A, B and C"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def sentence(words: str) -> str:
    """``words`` with a full stop at the end, unless they end in a mark of their own."""
    return words if ended(words) else f"{words}."


def ended(words: str) -> bool:
    """Whether ``words`` end in a mark of their own."""
    return words.endswith((".", "?", "!"))


def capital(words: str) -> str:
    """``words`` as the start of a line: the first letter large, all others as they are."""
    return words[:1].upper() + words[1:]

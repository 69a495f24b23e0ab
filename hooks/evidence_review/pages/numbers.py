"""Numbers as readers write them."""

from __future__ import annotations

from decimal import Decimal


def places(number: float | Decimal) -> int:
    """How many digits ``number`` has behind the point."""
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def figure(number: float | Decimal, digits: int | None = None) -> str:
    """A number as it is read, with a true minus, and with as many ``digits`` behind the point."""
    exact = Decimal(str(number))
    shown = f"{exact:,.{places(exact) if digits is None else digits}f}"
    return shown.replace("-", "−")

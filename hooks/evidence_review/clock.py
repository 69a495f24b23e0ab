"""The day of the build."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

VARIABLE = "SOURCE_DATE_EPOCH"


class NoDay(Exception):
    """An environment that names no day; the message says what would."""


def build_date() -> date:
    """The day of the build: today in UTC, or the day of ``SOURCE_DATE_EPOCH`` if that is set.

    ``NoDay`` if it is set to something else. Source: reproducible-builds.org, SOURCE_DATE_EPOCH
    specification: seconds since 1970, UTC, in decimal digits.
    """
    epoch = os.environ.get(VARIABLE)
    if not epoch:
        return datetime.now(tz=UTC).date()
    try:
        if not (epoch.isascii() and epoch.isdecimal()):
            raise ValueError(epoch)
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"{VARIABLE} is '{epoch}'; it holds seconds since 1970, in digits, or nothing"
        raise NoDay(message) from None

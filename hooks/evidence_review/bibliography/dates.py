"""When a work appeared, as its entry says it.

Dates are those of biblatex: the Extended Date/Time Format, levels 0 and 1 (Library of Congress,
2019), as far as something that was published can have them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from evidence_review.clock import build_date

# Before print there are no publications with a year of their own.
_EARLIEST: Final = 1000
_SEASONS: Final = range(21, 25)
_TIME = r"[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?"
_DAY = re.compile(rf"(\d{{4}})(?:-(\d{{2}})(?:-(\d{{2}})(?:{_TIME})?)?)?([~?%]?)")
_SPAN = re.compile(r"(\d{4})\s*(?:[-–—]+|/)\s*(\d{4}|\d{2})")
_CIRCA = re.compile(r"(?:c\.?|ca\.?|circa)\s*(\d{4})", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")

WRITE_A_DATE: Final = "write the date as year-month-day, year-month or year, such as 2021-05"


class Misdated(Exception):
    """A date that cannot be, or cannot be read; the message says what would be right."""


def year_of(text: str) -> str:
    """What is printed for the field ``year``: "2020", "2019–2020", "ca. 1987"."""
    if found := _CIRCA.fullmatch(text):
        return f"ca. {_likely(found[1])}"
    if re.fullmatch(r"\d{4}[~?%]", text):
        return f"ca. {_likely(text[:4])}"
    if found := _YEAR_MONTH.fullmatch(text):
        _ask_month_or_span(found[1], found[2])
        if 1 <= int(found[2]) <= 12:
            return _likely(found[1])
    if found := _SPAN.fullmatch(text):
        return _span(found[1], found[2])
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}.*|\d{4}-\d{2}/.*", text):
        return date_of(text)
    if not re.fullmatch(r"[0-9]{4}", text):
        right = re.search(r"(?<!\d)[12]\d{3}(?!\d)", text)
        advice = f"write {right[0]}" if right else "leave it out where it is not known"
        raise Misdated(f"'{text}' is not a year of four digits; {advice}")
    return _likely(text)


def date_of(text: str) -> str:
    """What is printed for the field ``date``: its year or years."""
    if "/" not in text:
        return _day(text)
    first, last = text.split("/", 1)
    if not first.strip(". ") or not last.strip(". "):
        known = first.strip(". ") or last.strip(". ")
        year = _day(known)
        return f"{year}–" if first.strip(". ") else f"–{year}"
    begins, ends = _day(first), _day(last)
    if begins > ends and "ca." not in begins + ends:
        raise Misdated(f"'{text}' ends before it begins; write the earlier date first")
    return begins if begins == ends else f"{begins}–{ends}"


def _day(text: str) -> str:
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise Misdated(WRITE_A_DATE)
    year, month, day = found[1], int(found[2] or 1), int(found[3] or 1)
    if not (month in _SEASONS and not found[3]):
        try:
            date(max(1, int(year)), month, day)
        except ValueError:
            raise Misdated(f"there is no day {text}; {WRITE_A_DATE}") from None
    return f"ca. {_likely(year)}" if found[4] else _likely(year)


def _likely(year: str) -> str:
    if not _EARLIEST <= int(year) <= build_date().year + 2:
        message = f"{year} can be no year of publication; leave it out where it is not known"
        raise Misdated(message)
    return year


def _span(first: str, last: str) -> str:
    whole = last if len(last) == 4 else first[:2] + last
    if int(whole) <= int(first):
        raise Misdated(f"'{first}/{whole}' ends before it begins; write the years as 1991/1992")
    return f"{_likely(first)}–{_likely(whole)}"


def _ask_month_or_span(year: str, number: str) -> None:
    if int(year[2:]) < int(number) <= 12:
        message = f"'{year}-{number}' may be a month or two years"
        right = f"write {year}/{year[:2]}{number} for the years, or {year} and a month"
        raise Misdated(f"{message}; {right}")

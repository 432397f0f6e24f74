"""Dates as they are written on articles: a string in, an ISO 8601 day out, ``None`` where it is not clear which day.

Does not read dates in running text (that is the reading's work) and never fills in what is missing.
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ZONE = r"(?:Z|[A-Z]{2,4}|(?:GMT|UTC)?[+-]\d{2}:?\d{2})"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
_CLOCK = rf"(?:[T\s,|–-]{{1,5}}(?:at\s+)?{_TIME}\s*{_ZONE}?)?"
_ISO = r"\d{4}-\d{2}-\d{2}"
_MONTH_DAY = rf"{_WEEKDAY}{_MONTH}\s+{_DAY}(?:,\s*|\s+)\d{{4}}"
_DAY_MONTH = rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+\d{{4}}"
_DOTTED = r"\d{1,2}\.\d{1,2}\.\d{4}"
_SLASHED = rf"{_WEEKDAY}\d{{1,4}}/\d{{1,2}}/\d{{1,4}}"
_DASHED = r"\d{1,2}-\d{1,2}-\d{4}"

DATE = rf"(?:{_ISO}|{_MONTH_DAY}|{_DAY_MONTH}|{_DOTTED}|{_SLASHED}|{_DASHED}){_CLOCK}"
"""The pattern of a whole date, without groups, to be compiled with ``re.IGNORECASE``."""
DAY = rf"(?:{_WEEKDAY}{_MONTH}\s+{_DAY}|{_WEEKDAY}{_DAY}\s+{_MONTH})"
"""The pattern of a day and month without a year."""

_DAY_FIRST = re.compile(rf"\s*{_DOTTED}")
_WHOLE = re.compile(rf"\s*{DATE}\s*(?:$|[^\w\s])", re.IGNORECASE)
_NAMED = re.compile(rf"(?P<month>{_MONTH})", re.IGNORECASE)
_ANY_WEEKDAY = re.compile(r"\s*(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def day(written: str) -> str | None:
    """The day that ``written`` names ("18 February 2020", "2020-02-18T10:00:00Z", "Feb. 18th, 2020"), as YYYY-MM-DD.

    ``None`` if it is not a date, names no day, or may be either of two ("02/03/2020", "02-03-2020").
    """
    if not _WHOLE.match(written):
        return None
    numbers = [int(number) for number in _NUMBER.findall(written[:60])]
    named = _NAMED.search(written)
    if named:
        first, second = numbers[:2]
        return _valid(max(first, second), _month(named), min(first, second))
    if numbers[0] > 31:  # year first
        return _valid(*numbers[:3])
    first, second, year = numbers[:3]
    if _DAY_FIRST.match(written):
        return _valid(year, second, first)
    possible = {_valid(year, first, second), _valid(year, second, first)} - {None}
    weekday = _ANY_WEEKDAY.match(written)
    if weekday:
        possible = {found for found in possible if found and date.fromisoformat(found).weekday() == _weekday(weekday)}
    return possible.pop() if len(possible) == 1 else None


def day_before(written: str, published: str) -> str | None:
    """The last day of this name ("March 3") that is not after ``published`` (YYYY-MM-DD)."""
    named, number = _NAMED.search(written), _NUMBER.search(written)
    if not (named and number):
        return None
    for year in (int(published[:4]), int(published[:4]) - 1):
        found = _valid(year, _month(named), int(number.group()))
        if found and found <= published:
            return found
    return None


def _month(named: re.Match[str]) -> int:
    return MONTHS.index(named.group("month")[:3].lower()) + 1


def _weekday(named: re.Match[str]) -> int:
    return WEEKDAYS.index(named.group()[-3:].lower())


def _valid(year: int, month: int, day_of_month: int) -> str | None:
    try:
        return date(year, month, day_of_month).isoformat() if year >= 1000 else None
    except ValueError:
        return None

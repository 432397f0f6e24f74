"""Days along a picture: where its axis begins and ends, whatever lies far off, and where its marks stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import pairwise

FAR = 3
"""Spans of the middle half of all days, from which on a day is far out (Tukey 1977, Exploratory Data Analysis)."""
A_MONTH = 30
"""Days of the middle half at least: what is all of one week makes nothing of the next one an outlier."""
FEW = 20
"""One in so many on either side may be left out, no more."""
MARKS = 10
SPAN = 31 * 2
"""Days that are told apart one by one, at most."""
MONTHS = (1, 3, 6)
YEARS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from ``first`` to ``last`` (ordinals) over the pixels from ``left`` on."""

    first: int
    last: int
    left: float
    width: float

    def at(self, day: int) -> float:
        """Where a day is; what lies beyond is at the end."""
        return self.left + self.width * (min(max(day, self.first), self.last) - self.first) / (
            max(1, self.last - self.first)
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from ``first`` up to, not with, ``end``, and what they are called."""

    first: int
    end: int
    name: str


def ordinal(day: str) -> int:
    """The number of an ISO day, with or without an hour."""
    return date.fromisoformat(day[:10]).toordinal()


def iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def told(days: Sequence[int]) -> str:
    """When these days are, at least one, in words."""
    first, last = min(days), max(days)
    return f"of {iso(first)}" if first == last else f"from {iso(first)} to {iso(last)}"


def bulk(days: Iterable[int]) -> tuple[int, int]:
    """The first and the last day of all but a few that are far out; of no days, the first that there is."""
    known = sorted(days) or [1]
    low, high = known[len(known) // 4], known[(len(known) - 1) * 3 // 4]
    reach = FAR * max(A_MONTH, high - low)
    before, after = sum(day < low - reach for day in known), sum(day > high + reach for day in known)
    few = len(known) // FEW
    return known[before if before <= few else 0], known[-1 - (after if after <= few else 0)]


def stretches(first: int, last: int, most: int) -> tuple[str, list[Stretch]]:
    """The days, months, years or more years from one day to another, the shortest of which there are at most so many, and
    what one of them is called.
    """
    if last - first < min(most, SPAN):
        return "day", [Stretch(day, day + 1, iso(day)) for day in range(first, last + 1)]
    if (last - first) / YEAR * 12 + 2 <= most:
        return "month", _between(_months(first, last, 1), 7)
    step = next((step for step in YEARS if (last - first) / YEAR / step + 2 <= most), YEARS[-1])
    return "year" if step == 1 else f"{step} years", _between(_years(first, last, step), 4)


def marks(first: int, last: int) -> list[tuple[int, str]]:
    """Days to be named along an axis, at most about ``MARKS``: first days of months or years, or the days themselves."""
    length = last - first
    if length < A_MONTH:
        return [(day, iso(day)) for day in range(first, last + 1, 1 + length // MARKS)]
    for step in MONTHS:
        if length / YEAR * 12 / step <= MARKS:
            return [(day, iso(day)[:7]) for day in _months(first, last, step) if first <= day <= last]
    step = next((step for step in YEARS if length / YEAR / step <= MARKS), YEARS[-1])
    return [(day, iso(day)[:4]) for day in _years(first, last, step) if first <= day <= last]


def _between(days: Iterable[int], characters: int) -> list[Stretch]:
    return [Stretch(day, end, iso(day)[:characters]) for day, end in pairwise(days)]


def _months(first: int, last: int, step: int) -> Iterator[int]:
    """The first days of months, from that which holds ``first`` to one after ``last``."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    from_, to = (start.year * 12 + start.month - 1) // step * step, end.year * 12 + end.month - 1
    return (_day(month // 12, month % 12 + 1) for month in range(from_, to + step + 1, step))


def _years(first: int, last: int, step: int) -> Iterator[int]:
    start, end = date.fromordinal(first).year, date.fromordinal(last).year
    return (_day(year, 1) for year in range(start // step * step, end + step + 1, step))


def _day(year: int, month: int) -> int:
    """The first day of a month, which may lie before or beyond the calendar."""
    if year < 1:
        return 1
    return date(year, month, 1).toordinal() if year <= MAXYEAR else date(MAXYEAR, 12, 31).toordinal() + 1

"""TIMEX3 calendar values in, the days they stand for and their neighbours out. Pure arithmetic, no text.

Values: "2020-02-14", "2020-02", "2020", "2020-W07", "2020-W07-WE", "2020-Q1", "2020-H1", "2020-SU", "198" (a decade),
"19" (a century), each of the days with "T…" after it. Dates outside years 1-9999 raise ``OverflowError`` or ``ValueError``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

Interval = tuple[date, date]

VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def interval(value: str) -> Interval | None:
    """First and last day of an absolute value; ``None`` for one that holds an X, a reference or a duration."""
    if value.isdigit() and len(value) in (2, 3):
        length = 10 ** (4 - len(value))
        first = int(value) * length
        return date(max(first, 1), 1, 1), date(first + length - 1, 12, 31)
    match = VALUE.fullmatch(value)
    if match is None:
        return None
    year = int(match["year"])
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return monday + timedelta(5 if match["weekend"] else 0), monday + timedelta(6)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["month"]:
        return months(year, int(match["month"]), 1)
    if match["quarter"]:
        return months(year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return months(year, 6 * int(match["half"]) - 5, 6)
    if match["season"]:
        return months(year, SEASON_STARTS[match["season"]], 3)
    return months(year, 1, 12)


def months(year: int, first: int, count: int) -> Interval:
    """The days of ``count`` months from month ``first`` of ``year``; December may run into the next year."""
    start = date(year, first, 1)
    return start, add_months(start, count) - timedelta(1)


def holiday(kept: str, year: int) -> date:
    """The day in ``year`` of what is kept on a month-day ("12-25") or on a month's nth weekday ("11-W4-4")."""
    month, *rest = kept.split("-")
    if len(rest) == 1:
        return date(year, int(month), int(rest[0]))
    first = date(year, int(month), 1)
    return first + timedelta(7 * (int(rest[0][1:]) - 1) + (int(rest[1]) - first.isoweekday()) % 7)


def add_months(day: date, count: int) -> date:
    """``count`` months later (earlier if negative), on the last day of the month where the day is missing there."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    month += 1
    longest = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day if (year, month) != (9999, 12) else 31
    return date(year, month, min(day.day, longest))


def precision(days: Interval | None) -> int | None:
    """UCDP GED date_prec of an interval: 1 a day, 2 up to six days, 3 a week, 4 a month, 5 longer."""
    if days is None:
        return None
    length = (days[1] - days[0]).days + 1
    return next((known for known, longest in ((1, 1), (2, 6), (3, 8), (4, 31)) if length <= longest), 5)


def week_of(day: date) -> date:
    """A day in the week that news speaks of as "this week": on a Sunday the one that begins the next day."""
    return day + timedelta(1) if day.isoweekday() == 7 else day


def shifted(day: date, unit: str, count: int) -> str:
    """The value, as wide as ``unit`` (D, W, WE, M, Q, Y, DE, CE or a season), ``count`` units from ``day``."""
    if unit == "D":
        return (day + timedelta(count)).isoformat()
    if unit in ("W", "2W", "WE"):
        weeks = 2 * count if unit == "2W" else count
        year, week, _ = (week_of(day) + timedelta(7 * weeks)).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return add_months(day.replace(day=1), count).isoformat()[:7]
    if unit == "Q":
        return quarter(add_months(day.replace(day=1), 3 * count))
    years = {"DE": 10, "CE": 100}.get(unit, 1) * count
    year = date(day.year + years, 1, 1).year
    width = {"DE": 3, "CE": 2}.get(unit, 4)
    return f"{year:04d}"[:width]


def quarter(day: date) -> str:
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def days_back(day: date, unit: str, count: int) -> date:
    """The day ``count`` units before ``day`` (after, if negative); hours and less stay within a day's reckoning."""
    lengths = {"D": 1, "W": 7, "2W": 14, "WE": 7, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
    if unit in lengths:
        whole = int(abs(count) * lengths[unit] + 0.999)
        return day - timedelta(whole if count > 0 else -whole)
    return add_months(day, -count * {"M": 1, "Q": 3, "DE": 120, "CE": 1200}.get(unit, 12))

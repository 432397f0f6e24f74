"""Rules for times told from the day of publication or from what was spoken of: "yesterday", "two days later"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.reading.timex import calendar
from sayso.reading.timex.context import Matched, Timex, absolute, spanning

QUARTER = re.compile(r"\d{4}-[QH]\d")
# How wide (UCDP date_prec) what was spoken of may be, for "that week" and the like to be told from it.
WIDTHS = {"W": 3, "M": 4, "Y": 5}
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}
CALENDAR_CLASSES = ("units", "unit_plurals")
CLOCK_UNITS = ("TH", "TM", "TS")
CLOCK_CLASSES = ("clock_units", "clock_unit_plurals")


def unknown(unit: str) -> Timex:
    return Timex("DATE", UNKNOWN.get("D" if unit in CLOCK_UNITS else unit, "XXXX"))


def told_day(m: Matched) -> Timex | None:
    """ "yesterday", "tomorrow morning", "the day before yesterday"."""
    if m.titled():
        return None
    step = m.value("day", "deictic_days")
    if m.has("farther"):
        step *= 2
    part = m.value("part", "parts_of_day") if m.has("part") else None
    return on_day(m.published + timedelta(step) if m.published else None, part)


def on_day(day: date | None, part: str | None) -> Timex:
    value = day.isoformat() if day else "XXXX-XX-XX"
    if part is None:
        return absolute(value)
    return absolute(f"{value}T{part}", "TIME")


def told_night(m: Matched) -> Timex:
    """ "tonight", and "overnight", which is the night before publication or the one after it."""
    timex = on_day(m.published, "NI")
    if m.word("night") != "overnight" or m.published is None:
        return timex
    before = timedelta(0 if m.tense() == "future" else 1)
    first = m.published - before
    return Timex("TIME", timex.value, first, first + timedelta(1), 2)


def part_of_this_day(m: Matched) -> Timex | None:
    """ "this morning", "last night", "earlier this evening"."""
    if m.titled():
        return None
    part = m.value("part", "parts_of_day")
    step = m.value("deictic", "deictic")
    told = step is not None and not m.has("the")
    day = m.published if told else m.day_before()
    return on_day(day + timedelta(step if told else m.value("deictic", "narrative")) if day else None, part)


def told_unit(m: Matched) -> Timex | None:
    """ "last week", "this month", "next year", "the current quarter"."""
    unit = m.value("unit", *CALENDAR_CLASSES)
    step = m.value("told" if m.has("told") else "deictic", "deictic")
    if m.titled() or unit == "D":
        return None
    if m.published is None:
        return unknown(unit)
    if unit == "WE" and step < 0 and m.published.isoweekday() >= 6:
        return absolute(calendar.shifted(m.published - timedelta(2), unit, step))
    if unit == "W" and step < 0 and m.published.isoweekday() == 7:
        return absolute(calendar.shifted(m.published, unit, step))
    return absolute(calendar.shifted(m.published, unit, step))


def weekend(m: Matched) -> Timex:
    """ "the weekend": the last one, or the coming one where the sentence looks ahead."""
    if m.published is None:
        return unknown("WE")
    ahead = m.tense() == "future" or m.published.isoweekday() >= 6
    return absolute(calendar.shifted(m.published - timedelta(0 if ahead else 7), "WE", 0))


def narrative_unit(m: Matched) -> Timex | None:
    """ "the same day", "that year", "the following month", "the day before": told from what was spoken of before."""
    unit = m.value("unit", *CALENDAR_CLASSES)
    step = m.value("narrative", "narrative") if m.has("narrative") else m.value("side", "day_sides")
    if unit == "Q":
        quarter = calendar.interval(latest_quarter(m) or "")
        told_from = quarter[0] if quarter else m.published
        return absolute(calendar.shifted(told_from, unit, step)) if told_from else unknown(unit)
    if unit == "D":
        day = m.day_before()
        return on_day(day + timedelta(step), None) if day else unknown(unit)
    spoken = spoken_of(m, unit)
    return absolute(calendar.shifted(spoken, unit, step)) if spoken else unknown(unit)


def spoken_of(m: Matched, unit: str) -> date | None:
    """The first day of what the text spoke of before, which is no wider than the unit that is counted from it."""
    if unit in ("D", *CLOCK_UNITS):
        return m.day_before()
    exact = WIDTHS.get(unit, 5)
    told = (timex.start for timex in m.context.before(m.first) if timex.start and (timex.precision or 5) <= exact)
    return next(told, None)


def this_day(m: Matched) -> Timex:
    """ "later in the day": on the day spoken of, else that of publication."""
    return on_day(m.day_before() or m.published, None)


def whole_unit(m: Matched) -> Timex | None:
    """ "the year", "the quarter", "the month" as a date: the one spoken of, else the one of publication."""
    unit = m.value("unit", *CALENDAR_CLASSES)
    if m.preceding() == "of" and m.context.scan.word(m.first - 2).lower() in m.context.vocabulary.classes["honoured"]:
        return None
    if m.titled():
        return None
    if m.published is None:
        return unknown(unit)
    if unit == "Q":
        return quarter_spoken_of(m)
    if m.has("ended"):
        return Timex("DURATION", duration(unit, 1))
    return absolute(calendar.shifted(m.published, unit, 0))


def quarter_spoken_of(m: Matched) -> Timex:
    if m.published is None:
        return unknown("Q")
    return absolute(latest_quarter(m) or calendar.shifted(m.published, "Q", -1))


def latest_quarter(m: Matched) -> str | None:
    """The latest quarter or half that the text named, one that was over at publication if there is one.

    One of the year before a quarter of the same number is only what that is compared with.
    """
    named = {item.timex.value for item in m.context.nearest() if QUARTER.fullmatch(item.timex.value)}
    now = calendar.quarter(m.published) if m.published else ""
    begun = {value for value in named if value <= now}
    compared = {_year_on(value, -1) for value in begun}
    over = {value for value in begun if value < now}
    return max(over - compared or begun - compared or named, default=None)


def _year_on(quarter: str, years: int) -> str:
    return f"{int(quarter[:4]) + years:04d}{quarter[4:]}"


def ago(m: Matched) -> Timex | None:
    """ "two weeks ago", "five years earlier", "three days later", "a year ago": a number of units from a day."""
    unit = m.value("unit", *CALENDAR_CLASSES, *CLOCK_CLASSES, "other_unit_plurals")
    count = m.number("number") if m.has("number") else None
    side = m.value("side", "sides")
    told = m.word("side") in m.context.vocabulary.classes["told_sides"]
    if count is None:
        return Timex("DATE", ("PAST_REF" if side < 0 else "FUTURE_REF") if told else unknown(unit).value)
    comparing = unit == "Y" and count == 1 and side < 0 and (told or m.of_amounts() or m.day_before() is None)
    if comparing and (compared := a_year_before(m)) is not None:
        return compared
    months = comparing and m.of_amounts() and months_compared(m)
    if not told and not months and (spoken := spoken_of(m, unit)) is not None:
        timex = counted(spoken, unit, count * side, m.has("half"))
        beyond = timex.start and m.published and timex.start > m.published and m.tense() != "future"
        return unknown(unit) if beyond else timex
    if not told and not months and (side > 0 or unit in ("D", *CLOCK_UNITS)):
        return unknown(unit)
    if m.published is None:
        return Timex("DATE", "PAST_REF" if side < 0 else "FUTURE_REF")
    return counted(m.published, unit, count * side, m.has("half"))


def from_day(m: Matched) -> Timex | None:
    """ "two weeks from Monday", "a year from today": a number of units from a day that lies ahead."""
    unit, count = m.value("unit", *CALENDAR_CLASSES), m.number("number")
    if count is None or m.published is None:
        return unknown(unit)
    weekday = m.value("day", "weekdays")
    ahead = m.value("day", "deictic_days") if weekday is None else (weekday - m.published.isoweekday()) % 7
    return absolute(calendar.days_back(m.published + timedelta(ahead), unit, -count).isoformat())


def counted(day: date, unit: str, count: int, half: bool = False) -> Timex:
    """``count`` units (years: and a half) from ``day``, as exact as the unit."""
    if half and unit == "Y":
        day = calendar.add_months(day, 6 if count > 0 else -6)
    if unit in CLOCK_UNITS:
        return absolute(calendar.days_back(day, unit, -count).isoformat())
    return absolute(calendar.shifted(day, unit, count))


def a_year_before(m: Matched) -> Timex | None:
    """ "a year ago" in a comparison with a quarter, half or month just spoken of is that quarter a year before."""
    compared = compared_quarter(m)
    return absolute(_year_on(compared, -1)) if compared else None


def months_compared(m: Matched) -> bool:
    """Whether what is compared is a length of this year: "for the nine months … from … a year earlier"."""
    nearest = next((timex for timex in m.context.before(m.first, 0) if timex.type != "DATE"), None)
    return nearest is not None and nearest.type == "DURATION"


def compared_quarter(m: Matched) -> str | None:
    """The quarter or half that a comparison speaks of; ``None`` where it is "nine months" or has come to whole years."""
    nearest = next((timex for timex in m.context.before(m.first, 1)), None)
    whole_year = nearest is not None and m.published is not None and nearest.value == str(m.published.year - 1)
    return None if whole_year or (nearest is not None and nearest.type == "DURATION") else latest_quarter(m)


def year_before(m: Matched) -> Timex | None:
    """ "the year-ago quarter", "year-earlier"."""
    if m.has("quarter") and m.published is not None:
        return absolute(f"{m.published.year - 1:04d}-Q{m.value('quarter', 'ordinals')}")
    return a_year_before(m) or (
        absolute(calendar.shifted(m.published, "Y", -1)) if m.published is not None else unknown("Y")
    )


def named_period(m: Matched) -> Timex | None:
    """ "the 1988 quarter", "last year's period": in a comparison, the quarter spoken of in that year."""
    if m.has("last") and m.published is None:
        return unknown("Y")
    compared = latest_quarter(m) if m.has("quarter") else compared_quarter(m)
    year = m.published.year - 1 if m.has("last") and m.published else m.year("year")
    return absolute(f"{year:04d}{compared[4:] if compared else ''}")


def then(m: Matched) -> Timex:
    """ "until then": what was spoken of before."""
    return next((timex for timex in m.context.before(m.first) if timex.start), Timex("DATE", "XXXX-XX-XX"))


def edge(m: Matched) -> Timex | None:
    """ "the end of the month", "year-end": as wide as the unit, whose edge is not counted in days."""
    unit = m.value("unit", *CALENDAR_CLASSES)
    step = m.value("deictic", "deictic", "narrative") if m.has("deictic") else 0
    if m.published is None:
        return unknown(unit)
    return absolute(calendar.shifted(m.published, unit, step or 0))


def lasting(m: Matched) -> Timex | None:
    """ "the past 24 hours", "the next two years": a duration that ends or begins with the day of publication."""
    units = ("units", "unit_plurals", "clock_units", "clock_unit_plurals", "other_unit_plurals")
    unit = m.value("unit", *units)
    count = m.number("number") if m.has("number") else (None if m.word("unit") in _plurals(m) else 1)
    value = duration(unit, count)
    if (
        count is None
        or m.published is None
        or m.word("which") in ("first", "final", "previous", "preceding", "following")
    ):
        return Timex("DURATION", value)
    ahead = m.word("which") in m.context.vocabulary.classes["forward"]
    if unit not in ("D", "W", "2W", "M", "Q", "Y", "DE", "CE", "TH", "TM", "TS"):
        return Timex("DURATION", value)
    other = calendar.days_back(m.published, unit, -count if ahead else count)
    days = (m.published, other) if ahead else (other, m.published)
    return spanning("DURATION", value, days)


def unit_past(m: Matched) -> Timex | None:
    """ "the past year": by its value the unit before that of publication, by its days what ended with publication."""
    unit = m.value("unit", *CALENDAR_CLASSES)
    if m.published is None:
        return unknown(unit)
    days = calendar.days_back(m.published, unit, 1), m.published
    return spanning("DATE", calendar.shifted(m.published, unit, -1), days)


def _plurals(m: Matched) -> set[str]:
    classes = m.context.vocabulary.classes
    return {*classes["unit_plurals"], *classes["clock_unit_plurals"], *classes["other_unit_plurals"]}


def duration(unit: str, count: int | None) -> str:
    """The TIMEX3 value of ``count`` units, "PXD" where nobody counted."""
    if unit == "2W":
        return f"P{'X' if count is None else 2 * count}W"
    time, letter = ("T", unit[1]) if unit[0] == "T" else ("", unit)
    return f"P{time}{'X' if count is None else count}{letter}"


RULES = (
    (
        r"(?:{LATE}|{the}{day}(?P<farther>{before|after}))?(?P<day>{deictic_days})(?P<part>{parts_of_day})?",
        told_day,
    ),
    (r"{LATE}?(?P<night>{deictic_nights})", told_night),
    (r"{LATE}?(?P<deictic>{this|last|that})(?P<part>{parts_of_day})", part_of_this_day),
    (r"(?P<the>{the})(?P<deictic>{same|following|next|previous})(?P<part>{parts_of_day})", part_of_this_day),
    (
        r"{LATE}?(?:{the}?(?P<deictic>{current|present|coming|next|upcoming})|(?P<told>{this|last})){business}?(?P<unit>{units})(?:{or}{so})?",
        told_unit,
    ),
    (r"{this|the}?(?P<deictic>{past})(?P<unit>{weekend})", told_unit),
    (r"{the}(?P<unit>{weekend})", weekend),
    (
        r"{LATE}?(?:{the|that|this}{very}?)?(?P<narrative>{narrative}){very}?(?P<unit>{day|week|month|quarter|year})",
        narrative_unit,
    ),
    (r"(?:{early|earlier|late|later}{on}?){in}{the}(?P<unit>{day})", this_day),
    (r"{the}(?P<unit>{day|week|month|year})(?P<side>{before|after|earlier|later})(?=[.,(|]|$)", narrative_unit),
    (
        r"{LATE}?{the|its|full}{fiscal|full}?(?P<unit>{week|month|quarter|year})(?=(?P<ended>{ended|ending}))?",
        whole_unit,
    ),
    (r"{the}{latest|current|recent|corresponding}(?P<unit>{quarter|period})", quarter_spoken_of),
    (
        r"{APPROXIMATE}?{COUNTED}(?P<unit>{ANY_UNIT|nights|mornings|evenings})(?P<half>{and}{a}{half})?(?:{or}{so|two|more})?-?(?P<side>{sides})",
        ago,
    ),
    (
        r"{APPROXIMATE}?(?:{crowds}(?:{of}{crowds})?{of})?(?P<unit>{unit_plurals|clock_unit_plurals})(?P<side>{sides})",
        ago,
    ),
    (
        r"{COUNTED}(?P<unit>{day|days|week|weeks|month|months|year|years}){from}(?P<day>{weekdays|deictic_days})",
        from_day,
    ),
    (r"(?P<last>{last}){year}{'s}{periods}", named_period),
    (r"{the}?{year}-{ago|earlier}(?:-?(?P<quarter>{ordinals})-?{quarter}|{periods})?", year_before),
    (r"{the}?{comparing}{periods}(?:{last}{year}|{of|in}{the}{previous}{year}|{a}{year}{ago|earlier})", year_before),
    (r"{the}(?P<year>y)(?:(?P<quarter>{quarter})|{periods})", named_period),
    (r"(?<={until|since|by|till|before}){then}(?!-)", then),
    (
        r"{the}?{ends}{of}(?:{the|each}|(?P<deictic>{deictic|narrative}))?{business}?"
        r"(?P<unit>{week|weekend|month|quarter|year|decade|century})",
        edge,
    ),
    (r"{a|the}?(?P<unit>{year|month|week})(?:-|{'s})?{end}", edge),
    (r"{the}{past|last}(?P<unit>{week|month|year|decade|century})", unit_past),
    (
        r"{the|its|their|this|these}?(?P<which>{backward|forward|first|final})(?:{COUNTED}|(?<!{first|final}))(?P<unit>{ANY_UNIT|other_unit_plurals})"
        r"(?:{or}{so})?",
        lasting,
    ),
)

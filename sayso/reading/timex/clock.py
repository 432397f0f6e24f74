"""Rules for times of the day: "at 9:30 a.m.", "1400 GMT", "noon", "at dawn", "the evening of February 16"."""

from __future__ import annotations

from datetime import date

from sayso.reading.timex.context import Matched, Timex, absolute
from sayso.reading.timex.dates import BARE_YEARS

SAME_SENTENCE = 0


def clock(m: Matched) -> Timex | None:
    """A time by the clock, on the day that its sentence or the one before named, else on that of publication."""
    written = _written(m)
    if written is None:
        return None
    hour, *smaller = written
    half = next((m.word(name)[0] for name in ("half_day", "half") if m.has(name)), None)
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if hour > 24 or any(number > 59 for number in smaller):
        return None
    return at(m, ":".join(f"{number:02d}" for number in (hour, *smaller)))


def _written(m: Matched) -> tuple[int, ...] | None:
    if m.has("clock"):
        return tuple(int(part) for part in m.word("clock").replace(".", ":").split(":"))
    for name in ("figures", "at_figures"):
        if m.has(name):
            figures = m.words(name)[0]
            if name == "at_figures" and int(figures) in BARE_YEARS:
                return None
            return int(figures[:2]), int(figures[2:])
    if m.has("named"):
        return tuple(int(part) for part in m.value("named", "clock_names").split(":"))
    number = m.number("zoned" if m.has("zoned") else "hour")
    return (number, 0) if number is not None and number <= 24 else None


def at(m: Matched, time: str) -> Timex:
    day = day_spoken_of(m)
    return absolute(f"{day.isoformat()}T{time}", "TIME") if day else Timex("TIME", f"T{time}")


def day_spoken_of(m: Matched) -> date | None:
    return m.day_before(1) or m.published


def part_of_day(m: Matched) -> Timex | None:
    """ "at dawn", "in the morning", "at night"."""
    if m.titled():
        return None
    return at(m, m.value("part", "parts_of_day"))


def early_hours(m: Matched) -> Timex:
    """ "the early hours of Thursday"."""
    return at(m, "MO")


RULES = (
    (r"{the}{early|small|wee}{hours}(?:{of}{the}{morning})?", early_hours),
    (r"{APPROXIMATE}?(?:{early|late}-?)?{CLOCK}{clock_words|local|time|time_zones}{0,3}", clock),
    (r"(?<={at|around|by|about|until|since|from})(?P<at_figures>[hy]){clock_words|time_zones}{0,3}", clock),
    (r"(?<={at|before|by|until|since|from|after|around})(?P<part>{bare_parts_of_day|night})", part_of_day),
    (
        r"(?:{early|late|mid}(?:-|{in|on})?)?{the}(?:{early|late|mid}-?)?(?P<part>{parts_of_day})(?:{hours})?",
        part_of_day,
    ),
    (r"(?:{early|late|mid}-?)(?P<part>{parts_of_day})", part_of_day),
)

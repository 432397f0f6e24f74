"""Titles made from an event's fields, never written freely: "Air/drone strike: Hmeimim Air Base, 14 February 2020".

They hold a kind, a place and days, and so nobody's name.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from sayso.catalogue.lexicon import Lexicon
from sayso.records import EventType, Place, Time

UNTOLD = "Other"
"""The ACLED sub-event that says nothing."""
MANY = 2


def title(event: EventType, place: Place | None, time: Time | None, lexicon: Lexicon) -> str:
    where = (place.name or place.mention) if place is not None else "place not known"
    return f"{kind(event, lexicon)}: {where}, {_when(time)}"


def kind(event: EventType, lexicon: Lexicon) -> str:
    """ACLED's sub-event, or the codebook's own label where ACLED has none that tells anything."""
    if event.acled_sub not in (None, UNTOLD):
        return str(event.acled_sub)
    labels = [entry.label for entry in lexicon.types.values() if entry.event == event]
    if not labels or len(labels) > MANY:
        return event.plover.capitalize()
    return " or ".join([labels[0], *(label[0].lower() + label[1:] for label in labels[1:])])


def _when(time: Time | None) -> str:
    if time is None or not (time.start_date or time.end_date):
        return "date not known"
    first, last = (date.fromisoformat((day or other or "")[:10]) for day, other in _both_ways(time))
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
        return f"{first:%B} {first.year}" if whole else f"{first.day}–{_day(last)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    return f"{_day(first)} – {_day(last)}" if first.year != last.year else f"{first.day} {first:%B} – {_day(last)}"


def _both_ways(time: Time) -> list[tuple[str | None, str | None]]:
    return [(time.start_date, time.end_date), (time.end_date, time.start_date)]


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"

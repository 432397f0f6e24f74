"""Titles made from an event's fields, never written freely, without anybody's name."""

from __future__ import annotations

from datetime import date

from sayso.records import EventType, Place, Time


def title(event: EventType, place: Place | None, time: Time | None) -> str:
    """ "Air/drone strike: Hmeimim Air Base, 14 February 2020"."""
    what = event.acled_sub if event.acled_sub not in (None, "Other") else event.plover.capitalize()
    where = (place.name or place.mention) if place is not None else "no place named"
    return f"{what}: {where}, {_when(time)}"


def _when(time: Time | None) -> str:
    if time is None or time.start_date is None:
        return "no date"
    first = _day(time.start_date)
    return first if time.end_date in (None, time.start_date) else f"{first} to {_day(time.end_date or '')}"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"

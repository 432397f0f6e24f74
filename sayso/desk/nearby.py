"""Events near another in place and time."""

from __future__ import annotations

import numpy as np

from sayso.desk.columns import NO_DAY
from sayso.desk.desk import Desk
from sayso.desk.items import EventItem
from sayso.desk.occurrences import WIDEST_SHOWN, ordinal
from sayso.records import Event

DAYS = 15
DEGREES = 1.0
"""Of latitude, about 111 km; of longitude as many kilometres."""
MOST = 12


def nearby(desk: Desk, event: Event) -> list[EventItem]:
    """The nearest events of the two weeks before and after, nearest first; none for an event without place or day."""
    place, time = event.place, event.time
    day = ordinal(time.start_date if time is not None else None)
    if place is None or place.lat is None or place.lon is None or day == NO_DAY:
        return []
    plain = desk.occurrences.plain
    with np.errstate(invalid="ignore"):
        up = np.abs(plain["lat"] - place.lat)
        right = np.abs(plain["lon"] - place.lon) * np.cos(np.radians(place.lat))
        apart = np.abs(plain["first"] - day)
        near = (up < DEGREES) & (right < DEGREES) & (apart <= DAYS) & (plain["precision"] <= WIDEST_SHOWN)
        rows = np.flatnonzero(near & (plain["first"] != NO_DAY))
        score = np.hypot(up, right)[rows] / DEGREES + apart[rows] / DAYS
    ordered = rows[np.lexsort((rows, score))][: MOST + 1]
    return [one for one in desk.event_items(ordered) if one.event_id != event.event_id][:MOST]

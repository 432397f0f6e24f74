"""Do two claims speak of one occurrence? Yes or no, from type, place, days, actors and numbers."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from sayso.events.mentions import Mention
from sayso.records import EventType, Place, Quantity

EARTH = 6371.0
KILOMETRES = {1: 5.0, 2: 25.0, 3: 50.0}
PROVINCE = 4
UNSPECIFIC = frozenset({"Armed clash", "Attack"})
NEIGHBOUR_GAP = 400  # characters between two claims of a text that may go on about one occurrence


def matches(one: Mention, other: Mention) -> bool:
    """True if both can be, and likely are, one occurrence."""
    if one.claim.document_id == other.claim.document_id and (one.place is None or other.place is None):
        return _goes_on(one, other)
    if one.place is None or other.place is None:
        return False
    return (
        _same_kind(one, other)
        and _near(one.place, other.place, _details(one, other))
        and _same_days(one, other)
        and _same_actors(one, other)
    )


def kilometres(one: Place, other: Place) -> float:
    """Great-circle distance of two places with coordinates (haversine)."""
    lat1, lon1, lat2, lon2 = (radians(value or 0.0) for value in (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def overlap(one: Quantity, other: Quantity) -> bool:
    """Can both counts be true: do their ranges meet?"""
    low = max(one.low if one.low is not None else 0.0, other.low if other.low is not None else 0.0)
    highs = [high for high in (one.high, other.high) if high is not None]
    return not highs or low <= min(highs)


def _goes_on(one: Mention, other: Mention) -> bool:
    """A sentence without a place that goes on about the occurrence told just before it."""
    gap = max(one.claim.start, other.claim.start) - min(one.claim.end, other.claim.end)
    return gap <= NEIGHBOUR_GAP and _same_kind(one, other) and _same_days(one, other) and _same_actors(one, other)


def _same_kind(one: Mention, other: Mention) -> bool:
    if one.family != other.family:
        return False
    first, second = one.claim.event, other.claim.event
    if one.family != "violence" or first.acled_sub == second.acled_sub:
        return True
    return _unspecific(first) or _unspecific(second) or _details(one, other)


def _unspecific(event: EventType) -> bool:
    return event.mode is None and event.acled_sub in UNSPECIFIC


def _details(one: Mention, other: Mention) -> bool:
    """Do both count the same thing alike?"""
    return any(
        mine.measure == theirs.measure != "other" and overlap(mine, theirs)
        for mine in one.claim.quantities
        for theirs in other.claim.quantities
    )


def _near(one: Place, other: Place, details: bool) -> bool:
    widest = max(one.precision or 7, other.precision or 7)
    if widest in KILOMETRES:
        return one.place_id == other.place_id or kilometres(one, other) <= KILOMETRES[widest]
    if widest == PROVINCE:
        return details and one.country == other.country and one.admin1 == other.admin1
    return details and one.place_id == other.place_id


def _same_days(one: Mention, other: Mention) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.last and other.first <= one.last


def _same_actors(one: Mention, other: Mention) -> bool:
    """Not two sets of actors that share none; a denial may leave them out, an exact place and day outweighs them."""
    if not one.actors or not other.actors or one.actors & other.actors:
        return True
    if "denied" in (one.claim.polarity, other.claim.polarity):
        return True
    exact = all(mention.place is not None and (mention.place.precision or 7) <= 2 for mention in (one, other))
    return exact and one.dated and other.dated and one.first == one.last == other.first == other.last

"""Do two claims speak of one occurrence? Yes or no, with the reasons, from kind, place, days, actors and counts.

A rule-based first version: no weights are learnt, and nothing but the two claims is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from sayso.events.mentions import EXACT, PROVINCE, Mention, Spot
from sayso.records import EventType, Quantity

EARTH_KM = 6371.0
RADIUS_KM = {1: 5.0, 2: 25.0, 3: 50.0}
"""How far apart two places of one occurrence may be, by the UCDP where_prec of the coarser."""
LONGEST = 10
"""Days: longer spans than that say too little of when."""
GAP = 400
"""Code points between two claims of a text, the later of which may go on about the occurrence of the earlier."""
UNSPECIFIC = frozenset({"Armed clash", "Attack"})
"""ACLED sub-events that, without a PLOVER mode, say only that there was violence."""
TWO_WAY = "Armed clash"
"""The ACLED sub-event in which each side is agent and target."""
RELATED = frozenset({"territory"})
"""Families in which one side's gain is told as the other's retreat: "captured", "withdrew from"."""
VERBAL = frozenset({"statement", "diplomacy"})
"""Families of words, not deeds, many of which are said in one capital on one day: only the very same type links."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reasons``: what agrees if ``linked``, else the first thing that does not. ``strength`` orders links: high first."""

    linked: bool
    reasons: tuple[str, ...]
    strength: int = 0


ANOTHER_KIND = Verdict(False, ("another kind",))
ELSEWHERE = Verdict(False, ("elsewhere",))
ANOTHER_TIME = Verdict(False, ("another time",))
SOMEBODY_ELSE = Verdict(False, ("somebody else",))
APART = Verdict(False, ("apart in the text",))


def compare(one: Mention, other: Mention) -> Verdict:
    """Are two claims that name places and have days about one occurrence?"""
    if not _same_kind(one, other):
        return ANOTHER_KIND
    if not _same_days(one, other):
        return ANOTHER_TIME
    where = _where(one, other)
    if where is None:
        return ELSEWHERE
    if not _compatible_actors(one, other):
        return SOMEBODY_ELSE
    agreed = {
        where: 1 + (where == "same place"),
        "same day": 4 * (one.day is not None and one.day == other.day),
        "same type": 1 * (one.claim.event == other.claim.event),
        "same count": 1 * _same_count(one, other),
    }
    return Verdict(True, tuple(reason for reason, weight in agreed.items() if weight), sum(agreed.values()))


def goes_on(earlier: Mention, later: Mention) -> Verdict:
    """Does one of two neighbouring claims of a text, which names no place, go on about the occurrence of the other?"""
    if later.claim.start - earlier.claim.end > GAP:
        return APART
    if not _same_kind(earlier, later):
        return ANOTHER_KIND
    if earlier.dated and later.dated and (earlier.first, earlier.last) != (later.first, later.last):
        return ANOTHER_TIME
    if not _compatible_actors(earlier, later):
        return SOMEBODY_ELSE
    return Verdict(True, ("goes on",))


def close(one: Spot, other: Spot) -> bool:
    """Can both be where one occurrence was, going by the coarser of the two?"""
    if one.identity == other.identity:
        return True
    reach = RADIUS_KM.get(max(one.precision, other.precision))
    return reach is not None and kilometres(one, other) <= reach


def kilometres(one: Spot, other: Spot) -> float:
    """Great-circle distance (haversine); infinite where a place has no coordinates."""
    if one.place.lat is None or one.place.lon is None or other.place.lat is None or other.place.lon is None:
        return float("inf")
    lat1, lat2 = radians(one.place.lat), radians(other.place.lat)
    half_lat, half_lon = (lat2 - lat1) / 2, radians(other.place.lon - one.place.lon) / 2
    half = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def compatible(one: Quantity, other: Quantity) -> bool:
    """Can two counts of one thing both hold: do their ranges meet? An open bound reaches as far as one likes."""
    return _low(one) <= _high(other) and _low(other) <= _high(one)


def _low(quantity: Quantity) -> float:
    return quantity.low if quantity.low is not None else float("-inf")


def _high(quantity: Quantity) -> float:
    return quantity.high if quantity.high is not None else float("inf")


def _same_kind(one: Mention, other: Mention) -> bool:
    if one.family != other.family:
        return False
    first, second = one.claim.event, other.claim.event
    if first == second:
        return True
    if one.family in VERBAL:
        return False
    if one.family == "violence":
        alike = first.acled_sub == second.acled_sub or _is_unspecific(first) or _is_unspecific(second)
        return alike or _same_count(one, other)
    return one.family in RELATED or (first.plover == "RETREAT") == (second.plover == "RETREAT")


def _is_unspecific(event: EventType) -> bool:
    return event.mode is None and event.acled_sub in UNSPECIFIC


def _same_count(one: Mention, other: Mention) -> bool:
    """Do both count the same thing alike? Two counts open to the same end always would, and say nothing."""
    return any(
        mine.measure == theirs.measure
        and (mine.category == theirs.category or "unknown" in (mine.category, theirs.category))
        and None not in (mine.low, theirs.low)
        and not (mine.high is None and theirs.high is None)
        and compatible(mine, theirs)
        for mine in one.counts
        for theirs in other.counts
    )


def _same_days(one: Mention, other: Mention) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    if one.first > other.last or other.first > one.last:
        return False
    if is_long(one) or is_long(other):
        same_place = {spot.identity for spot in one.spots} & {spot.identity for spot in other.spots}
        return bool(same_place and one.agents and one.agents == other.agents)
    return True


def is_long(one: Mention) -> bool:
    return one.first is not None and one.last is not None and one.last - one.first >= LONGEST


def _where(one: Mention, other: Mention) -> str | None:
    """What their places have in common, if it is enough."""
    if one.precision is None or other.precision is None:
        return None
    if max(one.precision, other.precision) == PROVINCE:
        return "same province" if _same_province(one, other) else None
    if any(mine.identity == theirs.identity for mine in one.spots for theirs in other.spots):
        return "same place"
    near = any(close(mine, theirs) for mine in one.spots for theirs in other.spots)
    return "near" if near else None


def _same_province(one: Mention, other: Mention) -> bool:
    """A province alone is too wide: the day has to be the same, and the agent or a count."""
    if one.day is None or one.day != other.day or not (one.agents & other.agents or _same_count(one, other)):
        return False
    return any(
        mine.place.admin1 is not None
        and (mine.place.country, mine.place.admin1) == (theirs.place.country, theirs.place.admin1)
        for mine in one.spots
        for theirs in other.spots
    )


def _compatible_actors(one: Mention, other: Mention) -> bool:
    """Not others who did it, nor others to whom it was done; a denial may name whom it likes."""
    if one.is_denial or other.is_denial or same_place_and_day(one, other):
        return True
    if TWO_WAY in (one.claim.event.acled_sub, other.claim.event.acled_sub) and _crosswise(one, other):
        return True
    return not _disjoint(one.agents, other.agents) and not _disjoint(one.targets, other.targets)


def same_place_and_day(one: Mention, other: Mention) -> bool:
    """On one stated day at one place, or as near as the places are exact (precision 1 or 2)."""
    if one.day is None or one.day != other.day:
        return False
    return any(
        max(mine.precision, theirs.precision) <= EXACT and mine.identity == theirs.identity
        for mine in one.spots
        for theirs in other.spots
    )


def _crosswise(one: Mention, other: Mention) -> bool:
    return bool(one.agents & other.targets or one.targets & other.agents)


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)

"""What two claims share and differ in: kind, place, days, actors, numbers and words. Two mentions in, numbers out.

Decides nothing but what can't be: how much each piece of evidence weighs is the affair of ``scoring``.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt

from sayso.events.mentions import EXACT, PROVINCE, Mention, Spot
from sayso.events.wording import alike
from sayso.records import EventType, Quantity

EARTH_KM = 6371.0
RADIUS_KM = {1: 5.0, 2: 25.0, 3: 50.0}
"""How far apart two places of one occurrence may be, by the UCDP where_prec of the coarser."""
LONGEST = 10
"""Days: longer spans than that say too little of when."""
SLACK = 2
"""Days between those that two claims tell, which one of them may have got wrong."""
GAP = 400
"""Code points between two claims of a text, the later of which may go on about the occurrence of the earlier."""
FEW = 3
"""Numbers below it are shared by chance."""
UNSPECIFIC = frozenset({"Armed clash", "Attack"})
"""ACLED sub-events that, without a PLOVER mode, say only that there was violence."""
EVERYDAY = UNSPECIFIC | {"Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED"}
"""ACLED sub-events that tell too little by themselves to know an occurrence by."""
TWO_WAY = "Armed clash"
"""The ACLED sub-event in which each side is agent and target."""
RELATED = frozenset({"territory"})
"""Families in which one side's gain is told as the other's retreat: "captured", "withdrew from"."""
VERBAL = frozenset({"statement", "diplomacy"})
"""Families of words, not deeds, many of which are said in one capital on one day: only the very same type links."""
FOR, AGAINST, EITHER = 1, -1, 0
WAYS = {
    "same type": FOR,
    "one type vague": EITHER,
    "other type": AGAINST,
    "same means": FOR,
    "other means": AGAINST,
    "same rare kind": FOR,
    "same day": FOR,
    "a day apart": AGAINST,
    "days apart": AGAINST,
    "one undated": AGAINST,
    "both undated": AGAINST,
    "same agent": FOR,
    "other sort of agent": AGAINST,
    "other people": AGAINST,
    "same count": FOR,
    "other count": AGAINST,
    "same number": FOR,
    "like words": FOR,
    "like words around": FOR,
    "like openings": FOR,
    "same place": EITHER,
    "near": EITHER,
    "same province": EITHER,
    "place unknown": EITHER,
    "goes on": FOR,
}
"""All evidence there is, and which way each may count: what the few labels seem to say against that is chance."""
Evidence = dict[str, float]
"""What two claims share or differ in, by name, each from 0 (not at all) to 1."""


def evidence(one: Mention, other: Mention) -> Evidence:
    """What speaks for and against two claims being about one occurrence; what is 0 is left out."""
    found = {
        **_kinds(one, other),
        **_days(one, other),
        **_parties(one, other),
        **_numbers(one, other),
        "like words": alike(one.wording.words, other.wording.words),
        "like words around": alike(one.wording.around, other.wording.around),
        "like openings": alike(one.wording.opening, other.wording.opening),
        where_both(one, other) or "elsewhere": 1.0,
        "goes on": goes_on(one, other),
    }
    return {name: float(value) for name, value in found.items() if value}


def close(one: Spot, other: Spot) -> bool:
    """Can both be where one occurrence was, going by the coarser of the two?"""
    return within(one, other, RADIUS_KM.get(max(one.precision, other.precision), 0.0))


def within(one: Spot, other: Spot, reach: float) -> bool:
    """Are they one place, or so many kilometres apart at most?"""
    return one.identity == other.identity or (reach > 0.0 and kilometres(one, other) <= reach)


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


# Kind


def same_kind(one: Mention, other: Mention) -> bool:
    if one.family != other.family:
        return False
    first, second = one.claim.event, other.claim.event
    if first == second or one.family == "violence":
        return True
    if one.family in VERBAL:
        return False
    return one.family in RELATED or (first.plover == "RETREAT") == (second.plover == "RETREAT")


def _kinds(one: Mention, other: Mention) -> Mapping[str, float]:
    """For violence, how it was done; of other families all that may be one occurrence is alike."""
    first, second = one.claim.event, other.claim.event
    vague = _is_unspecific(first) + _is_unspecific(second)
    return {
        "same type": first == second or one.family != "violence",
        "one type vague": one.family == "violence" and vague == 1,
        "other type": one.family == "violence" and not vague and first.acled_sub != second.acled_sub,
        "same means": bool(one.wording.means & other.wording.means),
        "same rare kind": bool(rare_kinds(one) & rare_kinds(other)),
        "other means": other_means(one, other),
    }


def rare_kinds(one: Mention) -> frozenset[str]:
    """Of the ways in which it was done, those that are not everyday in a war."""
    told = frozenset({one.claim.event.acled_sub} if one.claim.event.acled_sub else ())
    return (told | one.wording.means) - EVERYDAY if one.family == "violence" else frozenset()


def _is_unspecific(event: EventType) -> bool:
    return event.mode is None and event.acled_sub in UNSPECIFIC


def other_means(one: Mention, other: Mention) -> bool:
    return _disjoint(one.wording.means, other.wording.means)


# Days


def near_in_time(one: Mention, other: Mention) -> bool:
    apart = days_apart(one, other)
    if apart is None or apart > SLACK:
        return False
    if is_long(one) or is_long(other):
        same_place = {spot.identity for spot in one.spots} & {spot.identity for spot in other.spots}
        return bool(not apart and same_place and one.agents and one.agents == other.agents)
    return True


def is_long(one: Mention) -> bool:
    return one.first is not None and one.last is not None and one.last - one.first >= LONGEST


def days_apart(one: Mention, other: Mention) -> int | None:
    """From the end of the earlier to the begin of the later; 0 where they overlap."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(0, one.first - other.last, other.first - one.last)


def _days(one: Mention, other: Mention) -> Mapping[str, float]:
    apart = days_apart(one, other)
    return {
        "same day": one.day is not None and one.day == other.day,
        "a day apart": apart == 1,
        "days apart": apart is not None and apart > 1,
        "one undated": one.dated != other.dated,
        "both undated": not one.dated and not other.dated,
    }


# Places


def where_both(one: Mention, other: Mention) -> str | None:
    """What their places have in common, if it is enough; one that has no place may be anywhere."""
    if one.precision is None or other.precision is None:
        return "place unknown"
    if max(one.precision, other.precision) == PROVINCE:
        return "same province" if same_province(one, other) else None
    if any(mine.identity == theirs.identity for mine in one.spots for theirs in other.spots):
        return "same place"
    near = any(close(mine, theirs) for mine in one.spots for theirs in other.spots)
    return "near" if near else None


def same_province(one: Mention, other: Mention) -> bool:
    return any(
        mine.place.admin1 is not None
        and (mine.place.country, mine.place.admin1) == (theirs.place.country, theirs.place.admin1)
        for mine in one.spots
        for theirs in other.spots
    )


# Actors


def _parties(one: Mention, other: Mention) -> Mapping[str, float]:
    """A denial may name whom it likes, and in a battle each side is agent and target."""
    crosswise = TWO_WAY in (one.claim.event.acled_sub, other.claim.event.acled_sub) and _crosswise(one, other)
    open_to_others = one.is_denial or other.is_denial or crosswise
    return {
        "same agent": bool(one.agents & other.agents),
        "other sort of agent": not open_to_others and _disjoint(one.wording.acting, other.wording.acting),
        "other people": _disjoint(_people(one), _people(other)),
    }


def compatible_actors(one: Mention, other: Mention) -> bool:
    """Not others who did it, nor others to whom it was done, unless they are named for one deed at one place and day."""
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


def _people(one: Mention) -> frozenset[str]:
    """Whether it was done to civilians or to combatants."""
    counted = (count.category for count in one.counts)
    return one.wording.suffering | {category for category in counted if category in ("civilian", "combatant")}


def _crosswise(one: Mention, other: Mention) -> bool:
    return bool(one.agents & other.targets or one.targets & other.agents)


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


# Text


def goes_on(one: Mention, other: Mention) -> bool:
    """Does one of two near claims of a text, which names no place of its own, go on where the other began?"""
    if one.claim.document_id != other.claim.document_id or not (_is_placeless(one) or _is_placeless(other)):
        return False
    between = max(one.claim.start, other.claim.start) - min(one.claim.end, other.claim.end)
    return between <= GAP and not other_means(one, other)


def _is_placeless(one: Mention) -> bool:
    return one.carried or not one.spots


def are_parts(one: Mention, other: Mention) -> bool:
    """Is one told as a part of the other, or both as parts of a third?"""
    numbers = one.wholes | one.siblings
    return other.claim.claim_id in numbers or one.claim.claim_id in other.wholes


# Numbers


def _numbers(one: Mention, other: Mention) -> Mapping[str, float]:
    """Two counts open to the same end always agree, and say nothing."""
    same = other_count = False
    for mine in one.counts:
        for theirs in other.counts:
            if mine.measure == theirs.measure:
                agree = compatible(mine, theirs)
                other_count |= not agree
                closed = mine.high is not None or theirs.high is not None
                same |= agree and closed and None not in (mine.low, theirs.low)
    return {
        "same count": same,
        "other count": other_count and not same,
        "same number": bool(_figures(one) & _figures(other)),
    }


def _figures(one: Mention) -> frozenset[float]:
    """The numbers that the claim gives, whatever they count."""
    bounds = (bound for quantity in one.claim.quantities for bound in (quantity.low, quantity.high))
    return frozenset(bound for bound in bounds if bound is not None and bound >= FEW)

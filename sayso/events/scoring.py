"""How likely do two claims speak of one occurrence? Kinds, days, places, actors, counts and words in, a score out.

A logistic regression (Fellegi & Sunter's model of record linkage 1969, with weights fitted to labelled pairs rather than
guessed): the weights are data (``linking.yaml``), fitted by ``benchmarks.linking_training`` on labels of our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from sayso.catalogue.files import load
from sayso.events.likeness import likeness
from sayso.events.mentions import Mention, Spot
from sayso.records import EventType, Quantity

EARTH_KM = 6371.0
RADIUS_KM = {1: 5.0, 2: 25.0, 3: 50.0}
"""How far apart two places of one occurrence may be, by the UCDP where_prec of the coarser."""
LONGEST = 10
"""Days: longer spans than that say too little of when."""
APART_DAYS = 5
"""Days apart, beyond which more tell nothing more."""
UNSPECIFIC = frozenset({"Armed clash", "Attack"})
"""ACLED sub-events that, without a PLOVER mode, say only that there was violence."""
TWO_WAY = "Armed clash"
"""The ACLED sub-event in which each side is agent and target."""
RELATED = frozenset({"territory"})
"""Families in which one side's gain is told as the other's retreat: "captured", "withdrew from"."""
VERBAL = frozenset({"statement", "diplomacy"})
"""Families of words, not deeds, many of which are said in one capital on one day: only the very same type links."""
OTHER_COUNT = 1.6
"""Counts of one thing, one of which is so many times the other, are told of two occurrences or by two sides."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the features, in logits; ``together``: from which mean of its pairs on claims are one event; ``uncompared``: what
    a pair counts that was not worth comparing.
    """

    of: Mapping[str, float]
    together: float
    uncompared: float


@cache
def weights() -> Weights:
    """Those that come with Sayso."""
    data = load("linking.yaml")
    return Weights(data["weights"], data["together"], data["uncompared"])


def score(one: Mention, other: Mention, weights: Weights) -> float:
    """The logit of the probability that both are about one occurrence."""
    return weights.of["bias"] + sum(weights.of[name] * value for name, value in features(one, other).items())


def features(one: Mention, other: Mention) -> dict[str, float]:
    """What two claims of comparable kinds have in common and what not; 0 or 1 but for likeness (0 to 1) and days."""
    where = _where(one, other)
    event, others = one.claim.event, other.claim.event
    same_text = one.claim.document_id == other.claim.document_id
    same_count, modes = _same_count(one, other), {event.mode, others.mode}
    return {
        "same day": float(one.day is not None and one.day == other.day),
        "days apart": float(min(APART_DAYS, _days_apart(one, other))),
        "one undated": float(one.dated != other.dated),
        "both undated": float(not one.dated and not other.dated),
        "long": float(is_long(one) or is_long(other)),
        "same place": float(where == "same place"),
        "near": float(where == "near"),
        "same province": float(where == "same province"),
        "same type": float(event == others),
        "same mode": float(event.mode is not None and event.mode == others.mode and event != others),
        "other means": float(one.family == "violence" and None not in modes and len(modes) > 1),
        "unspecific": float(_is_unspecific(event) or _is_unspecific(others)),
        "shared agents": float(bool(one.agents & other.agents) or _crosswise(one, other)),
        "other agents": float(_others_did(one, other)),
        "shared targets": float(bool(one.targets & other.targets)),
        "same count": float(same_count),
        "other count": float(not same_count and _other_count(one, other)),
        "likeness": likeness(one.words, other.words),
        "likeness of leads": 0.0 if same_text else likeness(one.lead, other.lead),
        "same text": float(same_text),
    }


def comparable(one: Mention, other: Mention) -> bool:
    """Can both be about one occurrence? An article that names two days or two doers tells of two."""
    if one.claim.document_id == other.claim.document_id:
        if None not in (one.day, other.day) and one.day != other.day:
            return False
        if _others_did(one, other):
            return False
    return _same_kind(one, other)


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


def _is_unspecific(event: EventType) -> bool:
    return event.mode is None and event.acled_sub in UNSPECIFIC


def is_long(one: Mention) -> bool:
    return one.first is not None and one.last is not None and one.last - one.first >= LONGEST


def _crosswise(one: Mention, other: Mention) -> bool:
    """Is a clash told from both ends?"""
    if TWO_WAY not in (one.claim.event.acled_sub, other.claim.event.acled_sub):
        return False
    return bool(one.agents & other.targets or one.targets & other.agents)


def _others_did(one: Mention, other: Mention) -> bool:
    """Did others do it? A denial may name whom it likes."""
    denied = one.is_denial or other.is_denial
    return not denied and _disjoint(one.agents, other.agents) and not _crosswise(one, other)


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _where(one: Mention, other: Mention) -> str | None:
    """What their places have in common."""
    if any(mine.identity == theirs.identity for mine in one.spots for theirs in other.spots):
        return "same place"
    if any(close(mine, theirs) for mine in one.spots for theirs in other.spots):
        return "near"
    return "same province" if _regions(one) & _regions(other) else None


def _regions(one: Mention) -> set[tuple[str | None, str]]:
    return {(spot.place.country, spot.place.admin1) for spot in one.spots if spot.place.admin1 is not None}


def _days_apart(one: Mention, other: Mention) -> int:
    """Between the days that one tells and those of the other; 0 where they may be the same."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(0, one.first - other.last, other.first - one.last)


def _same_count(one: Mention, other: Mention) -> bool:
    """Do both give the same low number of the same thing?"""
    return any(
        mine.measure == theirs.measure and mine.low is not None and mine.low == theirs.low
        for mine in one.counts
        for theirs in other.counts
    )


def _other_count(one: Mention, other: Mention) -> bool:
    """Do both give numbers of one thing that can't both hold and are far apart?"""
    return any(
        mine.measure == theirs.measure
        and mine.low is not None
        and theirs.low is not None
        and not compatible(mine, theirs)
        and max(mine.low, theirs.low) > OTHER_COUNT * max(1.0, min(mine.low, theirs.low))
        for mine in one.counts
        for theirs in other.counts
    )

"""Which pairs of claims are worth comparing: of one family, near on the map, overlapping in time; or neighbours in a text.

Mentions in, pairs of them out. Decides nothing: all that could match is let through, and little else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from math import cos, floor, radians

from sayso.events.mentions import PROVINCE, Mention, Spot
from sayso.events.scoring import RADIUS_KM, is_long

CELL_DEGREES = {1: 0.1, 2: 0.5, 3: 0.5}
"""The grid on which claims meet whose coarser place is of that UCDP where_prec."""
KM_A_DEGREE = 111.0
Index = dict[Hashable, list[int]]


def candidates(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of positions, each once, of claims that name a place and share a day on which they may have happened.

    A sweep through time over a grid: a claim is looked up in the cells that its place may reach, and found where it is.
    """
    standing: Index = defaultdict(list)
    reaching: Index = defaultdict(list)
    dated = [i for i, one in enumerate(mentions) if meeting_days(one)]
    for i in sorted(dated, key=lambda i: (mentions[i].first, mentions[i].last, i)):
        met: set[int] = set()
        stands, reaches = meeting_places(mentions[i])
        for index, keys in ((standing, reaches), (reaching, stands)):
            for key in keys:
                if key in index:
                    met.update(_lasting(mentions, index, key, mentions[i].first or 0))
        yield from ((other, i) for other in sorted(met))
        for index, keys in ((standing, stands), (reaching, reaches)):
            for key in keys:
                index[key].append(i)


def neighbours(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Positions of claims that follow each other in a document, at least one of which names no place."""
    ordered = sorted(range(len(mentions)), key=lambda i: (mentions[i].claim.document_id, mentions[i].claim.start, i))
    for earlier, later in pairwise(ordered):
        one, other = mentions[earlier], mentions[later]
        if one.claim.document_id == other.claim.document_id and not (one.spots and other.spots):
            yield earlier, later


def _lasting(mentions: Sequence[Mention], index: Index, key: Hashable, day: int) -> list[int]:
    """Those under the key that did not end before the day; the others are forgotten, since days only go on."""
    index[key] = [i for i in index[key] if (mentions[i].last or 0) >= day]
    return index[key]


def meeting_days(one: Mention) -> tuple[int, int] | None:
    """The first and the last of the days on which the claim meets others; ``None`` where it meets none."""
    return (one.first, one.last) if one.first is not None and one.last is not None and one.spots else None


def meeting_places(one: Mention) -> tuple[list[Hashable], list[Hashable]]:
    """Where the claim stands, and what it may reach: of two claims worth comparing one stands where the other reaches.

    Keys of strings, numbers and tuples, whose ``repr`` is the same in every process.
    """
    agents = tuple(sorted(one.agents))
    if is_long(one):
        long: list[Hashable] = [(one.family, spot.identity, agents) for spot in one.spots if agents]
        return long, long
    stands: set[Hashable] = set()
    reaches: set[Hashable] = set()
    for spot in one.spots:
        alone, within = _spot_keys(one.family, spot)
        stands |= alone
        reaches |= within
        if agents:
            stands.add((one.family, spot.identity, agents))
    return sorted(stands, key=repr), sorted(reaches, key=repr)


def _spot_keys(family: str, spot: Spot) -> tuple[set[Hashable], set[Hashable]]:
    province = (family, spot.place.country, spot.place.admin1)
    if spot.precision == PROVINCE:
        return {province}, {province}
    stands: set[Hashable] = {province} if spot.place.admin1 is not None else set()
    reaches: set[Hashable] = {(family, spot.identity)}
    stands |= reaches
    if spot.place.lat is not None and spot.place.lon is not None:
        lat, lon = spot.place.lat, spot.place.lon
        levels = [level for level in CELL_DEGREES if level >= spot.precision]
        stands |= {(family, level, _cell(lat, level), _cell(lon, level)) for level in levels}
        reaches |= set(_around(family, spot.precision, lat, lon))
    return stands, reaches


def _around(family: str, level: int, lat: float, lon: float) -> Iterator[Hashable]:
    """The cells within the radius that goes with the precision (``level``) of a place."""
    up = RADIUS_KM[level] / KM_A_DEGREE
    right = up / max(0.05, cos(radians(min(89.0, abs(lat) + up))))
    for row in range(_cell(lat - up, level), _cell(lat + up, level) + 1):
        for column in range(_cell(lon - right, level), _cell(lon + right, level) + 1):
            yield family, level, row, column


def _cell(degrees: float, level: int) -> int:
    return floor(degrees / CELL_DEGREES[level])

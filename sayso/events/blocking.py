"""Which pairs of claims are worth comparing: of one family and nearly one time, near on the map or with a sign in common;
or neighbours in a text.

Mentions in, pairs of them out. Decides nothing: all that could match is let through, and little else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, floor, radians

from sayso.events.evidence import RADIUS_KM, SLACK, is_long, rare_kinds
from sayso.events.mentions import PROVINCE, Mention, Spot

CELL_DEGREES = {1: 0.1, 2: 0.5, 3: 0.5}
"""The grid on which claims meet whose coarser place is of that UCDP where_prec."""
KM_A_DEGREE = 111.0
MANY = 10
"""A number that is not often given twice by chance in a few days of a war."""
Index = dict[Hashable, list[int]]
Days = Mapping[int, tuple[int, int]]


def candidates(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of positions, each once, of claims that may have happened on one day, or nearly, and at one place; where one
    has no place, that count the same or tell the same rare kind of deed.

    A sweep through time over a grid: a claim is looked up in the cells that its place may reach, and found where it is.
    """
    standing: Index = defaultdict(list)
    reaching: Index = defaultdict(list)
    days = {i: meets for i, one in enumerate(mentions) if (meets := meeting_days(one)) is not None}
    for i, (first, _) in sorted(days.items(), key=lambda item: (item[1], item[0])):
        met: set[int] = set()
        stands, reaches = meeting_places(mentions[i])
        for index, keys in ((standing, reaches), (reaching, stands)):
            for key in keys:
                if key in index:
                    met.update(_lasting(days, index, key, first))
        yield from ((min(other, i), max(other, i)) for other in met)
        for index, keys in ((standing, stands), (reaching, reaches)):
            for key in keys:
                index[key].append(i)


def neighbours(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Positions of claims that follow each other in a document, at least one of which names no place."""
    ordered = sorted(range(len(mentions)), key=lambda i: (mentions[i].claim.document_id, mentions[i].claim.start, i))
    for earlier, later in pairwise(ordered):
        one, other = mentions[earlier], mentions[later]
        if one.claim.document_id == other.claim.document_id and not (one.spots and other.spots):
            yield min(earlier, later), max(earlier, later)


def _lasting(days: Days, index: Index, key: Hashable, day: int) -> list[int]:
    """Those under the key whose days do not end before the day; the others are forgotten, since days only go on."""
    index[key] = [i for i in index[key] if days[i][1] >= day]
    return index[key]


def meeting_days(one: Mention) -> tuple[int, int] | None:
    """The first and the last of the days on which the claim meets others; ``None`` where it meets none."""
    return (one.first, one.last + SLACK) if one.first is not None and one.last is not None else None


def meeting_places(one: Mention) -> tuple[list[Hashable], list[Hashable]]:
    """Where the claim stands, and what it may reach: of two claims worth comparing one stands where the other reaches.

    Keys of strings, numbers and tuples, whose ``repr`` is the same in every process.
    """
    agents = tuple(sorted(one.agents))
    if is_long(one):
        long: list[Hashable] = [(one.family, spot.identity, agents) for spot in one.spots if agents]
        return long, long
    signs = set(_signs(one))
    stands: set[Hashable] = {*signs}
    reaches: set[Hashable] = set() if one.spots else {*signs}
    for spot in one.spots:
        alone, within = _spot_keys(one.family, spot)
        stands |= alone
        reaches |= within
        if agents:
            stands.add((one.family, spot.identity, agents))
    return sorted(stands, key=repr), sorted(reaches, key=repr)


def _signs(one: Mention) -> Iterator[Hashable]:
    """By what a deed is known where its place is not."""
    for kind in rare_kinds(one):
        yield one.family, "kind", kind
    for count in one.counts:
        if count.low is not None and count.low >= MANY:
            yield one.family, count.measure, count.low


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

"""Claims that match pair by pair in, clusters out: joined strongest pair first, unless together they can't be one event.

The vetoes are what keeps single links from chaining through a whole war.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.events.mentions import Mention, Spot
from sayso.events.scoring import close

WIDEST = 3
"""Days that one-day occurrences of one event may be spread over."""
DIFFERENCE = 1
"""Days by which all of an event may be longer than the longest that a claim tells."""


@dataclass(slots=True)
class _Cluster:
    """Members and how far they spread: ``days`` said of one-day occurrences, ``span`` of all, exact ``spots``."""

    members: list[int]
    days: list[int] = field(default_factory=list)
    span: list[int] = field(default_factory=list)
    longest: int = 0
    spots: dict[str, Spot] = field(default_factory=dict)

    def absorb(self, other: _Cluster) -> None:
        self.members += other.members
        self.days = _ends(self.days + other.days)
        self.span = _ends(self.span + other.span)
        self.longest = max(self.longest, other.longest)
        self.spots |= other.spots


def components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Every position below ``count`` in exactly one component, members in order: those that pairs hold together.

    No cluster reaches over the border of a component, and none depends on what is outside its own: what is not in a
    component that changed stays as it is.
    """
    component_of = [[i] for i in range(count)]
    for one, other in pairs:
        first, second = component_of[one], component_of[other]
        if first is second:
            continue
        if len(first) < len(second):
            first, second = second, first
        first += second
        for member in second:
            component_of[member] = first
    return sorted(sorted(members) for members in {id(one): one for one in component_of}.values())


def clusters(mentions: Sequence[Mention], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Every position in exactly one cluster, members in order. Pairs are taken in the order given: strongest first."""
    cluster_of = [_cluster(i, one) for i, one in enumerate(mentions)]
    for one, other in pairs:
        first, second = cluster_of[one], cluster_of[other]
        if first is second or not _can_be_one(first, second):
            continue
        if len(first.members) < len(second.members):
            first, second = second, first
        first.absorb(second)
        for member in second.members:
            cluster_of[member] = first
    found = {id(cluster): sorted(cluster.members) for cluster in cluster_of}
    return sorted(found.values())


def _cluster(number: int, one: Mention) -> _Cluster:
    cluster = _Cluster([number])
    if one.dated and one.first is not None and one.last is not None:
        cluster.span = [one.first, one.last]
        cluster.days = [one.first, one.last] if one.first == one.last else []
        cluster.longest = max(WIDEST - DIFFERENCE, one.last - one.first + 1)
    elif one.last is not None:
        # It may have been on any of the days before its publication: that of its publication stands for them.
        cluster.days = [one.last]
    # A claim of several places may be about any of them.
    if one.is_exact and len(one.spots) == 1:
        cluster.spots = {spot.identity: spot for spot in one.spots}
    return cluster


def _can_be_one(first: _Cluster, second: _Cluster) -> bool:
    return (
        _width(first.days + second.days) <= WIDEST
        and _width(first.span + second.span) <= max(first.longest, second.longest) + DIFFERENCE
        and all(close(mine, theirs) for mine in first.spots.values() for theirs in second.spots.values())
    )


def _width(days: Sequence[int]) -> int:
    return max(days) - min(days) + 1 if days else 0


def _ends(days: Sequence[int]) -> list[int]:
    return [min(days), max(days)] if days else []

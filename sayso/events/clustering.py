"""Pairs that match in, clusters out: joined one by one, best first, unless the joined cluster could not be one event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


def clusters(
    count: int, pairs: Iterable[tuple[int, int]], allowed: Callable[[Sequence[int], Sequence[int]], bool]
) -> list[list[int]]:
    """Clusters of the numbers 0 to ``count`` - 1, each sorted, in the order of their first members.

    ``allowed`` is asked of the two clusters before each joining and can veto it. The order of ``pairs`` matters.
    """
    members = {number: [number] for number in range(count)}
    leader = list(range(count))
    for one, other in pairs:
        first, second = sorted((leader[one], leader[other]))
        if first != second and allowed(members[first], members[second]):
            for number in members[second]:
                leader[number] = first
            members[first] += members.pop(second)
    return [sorted(group) for _, group in sorted(members.items())]

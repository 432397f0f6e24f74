"""Claims that match pair by pair in, clusters out: average linkage, so that no single link chains two events into one;
first within each text, then between texts.

Agglomerative clustering by unweighted averages (UPGMA, Sokal & Michener 1958). A pair that is not given has no likeness.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import product

Pair = tuple[int, int, float]
"""Two positions and how likely it is that they are of one cluster."""
NEVER = float("-inf")
"""The likeness of two that no average puts into one cluster."""


def clusters(count: int, pairs: Iterable[Pair], threshold: float) -> list[list[int]]:
    """Every position below ``count`` in exactly one cluster, members in order.

    The two clusters whose members are likeliest to be one on average are joined first, down to ``threshold``. The order
    of the pairs changes nothing; of equals those with the lowest positions come first.
    """
    members = {i: [i] for i in range(count)}
    total: dict[int, dict[int, float]] = {i: {} for i in members}
    for one, other, likeness in pairs:
        total[one][other] = total[other][one] = likeness
    waiting = [(-likeness, one, other) for one in total for other, likeness in total[one].items() if one < other]
    heapify(waiting)

    def mean(one: int, other: int) -> float:
        return total[one][other] / (len(members[one]) * len(members[other]))

    while waiting and -waiting[0][0] >= threshold:
        likeness, one, other = heappop(waiting)
        if one not in members or other not in members or -likeness != mean(one, other):
            continue
        members[one] += members.pop(other)
        del total[one][other]
        for third, sum_ in total.pop(other).items():
            if third != one:
                del total[third][other]
                total[one][third] = total[third][one] = total[one].get(third, 0.0) + sum_
        for third in total[one]:
            first, second = min(one, third), max(one, third)
            heappush(waiting, (-mean(first, second), first, second))
    return sorted(sorted(cluster) for cluster in members.values())


def clusters_of_texts(
    texts: Sequence[Hashable],
    pairs: Sequence[Pair],
    apart: Callable[[int, int], bool],
    within: float,
    threshold: float,
) -> list[list[int]]:
    """Every position of ``texts`` in exactly one cluster, members in order: those of one text that are likely one, down to
    ``within``, are a group; then groups are joined, down to ``threshold``.

    Two groups are one as likely as their likeliest pair, less the share of their pairs that are ``apart``: what one claim
    leaves out another of its text tells. With a pair of theirs that is ``NEVER`` one, they are not. No pair
    below ``threshold`` joins two groups, if ``within`` is not lower.
    """
    groups = clusters(len(texts), (pair for pair in pairs if texts[pair[0]] == texts[pair[1]]), within)
    group_of = {i: number for number, group in enumerate(groups) for i in group}
    likeliest: dict[tuple[int, int], float] = {}
    never: set[tuple[int, int]] = set()
    for one, other, likeness in pairs:
        first, second = sorted((group_of[one], group_of[other]))
        if likeness == NEVER:
            never.add((first, second))
        if first != second:
            likeliest[first, second] = max(likeness, likeliest.get((first, second), 0.0))

    def likely(first: int, second: int, likeness: float) -> float:
        if (first, second) in never:
            return NEVER
        told = list(product(groups[first], groups[second]))
        return likeness * (1 - sum(apart(one, other) for one, other in told) / len(told))

    between = [(*both, likely(*both, likeness)) for both, likeness in sorted(likeliest.items())]
    joined = clusters(len(groups), between, threshold)
    return sorted(sorted(i for number in cluster for i in groups[number]) for cluster in joined)


def components(count: int, pairs: Iterable[Pair], threshold: float) -> list[list[int]]:
    """Every position below ``count`` in exactly one component, members in order: those that pairs at or above the
    threshold hold together.

    Between two components no average comes up to the threshold: no cluster of ``clusters`` reaches over the border of a
    component, and none depends on what is outside its own.
    """
    component_of = [[i] for i in range(count)]
    for one, other, likeness in pairs:
        first, second = component_of[one], component_of[other]
        if likeness < threshold or first is second:
            continue
        if len(first) < len(second):
            first, second = second, first
        first += second
        for member in second:
            component_of[member] = first
    return sorted(sorted(members) for members in {id(one): one for one in component_of}.values())

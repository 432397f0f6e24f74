"""How well predicted clusters of mentions agree with those of a key: pairwise and B-cubed.

B-cubed after Bagga & Baldwin 1998, "Algorithms for Scoring Coreference Chains"; over the mentions that both have.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(pairs: Iterable[tuple[Hashable, Hashable]], key: Mapping, predicted: Mapping) -> Agreement:  # type: ignore[type-arg]
    """Of the given pairs of mentions: which are together. ``key`` and ``predicted``: mention → its cluster."""
    told = [(key[one] == key[other], predicted[one] == predicted[other]) for one, other in pairs]
    hits = sum(gold and mine for gold, mine in told)
    return Agreement(hits / max(1, sum(mine for _, mine in told)), hits / max(1, sum(gold for gold, _ in told)))


def b_cubed(key: Mapping, predicted: Mapping) -> Agreement:  # type: ignore[type-arg]
    """The mean, over mentions, of how much of its predicted cluster is of its own (precision), and the reverse (recall)."""
    gold, mine = _members(key), _members(predicted)
    shared = {one: len(gold[key[one]] & mine[predicted[one]]) for one in key}
    count = max(1, len(key))
    return Agreement(
        sum(shared[one] / len(mine[predicted[one]]) for one in key) / count,
        sum(shared[one] / len(gold[key[one]]) for one in key) / count,
    )


def _members(clusters: Mapping) -> dict[Hashable, set[Hashable]]:  # type: ignore[type-arg]
    found: dict[Hashable, set[Hashable]] = {}
    for mention, cluster in clusters.items():
        found.setdefault(cluster, set()).add(mention)
    return found

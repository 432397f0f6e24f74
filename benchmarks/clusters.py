"""How well predicted clusters of mentions agree with those of a key: pairwise, MUC, B-cubed, CEAF and their CoNLL mean.

``key`` and ``predicted`` map mentions to their clusters. A mention that only one of them has counts against it, as in the
CoNLL scorer (Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions").
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Mapping[Any, Hashable]
"""Mention → its cluster."""


@dataclass(frozen=True, slots=True)
class Agreement:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(pairs: Iterable[tuple[Hashable, Hashable]], key: Clusters, predicted: Clusters) -> Agreement:
    """Of the given pairs of mentions: which are together."""
    told = [(key[one] == key[other], predicted[one] == predicted[other]) for one, other in pairs]
    hits = sum(gold and mine for gold, mine in told)
    return Agreement(hits / max(1, sum(mine for _, mine in told)), hits / max(1, sum(gold for gold, _ in told)))


def muc(key: Clusters, predicted: Clusters) -> Agreement:
    """Links that are kept of those that hold the clusters together (Vilain et al. 1995)."""
    return Agreement(_links_kept(predicted, key), _links_kept(key, predicted))


def b_cubed(key: Clusters, predicted: Clusters) -> Agreement:
    """The mean, over mentions, of how much of its predicted cluster is of its own (precision), and the reverse (recall);
    Bagga & Baldwin 1998, "Algorithms for Scoring Coreference Chains".
    """
    return Agreement(_mean_shared(predicted, key), _mean_shared(key, predicted))


def ceaf_e(key: Clusters, predicted: Clusters) -> Agreement:
    """Likeness of clusters, 2|K∩P| / (|K|+|P|), under the best one-to-one alignment (Luo 2005, φ4)."""
    gold, mine = list(_members(key).values()), list(_members(predicted).values())
    if not gold or not mine:
        return Agreement(0.0, 0.0)
    column = {mention: number for number, cluster in enumerate(mine) for mention in cluster}
    alike = np.zeros((len(gold), len(mine)))
    for row, cluster in enumerate(gold):
        for number in {column[mention] for mention in cluster if mention in column}:
            alike[row, number] = 2 * len(cluster & mine[number]) / (len(cluster) + len(mine[number]))
    best = float(alike[linear_sum_assignment(-alike)].sum())
    return Agreement(best / len(mine), best / len(gold))


def conll(key: Clusters, predicted: Clusters) -> float:
    """The mean F1 of MUC, B-cubed and CEAF-e, as in the CoNLL shared tasks (Denis & Baldridge 2009)."""
    return sum(measure(key, predicted).f1 for measure in (muc, b_cubed, ceaf_e)) / 3


def _links_kept(whole: Clusters, parts: Clusters) -> float:
    """Of the fewest links that make the clusters of ``whole``, the share that is there in ``parts``."""
    clusters = _members(whole).values()
    kept = sum(len(one) - len({parts.get(mention, ("alone", mention)) for mention in one}) for one in clusters)
    return kept / max(1, sum(len(one) - 1 for one in clusters))


def _mean_shared(mine: Clusters, theirs: Clusters) -> float:
    """The mean share of a mention's cluster in ``mine`` that is with it in ``theirs``."""
    my_members, their_members = _members(mine), _members(theirs)
    shared = (
        len(my_members[cluster] & their_members[theirs[one]]) / len(my_members[cluster]) if one in theirs else 0.0
        for one, cluster in mine.items()
    )
    return sum(shared) / max(1, len(mine))


def _members(clusters: Clusters) -> dict[Hashable, set[Hashable]]:
    found: dict[Hashable, set[Hashable]] = {}
    for mention, cluster in clusters.items():
        found.setdefault(cluster, set()).add(mention)
    return found

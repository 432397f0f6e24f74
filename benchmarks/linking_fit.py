"""Weights for linking, fitted on the half ``tune`` of the labels; what else is chosen is chosen by cross-validation.

Claims of a ledger and labels in, ``sayso.events.scoring.Weights`` out. A fold is some neighbourhoods; what shares an event
with them is not trained on either. Nothing of the half ``report`` is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.clusters import Agreement, b_cubed, pairwise
from benchmarks.logistic import Rows, logistic, probabilities
from sayso.events.blocking import candidates, neighbours
from sayso.events.evidence import WAYS, evidence
from sayso.events.linking import WORTH_COUNTING, grouped
from sayso.events.mentions import Mention
from sayso.events.scoring import BIAS, Weights, ruled_out

FOLDS = 8
PENALTY = 2.0
"""On half the squares of the weights."""
THRESHOLDS = (0.35, 0.4, 0.45, 0.5)
"""Not below a third: what is likely (two thirds) of one event with one of two claims, and ruled out with the other, would
join them.
"""
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs of mentions worth comparing, and a row of evidence for each, in the order of ``WAYS``."""

    pairs: Sequence[Pair]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two positions in the mentions, their neighbourhood, and the event that each is of."""

    pair: Pair
    neighbourhood: str
    events: tuple[str, str]

    @property
    def together(self) -> bool:
        return self.events[0] == self.events[1]


def compared(mentions: Sequence[Mention]) -> Comparison:
    met = sorted({*candidates(mentions), *neighbours(mentions)})
    pairs = [(one, other) for one, other in met if ruled_out(mentions[one], mentions[other]) is None]
    found = [evidence(mentions[one], mentions[other]) for one, other in pairs]
    return Comparison(pairs, np.array([[row.get(name, 0.0) for name in WAYS] for row in found]))


def fitted(comparison: Comparison, labels: Sequence[Labelled], threshold: float) -> Weights:
    """Logistic regression in which evidence counts only the way that its name says; rounded."""
    at = {pair: number for number, pair in enumerate(comparison.pairs)}
    used = [one for one in labels if one.pair in at]
    rows = comparison.rows[[at[one.pair] for one in used]]
    wanted = np.array([one.together for one in used], float)
    found = logistic(rows, wanted, PENALTY, list(WAYS.values()))
    named = zip([*WAYS, BIAS], found, strict=True)
    return Weights({name: round(weight, 2) for name, weight in named}, threshold)


def clustered(mentions: Sequence[Mention], comparison: Comparison, weights: Weights) -> list[int]:
    """The cluster of each mention, as linking would make them."""
    whole = np.hstack([comparison.rows, np.ones((len(comparison.rows), 1))])
    likely = probabilities(whole, np.array([weights.weights[name] for name in (*WAYS, BIAS)])).tolist()
    pairs = [(*pair, one) for pair, one in zip(comparison.pairs, likely, strict=True) if one >= WORTH_COUNTING]
    found = grouped(mentions, pairs, weights.threshold)
    return [number for _, number in sorted((member, i) for i, cluster in enumerate(found) for member in cluster)]


def cross_validated(
    mentions: Sequence[Mention], comparison: Comparison, labels: Sequence[Labelled]
) -> dict[float, Mapping[str, Agreement]]:
    """Threshold → pairwise and B-cubed agreement on neighbourhoods that the weights were not fitted on."""
    names = sorted({one.neighbourhood for one in labels})
    folds = [[one for one in labels if names.index(one.neighbourhood) % FOLDS == fold] for fold in range(FOLDS)]
    models = [fitted(comparison, _apart(labels, fold), 0.0) for fold in folds]
    found: dict[float, Mapping[str, Agreement]] = {}
    for threshold in THRESHOLDS:
        key: dict[tuple[str, int], tuple[str, str]] = {}
        predicted: dict[tuple[str, int], tuple[str, int]] = {}
        for fold, model in zip(folds, models, strict=True):
            cluster_of = clustered(mentions, comparison, Weights(model.weights, threshold))
            for one in fold:
                for position, event in zip(one.pair, one.events, strict=True):
                    key[one.neighbourhood, position] = (one.neighbourhood, event)
                    predicted[one.neighbourhood, position] = (one.neighbourhood, cluster_of[position])
        pairs = [((one.neighbourhood, one.pair[0]), (one.neighbourhood, one.pair[1])) for one in labels]
        found[threshold] = {"pairwise": pairwise(pairs, key, predicted), "B-cubed": b_cubed(key, predicted)}
    return found


def _apart(labels: Sequence[Labelled], fold: Sequence[Labelled]) -> list[Labelled]:
    """The labels of other neighbourhoods that share no event with those of the fold."""
    held_out = {one.neighbourhood for one in fold}
    events = {event for one in fold for event in one.events}
    return [one for one in labels if one.neighbourhood not in held_out and not events & set(one.events)]

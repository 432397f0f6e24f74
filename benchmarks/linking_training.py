"""Fits what linking weighs (``linking.yaml``) to the half ``tune`` of the labels: logistic regression on pairs of claims,
then the two thresholds of clustering by a grid.

``python -m benchmarks.linking_training LEDGER`` prints the file. ``LEDGER`` is one of the labelled articles.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.linking import LABELS, load, score, told
from sayso.building import sides
from sayso.catalogue.lexicon import Lexicon
from sayso.events.linking import clustered
from sayso.events.mentions import Mention, mention
from sayso.events.scene import placed
from sayso.events.scoring import Weights, features
from sayso.ledger import Ledger
from sayso.reading.settings import Settings

TOGETHER = (-1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0)
UNCOMPARED = (-3.0, -2.0, -1.5, -1.0, -0.5)
RIDGE = 1.0
Floats = NDArray[np.float64]


def fit(rows: Floats, together: Floats) -> Floats:
    """Weights of the columns, the first of which is the bias and is not shrunk."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = rows @ weights
        shrunk = RIDGE * np.append(0.0, weights[1:])
        slope = rows.T @ (1 / (1 + np.exp(-logits)) - together) + shrunk
        return float(np.sum(np.logaddexp(0, logits) - together * logits) + shrunk @ weights / 2), slope

    found: Floats = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.linking_training", description=__doc__)
    parser.add_argument("ledger", type=Path)
    options = parser.parse_args(arguments)
    labels = load(LABELS, "tune")
    with Ledger(options.ledger, read_only=True) as ledger:
        documents = {document.document_id: document for document in ledger.documents()}
        claims = [claim for claim in ledger.claims() if claim.status == "actual"]
        claim_of = {one: claim.claim_id for one, claim in told(labels.events, ledger) if claim is not None}
    side = sides(Settings()).actor_side
    lexicon = Lexicon.load()
    mentions = placed([mention(claim, documents[claim.document_id], lexicon, side) for claim in claims])
    at = {one.claim.claim_id: i for i, one in enumerate(mentions)}
    positions = {one: at[number] for one, number in claim_of.items() if number in at}

    learned = [
        (features(mentions[positions[one]], mentions[positions[other]]), labels.events[one] == labels.events[other])
        for one, other in labels.pairs
        if one in positions and other in positions and positions[one] != positions[other]
    ]
    names = list(learned[0][0])
    rows = np.array([[1.0, *(values[name] for name in names)] for values, _ in learned])
    fitted = fit(rows, np.array([same for _, same in learned], float))
    of = dict(zip(["bias", *names], fitted.round(2).tolist(), strict=True))

    def agreement(together: float, uncompared: float) -> float:
        found = _clustered(mentions, Weights(of, together, uncompared))
        predicted = {one: str(found[positions[one]]) if one in positions else str(one) for one in labels.events}
        return sum(measure.f1 for measure in score(labels, predicted).values())

    together, uncompared = max(product(TOGETHER, UNCOMPARED), key=lambda pair: agreement(*pair))
    reached = agreement(together, uncompared) / 2
    print(f"# fitted to {len(learned)} pairs; tune: mean of pairwise and B-cubed F1 {reached:.3f}")
    print(yaml.safe_dump({"together": together, "uncompared": uncompared, "weights": of}, sort_keys=False, width=120))
    return 0


def _clustered(mentions: Sequence[Mention], weights: Weights) -> dict[int, int]:
    """Position → its cluster."""
    return {i: number for number, group in enumerate(clustered(mentions, weights)) for i in group}


if __name__ == "__main__":
    sys.exit(main())

"""Logistic regression by L-BFGS-B over rows of numbers, each weight held to the way that it may count."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Rows = NDArray[np.float64]


def logistic(rows: Rows, wanted: Rows, penalty: float, ways: Sequence[int]) -> list[float]:
    """Weights of the columns, then the bias. ``ways``: 1 for a weight not below 0, -1 for one not above, 0 for any."""
    whole = np.hstack([rows, np.ones((len(rows), 1))])
    shrink = np.array([penalty] * len(ways) + [0.0])

    def loss(weights: Rows) -> tuple[float, Rows]:
        total = whole @ weights
        value = (np.logaddexp(0, total) - wanted * total).sum() + (shrink * weights**2).sum() / 2
        return float(value), whole.T @ (probabilities(whole, weights) - wanted) + shrink * weights

    bounds = [(0, None) if way > 0 else (None, 0) if way < 0 else (None, None) for way in ways]
    start = np.zeros(len(shrink))
    found: list[float] = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x.tolist()
    return found


def probabilities(rows: Rows, weights: Rows) -> Rows:
    found: Rows = 1 / (1 + np.exp(-(rows @ weights)))
    return found

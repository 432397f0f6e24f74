"""Logistic regression over named features: trained by L-BFGS, kept as a table of weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Features = Mapping[str, float]
Weights = dict[str, list[float]]
BIAS = ""


@dataclass(frozen=True, slots=True)
class Linear:
    """``weights``: feature → one number a label."""

    labels: tuple[str, ...]
    weights: Weights

    def probabilities(self, features: Features) -> dict[str, float]:
        total = np.array(self.weights[BIAS])
        for name, value in features.items():
            if (row := self.weights.get(name)) is not None:
                total = total + value * np.array(row)
        total = np.exp(total - total.max())
        return dict(zip(self.labels, (total / total.sum()).tolist(), strict=True))

    def worth(self, features: Features) -> float:
        """The score of a candidate, for a model of choices."""
        return sum(value * self.weights[name][0] for name, value in features.items() if name in self.weights)

    def best(self, features: Features) -> str:
        given = self.probabilities(features)
        return max(self.labels, key=given.__getitem__)


def train(rows: Sequence[Features], labels: Sequence[str], penalty: float, least: int = 3) -> Linear:
    """A model of features that at least ``least`` rows have; ``penalty`` on the squares of weights."""
    names = tuple(sorted(set(labels)))
    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    columns = {name: i for i, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
    matrix = _matrix(rows, columns)
    wanted = np.zeros((len(rows), len(names)))
    wanted[np.arange(len(rows)), [names.index(label) for label in labels]] = 1
    shape = (len(columns) + 1, len(names))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape)
        total = matrix @ weights
        total -= total.max(axis=1, keepdims=True)
        logs = total - np.log(np.exp(total).sum(axis=1, keepdims=True))
        gradient = matrix.T @ (np.exp(logs) - wanted)
        shrunk = weights.copy()
        shrunk[-1] = 0
        value = -(wanted * logs).sum() + penalty / 2 * (shrunk**2).sum()
        return float(value), (gradient + penalty * shrunk).ravel()

    flat = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    weights = flat.reshape(shape)
    table = {name: weights[i].tolist() for name, i in columns.items()}
    return Linear(names, {**table, BIAS: weights[-1].tolist()})


def train_choice(
    choices: Sequence[tuple[Sequence[Features], Sequence[bool]]], penalty: float, least: int = 3
) -> Linear:
    """A model by which, of each choice's candidates, the right ones have most of the probability."""
    usable = [(rows, right) for rows, right in choices if any(right) and not all(right)]
    rows = [row for listed, _ in usable for row in listed]
    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    columns = {name: i for i, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
    matrix = _matrix(rows, columns)
    right = np.array([flag for _, flags in usable for flag in flags])
    starts = np.cumsum([0, *(len(listed) for listed, _ in usable)])[:-1]
    sizes = np.array([len(listed) for listed, _ in usable])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = matrix @ weights
        total -= np.repeat(np.maximum.reduceat(total, starts), sizes)
        grown = np.exp(total)
        everything = np.add.reduceat(grown, starts)
        good = np.add.reduceat(grown * right, starts)
        gradient = matrix.T @ (grown / np.repeat(everything, sizes) - grown * right / np.repeat(good, sizes))
        value = -(np.log(good) - np.log(everything)).sum() + penalty / 2 * (weights**2).sum()
        return float(value), gradient + penalty * weights

    weights = minimize(loss, np.zeros(len(columns) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return Linear(("right",), {**{name: [float(weights[i])] for name, i in columns.items()}, BIAS: [0.0]})


def _matrix(rows: Sequence[Features], columns: Mapping[str, int]) -> csr_matrix:
    data, indices, starts = [], [], [0]
    for row in rows:
        for name, value in row.items():
            if name in columns:
                indices.append(columns[name])
                data.append(value)
        indices.append(len(columns))
        data.append(1.0)
        starts.append(len(indices))
    return csr_matrix((data, indices, starts), shape=(len(rows), len(columns) + 1))


def small(model: Linear, least: float = 0.01, digits: int = 3) -> Linear:
    """Without weights that change nothing, rounded: what is written to a file."""
    kept = {
        name: [round(weight, digits) for weight in row]
        for name, row in model.weights.items()
        if name == BIAS or max(map(abs, row)) >= least
    }
    return Linear(model.labels, kept)

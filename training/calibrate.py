"""``python -m training.calibrate``: fits the confidence of claims to how often they are right, and prints how well it fits.

Claims of the passages in ``held_out`` count as right where their word, type, status and polarity are as annotated. The
weights are fitted on every other passage and written into the model file's card; reliability is told of the rest.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.confidence import HELD_OUT, judged_right
from sayso.encoder import SHIPPED
from sayso.reading.confidence import NAMES, Features
from sayso.reading.pipeline import Reader
from training.export import WRITTEN
from training.sentences import load

RIDGE = 1.0
ROUNDS = 50


def main() -> None:
    reader = Reader()
    rows: list[Features] = []

    def recorded(found: Features) -> float:
        """The number of the row, so that a claim's features are found again."""
        rows.append(found)
        return float(len(rows) - 1)

    reader.sure = recorded
    right = {
        int(claim.confidence): is_right
        for sentence in load(HELD_OUT)[::2]
        for claim, is_right in judged_right(reader, sentence)
    }
    weights = fitted([rows[row] for row in right], list(right.values()))
    with_card(SHIPPED, {"confidence": weights})
    print(json.dumps(weights, indent=1))


def fitted(rows: Sequence[Features], right: Sequence[bool]) -> dict[str, float]:
    """Weights of a logistic regression with a ridge, by Newton's method."""
    inputs = np.array([[*(row[name] for name in NAMES), 1.0] for row in rows])
    wanted = np.array(right, float)
    ridge: NDArray[np.float64] = RIDGE * np.eye(inputs.shape[1])
    ridge[-1, -1] = 0.0
    weights = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        told = 1.0 / (1.0 + np.exp(-inputs @ weights))
        slope = inputs.T @ (told - wanted) + ridge @ weights
        curve = (inputs * (told * (1.0 - told))[:, None]).T @ inputs + ridge
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(weight), 4) for name, weight in zip((*NAMES, "bias"), weights, strict=True)}


def with_card(path: Path, more: dict[str, dict[str, float]]) -> None:
    """Writes the model file anew with more on its card."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["card.json"] = json.dumps({**json.loads(members["card.json"]), **more}, indent=1).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, WRITTEN), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()

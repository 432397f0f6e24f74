"""How sure a claim's reading is: the probability that a coder would have its type, status and polarity as it has them.

A logistic regression (weights in confidence.yaml, fitted by ``training.calibrate`` on passages that nothing else learns
from), so that of the claims with .8 some eight in ten are right (Guo et al. 2017). Of all that a reading finds only its
status foretells whether it is right; whom and where it names does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

from sayso.reading.judging import Judged
from sayso.records import Status

NAMES = ("status", "actual")
Features = Mapping[str, float]


def features(judged: Judged, status: Status) -> Features:
    """What the confidence is worked out from, by name: how surely the encoder has this status, and whether it is actual."""
    return {"status": _odds(judged.status[status]), "actual": float(status == "actual")}


def confidence(found: Features, weights: Mapping[str, float]) -> float:
    """Between 0 and 1, to two places."""
    total = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    return round(1.0 / (1.0 + exp(-total)), 2)


def _odds(probability: float) -> float:
    """Log odds, within what a float tells apart."""
    kept = min(max(probability, 1e-3), 1.0 - 1e-3)
    return log(kept / (1.0 - kept))

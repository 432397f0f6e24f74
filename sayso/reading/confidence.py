"""How sure a claim's reading is: the probability that a coder would have its type, status and polarity as it has them.

A logistic regression on what was found (weights in the model card, fitted by ``training.calibrate`` on passages that
nothing else learns from), so that of the claims with .8 some eight in ten are right (Guo et al. 2017).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from sayso.reading.judging import Judged
from sayso.records import Participant, Place, Polarity, Status

NAMES = ("occurs", "status", "polarity", "verb", "filled", "placed", "actual", "asserted")
Features = Mapping[str, float]
UNFITTED: Features = {**dict.fromkeys(NAMES, 0.0), "occurs": 1.0, "bias": 0.0}
"""What a model file has before it is calibrated: how surely the word tells an occurrence, and no more."""


def features(
    judged: Judged,
    verb: bool,
    status: Status,
    polarity: Polarity,
    participants: Sequence[Participant],
    places: Sequence[Place],
) -> Features:
    """What the confidence is worked out from, by name."""
    values = (
        _odds(judged.occurs),
        _odds(judged.status[status]),
        _odds(judged.polarity[polarity]),
        float(verb),
        float(min(len(participants), 2)),
        float(any(place.place_id is not None for place in places)),
        float(status == "actual"),
        float(polarity == "asserted"),
    )
    return dict(zip(NAMES, values, strict=True))


def confidence(found: Features, weights: Mapping[str, float]) -> float:
    """Between 0 and 1, to two places."""
    total = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    return round(1.0 / (1.0 + exp(-total)), 2)


def _odds(probability: float) -> float:
    """Log odds, within what a float tells apart."""
    kept = min(max(probability, 1e-3), 1.0 - 1e-3)
    return log(kept / (1.0 - kept))

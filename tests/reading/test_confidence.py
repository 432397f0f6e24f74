"""Confidence: weights that fit what is asked for, surer where the status is surer, and told by folds."""

from __future__ import annotations

from benchmarks.confidence import by_folds, fitted
from sayso.catalogue import files
from sayso.reading.confidence import NAMES, confidence, features
from sayso.reading.judging import Judged

WEIGHTS = files.load("confidence.yaml")
STATUS = ("actual", "planned", "threatened", "possible", "hypothetical")


def judged(sure: float) -> Judged:
    return Judged({**dict.fromkeys(STATUS, (1 - sure) / 4), "actual": sure}, [])


def test_the_weights_are_those_of_the_features() -> None:
    assert set(WEIGHTS) == {*NAMES, "bias"}


def test_the_surer_the_status_the_surer_the_claim() -> None:
    told = [confidence(features(judged(sure), "actual"), WEIGHTS) for sure in (0.3, 0.6, 0.9)]
    assert told == sorted(told) and told[0] < told[-1]
    assert all(0 < sure < 1 for sure in told)
    assert confidence(features(judged(0.3), "planned"), WEIGHTS) < told[0]


def test_weights_fitted_on_one_half_tell_of_the_other() -> None:
    often = {"status": 2.0, "actual": 1.0}
    seldom = {"status": -2.0, "actual": 0.0}
    half = [(often, number % 5 > 0) for number in range(50)] + [(seldom, number % 5 == 0) for number in range(50)]
    assert set(fitted(half)) == {*NAMES, "bias"}
    assert by_folds(half, half).error < 0.05
    assert by_folds(half, [(row, not right) for row, right in half]).error > 0.5

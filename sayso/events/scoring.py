"""Are two claims about one occurrence? What can't be is ruled out; of the rest a logistic regression says how likely it is.

Two mentions in, a ``Verdict`` out. The weights (``weights.json``) are fitted by ``python -m benchmarks.linking fit``.
Nothing but the two claims and their documents is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from sayso.events.evidence import (
    Evidence,
    are_parts,
    compatible_actors,
    evidence,
    near_in_time,
    same_kind,
    where_both,
)
from sayso.events.mentions import Mention

WEIGHTS = Path(__file__).with_name("weights.json")
BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reasons``: what speaks for it if ``linked``, else the first thing against it. ``strength``: its probability."""

    linked: bool
    reasons: tuple[str, ...]
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: ``weights`` by name of evidence, and from which probability on two claims are linked."""

    weights: Mapping[str, float]
    threshold: float

    def probability(self, evidence: Evidence) -> float:
        total = self.weights[BIAS] + sum(self.weights[name] * value for name, value in evidence.items())
        return 1.0 / (1.0 + exp(-total))


ANOTHER_KIND = Verdict(False, ("another kind",))
ELSEWHERE = Verdict(False, ("elsewhere",))
ANOTHER_TIME = Verdict(False, ("another time",))
PART = Verdict(False, ("a part of it",))
SOMEBODY_ELSE = Verdict(False, ("somebody else",))


@cache
def shipped() -> Weights:
    """The weights that come with Sayso."""
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(kept["weights"], kept["threshold"])


def compare(one: Mention, other: Mention) -> Verdict:
    """Are two claims that have days about one occurrence?"""
    if (against := ruled_out(one, other)) is not None:
        return against
    found = evidence(one, other)
    known = shipped()
    likely = known.probability(found)
    reasons = tuple(name for name in found if known.weights[name] > 0)
    return Verdict(likely >= known.threshold, reasons or ("little in common",), likely)


def ruled_out(one: Mention, other: Mention) -> Verdict | None:
    """Why two claims can't be about one occurrence, whatever else they share."""
    if not same_kind(one, other):
        return ANOTHER_KIND
    if are_parts(one, other):
        return PART
    if not near_in_time(one, other):
        return ANOTHER_TIME
    if where_both(one, other) is None:
        return ELSEWHERE
    return None if compatible_actors(one, other) else SOMEBODY_ELSE

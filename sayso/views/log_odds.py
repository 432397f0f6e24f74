"""Which words are distinctive of one group of counts against another: log-odds with an informative Dirichlet prior.

Monroe, Colaresi & Quinn (2008), "Fightin' Words", Political Analysis 16(4), 372-403, equations 15, 16 and 22. Counts in,
scores with intervals out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

PRIOR = 10.0
"""How many uses the prior is worth, spread over the words as they are used by both groups together."""
WIDTH = 1.959964
"""Standard errors on either side of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class LogOdds:
    """``value`` is above 0 for words of the one group, below 0 for those of the other; ``low``/``high``: 95 % interval."""

    value: float
    low: float
    high: float
    z: float


def log_odds(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, LogOdds]:
    """Word → how distinctive it is of ``one``; empty where either group or the vocabulary has nothing to compare."""
    words = sorted({word for counts in (one, other) for word, count in counts.items() if count})
    ones, others = sum(one.values()), sum(other.values())
    if not ones or not others or len(words) < 2:
        return {}
    return {word: _of(one.get(word, 0), ones, other.get(word, 0), others) for word in words}


def _of(mine: int, ones: int, theirs: int, others: int) -> LogOdds:
    prior = PRIOR * (mine + theirs) / (ones + others)
    a, b = mine + prior, theirs + prior
    value = log(a / (ones + PRIOR - a)) - log(b / (others + PRIOR - b))
    error = sqrt(1 / a + 1 / b)
    return LogOdds(value, value - WIDTH * error, value + WIDTH * error, value / error)

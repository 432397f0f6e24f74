"""What the encoder makes of each occurrence: whether it happened, and where.

Occurrences of a text and what the encoder sees in it in, one ``Judged`` a trigger out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from sayso.encoder.model import Model, Seen
from sayso.reading.occurrences import Occurrence
from sayso.records import Place, Status

Chars = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """``status`` has the probability of each status.

    ``places``: code points of the words for its place (Halterman 2019); none where nothing tells it.
    """

    status: Mapping[Status, float]
    places: Sequence[Chars]


def judged(
    occurrences: Sequence[Occurrence], places: Sequence[Place], model: Model, seen: Sequence[Seen]
) -> dict[int, Judged]:
    """Trigger → what the encoder makes of it. Where it happened is asked only where a place is named."""
    found: dict[int, Judged] = {}
    triggers = sorted({occurrence.trigger for occurrence in occurrences})
    for one in seen:
        tokens = one.window.tokens
        within = triggers[bisect_left(triggers, tokens[0]) : bisect_right(triggers, tokens[-1])]
        if within:
            words = np.searchsorted(tokens, within).tolist()
            found |= zip(within, _judged(one, words, places, model), strict=True)
    return found


def _judged(one: Seen, words: Sequence[int], places: Sequence[Place], model: Model) -> Iterator[Judged]:
    """What the encoder makes of the triggers at some words of a window."""
    starts, ends = one.window.starts, one.window.ends
    for word, status in zip(words, np.exp(model.scores("status", one)[words]).tolist(), strict=True):
        low, high = model.view("place", one, word, word + 1)
        named = any(starts[low] <= place.start < ends[high - 1] for place in places)
        told = model.arguments("place", one, word, word + 1) if named else []
        yield Judged(
            status=dict(zip(get_args(Status), status, strict=True)),
            places=[(int(starts[first]), int(ends[last - 1])) for _, first, last in told],
        )

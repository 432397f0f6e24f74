"""What the encoder makes of each occurrence: whether it is one, whether it happened, and where.

Occurrences of a text and what the encoder sees in it in, one ``Judged`` a trigger out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from sayso.encoder.model import Model, Seen
from sayso.reading.occurrences import Occurrence
from sayso.records import Place, Polarity, Status

Chars = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """``occurs`` is the probability that the word tells an occurrence; ``status`` and ``polarity`` those of each.

    ``places``: code points of the words for its place (Halterman 2019); none where nothing tells it.
    """

    occurs: float
    status: Mapping[Status, float]
    polarity: Mapping[Polarity, float]
    places: Sequence[Chars]


def judged(
    occurrences: Sequence[Occurrence], places: Sequence[Place], model: Model, seen: Sequence[Seen]
) -> dict[int, Judged]:
    """Trigger → what the encoder makes of it. Where it happened is asked only where a place is named."""
    at = {int(token): (one, word) for one in seen for word, token in enumerate(one.window.tokens)}
    found: dict[int, Judged] = {}
    for trigger in {occurrence.trigger for occurrence in occurrences}:
        one, word = at[trigger]
        starts, ends = one.window.starts, one.window.ends
        low, high = model.view(one, word, word + 1)
        named = any(starts[low] <= place.start < ends[high - 1] for place in places)
        told = model.arguments("place", one, word, word + 1) if named else []
        found[trigger] = Judged(
            occurs=float(1.0 - np.exp(model.scores("trigger", one)[word, 0])),
            status=dict(zip(get_args(Status), np.exp(model.scores("status", one)[word]).tolist(), strict=True)),
            polarity=dict(zip(get_args(Polarity), np.exp(model.scores("polarity", one)[word]).tolist(), strict=True)),
            places=[(int(starts[first]), int(ends[last - 1])) for _, first, last in told],
        )
    return found

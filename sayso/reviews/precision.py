"""How often the reading was right, by what reviewers looked at: records as read and as left in, shares with intervals out.

Says nothing of what was not read, nor of claims that nobody looked at.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.records import Claim
from sayso.reviews.applying import Reviewed
from sayso.reviews.asread import AsRead
from sayso.reviews.checking import CORRECTABLE

Z = 1.959963984540054
"""Of the standard normal distribution, for an interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Precision:
    """``right`` of ``claims``, their share, and Wilson's 95 % interval of it.

    ``by``: ``claims`` (``kept``: not rejected; ``as read``: and nothing of it corrected), ``field`` (of those kept) or
    ``event type`` as it was read (as read).
    """

    by: Literal["claims", "field", "event type"]
    name: str
    claims: int
    right: int
    share: float
    low: float
    high: float


def precision(read: AsRead, state: Reviewed) -> list[Precision]:
    """Of all claims that were accepted, rejected or corrected; those that reviewers added were not read."""
    as_read = read.claims_by_id(state.judged)
    pairs = [(claim, state.claims.get(number, claim)) for number, claim in sorted(as_read.items())]
    return [row for row in _rows(pairs) if row.claims]


def _rows(pairs: Sequence[tuple[Claim, Claim | None]]) -> Iterator[Precision]:
    kept = [(claim, left) for claim, left in pairs if left is not None]
    yield _row("claims", "kept", len(pairs), len(kept))
    yield _row("claims", "as read", len(pairs), sum(claim == left for claim, left in pairs))
    for field in CORRECTABLE:
        right = sum(value(claim, field) == value(left, field) for claim, left in kept)
        yield _row("field", field, len(kept), right)
    types: dict[str, list[bool]] = {}
    for claim, left in pairs:
        types.setdefault(claim.event.acled_sub or claim.event.plover, []).append(claim == left)
    for name, right_ones in sorted(types.items()):
        yield _row("event type", name, len(right_ones), sum(right_ones))


def value(claim: Claim, field: str) -> Hashable:
    """What a claim says in a field; of its quote, where it stands."""
    said: Hashable = (claim.start, claim.end) if field == "quote" else getattr(claim, field)
    return said


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927). ``of`` is not 0."""
    share, z2 = right / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def _row(by: Literal["claims", "field", "event type"], name: str, claims: int, right: int) -> Precision:
    low, high = wilson(right, claims) if claims else (0.0, 1.0)
    return Precision(by, name, claims, right, right / claims if claims else 0.0, low, high)

"""Which claims are worth comparing: those of one family, near each other on the map and in time; and neighbours in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sayso.events.mentions import Mention

DEGREES = 0.5
LONGEST = timedelta(days=10)
Cell = tuple[str, int, int, int]


def candidates(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of indices, each once, the smaller first, in order."""
    pairs = set(_neighbours(mentions))
    blocks: dict[Cell, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        for cell in _cells(mention):
            blocks[cell].append(number)
    for number, mention in enumerate(mentions):
        for cell in _around(mention):
            pairs |= {(other, number) for other in blocks.get(cell, ()) if other < number}
    return iter(sorted(pairs))


def _cells(mention: Mention) -> list[Cell]:
    """One cell a day that the occurrence may have been on."""
    place = mention.place
    if place is None or place.lat is None or place.lon is None:
        return []
    row, column = int(place.lat // DEGREES), int(place.lon // DEGREES)
    return [(mention.family, row, column, day.toordinal()) for day in _days(mention)]


def _around(mention: Mention) -> Iterator[Cell]:
    for family, row, column, day in _cells(mention):
        yield from ((family, row + up, column + right, day) for up in (-1, 0, 1) for right in (-1, 0, 1))


def _days(mention: Mention) -> list[date]:
    if mention.first is None or mention.last is None or mention.last - mention.first > LONGEST:
        return []
    return [mention.first + timedelta(days=day) for day in range((mention.last - mention.first).days + 1)]


def _neighbours(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """A claim and the next one of the same document and family (mentions are in the order of the texts)."""
    latest: dict[tuple[str, str], int] = {}
    for number, mention in enumerate(mentions):
        key = mention.claim.document_id, mention.family
        if key in latest:
            yield latest[key], number
        latest[key] = number

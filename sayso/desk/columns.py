"""Which claims and events answer a question: every claim as a row of numbers, so that a filter is a mask over columns.

Columns never change: what a decision changes makes others. Nothing here reads a record's words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.desk.filters import FACETS, Box, Filters

Mask = NDArray[np.bool_]
Numbers = NDArray[np.intp]
NONE = -1
NO_DAY = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What is asked of a claim. ``event``: the row of its event, or ``NONE``; days are ordinals, ``NO_DAY`` where not told.

    ``facets`` by name, each with its values.
    """

    event: int
    facets: Mapping[str, tuple[str, ...]]
    lat: float
    lon: float
    first: int
    last: int
    confidence: float
    contested: bool
    reviewed: bool


class Facet:
    """What values of one facet the claims have. Most have the same few combinations of values: each has a number, and a
    claim is the number of its own, so that what is asked of values is worked out for the combinations alone.
    """

    def __init__(
        self, numbers: dict[str, int], combinations: dict[tuple[int, ...], int], of: Sequence[int] | Numbers
    ) -> None:
        self.numbers = numbers
        """The number of each value."""
        self.values = tuple(numbers)
        """The values in the order of their numbers."""
        self._combinations = combinations
        self._members = tuple(combinations)
        self._of = np.array(of, np.intp)
        pairs = [(number, value) for values, number in combinations.items() for value in values]
        self._combination, self._value = np.array(pairs, np.intp).reshape(-1, 2).T
        self._alphabetical = np.empty(len(numbers), np.intp)
        self._alphabetical[sorted(range(len(numbers)), key=self.values.__getitem__)] = np.arange(len(numbers))

    def changed(self, told: Mapping[int, tuple[str, ...]]) -> Facet:
        """The facet with these claims as they are told now, those that are new behind the last."""
        numbers, combinations = dict(self.numbers), dict(self._combinations)
        of = np.concatenate([self._of, np.full(max(0, max(told, default=NONE) + 1 - len(self._of)), NONE, np.intp)])
        for row, values in told.items():
            of[row] = numbered(values, numbers, combinations)
        return Facet(numbers, combinations, of)

    def having(self, values: Collection[str]) -> Mask:
        """The claims that have any of the values."""
        meant = np.zeros(len(self.values), np.bool_)
        meant[[self.numbers[value] for value in values if value in self.numbers]] = True
        wanted = np.zeros(len(self._members), np.bool_)
        wanted[self._combination[meant[self._value]]] = True
        return wanted[self._of]

    def of(self, row: int) -> tuple[str, ...]:
        """The values of a claim."""
        return tuple(self.values[value] for value in self._members[self._of[row]])

    def counts(self, rows: Numbers) -> NDArray[np.int64]:
        """How many of these claims have each value, in the order of the values' numbers."""
        told = np.bincount(self._of[rows], minlength=len(self._members))
        counted = np.bincount(self._value, weights=told[self._combination], minlength=len(self.values))
        return counted.astype(np.int64)

    def most(self, counts: NDArray[np.int64], most: int | None = None) -> list[tuple[str, int]]:
        """The values that are counted at all and their counts: the most frequent first, those as frequent by name."""
        some = np.flatnonzero(counts)
        ranked = some[np.lexsort((self._alphabetical[some], -counts[some]))[:most]]
        return [(self.values[value], count) for value, count in zip(ranked, counts[ranked].tolist(), strict=True)]


def numbered(values: Iterable[str], numbers: dict[str, int], combinations: dict[tuple[int, ...], int]) -> int:
    """The number of a combination of values; values and combinations that are new are given one."""
    combination = tuple(dict.fromkeys(numbers.setdefault(value, len(numbers)) for value in values))
    return combinations.setdefault(combination, len(combinations))


class Columns:
    """The columns of all claims, in the order in which they were given."""

    def __init__(self, rows: Iterable[Row]) -> None:
        plain: dict[str, list[Any]] = {name: [] for name in _PLAIN}
        facets: dict[str, tuple[dict[str, int], dict[tuple[int, ...], int], list[int]]] = {
            name: ({}, {}, []) for name in FACETS
        }
        for row in rows:
            for name in _PLAIN:
                plain[name].append(getattr(row, name))
            for name, (numbers, combinations, of) in facets.items():
                of.append(numbered(row.facets[name], numbers, combinations))
        self.plain: dict[str, NDArray[Any]] = {name: np.array(plain[name], kind) for name, kind in _PLAIN.items()}
        self.facets = {name: Facet(*parts) for name, parts in facets.items()}
        self.dropped = np.zeros(len(self), np.bool_)

    def __len__(self) -> int:
        return len(self.plain["event"])

    def changed(self, rows: Mapping[int, Row], dropped: Collection[int] = ()) -> Columns:
        """The columns with these rows in the place of those of the same number or behind the last, without ``dropped``."""
        size = max(len(self), max(rows, default=NONE) + 1)
        put = list(rows)
        made = object.__new__(Columns)
        made.plain = {}
        for name, kind in _PLAIN.items():
            made.plain[name] = np.concatenate([self.plain[name], np.zeros(size - len(self), kind)])
            made.plain[name][put] = [getattr(row, name) for row in rows.values()]
        made.facets = {
            name: facet.changed({number: row.facets[name] for number, row in rows.items()})
            for name, facet in self.facets.items()
        }
        made.dropped = np.concatenate([self.dropped, np.zeros(size - len(self), np.bool_)])
        made.dropped[put] = False
        made.dropped[list(dropped)] = True
        return made

    def masks(self, filters: Filters) -> dict[str, Mask]:
        """The claims that each of the filters that are set lets through, ``q`` aside, by the name of its field."""
        plain = self.plain
        found = {name: self.facets[name].having(values) for name in FACETS if (values := getattr(filters, name))}
        if filters.first is not None:
            found["first"] = plain["last"] >= date.fromisoformat(filters.first).toordinal()
        if filters.last is not None:
            day = date.fromisoformat(filters.last).toordinal()
            found["last"] = (plain["first"] <= day) & (plain["first"] != NO_DAY)
        if filters.bbox is not None:
            found["bbox"] = self._inside(filters.bbox)
        if filters.confidence:
            found["confidence"] = plain["confidence"] >= filters.confidence
        if filters.contested:
            found["contested"] = plain["contested"]
        if filters.unreviewed:
            found["unreviewed"] = ~plain["reviewed"]
        return found

    def rows(self, masks: Iterable[Mask]) -> Numbers:
        """The claims that all of the masks let through and that were not dropped, in order."""
        left = ~self.dropped
        for mask in masks:
            left &= mask
        return np.flatnonzero(left)

    def events(self, rows: Numbers) -> Numbers:
        """The rows of events that these claims are of, each once, in order."""
        seen = np.zeros(int(self.plain["event"].max(initial=NONE)) + 2, np.bool_)
        seen[self.plain["event"][rows]] = True  # ``NONE`` is the last
        return np.flatnonzero(seen[:-1])

    def _inside(self, box: Box) -> Mask:
        west, south, east, north = box
        lat, lon = self.plain["lat"], self.plain["lon"]
        high = (lat >= south) & (lat <= north)
        wide = east - west
        if wide >= 360:
            return high
        # A map that was dragged round the world counts on beyond 180 degrees, and a box may lie across that line.
        left = (west + 180) % 360 - 180
        right = left + wide % 360
        return high & ((lon >= left) & (lon <= right) | (lon <= right - 360))


_PLAIN: dict[str, type] = {
    "event": np.intp,
    "lat": np.float32,
    "lon": np.float32,
    "first": np.int32,
    "last": np.int32,
    "confidence": np.float32,
    "contested": np.bool_,
    "reviewed": np.bool_,
}

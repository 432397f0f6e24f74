"""Which claims and events answer a question: every claim as a row of numbers, so that a filter is a mask over columns.

Rows are put in and may be put anew when a decision changes a claim; nothing here reads a record's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.desk.filters import FACETS, Filters

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]
SEVERAL = ("actor", "speaker", "side", "source")
"""Facets of which one claim may have several values."""
SINGLE = tuple(name for name in FACETS if name not in SEVERAL)
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


@dataclass(slots=True)
class Codes:
    """The values of a facet, each with a number."""

    values: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, value: str) -> int:
        number = self.numbers.setdefault(value, len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number


@dataclass(slots=True)
class _Pairs:
    """Claim rows and the values that they have, a pair each; the old pairs of a row that is put anew stay as ``NONE``."""

    rows: Numbers = field(default_factory=lambda: np.empty(0, np.int32))
    values: Numbers = field(default_factory=lambda: np.empty(0, np.int32))

    def put(self, row: int, values: list[int]) -> None:
        left = self.values.copy()
        left[self.rows == row] = NONE
        self.rows = np.concatenate([self.rows, np.full(len(values), row, np.int32)])
        self.values = np.concatenate([left, np.array(values, np.int32)])


class Columns:
    """The columns of all claims, in the order in which they were given."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.codes = {name: Codes() for name in FACETS}
        plain: dict[str, list[Any]] = {name: [] for name in _PLAIN}
        single: dict[str, list[int]] = {name: [] for name in SINGLE}
        several: dict[str, tuple[list[int], list[int]]] = {name: ([], []) for name in SEVERAL}
        for number, row in enumerate(rows):
            for name in _PLAIN:
                plain[name].append(getattr(row, name))
            for name in SINGLE:
                single[name].append(self._single(name, row))
            for name in SEVERAL:
                values = self._several(name, row)
                several[name][0].extend([number] * len(values))
                several[name][1].extend(values)
        self.plain: dict[str, NDArray[Any]] = {name: np.array(plain[name], kind) for name, kind in _PLAIN.items()}
        self.single = {name: np.array(numbers, np.int32) for name, numbers in single.items()}
        self.several = {
            name: _Pairs(np.array(numbers, np.int32), np.array(values, np.int32))
            for name, (numbers, values) in several.items()
        }
        self.dropped = np.zeros(len(self), np.bool_)

    def __len__(self) -> int:
        return len(self.plain["event"])

    def put(self, number: int, row: Row) -> None:
        """Puts a row in the place of the one of this number, or behind the last."""
        fresh = number == len(self)
        if fresh:
            self.dropped = np.append(self.dropped, np.False_)
        self.dropped[number] = False
        for name, kind in _PLAIN.items():
            value = getattr(row, name)
            if fresh:
                self.plain[name] = np.append(self.plain[name], np.array([value], kind))
            else:
                self.plain[name][number] = value
        for name in SINGLE:
            code = self._single(name, row)
            if fresh:
                self.single[name] = np.append(self.single[name], np.int32(code))
            else:
                self.single[name][number] = code
        for name in SEVERAL:
            self.several[name].put(number, self._several(name, row))

    def drop(self, number: int) -> None:
        """Takes a claim out of every answer."""
        self.dropped[number] = True

    def mask(self, filters: Filters, found: Mask | None = None) -> Mask:
        """The claims that answer; ``found`` are those that the words of ``filters.q`` are found for."""
        mask = ~self.dropped
        if found is not None:
            mask &= found
        for name in FACETS:
            if values := getattr(filters, name):
                mask &= self._having(name, values)
        first, last = self.plain["first"], self.plain["last"]
        if filters.first is not None:
            mask &= last >= date.fromisoformat(filters.first).toordinal()
        if filters.last is not None:
            mask &= (first <= date.fromisoformat(filters.last).toordinal()) & (first != NO_DAY)
        if filters.bbox is not None:
            mask &= self._inside(filters)
        if filters.confidence:
            mask &= self.plain["confidence"] >= filters.confidence
        if filters.contested:
            mask &= self.plain["contested"]
        if filters.unreviewed:
            mask &= ~self.plain["reviewed"]
        return mask

    def counts(self, name: str, mask: Mask) -> dict[str, int]:
        """How many of these claims have each value of a facet."""
        size = len(self.codes[name].values)
        if name in SINGLE:
            codes = self.single[name][mask]
        else:
            pairs = self.several[name]
            codes = pairs.values[mask[pairs.rows]]
        counted = np.bincount(codes[codes != NONE], minlength=size)
        values = self.codes[name].values
        return {values[code]: int(counted[code]) for code in np.flatnonzero(counted)}

    def events(self, mask: Mask) -> Numbers:
        """The rows of events that these claims are of, each once, in order."""
        told = self.plain["event"][mask]
        seen = np.zeros(int(self.plain["event"].max(initial=NONE)) + 1, np.bool_)
        seen[told[told != NONE]] = True
        return np.flatnonzero(seen).astype(np.int32)

    def _having(self, name: str, values: tuple[str, ...]) -> Mask:
        wanted = [self.codes[name].numbers[value] for value in values if value in self.codes[name].numbers]
        if name in SINGLE:
            return np.isin(self.single[name], wanted)
        mask = np.zeros(len(self), np.bool_)
        pairs = self.several[name]
        mask[pairs.rows[np.isin(pairs.values, wanted)]] = True
        return mask

    def _inside(self, filters: Filters) -> Mask:
        west, south, east, north = filters.bbox or (-180.0, -90.0, 180.0, 90.0)
        lat, lon = self.plain["lat"], self.plain["lon"]
        if east - west >= 360:
            return (lat >= south) & (lat <= north)
        # A map that was dragged round the world counts on beyond 180 degrees, and a box may lie across that line.
        turned = (lon - west) % 360
        return (lat >= south) & (lat <= north) & (turned <= (east - west) % 360)

    def _single(self, name: str, row: Row) -> int:
        values = row.facets[name]
        return self.codes[name].of(values[0]) if values else NONE

    def _several(self, name: str, row: Row) -> list[int]:
        return [self.codes[name].of(value) for value in dict.fromkeys(row.facets[name])]


_PLAIN: dict[str, type] = {
    "event": np.int32,
    "lat": np.float32,
    "lon": np.float32,
    "first": np.int32,
    "last": np.int32,
    "confidence": np.float32,
    "contested": np.bool_,
    "reviewed": np.bool_,
}

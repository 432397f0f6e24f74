"""What lists, map and timeline show of events: every event as a row of numbers, beside the columns of its claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sayso.desk.columns import NO_DAY, NONE, Codes, Numbers
from sayso.records import Event, Place

Sort = Literal["contested", "reported", "newest", "oldest", "relevant"]
SORTS: tuple[Sort, ...] = ("contested", "reported", "newest", "oldest", "relevant")
WIDEST_SHOWN = 4
"""UCDP where_prec: what is only known to be somewhere in a country is no point on a map."""
TO_THE_DAY = 2
"""UCDP date_prec: what is known less exactly than within a few days is drawn apart on the timeline."""
UNKNOWN = 7


@dataclass(frozen=True, slots=True)
class Mapped:
    """Events by place and kind. ``rows``: lon, lat, precision, events, contested, low and high of the killed added up,
    kind (a number in ``kinds``), place_id, name. ``unmapped`` events are at no place that could be shown.
    """

    kinds: list[str]
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    unmapped: int


@dataclass(frozen=True, slots=True)
class Days:
    """How many events begin on each day from ``first`` on, how many of them are contested, and how many are known less
    exactly than within a few days; ``undated`` events have no day.
    """

    first: str | None
    counts: list[int]
    contested: list[int]
    imprecise: list[int]
    undated: int


MAP_COLUMNS = ("lon", "lat", "precision", "events", "contested", "low", "high", "kind", "place_id", "name")
_KINDS: dict[str, type] = {
    "lat": np.float64,
    "lon": np.float64,
    "precision": np.int8,
    "first": np.int32,
    "date_precision": np.int8,
    "claims": np.int32,
    "sources": np.int32,
    "contradictions": np.int32,
    "contested": np.bool_,
    "low": np.float64,
    "high": np.float64,
    "kind": np.int32,
    "place": np.int32,
}


class Occurrences:
    """The columns of all events, in the order in which they were given."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.kinds, self.places, self.names = Codes(), Codes(), list[str]()
        rows = [self._row(event) for event in events]
        self.plain: dict[str, NDArray[Any]] = {
            name: np.array([row[name] for row in rows], kind) for name, kind in _KINDS.items()
        }

    def __len__(self) -> int:
        return len(self.plain["first"])

    def put(self, number: int, event: Event) -> None:
        """Puts an event in the place of the one of this number, or behind the last."""
        row = self._row(event)
        fresh = number == len(self)
        for name, kind in _KINDS.items():
            if fresh:
                self.plain[name] = np.append(self.plain[name], np.array([row[name]], kind))
            else:
                self.plain[name][number] = row[name]

    def ordered(self, rows: Numbers, sort: Sort, ranks: NDArray[np.float64] | None = None) -> Numbers:
        """The rows in order; ``ranks`` (one an event, the lower the better) are asked for where ``sort`` is relevant."""
        plain = {name: self.plain[name][rows] for name in ("contradictions", "sources", "claims", "first")}
        day = np.where(plain["first"] == NO_DAY, np.iinfo(np.int32).max, plain["first"])
        by_weight = (-plain["claims"], -plain["sources"], -plain["contradictions"])
        keys: dict[Sort, tuple[NDArray[Any], ...]] = {
            "contested": (day, *by_weight),
            "reported": (day, -plain["contradictions"], -plain["sources"], -plain["claims"]),
            "newest": (*by_weight, -plain["first"]),
            "oldest": (*by_weight, day),
            "relevant": (*by_weight, ranks[rows] if ranks is not None else -plain["claims"]),
        }
        return rows[np.lexsort(keys[sort])]

    def mapped(self, rows: Numbers) -> Mapped:
        """The map of these events."""
        plain = {name: values[rows] for name, values in self.plain.items()}
        shown = (plain["place"] != NONE) & (plain["precision"] <= WIDEST_SHOWN) & ~np.isnan(plain["lat"])
        plain = {name: values[shown] for name, values in plain.items()}
        key = plain["place"].astype(np.int64) * max(1, len(self.kinds.values)) + plain["kind"]
        _, first, of_group = np.unique(key, return_index=True, return_inverse=True)
        size = len(first)

        def summed(name: str, where: NDArray[np.bool_]) -> NDArray[np.int64]:
            return np.bincount(of_group[where], weights=plain[name][where], minlength=size).astype(np.int64)

        every, told = np.ones(len(key), np.bool_), ~np.isnan(plain["low"])
        tells = np.bincount(of_group[told], minlength=size) > 0
        lows, highs = (np.where(tells, summed(name, told), NONE).tolist() for name in ("low", "high"))
        table = list(
            zip(
                plain["lon"][first].round(4).tolist(),
                plain["lat"][first].round(4).tolist(),
                plain["precision"][first].tolist(),
                np.bincount(of_group, minlength=size).tolist(),
                summed("contested", every).tolist(),
                [None if low == NONE else low for low in lows],
                [None if high == NONE else high for high in highs],
                plain["kind"][first].tolist(),
                [self.places.values[place] for place in plain["place"][first].tolist()],
                [self.names[place] for place in plain["place"][first].tolist()],
                strict=True,
            )
        )
        return Mapped(list(self.kinds.values), MAP_COLUMNS, table, int(len(rows) - shown.sum()))

    def days(self, rows: Numbers) -> Days:
        """The timeline of these events."""
        first, precision, contested = (self.plain[name][rows] for name in ("first", "date_precision", "contested"))
        dated = first != NO_DAY
        if not dated.any():
            return Days(None, [], [], [], len(rows))
        start = int(first[dated].min())
        at = first[dated] - start
        size = int(at.max()) + 1
        exact = precision[dated] <= TO_THE_DAY
        counts = np.bincount(at[exact], minlength=size)
        disputed = np.bincount(at[exact & contested[dated]], minlength=size)
        rough = np.bincount(at[~exact], minlength=size)
        undated = int(len(rows) - dated.sum())
        return Days(date.fromordinal(start).isoformat(), counts.tolist(), disputed.tolist(), rough.tolist(), undated)

    def _row(self, event: Event) -> dict[str, Any]:
        place, time = event.place, event.time
        low, high = killed(event) or (np.nan, np.nan)
        return {
            "lat": place.lat if place is not None and place.lat is not None else np.nan,
            "lon": place.lon if place is not None and place.lon is not None else np.nan,
            "precision": (place.precision or UNKNOWN) if place is not None else UNKNOWN,
            "first": ordinal(time.start_date if time is not None else None),
            "date_precision": (time.precision or UNKNOWN) if time is not None else UNKNOWN,
            "claims": len(event.claims),
            "sources": event.independent_sources,
            "contradictions": len(event.contradictions),
            "contested": bool(event.contradictions),
            "low": low,
            "high": low if high is None else high,
            "kind": self.kinds.of(kind_of(event)),
            "place": self._place(place),
        }

    def _place(self, place: Place | None) -> int:
        key = place_of(place)
        if place is None or key is None:
            return NONE
        number = self.places.of(key)
        if number == len(self.names):
            self.names.append(place.name or place.mention)
        return number


def kind_of(event: Event) -> str:
    """ACLED's sub-event, or PLOVER's type where ACLED has none."""
    return event.event.acled_sub or event.event.plover


def place_of(place: Place | None) -> str | None:
    """The gazetteer's id of a place."""
    return place.place_id if place is not None else None


def killed(event: Event) -> tuple[float, float | None] | None:
    """The lowest and the highest that any side tells of the killed; the highest is ``None`` where it is open."""
    told = [account for account in event.accounts if account.measure == "killed"]
    if not told:
        return None
    highs = [account.high for account in told if account.high is not None]
    lows = [account.low for account in told if account.low is not None]
    if not lows:
        return 0.0, max(highs, default=None)
    open_above = any(account.high is None for account in told)
    return min(lows), None if open_above else max(highs)


def ordinal(day: str | None) -> int:
    """The number of an ISO date, ``NO_DAY`` of none."""
    return date.fromisoformat(day).toordinal() if day is not None else NO_DAY

"""What lists, map and timeline show of events: every event as a row of numbers, beside the columns of its claims."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sayso.desk.columns import NO_DAY, NONE, Mask, Numbers
from sayso.records import Event

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
ROW = "[{},{},{},{},{},{},{},{}]".format
"""A row of the map as JSON; lon with lat, and place_id with name, are one text."""
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
    "spot": np.intp,
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place with one kind of occurrence: ``at`` its lon and lat, ``named`` its id and name, in the map's JSON."""

    at: str
    kind: int
    named: str


class Occurrences:
    """The columns of all events, in the order in which they were given. They never change: a decision makes others."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._kinds: dict[str, int] = {}
        self._places: dict[str, tuple[str, str]] = {}
        self._spots: dict[_Spot, int] = {}
        rows = [self._row(event) for event in events]
        self.plain: dict[str, NDArray[Any]] = {
            name: np.array([row[name] for row in rows], kind) for name, kind in _KINDS.items()
        }
        self._finish()

    def __len__(self) -> int:
        return len(self.plain["first"])

    def changed(self, events: Mapping[int, Event], gone: Collection[int] = ()) -> Occurrences:
        """The columns with these events in the place of those of the same number, or behind the last; those that are gone
        are on no day and at no spot.
        """
        made = copy(self)
        made._kinds, made._places, made._spots = dict(self._kinds), dict(self._places), dict(self._spots)
        rows = [made._row(event) for event in events.values()]
        more = max(0, max(events, default=NONE) + 1 - len(self))
        made.plain = {name: np.concatenate([self.plain[name], np.zeros(more, kind)]) for name, kind in _KINDS.items()}
        for name, values in made.plain.items():
            values[list(events)] = [row[name] for row in rows]
        made.plain["first"][list(gone)], made.plain["spot"][list(gone)] = NO_DAY, NONE
        made._finish()
        return made

    def _finish(self) -> None:
        """The orders of all events, so that those of some are picked out of them, and the texts of the map."""
        plain = self.plain
        day = np.where(plain["first"] == NO_DAY, np.iinfo(np.int32).max, plain["first"])
        by_weight = (-plain["claims"], -plain["sources"], -plain["contradictions"])
        self._orders: dict[Sort, Numbers] = {
            "contested": np.lexsort((day, *by_weight)),
            "reported": np.lexsort((day, -plain["contradictions"], -plain["sources"], -plain["claims"])),
            "newest": np.lexsort((*by_weight, -plain["first"])),
            "oldest": np.lexsort((*by_weight, day)),
            "relevant": np.lexsort(by_weight),
        }
        spots = list(self._spots)
        self._at = np.array([spot.at for spot in spots], object)
        self._kind = np.array([spot.kind for spot in spots], np.intp)
        self._named = np.array([spot.named for spot in spots], object)

    def ordered(self, rows: Numbers, sort: Sort, ranks: NDArray[np.float64] | None = None) -> Numbers:
        """The rows in order; ``ranks`` (one an event, the lower the better) come before all else."""
        chosen = np.zeros(len(self), np.bool_)
        chosen[rows] = True
        order = self._orders[sort]
        ordered = order[chosen[order]]
        return ordered if ranks is None else ordered[np.argsort(ranks[ordered], kind="stable")]

    def mapped(self, rows: Numbers) -> str:
        """The map of these events: a ``Mapped`` as JSON."""
        plain = {name: self.plain[name][rows] for name in ("spot", "precision", "contested", "low", "high")}
        shown = plain["spot"] != NONE
        plain = {name: values[shown] for name, values in plain.items()}
        of, size = plain["spot"], len(self._spots)
        events, told = np.bincount(of, minlength=size), ~np.isnan(plain["low"])
        spots = np.flatnonzero(events)
        first = np.empty(size, np.int8)
        first[of[::-1]] = plain["precision"][::-1]  # what is put last stays
        tells = np.bincount(of[told], minlength=size)[spots] > 0

        def summed(name: str, where: Mask | slice = slice(None)) -> NDArray[np.int64]:
            return np.bincount(of[where], weights=plain[name][where], minlength=size)[spots].astype(np.int64)

        low, high = (np.where(tells, summed(name, told), np.array("null", object)) for name in ("low", "high"))
        columns = (self._at[spots], first[spots], events[spots], summed("contested"), low, high)
        texts = map(ROW, *(column.tolist() for column in (*columns, self._kind[spots], self._named[spots])))
        kinds, names = json.dumps(list(self._kinds), ensure_ascii=False), json.dumps(MAP_COLUMNS)
        unmapped = len(rows) - len(of)
        return f'{{"kinds":{kinds},"columns":{names},"rows":[{",".join(texts)}],"unmapped":{unmapped}}}'

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
            "spot": self._spot(event),
        }

    def _spot(self, event: Event) -> int:
        """Where on the map an event is, ``NONE`` for one that can't be shown there."""
        kind = self._kinds.setdefault(kind_of(event), len(self._kinds))
        place = event.place
        if place is None or place.place_id is None or place.lat is None or place.lon is None:
            return NONE
        if (place.precision or UNKNOWN) > WIDEST_SHOWN:
            return NONE
        at = f"{round(place.lon, 4)},{round(place.lat, 4)}"
        named = ",".join(json.dumps(word, ensure_ascii=False) for word in (place.place_id, place.name or place.mention))
        # A place is where and what it was first called, so that it has one row of each kind.
        at, named = self._places.setdefault(place.place_id, (at, named))
        return self._spots.setdefault(_Spot(at, kind, named), len(self._spots))


def kind_of(event: Event) -> str:
    """ACLED's sub-event, or PLOVER's type where ACLED has none."""
    return event.event.acled_sub or event.event.plover


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

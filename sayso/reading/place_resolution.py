"""Mentions in, the entry of the gazetteer that each most likely means out.

The places of one name are weighed by their population, kind and country, by what the text names beside them, and by
how near they lie to what its other names may mean (spatial minimality: Leidner 2007, "Toponym Resolution in Text").
All names are weighed against each other at once, by mean-field iteration; the weights are data.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, log10, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from sayso.catalogue.gazetteer import UNKNOWN, GazetteerEntry
from sayso.reading.place_mentions import Mention

EARTH_RADIUS_KM = 6371.0
# So many places of one name are weighed; names are weighed against each other as long as their places are fewer than
# these, then the next stretch of the text begins.
MAX_CANDIDATES = 40
MAX_TOGETHER = 600
ITERATIONS = 3
NEAR_KM, FAR_KM = 40.0, 250.0
# A town and the region of the same name lie no further apart.
SAME_AREA_KM = 300.0
# Too wide to be near to anything.
WIDE = frozenset({"country", "macroregion", "continent", "sea", "river", "road"})
# A mention this surely a place is weighed in full.
SURE = 2.0

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class Group:
    """All mentions of one name in a text, and the places of that name; ``chosen`` is the one that is meant.

    ``told`` counts the mentions that tell a kind of place, ``inside`` are the countries and regions named with it,
    ``strongest`` are the two highest scores, and ``support`` is how much of the rest of the text lies near, 0 to 1.
    """

    key: str
    mentions: list[Mention]
    entries: tuple[GazetteerEntry, ...]
    chosen: GazetteerEntry
    told: Mapping[str, int]
    inside: frozenset[str]
    strongest: tuple[float, float]
    support: float = 0.0

    def meant_by(self, mention: Mention) -> GazetteerEntry:
        """The chosen entry, or the one of the kind that the mention's own words tell: "Aleppo province", the region."""
        if not mention.kinds or self.chosen.feature in mention.kinds:
            return self.chosen
        return next(
            (
                entry
                for entry in self.entries
                if entry.feature in mention.kinds
                and entry.country == self.chosen.country
                and distance_km(entry, self.chosen) < SAME_AREA_KM
            ),
            self.chosen,
        )

    @property
    def weight(self) -> float:
        """How far the group speaks for the places near it: 0 (hardly a place) to 1."""
        return min(1.0, max(0.0, self.strongest[0] / SURE))


def distance_km(a: GazetteerEntry, b: GazetteerEntry) -> float:
    """Great-circle distance (haversine)."""
    lat1, lat2 = radians(a.lat), radians(b.lat)
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


def group(mentions: Sequence[Mention]) -> list[Group]:
    """One group a name, in the order in which the names first occur."""
    by_key: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_key[mention.key].append(mention)
    return [_group(key, members) for key, members in by_key.items()]


def _group(key: str, members: list[Mention]) -> Group:
    entries = members[0].entries[:MAX_CANDIDATES]
    told = Counter(kind for mention in members for kind in mention.kinds)
    inside = frozenset(mention.inside for mention in members if mention.inside)
    first, *others = sorted((mention.score for mention in members), reverse=True)
    return Group(key, members, entries, entries[0], told, inside, (first, others[0] if others else 0.0))


def resolve(groups: Sequence[Group], countries: Mapping[str, float], weights: Mapping[str, float]) -> None:
    """Chooses an entry for each group. ``countries`` are those that the text is about otherwise, with weights."""
    for part in _stretches(groups):
        field = Field(part, countries, weights)
        scores, context = field.scores()
        for number, first, last in field.ranges():
            _choose(part[number], scores[first:last], context[first:last])


def _stretches(groups: Sequence[Group]) -> Iterator[Sequence[Group]]:
    first = size = 0
    for i, each in enumerate(groups):
        if size + len(each.entries) > MAX_TOGETHER:
            yield groups[first:i]
            first, size = i, 0
        size += len(each.entries)
    if groups:
        yield groups[first:]


def _choose(group: Group, scores: Floats, context: Floats) -> None:
    # Rounded, so that the last bits of a machine's arithmetic decide nothing.
    best = min(range(len(scores)), key=lambda i: (-round(float(scores[i]), 6), i))
    group.chosen = group.entries[best]
    group.support = min(1.0, float(context[best, CONTEXT_SIGNALS.index("far")]))


class Field:
    """The candidates of all names of a text in one table, and what each name's candidates mean for the others'."""

    def __init__(self, groups: Sequence[Group], countries: Mapping[str, float], weights: Mapping[str, float]) -> None:
        self.sizes = [len(group.entries) for group in groups]
        entries = [entry for group in groups for entry in group.entries]
        self.owner: Ints = np.repeat(np.arange(len(groups)), self.sizes)
        self.weight: Floats = np.array([group.weight for group in groups], dtype=float)[self.owner]
        self.context_weights = np.array([weights[name] for name in CONTEXT_SIGNALS])
        self.alone: Floats = np.array(
            [
                sum(value * weights.get(name, 0.0) for name, value in own_signals(group, entry, countries))
                for group in groups
                for entry in group.entries
            ]
        )
        self._closeness(entries, _strangers(groups)[self.owner][:, self.owner])
        self.country = _numbered(entry.country for entry in entries)
        self.region = _numbered(entry.admin1 and f"{entry.country}.{entry.admin1}" for entry in entries)
        self.is_country: Floats = np.array([entry.feature == "country" for entry in entries], dtype=float)
        self.is_first_level: Floats = np.array([entry.feature == "region" for entry in entries], dtype=float)
        self.is_region: Floats = np.array([entry.feature in ("region", "district") for entry in entries], dtype=float)

    def _closeness(self, entries: Sequence[GazetteerEntry], strangers: Floats) -> None:
        lat = np.radians([entry.lat for entry in entries])
        lon = np.radians([entry.lon for entry in entries])
        points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
        chord = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * (points @ points.T)))
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, chord / 2))
        point = np.array([entry.feature not in WIDE for entry in entries], dtype=float)
        apart = strangers * point[:, None] * point[None, :]
        self.near: Floats = np.exp(-km / NEAR_KM) * apart
        self.far: Floats = np.exp(-km / FAR_KM) * apart

    def ranges(self) -> Iterator[tuple[int, int, int]]:
        """(number of the group, first, last) for every group."""
        first = 0
        for number, size in enumerate(self.sizes):
            yield number, first, first + size
            first += size

    def scores(self) -> tuple[Floats, Floats]:
        """The score of every candidate and what the other names said of it, weighed against each other."""
        scores = self.alone
        for _ in range(ITERATIONS):
            context = self.context(self.shares(scores))
            scores = self.alone + context @ self.context_weights
        return scores, context

    def shares(self, scores: Floats) -> Floats:
        """How likely each candidate is the one meant, among those of its name."""
        starts = np.cumsum([0, *self.sizes[:-1]])
        highest = np.repeat(np.maximum.reduceat(scores, starts), self.sizes)
        powers = np.exp(scores - highest)
        shares: Floats = powers / np.repeat(np.add.reduceat(powers, starts), self.sizes)
        return shares

    def context(self, shares: Floats) -> Floats:
        """For every candidate what the other names say of it, in the order of ``CONTEXT_SIGNALS``."""
        mass = shares * self.weight
        columns = [
            np.minimum(3.0, self.near @ mass),
            np.minimum(3.0, self.far @ mass),
            self._same(self.country, mass * (1 - self.is_country)),
            self._same(self.country, mass * self.is_country),
            self._same(self.region, mass * (1 - self.is_region)),
            self._same(self.region, mass * self.is_region),
            np.where(
                self.is_country > 0,
                self._same(self.country, mass * (1 - self.is_country)),
                np.where(self.is_first_level > 0, self._same(self.region, mass * (1 - self.is_region)), 0.0),
            ),
        ]
        return np.stack(columns, axis=1)

    def _same(self, numbers: Ints, mass: Floats) -> Floats:
        """The weight of the other names' candidates with the same number (country or region), at most 3."""
        total = np.bincount(numbers, mass)[numbers]
        own = np.zeros_like(mass)
        for _, first, last in self.ranges():
            part = numbers[first:last]
            own[first:last] = np.bincount(part, mass[first:last])[part]
        return np.minimum(3.0, np.where(numbers > 0, total - own, 0.0))


def _strangers(groups: Sequence[Group]) -> Floats:
    """1 where two names share no word: "Gaza" and "Gaza Strip" are no evidence for each other."""
    words = [frozenset(group.key.split()) for group in groups]
    return np.array([[float(a.isdisjoint(b)) for b in words] for a in words])


CONTEXT_SIGNALS = ("near", "far", "same_country", "country_named", "same_region", "region_named", "contains")


def own_signals(group: Group, entry: GazetteerEntry, countries: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """What speaks for an entry whatever the other names of the text mean."""
    yield "population", log10(entry.population or UNKNOWN)
    yield f"is_{entry.feature}", 1.0
    if entry.usual:
        yield "usual", 1.0
    yield "kind", group.told.get(entry.feature, 0) / len(group.mentions)
    if group.inside:
        named = entry.country in group.inside or f"{entry.country}.{entry.admin1}" in group.inside
        yield ("inside" if named else "elsewhere"), 1.0
    if entry.country is not None:
        yield "hint", countries.get(entry.country, 0.0)


def _numbered(names: Iterable[str | None]) -> Ints:
    """A number for each name, from 1; 0 for none."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers) + 1) if name else 0 for name in names], dtype=np.int64)

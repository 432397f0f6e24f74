"""Mentions in, the entry of the gazetteer that each most likely means out.

A text has a focus: a place, a region or a country that it is about (Amitay et al. 2004, "Web-a-Where"; Lieberman et al.
2010, "Geotagging with Local Lexicons"). Each name is drawn either from the names of all the world, by population and
kind, or from those near the focus, where small places count nearly as much as large ones. Every candidate of every name
is tried as the focus; how well the other names are then explained says how likely it is. The weights are data.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, log10, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from sayso.catalogue.folding import fold
from sayso.catalogue.gazetteer import UNKNOWN, GazetteerEntry
from sayso.catalogue.place_words import PlaceWords
from sayso.reading.place_mentions import Mention

EARTH_RADIUS_KM = 6371.0
# So many places of one name are weighed; names are weighed against each other as long as their places are fewer than
# these, then the next stretch of the text begins.
MAX_CANDIDATES = 40
MAX_TOGETHER = 600
NEAR_KM, FAR_KM = 30.0, 250.0
# A town and the region of the same name lie no further apart.
SAME_AREA_KM = 300.0
# Too wide to be near to anything, and to be far from it.
WIDE = frozenset({"country", "macroregion", "continent", "sea", "river", "road"})
LANDS = frozenset({"country", "macroregion", "continent"})
_AREA_KINDS = frozenset({"district", "region"})
# The logarithm of the people of an area that is neither large nor small.
AREA_SIZE = 5.0
# A mention this surely a place is weighed in full when others are to be believed …
SURE = 2.0
# … and as evidence of where the text is from here on, since a name inside that of a firm or a school still tells where:
# not at all below the first, in full above the second; names of countries and regions at least so much. Capitals are
# named in reports from anywhere: they tell less.
HEARD, HEARD_IN_FULL, WIDE_HEARD, CAPITAL_HEARD = -1.5, 0.5, 0.6, 0.2

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
        """How far the group speaks for others being places: 0 (hardly a place itself) to 1."""
        return min(1.0, max(0.0, self.strongest[0] / SURE))

    def evidence(self, words: PlaceWords) -> float:
        """How far the group tells where the text is: 0 to 1. "Henry County" is nothing but a place, whatever it is in."""
        score = self.strongest[0]
        if score < HEARD:
            return 0.0
        if any(_is_area_name(mention.text, words) for mention in self.mentions):
            return 1.0
        weight = min(1.0, (score - HEARD) / (HEARD_IN_FULL - HEARD))
        if any(map(_is_known_capital, self.entries)):
            return CAPITAL_HEARD * weight
        return max(weight, WIDE_HEARD) if any(map(_is_known_area, self.entries)) else weight


def _is_area_name(text: str, words: PlaceWords) -> bool:
    """Of several words, the last of which means a region or a district and nothing else."""
    first, _, last = text.lower().rpartition(" ")
    return bool(first) and last in words.area_tails and words.kinds.get(last, frozenset()) <= _AREA_KINDS


def _is_known_capital(entry: GazetteerEntry) -> bool:
    return bool(entry.usual) and entry.feature == "capital"


def _is_known_area(entry: GazetteerEntry) -> bool:
    return bool(entry.usual) and entry.feature in ("country", "region")


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
    inside = frozenset().union(*(mention.inside for mention in members))
    first, *others = sorted((mention.score for mention in members), reverse=True)
    return Group(key, members, entries, entries[0], told, inside, (first, others[0] if others else 0.0))


def resolve(groups: Sequence[Group], countries: Mapping[str, float], words: PlaceWords) -> None:
    """Chooses an entry for each group. ``countries`` are those that the text is about otherwise, with weights."""
    for part in _stretches(groups):
        field = Field(part, countries, words)
        scores = field.scores()
        support = field.support(scores)
        for number, first, last in field.ranges():
            _choose(part[number], scores[first:last], support[first:last])


def _stretches(groups: Sequence[Group]) -> Iterator[Sequence[Group]]:
    first = size = 0
    for i, each in enumerate(groups):
        if size + len(each.entries) > MAX_TOGETHER:
            yield groups[first:i]
            first, size = i, 0
        size += len(each.entries)
    if groups:
        yield groups[first:]


def _choose(group: Group, scores: Floats, support: Floats) -> None:
    # Rounded, so that the last bits of a machine's arithmetic decide nothing.
    best = min(range(len(scores)), key=lambda i: (-round(float(scores[i]), 6), i))
    group.chosen = group.entries[best]
    group.support = min(1.0, float(support[best]))


class Field:
    """The candidates of all names of a text in one table, each of them also a focus that the text may have."""

    def __init__(self, groups: Sequence[Group], countries: Mapping[str, float], words: PlaceWords) -> None:
        self.sizes = [len(group.entries) for group in groups]
        self.starts = np.cumsum([0, *self.sizes[:-1]])
        self.weights = words.focus_weights
        entries = [entry for group in groups for entry in group.entries]
        self.owner: Ints = np.repeat(np.arange(len(groups)), self.sizes)
        self.weight: Floats = np.array([group.weight for group in groups], dtype=float)[self.owner]
        self.evidence: Floats = np.array([group.evidence(words) for group in groups], dtype=float)
        self.related = _related(groups, words)
        self.alone: Floats = np.array(
            [
                sum(value * words.referent_weights.get(name, 0.0) for name, value in own_signals(group, entry))
                for group in groups
                for entry in group.entries
            ]
        )
        self.prior: Floats = np.array([self._prior(entry, countries) for entry in entries])
        self._closeness(entries)

    def _prior(self, entry: GazetteerEntry, countries: Mapping[str, float]) -> float:
        """How likely a text has this focus, before it is read; a logarithm."""
        return (
            self.weights["population"] * log10(entry.population or UNKNOWN)
            + self.weights["is_country"] * (entry.feature == "country")
            + self.weights["hint"] * countries.get(entry.country or "", 0.0)
        )

    def _closeness(self, entries: Sequence[GazetteerEntry]) -> None:
        """``far`` fades with distance; ``local`` is how much more often a focus (column) has a place (row) named."""
        lat = np.radians([entry.lat for entry in entries])
        lon = np.radians([entry.lon for entry in entries])
        points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
        chord = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * (points @ points.T)))
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, chord / 2))
        point = np.array([entry.feature not in WIDE for entry in entries], dtype=float)
        narrow = np.array([entry.feature not in LANDS for entry in entries], dtype=float)
        both = point[:, None] * point[None, :]
        self.far: Floats = np.exp(-km / FAR_KM) * narrow[:, None] * narrow[None, :]
        self.local: Floats = (
            np.exp(self.weights["near"] - km / NEAR_KM) * both
            + np.exp(self.weights["far"]) * self.far
            + np.exp(self.weights["same_region"])
            * _same(entry.admin1 and f"{entry.country}.{entry.admin1}" for entry in entries)
            + np.exp(self.weights["same_country"]) * _same(entry.country for entry in entries)
        )

    def ranges(self) -> Iterator[tuple[int, int, int]]:
        """(number of the group, first, last) for every group."""
        for number, (first, size) in enumerate(zip(self.starts.tolist(), self.sizes, strict=True)):
            yield number, first, first + size

    def scores(self) -> Floats:
        """The logarithm of how often each candidate is meant by its name, up to a constant for each name."""
        worldwide = np.exp(self.alone)
        locally = np.exp(self.weights["evenness"] * self.alone)
        total = np.add.reduceat(worldwide, self.starts)
        explained = np.log1p(np.add.reduceat(locally[:, None] * self.local, self.starts, axis=0) / total[:, None])
        explained *= (self.weights["trust"] * self.evidence)[:, None]
        # What a name and its relatives ("Gaza", "Gaza Strip") say of the focus is no evidence of which one it means.
        likelihood = explained.sum(axis=0)[None, :] - self.related @ explained + self.prior[None, :]
        chance = np.exp(likelihood - likelihood.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        scores: Floats = np.log(worldwide + locally * np.einsum("ij,ij->i", chance[self.owner], self.local))
        return scores

    def shares(self, scores: Floats) -> Floats:
        """How likely each candidate is the one meant, among those of its name."""
        highest = np.repeat(np.maximum.reduceat(scores, self.starts), self.sizes)
        powers = np.exp(scores - highest)
        shares: Floats = powers / np.repeat(np.add.reduceat(powers, self.starts), self.sizes)
        return shares

    def support(self, scores: Floats) -> Floats:
        """For every candidate how many of the other names lie near it, the sum of 0 to 1 for each."""
        strangers = 1.0 - self.related[self.owner][:, self.owner]
        return (self.far * strangers) @ (self.shares(scores) * self.weight)


def _related(groups: Sequence[Group], words: PlaceWords) -> Floats:
    """1 where one name holds all the words of the other, those for a kind of place aside, and for a name and itself."""
    own = [frozenset(group.key.split()) for group in groups]
    own = [found.difference(words.kinds, words.area_tails) or found for found in own]
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(own):
        for word in found:
            by_word[word].append(number)
    related = np.eye(len(groups))
    for number, found in enumerate(own):
        for other in by_word[min(found)] if found else ():
            if found <= own[other]:
                related[number, other] = related[other, number] = 1.0
    return related


def own_signals(group: Group, entry: GazetteerEntry) -> Iterator[tuple[str, float]]:
    """What speaks for an entry whatever the other names of the text mean."""
    size = log10(entry.population or UNKNOWN)
    yield "population", size
    if entry.feature in ("country", "region", "district"):
        yield "area_population", size - AREA_SIZE
    yield f"is_{entry.feature}", 1.0
    if entry.usual:
        yield "usual", 1.0
    if _is_overshadowed(entry, group.entries):
        yield "overshadowed", 1.0
    if _has_seat(entry, group.entries):
        yield "has_seat", 1.0
    yield "kind", group.told.get(entry.feature, 0) / len(group.mentions)
    if group.inside:
        named = entry.country in group.inside or f"{entry.country}.{entry.admin1}" in group.inside
        yield ("inside" if named else "elsewhere"), 1.0


def _is_overshadowed(entry: GazetteerEntry, namesakes: Sequence[GazetteerEntry]) -> bool:
    """The plain name means a greater place elsewhere in the same country.

    "Washington" is the capital, hardly the state and hardly a county, and "Oklahoma" is no town in Pennsylvania; but the
    city of New York lies in the state, and they are called alike for that.
    """
    if entry.feature in ("country", "capital"):
        return False
    greater = [other for other in namesakes if other.country == entry.country and other.usual]
    capitals = {other.admin1 for other in greater if other.feature == "capital"}
    regions = {other.admin1 for other in greater if other.feature == "region"}
    return bool(capitals - {entry.admin1}) or bool(regions and entry.admin1 not in regions)


def _has_seat(entry: GazetteerEntry, namesakes: Sequence[GazetteerEntry]) -> bool:
    """A region with a town of its own name, which is what the plain name means: the province is told as one.

    A town whose whole name is longer ("New York City") leaves the plain name to the region.
    """
    return entry.feature == "region" and any(
        other.feature in ("city", "capital")
        and (other.country, other.admin1) == (entry.country, entry.admin1)
        and _length(other.name) == _length(entry.name)
        for other in namesakes
    )


def _length(name: str) -> int:
    """In words, the Arabic article aside."""
    return len(fold(name).removeprefix("al ").split())


def _same(names: Iterable[str | None]) -> Floats:
    """1 for each pair that has the same name, none is the same as none."""
    numbers: dict[str, int] = {}
    found = np.array([numbers.setdefault(name, len(numbers) + 1) if name else 0 for name in names], dtype=np.int64)
    same: Floats = ((found[:, None] == found) & (found > 0)[:, None]).astype(float)
    return same

"""Names for the base map: countries, first-level regions and towns of the gazetteer within a box, the largest first."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from pathlib import Path

from sayso.catalogue.gazetteer import Gazetteer, GazetteerEntry
from sayso.desk.filters import box_of
from sayso.errors import SaysoError

MOST = 120
KINDS = {"country": "country", "region": "region", "capital": "town", "city": "town"}
"""The gazetteer's features that have names on the map, and what each is there."""
COUNTRIES_TO, REGIONS_FROM = 5.5, 5.5
"""Zoom up to which countries, and from which regions, are named."""
SMALLEST = {3.5: 3_000_000, 5.0: 800_000, 6.5: 200_000, 8.0: 50_000}
"""Zoom → people of the smallest town that is named up to it."""
LEAST = 5_000
Label = tuple[float, float, str, int, str]


def within(catalogue: Path | None, bbox: str, zoom: float) -> list[Label]:
    """Longitude, latitude, name, rank (0 first) and kind of each. Raises ``SaysoError`` for what is no box."""
    box = box_of(bbox)
    if box is None:
        raise SaysoError("bbox is missing: write west,south,east,north in degrees.")
    west, south, east, north = box
    smallest = next((people for up_to, people in SMALLEST.items() if zoom <= up_to), LEAST)
    named = (
        (entry.lon, entry.lat, entry.name, rank, KINDS[entry.feature])
        for rank, entry in enumerate(_places(catalogue))
        if west <= entry.lon <= east and south <= entry.lat <= north and _is_named(entry, zoom, smallest)
    )
    return list(islice(named, MOST))


def _is_named(entry: GazetteerEntry, zoom: float, smallest: int) -> bool:
    kind = KINDS[entry.feature]
    if kind == "town":
        return entry.population >= smallest
    return zoom <= COUNTRIES_TO if kind == "country" else zoom >= REGIONS_FROM


@lru_cache(maxsize=1)
def _places(catalogue: Path | None) -> list[GazetteerEntry]:
    return Gazetteer.open(catalogue).largest(tuple(KINDS), LEAST)

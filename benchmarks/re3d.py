"""Entities and relations against re3d (Dstl, Aleph Insights and Committed Software 2017): load, predict, score.

``score`` prints precision, recall and F1 of entities by type, exact (same bounds, a leading article aside) and overlapping,
and of relations that claims can give: FightingAgainst (who does it to whom in claims of fighting), InChargeOf (who takes,
holds or leads what), AlliesOf (who aids whom), CommWith (who meets or talks with whom). A relation is found when both ends
overlap the gold ones; those of FightingAgainst, AlliesOf and CommWith may be swapped. Gold is what the annotators' model is
surer of than not (confidence of .5 and more). Nothing was trained on it.
``predict`` writes one JSON object a document with ``entities`` and ``relations``.

Types come from Sayso so: Person and Organisation from actors and sources by their kind, Location from places, Temporal from
times, Quantity from numbers, Nationality from demonyms before a noun, Weapon and MilitaryPlatform from the lexicon's
classes of nouns. Pronouns and money are not looked for.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from spacy.tokens import Doc, Token

from benchmarks.corpora import SHARED, documents, plain
from benchmarks.report import Figures, heading
from sayso.reading.pipeline import Reader
from sayso.records import Claim, Reading

RE3D = SHARED / "data" / "re3d"
PLATFORMS = ("aircraft", "ship")
PLATFORM_WORDS = frozenset({"tank", "gunboat"})
WEAPONS = ("projectile", "arms")
WEAPON_WORDS = frozenset({"ied", "vbied", "strike", "airstrike", "explosive"})
NOT_WEAPONS = frozenset({"system", "vehicle", "round", "stockpile", "cache", "depot", "materiel", "hardware"})
TYPES = (
    "Organisation", "Location", "Person", "Temporal", "Quantity", "Weapon", "MilitaryPlatform", "Nationality", "Vehicle",
    "Money", "DocumentReference",
)  # fmt: skip
RELATIONS = ("FightingAgainst", "InChargeOf", "AlliesOf", "CommWith")
SWAPPED = frozenset({"FightingAgainst", "AlliesOf", "CommWith"})
FIGHTING = frozenset({"ASSAULT"})
ALLIED = frozenset({"AID", "COOPERATE", "SUPPORT"})
MEETING = frozenset({"CONSULT", "AGREE"})
CONTROL = frozenset(
    {"Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory"}
)
ARTICLES = re.compile(r"^(?:the|a|an|some|its|their|his|her)\s+", re.IGNORECASE)
LEAST = 0.5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entity:
    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Relation:
    source: tuple[int, int]
    target: tuple[int, int]
    type: str


@dataclass(frozen=True, slots=True)
class Annotated:
    docid: str
    text: str
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


# Load


def load(folder: Path) -> Iterator[Annotated]:
    """The documents of all sources, in name order."""
    for source in sorted(path for path in folder.iterdir() if path.is_dir()):
        entities = _by_document(source / "entities.json", lambda row: Entity(row["begin"], row["end"], row["type"]))
        relations = _by_document(source / "relations.json", _relation)
        for row in _rows(source / "documents.json"):
            docid = row["_id"]
            yield Annotated(docid, row["text"], tuple(entities.get(docid, ())), tuple(relations.get(docid, ())))


def _relation(row: dict[str, Any]) -> Relation:
    return Relation((row["sourceBegin"], row["sourceEnd"]), (row["targetBegin"], row["targetEnd"]), row["type"])


def _by_document(path: Path, made: Callable[[dict[str, Any]], T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for row in _rows(path):
        if row["confidence"] >= LEAST:
            found.setdefault(row["documentId"], []).append(made(row))
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


# Predict


def predict(reader: Reader, text: str) -> tuple[list[Entity], list[Relation]]:
    reading = reader.read(plain("", text))
    doc = reader.nlp(text)
    return entities(reader, doc, reading), relations(reading.claims)


def entities(reader: Reader, doc: Doc, reading: Reading) -> list[Entity]:
    found = [Entity(place.start, place.end, "Location") for place in reading.places]
    found += [Entity(time.start, time.end, "Temporal") for time in reading.times if time.type != "SET"]
    found += [Entity(item.start, item.end, "Quantity") for item in reading.quantities]
    countries = [place.country for place in reading.places if place.country]
    placed = {(place.start, place.end) for place in reading.places}
    for actor in reader.actors.find(doc, countries, None):
        if (actor.start, actor.end) not in placed or actor.metonym:
            found.append(Entity(actor.start, actor.end, "Person" if actor.kind == "person" else "Organisation"))
    taken = [(item.start, item.end) for item in found]
    for span in doc.ents:
        kind = {"PERSON": "Person", "ORG": "Organisation"}.get(span.label_)
        if kind and not any(span.start_char < end and start < span.end_char for start, end in taken):
            found.append(Entity(span.start_char, span.end_char, kind))
    for token in doc:
        if kind := _noun(reader, token):
            found.append(Entity(token.idx, token.idx + len(token), kind))
    return sorted(set(found), key=lambda item: (item.start, item.end, item.type))


def _noun(reader: Reader, token: Token) -> str | None:
    lemma, classes = token.lemma_.lower(), reader.lexicon.classes
    if token.lower_ in reader.gazetteer.words.demonyms and token.tag_ == "JJ":
        return "Nationality"
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if lemma in PLATFORM_WORDS or any(lemma in classes[name] for name in PLATFORMS):
        return "MilitaryPlatform"
    weapon = lemma in WEAPON_WORDS or any(lemma in classes[name] for name in WEAPONS)
    return "Weapon" if weapon and lemma not in NOT_WEAPONS else None


def relations(claims: Iterable[Claim]) -> list[Relation]:
    """Of each claim that is asserted as having happened: its agents to its targets, or to its place taken."""
    found: dict[Relation, None] = {}
    for claim in claims:
        kind = _type(claim)
        if kind is None or claim.polarity != "asserted":
            continue
        agents = [(part.start, part.end) for part in claim.participants if part.role == "agent"]
        done = [(part.start, part.end) for part in claim.participants if part.role in ("target", "victim")]
        if kind == "InChargeOf":
            done += [(place.start, place.end) for place in claim.places[:1]]
        for source in agents:
            found |= {Relation(source, target, kind): None for target in done if target != source}
    return list(found)


def _type(claim: Claim) -> str | None:
    if claim.event.acled_sub in CONTROL:
        return "InChargeOf"
    for kind, events in (("FightingAgainst", FIGHTING), ("AlliesOf", ALLIED), ("CommWith", MEETING)):
        if claim.event.plover in events:
            return kind
    return None


# Score


@dataclass(slots=True)
class Counts:
    gold: int = 0
    predicted: int = 0
    exact: int = 0
    overlapping: int = 0

    def line(self, name: str) -> str:
        shown = "".join(
            "  " + " ".join(f"{m:.3f}" for m in self.measures(hits)) for hits in (self.exact, self.overlapping)
        )
        return f"{name:18}{self.gold:6}{self.predicted:6}{shown}"

    def measures(self, hits: int) -> tuple[float, float, float]:
        precision, recall = hits / max(self.predicted, 1), hits / max(self.gold, 1)
        return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def score(rows: Iterable[tuple[Annotated, Sequence[Entity], Sequence[Relation]]]) -> dict[str, Counts]:
    """Counts by type of entity, of all entities, and by type of relation."""
    by_type = {name: Counts() for name in (*TYPES, "all")}
    related = {name: Counts() for name in RELATIONS}
    for gold, mine, linked in rows:
        for name in TYPES:
            counted = _entities(
                gold.text, [e for e in gold.entities if e.type == name], [e for e in mine if e.type == name]
            )
            _add(by_type[name], counted)
            _add(by_type["all"], counted)
        for name in RELATIONS:
            theirs = [relation for relation in gold.relations if relation.type == name]
            _add(related[name], _relations(theirs, [relation for relation in linked if relation.type == name]))
    return {**by_type, **related}


def _add(counts: Counts, more: Counts) -> None:
    counts.gold += more.gold
    counts.predicted += more.predicted
    counts.exact += more.exact
    counts.overlapping += more.overlapping


def _entities(text: str, theirs: Sequence[Entity], mine: Sequence[Entity]) -> Counts:
    exact = len({_bare(text, item) for item in theirs} & {_bare(text, item) for item in mine})
    left = list(mine)
    overlapping = 0
    for item in theirs:
        match = next((other for other in left if item.start < other.end and other.start < item.end), None)
        if match is not None:
            left.remove(match)
            overlapping += 1
    return Counts(len(theirs), len(mine), exact, overlapping)


def _bare(text: str, item: Entity) -> tuple[int, int]:
    article = ARTICLES.match(text[item.start : item.end])
    return item.start + (article.end() if article else 0), item.end


def _relations(theirs: Sequence[Relation], mine: Sequence[Relation]) -> Counts:
    left = list(mine)
    exact = overlapping = 0
    for item in theirs:
        match = next((other for other in left if _same(item, other)), None)
        if match is not None:
            left.remove(match)
            overlapping += 1
            exact += match == item
    return Counts(len(theirs), len(mine), exact, overlapping)


def _same(one: Relation, other: Relation) -> bool:
    straight = _meet(one.source, other.source) and _meet(one.target, other.target)
    return straight or (one.type in SWAPPED and _meet(one.source, other.target) and _meet(one.target, other.source))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def write_predictions(source: Path, output: Path, reader: Reader) -> None:
    with output.open("w", encoding="utf-8") as lines:
        for docid, text in documents(source):
            found, linked = predict(reader, text)
            row = {
                "document_id": docid,
                "entities": [
                    {"begin": e.start, "end": e.end, "type": e.type, "value": text[e.start : e.end]} for e in found
                ],
                "relations": [{"source": list(r.source), "target": list(r.target), "type": r.type} for r in linked],
            }
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def figures() -> Figures:
    reader = Reader()
    for name, counts in score((item, *predict(reader, item.text)) for item in load(RE3D)).items():
        yield f"{name}, overlapping F1", counts.measures(counts.overlapping)[2]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.re3d", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--corpus", type=Path, default=RE3D)
    predicting = commands.add_parser("predict")
    predicting.add_argument(
        "--documents", type=Path, required=True, help="a folder of .txt files, or JSON Lines (id, text)"
    )
    predicting.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    if options.command == "predict":
        write_predictions(options.documents, options.output, Reader())
        return 0
    if not options.corpus.is_dir():
        print(f"{options.corpus} is not here: nothing to score", file=sys.stderr)
        return 1
    reader = Reader()
    print(heading("entities and relations, re3d"))
    print(" " * 20 + "gold  pred  exact P, R, F1     overlapping P, R, F1")
    for name, counts in score((item, *predict(reader, item.text)) for item in load(options.corpus)).items():
        print(counts.line(name))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

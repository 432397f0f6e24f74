"""Attributions against PolNeAR: load its brat files, predict, score.

``score`` prints precision, recall and F1 of source, cue and content spans (exact, and by character) and of whole
attributions (same role spans meet: sources overlap, contents overlap by at least half of their union).
``agreement`` scores annotators of one text against each other, which tells how far the corpus agrees with itself.
``predict`` writes one JSON object a document, as ``sayso annotate`` does.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import SHARED, documents
from benchmarks.report import Figures, heading
from sayso.encoder.model import Model, shipped
from sayso.encoder.tokens import tokenizer
from sayso.reading.credits import credits_of
from sayso.records import Attribution, Span, to_dict

ROLES = ("source", "cue", "content")
POLNEAR = SHARED / "data" / "polnear"
ENTITY = re.compile(r"(T\d+)\t(\w+) ([\d ;]+)")
RELATION = re.compile(r"E\d+\t(.*)")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One attribution: the character spans of each role, the parts of a broken span in order."""

    source: Spans
    cue: Spans
    content: Spans


# Load


def load(folder: Path, part: str) -> Iterator[tuple[str, list[list[Annotated]]]]:
    """Texts in name order, each with what each of its annotators marked."""
    marked: dict[str, list[Path]] = {}
    for path in sorted((folder / part / "attributions").glob("*.ann")):
        marked.setdefault(path.stem.rpartition("_")[0], []).append(path)
    for path in sorted((folder / part / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        yield text, [read_brat(marks, text) for marks in marked.get(path.stem, [])]


def read_brat(path: Path, text: str) -> list[Annotated]:
    """The attributions of a standoff file. Lines that are neither entity nor relation are the rest of a text column."""
    lines = path.read_text(encoding="utf-8").splitlines()
    spans: dict[str, Spans] = {}
    for line in lines:
        if entity := ENTITY.match(line):
            pairs = [part.split() for part in entity[3].split(";")]
            spans[entity[1]] = tuple((int(start), int(end)) for start, end in pairs)
    found: list[Annotated] = []
    for line in lines:
        if relation := RELATION.match(line):
            roles: dict[str, Spans] = {}
            for argument in relation[1].split():
                role, _, name = argument.partition(":")
                key = role.rstrip("0123456789").lower()
                if key in ROLES:
                    roles[key] = tuple(sorted((*roles.get(key, ()), *spans[name])))
            found.append(Annotated(*(merged(text, roles.get(role, ())) for role in ROLES)))
    return found


# Predict


def predict(text: str, model: Model) -> list[Attribution]:
    return credits_of(text, model, model.see(tokenizer()(text)))


def merged(text: str, spans: Spans) -> Spans:
    """Spans that only white space separates made one: annotators' tools cut them at line ends."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and not text[result[-1][1] : start].strip():
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return tuple(result)


def as_annotated(found: Sequence[Attribution]) -> list[Annotated]:
    def one(span: Span | None) -> Spans:
        return () if span is None else ((span.start, span.end),)

    return [
        Annotated(one(item.source), one(item.cue), tuple((span.start, span.end) for span in item.content))
        for item in found
    ]


# Score


@dataclass(slots=True)
class Count:
    """Hits among the predicted and the gold, by weight."""

    predicted: float = 0
    gold: float = 0
    precise: float = 0
    recalled: float = 0

    def add(self, predicted: float, gold: float, precise: float, recalled: float) -> None:
        self.predicted += predicted
        self.gold += gold
        self.precise += precise
        self.recalled += recalled

    def measures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision = self.precise / self.predicted if self.predicted else 0.0
        recall = self.recalled / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def characters(spans: Iterable[Spans]) -> set[int]:
    return {at for span in spans for start, end in span for at in range(start, end)}


def score_document(counts: dict[str, Count], predicted: Sequence[Annotated], gold: Sequence[Annotated]) -> None:
    for role in ROLES:
        mine = {getattr(item, role) for item in predicted if getattr(item, role)}
        theirs = {getattr(item, role) for item in gold if getattr(item, role)}
        hits = len(mine & theirs)
        counts[f"{role} exact"].add(len(mine), len(theirs), hits, hits)
        my_characters, their_characters = characters(mine), characters(theirs)
        both = len(my_characters & their_characters)
        counts[f"{role} characters"].add(len(my_characters), len(their_characters), both, both)
    precise = sum(any(agree(one, other) for other in gold) for one in predicted)
    recalled = sum(any(agree(one, other) for one in predicted) for other in gold)
    counts["attribution"].add(len(predicted), len(gold), precise, recalled)


def agree(one: Annotated, other: Annotated) -> bool:
    """Contents overlap by half of their union or more, and sources overlap or both are missing."""
    mine, theirs = characters([one.content]), characters([other.content])
    if 2 * len(mine & theirs) < len(mine | theirs) or not mine & theirs:
        return False
    if not one.source or not other.source:
        return not one.source and not other.source
    return bool(characters([one.source]) & characters([other.source]))


def new_counts() -> dict[str, Count]:
    names = [f"{role} {way}" for role in ROLES for way in ("exact", "characters")]
    return {name: Count() for name in (*names, "attribution")}


def score(folder: Path, part: str, every: int, model: Model) -> dict[str, Count]:
    """Counts over every ``every``-th text; each annotator of a text counts as one document."""
    counts = new_counts()
    for index, (text, annotators) in enumerate(load(folder, part)):
        if index % every == 0:
            predicted = as_annotated(predict(text, model))
            for gold in annotators:
                score_document(counts, predicted, gold)
    return counts


def agreement(folder: Path, part: str) -> dict[str, Count]:
    """Counts over the first two annotators of every text that has several, one taken for the prediction."""
    counts = new_counts()
    for _, annotators in load(folder, part):
        if len(annotators) > 1:
            score_document(counts, *annotators[:2])
    return counts


def figures() -> Figures:
    for name, count in score(POLNEAR, "dev", 1, shipped()).items():
        yield f"{name} F1", count.measures()[2]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.attribution", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--every", type=int, default=1, help="take every n-th text")
    agreeing = commands.add_parser("agreement")
    for command in (scoring, agreeing):
        command.add_argument("--part", default="dev", choices=("train", "dev"))
        command.add_argument("--polnear", type=Path, default=POLNEAR)
    predicting = commands.add_parser("predict")
    predicting.add_argument("--documents", type=Path, required=True)
    predicting.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    if options.command != "predict":
        if options.command == "score":
            counts = score(options.polnear, options.part, options.every, shipped())
        else:
            counts = agreement(options.polnear, options.part)
        print(heading(f"attribution, {options.command}, PolNeAR {options.part}"))
        print(f"{'':20} {'P':>6} {'R':>6} {'F1':>6}")
        for name, count in counts.items():
            print(f"{name:20} " + " ".join(f"{measure:6.3f}" for measure in count.measures()))
        return 0
    model = shipped()
    with options.output.open("w", encoding="utf-8") as output:
        for document_id, text in documents(options.documents):
            row = {"document_id": document_id, "attributions": to_dict(predict(text, model))}
            output.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

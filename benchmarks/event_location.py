"""Which place an event happened at (Halterman 2019): load, predict, score.

A sentence comes with the verb of its event; the tokens of the place where that event happened are to be found, or none.
``score`` prints precision, recall and F1 of tokens and the share of sentences that are wholly right, over the tenth of the
sentences (by checksum of the text) that training leaves out. ``predict`` writes each row with the ``spans`` it predicts.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpora import SHARED
from benchmarks.report import Figures, heading
from sayso.encoder.model import Model, shipped
from sayso.encoder.tokens import tokenizer

Row = dict[str, Any]
BIAS = 0.5
"""Added to the scores of a place's words: where precision meets recall on rows that training had. The reading of documents
adds nothing: where no word is told, it looks for a place in the clause, and what is told there has to be sure."""
ROWS = SHARED / "data" / "event_location" / "labeled_text.jsonl"


# Load


def load(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def held_out(row: Row) -> bool:
    """Whether training leaves the row out: one text in ten, with all its verbs."""
    return zlib.crc32(row["text"].strip().encode()) % 10 == 0


def marked(row: Row, label: str) -> list[tuple[int, int]]:
    """Code points of the spans with a label, by their tokens: the ``start`` and ``end`` of some spans number tokens."""
    spans = [span for span in row["spans"] if span["label"] == label]
    words = [row["tokens"][span["token_start"] : span["token_end"] + 1] for span in spans]
    return [(part[0]["start"], part[-1]["end"]) for part in words]


# Predict


def predict(row: Row, model: Model) -> list[tuple[int, int]]:
    """Code points of the places where the event of the row's verb happened."""
    verbs = marked(row, "VERB")
    for seen in model.see(tokenizer()(row["text"])) if verbs else ():
        first, last = seen.window.words(*verbs[0])
        if first < last:
            spans = model.arguments("place", seen, first, last, BIAS)
            return [(int(seen.window.starts[a]), int(seen.window.ends[b - 1])) for _, a, b in spans]
    return []


# Score


def tokens(row: Row, spans: Sequence[tuple[int, int]]) -> set[int]:
    return {
        number
        for number, token in enumerate(row["tokens"])
        if token["text"].strip() and any(token["start"] < end and start < token["end"] for start, end in spans)
    }


def score(rows: Sequence[Row], model: Model) -> tuple[float, float, float, float]:
    """Precision, recall and F1 of tokens, share of rows wholly right."""
    predicted = gold = hits = right = 0
    for row in rows:
        mine = tokens(row, predict(row, model))
        theirs = tokens(row, marked(row, "LOCATION"))
        predicted, gold, hits = predicted + len(mine), gold + len(theirs), hits + len(mine & theirs)
        right += mine == theirs
    return hits / max(predicted, 1), hits / max(gold, 1), 2 * hits / max(predicted + gold, 1), right / max(len(rows), 1)


def figures() -> Figures:
    measures = score([row for row in load(ROWS) if held_out(row)], shipped())
    yield from zip(("token precision", "token recall", "token F1", "sentences wholly right"), measures, strict=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.event_location", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--documents", type=Path, default=ROWS)
    predicting = commands.add_parser("predict")
    predicting.add_argument("--documents", type=Path, required=True)
    predicting.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    model = shipped()
    if options.command == "predict":
        with options.output.open("w", encoding="utf-8") as output:
            for row in load(options.documents):
                kept = [span for span in row["spans"] if span["label"] != "LOCATION"]
                places = [{"start": start, "end": end, "label": "LOCATION"} for start, end in predict(row, model)]
                output.write(json.dumps({**row, "spans": [*kept, *places]}, ensure_ascii=False) + "\n")
        return 0
    rows = [row for row in load(options.documents) if held_out(row)]
    precision, recall, f1, right = score(rows, model)
    print(heading("event_location, the tenth held out"))
    print(f"{len(rows)} sentences: tokens precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    print(f"sentences wholly right {right:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Incidents of MUC-3/4 messages as templates: load, predict, score.

``score`` prints, slot by slot, what the templates predicted for messages have in common with those of a key (see
``benchmarks.muc_scores`` for how templates are paired and counted, ``benchmarks.muc_values`` for when two fillers agree):
date, place, type, stage, confidence in the perpetrating organization, effect on and number of human targets, effect on
physical targets. It reads TST1 and TST2 unless told otherwise, which nothing here was trained or chosen on; the last 200
development messages (``--part held``) are what choices were made on.
``predict`` reads a file of messages and writes a file of keys.

The best of the 17 systems of 1992 had on TST3, recall/precision: date .61/.57, place .63/.59, victim number .66/.56,
effect .62/.52, confidence .24/.30 (Sundheim 1992, "Overview of the fourth message understanding
evaluation and conference").
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.corpora import SHARED
from benchmarks.muc_keys import Message, Template, read_keys, read_messages, written
from benchmarks.muc_model import Decisions, decisions
from benchmarks.muc_reading import MessageReader
from benchmarks.muc_scores import SCORED, score
from benchmarks.muc_templates import templates
from benchmarks.report import Figures, heading

KEYS = SHARED / "data" / "muc4" / "keys"
PARTS = {
    "tst1": (("tst1-muc3", "key-tst1.v7"),),
    "tst2": (("tst2-muc4", "key-tst2.v4"),),
    "held": (("dev-muc3-1101-1200", "key-dev-1101.muc4"), ("dev-muc3-1201-1300", "key-dev-1201.muc4")),
}


def load(folder: Path, part: str) -> tuple[list[Message], dict[str, list[Template]]]:
    """The messages of a part and their templates."""
    messages: list[Message] = []
    gold: dict[str, list[Template]] = {}
    for texts, keys in PARTS[part]:
        messages += read_messages(folder / texts)
        gold |= read_keys(folder / keys)
    return messages, gold


def predict(messages: Sequence[Message], reader: MessageReader, decided: Decisions) -> dict[str, list[Template]]:
    return {message.docid: templates(reader.read_one(message), decided) for message in messages}


def _print_scores(folder: Path, parts: Sequence[str], predicted: Mapping[str, Path]) -> None:
    reader = None if predicted else MessageReader()
    for part in parts:
        messages, gold = load(folder, part)
        if reader is None:
            found = {docid: mine for path in predicted.values() for docid, mine in read_keys(path).items()}
        else:
            found = predict(messages, reader, decisions())
        print(heading(f"incidents, MUC-4 {part}, {len(messages)} messages"))
        for line in score(found, gold).lines():
            print(line)


def figures() -> Figures:
    messages: list[Message] = []
    gold: dict[str, list[Template]] = {}
    for part in ("tst1", "tst2"):
        texts, keys = load(KEYS, part)
        messages += texts
        gold |= keys
    result = score(predict(messages, MessageReader(), decisions()), gold)
    yield "templates F1", result.templates.measures[2]
    for slot, name in SCORED.items():
        yield f"{name} F1", result.slots[slot].measures[2]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.incidents", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--keys", type=Path, default=KEYS, help="the folder of messages and keys")
    scoring.add_argument("--part", action="append", choices=tuple(PARTS), help="tst1 and tst2 unless given")
    scoring.add_argument("--predicted", type=Path, help="score this file of templates instead of predicting")
    predicting = commands.add_parser("predict")
    predicting.add_argument("--documents", type=Path, required=True, help="a file of messages")
    predicting.add_argument("--output", type=Path, required=True, help="the file of keys to write")
    options = parser.parse_args(arguments)
    if options.command == "predict":
        found = predict(read_messages(options.documents), MessageReader(), decisions())
        options.output.write_text(written(found), encoding="latin-1", errors="replace")
        return 0
    if not options.keys.is_dir():
        print(f"{options.keys} is not here: nothing to score", file=sys.stderr)
        return 1
    _print_scores(options.keys, options.part or ["tst1", "tst2"], {"": options.predicted} if options.predicted else {})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

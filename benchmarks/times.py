"""Time expressions against TimeBank as TempEval-3 gives it (TimeML files): load, predict, score.

``score`` prints F1 of extents (strict: the same; relaxed: overlapping), of values on overlapping extents (TempEval-3's
measure) and of types. What is reported is ``unseen``, files of odd index whose name has an odd CRC-32: nobody has looked at
what was read wrongly in them. All others are for development.
``predict`` reads .tml files (a folder or one) or JSON Lines (``id``, ``text``, ``published``) and writes one JSON object a
document, ``{"document_id", "times": [{"start", "end", "mention", "type", "value"}]}``, or a folder of .tml files.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from spacy.language import Language

from benchmarks import timeml
from benchmarks.corpora import SHARED
from benchmarks.report import Figures, heading
from benchmarks.timeml import Document, Timex
from sayso.encoder import PIPELINE
from sayso.encoder.component import load as load_pipeline
from sayso.errors import SaysoError
from sayso.reading.times import find_times
from sayso.records import TimeMention

TIMEBANK = SHARED / "data" / "tempeval3" / "TimeBank"
PARTS = {"even": (0,), "odd": (1,), "unseen": (1,), "all": (0, 1)}


def load(folder: Path, part: str) -> Iterator[Document]:
    """The documents of a part in name order."""
    for index, path in enumerate(sorted(folder.glob(f"*{timeml.SUFFIX}"))):
        seen = part == "unseen" and zlib.crc32(path.stem.encode()) % 2 == 0
        if index % 2 in PARTS[part] and not seen:
            yield timeml.read(path)


def predict(text: str, published: date | None, nlp: Language) -> list[TimeMention]:
    return find_times(nlp(text), published)


def pairs(gold: Sequence[Timex], predicted: Sequence[TimeMention]) -> list[tuple[Timex, TimeMention]]:
    """Each gold expression with the first unused predicted one that overlaps it, both in text order."""
    found: list[tuple[Timex, TimeMention]] = []
    position = 0
    for expression in gold:
        while position < len(predicted) and predicted[position].end <= expression[0]:
            position += 1
        if position < len(predicted) and predicted[position].start < expression[1]:
            found.append((expression, predicted[position]))
            position += 1
    return found


@dataclass(slots=True)
class Counts:
    gold: int = 0
    predicted: int = 0
    relaxed: int = 0
    strict: int = 0
    values: int = 0
    types: int = 0
    words: int = 0
    seconds: float = 0.0

    def measures(self) -> Iterator[tuple[str, tuple[float, float, float]]]:
        """Precision, recall and F1 of extents and values."""
        for name, hits in (("strict", self.strict), ("relaxed", self.relaxed), ("value", self.values)):
            precision, recall = hits / max(self.predicted, 1), hits / max(self.gold, 1)
            yield name, (precision, recall, _f1(precision, recall))

    def lines(self) -> Iterator[str]:
        yield f"gold {self.gold}, predicted {self.predicted}"
        for name, (precision, recall, f1) in self.measures():
            yield f"{name:8}precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
        yield f"type accuracy on relaxed matches {self.types / max(self.relaxed, 1):.3f}"
        yield f"{1e6 * self.seconds / max(self.words, 1):.1f} microseconds of one core a word, parsing not counted"


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(documents: Iterator[Document], nlp: Language, errors: bool) -> Counts:
    counts = Counts()
    find_times(nlp(""), None)  # loads the grammar before the clock runs
    for document in documents:
        doc = nlp(document.text)
        started = time.process_time()
        predicted = find_times(doc, document.published)
        counts.seconds += time.process_time() - started
        counts.words += len(document.text.split())
        matched = pairs(document.times, predicted)
        counts.gold += len(document.times)
        counts.predicted += len(predicted)
        counts.relaxed += len(matched)
        counts.strict += sum(gold[:2] == (mine.start, mine.end) for gold, mine in matched)
        counts.values += sum(gold[3] == mine.value for gold, mine in matched)
        counts.types += sum(gold[2] == mine.type for gold, mine in matched)
        if errors:
            _print_errors(document, predicted, matched)
    return counts


def _print_errors(
    document: Document, predicted: Sequence[TimeMention], matched: Sequence[tuple[Timex, TimeMention]]
) -> None:
    text = document.text
    for gold, mine in matched:
        wanted = (text[gold[0] : gold[1]], *gold[2:])
        if wanted != (mine.mention, mine.type, mine.value):
            print(f"{document.name} {document.published} wrong: {wanted} not {mine.mention, mine.type, mine.value}")
    for gold in document.times:
        if gold not in [pair[0] for pair in matched]:
            print(f"{document.name} missed: {gold[2:]} {_around(text, gold[0], gold[1])}")
    for mine in predicted:
        if mine not in [pair[1] for pair in matched]:
            print(f"{document.name} spurious: {mine.type, mine.value} {_around(text, mine.start, mine.end)}")


def _around(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[max(start - 30, 0) : start]}[[{text[start:end]}]]{text[end : end + 25]}".split())


def write_predictions(source: Path, output: Path, form: str, nlp: Language) -> None:
    """Predicted expressions of every document of ``source``, as JSON Lines or as a folder of .tml files."""
    documents = timeml.documents(source)
    first = next(documents, None)
    if first is None:
        raise SaysoError(f"{source} has no documents: give a folder of .tml files, one of them, or JSON Lines.")
    predicted = ((item, predict(item.text, item.published, nlp)) for item in chain((first,), documents))
    if form == "timeml":
        if output.resolve() in (source.resolve(), source.resolve().parent):
            raise SaysoError(f"{output} holds the documents themselves: give another folder.")
        output.mkdir(parents=True, exist_ok=True)
        for document, times in predicted:
            timeml.write(output, document, times)
    else:
        with output.open("w", encoding="utf-8") as lines:
            lines.writelines(json_line(document, times) + "\n" for document, times in predicted)


def json_line(document: Document, times: Iterable[TimeMention]) -> str:
    names = ("start", "end", "mention", "type", "value")
    rows = [{name: getattr(item, name) for name in names} for item in times]
    return json.dumps({"document_id": document.name, "times": rows}, ensure_ascii=False)


def figures() -> Figures:
    for name, (_, _, f1) in score(load(TIMEBANK, "unseen"), load_pipeline(PIPELINE), errors=False).measures():
        yield f"{name} F1", f1


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.times", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--part", default="unseen", choices=tuple(PARTS))
    scoring.add_argument("--timebank", type=Path, default=TIMEBANK)
    scoring.add_argument("--errors", action="store_true", help="print what was missed, spurious or wrong")
    predicting = commands.add_parser("predict")
    predicting.add_argument(
        "--documents", type=Path, required=True, help="a folder of .tml files, one of them, or JSON Lines"
    )
    predicting.add_argument("--output", type=Path, required=True, help="a file, or a folder for timeml")
    predicting.add_argument("--format", default="json", choices=("json", "timeml"))
    for command in (scoring, predicting):
        command.add_argument("--pipeline", default=PIPELINE)
    options = parser.parse_args(arguments)
    nlp = load_pipeline(options.pipeline)
    if options.command == "predict":
        try:
            write_predictions(options.documents, options.output, options.format, nlp)
        except (SaysoError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    if not options.timebank.is_dir():
        print(f"{options.timebank} is not here: nothing to score", file=sys.stderr)
        return 1
    print(heading(f"times, TimeBank {options.part}"))
    for line in score(load(options.timebank, options.part), nlp, options.errors).lines():
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

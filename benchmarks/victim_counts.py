"""How many victims a report tells of, asked one target at a time, on MUC-3/4 messages: load, predict, score.

A question names a message, a human target of one of its templates in the key's words ("JESUIT PRIESTS", or several ways
to say it parted by " / ") and what became of it (DEATH, INJURY, NO INJURY, ...; "-" where the key tells nothing). The
answer is one number. Questions are made of every filler of HUM TGT: NUMBER that has a number; those that only say PLURAL
have no answer to compare. An answer is right when it is exactly the key's number (any of its alternatives; "about 100",
"at least 100", "up to 100" all ask for 100), as exact match in Zhong et al. 2023, "Extracting Victim Counts from Text"
(EACL). ``score`` prints the share of right answers, of all and of those whose number is more than one, by effect.

``predict`` reads a file of messages and a JSON Lines file of questions ``{"id", "docid", "effect", "description"}`` (type,
date and place of the template may stand beside) and writes ``{"id", "count"}``, the count null where none was found.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Span

from benchmarks.incidents import KEYS, PARTS, load
from benchmarks.muc_keys import (
    DATE,
    LOCATION,
    TYPE,
    VICTIM_EFFECT,
    VICTIM_NUMBER,
    Filler,
    Message,
    Template,
    read_messages,
)
from benchmarks.muc_reading import MessageReader, Read
from benchmarks.muc_values import references_agree
from benchmarks.report import Figures, heading
from sayso.records import Quantity

MEASURES = {"DEATH": "killed", "INJURY": "wounded"}
GROUPS = frozenset("people police personnel group troop crew family staff couple".split())
PRIOR = 30


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    docid: str
    effect: str
    description: str


# Load


def questions(gold: Mapping[str, Sequence[Template]]) -> Iterator[tuple[Question, frozenset[int], Template]]:
    """Each question, its right answers, and the template it is about."""
    for docid, templates in gold.items():
        for template in templates:
            for i, item in enumerate(template.fillers(VICTIM_NUMBER)):
                answers = numbers_of(item)
                references = tuple(dict.fromkeys(r for option in item.options for r in option.references if r != "-"))
                if answers and references:
                    effect = effect_of(references, template.fillers(VICTIM_EFFECT))
                    name = f"{docid}.{template.number}.{i}"
                    yield Question(name, docid, effect, " / ".join(references)), answers, template


def numbers_of(item: Filler) -> frozenset[int]:
    values = (option.value.replace(" ", "").strip("~-") for option in item.options)
    return frozenset(int(value) for value in values if value.isdigit())


def effect_of(references: tuple[str, ...], fillers: Iterable[Filler]) -> str:
    for item in fillers:
        for option in item.options:
            if option.references and references_agree(option.references, references):
                return option.value
    return "-"


# Predict


def count(read: Read, effect: str, description: str) -> int | None:
    """The number of the target: told with it, told of the same kind of people, or one for a name or singular."""
    ways = [way.strip() for way in description.split(" / ") if way.strip()]
    found = [phrase for way in ways for phrase in phrases_of(read, way)]
    told = [item for phrase in found if (item := told_with(read, phrase)) is not None]
    if told:
        return value_of(told[0])
    for way in ways:
        if (leading := _leading(read, way)) is not None:
            return leading
    if found and not any(is_plural(phrase) for phrase in found):
        return 1
    measure = MEASURES.get(effect)
    for phrase in found:
        alike = [item for item in read.reading.quantities if item.of and _alike(item, phrase)]
        for item in sorted(alike, key=lambda item: (item.measure != measure, abs(item.start - phrase.start_char))):
            if (number := value_of(item)) is not None:
                return number
    for phrase in found:
        for item in read.reading.quantities:
            in_sentence = phrase.sent.start_char <= item.start < phrase.sent.end_char
            if in_sentence and item.measure == measure and (number := value_of(item)) is not None:
                return number
    return 1 if ways and not found and not ways[0].endswith("S") else _enumerated(found)


def phrases_of(read: Read, way: str) -> list[Span]:
    """Where the text has the words: the noun phrase around each, or the words themselves."""
    pattern = r"\s+".join(re.escape(word) for word in way.split())
    found = []
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", read.doc.text, re.IGNORECASE):
        span = read.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None:
            found.append(span)
    return found


def told_with(read: Read, phrase: Span) -> Quantity | None:
    """The number that counts the phrase: in it or before it, the nearest."""
    head = phrase.root
    left = min(head.left_edge.idx, phrase.start_char)
    found = [
        item
        for item in read.reading.quantities
        if phrase.start_char - PRIOR <= item.start < phrase.end_char
        and (item.of is None or _names(item, head.text))
        and (item.start >= left or _names(item, head.text))
        and value_of(item) is not None
    ]
    return max(found, key=lambda item: item.start, default=None)


def _names(item: Quantity, head: str) -> bool:
    return item.of is not None and head.lower() in item.of.lower().split()


def _leading(read: Read, way: str) -> int | None:
    """The number at the head of the target's own words, where a quantity of the text has it."""
    first = way.split(maxsplit=1)[0].lower()
    if first.isdigit():
        return int(first)
    for item in read.reading.quantities:
        if item.text.lower().split()[-1] == first:
            return value_of(item)
    return None


def _alike(item: Quantity, phrase: Span) -> bool:
    of = (item.of or "").lower().split()
    return phrase.root.text.lower() in of or phrase.root.lemma_.lower() in of


def value_of(item: Quantity) -> int | None:
    bounds = [int(bound) for bound in (item.low, item.high) if bound is not None]
    vague = item.low != item.high and not re.search(
        r"\d|one|two|three|four|five|six|seven|eight|nine|ten", item.text.lower()
    )
    return None if not bounds or vague else bounds[0]


def is_plural(phrase: Span) -> bool:
    """Of common nouns: a name of several words is one person's, whatever it ends in."""
    named = len(phrase) > 1 and all(token.tag_ in ("NNP", "NNPS") for token in phrase)
    return not named and (phrase.root.tag_ in ("NNS", "NNPS") or phrase.root.lemma_.lower() in GROUPS)


def _enumerated(found: Sequence[Span]) -> int | None:
    return 2 if found else None


# Score


Rows = Iterable[tuple[Question, frozenset[int], int | None]]


def score(rows: Rows, errors: bool = False) -> dict[str, tuple[int, int]]:
    """Right answers and questions asked, of all, by effect, and of those whose answer is more than one."""
    tallies: dict[str, list[int]] = {}
    for question, answers, given in rows:
        right = given in answers
        names = ["all", question.effect, *(("more than one",) if max(answers) > 1 else ())]
        for name in names:
            tally = tallies.setdefault(name, [0, 0])
            tally[0] += right
            tally[1] += 1
        if errors and not right:
            print(f"{question.id} {question.effect} {question.description!r}: {sorted(answers)} not {given}")
    return {name: (hits, asked) for name, (hits, asked) in sorted(tallies.items(), key=lambda row: -row[1][1])}


def answered(reader: MessageReader, messages: Sequence[Message], gold: Mapping[str, Sequence[Template]]) -> Rows:
    asked = {question.docid for question, _, _ in questions(gold)}
    reads = {item.docid: reader.read_one(item) for item in messages if item.docid in asked}
    for question, answers, _ in questions(gold):
        yield question, answers, count(reads[question.docid], question.effect, question.description)


def write_questions(gold: Mapping[str, Sequence[Template]], output: Path) -> None:
    """The questions of a key, with their templates' type, date and place, to ask others."""
    with output.open("w", encoding="utf-8") as lines:
        for question, _, template in questions(gold):
            row = {"id": question.id, "docid": question.docid}
            row |= {"effect": question.effect, "description": question.description}
            for name, slot in (("type", TYPE), ("date", DATE), ("location", LOCATION)):
                row[name] = next((item.options[0].value for item in template.fillers(slot)), "-")
            lines.write(json.dumps(row) + "\n")


def figures() -> Figures:
    reader = MessageReader()
    rows = [row for part in ("tst1", "tst2") for row in answered(reader, *load(KEYS, part))]
    for name, (hits, asked) in score(rows).items():
        if name in ("all", "more than one"):
            yield f"exact match, {name}", hits / asked


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.victim_counts", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--keys", type=Path, default=KEYS, help="the folder of messages and keys")
    scoring.add_argument("--part", action="append", choices=tuple(PARTS), help="tst1 and tst2 unless given")
    scoring.add_argument("--errors", action="store_true")
    predicting = commands.add_parser("predict")
    predicting.add_argument("--documents", type=Path, required=True, help="a file of messages")
    predicting.add_argument("--questions", type=Path, required=True, help="JSON Lines")
    predicting.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    if options.command == "predict":
        _predict(options.documents, options.questions, options.output)
        return 0
    if not options.keys.is_dir():
        print(f"{options.keys} is not here: nothing to score", file=sys.stderr)
        return 1
    reader = MessageReader()
    for part in options.part or ("tst1", "tst2"):
        messages, gold = load(options.keys, part)
        print(heading(f"victim counts, MUC-4 {part}"))
        for name, (hits, all_asked) in score(answered(reader, messages, gold), options.errors).items():
            print(f"{name:32}{hits:5} of {all_asked:5}  exact {hits / all_asked:.3f}")
    return 0


def _predict(documents: Path, asked: Path, output: Path) -> None:
    reader = MessageReader()
    messages = {message.docid: message for message in read_messages(documents)}
    reads: dict[str, Read] = {}
    with output.open("w", encoding="utf-8") as lines:
        for line in filter(str.strip, asked.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            docid = row["docid"]
            if docid not in reads and docid in messages:
                reads[docid] = reader.read_one(messages[docid])
            given = count(reads[docid], row["effect"], row["description"]) if docid in reads else None
            lines.write(json.dumps({"id": row["id"], "count": given}) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())

"""Event types against sentences coded by hand: the PLOVER gold standard records, PETRARCH's unit tests, our own for ACLED.

``score`` prints, for the sentences held out from development (odd indices in their file; ``--part even`` for the
others): type accuracy (the share of coded events whose type is found in their sentence), precision, recall and F1 by
type, micro, macro and weighted, those of types with a mode, and how many sentences no event was found in. It does so for
the events of the main clauses, as PLOVER codes a sentence, and for all that Sayso claims.
``predict`` writes one JSON object a sentence: ``{"id", "events": [{"type", "mode", "source", "target"}]}``.

What Sayso claims is put the way PLOVER does it: a cooperative act that is only promised is AGREE, a hostile one THREATEN,
a cooperative one that will not be done REJECT; what is demanded, offered, threatened or refused is the content of that
act, not an event besides it. The gold standard's types of 2016 are put in those of 2021 by the conversion table:
INVESTIGATE and DISAPPROVE (CAMEO 09, 11) are ACCUSE, DEMAND (10) REQUEST, FIGHT (19) ASSAULT, destroyed property (1712)
and repression (175), which were COERCE, ASSAULT. PETRARCH's codes are CAMEO's in name only: most are those of WEIS, its
predecessor, and many mean nothing, so that its figure by the table says little; it stands beside one by WEIS.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import yaml

from benchmarks.corpora import SHARED, documents, plain
from benchmarks.report import Figures, heading
from sayso.reading.pipeline import Reader
from sayso.records import Claim

PARTS = {"even": (0,), "odd": (1,), "all": (0, 1)}
GSR = Path("plover") / "PLOVER_GSR_CAMEO.txt"
PETRARCH = Path("petrarch") / "PETR.UnitTest.records.xml"
TABLE = Path("plover") / "CAMEO2PLOVER-2021.txt"
OURS = Path(__file__).parents[1] / "training" / "sentences" / "acled.yaml"

TYPES_OF_2016 = {"INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "FIGHT": "ASSAULT"}
MODES_OF_2016 = {
    "strike-hun": "hunger",
    "strike-gen": "boycott",
    "demo-org": "demo",
    "demo-spon": "demo",
    "riot-spon": "riot",
    "host": "visit",
    "multilateral": "third-party",
    "detain": "arrest",
    "confiscate": "seize",
    "destroy": "seize",
    "censor": "restrict",
}
ASSAULTS_OF_2021 = frozenset({("COERCE", "destroy"), ("COERCE", "firearms")})
MODES_OF_SAYSO = {"aerial": "heavy-weapons"}  # the table (195) does not tell them apart
WEIS = {
    "01": "CONCEDE",
    "03": "CONSULT",
    "04": "SUPPORT",
    "05": "AGREE",
    "06": "SUPPORT",
    "07": "AID",
    "08": "AGREE",
    "09": "REQUEST",
    "10": "REQUEST",
    "11": "REJECT",
    "12": "ACCUSE",
    "13": "ACCUSE",
    "15": "REQUEST",
    "16": "THREATEN",
    "17": "THREATEN",
    "18": "MOBILIZE",
    "19": "SANCTION",
    "20": "SANCTION",
    "21": "COERCE",
    "22": "ASSAULT",
}

VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})

Coded = tuple[str, str | None]
"""Type and mode."""


@dataclass(frozen=True, slots=True)
class Sentence:
    name: str
    text: str
    date: str | None = None
    coded: tuple[Coded, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A predicted event; ``source`` and ``target`` are their words."""

    type: str
    mode: str | None
    source: str | None
    target: str | None


# Load


def gsr(path: Path) -> Iterator[Sentence]:
    """The gold standard records in the types and modes of 2021, the record that documents the file without a text."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        mode = row.get("mode") or None
        kind = TYPES_OF_2016.get(row["event"], row["event"])
        if (row["event"], mode) in ASSAULTS_OF_2021:
            kind = "ASSAULT"
        yield Sentence(row["id"], row.get("text", ""), row.get("date"), ((kind, MODES_OF_2016.get(mode or "", mode)),))


def petrarch(path: Path, types: Mapping[str, str]) -> Iterator[Sentence]:
    """The unit tests; codes that ``types`` does not have are left out, and sentences that test for errors are empty."""
    for element in ElementTree.parse(path).getroot().iter("Sentence"):
        text = " ".join((element.findtext("Text") or "").split())
        codings = [coding.attrib for coding in element.iter("EventCoding")]
        codes = [coding["eventcode"] for coding in codings if "eventcode" in coding]
        usable = all(code in types for code in codes) and not any("error" in coding for coding in codings)
        coded = dict.fromkeys((types[code], None) for code in codes) if usable else {}
        day = element.get("date", "")
        date = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else None
        yield Sentence(element.get("id", ""), text if usable else "", date, tuple(coded))


def cameo_types(path: Path) -> dict[str, str]:
    """CAMEO code → PLOVER type, of the conversion table."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {found[1]: found[2] for line in lines if (found := re.match(r"(\d{3,4}):\s*([A-Z]+),", line))}


def weis_types(path: Path) -> dict[str, str]:
    """Code → PLOVER type of its WEIS category, for the codes of PETRARCH's unit tests that have one."""
    codes = re.findall(r'eventcode\s*=\s*"(\d+)"', path.read_text(encoding="utf-8"))
    return {code: WEIS[code[:2]] for code in codes if code[:2] in WEIS and len(code) == 3}


def ours(path: Path) -> Iterator[Sentence]:
    for number, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
        yield Sentence(str(number), row["text"], "1995-06-01", tuple((sub, None) for sub in row["acled_sub"]))


def half(sentences: Iterable[Sentence], part: str) -> list[Sentence]:
    """The sentences of a part; indices are those in the file, records without a usable text counted."""
    return [one for index, one in enumerate(sentences) if index % 2 in PARTS[part] and one.text]


# Predict


def claims(reader: Reader, sentence: Sentence) -> tuple[Claim, ...]:
    return reader.read(plain(sentence.name, sentence.text, sentence.date)).claims


def plover(found: Sequence[Claim]) -> list[tuple[Claim, str]]:
    """The claims that PLOVER codes, in the order of the text, each with its type there."""
    acts = [claim for claim in found if _real(claim) and claim.event.plover in VERBAL]
    kept = []
    for claim in found:
        content = any(act is not claim and _told_by(claim, act) for act in acts)
        kind = _type(claim)
        if kind is not None and (_real(claim) or not content):
            kept.append((claim, kind))
    return kept


def _real(claim: Claim) -> bool:
    return claim.status == "actual" and claim.polarity == "asserted"


def _told_by(claim: Claim, act: Claim) -> bool:
    return act.start <= claim.start and claim.end <= act.end


def _type(claim: Claim) -> str | None:
    """The PLOVER type of what is claimed, by whether it was done, promised or refused."""
    kind = claim.event.plover
    promised = claim.status in ("planned", "threatened") or (claim.status == "hypothetical" and bool(claim.attribution))
    if _real(claim):
        return kind
    if claim.status == "actual" or not promised:
        return None
    if claim.polarity == "denied":
        return "REJECT" if kind in COOPERATIVE else None
    if kind in ("REQUEST", "REJECT", "THREATEN", "ACCUSE"):
        return kind
    return "AGREE" if kind in COOPERATIVE else "THREATEN"


def main_events(coded: Sequence[tuple[Claim, str]]) -> list[tuple[Claim, str]]:
    """PLOVER codes a sentence by what it is mainly about: the claim with the widest clause, the first of equals."""
    return [max(coded, key=lambda item: (item[0].end - item[0].start, -item[0].start))] if coded else []


def predict(reader: Reader, sentence: Sentence) -> list[Event]:
    return [_event(claim, kind) for claim, kind in main_events(plover(claims(reader, sentence)))]


def _event(claim: Claim, kind: str) -> Event:
    def words(*roles: str) -> str | None:
        return next((one.mention for one in claim.participants if one.role in roles), None)

    mode = claim.event.mode if kind == claim.event.plover else None
    return Event(kind, MODES_OF_SAYSO.get(mode or "", mode), words("agent"), words("target", "victim"))


# Score


@dataclass(slots=True)
class Tally:
    """Counts by type; a type that a sentence has twice counts once."""

    gold: Counter[Coded] = field(default_factory=Counter)
    predicted: Counter[Coded] = field(default_factory=Counter)
    right: Counter[Coded] = field(default_factory=Counter)
    sentences: int = 0
    without: int = 0

    def add(self, gold: Iterable[Coded], predicted: Iterable[Coded]) -> None:
        wanted, found = set(gold), set(predicted)
        self.sentences += 1
        self.without += not found
        self.gold.update(wanted)
        self.predicted.update(found)
        self.right.update(wanted & found)

    def lines(self, name: str, by_type: bool = False) -> Iterator[str]:
        right, predicted, gold = self.right.total(), self.predicted.total(), self.gold.total()
        weighted = sum(self.f1(kind) * count for kind, count in self.gold.items()) / max(gold, 1)
        yield (
            f"{name}: precision {_share(right, predicted)}  recall {_share(right, gold)}  micro F1 "
            f"{self.micro():.3f}  macro F1 {self.macro():.3f}  weighted F1 {weighted:.3f}  "
            f"without an event {self.without} of {self.sentences}"
        )
        for kind in sorted(self.gold | self.predicted, key=str) if by_type else ():
            hits, mine, count = self.right[kind], self.predicted[kind], self.gold[kind]
            shares = f"precision {_share(hits, mine)}  recall {_share(hits, count)}  F1 {self.f1(kind):.3f}  n {count}"
            yield f"  {'/'.join(filter(None, kind)):42} {shares}"

    def micro(self) -> float:
        return _f1(self.right.total(), self.predicted.total(), self.gold.total())

    def macro(self) -> float:
        return sum(self.f1(kind) for kind in self.gold) / max(len(self.gold), 1)

    def f1(self, kind: Coded) -> float:
        return _f1(self.right[kind], self.predicted[kind], self.gold[kind])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "  n/a"


def _f1(right: int, predicted: int, gold: int) -> float:
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


@dataclass(slots=True)
class Plover:
    """Of the main events, of all events, and of the main events that have a mode, with it."""

    main: Tally = field(default_factory=Tally)
    all: Tally = field(default_factory=Tally)
    modes: Tally = field(default_factory=Tally)

    def lines(self) -> Iterator[str]:
        shared = _share(self.all.right.total(), self.all.gold.total())
        yield f"type accuracy, among all events of the sentence {shared}"
        yield from self.main.lines("main events", by_type=True)
        yield from self.all.lines("all events")
        if self.modes.gold:
            yield from self.modes.lines("main events with a mode, type and mode")


def score_plover(reader: Reader, sentences: Sequence[Sentence], errors: bool) -> Plover:
    found = Plover()
    for sentence in sentences:
        coded = plover(claims(reader, sentence))
        events = [_event(*item) for item in main_events(coded)]
        gold = [(kind, None) for kind, _ in sentence.coded]
        found.main.add(gold, [(event.type, None) for event in events])
        found.all.add(gold, [(kind, None) for _, kind in coded])
        with_mode = [pair for pair in sentence.coded if pair[1] is not None]
        if with_mode:
            found.modes.add(with_mode, [(event.type, event.mode) for event in events])
        if errors and gold != [(event.type, None) for event in events]:
            every = ", ".join(f"{kind}<{claim.event.plover}/{claim.status}" for claim, kind in coded)
            print(f"{[kind for kind, _ in gold]} not {[event.type for event in events]} ({every}): {sentence.text}")
    return found


def score_acled(reader: Reader, sentences: Sequence[Sentence], errors: bool) -> Tally:
    """Sub-events of what is claimed to have happened."""
    tally = Tally()
    for sentence in sentences:
        found = claims(reader, sentence)
        subs = [(claim.event.acled_sub, None) for claim in found if _real(claim) and claim.event.acled_sub]
        predicted: list[Coded] = [(sub, None) for sub, _ in subs if sub is not None]
        tally.add(sentence.coded, predicted)
        if errors and set(sentence.coded) != set(predicted):
            print(f"{[sub for sub, _ in sentence.coded]} not {[sub for sub, _ in predicted]}: {sentence.text}")
    return tally


# Command


def read_sentences(path: Path) -> list[Sentence]:
    """Sentences to predict on: PETRARCH's XML, the gold standard's JSON list, or JSON Lines with ``id`` and ``text``."""
    if path.suffix == ".xml":
        return half(petrarch(path, weis_types(path)), "all")
    if path.is_file() and path.read_text(encoding="utf-8").lstrip().startswith("["):
        return half(map(_plain, json.loads(path.read_text(encoding="utf-8"))), "all")
    return [Sentence(name, text) for name, text in documents(path)]


def _plain(row: Mapping[str, str]) -> Sentence:
    return Sentence(str(row.get("id", "")), row.get("text", ""), row.get("date"))


def figures() -> Figures:
    reader = Reader()
    coded = score_plover(reader, half(gsr(SHARED / "data" / GSR), "odd"), errors=False).main
    yield "PLOVER type, micro F1", coded.micro()
    yield "PLOVER type, macro F1", coded.macro()
    yield "ACLED sub-event, micro F1", score_acled(reader, half(ours(OURS), "odd"), errors=False).micro()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.event_types", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--part", default="odd", choices=tuple(PARTS))
    scoring.add_argument("--data", type=Path, default=SHARED / "data")
    scoring.add_argument("--only", choices=("gsr", "petrarch", "acled"), help="one of the three corpora")
    scoring.add_argument("--errors", action="store_true", help="print the sentences that are coded otherwise")
    predicting = commands.add_parser("predict")
    predicting.add_argument("--documents", type=Path, required=True, help="see read_sentences")
    predicting.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    reader = Reader()
    if options.command == "predict":
        with options.output.open("w", encoding="utf-8") as output:
            for sentence in read_sentences(options.documents):
                events = [
                    {"type": event.type, "mode": event.mode, "source": event.source, "target": event.target}
                    for event in predict(reader, sentence)
                ]
                output.write(json.dumps({"id": sentence.name, "events": events}, ensure_ascii=False) + "\n")
        return 0
    for name, scored in _corpora(options, reader):
        print(heading(f"event types, {name}, {options.part}"))
        for line in scored:
            print(line)
    return 0


def _corpora(options: argparse.Namespace, reader: Reader) -> Iterator[tuple[str, Iterator[str]]]:
    """What is to be scored, in order; a corpus that is not here is named on standard error."""
    data, part, errors = options.data, options.part, options.errors
    for name, path in (("gsr", data / GSR), ("petrarch", data / PETRARCH), ("acled", OURS)):
        if options.only not in (None, name):
            continue
        if not path.is_file():
            print(f"{path} is not here: nothing to score", file=sys.stderr)
        elif name == "gsr":
            yield "PLOVER gold standard records", score_plover(reader, half(gsr(path), part), errors).lines()
        elif name == "petrarch":
            for by, types in (("CAMEO", cameo_types(data / TABLE)), ("WEIS", weis_types(path))):
                yield f"PETRARCH by {by}", score_plover(reader, half(petrarch(path, types), part), errors).lines()
        else:
            tally = score_acled(reader, half(ours(path), part), errors)
            yield "ACLED, own sentences", tally.lines("sub-events", by_type=True)


if __name__ == "__main__":
    raise SystemExit(main())

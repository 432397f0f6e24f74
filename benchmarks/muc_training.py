"""Trains the decisions of the predictor of incidents on the first 1,100 development messages and their keys.

The test sets (TST1, TST2, ...) are never read. Thresholds are those that do best on messages left out in turn.
``python -m benchmarks.muc_training [--all]`` writes ``muc_decisions.json.gz``; ``--all`` takes all 1,300.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence

from spacy.tokens import Span

from benchmarks import muc_features as features
from benchmarks import muc_templates as building
from benchmarks.corpora import SHARED
from benchmarks.muc_features import NONE, TYPES, Scored
from benchmarks.muc_keys import (
    CONFIDENCE,
    DATE,
    LOCATION,
    ORGANIZATION,
    STAGE,
    TARGET,
    TARGET_EFFECT,
    TYPE,
    VICTIM,
    VICTIM_EFFECT,
    VICTIM_NAME,
    Filler,
    Template,
    read_keys,
    read_messages,
)
from benchmarks.muc_linear import Features, Linear, train
from benchmarks.muc_model import Decisions, save
from benchmarks.muc_places import places, value_of
from benchmarks.muc_reading import MessageReader, Read
from benchmarks.muc_templates import PRESENT, UNTOLD
from benchmarks.muc_values import ALL, dates_agree, locations_agree, references_agree, words

KEYS = SHARED / "data" / "muc4" / "keys"
FOLDS = 4
INSTRUMENT = 6
PENALTIES = {"sentence": 3.0, "message": 1.0, "time": 1.0, "place": 1.0, "phrase": 2.0, "group": 1.0, "other": 3.0}
NO = "no"
Gold = Mapping[str, Sequence[Template]]
Rows = tuple[list[Features], list[str]]


def kind_of(template: Template) -> str:
    return template.fillers(TYPE)[0].options[0].value


def of_kind(gold: Gold, docid: str, kind: str) -> list[Template]:
    return [template for template in gold[docid] if template.fillers(TYPE) and kind_of(template) == kind]


# Labels


def sentence_label(sentence: Span, templates: Sequence[Template]) -> str:
    """The type of the template whose people, things or weapons the sentence names most of."""
    text = " ".join(sentence.text.upper().split())
    best, most = NONE, 0
    for template in templates:
        strings = [
            option.value
            for slot in (VICTIM_NAME, VICTIM, TARGET, INSTRUMENT)
            for item in template.fillers(slot)
            for option in item.options
        ]
        named = sum(f" {string} " in f" {text} " or string in text for string in strings if len(string) > 3)
        if named > most and kind_of(template) in TYPES:
            best, most = kind_of(template), named
    return best


def phrase_label(phrase: Span, templates: Sequence[Template], slots: Sequence[int], effects: int) -> str:
    """What became of the people or things that the phrase means, ``NONE`` where the key has them not."""
    mine = words(phrase.text)
    head = phrase.root.text.upper()
    for template in templates:
        for slot in slots:
            for item in template.fillers(slot):
                for option in item.options:
                    theirs = words(option.value)
                    if head in theirs and (theirs <= mine or mine <= theirs):
                        return effect_of(option.value, template.fillers(effects))
    return NONE


def effect_of(string: str, fillers: Iterable[Filler]) -> str:
    for item in fillers:
        for option in item.options:
            if references_agree(option.references, (string,)) and option.references:
                return option.value
    return UNTOLD


# Rows


def sentence_rows(reads: Sequence[Read], gold: Gold) -> Rows:
    rows: list[Features] = []
    labels = []
    for read in reads:
        for i, sentence in enumerate(read.sentences):
            rows.append(features.sentence_features(read, sentence, i))
            labels.append(sentence_label(sentence, gold[read.message.docid]))
    return rows, labels


def message_rows(messages: Sequence[Scored], gold: Gold, kind: str) -> Rows:
    rows = [features.message_features(message, kind) for message in messages]
    return rows, [PRESENT if of_kind(gold, message.read.message.docid, kind) else NO for message in messages]


def candidate_rows(
    messages: Sequence[Scored], gold: Gold, slot: int, listed: Callable[[Scored, str], Iterable[tuple[str, Features]]]
) -> Rows:
    """Candidates of a date or place; right where they agree wholly with a template of that type."""
    agree = dates_agree if slot == DATE else locations_agree
    rows: list[Features] = []
    labels: list[str] = []
    for message in messages:
        for kind in TYPES:
            wanted = [
                option.value
                for template in of_kind(gold, message.read.message.docid, kind)
                for item in template.fillers(slot)
                for option in item.options
            ]
            for value, row in listed(message, kind) if wanted else ():
                rows.append(row)
                labels.append(PRESENT if any(agree(theirs, value) == ALL for theirs in wanted) else NO)
    return rows, labels


def dates_listed(message: Scored, kind: str) -> Iterable[tuple[str, Features]]:
    candidates = features.times(message)
    return [(when.value, features.time_features(message, kind, when, candidates)) for when in candidates]


def places_listed(message: Scored, kind: str) -> Iterable[tuple[str, Features]]:
    candidates = places(message.read)
    return [(value_of(where), features.place_features(message, kind, where, candidates)) for where in candidates]


def phrase_rows(messages: Sequence[Scored], gold: Gold, slots: Sequence[int], effects: int) -> Rows:
    rows: list[Features] = []
    labels = []
    for message in messages:
        for phrase in features.phrases(message):
            rows.append(features.phrase_features(message, phrase))
            labels.append(phrase_label(phrase, gold[message.read.message.docid], slots, effects))
    return rows, labels


def group_rows(messages: Sequence[Scored], gold: Gold) -> tuple[Rows, Rows]:
    """Who did it, and how surely."""
    who: Rows = ([], [])
    sure: Rows = ([], [])
    for message in messages:
        listed = features.groups(message)
        for kind in TYPES:
            found = of_kind(gold, message.read.message.docid, kind)
            for group in listed if found else ():
                names = building.mentions_of(group)
                guilty = any(
                    references_agree((option.value,), names)
                    for template in found
                    for item in template.fillers(ORGANIZATION)
                    for option in item.options
                )
                who[0].append(features.group_features(message, kind, group, listed))
                who[1].append(PRESENT if guilty else NO)
                for label in confidences(found, names) if guilty else ():
                    sure[0].append(features.confidence_features(message, kind, group))
                    sure[1].append(label)
    return who, sure


def confidences(templates: Sequence[Template], names: tuple[str, ...]) -> list[str]:
    return [
        option.value
        for template in templates
        for item in template.fillers(CONFIDENCE)
        for option in item.options[:1]
        if option.references and references_agree(option.references, names)
    ]


def stage_rows(messages: Sequence[Scored], gold: Gold) -> Rows:
    rows: list[Features] = []
    labels = []
    for message in messages:
        for kind in TYPES:
            for template in of_kind(gold, message.read.message.docid, kind)[:1]:
                rows.append(features.stage_features(message, kind))
                labels.append(
                    template.fillers(STAGE)[0].options[0].value if template.fillers(STAGE) else "ACCOMPLISHED"
                )
    return rows, labels


# Training


def trained(reads: Sequence[Read], gold: Gold) -> Decisions:
    messages, sentence = in_turn(reads, gold)
    models: dict[str, Linear] = {"sentence": sentence}
    settings: dict[str, float] = {}
    for kind in TYPES:
        rows = message_rows(messages, gold, kind)
        models[f"message {kind}"] = train(*rows, PENALTIES["message"])
        settings[f"message {kind}"] = threshold(*rows, PENALTIES["message"], NO)
    models["time"] = train(*candidate_rows(messages, gold, DATE, dates_listed), PENALTIES["time"])
    models["place"] = train(*candidate_rows(messages, gold, LOCATION, places_listed), PENALTIES["place"])
    for name, slots, effects in (
        ("victim", (VICTIM_NAME, VICTIM), VICTIM_EFFECT),
        ("target", (TARGET,), TARGET_EFFECT),
    ):
        rows = phrase_rows(messages, gold, slots, effects)
        models[name] = train(*rows, PENALTIES["phrase"])
        settings[name] = threshold(*rows, PENALTIES["phrase"], NONE)
    who, sure = group_rows(messages, gold)
    models["group"] = train(*who, PENALTIES["group"])
    settings["group"] = threshold(*who, PENALTIES["group"], NO)
    models["confidence"] = train(*sure, PENALTIES["other"])
    models["stage"] = train(*stage_rows(messages, gold), PENALTIES["other"])
    return Decisions(models, settings)


def in_turn(reads: Sequence[Read], gold: Gold) -> tuple[list[Scored], Linear]:
    """Messages with the probabilities that models trained without them give, and a model trained on all."""
    messages: list[Scored | None] = [None] * len(reads)
    for fold in range(FOLDS):
        rest = [read for i, read in enumerate(reads) if i % FOLDS != fold]
        model = train(*sentence_rows(rest, gold), PENALTIES["sentence"])
        for i in range(fold, len(reads), FOLDS):
            messages[i] = building.scored(reads[i], model)
    whole = train(*sentence_rows(reads, gold), PENALTIES["sentence"])
    return [message for message in messages if message is not None and message.sentences], whole


def threshold(rows: Sequence[Features], labels: Sequence[str], penalty: float, negative: str) -> float:
    """The least probability of not being ``negative`` that gives the best F1 on rows left out in turn."""
    guesses: list[tuple[float, bool]] = []
    size = len(rows) // FOLDS + 1
    for start in range(0, len(rows), size):
        held = range(start, min(start + size, len(rows)))
        rest = [i for i in range(len(rows)) if i not in held]
        model = train([rows[i] for i in rest], [labels[i] for i in rest], penalty)
        guesses += [(1 - model.probabilities(rows[i]).get(negative, 0.0), labels[i] != negative) for i in held]
    return best_cut(guesses)


def best_cut(guesses: Sequence[tuple[float, bool]]) -> float:
    right = sum(truth for _, truth in guesses)
    best, cut, hits = 0.0, 0.5, 0
    for taken, (value, truth) in enumerate(sorted(guesses, reverse=True), start=1):
        hits += truth
        if 2 * hits / (taken + right) > best:
            best, cut = 2 * hits / (taken + right), value
    print(f"  best F1 left out {best:.3f} at {cut:.3f}")
    return round(cut, 4)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.muc_training", description=__doc__)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    gold = {docid: found for path in sorted(KEYS.glob("key-dev*")) for docid, found in read_keys(path).items()}
    messages = [message for path in sorted(KEYS.glob("dev-muc3*")) for message in read_messages(path)]
    reader = MessageReader()
    save(trained([reader.read_one(message) for message in (messages if options.all else messages[:1100])], gold))


if __name__ == "__main__":
    main()

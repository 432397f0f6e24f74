"""Trains the decisions of the predictor of incidents on the first 1,100 development messages and their keys.

The test sets (TST1, TST2, ...) are never read. The cuts for
messages are those that do best on messages left out in turn.
``python -m benchmarks.muc_training [--all]`` writes ``muc_decisions.json.gz``; ``--all`` takes all 1,300.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Span

from benchmarks import muc_features as features
from benchmarks import muc_templates as building
from benchmarks.corpora import SHARED
from benchmarks.muc_features import NONE, TYPES, Scored
from benchmarks.muc_groups import OTHER, SAME, TOLD, about, joining_features
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
from benchmarks.muc_linear import Features, Linear, train, train_choice
from benchmarks.muc_model import Decisions, save
from benchmarks.muc_places import places, value_of
from benchmarks.muc_reading import MessageReader, Read
from benchmarks.muc_templates import PRESENT, UNTOLD
from benchmarks.muc_values import dates_agree, locations_agree, references_agree, words

KEYS = SHARED / "data" / "muc4" / "keys"
FOLDS = 4
INSTRUMENT = 6
PENALTIES = {"sentence": 3.0, "message": 1.0, "time": 1.0, "place": 1.0, "phrase": 2.0, "group": 1.0, "other": 3.0}
CHOSEN = {"joining": 0.75, "sure": 0.25, "victim": 0.3, "target": 0.35, "group": 0.22}
"""Cuts that did best, slots counted, on the last 200 development messages."""
NO = "no"
Gold = Mapping[str, Sequence[Template]]
Rows = tuple[list[Features], list[str]]


def kind_of(template: Template) -> str:
    return template.fillers(TYPE)[0].options[0].value


def of_kind(gold: Gold, docid: str, kind: str) -> list[Template]:
    return [template for template in gold[docid] if template.fillers(TYPE) and kind_of(template) == kind]


# Labels


def sentence_label(sentence: Span, templates: Sequence[Template]) -> str:
    template = sentence_template(sentence, templates)
    return NONE if template is None else kind_of(template)


def sentence_template(sentence: Span, templates: Sequence[Template]) -> Template | None:
    """The template whose people, things or weapons the sentence names most of."""
    text = " ".join(sentence.text.upper().split())
    best, most = None, 0
    for template in templates:
        strings = [
            option.value
            for slot in (VICTIM_NAME, VICTIM, TARGET, INSTRUMENT)
            for item in template.fillers(slot)
            for option in item.options
        ]
        named = sum(f" {string} " in f" {text} " or string in text for string in strings if len(string) > 3)
        if named > most and kind_of(template) in TYPES:
            best, most = template, named
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
    rows: list[Features] = [features.message_features(message, kind) for message in messages]
    return rows, [PRESENT if of_kind(gold, message.read.message.docid, kind) else NO for message in messages]


def choices(
    messages: Sequence[Scored], gold: Gold, slot: int, listed: Callable[[Scored, str], Iterable[tuple[str, Features]]]
) -> list[tuple[list[Features], list[bool]]]:
    """The candidates of a template's date or place; right are those that agree most with it."""
    agree = dates_agree if slot == DATE else locations_agree
    found = []
    for message in messages:
        for kind, told, template in incidents(message, gold):
            wanted = [option.value for item in template.fillers(slot) for option in item.options]
            if wanted:
                rows = list(listed(told, kind))
                worths = [max(agree(theirs, value) for theirs in wanted) for value, _ in rows]
                top = max(worths, default=0.0)
                found.append(([row for _, row in rows], [worth == top > 0 for worth in worths]))
    return found


def incidents(message: Scored, gold: Gold) -> Iterator[tuple[str, Scored, Template]]:
    """Each template with the message as it is told of it: by the sentences that name most of the key's strings."""
    templates = [t for t in gold[message.read.message.docid] if t.fillers(TYPE) and kind_of(t) in TYPES]
    by_sentence = [sentence_template(sentence, templates) for sentence in message.sentences]
    for template in templates:
        kind = kind_of(template)
        group = [i for i, found in enumerate(by_sentence) if found is template]
        alone = sum(kind_of(other) == kind for other in templates) == 1
        if alone or not group:
            group = [i for i, told in enumerate(message.told) if told[kind] >= TOLD] or [message.best(kind)]
        yield kind, about(message, kind, group), template


def joining_rows(messages: Sequence[Scored], gold: Gold) -> Rows:
    """Pairs of a sentence and an incident told before it, where the key tells which is which."""
    rows: list[Features] = []
    labels: list[str] = []
    for message in messages:
        templates = [t for t in gold[message.read.message.docid] if t.fillers(TYPE) and kind_of(t) in TYPES]
        before: dict[int, list[int]] = {}
        for i, sentence in enumerate(message.sentences):
            template = sentence_template(sentence, templates)
            if template is None or message.told[i][kind_of(template)] < TOLD / 2:
                continue
            number = templates.index(template)
            kind = kind_of(template)
            for other, group in before.items():
                if kind_of(templates[other]) == kind:
                    last = other == next(reversed(before))
                    rows.append(joining_features(message, kind, i, group, last))
                    labels.append(SAME if other == number else OTHER)
            before.setdefault(number, []).append(i)
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
        for kind, told, template in incidents(message, gold):
            for group in listed:
                names = building.mentions_of(group)
                organizations = (option for item in template.fillers(ORGANIZATION) for option in item.options)
                guilty = any(references_agree((option.value,), names) for option in organizations)
                who[0].append(features.group_features(told, kind, group, listed))
                who[1].append(PRESENT if guilty else NO)
                for label in confidences([template], names) if guilty else ():
                    sure[0].append(features.confidence_features(told, kind, group))
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
        for kind, told, template in incidents(message, gold):
            rows.append(features.stage_features(told, kind))
            labels.append(template.fillers(STAGE)[0].options[0].value if template.fillers(STAGE) else "ACCOMPLISHED")
    return rows, labels


# Training


def trained(reads: Sequence[Read], gold: Gold) -> Decisions:
    messages, sentence = in_turn(reads, gold)
    models: dict[str, Linear] = {"sentence": sentence}
    settings: dict[str, float] = {}
    for kind in TYPES:
        rows = message_rows(messages, gold, kind)
        models[f"message {kind}"] = train(*rows, PENALTIES["message"])
        settings[f"message {kind}"] = threshold(*rows, PENALTIES["message"])
    models["joining"] = train(*joining_rows(messages, gold), PENALTIES["other"])
    models["time"] = train_choice(choices(messages, gold, DATE, dates_listed), PENALTIES["time"])
    models["place"] = train_choice(choices(messages, gold, LOCATION, places_listed), PENALTIES["place"])
    for name, slots, effects in (
        ("victim", (VICTIM_NAME, VICTIM), VICTIM_EFFECT),
        ("target", (TARGET,), TARGET_EFFECT),
    ):
        rows = phrase_rows(messages, gold, slots, effects)
        models[name] = train(*rows, PENALTIES["phrase"])
    who, sure = group_rows(messages, gold)
    models["group"] = train(*who, PENALTIES["group"])
    models["confidence"] = train(*sure, PENALTIES["other"])
    models["stage"] = train(*stage_rows(messages, gold), PENALTIES["other"])
    return Decisions(models, settings | CHOSEN)


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


def threshold(rows: Sequence[Features], labels: Sequence[str], penalty: float) -> float:
    """The least probability of not being ``NO`` that gives the best F1 on rows left out in turn."""
    guesses: list[tuple[float, bool]] = []
    size = len(rows) // FOLDS + 1
    for start in range(0, len(rows), size):
        held = range(start, min(start + size, len(rows)))
        rest = [i for i in range(len(rows)) if i not in held]
        model = train([rows[i] for i in rest], [labels[i] for i in rest], penalty)
        guesses += [(1 - model.probabilities(rows[i]).get(NO, 0.0), labels[i] != NO) for i in held]
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

"""Which words of ECB+ speak of one event, within and across documents: load, predict, score.

The corpus is of all kinds of news, and its mentions are words, not claims: what is measured is how the method of linking
(evidence for a pair, logistic regression, average linkage) does on it, with evidence of its own: lemmas, the encoder's
vectors and the documents' words. Weights and threshold are fitted on topics 1 to 30, figures are of topics 31 to 35; both
with the mentions of the corpus and with those that the encoder finds, which has been taught conflict only. Documents of
one subtopic are compared with each other.
"""

from __future__ import annotations

import argparse
import csv
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from benchmarks.clusters import b_cubed, ceaf_e, conll, muc
from benchmarks.corpora import SHARED
from benchmarks.logistic import Rows, logistic, probabilities
from benchmarks.report import Figures, heading
from sayso.encoder.component import load as load_pipeline
from sayso.encoder.component import seen_in
from sayso.encoder.model import shipped
from sayso.events.clustering import clusters

CORPUS = SHARED / "data" / "ecbplus"
DEVELOP, REPORT = range(1, 31), range(31, 36)
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
FOLDS = 4
PENALTY = 1.0
BEGINNING = 4
"""Letters that a verb and its noun share: "explode", "explosion"."""
ACTIONS = ("ACTION_", "NEG_ACTION_")
CLOSING = frozenset(",.;:?!)]}%'") | {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "''"}
OPENING = frozenset("([{$#") | {"``"}


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words that name an event: ``text[start:end]`` of a document, from its first to its last word."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A document as plain text, a sentence a line; the mentions in its checked sentences (mention → event); and those
    sentences' offsets. Documents of one ``subtopic`` are about one affair.
    """

    document_id: str
    subtopic: str
    text: str
    events: Mapping[Mention, str]
    checked: Sequence[tuple[int, int]]


def load(topics: Iterable[int], corpus: Path = CORPUS) -> list[Text]:
    """The documents of these topics; mentions are those in sentences that the authors checked (Cybulska & Vossen 2014)."""
    checked: dict[str, set[int]] = {}
    with (corpus / "ECBplus_coreference_sentences.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            checked.setdefault(f"{row['Topic']}_{row['File']}", set()).add(int(row["Sentence Number"]))
    return [
        read(path, f"{topic}{path.stem.lstrip('0123456789_')}", checked.get(path.stem, set()))
        for topic in topics
        for path in sorted((corpus / str(topic)).glob("*.xml"))
    ]


def read(path: Path, subtopic: str, checked: set[int]) -> Text:
    root = ET.parse(path).getroot()
    text, spans, sentence_of = _text(root.iter("token"))
    named = _clusters(root, path.stem)
    events: dict[Mention, str] = {}
    for markable in root.iterfind("Markables/*"):
        words = [anchor.get("t_id", "") for anchor in markable.iterfind("token_anchor")]
        if words and markable.tag.startswith(ACTIONS) and sentence_of[words[0]] in checked:
            mention = Mention(path.stem, spans[words[0]][0], spans[words[-1]][1])
            events[mention] = named.get(markable.get("m_id", ""), f"{path.stem}:{markable.get('m_id')}")
    ends = {number: [spans[word] for word, of in sentence_of.items() if of == number] for number in checked}
    return Text(path.stem, subtopic, text, events, [(words[0][0], words[-1][1]) for words in ends.values() if words])


def _text(tokens: Iterable[ET.Element]) -> tuple[str, dict[str, tuple[int, int]], dict[str, int]]:
    """The words put together as written; word → its offsets, word → its sentence."""
    text, before, sentence = "", "", 0
    spans: dict[str, tuple[int, int]] = {}
    sentence_of: dict[str, int] = {}
    for token in tokens:
        word, number = token.text or "", token.get("t_id", "")
        sentence_of[number] = int(token.get("sentence", "0"))
        if sentence_of[number] != sentence:
            text, sentence = f"{text}\n", sentence_of[number]
        elif text and word not in CLOSING and before not in OPENING:
            text += " "
        spans[number] = len(text), len(text) + len(word)
        text, before = text + word, word
    return text, spans, sentence_of


def _clusters(root: ET.Element, name: str) -> dict[str, str]:
    """Markable → its event: by the note that all documents share, or by the number that one document gives it."""
    found: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        shared = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else None
        for source in relation.iterfind("source"):
            found[source.get("m_id", "")] = shared or f"{name}:r{relation.get('r_id')}"
    return found


# Predict


@dataclass(frozen=True, slots=True)
class Sight:
    """A mention as it is compared: its head's lemma, the encoder's vectors of its words and of its sentence, and the lemmas
    of its sentence and of its document's beginning.
    """

    mention: Mention
    lemma: str
    vector: NDArray[np.float32]
    around: NDArray[np.float32]
    sentence: frozenset[str]
    document: frozenset[str]


def sights(text: Text, mentions: Iterable[Mention], nlp: Language) -> list[Sight]:
    doc = nlp(text.text)
    vectors = np.zeros((len(doc), seen_in(doc)[0].vectors.shape[1]), np.float32)
    for seen in seen_in(doc):
        vectors[seen.window.tokens] = seen.vectors
    whole = frozenset(token.lemma_.lower() for token in doc if token.is_alpha and not token.is_stop)
    found = []
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None:
            words = frozenset(token.lemma_.lower() for token in span.sent if token.is_alpha and not token.is_stop)
            around = vectors[span.sent.start : span.sent.end].mean(0)
            lemma = span.root.lemma_.lower()
            found.append(Sight(mention, lemma, vectors[span.start : span.end].mean(0), around, words, whole))
    return found


def own_mentions(text: Text, nlp: Language) -> list[Mention]:
    """What the encoder takes for the trigger of an occurrence in the checked sentences."""
    found = []
    for seen in seen_in(nlp(text.text)):
        for _, first, last in shipped().spans("trigger", seen):
            start, end = int(seen.window.starts[first]), int(seen.window.ends[last - 1])
            if any(low <= start and end <= high for low, high in text.checked):
                found.append(Mention(text.document_id, start, end))
    return sorted(set(found))


def evidence(seen: Sequence[Sight]) -> Rows:
    """(mentions, mentions, pieces of evidence), each from 0 to 1."""
    vectors, around = (_unit(np.array([getattr(one, name) for one in seen])) for name in ("vector", "around"))
    documents = [one.mention.document_id for one in seen]
    alike = [
        _equal([one.lemma for one in seen]),
        _equal([one.lemma[:BEGINNING] for one in seen]),
        np.clip(vectors @ vectors.T, 0, 1),
        np.clip(around @ around.T, 0, 1),
        _shared([one.sentence for one in seen]),
        _shared([one.document for one in seen]),
        _equal(documents),
    ]
    return np.stack([*alike, alike[1] * alike[4], alike[1] * alike[6]], axis=-1)


WAYS = (1, 1, 1, 1, 1, 1, 0, 1, 0)
"""Which way each piece of evidence may count; to be of one document tells either."""


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / np.maximum(length, 1e-6)
    return unit


def _equal(names: Sequence[str]) -> Rows:
    column = np.array(names)
    same: Rows = (column[:, None] == column[None]).astype(np.float64)
    return same


def _shared(sets: Sequence[frozenset[str]]) -> Rows:
    """Cosines of sets of words."""
    words = {word: i for i, word in enumerate(sorted(frozenset[str]().union(*sets)))}
    marks = np.zeros((len(sets), len(words)), np.float32)
    for row, one in enumerate(sets):
        marks[row, [words[word] for word in one]] = 1
    unit = _unit(marks)
    cosines: Rows = (unit @ unit.T).astype(np.float64)
    return cosines


Subtopics = Sequence[Sequence[Sight]]


def subtopics(texts: Sequence[Text], nlp: Language, own: bool = False) -> Subtopics:
    """Mentions of the corpus, or ``own`` ones, by subtopic."""
    in_order = sorted(texts, key=lambda text: text.subtopic)
    groups = [
        [one for text in group for one in sights(text, own_mentions(text, nlp) if own else sorted(text.events), nlp)]
        for _, group in groupby(in_order, key=lambda text: text.subtopic)
    ]
    return [group for group in groups if group]


def fitted(groups: Subtopics, key: Mapping[Mention, str]) -> Rows:
    rows, wanted = [], []
    for group in groups:
        first, second = np.triu_indices(len(group), 1)
        rows.append(evidence(group)[first, second])
        names = np.array([key[one.mention] for one in group])
        wanted.append((names[first] == names[second]).astype(float))
    return np.array(logistic(np.concatenate(rows), np.concatenate(wanted), PENALTY, WAYS))


def predict(groups: Subtopics, weights: Rows, threshold: float) -> dict[Mention, str]:
    found: dict[Mention, str] = {}
    for number, group in enumerate(groups):
        first, second = np.triu_indices(len(group), 1)
        rows = evidence(group)[first, second]
        likely = probabilities(np.hstack([rows, np.ones((len(rows), 1))]), weights)
        pairs = zip(first.tolist(), second.tolist(), likely.tolist(), strict=True)
        for cluster in clusters(len(group), pairs, threshold):
            found.update((group[member].mention, f"{number}.{cluster[0]}") for member in cluster)
    return found


def same_lemma(groups: Subtopics) -> dict[Mention, str]:
    """The baseline of the field: mentions of a subtopic whose heads have one lemma are of one event."""
    return {one.mention: f"{number}.{one.lemma}" for number, group in enumerate(groups) for one in group}


# Score


def developed(groups: Subtopics, key: Mapping[Mention, str]) -> tuple[Rows, float]:
    """Weights fitted on all, and the threshold that gives the best CoNLL F1 on subtopics held out."""
    folds = [groups[fold::FOLDS] for fold in range(FOLDS)]
    models = [fitted([one for other in folds if other is not fold for one in other], key) for fold in folds]

    def held_out(threshold: float) -> float:
        found = [predict(fold, model, threshold) for fold, model in zip(folds, models, strict=True)]
        return sum(conll({one: key[one] for one in part}, part) for part in found) / FOLDS

    return fitted(groups, key), max(THRESHOLDS, key=held_out)


def results() -> dict[str, tuple[Mapping[Mention, str], Mapping[Mention, str]]]:
    """By setting: key and prediction."""
    nlp = load_pipeline()
    develop, report = (load(topics) for topics in (DEVELOP, REPORT))
    weights, threshold = developed(subtopics(develop, nlp), _key(develop))
    key, gold, own = _key(report), subtopics(report, nlp), subtopics(report, nlp, own=True)
    return {
        "gold mentions": (key, predict(gold, weights, threshold)),
        "gold mentions, same lemma": (key, same_lemma(gold)),
        "own mentions": (key, predict(own, weights, threshold)),
        "own mentions, same lemma": (key, same_lemma(own)),
    }


def _key(texts: Iterable[Text]) -> dict[Mention, str]:
    return {mention: event for text in texts for mention, event in text.events.items()}


def figures() -> Figures:
    for setting, (key, predicted) in results().items():
        if "lemma" not in setting:
            yield f"{setting}, CoNLL F1", conll(key, predicted)
            yield f"{setting}, B-cubed F1", b_cubed(key, predicted).f1


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.ecb", description=__doc__)
    parser.add_argument("command", choices=["score"])
    parser.parse_args(arguments)
    print(heading("ecb"))
    for setting, (key, predicted) in results().items():
        told = ", ".join(
            f"{name} {measure(key, predicted).f1:.3f}"
            for name, measure in (("MUC", muc), ("B-cubed", b_cubed), ("CEAF-e", ceaf_e))
        )
        print(f"{setting}: {told}, CoNLL {conll(key, predicted):.3f} ({len(predicted)} of {len(key)} mentions)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

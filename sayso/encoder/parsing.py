"""Puts into a spaCy Doc what the encoder says of its words: fine-grained tags, entities, sentences, a tree for each.

A tokenised Doc and what the encoder sees in it in; the Doc is filled as spaCy's own tagger, parser and recogniser do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from sayso.encoder.model import Model, Seen
from sayso.encoder.trees import heads_of

SPACE = "_SP"
BEGINS = 1


def parse(doc: Doc, model: Model, seen: Sequence[Seen]) -> None:
    """Sets tag, head and dependency of every token, and the Doc's entities. A space hangs on the token before it.

    Where a sentence was set to begin beforehand (``is_sent_start``) one does.
    """
    strings = doc.vocab.strings
    tag_names = np.array([strings.add(name) for name in model.card["labels"]["tag"]], np.uint64)
    relation_names = np.array([strings.add(name) for name in model.card["labels"]["relation"]], np.uint64)
    tags = np.full(len(doc), strings.add(SPACE), np.uint64)
    relations = np.full(len(doc), strings.add("dep"), np.uint64)
    heads = np.maximum(np.arange(len(doc)) - 1, 0)
    entities: list[Span] = []
    set_out = doc.to_array("SENT_START") == BEGINS
    for one in seen:
        tokens = one.window.tokens
        begins = model.scores("begins", one).argmax(1) == BEGINS
        tree = _heads(one.arcs, begins | set_out[tokens])
        scores = model.relations(one, tree)
        scores[tree != np.arange(len(tree)), model.card["labels"]["relation"].index("ROOT")] = -np.inf
        tags[tokens] = tag_names[model.scores("tag", one).argmax(1)]
        relations[tokens] = relation_names[scores.argmax(1)]
        relations[tokens[tree == np.arange(len(tree))]] = strings.add("ROOT")
        heads[tokens] = tokens[tree]
        entities += [
            Span(doc, int(tokens[first]), int(tokens[last - 1]) + 1, label=model.card["labels"]["entity"][kind])
            for kind, first, last in model.spans("entity", one)
        ]
    if seen:
        first = int(seen[0].window.tokens[0])
        heads[:first] = first
    away = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
    values: Any = np.stack([tags, away, relations], axis=1)  # spaCy's stubs know no arrays of numpy
    doc.from_array(["TAG", "HEAD", "DEP"], values)
    doc.set_ents(entities)


def _heads(arcs: NDArray[np.float32], begins: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The head of each word of a window, itself for a root: a tree for each sentence."""
    starts = np.flatnonzero(begins)
    bounds = sorted({0, *starts.tolist(), len(arcs)})
    heads = np.zeros(len(arcs), np.int64)
    for first, last in pairwise(bounds):
        heads[first:last] = heads_of(arcs[first:last, first:last]) + first
    return heads

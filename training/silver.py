"""What spaCy's own pipeline says of a text, for the encoder to learn to say it: tags, entities, sentences, trees."""

from __future__ import annotations

from functools import cache

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from sayso.encoder import PIPELINE
from sayso.encoder.labels import labels
from sayso.encoder.pieces import Window
from training.examples import IGNORED, Tree


@cache
def teacher() -> Language:
    return spacy.load(PIPELINE)


def inventory() -> dict[str, list[str]]:
    """The labels of each silver head, in the order of their numbers."""
    nlp = teacher()
    return {
        "tag": sorted(nlp.get_pipe("tagger").labels),
        "entity": sorted(nlp.get_pipe("ner").labels),
        "relation": sorted({*nlp.get_pipe("parser").labels, "ROOT", "dep"}),
    }


@cache
def _numbers(name: str) -> dict[str, int]:
    return {label: number for number, label in enumerate(inventory()[name])}


def silver(doc: Doc, window: Window) -> tuple[dict[str, NDArray[np.int64]], Tree]:
    """Tags of the window's words, and their tree; arcs that leave the window are left out."""
    words = [doc[int(token)] for token in window.tokens]
    at = {int(token): number for number, token in enumerate(window.tokens)}
    entities = [
        (_numbers("entity")[entity.label_], *window.words(entity.start_char, entity.end_char)) for entity in doc.ents
    ]
    tags = {
        "tag": np.array([_numbers("tag").get(word.tag_, IGNORED) for word in words], np.int64),
        "begins": np.array([int(bool(word.is_sent_start)) for word in words], np.int64),
        "entity": labels(len(words), [span for span in entities if span[1] < span[2]]),
    }
    heads = np.array([at.get(word.head.i, IGNORED) for word in words], np.int64)
    relations = np.array([_numbers("relation").get(word.dep_, IGNORED) for word in words], np.int64)
    return tags, Tree(heads, np.where(heads == IGNORED, IGNORED, relations))

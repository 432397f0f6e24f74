"""The model file: one archive with the encoder, the heads, the vocabulary and the model card; read by ONNX Runtime.

A window is encoded by itself, on one thread, so that what is said of a text depends on nothing but the text.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Doc

from sayso.encoder import SHIPPED
from sayso.encoder.labels import decode
from sayso.encoder.pieces import Pieces, Window

Scores = NDArray[np.float32]
CREDIT = "attribution"
"""The kind of argument that is looked for in what layers of its own see."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A window with the vectors of its words, (words, size), the scores of every tagger's labels, (words, labels), and of
    each word's head, (words, words). ``credits``: the vectors of its words for attributions, by layers of their own.
    """

    window: Window
    vectors: Scores
    scores: Scores
    arcs: Scores
    credits: Scores


class Model:
    """Immutable once loaded; safe to share between readers of one process."""

    def __init__(self, path: Path = SHIPPED) -> None:
        with zipfile.ZipFile(path) as archive:
            self.card: dict[str, Any] = json.loads(archive.read("card.json"))
            vocabulary = archive.read("vocabulary.txt").decode().split("\n")
            self._encoder = _session(archive.read("encoder.onnx"))
            self._credits = _session(archive.read("credits.onnx"))
            self._relations = _session(archive.read("relations.onnx"))
            self._reach: dict[str, int] = self.card["reach"]
            self._arguments = {kind: _session(archive.read(f"{kind}.onnx")) for kind in self._reach}
        self._vocabulary = vocabulary
        self.pieces = Pieces(vocabulary)
        shared, own = self.card["taggers"], self.card["credit taggers"]
        begin = max(end for _, end in shared.values())
        self._columns = {name: slice(*columns) for name, columns in shared.items()}
        self._columns |= {name: slice(begin + first, begin + end) for name, (first, end) in own.items()}

    def see(self, doc: Doc, longest: int | None = None) -> list[Seen]:
        """The text's windows, encoded; of up to ``longest`` pieces (512 at most) where given."""
        pieces = self.pieces if longest is None else Pieces(self._vocabulary, longest)
        return [self._seen(window) for window in pieces.windows(doc)]

    def _seen(self, window: Window) -> Seen:
        inputs = {"ids": window.ids[None], "shapes": window.shapes[None], "firsts": window.firsts}
        vectors, scores, arcs, states = self._encoder.run(None, inputs)
        credits, told = self._credits.run(None, {"states": states, "firsts": window.firsts})
        return Seen(window, vectors, np.concatenate([scores, told], 1), arcs, credits)

    def relations(self, seen: Seen, heads: NDArray[np.int64]) -> Scores:
        """The scores of each word's relations to its head, (words, relations)."""
        scores: Scores = self._relations.run(None, {"words": seen.vectors, "heads": heads})[0]
        return scores

    def scores(self, tagger: str, seen: Seen) -> Scores:
        """Logarithms of the probabilities of the tagger's labels, (words, labels)."""
        return _log_softmax(seen.scores[:, self._columns[tagger]])

    def spans(self, tagger: str, seen: Seen, bias: float = 0.0) -> list[tuple[int, int, int]]:
        """(role, first word, one past last) by the tagger; ``bias`` is added to all labels but O."""
        return decode(_biased(self.scores(tagger, seen), bias))

    def arguments(self, kind: str, seen: Seen, first: int, last: int, bias: float = 0.0) -> list[tuple[int, int, int]]:
        """(role, first word, one past last) of the arguments of the predicate at words [first, last)."""
        low, scores = self.argument_scores(kind, seen, first, last)
        return [(role, begin + low, end + low) for role, begin, end in decode(_biased(scores, bias))]

    def view(self, kind: str, seen: Seen, first: int, last: int) -> tuple[int, int]:
        """The words that a predicate at words [first, last) sees."""
        return view(seen.window, first, last, self._reach[kind])

    def argument_scores(self, kind: str, seen: Seen, first: int, last: int) -> tuple[int, Scores]:
        """The first word that the predicate sees, and log probabilities of the labels of each word from there on."""
        low, high = self.view(kind, seen, first, last)
        away = distances(np.arange(low, high), first, last, self._reach[kind])
        vectors = seen.credits if kind == CREDIT else seen.vectors
        (scores,) = self._arguments[kind].run(None, {"words": vectors[None, low:high], "distances": away[None]})
        return low, _log_softmax(scores[0])


def view(window: Window, first: int, last: int, reach: int) -> tuple[int, int]:
    """The words seen from a predicate at words [first, last): those of its paragraph, within ``reach`` words."""
    low = int(np.searchsorted(window.paragraphs, window.paragraphs[first], "left"))
    high = int(np.searchsorted(window.paragraphs, window.paragraphs[last - 1], "right"))
    return max(low, first - reach), min(high, last + reach)


def distances(at: NDArray[np.int64], first: int, last: int, reach: int) -> NDArray[np.int64]:
    """How many words before (negative) or behind the predicate [first, last); 0 within it."""
    away = np.where(at < first, at - first, np.where(at >= last, at - last + 1, 0))
    clipped: NDArray[np.int64] = away.clip(-reach, reach)
    return clipped


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        model,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # the fused kernel is several times slower on processors
    )


def _log_softmax(scores: Scores) -> Scores:
    shifted: Scores = scores - scores.max(-1, keepdims=True)
    result: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def _biased(scores: Scores, bias: float) -> Scores:
    return scores + np.array([0.0, *[bias] * (scores.shape[1] - 1)], np.float32) if bias else scores


def probability(scores: Scores, spans: Sequence[tuple[int, int, int]]) -> list[float]:
    """The geometric mean, over a span's words, of the probabilities of the labels that it gives them."""
    found = []
    for role, first, last in spans:
        labels = [2 * role + 1, *[2 * role + 2] * (last - first - 1)]
        found.append(float(np.exp(scores[np.arange(first, last), labels].mean())))
    return found


@cache
def shipped() -> Model:
    """The model that comes with Sayso, loaded at the first call."""
    return Model()

"""What the network learns from: a window of text with labels of its words, and of words seen from a predicate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from sayso.encoder.labels import labels
from sayso.encoder.model import distances as away
from sayso.encoder.model import view
from sayso.encoder.pieces import Window
from training.model import REACH, Network

IGNORED = -100
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Predicate:
    """``kind`` of argument head, words [first, last) of the predicate, words [low, high) that are seen, their labels."""

    kind: str
    first: int
    last: int
    low: int
    high: int
    labels: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """``tags``: labels of the window's words by tagger."""

    window: Window
    tags: Mapping[str, NDArray[np.int64]]
    predicates: Sequence[Predicate] = ()


def predicate(window: Window, kind: str, at: tuple[int, int], roles: Sequence[Spans]) -> Predicate | None:
    """The predicate at character offsets ``at`` with the spans of each role; None where it is not in the window."""
    first, last = window.words(*at)
    if first >= last:
        return None
    low, high = view(window, first, last, REACH)
    found = [
        (role, *(max(low, min(high, word)) - low for word in window.words(*span)))
        for role, spans in enumerate(roles)
        for span in spans
    ]
    return Predicate(kind, first, last, low, high, labels(high - low, found))


def padded(examples: Sequence[Example]) -> tuple[Tensor, Tensor]:
    longest = max(len(example.window.ids) for example in examples)
    ids = np.zeros((len(examples), longest), np.int64)
    mask = np.zeros_like(ids)
    for row, example in enumerate(examples):
        ids[row, : len(example.window.ids)] = example.window.ids
        mask[row, : len(example.window.ids)] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


def word_vectors(network: Network, examples: Sequence[Example], device: str = "cpu") -> tuple[Tensor, list[int]]:
    """Vectors of all words of the examples, (words, size), and where each example's begin."""
    ids, mask = (tensor.to(device) for tensor in padded(examples))
    states = network.encode(ids, mask)
    longest = ids.shape[1]
    firsts = np.concatenate([example.window.firsts + row * longest for row, example in enumerate(examples)])
    begins = np.cumsum([0, *(len(example.window.firsts) for example in examples)])
    vectors = nn.functional.embedding(torch.from_numpy(firsts).to(device), states.reshape(-1, states.shape[-1]))
    return vectors, begins.tolist()


def loss(network: Network, examples: Sequence[Example], device: str = "cpu") -> Tensor:
    """Mean cross entropy a word of every tagger and a word of every predicate's view, summed."""
    vectors, begins = word_vectors(network, examples, device)
    total = torch.zeros((), device=device)
    for name in sorted({name for example in examples for name in example.tags}):
        wanted = np.full(len(vectors), IGNORED)
        for begin, example in zip(begins, examples, strict=False):
            wanted[begin : begin + len(example.window.firsts)] = example.tags.get(name, IGNORED)
        scores = network.tag(name, vectors)
        total = total + nn.functional.cross_entropy(scores.float(), torch.from_numpy(wanted).to(device))
    pairs = [(begin, item) for begin, example in zip(begins, examples, strict=False) for item in example.predicates]
    for kind in sorted({item.kind for _, item in pairs}):
        mine = sorted((pair for pair in pairs if pair[1].kind == kind), key=lambda pair: pair[1].high - pair[1].low)
        summed, count = torch.zeros((), device=device), 0
        for first in range(0, len(mine), 32):
            part = mine[first : first + 32]
            scores, seen = argument_scores(network, vectors, part, device)
            labels_of = torch.cat([torch.from_numpy(item.labels) for _, item in part]).to(device)
            summed = summed + nn.functional.cross_entropy(scores[seen].float(), labels_of, reduction="sum")
            count += len(labels_of)
        total = total + summed / count
    return total


def argument_scores(
    network: Network, vectors: Tensor, pairs: Sequence[tuple[int, Predicate]], device: str = "cpu"
) -> tuple[Tensor, Tensor]:
    """Scores (predicates, words, labels) and which of the words are there.

    ``pairs``: where the words of a predicate's window begin in ``vectors``, and the predicate; all of one kind.
    """
    longest = max(item.high - item.low for _, item in pairs)
    rows = np.zeros((len(pairs), longest), np.int64)
    distances = np.zeros((len(pairs), longest), np.int64)
    seen = np.zeros((len(pairs), longest), bool)
    for row, (begin, item) in enumerate(pairs):
        at = np.arange(item.low, item.high)
        rows[row, : len(at)] = begin + at
        distances[row, : len(at)] = away(at, item.first, item.last, REACH)
        seen[row, : len(at)] = True
    words = nn.functional.embedding(torch.from_numpy(rows).to(device), vectors)
    there = torch.from_numpy(seen).to(device)
    kind = network.kinds[pairs[0][1].kind]
    return network.arguments(words, torch.from_numpy(distances).to(device), kind, there), there


def batches(examples: Sequence[Example], pieces: int, seed: int) -> Iterable[list[Example]]:
    """Examples of like length together, up to ``pieces`` padded pieces a batch, in an order drawn by ``seed``."""
    draw = np.random.default_rng(seed)
    order = sorted(
        range(len(examples)), key=lambda at: (len(examples[at].window.ids) + draw.integers(0, 24), draw.random())
    )
    groups: list[list[Example]] = []
    for at in order:
        if not groups or (len(groups[-1]) + 1) * len(examples[at].window.ids) > pieces:
            groups.append([])
        groups[-1].append(examples[at])
    for at in draw.permutation(len(groups)):
        yield groups[at]

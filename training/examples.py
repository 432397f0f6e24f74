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
WEIGHTS = {"tag": 0.3, "begins": 0.3, "entity": 0.5, "arcs": 0.5, "relations": 0.3, "source": 0.6, "content": 0.6}
"""Of what is learned besides what people annotated, and of what is an argument too."""
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
class Tree:
    """The head of each word of a window, itself for a root, and its relation to it."""

    heads: NDArray[np.int64]
    relations: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """``tags``: labels of the window's words by tagger."""

    window: Window
    tags: Mapping[str, NDArray[np.int64]]
    predicates: Sequence[Predicate] = ()
    tree: Tree | None = None


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


def padded(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, shapes and which of them are there, each (examples, pieces)."""
    longest = max(len(example.window.ids) for example in examples)
    rows = np.zeros((3, len(examples), longest), np.int64)
    for row, example in enumerate(examples):
        count = len(example.window.ids)
        rows[0, row, :count], rows[1, row, :count], rows[2, row, :count] = example.window.ids, example.window.shapes, 1
    ids, shapes, mask = torch.from_numpy(rows)
    return ids, shapes, mask


def word_vectors(network: Network, examples: Sequence[Example], device: str = "cpu") -> tuple[Tensor, list[int]]:
    """Vectors of all words of the examples, (words, size), and where each example's begin."""
    ids, shapes, mask = (tensor.to(device) for tensor in padded(examples))
    states = network.encode(ids, shapes, mask)
    longest = ids.shape[1]
    firsts = np.concatenate([example.window.firsts + row * longest for row, example in enumerate(examples)])
    begins = np.cumsum([0, *(len(example.window.firsts) for example in examples)])
    vectors = nn.functional.embedding(torch.from_numpy(firsts).to(device), states.reshape(-1, states.shape[-1]))
    return vectors, begins.tolist()


def loss(network: Network, examples: Sequence[Example], device: str = "cpu") -> Tensor:
    """Mean cross entropy a word of every tagger, of every predicate's view and of the tree, weighted and summed."""
    vectors, begins = word_vectors(network, examples, device)
    total = torch.zeros((), device=device)
    for name in sorted({name for example in examples for name in example.tags}):
        wanted = np.full(len(vectors), IGNORED)
        for begin, example in zip(begins, examples, strict=False):
            wanted[begin : begin + len(example.window.firsts)] = example.tags.get(name, IGNORED)
        if (wanted != IGNORED).any():
            scores = network.tag(name, vectors).float()
            value = nn.functional.cross_entropy(scores, torch.from_numpy(wanted).to(device), ignore_index=IGNORED)
            total = total + WEIGHTS.get(name, 1.0) * value
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
    trees = [(begin, example.tree) for begin, example in zip(begins, examples, strict=False) if example.tree]
    return total + tree_loss(network, vectors, trees, device) if trees else total


def tree_loss(network: Network, vectors: Tensor, trees: Sequence[tuple[int, Tree]], device: str = "cpu") -> Tensor:
    """Mean cross entropy a word of its head among the window's words, and of its relation to the right head."""
    longest = max(len(tree.heads) for _, tree in trees)
    rows = np.zeros((len(trees), longest), np.int64)
    heads = np.full((len(trees), longest), IGNORED)
    there = np.zeros((len(trees), longest), bool)
    for row, (begin, tree) in enumerate(trees):
        count = len(tree.heads)
        rows[row, :count] = begin + np.arange(count)
        heads[row, :count], there[row, :count] = tree.heads, True
    words = nn.functional.embedding(torch.from_numpy(rows).to(device), vectors)
    arcs = network.parser.arcs(words).float().masked_fill(~torch.from_numpy(there).to(device)[:, None, :], -1e4)
    wanted = torch.from_numpy(heads).to(device)
    of_arcs = nn.functional.cross_entropy(arcs.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED)
    flat = np.concatenate([np.where(tree.heads == IGNORED, 0, tree.heads) + begin for begin, tree in trees])
    own = np.concatenate([np.arange(len(tree.heads)) + begin for begin, tree in trees])
    scores = network.parser.relations(
        nn.functional.embedding(torch.from_numpy(own).to(device), vectors),
        nn.functional.embedding(torch.from_numpy(flat).to(device), vectors),
    )
    relations = torch.from_numpy(np.concatenate([tree.relations for _, tree in trees])).to(device)
    of_relations = nn.functional.cross_entropy(scores.float(), relations, ignore_index=IGNORED)
    return WEIGHTS["arcs"] * of_arcs + WEIGHTS["relations"] * of_relations


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

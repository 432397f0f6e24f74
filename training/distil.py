"""Arguments told by narrow layers, which learn to say what the wide ones of a finished file say (Hinton et al. 2015).

Arguments are asked for at every cue and every occurrence, so that the layers for them are a quarter of all that reading
costs. What the wide ones were taught by labels that are few, the narrow ones learn from any text: at every word that may
be a predicate the wide ones say what they see.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.optim.lr_scheduler import LambdaLR

from benchmarks import event_location
from sayso.encoder.model import CREDIT, Model, Seen, distances, view
from sayso.encoder.tokens import tokenizer
from training import polnear, sentences
from training.model import Narrow

REACH = {CREDIT: 96, "place": 32}
"""Words on either side of a predicate. Places are looked for among fewer than in learning: the others gain nothing."""
EPOCHS = {CREDIT: 24, "place": 10}
DOUBTFUL = {CREDIT: 2.5, "place": 3.0}
"""Added to the scores of a cue's or a trigger's labels, so that words are met that are hardly one."""
MOST = 12
"""Predicates of a window that are asked for a place."""
WORDS = 6000
"""Padded words a batch."""
RATE = 2e-3
WARM_UP = 0.05
Scores = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a wide layer says: ``vectors`` (words, size) in the view, how far each is from the predicate, log
    probabilities (words, labels).
    """

    vectors: Scores
    distances: NDArray[np.int64]
    told: Scores


def texts(data: Path, own: Path) -> list[str]:
    """All that is learned from, but for what is held back."""
    credited = [text for text, _ in polnear.texts(data / "polnear", chosen=False)]
    rows = event_location.load(data / "event_location" / "labeled_text.jsonl")
    placed = dict.fromkeys(row["text"] for row in rows if not event_location.held_out(row))
    lines = (data / "muc4" / "train.json").read_text(encoding="utf-8").splitlines()
    reports = [json.loads(line)["doctext"] for number, line in enumerate(lines) if number % 10]
    return [*credited, *placed, *reports, *(one.text for n, one in enumerate(sentences.load(own)) if n % 10)]


def asked(model: Model, found: Iterable[str], seed: int) -> dict[str, list[Asked]]:
    """Of each kind what ``model`` says of the arguments of every word that may be a predicate."""
    draw = np.random.default_rng(seed)
    told: dict[str, list[Asked]] = {kind: [] for kind in REACH}
    for text in found:
        for seen in model.see(tokenizer()(text)):
            for kind in REACH:
                told[kind] += _asked(model, kind, seen, draw)
    return told


def _asked(model: Model, kind: str, seen: Seen, draw: np.random.Generator) -> Iterator[Asked]:
    vectors = (seen.credits if kind == CREDIT else seen.vectors).astype(np.float16)
    for first, last in _predicates(model, kind, seen, draw):
        wide, told = model.argument_scores(kind, seen, first, last)
        low, high = view(seen.window, first, last, REACH[kind])
        away = distances(np.arange(low, high), first, last, REACH[kind])
        yield Asked(vectors[low:high], away, told[low - wide : high - wide].astype(np.float16))


def _predicates(model: Model, kind: str, seen: Seen, draw: np.random.Generator) -> Sequence[tuple[int, int]]:
    if kind == CREDIT:
        spans = {*model.spans("cue", seen), *model.spans("cue", seen, DOUBTFUL[kind])}
        return sorted((first, last) for _, first, last in spans)
    tags: Sequence[str] = model.card["labels"]["tag"]
    verbal = np.isin(model.scores("tag", seen).argmax(1), [i for i, tag in enumerate(tags) if tag.startswith("VB")])
    scores = model.scores("trigger", seen)
    words = np.flatnonzero(verbal | (scores[:, 1:].max(1) + DOUBTFUL[kind] > scores[:, 0]))
    chosen = np.sort(draw.permutation(words)[:MOST]).tolist()
    return [(word, word + 1) for word in chosen]


def narrowed(kind: str, examples: Sequence[Asked], seed: int) -> Narrow:
    """A narrow layer that says what was said, as near as it can: the mean divergence (Kullback & Leibler) a word."""
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    epochs = EPOCHS[kind]
    network = Narrow(examples[0].vectors.shape[1], examples[0].told.shape[1], REACH[kind])
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.005, fused=True)
    batches = _batches(examples)
    steps = epochs * len(batches)
    schedule = LambdaLR(optimizer, lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.01, 1 - step / steps))
    for epoch in range(epochs):
        total = 0.0
        for number in draw.permutation(len(batches)):
            value = _divergence(network, batches[number])
            (10 * value).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += value.item()
        print(f"narrow {kind}, epoch {epoch + 1} of {epochs}, divergence {total / len(batches):.4f}", flush=True)
    return network


def _batches(examples: Sequence[Asked]) -> list[list[Asked]]:
    """Views of like length together."""
    found: list[list[Asked]] = []
    for one in sorted(examples, key=lambda one: len(one.told)):
        if not found or (len(found[-1]) + 1) * len(one.told) > WORDS:
            found.append([])
        found[-1].append(one)
    return found


def _divergence(network: Narrow, batch: Sequence[Asked]) -> torch.Tensor:
    shape = len(batch), max(len(one.told) for one in batch)
    words = np.zeros((*shape, batch[0].vectors.shape[1]), np.float32)
    away, there = np.zeros(shape, np.int64), np.zeros(shape, bool)
    wide = np.zeros((*shape, batch[0].told.shape[1]), np.float32)
    for row, one in enumerate(batch):
        count = len(one.told)
        words[row, :count], away[row, :count] = one.vectors, one.distances
        wide[row, :count], there[row, :count] = one.told, True
    mask, told = torch.from_numpy(there), torch.from_numpy(wide)
    said = network(torch.from_numpy(words), torch.from_numpy(away), mask).log_softmax(-1)
    return (told.exp() * (told - said)).sum(-1)[mask].mean()

"""Trains the network on all corpora at once, from where it stopped: one step is one batch of one corpus.

Everything is drawn from ``SEED`` and the number of the epoch, so that equal data and settings make equal weights on
the same machine, and a run that is resumed goes the way of one that was not stopped.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch.optim.lr_scheduler import LambdaLR

from sayso.encoder.pieces import Pieces
from training import event_location, muc4, own, polnear
from training.examples import Example, batches, loss
from training.model import Network
from training.sentences import POLARITIES, STATUSES
from training.silver import inventory

SEED = 20260
SILVER = inventory()
TAGGERS = {
    "tag": len(SILVER["tag"]),
    "begins": 2,
    "entity": 2 * len(SILVER["entity"]) + 1,
    "cue": 3,
    "trigger": 3,
    "status": len(STATUSES),
    "polarity": len(POLARITIES),
    **{f"muc4 {role}": 3 for role in muc4.ROLES},
}
ARGUMENTS = {"attribution": 5, **{kind: 2 * len(roles) + 1 for kind, roles in own.KINDS.items()}}
MASK = 103
MASKED = 0.06
"""The share of pieces that are hidden from the network while it learns."""
PLAIN = 0.1
"""The share of windows whose capitals are hidden from it, for text that is all in capitals or has none."""
PIECES = 2048
"""Padded pieces a batch."""
WARM_UP = 0.06
EVERY = 100
"""Steps between two checkpoints."""
OWN = Path(__file__).parent / "sentences"


def corpora(data: Path, pieces: Pieces, chosen: bool) -> dict[str, list[Example]]:
    """The examples to learn from, or, where ``chosen``, those that are held back to choose on. Never a ``dev`` part."""
    whole = Pieces(pieces.vocabulary, 512)
    return {
        "muc4": list(muc4.examples(data / "muc4" / "train.json", whole, chosen)),
        "own": list(own.examples(OWN, pieces, chosen)),
        "place": list(event_location.examples(data / "event_location" / "labeled_text.jsonl", pieces, chosen)),
        "polnear": list(polnear.examples(data / "polnear", pieces, chosen)),
    }


def train(
    network: Network, data: dict[str, list[Example]], epochs: int, rate: float, checkpoint: Path, device: str
) -> None:
    """Learns for ``epochs``, writing ``checkpoint`` now and then and going on from it where it is there."""
    network.to(device)
    optimizer = torch.optim.AdamW(_groups(network, rate), weight_decay=0.01, fused=True)
    plan = [(epoch, name, number) for epoch in range(epochs) for name, number in _order(data, epoch)]
    schedule = LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM_UP * len(plan))) * max(0.02, 1 - step / len(plan))
    )
    begun = _resume(checkpoint, network, optimizer, schedule)
    network.train()
    drawn: dict[tuple[int, str], list[list[Example]]] = {}
    started, running = time.monotonic(), 0.0
    for step in range(begun, len(plan)):
        epoch, name, number = plan[step]
        if (epoch, name) not in drawn:
            drawn = {key: value for key, value in drawn.items() if key[0] == epoch}
            drawn[epoch, name] = _batches(data[name], name, epoch)
        with torch.autocast(device, torch.bfloat16):
            value = loss(network, drawn[epoch, name][number], device)
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        running += value.item()
        if (step + 1) % EVERY == 0 or step + 1 == len(plan):
            _save(checkpoint, network, optimizer, schedule, step + 1)
            pace = (time.monotonic() - started) / (step + 1 - begun)
            left = pace * (len(plan) - step - 1) / 60
            print(
                f"step {step + 1} of {len(plan)}, loss {running / EVERY:.3f}, {pace:.2f} s a step, {left:.0f} min left",
                flush=True,
            )
            running = 0.0


def _groups(network: Network, rate: float) -> list[dict[str, object]]:
    """The encoder learns slowly, the heads faster; norms and biases don't decay."""
    encoder = [weights for weights in network.encoder.parameters() if weights.requires_grad]
    heads = [*network.taggers.parameters(), *network.arguments.parameters()]
    return [
        {"params": [weights for weights in encoder if weights.ndim > 1], "lr": rate},
        {"params": [weights for weights in encoder if weights.ndim == 1], "lr": rate, "weight_decay": 0.0},
        {"params": heads, "lr": 2.5 * rate},
    ]


def _order(data: dict[str, list[Example]], epoch: int) -> Iterable[tuple[str, int]]:
    """Which batch of which corpus comes when."""
    order = [
        (name, number)
        for name in sorted(data)
        for number, _ in enumerate(batches(data[name], PIECES, _seed(name, epoch)))
    ]
    random.Random(SEED + epoch).shuffle(order)
    return order


def _seed(name: str, epoch: int) -> int:
    return SEED + 100 * epoch + sum(name.encode())


def _batches(examples: Sequence[Example], name: str, epoch: int) -> list[list[Example]]:
    seed = _seed(name, epoch)
    draw = np.random.default_rng(seed)
    return [[_masked(example, draw) for example in batch] for batch in batches(examples, PIECES, seed)]


def _masked(example: Example, draw: np.random.Generator) -> Example:
    ids = example.window.ids.copy()
    hidden = draw.random(len(ids)) < MASKED
    hidden[[0, -1]] = False
    ids[hidden] = MASK
    plain = draw.random() < PLAIN
    shapes = np.zeros_like(example.window.shapes) if plain else example.window.shapes
    return replace(example, window=replace(example.window, ids=ids, shapes=shapes))


def _save(path: Path, network: Network, optimizer: torch.optim.Optimizer, schedule: LambdaLR, step: int) -> None:
    partial = path.with_suffix(".partial")
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "step": step,
    }
    torch.save(state, partial)
    partial.replace(path)


def _resume(path: Path, network: Network, optimizer: torch.optim.Optimizer, schedule: LambdaLR) -> int:
    if not path.exists():
        return 0
    state = torch.load(path)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])

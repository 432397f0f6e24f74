"""From trained weights to the file that ships: ONNX graphs with int8 weights, the vocabulary and the model card."""

from __future__ import annotations

import io
import json
import logging
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

from training.model import REACH, Arguments, Network

WRITTEN = (1980, 1, 1, 0, 0, 0)
"""The date of every member of the archive, so that equal weights make equal bytes."""


class _Encoder(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder
        self.taggers = nn.ModuleList(network.taggers.values())

    def forward(self, ids: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor]:
        words = self.encoder(ids, attention_mask=torch.ones_like(ids)).last_hidden_state[0][firsts]
        return words, torch.cat([tagger(words) for tagger in self.taggers], -1)


class _Arguments(nn.Module):
    """The scores of every kind's head side by side."""

    def __init__(self, arguments: Arguments) -> None:
        super().__init__()
        self.inner = arguments

    def forward(self, words: Tensor, distances: Tensor, kind: Tensor) -> Tensor:
        marked = self.inner.marked(words, distances, kind)
        states = self.inner.layer(marked)
        return torch.cat([head(states) for head in self.inner.heads], -1)


def export(network: Network, vocabulary: list[str], card: Mapping[str, Any], path: Path) -> None:
    """Writes the archive that ``sayso.encoder.model.Model`` reads."""
    network = network.eval().float()
    size = network.encoder.config.hidden_size
    with tempfile.TemporaryDirectory() as folder:
        encoder, arguments = Path(folder) / "encoder.onnx", Path(folder) / "arguments.onnx"
        logging.disable(logging.WARNING)
        torch.onnx.export(
            _Encoder(network),
            (torch.randint(1000, 2000, (1, 32)), torch.arange(1, 20)),
            str(encoder),
            input_names=["ids", "firsts"],
            output_names=["words", "tags"],
            dynamic_axes={"ids": {1: "pieces"}, "firsts": {0: "words"}, "words": {0: "words"}, "tags": {0: "words"}},
            opset_version=17,
            dynamo=False,
        )
        heads = network.encoder.config.num_attention_heads
        optimizer.optimize_model(str(encoder), "bert", heads, size).save_model_to_file(str(encoder))
        torch.onnx.export(
            _Arguments(network.arguments),
            (torch.randn(1, 20, size), torch.zeros(1, 20, dtype=torch.long), torch.tensor(0)),
            str(arguments),
            input_names=["words", "distances", "kind"],
            output_names=["scores"],
            dynamic_axes={"words": {1: "words"}, "distances": {1: "words"}, "scores": {1: "words"}},
            opset_version=17,
            dynamo=False,
        )
        for graph in (encoder, arguments):
            quantize_dynamic(
                graph, graph, weight_type=QuantType.QInt8, extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT}
            )
        members = {
            "card.json": json.dumps({**card, **_columns(network), "reach": REACH}, indent=1).encode(),
            "vocabulary.txt": "\n".join(vocabulary).encode(),
            "encoder.onnx": encoder.read_bytes(),
            "arguments.onnx": arguments.read_bytes(),
        }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(zipfile.ZipInfo(name, WRITTEN), content, zipfile.ZIP_DEFLATED)
    path.write_bytes(archive.getvalue())


def _columns(network: Network) -> dict[str, dict[str, list[int]]]:
    """Which columns of the scores are whose."""
    taggers, at = {}, 0
    for name, head in network.taggers.items():
        taggers[name] = [at, at + head.out_features]
        at += head.out_features
    kinds, at = {}, 0
    for name, head in zip(network.kinds, network.arguments.heads, strict=True):
        kinds[name] = [at, at + head.out_features]
        at += head.out_features
    return {"taggers": taggers, "arguments": kinds}

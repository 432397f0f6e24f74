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
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from training.model import REACH, Arguments, Network, Parser

GRAPHS = ("encoder", "arguments", "relations")

NEARER = {"place": 48}
"""Kinds of argument that are looked for among fewer words in reading than in learning: the others gain nothing."""
WRITTEN = (1980, 1, 1, 0, 0, 0)
"""The date of every member of the archive, so that equal weights make equal bytes."""


class _Encoder(nn.Module):
    """One window: the vectors of its words, the scores of all taggers side by side, and of arcs, word by head."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.parser = network.encoder, network.parser
        self.taggers = nn.ModuleList(network.taggers.values())

    def forward(self, ids: Tensor, shapes: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.encoder(ids, token_type_ids=shapes).last_hidden_state
        words = states[0][firsts]
        return words, torch.cat([tagger(words) for tagger in self.taggers], -1), self.parser.arcs(words)


class _Arguments(nn.Module):
    """The scores of every kind's head side by side."""

    def __init__(self, arguments: Arguments) -> None:
        super().__init__()
        self.inner = arguments

    def forward(self, words: Tensor, distances: Tensor, kind: Tensor) -> Tensor:
        states = self.inner.layer(self.inner.marked(words, distances, kind))
        return torch.cat([head(states) for head in self.inner.heads], -1)


class _Relations(nn.Module):
    """The scores of each word's relations to its head."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, words: Tensor, heads: Tensor) -> Tensor:
        return self.parser.relations(words, words[heads])


def export(network: Network, vocabulary: list[str], card: Mapping[str, Any], path: Path) -> None:
    """Writes the archive that ``sayso.encoder.model.Model`` reads."""
    network = network.eval().float()
    config = network.encoder.config
    network.encoder.set_attn_implementation("eager")  # without the masks of the others, which one window has no need of
    size = config.hidden_size
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        encoder, arguments, relations = (Path(folder) / f"{name}.onnx" for name in GRAPHS)
        pieces, words = torch.randint(1000, 2000, (1, 32)), torch.randn(20, size)
        _graph(
            _Encoder(network),
            (pieces, torch.zeros_like(pieces), torch.arange(1, 20)),
            encoder,
            {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "firsts": {0: "words"}},
            {"words": {0: "words"}, "tags": {0: "words"}, "arcs": {0: "words", 1: "words"}},
        )
        optimizer.optimize_model(
            str(encoder), "bert", config.num_attention_heads, size, optimization_options=_fusions()
        ).save_model_to_file(str(encoder))
        _graph(
            _Arguments(network.arguments),
            (words[None], torch.zeros(1, 20, dtype=torch.long), torch.tensor(0)),
            arguments,
            {"words": {1: "words"}, "distances": {1: "words"}, "kind": {}},
            {"scores": {1: "words"}},
        )
        _graph(
            _Relations(network.parser),
            (words, torch.zeros(20, dtype=torch.long)),
            relations,
            {"words": {0: "words"}, "heads": {0: "words"}},
            {"scores": {0: "words"}},
        )
        for graph in (encoder, arguments, relations):
            quantize_dynamic(
                graph,
                graph,
                per_channel=True,
                reduce_range=True,  # sums of products stay exact on processors without VNNI: the same results everywhere
                weight_type=QuantType.QInt8,
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            )
        members = {
            "card.json": json.dumps(
                {**card, **_columns(network), "reach": {**dict.fromkeys(network.kinds, REACH), **NEARER}}, indent=1
            ).encode(),
            "vocabulary.txt": "\n".join(vocabulary).encode(),
            **{graph.name: graph.read_bytes() for graph in (encoder, arguments, relations)},
        }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(zipfile.ZipInfo(name, WRITTEN), content, zipfile.ZIP_DEFLATED)
    path.write_bytes(archive.getvalue())


def _fusions() -> FusionOptions:
    """All but those of norms with the sums before them, whose fused kernels are several times slower on processors."""
    options = FusionOptions("bert")
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = options.enable_embed_layer_norm = False
    return options


def _graph(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    path: Path,
    given: dict[str, dict[int, str]],
    told: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module,
        inputs,
        str(path),
        input_names=list(given),
        output_names=list(told),
        dynamic_axes={**given, **told},
        opset_version=17,
        dynamo=False,
    )


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

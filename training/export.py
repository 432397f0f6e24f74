"""From trained weights to the file that ships: ONNX graphs with int8 weights, the vocabulary and the model card.

``export`` writes the file of the network that learned everything at once; ``with_credits`` adds the layers of attribution's
own to such a file, ``with_narrow`` puts narrow layers in the place of those for arguments.
"""

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

from training.archive import members
from training.credits import LOWER
from training.model import REACH, Arguments, Narrow, Network, Parser

KINDS = ("attribution", "place")
"""The kinds of argument that are looked for in reading; the others are learned for what they teach the encoder."""
STATES = "/encoder/encoder/layer.{}/output/LayerNorm/LayerNormalization_output_0"
"""What the encoder's graph calls the states behind a layer."""
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


class _Upper(nn.Module):
    """From the states of a window's pieces behind the layers that are shared: the vectors of its words, the scores of all
    taggers side by side.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = nn.Module()
        self.encoder.layer = network.encoder.encoder.layer[LOWER:]
        self.taggers = nn.ModuleList(network.taggers.values())

    def forward(self, states: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor]:
        for layer in self.encoder.layer:
            states = layer(states)
        words = states[0][firsts]
        return words, torch.cat([tagger(words) for tagger in self.taggers], -1)


class _Arguments(nn.Module):
    """The scores of one kind of argument."""

    def __init__(self, arguments: Arguments, kind: int) -> None:
        super().__init__()
        self.inner, self.kind = arguments, kind

    def forward(self, words: Tensor, distances: Tensor) -> Tensor:
        scores: Tensor = self.inner.heads[self.kind](self.inner.layer(self.inner.marked(words, distances, self.kind)))
        return scores


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
        encoder, relations = Path(folder) / "encoder.onnx", Path(folder) / "relations.onnx"
        arguments = [Path(folder) / f"{kind}.onnx" for kind in KINDS]
        pieces, words = torch.randint(1000, 2000, (1, 32)), torch.randn(20, size)
        _graph(
            _Encoder(network),
            (pieces, torch.zeros_like(pieces), torch.arange(1, 20)),
            encoder,
            {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "firsts": {0: "words"}},
            {"words": {0: "words"}, "tags": {0: "words"}, "arcs": {0: "words", 1: "words"}},
        )
        _fuse(encoder, network)
        for kind, graph in zip(KINDS, arguments, strict=True):
            _arguments_graph(_Arguments(network.arguments, network.kinds[kind]), size, graph)
        _graph(
            _Relations(network.parser),
            (words, torch.zeros(20, dtype=torch.long)),
            relations,
            {"words": {0: "words"}, "heads": {0: "words"}},
            {"scores": {0: "words"}},
        )
        told = {**card, "taggers": _columns(network), "reach": dict.fromkeys(KINDS, REACH)}
        files = {
            "card.json": json.dumps(told, indent=1).encode(),
            "vocabulary.txt": "\n".join(vocabulary).encode(),
            **{graph.name: _quantized(graph) for graph in (encoder, *arguments, relations)},
        }
    _write(files, path)


def with_credits(finished: Path, network: Network, card: Mapping[str, Any], path: Path) -> None:
    """Writes the archive ``finished`` with ``network``'s upper layers and heads for what reads attributions."""
    network = network.eval().float()
    network.encoder.set_attn_implementation("eager")
    files = members(finished)
    encoder = onnx.load_from_string(files["encoder.onnx"])
    states = STATES.format(LOWER - 1)
    if states not in {output.name for output in encoder.graph.output}:
        encoder.graph.output.append(onnx.helper.make_tensor_value_info(states, onnx.TensorProto.FLOAT, None))
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        upper, arguments = Path(folder) / "credits.onnx", Path(folder) / "attribution.onnx"
        _graph(
            _Upper(network),
            (torch.randn(1, 32, network.encoder.config.hidden_size), torch.arange(1, 20)),
            upper,
            {"states": {1: "pieces"}, "firsts": {0: "words"}},
            {"words": {0: "words"}, "tags": {0: "words"}},
        )
        _fuse(upper, network)
        _arguments_graph(
            _Arguments(network.arguments, network.kinds["attribution"]), network.encoder.config.hidden_size, arguments
        )
        files |= {
            "card.json": _card(files, {**card, "credit taggers": _columns(network)}),
            "encoder.onnx": encoder.SerializeToString(),
            **{graph.name: _quantized(graph) for graph in (upper, arguments)},
        }
    _write(files, path)


def with_narrow(finished: Path, narrow: Mapping[str, Narrow], path: Path) -> None:
    """Writes the archive ``finished`` with narrow layers for the arguments of these kinds."""
    files = members(finished)
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        for kind, network in narrow.items():
            graph = Path(folder) / f"{kind}.onnx"
            _arguments_graph(network.eval(), network.narrow.in_features, graph)
            files[graph.name] = _quantized(graph)
    files["card.json"] = _card(files, {"reach": {kind: network.reach for kind, network in narrow.items()}})
    _write(files, path)


def _card(files: Mapping[str, bytes], more: Mapping[str, Any]) -> bytes:
    return json.dumps({**json.loads(files["card.json"]), **more}, indent=1).encode()


def _write(files: Mapping[str, bytes], path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(zipfile.ZipInfo(name, WRITTEN), content, zipfile.ZIP_DEFLATED)
    path.write_bytes(archive.getvalue())


def _quantized(graph: Path) -> bytes:
    """The graph with weights of a byte each."""
    quantize_dynamic(
        graph,
        graph,
        per_channel=True,
        reduce_range=True,  # sums of products stay exact on processors without VNNI: the same results everywhere
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    return graph.read_bytes()


def _fuse(graph: Path, network: Network) -> None:
    """All fusions but those of norms with the sums before them, whose kernels are several times slower on processors."""
    options = FusionOptions("bert")
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = options.enable_embed_layer_norm = False
    config = network.encoder.config
    optimizer.optimize_model(
        str(graph), "bert", config.num_attention_heads, config.hidden_size, optimization_options=options
    ).save_model_to_file(str(graph))


def _arguments_graph(module: nn.Module, size: int, path: Path) -> None:
    _graph(
        module,
        (torch.randn(1, 20, size), torch.zeros(1, 20, dtype=torch.long)),
        path,
        {"words": {1: "words"}, "distances": {1: "words"}},
        {"scores": {1: "words"}},
    )


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


def _columns(network: Network) -> dict[str, list[int]]:
    """Which columns of the scores are whose."""
    taggers, at = {}, 0
    for name, head in network.taggers.items():
        taggers[name] = [at, at + head.out_features]
        at += head.out_features
    return taggers

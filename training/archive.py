"""Reads a model file back: its graphs, and the weights in them as the network names them, their quantisation undone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, numpy_helper

QUANTIZED = "_quantized"
Weights = dict[str, NDArray[np.float32]]


def members(path: Path) -> dict[str, bytes]:
    """The files of the archive by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def weights(path: Path) -> Weights:
    """The weights of the encoder, of its taggers and of the arguments of cues, by their names in ``Network``."""
    found = members(path)
    card: dict[str, Any] = json.loads(found["card.json"])
    taggers = dict(enumerate(card["taggers"]))
    told: Weights = {}
    for name, values in _of_graph(onnx.load_from_string(found["encoder.onnx"])).items():
        head, _, rest = name.partition(".")
        number, _, part = rest.partition(".")
        told[f"taggers.{taggers[int(number)]}.{part}" if head == "taggers" else name] = values
    arguments = _of_graph(onnx.load_from_string(found["attribution.onnx"]))
    return told | {f"arguments.{name.removeprefix('inner.')}": values for name, values in arguments.items()}


def _of_graph(model: ModelProto) -> Weights:
    """A product with integers is named after the layer that it belongs to, so that its weights are told apart."""
    stored = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    found: Weights = {name: values for name, values in stored.items() if values.dtype == np.float32}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in stored:
            layer = node.output[0].split("/MatMul")[0].split("/Gemm")[0].strip("/").replace("/", ".")
            found[f"{layer}.weight"] = _restored(stored, node.input[1]).T.copy()
        elif node.op_type == "Gather" and node.input[0].endswith(QUANTIZED):
            found[node.input[0].removesuffix(QUANTIZED)] = _restored(stored, node.input[0])
    return found


def _restored(stored: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    """(whole numbers - zero point) · scale."""
    base = name.removesuffix(QUANTIZED)
    whole, zero = stored[name].astype(np.float32), stored[f"{base}_zero_point"].astype(np.float32)
    restored: NDArray[np.float32] = (whole - zero) * stored[f"{base}_scale"]
    return restored

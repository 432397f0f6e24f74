"""Layers of attribution's own: what a finished model has below stays as it is, what lies above learns attributions alone.

All that a network learns at once shares its upper layers; whole attributions, whose content runs over sentences, gain most
from layers that need not serve anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from benchmarks.attribution import Annotated
from sayso.encoder.labels import labels
from sayso.encoder.pieces import Pieces, Window
from sayso.encoder.tokens import tokenizer
from training import polnear, sentences
from training.archive import weights
from training.examples import Example
from training.model import Network

LOWER = 4
"""How many layers are shared with everything else, and do not learn."""
DROPPED = 0.1
"""Attributions alone are few: what learns nothing else needs more noise than what learns everything at once."""
TAGGERS = {"cue": 3, "source": 3, "content": 3}
ARGUMENTS = {"attribution": 5}


def network(plain: Path, finished: Path) -> Network:
    """The network of the model file ``finished``, of which only what lies above ``LOWER`` layers will learn.

    ``plain``: the encoder that the finished one began as, for its shape.
    """
    made = Network(plain, TAGGERS, ARGUMENTS, 1)
    has = made.state_dict()
    fitting = {
        name: torch.tensor(values)
        for name, values in weights(finished).items()
        if name in has and values.shape == has[name].shape
    }
    if "arguments.layer.project.weight" not in fitting:
        raise SystemExit(f"{finished} has narrow layers for arguments: go on from a file whose are wide.")
    made.load_state_dict(fitting, strict=False)
    encoder = made.encoder
    for part in (encoder.embeddings, *encoder.encoder.layer[:LOWER], made.parser):
        part.requires_grad_(False)
    for module in encoder.encoder.layer[LOWER:].modules():
        if isinstance(module, nn.Dropout):
            module.p = DROPPED
    return made


def examples(data: Path, own: Path, pieces: Pieces, chosen: bool) -> dict[str, list[Example]]:
    """Attributions of PolNeAR's ``train`` and of our own sentences: every tenth text where ``chosen``, else the others."""
    texts = polnear.texts(data / "polnear", chosen)
    said = [one for n, one in enumerate(sentences.load(own)) if (n % 10 == 0) == chosen]
    return {
        "polnear": [item for text, marks in texts for marked in marks for item in of_text(text, marked, pieces)],
        "own": [item for one in said for item in of_text(one.text, one.said, pieces)],
    }


def of_text(text: str, marked: Sequence[Annotated | sentences.Said], pieces: Pieces) -> Iterator[Example]:
    """The windows of a text with its cues, sources and contents as tags, and the latter two as arguments of their cues."""
    for window in pieces.windows(tokenizer()(text)):
        cues, predicates = polnear.credited(window, marked)
        tags = {
            "cue": _tagged(window, cues),
            "source": _tagged(window, [span for item in marked for span in item.source]),
            "content": _tagged(window, [span for item in marked for span in item.content]),
        }
        yield Example(window, tags, predicates)


def _tagged(window: Window, spans: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Of spans that lie in each other the longest counts."""
    words = sorted({window.words(*span) for span in spans}, key=lambda span: (span[0] - span[1], span))
    return labels(len(window.firsts), [(0, *span) for span in words])

"""Attributions of PolNeAR as examples: cues as tags, source and content as arguments of the cue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.attribution import Annotated, load
from sayso.encoder.labels import labels
from sayso.encoder.pieces import Pieces
from training.examples import Example, predicate
from training.silver import silver, teacher


def examples(folder: Path, pieces: Pieces, chosen: bool) -> Iterator[Example]:
    """Of the training part: every tenth text where ``chosen``, else the others."""
    for number, (text, annotators) in enumerate(load(folder, "train")):
        if (number % 10 == 0) == chosen:
            doc = teacher()(text)
            for marked in annotators:
                yield from of_text(doc, marked, pieces)


def of_text(doc: Doc, marked: list[Annotated], pieces: Pieces) -> Iterator[Example]:
    cued = [(item, (item.cue[0][0], item.cue[-1][1])) for item in marked if item.cue]
    for window in pieces.windows(doc):
        tags, tree = silver(doc, window)
        found = [predicate(window, "attribution", cue, (item.source, item.content)) for item, cue in cued]
        tags["cue"] = labels(len(window.firsts), [(0, *window.words(*cue)) for _, cue in cued])
        yield Example(window, tags, [item for item in found if item is not None], tree)

"""Attributions of PolNeAR as examples: cues as tags, source and content as arguments of the cue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.attribution import Annotated, load
from sayso.encoder.labels import labels
from sayso.encoder.pieces import Pieces
from training.examples import Example, predicate


def examples(folder: Path, pieces: Pieces, chosen: bool) -> Iterator[Example]:
    """Of the training part: every tenth text where ``chosen``, else the others."""
    for number, (text, annotators) in enumerate(load(folder, "train")):
        if (number % 10 == 0) == chosen:
            for marked in annotators:
                yield from of_text(text, marked, pieces)


def of_text(text: str, marked: list[Annotated], pieces: Pieces) -> Iterator[Example]:
    cued = [item for item in marked if item.cue]
    for window in pieces.windows(text):
        spans = [window.words(item.cue[0][0], item.cue[-1][1]) for item in cued]
        found = [
            predicate(window, "attribution", (item.cue[0][0], item.cue[-1][1]), (item.source, item.content))
            for item in cued
        ]
        yield Example(
            window,
            {"cue": labels(len(window.firsts), [(0, *span) for span in spans])},
            [item for item in found if item is not None],
        )

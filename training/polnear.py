"""Attributions of PolNeAR as examples: cues as tags, source and content as arguments of the cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.attribution import Annotated, load
from sayso.encoder.labels import labels
from sayso.encoder.pieces import Pieces, Window
from training.examples import Example, Predicate, predicate
from training.sentences import Said, Span
from training.silver import silver, teacher


def texts(folder: Path, chosen: bool) -> Iterator[tuple[str, list[list[Annotated]]]]:
    """Of the training part, with what each annotator marked: every tenth text where ``chosen``, else the others."""
    for number, part in enumerate(load(folder, "train")):
        if (number % 10 == 0) == chosen:
            yield part


def examples(folder: Path, pieces: Pieces, chosen: bool) -> Iterator[Example]:
    """The windows of ``texts``."""
    for text, annotators in texts(folder, chosen):
        doc = teacher()(text)
        for marked in annotators:
            yield from of_text(doc, marked, pieces)


def of_text(doc: Doc, marked: list[Annotated], pieces: Pieces) -> Iterator[Example]:
    for window in pieces.windows(doc):
        tags, tree = silver(doc, window)
        cues, predicates = credited(window, marked)
        tags["cue"] = labels(len(window.firsts), [(0, *window.words(*cue)) for cue in cues])
        yield Example(window, tags, predicates, tree)


def credited(window: Window, marked: Iterable[Annotated | Said]) -> tuple[list[Span], list[Predicate]]:
    """From where to where each cue reaches, and those in the window as predicates with their source and content."""
    cued = [(item, (item.cue[0][0], item.cue[-1][1])) for item in marked if item.cue]
    found = [predicate(window, "attribution", cue, (item.source, item.content)) for item, cue in cued]
    return [cue for _, cue in cued], [item for item in found if item is not None]

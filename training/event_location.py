"""Sentences with a verb and the place of its event (Halterman 2019) as examples: the place is an argument of the verb."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.event_location import held_out, load, marked
from sayso.encoder.pieces import Pieces
from training.examples import Example, predicate
from training.silver import silver, teacher


def examples(path: Path, pieces: Pieces, chosen: bool) -> Iterator[Example]:
    """Of a file of sentences: those held out where ``chosen``, else the others."""
    for row in load(path):
        if held_out(row) != chosen:
            continue
        verbs, places = marked(row, "VERB"), sorted(set(marked(row, "LOCATION")))
        doc = teacher()(row["text"])
        windows = pieces.windows(doc)
        if len(windows) == 1 and verbs and (found := predicate(windows[0], "place", verbs[0], (places,))):
            tags, tree = silver(doc, windows[0])
            yield Example(windows[0], tags, [found], tree)

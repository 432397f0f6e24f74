"""Sentences with a verb and the place of its event (Halterman 2019) as examples: the place is an argument of the verb."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from sayso.encoder.pieces import Pieces
from training.examples import Example, predicate


def examples(path: Path, pieces: Pieces, chosen: bool) -> Iterator[Example]:
    """Of a file of sentences: one in ten by checksum of the text where ``chosen``, else the others."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if (zlib.crc32(row["text"].strip().encode()) % 10 == 0) != chosen:
            continue
        verbs = [(span["start"], span["end"]) for span in row["spans"] if span["label"] == "VERB"]
        places = sorted({(span["start"], span["end"]) for span in row["spans"] if span["label"] == "LOCATION"})
        windows = pieces.windows(row["text"])
        if len(windows) == 1 and verbs and (found := predicate(windows[0], "place", verbs[0], (places,))):
            yield Example(windows[0], {}, [found])

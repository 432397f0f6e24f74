"""Our own annotated sentences as examples: cues and triggers, each trigger's status and polarity, all arguments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sayso.encoder.labels import labels
from sayso.encoder.pieces import Pieces, Window
from training.examples import IGNORED, Example, predicate
from training.sentences import POLARITIES, STATUSES, Event, Sentence, load
from training.silver import silver, teacher

KINDS = {"place": ("place",), "event": ("agent", "target", "victim", "instrument"), "figure": ("time", "count")}
"""Roles that may share words are arguments of different kinds: a target can be the place, a count stands in a victim."""


def examples(folder: Path, pieces: Pieces, chosen: bool) -> Iterator[Example]:
    """Of the sentences of a folder: every tenth where ``chosen``, else the others."""
    for number, sentence in enumerate(load(folder)):
        if (number % 10 == 0) == chosen:
            yield from of_sentence(sentence, pieces)


def of_sentence(sentence: Sentence, pieces: Pieces) -> Iterator[Example]:
    cued = [said for said in sentence.said if said.cue]
    doc = teacher()(sentence.text)
    for window in pieces.windows(doc):
        count = len(window.firsts)
        found = [predicate(window, "attribution", said.cue[0], (said.source, said.content)) for said in cued]
        found += [
            predicate(window, kind, event.trigger, [event.roles.get(role, ()) for role in roles])
            for event in sentence.events
            for kind, roles in KINDS.items()
        ]
        tags, tree = silver(doc, window)
        tags |= {
            "cue": labels(count, [(0, *window.words(*said.cue[0])) for said in cued]),
            "trigger": labels(count, [(0, *window.words(*event.trigger)) for event in sentence.events]),
            "status": at_triggers(window, sentence.events, [STATUSES.index(event.status) for event in sentence.events]),
            "polarity": at_triggers(
                window, sentence.events, [POLARITIES.index(event.polarity) for event in sentence.events]
            ),
        }
        yield Example(window, tags, [item for item in found if item is not None], tree)


def at_triggers(
    window: Window, events: tuple[Event, ...], values: list[int]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The value of each event at the first word of its trigger, nothing elsewhere."""
    found = np.full(len(window.firsts), IGNORED, np.int64)
    for event, value in zip(events, values, strict=True):
        first, last = window.words(*event.trigger)
        if first < last:
            found[first] = value
    return found

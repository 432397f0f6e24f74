"""A text cut wherever a quote or other marked words begin or end: claims of a document in, flat pieces out, none lost."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.records import Claim

Layer = tuple[int, int, str]
"""Start, end and name of what is marked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text and the claims whose quotes it is in; ``starts`` are those that begin here.

    ``classes``: the layers that it is in, with ``told`` where a claim of it is actual and ``untold`` where none is.
    """

    text: str
    claims: tuple[str, ...]
    starts: tuple[str, ...]
    classes: str


def pieces(text: str, claims: Sequence[Claim]) -> list[Piece]:
    """The pieces of a text, in its order: together they are the text."""
    layers = [layer for claim in claims for layer in layers_of(claim, text)]
    cuts = {0, len(text)} | {at for claim in claims for at in (claim.start, claim.end)}
    borders = sorted(cuts | {at for start, end, _ in layers for at in (start, end)})
    found = []
    for start, end in itertools.pairwise(borders):
        over = [claim for claim in claims if claim.start <= start and end <= claim.end]
        names = sorted({name for first, last, name in layers if first <= start and end <= last})
        if over:
            names.append("told" if any(claim.status == "actual" for claim in over) else "untold")
        found.append(
            Piece(
                text[start:end],
                tuple(claim.claim_id for claim in over),
                tuple(claim.claim_id for claim in claims if claim.start == start),
                " ".join(names),
            )
        )
    return found


def layers_of(claim: Claim, text: str) -> Iterator[Layer]:
    """Sources, cues, places, times, numbers and participants of a claim, where they stand in the text."""
    for source in claim.attribution:
        yield source.start, source.end, "source"
    for place in claim.places:
        yield place.start, place.end, "place"
    for quantity in claim.quantities:
        yield quantity.start, quantity.end, "number"
    for part in claim.participants:
        yield part.start, part.end, "participant"
    # A time and a cue have words but no place of their own: they are looked for in the claim's.
    cues = [(source.cue, "cue") for source in claim.attribution]
    for words, name in [(claim.time.mention if claim.time is not None else None, "time"), *cues]:
        at = text.find(words, claim.start, claim.end) if words else -1
        if at >= 0:
            yield at, at + len(words or ""), name

"""Where two texts run side by side: their words in, the stretches in which one follows the other out.

Anchors are word pairs that both have; a stretch is a row of anchors in the order of both, with no more than a few words
between them, so that words may be changed, left out or put in anywhere. Linear in the length of the texts, but for sorting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sayso.documents.words import Hashes, Numbers, Texts, phrases

GAP = 20
"""Words between two anchors of one stretch, at most."""
OPEN = 8
"""Stretches that may go on: what else both texts share meanwhile does not end them."""
ANCHORS, DENSITY = 4, 0.15
"""A stretch is no chance if it has so many anchors, and so many a word."""
REPEATS = 4
"""A word pair that could be anchored in more ways than these anchors nothing."""
AT_ONCE = 500_000
"""Words of pairs of texts whose anchors are counted at once."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``start`` to ``end`` of one text and ``other_start`` to ``other_end`` of the other, held by ``anchors``."""

    start: int
    end: int
    other_start: int
    other_end: int
    anchors: int

    @property
    def density(self) -> float:
        """Anchors a word of the longer side."""
        return self.anchors / max(self.end - self.start, self.other_end - self.other_start)


@dataclass(frozen=True, slots=True)
class Anchors:
    """The word pairs of a text: each that it has, how often, and where they stand (``places[first:first + count]``)."""

    pairs: Hashes
    first: Numbers
    counts: Numbers
    places: Numbers

    @classmethod
    def of(cls, words: Hashes) -> Anchors:
        pairs = phrases(words, 2)
        places = np.argsort(pairs, kind="stable")
        found, counts = np.unique(pairs, return_counts=True)
        return cls(found, np.cumsum(counts) - counts, counts, places)


def anchored(texts: Texts, ones: Numbers, others: Numbers) -> Numbers:
    """How many anchors each text of the one row has with the one beside it in the other: what ``stretches`` starts from."""
    count = np.zeros(len(ones), dtype=np.int64)
    held = np.diff(texts.starts)
    for first, last in _runs(held[ones] + held[others]):
        mine, counts = np.unique(_pairs(texts, ones[first:last]), return_counts=True)
        theirs, times = np.unique(_pairs(texts, others[first:last]), return_counts=True)
        place = np.minimum(np.searchsorted(mine, theirs), len(mine) - 1)
        ways = np.where(mine[place] == theirs, counts[place] * times, 0) if len(mine) else np.zeros_like(times)
        ways[ways > REPEATS] = 0
        count[first:last] = np.bincount((theirs >> np.uint64(32)).astype(np.int64), ways, minlength=last - first)
    return count


def _runs(sizes: Numbers) -> list[tuple[int, int]]:
    """From where to where so many go at once."""
    part = np.cumsum(sizes) // AT_ONCE
    borders = [0, *(np.flatnonzero(part[1:] != part[:-1]) + 1).tolist(), len(sizes)]
    return list(pairwise(borders))


def _pairs(texts: Texts, numbers: Numbers) -> npt.NDArray[np.uint64]:
    """The word pairs of these texts, each with the place of its text in ``numbers`` above it."""
    lengths = np.diff(texts.starts)[numbers]
    owners = np.repeat(np.arange(len(numbers), dtype=np.uint64), lengths)
    within = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    found = phrases(texts.words[np.repeat(texts.starts[numbers], lengths) + within], 2)
    whole = owners[1:] == owners[:-1]
    keyed: npt.NDArray[np.uint64] = owners[1:][whole] << np.uint64(32) | found[whole]
    return keyed


def stretches(one: Anchors, other: Anchors) -> list[Stretch]:
    """The stretches that are no chance, by where they begin."""
    places, others = _matches(one, other)
    if len(places) < ANCHORS:
        return []
    step, other_step = places[1:] - places[:-1], others[1:] - others[:-1]
    near = (step > 0) & (step <= GAP) & (other_step > 0) & (other_step <= GAP)
    breaks = np.flatnonzero(~near) + 1
    begins, ends = [0, *breaks.tolist()], [*breaks.tolist(), len(places)]
    rows, columns = places.tolist(), others.tolist()
    pieces = [[rows[a], rows[b - 1], columns[a], columns[b - 1], b - a] for a, b in zip(begins, ends, strict=True)]
    done: list[list[int]] = []
    running: list[list[int]] = []
    for piece in pieces:
        for number in range(len(running) - 1, -1, -1):
            row = running[number]
            if 0 < piece[0] - row[1] <= GAP and 0 < piece[2] - row[3] <= GAP:
                row[1], row[3], row[4] = piece[1], piece[3], row[4] + piece[4]
                running.append(running.pop(number))
                break
        else:
            running.append(piece)
            if len(running) > OPEN:
                done.append(running.pop(0))
    found = [
        Stretch(a, b + 2, c, d + 2, anchors) for a, b, c, d, anchors in sorted(done + running) if anchors >= ANCHORS
    ]
    return [stretch for stretch in found if stretch.density >= DENSITY]


def _matches(one: Anchors, other: Anchors) -> tuple[Numbers, Numbers]:
    """Where the same word pair stands in the one and in the other, in the order of the one."""
    _, mine, theirs = np.intersect1d(one.pairs, other.pairs, assume_unique=True, return_indices=True)
    ways = one.counts[mine] * other.counts[theirs]
    mine, theirs, ways = mine[ways <= REPEATS], theirs[ways <= REPEATS], ways[ways <= REPEATS]
    at = np.repeat(np.arange(len(ways)), ways)
    within = np.arange(len(at)) - np.repeat(np.cumsum(ways) - ways, ways)
    row, column = np.divmod(within, other.counts[theirs][at])
    places = one.places[one.first[mine][at] + row]
    others = other.places[other.first[theirs][at] + column]
    order = np.lexsort((others, places))
    return places[order], others[order]


def covered(ranges: Iterable[tuple[int, int]], words: int) -> float:
    """How much of a text of so many words lies in the ranges."""
    total = reached = 0
    for start, end in sorted(ranges):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total / max(1, words)

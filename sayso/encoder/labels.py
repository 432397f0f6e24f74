"""Spans of words as labels of words: O is 0; role r begins with 2r + 1 and goes on with 2r + 2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e9
"""The score of what can't be: going on where nothing began."""


def labels(count: int, spans: Iterable[tuple[int, int, int]]) -> NDArray[np.int64]:
    """Labels of ``count`` words with (role, first, one past last); of spans that overlap, the later is cut."""
    found = np.zeros(count, np.int64)
    for role, first, last in spans:
        if first < last and not found[first:last].any():
            found[first:last] = 2 * role + 2
            found[first] = 2 * role + 1
    return found


def decode(scores: NDArray[np.float32]) -> list[tuple[int, int, int]]:
    """The best sequence of labels by Viterbi, where a role goes on only after itself: (role, first, one past last)."""
    count, size = scores.shape
    if not count:
        return []
    best_alone = scores.argmax(1)
    if not best_alone.any():
        return []
    before = np.append(0, best_alone[:-1])
    inside = (best_alone % 2 == 0) & (best_alone > 0)
    if not (inside & (before != best_alone) & (before != best_alone - 1)).any():
        return spans_of(best_alone.tolist())  # what is best word by word is allowed, and so is best
    rows = scores.tolist()  # a few labels a word: plain numbers are faster than arrays of five
    best = [score if label % 2 or not label else FORBIDDEN for label, score in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        surest = max(range(size), key=best.__getitem__)
        came = [surest] * size
        for inner in range(2, size, 2):
            came[inner] = inner - 1 if best[inner - 1] >= best[inner] else inner
        back.append(came)
        best = [best[before] + score for before, score in zip(came, row, strict=True)]
    path = [max(range(size), key=best.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return spans_of(path[::-1])


def spans_of(path: Sequence[int]) -> list[tuple[int, int, int]]:
    spans: list[tuple[int, int, int]] = []
    for at, label in enumerate(path):
        if label % 2:
            spans.append(((label - 1) // 2, at, at + 1))
        elif label and spans and spans[-1][2] == at:
            role, first, _ = spans[-1]
            spans[-1] = role, first, at + 1
    return spans

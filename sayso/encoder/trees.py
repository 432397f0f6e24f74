"""From scores of arcs to a tree for each sentence: the highest scoring head of every word, cycles broken.

Chu & Liu 1965, Edmonds 1967, as dependency parsers use it (McDonald et al. 2005), with one root a sentence.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def heads_of(arcs: Scores) -> NDArray[np.int64]:
    """The head of each word of a sentence. ``arcs[word, head]``; an arc of a word to itself makes it the root."""
    size = len(arcs)
    root = int(np.diagonal(arcs).argmax())
    scores = arcs.astype(np.float64)
    np.fill_diagonal(scores, -np.inf)
    scores[root] = -np.inf
    heads: NDArray[np.int64] = _tree(scores, root) if size > 1 else np.zeros(1, np.int64)
    heads[root] = root
    return heads


def _tree(scores: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    """Heads of the best tree below ``root``; the root's own entry means nothing."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    # the cycle becomes one word, the last of a smaller sentence
    into = scores[np.ix_(cycle, outside)] - kept[:, None]
    out_of = scores[np.ix_(outside, cycle)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = into.max(0)
    smaller[:-1, -1] = out_of.max(1)
    found = _tree(smaller, int(np.flatnonzero(outside == root)[0]))
    for at, word in enumerate(outside):
        heads[word] = cycle[out_of[at].argmax()] if found[at] == len(outside) else outside[found[at]]
    entered = int(found[-1])
    broken = cycle[into[:, entered].argmax()]
    heads[broken] = outside[entered]
    heads[root] = root
    return heads


def _cycle(heads: NDArray[np.int64], root: int) -> NDArray[np.int64] | None:
    """The words of some cycle that does not hold the root."""
    above: list[int] = heads.tolist()
    walk = [-1] * len(above)  # of each word, the walk towards the root that met it
    walk[root] = root
    for start in range(len(above)):
        at = start
        while walk[at] < 0:
            walk[at] = start
            at = above[at]
        if walk[at] == start and at != root:
            cycle = [at]
            while above[cycle[-1]] != at:
                cycle.append(above[cycle[-1]])
            return np.array(sorted(cycle))
    return None

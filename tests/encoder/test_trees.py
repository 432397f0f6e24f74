"""Trees from scores of arcs: one root, no cycle, and none better below that root."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.encoder.trees import heads_of

SCORES = st.integers(1, 5).flatmap(lambda size: arrays(np.float32, (size, size), elements=st.integers(-9, 9)))


def is_tree(heads: list[int]) -> bool:
    def reaches_root(word: int) -> bool:
        for _ in heads:
            word = heads[word]
        return heads[word] == word

    return sum(head == word for word, head in enumerate(heads)) == 1 and all(map(reaches_root, range(len(heads))))


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    arcs = np.array([[5, 0, 0], [3, 0, 9], [1, 9, 0]], np.float32)
    assert heads_of(arcs).tolist() == [0, 0, 1]


@given(SCORES)
def test_the_best_tree_below_the_best_root(arcs: np.ndarray) -> None:
    heads = heads_of(arcs).tolist()
    root = int(np.diagonal(arcs).argmax())

    def score(tree: list[int]) -> float:
        return sum(float(arcs[word, head]) for word, head in enumerate(tree))

    assert is_tree(heads)
    assert heads[root] == root
    trees = [list(tree) for tree in product(range(len(arcs)), repeat=len(arcs)) if tree[root] == root and is_tree(tree)]
    assert score(heads) == max(map(score, trees))

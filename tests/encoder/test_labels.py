"""Labels of words and back: what was marked is what is read, and a role goes on only after itself."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.encoder.labels import decode, labels, spans_of

SCORES = st.lists(st.lists(st.floats(-5, 5), min_size=5, max_size=5), max_size=12)


def test_spans_become_labels_and_spans_again() -> None:
    spans = [(0, 1, 3), (1, 3, 4), (0, 5, 6)]
    assert labels(7, spans).tolist() == [0, 1, 2, 3, 0, 1, 0]
    assert spans_of(labels(7, spans).tolist()) == spans


def test_of_two_spans_that_overlap_the_first_stays() -> None:
    assert labels(4, [(0, 0, 3), (1, 2, 4)]).tolist() == [1, 2, 2, 0]


def test_a_role_does_not_go_on_after_another() -> None:
    scores = np.array([[0, 5, 0, 0, 0], [0, 0, 1, 0, 2]], np.float32)
    assert decode(scores) == [(0, 0, 2)]


@given(SCORES)
def test_decoded_spans_are_apart_and_within_the_text(rows: list[list[float]]) -> None:
    spans = decode(np.array(rows, np.float32).reshape(-1, 5))
    assert all(0 <= first < last <= len(rows) for _, first, last in spans)
    assert all(one[2] <= other[1] for one, other in pairwise(spans))


@given(st.lists(st.sampled_from([0, 1, 3]), max_size=10))
def test_the_best_labels_are_kept_where_they_are_allowed(path: list[int]) -> None:
    assert decode(np.eye(5, dtype=np.float32)[path].reshape(-1, 5) * 9) == spans_of(path)

"""Agreement of clusters, on examples small enough to count by hand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.clusters import b_cubed, pairwise
from benchmarks.linking import LABELS, load

KEY = {"a": 1, "b": 1, "c": 1, "d": 2}


def test_pairs_are_counted_among_those_given() -> None:
    found = pairwise([("a", "b"), ("a", "d"), ("c", "d")], KEY, {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert (found.precision, found.recall) == (1 / 2, 1.0)


def test_b_cubed_after_its_definition() -> None:
    found = b_cubed(KEY, {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert found.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 3), min_size=1))
def test_a_key_agrees_with_itself(key: dict[int, int]) -> None:
    assert b_cubed(key, key).f1 == pytest.approx(1.0)
    assert b_cubed(key, dict.fromkeys(key, 0)).recall == pytest.approx(1.0)
    assert b_cubed(key, {one: one for one in key}).precision == pytest.approx(1.0)


def test_halves_share_no_event_and_labels_hold_no_words() -> None:
    tune, report = (load(LABELS, half) for half in ("tune", "report"))
    assert not set(tune.events.values()) & set(report.events.values())
    assert min(len(tune.pairs), len(report.pairs)) > 400
    for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()):
        assert set(row) <= {"neighbourhood", "document_id", "start", "end", "event", "half", "parent"}

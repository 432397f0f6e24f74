"""Agreement of clusters, on examples small enough to count by hand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.clusters import b_cubed, ceaf_e, conll, muc, pairwise
from benchmarks.linking import LABELS, load

KEY = {"a": 1, "b": 1, "c": 1, "d": 2}


def test_pairs_are_counted_among_those_given() -> None:
    found = pairwise([("a", "b"), ("a", "d"), ("c", "d")], KEY, {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert (found.precision, found.recall) == (1 / 2, 1.0)


def test_b_cubed_after_its_definition() -> None:
    found = b_cubed(KEY, {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert found.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


# The key and the four responses of Luo 2005, "On Coreference Resolution Performance Metrics", table 1: MUC, B-cubed, CEAF.
LUO_KEY = ["12345", "67", "89ABC"]
LUO = [
    (["12345", "6789ABC"], 0.947, 0.865, 0.733),
    (["1234589ABC", "67"], 0.947, 0.737, 0.667),
    (["123456789ABC"], 0.900, 0.545, 0.294),
    (list("123456789ABC"), 0.0, 0.400, 0.178),
]


def clusters_of(groups: list[str]) -> dict[str, str]:
    return {mention: group for group in groups for mention in group}


@pytest.mark.parametrize(("response", "of_links", "of_mentions", "of_clusters"), LUO)
def test_measures_after_the_example_of_luo(
    response: list[str], of_links: float, of_mentions: float, of_clusters: float
) -> None:
    key, predicted = clusters_of(LUO_KEY), clusters_of(response)
    found = [measure(key, predicted).f1 for measure in (muc, b_cubed, ceaf_e)]
    assert found == pytest.approx([of_links, of_mentions, of_clusters], abs=0.0006)
    assert conll(key, predicted) == pytest.approx(sum(found) / 3)


def test_a_mention_that_only_one_side_has_counts_against_it() -> None:
    key, predicted = clusters_of(["a", "bc", "def"]), clusters_of(["a", "de", "g"])
    assert (muc(key, predicted).precision, muc(key, predicted).recall) == (1.0, pytest.approx(1 / 3))
    assert b_cubed(key, predicted).precision == pytest.approx((1 + 1 + 1) / 4)
    assert b_cubed(key, predicted).recall == pytest.approx((1 + 2 / 3 + 2 / 3) / 6)
    assert ceaf_e(key, predicted).precision == ceaf_e(key, predicted).recall == pytest.approx((1 + 4 / 5) / 3)


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 3), min_size=1))
def test_a_key_agrees_with_itself(key: dict[int, int]) -> None:
    assert b_cubed(key, key).f1 == ceaf_e(key, key).f1 == pytest.approx(1.0)
    assert muc(key, key).f1 in (0.0, 1.0)
    assert b_cubed(key, dict.fromkeys(key, 0)).recall == pytest.approx(1.0)
    assert b_cubed(key, {one: one for one in key}).precision == pytest.approx(1.0)


def test_halves_share_no_event_and_labels_hold_no_words() -> None:
    tune, report = (load(LABELS, half) for half in ("tune", "report"))
    assert not set(tune.events.values()) & set(report.events.values())
    assert min(len(tune.pairs), len(report.pairs)) > 400
    for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()):
        assert set(row) <= {"neighbourhood", "document_id", "start", "end", "event", "half", "parent"}

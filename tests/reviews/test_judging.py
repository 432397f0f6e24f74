"""Precision, agreement and labels, by values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import to_dict
from sayso.reviews.agreement import Disagreement, agreements, disagreements, kappa
from sayso.reviews.applying import Reviewed
from sayso.reviews.deciding import decide, undo
from sayso.reviews.labels import labels
from sayso.reviews.precision import precision, wilson
from sayso.reviews.records import Decision
from tests.reviews.corpus import SMALL, made_at
from tests.reviews.test_applying import accept, add, correct, left, reject


def state(*decisions: Decision) -> Reviewed:
    return left(SMALL, decisions)[2]


def test_wilsons_interval_is_that_of_the_tables() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(1, 1) == pytest.approx((0.2065, 1.0), abs=1e-4)


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(of: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, of))
    low, high = wilson(right, of)
    assert 0 <= low <= right / of + 1e-12 and right / of <= high + 1e-12 <= 1 + 1e-12


def test_precision_counts_what_was_looked_at_and_not_what_was_added() -> None:
    decided = state(accept("a1"), accept("b2"), reject("d1"), correct("c1", "status", "planned"), add("a1", 0, 5))
    rows = {(row.by, row.name): (row.claims, row.right) for row in precision(SMALL, decided)}
    assert rows["claims", "kept"] == (4, 3) and rows["claims", "as read"] == (4, 2)
    assert rows["field", "status"] == (3, 2) and rows["field", "places"] == (3, 3)
    assert rows["event type", "Shelling/artillery/missile attack"] == (2, 1)
    assert rows["event type", "Air/drone strike"] == (2, 1)
    assert precision(SMALL, Reviewed()) == []


def test_cohens_kappa_of_his_kind_of_table() -> None:
    # both yes 20, first only 5, second only 10, both no 15: agreed .7, by chance .5
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("y", "y"), ("n", "n")]) == 1.0
    assert kappa([("y", "n"), ("n", "y")]) == -1.0
    assert kappa([("y", "y")] * 3) is None


def test_reviewers_who_judge_a_claim_otherwise_are_listed_with_what_each_says() -> None:
    decided = state(
        accept("a1", "Ann"),
        reject("a1", "Ben"),
        accept("b2", "Ann"),
        correct("b2", "status", "planned", reviewer="Ben"),
        accept("c1", "Ann"),
        accept("c1", "Ben"),
        accept("d1", "Ann"),
        accept("c2", "Cem"),
    )
    found = disagreements(SMALL, decided)
    quote = SMALL.claim("b2").quote
    assert [(one.claim_id, one.field, one.one_says, one.other_says) for one in found] == [
        ("a1", "verdict", "kept", "rejected"),
        ("b2", "status", "actual", "planned"),
    ]
    assert found[1] == Disagreement("Ann", "Ben", "b2", "b", quote, "status", "actual", "planned")
    rows = {row.field: (row.one, row.other, row.claims, row.agreed, row.kappa) for row in agreements(SMALL, decided)}
    assert rows["verdict"] == ("Ann", "Ben", 3, 2, pytest.approx(0.0))
    assert rows["status"] == ("Ann", "Ben", 2, 1, pytest.approx(0.0))
    assert rows["evidence"] == ("Ann", "Ben", 2, 2, None)


def test_who_accepts_what_another_corrected_agrees_with_that() -> None:
    corrected = made_at(correct("a1", "status", "planned", reviewer="Ann"), 0)
    claim = left(SMALL, [corrected])[0]["a1"]
    assert disagreements(SMALL, state(corrected, decide("Ben", "accept", [claim]))) == []
    assert len(disagreements(SMALL, state(corrected, accept("a1", "Ben")))) == 1


def test_what_was_undone_is_no_disagreement() -> None:
    rejected = made_at(reject("a1", "Ben"), 1)
    assert disagreements(SMALL, state(accept("a1", "Ann"), rejected, undo("Ben", rejected.decision_id))) == []


def test_labels_have_each_claim_as_it_was_read_and_as_it_was_left() -> None:
    decided = state(accept("a1"), reject("d1", "Ben"), correct("c1", "status", "planned"), add("a1", 0, 5))
    found = {label.verdict: label for label in labels(SMALL, decided)}
    assert len(found) == 4 and found["accept"].read == found["accept"].judged == SMALL.claim("a1")
    assert found["reject"].judged is None and found["reject"].reviewers == ("Ben",)
    read, judged = found["correct"].read, found["correct"].judged
    assert read is not None and judged is not None
    assert to_dict(judged) == to_dict(read) | {"status": "planned"}
    assert found["add"].read is None and found["add"].judged is not None

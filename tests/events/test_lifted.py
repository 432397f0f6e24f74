"""Which claims stand in a passage that their document lifted from another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.events import lifted_claims
from sayso.records import Passage
from tests.events.factory import claim

CLAIM = replace(claim("shelling @ Lesna", "b"), start=100, end=200)
# Where the lifted passage begins and ends, and whether the claim of 100 to 200 stands in it.
PASSAGES = [
    (0, 300, True),
    (100, 200, True),
    (110, 190, True),  # its first and last words were changed
    (100, 150, False),
    (150, 400, False),
    (0, 100, False),
    (300, 400, False),
]


@pytest.mark.parametrize(("start", "end", "inside"), PASSAGES)
def test_a_claim_stands_in_a_passage(start: int, end: int, inside: bool) -> None:
    found = lifted_claims([CLAIM], [Passage("b", start, end, "a", 0, end - start)])
    assert found == ({"b1": "a"} if inside else {})


def test_a_passage_of_another_document_says_nothing() -> None:
    assert lifted_claims([CLAIM], [Passage("c", 0, 300, "b", 0, 300)]) == {}


def test_the_order_of_passages_changes_nothing() -> None:
    passages = [Passage("b", 90, 210, "d", 0, 120), Passage("b", 0, 300, "c", 0, 300)]
    assert lifted_claims([CLAIM], passages) == lifted_claims([CLAIM], passages[::-1]) == {"b1": "c"}

"""A toll that is broken down, a deed in an operation told before: parts are events of their own and know their whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.events import link
from sayso.events.mentions import Mention, mention
from sayso.events.parts import parents, parted, parts_of
from sayso.records import Claim
from tests.events.factory import LEXICON, actor_side, claim, document, outlet_side


def claims(*words: str) -> list[Claim]:
    return [claim(told, "a", number) for number, told in enumerate(words, 1)]


def wholes(told: Sequence[Claim]) -> dict[str, set[str]]:
    found: list[Mention] = parted([mention(one, document("a"), LEXICON, actor_side) for one in told], LEXICON)
    return {one.claim.claim_id: set(one.wholes) for one in found if one.wholes}


BROKEN_DOWN = [
    ("shelling @ Upper Vell | 3 | killed: 20", "shelling @ Lesna | 3 | killed: 13", "shelling @ Brod | 3 | killed: 7"),
    ("bombing | killed: 20+", "bombing @ Lesna | killed: 13+", "bombing @ Brod | killed: 7"),
    ("killing @ Lesna | 3 | killed: 20", "shelling | killed: 13", "accusation", "killing | killed: 7"),
]


@pytest.mark.parametrize("words", BROKEN_DOWN)
def test_numbers_that_add_up_to_one_before_them_are_its_parts(words: tuple[str, ...]) -> None:
    found = wholes(claims(*words))
    assert len(found) == 2
    assert all(whole == {"a1"} for whole in found.values())


NOT_BROKEN_DOWN = [
    ("shelling @ Lesna | 3 | killed: 20", "shelling @ Lesna | 3 | killed: 13", "shelling @ Lesna | 3 | killed: 6"),
    ("shelling @ Lesna | 3 | killed: 20", "shelling @ Lesna | 3 | killed: 10", "shelling @ Lesna | 3 | killed: 10"),
    ("shelling @ Lesna | 3 | killed: 20", "shelling @ Lesna | 3 | killed: 13", "shelling @ Lesna | 3 | wounded: 7"),
    ("shelling @ Lesna | 3 | killed: 20", "shelling @ Lesna | 3 | killed: 13", "shelling @ Lesna | 9 | killed: 7"),
    ("shelling @ Lesna | 3 | killed: 20", "shelling @ Lesna | 3 | killed: 13", "shelling @ Port Vell | 3 | killed: 7"),
    ("shelling | by: red-army | killed: 20", "shelling | killed: 13", "shelling | by: blue-army | killed: 7"),
    ("shelling @ Lesna | 3 | killed: 3", "shelling @ Lesna | 3 | killed: 2", "shelling @ Lesna | 3 | killed: 1"),
    ("shelling @ Lesna | 3 | killed: 13", "shelling @ Brod | 3 | killed: 7", "shelling @ Upper Vell | 3 | killed: 20"),
]


@pytest.mark.parametrize("words", NOT_BROKEN_DOWN)
def test_other_numbers_are_not(words: tuple[str, ...]) -> None:
    assert wholes(claims(*words)) == {}


def test_what_nobody_counted_adds_up_to_nothing() -> None:
    dozens = claims("bombing | killed: 27", "bombing @ Lesna | killed: 24+", "bombing @ Brod | killed: 3")
    counted = replace(dozens[1], quantities=(replace(dozens[1].quantities[0], text="at least twenty-four"),))
    vague = replace(dozens[1], quantities=(replace(dozens[1].quantities[0], text="dozens"),))
    assert wholes([dozens[0], counted, dozens[2]])
    assert not wholes([dozens[0], vague, dozens[2]])


OPERATIONS = [
    ("The army launched an offensive on Lesna", "Four men were killed during the offensive", True),
    ("The army began its campaign in the hills", "A shell struck Brod as part of the large-scale campaign", True),
    ("The siege of Lesna began", "The fort was bombed in the siege", True),
    ("The army launched an offensive on Lesna", "Four men were killed in an offensive", False),
    ("The army launched an offensive on Lesna", "Four men were killed near the bridge", False),
    ("The army attacked Lesna", "Four men were killed during the offensive", False),
]


@pytest.mark.parametrize(("before", "after", "expected"), OPERATIONS)
def test_what_is_done_in_the_operation_told_before_is_a_part_of_it(before: str, after: str, expected: bool) -> None:
    first, second = claims("clash @ Lesna", "killing | killed: 4")
    told = [replace(first, quote=before), replace(second, quote=after)]
    assert wholes(told) == ({"a2": {"a1"}} if expected else {})


def test_parts_are_events_of_their_own() -> None:
    told = claims(
        "shelling @ Lesna | 3 | killed: 20", "shelling @ Lesna | 3 | killed: 13", "shelling @ Lesna | 3 | killed: 7"
    )
    events = link(told, [document("a")], LEXICON, outlet_side, actor_side)
    assert len(events) == 3
    again = link(
        [*told, claim("shelling @ Lesna | 3 | killed: 20", "b")], [document("a"), document("b")], LEXICON, outlet_side
    )
    assert {event.claims for event in again} == {("a1", "b1"), ("a2",), ("a3",)}


def test_the_parent_is_the_event_that_most_ties_name() -> None:
    ties = [("part", "day"), ("part", "raid"), ("part", "raid"), ("raid", "day"), ("raid", "raid")]
    assert parents(ties) == {"part": "raid", "raid": "day"}
    assert parts_of(parents(ties)) == {"raid": ["part"], "day": ["raid"]}


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_no_event_is_a_part_of_itself_over_others(ties: list[tuple[str, str]]) -> None:
    parent_of = parents(ties)
    for event in parent_of:
        above, seen = event, set[str]()
        while above in parent_of:
            assert above not in seen
            seen.add(above)
            above = parent_of[above]

"""A deed told without a place happened where and when the one before it did, unless others did it; far below, where most did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sayso.events.mentions import Mention, mention
from sayso.events.scene import placed
from tests.events.factory import LEXICON, actor_side, claim, document


def mentions(*words: str) -> list[Mention]:
    return [
        mention(claim(told, "a", number), document("a"), LEXICON, actor_side) for number, told in enumerate(words, 1)
    ]


SCENES = [
    (("shelling @ Lesna | 3", "killing | killed: 4"), "test:Lesna"),
    (("shelling @ Lesna | 3 | by: red-army", "killing | by: red-army | killed: 4"), "test:Lesna"),
    (("shelling @ Lesna | 3 | by: red-army", "killing | by: blue-army | killed: 4"), None),
    (("accusation @ Lesna | 3", "killing | killed: 4"), None),
    (("shelling @ Vellia | 3", "killing | killed: 4"), None),
    (("killing | killed: 4", "shelling @ Lesna | 3"), "test:Lesna"),
    (("shelling @ Lesna | 3", "accusation"), None),
    (("shelling @ Lesna | 3", "killing @ Brod | 3"), "test:Brod"),
]


@pytest.mark.parametrize(("words", "expected"), SCENES)
def test_where_the_last_of_two_claims_is_taken_to_be(words: tuple[str, ...], expected: str | None) -> None:
    last = placed(mentions(*words))[-1]
    assert (last.spots[0].identity if last.spots else None) == expected


LOOKED_BACK = [
    (("shelling @ Lesna | 3", "killing | 5 | killed: 4"), "test:Lesna"),
    (("shelling @ Lesna | 3", "killing | 28 | killed: 4"), None),  # of another month's shelling nothing is told here
    (("killing | 28 | killed: 4", "shelling @ Lesna | 3", "clash @ Brod | 27"), "test:Brod"),
]


@pytest.mark.parametrize(("words", "expected"), LOOKED_BACK)
def test_not_where_a_deed_was_that_is_only_looked_back_to(words: tuple[str, ...], expected: str | None) -> None:
    found = placed(mentions(*words))
    killing = next(one for one in found if one.counts)
    assert (killing.spots[0].identity if killing.spots else None) == expected


def test_far_below_it_is_where_most_deeds_of_the_article_are() -> None:
    told = [
        "shelling @ Brod | 3",
        "clash @ Lesna | 3",
        "shelling @ Lesna | 3",
        "shelling @ Brod | 4",
        "clash @ Lesna | 4",
    ]
    claims = [claim(words, "a", number) for number, words in enumerate([*told, "accusation @ Brod"], 1)]
    claims.append(claim("killing", "a", 20))
    found = placed([mention(one, document("a"), LEXICON, actor_side) for one in claims])
    assert [spot.identity for spot in found[-1].spots] == ["test:Lesna"]
    assert found[-1].carried
    assert not found[0].carried


def test_after_a_deed_at_several_places_it_is_where_most_deeds_are() -> None:
    words = ["shelling @ Lesna | 3", "clash @ Lesna | 3", "place_taken @ Brod, Lesna | 3", "killing | killed: 4"]
    assert [spot.identity for spot in placed(mentions(*words))[-1].spots] == ["test:Lesna"]


def test_not_where_the_claim_names_another_country() -> None:
    there = claim("shelling @ Lesna | 3", "a", 1)
    abroad = claim("killing @ Vellia", "a", 2)
    elsewhere = replace(abroad, places=(replace(abroad.places[0], country="XX"),))
    for one, expected in ((abroad, 1), (elsewhere, 0)):
        found = placed([mention(each, document("a"), LEXICON, actor_side) for each in (there, one)])
        assert len(found[1].spots) == expected


DAYS = [
    (("shelling @ Lesna | 3", "killing | killed: 4"), "1912-11-03"),
    (("shelling @ Lesna | 3", "killing | 2 | killed: 4"), "1912-11-02"),  # has a day of its own
    (
        ("shelling @ Lesna | 3", "killing @ Lesna | killed: 4"),
        "1912-11-05",
    ),  # has a place of its own: the day it was told
    (("shelling @ Lesna | 3 | by: red-army", "killing | by: blue-army | killed: 4"), "1912-11-05"),
    (("shelling @ Lesna", "killing | killed: 4"), "1912-11-05"),
]


@pytest.mark.parametrize(("words", "expected"), DAYS)
def test_when_the_last_of_two_claims_is_taken_to_be(words: tuple[str, ...], expected: str) -> None:
    last = placed(mentions(*words))[-1]
    assert last.last is not None and date.fromordinal(last.last).isoformat() == expected


def test_what_is_told_without_a_day_hangs_on_the_day_the_text_was_first_published() -> None:
    again = replace(document("a", "1912-11-25"), first_published="1912-11-05")
    found = mention(claim("killing @ Lesna", "a"), again, LEXICON, actor_side)
    assert found.last is not None and date.fromordinal(found.last).isoformat() == "1912-11-05"

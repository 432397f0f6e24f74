"""A deed told without a place happened where the one before it did, unless others did it or much stands between."""

from __future__ import annotations

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
    (("shelling @ Lesna | 3", "accusation"), None),
    (("shelling @ Lesna | 3", "killing @ Brod | 3"), "test:Brod"),
]


@pytest.mark.parametrize(("words", "expected"), SCENES)
def test_where_the_last_of_two_claims_is_taken_to_be(words: tuple[str, ...], expected: str | None) -> None:
    last = placed(mentions(*words))[-1]
    assert (last.spots[0].identity if last.spots else None) == expected


def test_much_text_between_leaves_the_place_open() -> None:
    first, second = claim("shelling @ Lesna | 3", "a", 1), claim("killing | killed: 4", "a", 20)
    found = placed([mention(one, document("a"), LEXICON, actor_side) for one in (first, second)])
    assert found[1].spots == ()

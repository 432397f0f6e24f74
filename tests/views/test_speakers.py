"""Who says so, in words that name somebody."""

from __future__ import annotations

import pytest

from sayso.records import Source
from sayso.views.speakers import NOBODY, speaker, word

NAMES = {"blue-army": "Blue Army", "blue": "Blueland"}


def source(words: str, cue: str | None = "said", actor: str | None = None, side: str | None = None) -> Source:
    return Source(words, 0, len(words), cue, "official", actor, side, None)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (source("the war ministry", actor="blue-army"), "the war ministry"),
        (source("It", actor="blue-army", side="blue"), "Blue Army"),
        (source("it", side="blue"), "Blueland"),
        (source("it"), "it"),
        (source("is reported", cue="is reported"), NOBODY),
    ],
)
def test_who_speaks(told: Source, name: str) -> None:
    assert speaker(told, NAMES.__getitem__) == name


def test_a_chain_is_from_the_one_cited_to_the_origin_and_no_chain_the_outlet() -> None:
    chain = (source("a clerk"), source("It", actor="blue-army"))
    assert word(chain, "The Gazette", NAMES.__getitem__) == "a clerk citing Blue Army"
    assert word((), "The Gazette", NAMES.__getitem__) == "The Gazette"
    assert word((), None, NAMES.__getitem__) == "the outlet"

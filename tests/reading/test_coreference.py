"""Phrases that take up an actor named before, and those that can't be told or stand for somebody else."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.catalogue.actors import Actors
from sayso.reading.coreference import taken_up


@pytest.fixture(scope="module")
def actors(nlp: Language) -> Actors:
    return Actors.load(nlp.vocab)


def taken(nlp: Language, actors: Actors, text: str) -> dict[str, str]:
    doc = nlp(text)
    found = taken_up(doc, actors.find(doc, ["SY"], "2016-05-04"))
    return {doc[head].text: mention.mention for head, mention in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hezbollah moved in overnight. They shelled the mill at dawn.", {"They": "Hezbollah"}),
        ("Ahrar al-Sham entered the village, and later they burned two farms.", {"they": "Ahrar al-Sham"}),
        ("Hezbollah lost the ridge. It withdrew to the valley on Monday.", {"It": "Hezbollah"}),
        ("Ahrar al-Sham entered the village. The group burned two farms.", {"group": "Ahrar al-Sham"}),
        ("The Nusra Front held the bridge. On Monday the front blew it up.", {"front": "Nusra Front"}),
    ],
)
def test_the_only_actor_that_can_be_meant_is_taken_up(
    nlp: Language, actors: Actors, text: str, expected: dict[str, str]
) -> None:
    found = taken(nlp, actors, text)
    assert {word: found.get(word, "").removeprefix("The ").removeprefix("the ") for word in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hezbollah seized two porters and shot them.", None),
        ("Hezbollah seized two porters, before it shot them.", None),
        ("Hezbollah took the mill. The army shelled them.", "Hezbollah"),
        ("Hezbollah took the mill, and the army shelled them.", "Hezbollah"),
    ],
)
def test_who_does_it_is_not_whom_it_is_done_to(nlp: Language, actors: Actors, text: str, expected: str | None) -> None:
    assert taken(nlp, actors, text).get("them") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hezbollah moved in overnight. Villagers fled. They hid in the mill.",  # the villagers
        "Hezbollah fought Ahrar al-Sham for the mill. The group burned two farms.",  # which of the two?
        "Hezbollah moved in overnight. It is raining in the valley.",  # nobody
        "Hezbollah moved in overnight. The Turkish army shelled the mill.",  # another, named anew
    ],
)
def test_what_may_stand_for_another_is_left_open(nlp: Language, actors: Actors, text: str) -> None:
    assert not {"They", "group", "It", "army"} & taken(nlp, actors, text).keys()

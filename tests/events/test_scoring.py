"""Which claims are about one occurrence, and which are not: pairs from two articles of one day."""

from __future__ import annotations

import pytest

from sayso.events import link
from sayso.events.evidence import WAYS
from sayso.events.linking import prepared
from sayso.events.scoring import BIAS, compare, shipped
from tests.events.factory import LEXICON, actor_side, claim, document, outlet_side

# fmt: off
LINKED = [
    # the same kind, place and day
    ("air_strike @ Lesna | 3",                  "air_strike @ Lesna | 3"),
    ("air_strike @ Lesna | 3",                  "drone_strike @ Lesna | 3"),
    ("air_strike @ Lesna | 3",                  "air_strike @ Lesna station | 3"),            # 2 km away
    ("clash @ near Brod | 3",                   "clash @ Lesna | 3"),                         # 17 km, "near"
    ("clash @ Lesna district | 3",              "clash @ Brod | 3"),                          # a district
    ("air_strike @ Lesna, Vellia | 3",          "air_strike @ Lesna | 3"),                    # "Lesna, Vellia"
    ("air_strike @ Kamen | 3",                  "air_strike @ kamen | 3"),                    # in no gazetteer
    # what happened told less exactly, or otherwise
    ("air_strike @ Lesna | 3",                  "killing @ Lesna | 3"),
    ("shelling @ Lesna | 3",                    "attack @ Lesna | 3"),
    ("air_strike @ Lesna | 3 | killed: 7",      "shelling @ Lesna | 3 | killed: 7"),
    ("place_taken @ Lesna | 3 | by: red-army",  "withdrawal @ Lesna | 3 | by: blue-army"),
    ("capture @ Lesna | 3",                     "abduction @ Lesna | 3"),
    # days
    ("shelling @ Lesna | 3",                    "shelling @ Lesna | 2-4"),
    ("shelling @ Lesna | 4",                    "shelling @ Lesna"),                          # published on the 5th
    ("shelling @ Lesna",                        "shelling @ Lesna"),
    ("place_besieged @ Lesna | 1-20 | by: red-army", "place_besieged @ Lesna | 3 | by: red-army"),
    # actors
    ("shelling @ Lesna | 3 | by: red-army",     "shelling @ Lesna | 3"),
    ("shelling @ Lesna | 2-4 | by: red-army",   "shelling @ Lesna | 3-5 | by: red-air-force"),  # of one side
    ("shelling @ Lesna | 3 | by: red-army",     "shelling @ Lesna | 3 | by: blue-army"),      # a dispute, not another event
    ("clash @ Lesna | 2-4 | by: red-army | on: blue-army", "clash @ Lesna | 3-4 | by: blue-army | on: red-army"),
    # denials belong to what they deny
    ("air_strike @ Lesna | 3 | by: red-army",   "not air_strike @ Lesna | 3 | by: red-army"),
    ("air_strike @ Lesna | 2-4 | by: red-army", "not air_strike @ Lesna | 3 | by: blue-army"),
    # a province, where all else agrees
    ("shelling @ Upper Vell | 3 | by: red-army", "shelling @ Lesna | 3 | by: red-army"),
    ("shelling @ Upper Vell | 3 | killed: 7",   "shelling @ Lesna | 3 | killed: 7"),
]
NOT_LINKED = [
    # another kind
    ("air_strike @ Lesna | 3",                  "ceasefire @ Lesna | 3"),
    ("air_strike @ Lesna | 3",                  "shelling @ Lesna | 3"),
    ("air_strike @ Lesna | 3 | killed: 7",      "shelling @ Lesna | 3 | killed: 8"),
    ("air_strike @ Lesna | 3 | killed: 2+",     "shelling @ Lesna | 3 | killed: 50+"),        # any two such counts agree
    ("capture @ Lesna | 3",                     "release @ Lesna | 3"),
    ("accusation @ Lesna | 3",                  "condemnation @ Lesna | 3"),
    # elsewhere
    ("air_strike @ Lesna | 3",                  "air_strike @ Port Vell | 3"),
    ("air_strike @ Lesna | 3",                  "air_strike @ Brod | 3"),                     # 17 km, both exact
    ("air_strike @ Vellia | 3",                 "air_strike @ Vellia | 3"),                   # a country
    ("air_strike @ Vellia | 3 | killed: 7",     "air_strike @ Lesna | 3 | killed: 7"),
    ("air_strike @ north of the country | 3",   "air_strike @ north of the country | 3"),
    ("air_strike | 3",                          "air_strike | 3"),                            # nowhere
    ("air_strike | 3",                          "air_strike @ Lesna | 3"),
    ("air_strike @ Kamen | 3",                  "air_strike @ Kamenica | 3"),
    ("shelling @ Upper Vell | 3 | killed: 7",   "shelling @ Port Vell | 3 | killed: 7"),
    # at another time
    ("shelling @ Lesna | 3",                    "shelling @ Lesna | 4"),
    ("attack @ Lesna | 1",                      "attack @ Lesna"),                            # too old to be told undated
    ("shelling @ Lesna | 1-20",                 "shelling @ Lesna | 3"),                      # "for weeks"
    ("shelling @ Lesna | 1-20 | by: red-army",  "shelling @ Lesna station | 3 | by: red-army"),
    ("shelling @ Lesna | 1-20 | by: red-army",  "shelling @ Lesna | 3 | by: blue-army"),
    # by or against somebody else
    ("shelling @ Lesna | 2-4 | by: red-army",   "shelling @ Lesna | 3-5 | by: blue-army"),
    ("shelling @ Lesna | 2-4 | on: red-army",   "shelling @ Lesna | 3-5 | on: blue-army"),
    ("shelling @ Lesna | 3 | by: red-army",     "shelling @ Lesna station | 3 | by: blue-army"),
]
# fmt: on


def events_of(*words: str) -> int:
    claims = [claim(one, document_id) for one, document_id in zip(words, "abcdef", strict=False)]
    return len(link(claims, [document(one.document_id) for one in claims], LEXICON, outlet_side, actor_side))


@pytest.mark.parametrize(("one", "other"), LINKED)
def test_one_occurrence(one: str, other: str) -> None:
    assert events_of(one, other) == events_of(other, one) == 1


@pytest.mark.parametrize(("one", "other"), NOT_LINKED)
def test_two_occurrences(one: str, other: str) -> None:
    assert events_of(one, other) == events_of(other, one) == 2


# A sentence without a place goes on about the one before it in its article, if it can.
GOES_ON = [
    ("shelling @ Lesna | 3", "killing | 3", 1),
    ("shelling @ Lesna | 3", "killing", 1),
    ("killing | 3", "shelling @ Lesna | 3", 1),
    ("shelling @ Lesna | 3", "not shelling", 1),
    ("shelling @ Lesna | 3", "killing @ Vellia", 1),  # a country is no place to look for
    ("shelling @ Lesna | 3", "killing | 4", 2),
    ("shelling @ Lesna | 3", "ceasefire | 3", 2),
    ("shelling @ Lesna | 3 | by: red-army", "shelling | 3 | by: blue-army", 2),
    ("shelling @ Lesna | 3", "killing @ Port Vell", 2),
]


@pytest.mark.parametrize(("before", "after", "events"), GOES_ON)
def test_neighbours_in_a_text(before: str, after: str, events: int) -> None:
    claims = [claim(before, "a", 1), claim(after, "a", 2)]
    assert len(link(claims, [document("a")], LEXICON, outlet_side, actor_side)) == events


def test_a_sentence_far_below_does_not_go_on() -> None:
    claims = [claim("shelling @ Lesna | 3", "a", 1), claim("killing", "a", 9)]
    assert len(link(claims, [document("a")], LEXICON, outlet_side)) == 2


# Where no place is told, what is rare or counted alike is known by that.
NOWHERE = [
    ("chemical_attack @ Lesna | 3", "chemical_attack | 3", 1),
    ("air_strike @ Lesna | 3 | killed: 62", "air_strike | 3 | killed: 62", 1),
    ("air_strike @ Lesna | 3", "air_strike | 3", 2),
    ("chemical_attack @ Lesna | 3", "chemical_attack | 9", 2),
]


@pytest.mark.parametrize(("one", "other", "events"), NOWHERE)
def test_claims_that_name_no_place(one: str, other: str, events: int) -> None:
    assert events_of(one, other) == events_of(other, one) == events


def test_between_two_occurrences_the_one_before_is_gone_on_about() -> None:
    claims = [claim("shelling @ Lesna | 3"), claim("killing", "a", 2), claim("shelling @ Port Vell | 3", "a", 3)]
    events = link(claims, [document("a")], LEXICON, outlet_side)
    assert sorted(event.claims for event in events) == [("a1", "a2"), ("a3",)]


def test_weights_count_the_way_that_their_names_say() -> None:
    known = shipped().weights
    assert set(known) == {*WAYS, BIAS}
    assert all(known[name] * way >= 0 for name, way in WAYS.items() if way)


def test_reasons_are_what_speaks_for_it_or_the_first_thing_against_it() -> None:
    documents = {name: document(name) for name in "abc"}
    claims = [
        claim("shelling @ Lesna | 3 | killed: 7", "a"),
        claim("shelling @ Lesna | 3 | killed: 7", "b"),
        claim("shelling @ Port Vell | 3", "c"),
    ]
    one, same, other = prepared(claims, documents, LEXICON, actor_side, {})
    found = compare(one, same)
    assert found.linked
    assert {"same type", "same day", "same place", "same count", "same number"} <= set(found.reasons)
    assert compare(one, other).reasons == ("elsewhere",)

"""Where and when two voices can't both be right, and the claims of either side. The rest is in test_accounts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.records import Claim
from tests.events.factory import claim
from tests.events.whole import read_whole, told

# What two voices tell of a deed, where they put it, and whether both can hold. Lesna and its station lie 2 km apart, Brod 17 km
# and Kosel 33 km from Lesna.
PLACES = [
    ("Lesna | 3 | killed: 9", "Kosel | 3 | killed: 9", ["place"]),
    ("Lesna | 3 | killed: 9", "Lesna station | 3 | killed: 9", []),
    ("Lesna | 3 | killed: 9", "Brod | 3 | killed: 9", []),  # may be called by the town
    ("Lesna | 3 | killed: 9", "Kosel | 3 | killed: 4", ["killed"]),  # another shelling, for all they say
    ("Lesna | 3 | killed: 9+", "Kosel | 3 | killed: 9+", []),
    ("Lesna | 3", "Kosel | 3", []),
    ("Lesna district | 3 | killed: 9", "Kosel | 3 | killed: 9", []),
    ("Lesna district | 3 | killed: 9", "Port Vell | 3 | killed: 9", ["place"]),
    ("Upper Vell | 3 | killed: 9", "Port Vell | 3 | killed: 9", ["place"]),
    ("Upper Vell | 3 | killed: 9", "Brod | 3 | killed: 9", []),
    ("Vellia | 3 | killed: 9", "Port Vell | 3 | killed: 9", []),
    ("Lesna | 3 | killed: 9", "Nowhere Farm | 3 | killed: 9", []),
    (
        "Lesna, Kosel | 3 | killed: 9",
        "Port Vell | 3 | killed: 9",
        [],
    ),  # one of several places of a claim may be its way
    ("Lesna | 3 | killed: 9", " | 3 | killed: 9", []),
]


def about(what: str, one: str, other: str) -> list[str]:
    claims = [claim(f"{what} @ {one}", "a"), claim(f"{what} @ {other}", "b")]
    return [found.about for found in read_whole(claims).contradictions]


@pytest.mark.parametrize(("one", "other", "expected"), PLACES)
def test_places(one: str, other: str, expected: list[str]) -> None:
    assert about("shelling", one, other) == expected


def test_what_is_done_once_is_one_deed_if_it_is_of_one_day() -> None:
    assert about("place_taken", "Lesna | 3", "Kosel | 3") == ["place"]
    assert about("place_taken", "Lesna | 3", "Kosel | 4") == []


# What two voices say a day or more apart, and whether one of the numbers may have grown into the other.
GROWN = [
    ("killed: 70 | says: Mr Kos", "killed: 126 | says: Mrs Janko", []),
    ("killed: 126 | says: Mr Kos", "killed: 70 | says: Mrs Janko", ["killed"]),
    ("killed: ..9 | says: Mr Kos", "killed: 126 | says: Mrs Janko", ["killed"]),
    ("destroyed: 2 guns/materiel | says: Mr Kos", "destroyed: 6 guns/materiel | says: Mrs Janko", ["destroyed"]),
    ("by: red-army | on: blue-army | killed: 5 | says: Red Staff=red",
     "by: red-army | on: blue-army | killed: 9 | says: Blue Staff=blue", ["killed"]),
    ("by: red-army | on: blue-army | killed: 5 | says: Mr Kos",
     "by: red-army | on: blue-army | killed: 9 | says: Blue Staff=blue", []),
]  # fmt: skip


@pytest.mark.parametrize(("first", "later", "expected"), GROWN)
def test_a_toll_that_somebody_gives_later_may_be_the_same_grown(first: str, later: str, expected: list[str]) -> None:
    assert [found.about for found in told(first, later).contradictions] == expected


BESIDE = [
    (["killed: 22", "killed: 36 | says: Mr Kos"], []),  # "22 were killed. … In all 36 died, Mr Kos said"
    (["killed: 22 | says: Mrs Janko", "killed: 36 | says: Mr Kos"], ["killed"]),
    (["killed: 22", "killed: 0..0 | says: Mr Kos"], ["killed"]),
]


@pytest.mark.parametrize(("words", "expected"), BESIDE)
def test_a_text_does_not_contradict_whom_it_cites(words: list[str], expected: list[str]) -> None:
    claims = [claim(f"shelling @ Lesna | 3 | {one}", "a", number) for number, one in enumerate(words, 1)]
    assert [found.about for found in read_whole(claims).contradictions] == expected


def test_a_denial_is_of_deeds_of_its_type() -> None:
    claims = [
        claim("shelling @ Lesna | 3 | says: Mr Kos", "a", 1),
        claim("abduction @ Lesna | 3 | says: Mr Kos", "a", 2),
        claim("not abduction @ Lesna | 3 | says: Mrs Janko", "b", 1),
    ]
    (found,) = read_whole(claims).contradictions
    assert {*found.one.claims, *found.other.claims} == {"a2", "b1"}


# When two voices say it was, and whether both can hold.
DAYS = [
    ("place_taken", "Lesna | 3", "Lesna | 4", ["day"]),
    ("place_taken", "Lesna | 3", "Lesna | 3", []),
    ("place_taken", "Lesna | 3", "Lesna | 2-4", []),
    ("place_taken", "Lesna | 2-3", "Lesna | 4-5", ["day"]),
    ("place_taken", "Lesna | 3", "Lesna | 4-29", []),  # too long to say when
    ("place_taken", "Lesna | 3", "Lesna", []),
    ("place_taken", "Lesna | 3", "Brod | 4", []),
    ("place_taken", "Upper Vell | 3", "Upper Vell | 4", []),
    ("shelling", "Lesna | 3", "Lesna | 4", []),  # may have been shelled on either
    ("shelling", "Lesna | 3 | killed: 9", "Lesna | 4 | killed: 9", ["day"]),
    ("clash", "Lesna | 3", "Lesna | 4", []),  # a fight may last
]


@pytest.mark.parametrize(("what", "one", "other", "expected"), DAYS)
def test_days(what: str, one: str, other: str, expected: list[str]) -> None:
    assert about(what, one, other) == expected


def test_details_of_two_kinds_of_deeds_do_not_contradict_each_other() -> None:
    claims = [claim("shelling @ Lesna | 3 | killed: 9", "a"), claim("air_strike @ Kosel | 4 | killed: 9", "b")]
    assert read_whole(claims).contradictions == ()


def test_one_that_agrees_is_enough() -> None:
    """A voice that names two days, of which the other names one, may be right about both."""
    claims = [claim(f"place_taken @ Lesna | {day}", name, day) for name, day in (("a", 3), ("a", 4), ("b", 4))]
    assert read_whole(claims).contradictions == ()


def test_one_voice_does_not_contradict_itself() -> None:
    claims = [claim(f"place_taken @ Lesna | {day} | says: Mr Kos", name) for day, name in ((3, "a"), (4, "b"))]
    assert read_whole(claims).contradictions == ()


def sides(claims: list[Claim]) -> list[tuple[str, ...]]:
    return [
        (found.about, found.one.label, *found.one.claims, found.other.label, *found.other.claims)
        for found in read_whole(claims).contradictions
    ]


def test_each_side_has_its_claims() -> None:
    claims = [
        claim("shelling @ Lesna | 3 | says: Reds=red", "a"),
        claim("not shelling @ Lesna | 3 | says: Blues=blue", "b"),
        claim("shelling @ Lesna | 3 | killed: 9 | says: Reds=red", "c"),
        claim("not shelling @ Lesna | 3 | killed: 0..0 | says: Blues=blue", "d"),
    ]
    assert sides(claims) == [
        ("occurrence", "blue", "b1", "d1", "red", "a1", "c1"),
        ("killed", "blue", "d1", "red", "c1"),
    ]


def test_only_the_latest_numbers_contradict_each_other() -> None:
    grown = told("killed: 3 | says: Reds=red", "killed: 9 | says: Reds=red", "killed: 9 | says: Mr Kos")
    assert grown.contradictions == ()
    stale = told("killed: 3 | says: Reds=red", "killed: 9 | says: Reds=red", "killed: 3 | says: Mr Kos")
    (found,) = stale.contradictions
    assert (found.about, found.one.claims, found.other.claims) == ("killed", ("c1",), ("b1",))


def test_places_without_a_point_on_the_map_are_nowhere_else() -> None:
    one, other = (claim(f"place_taken @ {where} | 3", name) for where, name in (("Lesna", "a"), ("Kosel", "b")))
    unknown = replace(other.places[0], place_id=None, lat=None, lon=None, mention="the farm")
    assert read_whole([one, other]).contradictions != ()
    assert read_whole([one, replace(other, places=(unknown,))]).contradictions == ()

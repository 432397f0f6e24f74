"""Which place a claim says is held, and whether all of it: sentences, the words for what is held, and the places in them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sayso.records import Claim, EventType, Participant, Place, Time
from sayso.views.held import HeldWords, held, is_aim, is_described, is_past, is_place

WHERE = {"Lesna": 1, "Drama": 1, "Thrace": 4, "Vale": 1, "Ruritania": 6}


@pytest.fixture(scope="module")
def words() -> HeldWords:
    return HeldWords.load()


def claim(text: str, target: str | None, quote: str | None = None) -> Claim:
    """A claim of the sentence; its places are all that it names of ``WHERE``."""
    quote = quote or text
    at = text.index(target) if target else 0
    places = tuple(
        Place(name, found.start(), found.end(), f"test:{name}", name, "XX", None, 1.0, 2.0, precision)
        for name, precision in WHERE.items()
        for found in re.finditer(name, text)
    )
    parts = (Participant("target", target, None, at, at + len(target)),) if target else ()
    return Claim(
        claim_id="c",
        document_id="d",
        quote=quote,
        start=text.index(quote),
        end=text.index(quote) + len(quote),
        event=EventType("COERCE", "seize", "Battles", "Government regains territory"),
        status="actual",
        polarity="asserted",
        stance="endorsed",
        attribution=(),
        participants=parts,
        places=places,
        time=None,
        quantities=(),
        evidence=None,
        confidence=1.0,
    )


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        # the place itself
        ("They took Lesna on Monday.", "Lesna", [("Lesna", None)]),
        ("They took the strategic northern city of Lesna.", "the strategic northern city of Lesna", [("Lesna", None)]),
        ("It hit the rebel stronghold of Lesna.", "the rebel stronghold of Lesna", [("Lesna", None)]),
        ("They took all of Lesna.", "all of Lesna", [("Lesna", None)]),
        ("They took the towns of Lesna and Drama.", "the towns of Lesna and Drama", [("Lesna", None), ("Drama", None)]),
        ("They took the besieged town of Lesna.", "the besieged town of", [("Lesna", None)]),
        ("They took the district of Vale in Lesna.", "the district of Vale in Lesna", [("Vale", None)]),
        ("They hold Lesna near Drama.", "Lesna near Drama", [("Lesna", None)]),
        ("They hold Thrace's Lesna.", "Thrace's Lesna", [("Lesna", None)]),
        # some of it
        ("They hold eastern Lesna.", "eastern Lesna", [("Lesna", "eastern")]),
        ("They hold most of Lesna.", "most of Lesna", [("Lesna", "parts")]),
        ("It hit rebel-held areas in Lesna.", "rebel-held areas", [("Lesna", "parts")]),
        ("It hit the eastern districts of Lesna.", "the eastern districts of Lesna", [("Lesna", "eastern")]),
        ("They took the Salhia district of Lesna.", "the Salhia district of Lesna", [("Lesna", "parts")]),
        ("They took a quarter in eastern Lesna.", "a quarter in eastern Lesna", [("Lesna", "parts")]),
        ("They took areas in eastern Lesna.", "areas in eastern Lesna", [("Lesna", "eastern")]),
        ("They took a quarter in the eastern city of Lesna.", "a quarter", [("Lesna", "parts")]),
        ("They took the villages of Thrace.", "the villages of Thrace", [("Thrace", "parts")]),
        ("They took Lesna's old town.", "Lesna's old town", [("Lesna", "parts")]),
        ("They hold the Lesna countryside.", "the Lesna countryside", [("Lesna", "countryside")]),
        ("Lesna is partly controlled by rebels.", "Lesna", [("Lesna", "parts")]),
        ("It hit the mostly rebel-held town of Lesna.", "the mostly rebel-held town of Lesna", [("Lesna", "parts")]),
        ("Lesna is held by a mostly Kurdish force.", "Lesna", [("Lesna", None)]),
        # elsewhere
        ("They took Vale southwest of Lesna.", "Vale southwest of Lesna", [("Vale", None)]),
        ("They took a hill near Lesna.", "a hill near Lesna", []),
        ("They took hamlets on the outskirts of Lesna.", "hamlets on the outskirts of Lesna", []),
        ("They took the Lesna military airport.", "the Lesna military airport", []),
        ("Rockets fired from a rebel-held area hit Lesna.", "a rebel-held area", []),
        ("They took Ruritania.", "Ruritania", []),
    ],
)
def test_only_what_is_held_counts(
    text: str, target: str, expected: list[tuple[str, str | None]], words: HeldWords
) -> None:
    one = claim(text, target)
    assert [(found.place.mention, found.part) for found in held(one, text, one.participants, False, words)] == expected


@pytest.mark.parametrize(
    ("text", "quote", "leaves", "expected"),
    [
        ("Lesna, which the rebels took in May, is quiet.", "Lesna, which the rebels took in May", False, ["Lesna"]),
        ("The army retook Lesna last week.", "The army retook Lesna last week", False, ["Lesna"]),
        ("Lesna, Drama and Vale remain besieged.", "besieged", False, ["Lesna", "Drama", "Vale"]),
        ("The siege of the town of Lesna went on.", "The siege of the town of Lesna went on", False, ["Lesna"]),
        ("They broke the siege imposed on Lesna.", "They broke the siege imposed on Lesna", True, ["Lesna"]),
        ("They broke the siege of a hill at Lesna.", "They broke the siege of a hill at Lesna", True, []),
        ("They broke the siege of Lesna power plant.", "They broke the siege of Lesna power plant", True, []),
        ("The army withdrew from Lesna.", "The army withdrew from Lesna", True, ["Lesna"]),
        ("They left, said a man in Lesna.", "They left, said a man in Lesna", True, []),
        ("The army fought in Lesna.", "The army fought in Lesna", False, []),
        ("He was seen in Lesna. The rest remain besieged.", "besieged", False, []),
    ],
)
def test_a_place_is_found_where_the_reading_has_nothing_that_is_held(
    text: str, quote: str, leaves: bool, expected: list[str], words: HeldWords
) -> None:
    assert [one.place.mention for one in held(claim(text, None, quote), text, (), leaves, words)] == expected


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Shells fell on Lesna before the rebels took the town.", "the town", ["Lesna"]),
        ("Shells fell on Lesna before the rebels took this village.", "this village", ["Lesna"]),
        ("Shells fell on Lesna and Drama before the rebels took the town.", "the town", []),
        ("Shells fell on Lesna before the rebels took the hill.", "the hill", []),
        ("The rebels took the town after they had left Lesna.", "the town", []),
    ],
)
def test_the_town_is_the_only_one_that_was_named(text: str, target: str, expected: list[str], words: HeldWords) -> None:
    one = claim(text, target)
    assert [found.place.mention for found in held(one, text, one.participants, False, words)] == expected


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("It hit the former stronghold of Lesna.", "the former stronghold of Lesna", True),
        ("Lesna was formerly held by the rebels.", "Lesna", True),
        ("Lesna was once under rebel control.", "Lesna", True),
        ("Lesna is held by the movement formerly called the Vale Front.", "Lesna", False),
        ("Lesna is held by the rebels.", "Lesna", False),
    ],
)
def test_what_was_so_before_is_told_of_no_day(text: str, target: str, expected: bool, words: HeldWords) -> None:
    one = claim(text, target)
    assert is_past(one, one.participants, words) is expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("rebel-held Lesna", True),
        ("the army-controlled town of Lesna", True),
        ("war-torn Lesna", False),
        ("Lesna", False),
    ],
)
def test_who_holds_it_may_be_told_by_the_way(target: str, expected: bool, words: HeldWords) -> None:
    assert is_described(claim(f"Shells hit {target}.", target), words) is expected


@pytest.mark.parametrize(
    ("quote", "expected"), [("Lesna held by rebels", True), ("Lesna held by rebels has been shelled since May", False)]
)
def test_a_time_that_the_words_lack_is_of_something_else(quote: str, expected: bool, words: HeldWords) -> None:
    one = claim("Lesna held by rebels has been shelled since May.", "Lesna", quote)
    since = Time("since May", "2016-05-01", "2016-08-09", 5)
    assert is_described(replace(one, time=since), words) is expected


@pytest.mark.parametrize(
    ("target", "actor_id", "expected"),
    [
        ("Lesna", None, True),
        ("the Vale Front's stronghold of Lesna", "vale-front", True),
        ("Front-held Lesna", "vale-front", True),
        ("the Lesna Front", "lesna-front", False),
        ("the Vale Front's fighters from Lesna", "vale-front", False),
        ("the rebels", None, False),
        ("a stronghold of the Vale Front", "vale-front", True),
        ("the fighters of the Vale Front", "vale-front", False),
    ],
)
def test_a_place_may_be_named_with_its_holder(
    target: str, actor_id: str | None, expected: bool, words: HeldWords
) -> None:
    one = claim(f"The army took {target}.", target)
    (part,) = one.participants
    places = [place for place in one.places if place.mention == "Lesna"]
    assert is_place(replace(part, actor_id=actor_id), places, words) is expected


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("The rebels began an offensive to take Lesna.", "to take Lesna", True),
        ("The rebels launched a campaign two weeks ago to take Lesna.", "to take Lesna", True),
        ("The rebels are attempting to take Lesna.", "to take Lesna", True),
        ("In their offensive the rebels managed to take Lesna.", "to take Lesna", False),
        ("The rebels went on to take Lesna.", "to take Lesna", False),
        ("The offensive was over. They came to take Lesna.", "to take Lesna", False),
        ("The offensive took Lesna.", "took Lesna", False),
    ],
)
def test_an_aim_is_no_taking(text: str, quote: str, expected: bool, words: HeldWords) -> None:
    assert is_aim(claim(text, "Lesna", quote), text, words) is expected

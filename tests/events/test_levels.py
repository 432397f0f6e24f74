"""How an event is claimed, and the sentence that says so."""

from __future__ import annotations

import pytest

from sayso.events.levels import is_accusing
from tests.events.factory import claim, document
from tests.events.whole import SHELLING, read_whole, told

ACCUSED = "by: red-army | says: Red Staff=red"
ACCUSER = "by: red-army | says: Blue Staff=blue"
LEVELS = [
    (["says: Mr Kos"], "single_source", "Claimed by one source, Mr Kos; nobody denies it."),
    (["says: Mr Kos", "says: Mr Kos"], "single_source", "Claimed by one source, Mr Kos; nobody denies it."),
    (["says: Mr Kos", "says: Mrs Janko"], "several_sources",
     "Claimed by 2 independent sources (Mr Kos and Mrs Janko); nobody denies it."),
    (["says: Mr Kos", "not says: Reds=red"], "contested", "Claimed by one source, Mr Kos; denied by red."),
    (["by: red-army | says: Blues=blue", "by: blue-army | says: Reds=red"], "contested",
     "Claimed by 2 independent sources (blue and red); blue and red name others as the one who did it."),
    ([ACCUSER, ACCUSED], "confirmed_by_accused",
     "Claimed by 2 independent sources (blue and red); confirmed by red, whom others name as the one who did it."),
    # Its own word alone is a claim like another, and so is that of its outlets and experts.
    ([ACCUSED], "single_source", "Claimed by one source, red; nobody denies it."),
    (["says: Mr Kos", ACCUSED], "several_sources",
     "Claimed by 2 independent sources (Mr Kos and red); nobody denies it."),
    ([ACCUSER, "by: red-army | says: an officer=red"], "several_sources",
     "Claimed by 2 independent sources (blue and red); nobody denies it."),
    # What it quotes of its accuser is not its own word.
    ([ACCUSER, "by: red-army | says: Red Staff=red > Blue Fleet=blue"], "single_source",
     "Claimed by one source, blue; nobody denies it."),
    # Another of its own denies it.
    ([ACCUSER, ACCUSED, "not says: Red Fleet=red"], "contested",
     "Claimed by 2 independent sources (blue and red); denied by red."),
    (["not says: Reds=red"], "discounted", "Claimed by no source; denied by red."),
    (["says: Mr Kos", "not says: Mr Kos"], "discounted",
     "No source stands by it; denied by Mr Kos; claimed and later denied by Mr Kos."),
    (["not says: Mr Kos", "says: Mr Kos"], "single_source", "Claimed by one source, Mr Kos; nobody denies it."),
    (["says: Mr Kos", "says: Mrs Janko", "not says: Mr Kos"], "contested",
     "Claimed by one source, Mrs Janko; denied by Mr Kos; claimed and later denied by Mr Kos."),
    (["says: A B", "says: C D", "says: E F", "says: G H", "says: I K", "says: L M", "says: N O"], "several_sources",
     "Claimed by 7 independent sources (A B, C D, E F, G H, I K and 2 more); nobody denies it."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "grade", "sentence"), LEVELS, ids=[row[2] for row in LEVELS])
def test_levels(words: list[str], grade: str, sentence: str) -> None:
    level = told(*words).level
    assert (level.grade, level.sentence) == (grade, sentence)


def test_what_one_denies_of_what_he_tells_is_a_detail_of_it() -> None:
    claims = [claim(f"{SHELLING} | says: Mr Kos", "a", 1), claim(f"not {SHELLING} | says: Mr Kos", "a", 2)]
    level = read_whole(claims, [document("a")]).level
    assert (level.grade, level.withdrawn_by, level.denied_by) == ("single_source", (), ())


def test_a_denial_of_another_kind_of_deed_withdraws_nothing() -> None:
    claims = [claim(f"{SHELLING} | says: Mr Kos", "a"), claim("not air_strike @ Lesna | 3 | says: Mr Kos", "b")]
    documents = [document("a", "1912-11-04"), document("b", "1912-11-05")]
    assert read_whole(claims, documents).level.withdrawn_by == ()


def test_a_copy_of_a_claim_does_not_bring_it_back() -> None:
    claims = [claim(f"{SHELLING} | says: Mr Kos", "a"), claim(f"not {SHELLING} | says: Mr Kos", "b")]
    claims.append(claim(f"{SHELLING} | says: Mr Kos", "c"))
    documents = [document("a", "1912-11-04"), document("b", "1912-11-05"), document("c", "1912-11-06", original_id="a")]
    assert read_whole(claims, documents).level.grade == "discounted"


# In a battle each side names itself and the other; a place taken is no accusation.
ACCUSING = [
    ("violence", "Explosions/Remote violence", True),
    ("violence", "Violence against civilians", True),
    ("violence", "Battles", False),
    ("territory", "Strategic developments", False),
]


@pytest.mark.parametrize(("family", "acled", "expected"), ACCUSING)
def test_of_what_somebody_is_accused(family: str, acled: str, expected: bool) -> None:
    assert is_accusing(family, acled) is expected


def test_who_says_that_it_fought_confirms_no_accusation() -> None:
    claims = [
        claim(f"clash @ Lesna | 3 | by: red-army | says: {who}", name)
        for who, name in (("Blues=blue", "a"), ("Reds=red", "b"))
    ]
    assert read_whole(claims).level.grade == "several_sources"

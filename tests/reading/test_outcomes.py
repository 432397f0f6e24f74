"""Deaths, wounds and damage as they are told: many causes, none harmed, tolls, whole wars; and who is asked for."""

from __future__ import annotations

import pytest

from sayso.reading.pipeline import Reader
from tests.reading.test_occurrences import claims
from tests.reading.test_told_by_their_cause import AIR, SHELLS, roles

OF_MANY = [
    ("A barrage of air strikes killed twelve villagers in Drama.", AIR, ["A barrage of air strikes"]),
    ("A series of mortar attacks wounded nine porters.", SHELLS, ["A series of mortar attacks"]),
    ("A salvo of rockets destroyed the mill.", SHELLS, ["A salvo of rockets"]),
    ("Dozens of gunmen killed a tax collector.", "Attack", []),
]


@pytest.mark.parametrize(("sentence", "kind", "instruments"), OF_MANY)
def test_a_cause_made_of_many_is_one_cause(reader: Reader, sentence: str, kind: str, instruments: list[str]) -> None:
    (claim,) = claims(reader, sentence)
    assert (claim.event.acled_sub, roles(claim, "instrument")) == (kind, instruments)


MEANS = [
    ("The province was shelled with barrel bombs.", AIR),
    ("The gunners launched 60 missiles in an attack on Drama.", SHELLS),
    ("The navy is waging an air campaign against the rebels.", AIR),
    ("Infantry or allied warplanes carried out the attack on Drama.", AIR),
    ("The army is waging a campaign against the rebels.", "Armed clash"),
]


@pytest.mark.parametrize(("sentence", "kind"), MEANS)
def test_what_an_attack_was_made_with_tells_its_kind(reader: Reader, sentence: str, kind: str) -> None:
    assert claims(reader, sentence)[0].event.acled_sub == kind


DOERS = [
    ("The king's air force bombed the quarter.", ["The king's air force"], []),
    ("The last attack on Drama killed seven.", [], []),
    ("A shell killed seven.", [], ["A shell"]),
    ("The rebels destroyed the post along with the guns inside.", ["The rebels"], []),
    ("The rebels destroyed the post with guns.", ["The rebels"], ["guns"]),
]


@pytest.mark.parametrize(("sentence", "agents", "instruments"), DOERS)
def test_a_force_acts_and_an_attack_is_no_means(
    reader: Reader, sentence: str, agents: list[str], instruments: list[str]
) -> None:
    claim = claims(reader, sentence)[0]
    assert (roles(claim, "agent"), roles(claim, "instrument")) == (agents, instruments)


SUFFERED = [
    ("A Greek helicopter was shot down near Drama, killing all five people on board.", [], ["all five people"]),
    ("The town was shelled, wounding nine.", [], ["nine"]),
    ("Nine porters wounded in Drama", [], ["Nine porters"]),
    ("Nine porters killed a guard in Drama.", ["Nine porters"], ["a guard"]),
]


@pytest.mark.parametrize(("sentence", "agents", "victims"), SUFFERED)
def test_who_suffers_is_not_the_doer(reader: Reader, sentence: str, agents: list[str], victims: list[str]) -> None:
    (claim,) = claims(reader, sentence)
    assert (roles(claim, "agent"), roles(claim, "victim")) == (agents, victims)


TOLD_TOGETHER = [
    "Two were killed and four others were injured due to rocket shells fired by rebels.",
    "All five porters died when the balloon was shot down near Drama.",
    "Ten were hurt, most of whom are children, when rebels shelled the market of Drama.",
]


@pytest.mark.parametrize("sentence", TOLD_TOGETHER)
def test_deaths_take_the_kind_of_what_the_sentence_says_caused_them(reader: Reader, sentence: str) -> None:
    assert {claim.event.acled_sub for claim in claims(reader, sentence)} == {SHELLS}


def test_what_came_of_a_patrol_is_not_of_the_shelling_before_it(reader: Reader) -> None:
    found = claims(reader, "The town was shelled. A guard was killed on patrol.")
    assert [claim.event.acled_sub for claim in found] == [SHELLS, "Armed clash"]


WARS = [
    "More than 40,000 people have been killed since the war began in 1912.",
    "Thousands have died in the conflict.",
    "The uprising has killed over 3,000 people.",
    "Nine thousand porters died over the course of the war.",
]
NO_WARS = [
    "Two porters were killed in a raid on Drama, the first since the war began.",
    "Hundreds of people have been killed in Drama since the truce collapsed.",
    "A colonel was killed in the war.",
]


@pytest.mark.parametrize("sentence", WARS)
def test_the_toll_of_a_whole_war_is_no_occurrence(reader: Reader, sentence: str) -> None:
    assert claims(reader, sentence) == ()


@pytest.mark.parametrize("sentence", NO_WARS)
def test_deaths_in_a_war_are_occurrences(reader: Reader, sentence: str) -> None:
    assert len(claims(reader, sentence)) == 1


NONE_HARMED = [
    ("There were no casualties.", [("denied", 0)]),
    ("No casualties were reported.", [("denied", 0)]),
    ("The raid caused no casualties.", [("denied", 0)]),
    ("Not one soldier was killed.", [("denied", 0)]),
    ("A raid on Drama caused nine casualties.", [("asserted", 9)]),
    ("A raid on Drama caused no casualties.", [("asserted", None), ("denied", 0)]),
    ("No one was killed in an air raid on Drama.", [("denied", 0), ("asserted", None)]),
]


@pytest.mark.parametrize(("sentence", "found"), NONE_HARMED)
def test_that_none_were_harmed_denies_no_attack(
    reader: Reader, sentence: str, found: list[tuple[str, int | None]]
) -> None:
    told = [
        (claim.polarity, claim.quantities[0].low if claim.quantities else None) for claim in claims(reader, sentence)
    ]
    assert told == found


TOLLS = [
    ("The death toll rose to 45.", "Armed clash", 45),
    ("The toll of the blast stands at nine.", "Remote explosive/landmine/IED", 9),
    ("At least 12 dead, the hospital said.", "Armed clash", 12),
]


@pytest.mark.parametrize(("sentence", "kind", "low"), TOLLS)
def test_a_toll_tells_deaths(reader: Reader, sentence: str, kind: str, low: int) -> None:
    (claim,) = claims(reader, sentence)
    (quantity,) = claim.quantities
    assert (claim.event.acled_sub, quantity.measure, quantity.low) == (kind, "killed", low)


def test_those_buried_are_no_toll(reader: Reader) -> None:
    assert claims(reader, "The dead were buried on Monday.") == ()
    assert claims(reader, "The surgeon counted 900 dead from typhus.") == ()


def test_who_gives_a_toll_did_nothing(reader: Reader) -> None:
    for sentence in (
        "The agency gave a toll of nine.",
        "The consul reported an attack.",
        "The ministry recorded a raid.",
    ):
        assert [roles(claim, "agent") for claim in claims(reader, sentence)] == [[]]
    (claim,) = claims(reader, "The garrison launched an attack.")
    assert roles(claim, "agent") == ["The garrison"]


ASKED = [
    ("The consul did not know whether rebels carried out the raids on Drama.", "actual"),
    ("The consul did not say whose planes carried out the raid.", "actual"),
    ("It was unclear if the raid was carried out by the garrison.", "actual"),
    ("Nobody claimed responsibility for the raid on Drama.", "actual"),
    ("The town is expected to fall.", "planned"),
    ("It is not known whether the raids were carried out.", "hypothetical"),
    ("The consul did not know whether rebels had attacked the town.", "hypothetical"),
    ("If rebels carry out the attack, the town will starve.", "hypothetical"),
    ("The consul did not say whether the fleet would carry out the attack.", "hypothetical"),
]


@pytest.mark.parametrize(("sentence", "status"), ASKED)
def test_whose_raid_it_was_is_asked_and_not_whether_there_was_one(reader: Reader, sentence: str, status: str) -> None:
    claim = claims(reader, sentence)[0]
    assert claim.status == status
    assert status != "actual" or roles(claim, "agent") == []


WORDS = [
    ("A man stepped down from a car at the gate.", []),
    ("The officials demanded anonymity.", []),
    ("The minister stepped down on Friday.", ["RETREAT"]),
    ("The premier broke off talks with Serbia over the shelling.", ["SANCTION"]),
    ("The army declared the truce over.", ["ASSAULT"]),
    ("The army declared a truce.", ["RETREAT"]),
]


@pytest.mark.parametrize(("sentence", "kinds"), WORDS)
def test_what_the_words_beside_a_verb_make_of_it(reader: Reader, sentence: str, kinds: list[str]) -> None:
    assert [claim.event.plover for claim in claims(reader, sentence)] == kinds

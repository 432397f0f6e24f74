"""Deaths, wounds and damage are of the kind of what caused them, counted with it, and those hit are its victims."""

from __future__ import annotations

import pytest

from sayso.reading.pipeline import Reader
from sayso.records import Claim
from tests.reading.test_occurrences import claims

AIR, SHELLS, MINE = "Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED"


def roles(claim: Claim, role: str) -> list[str]:
    return [part.mention for part in claim.participants if part.role == role]


CAUSES = [
    ("At least 39 people were killed and dozens wounded in air raids on Drama.", AIR),
    ("Ten people were killed in mortar fire by the rebels.", SHELLS),
    ("Eight herdsmen were hurt due to rocket shells.", SHELLS),
    ("Two people were killed when aeroplanes bombed Drama.", AIR),
    ("Two gunners were killed when a mine exploded under their lorry.", MINE),
    ("The death toll from the shelling of Drama has reached twenty.", SHELLS),
    ("Two people were killed before aeroplanes bombed Drama.", "Armed clash"),
    ("Six recruits were killed in the capital.", "Armed clash"),
]


@pytest.mark.parametrize(("sentence", "kind"), CAUSES)
def test_deaths_are_of_the_kind_of_their_cause(reader: Reader, sentence: str, kind: str) -> None:
    found = claims(reader, sentence)
    assert found[0].event.acled_sub == kind


def test_what_happened_and_when_it_did_are_one_claim(reader: Reader) -> None:
    sentence = "Two people were killed and six wounded when mortar fire struck the theatre in Kavala."
    (claim,) = claims(reader, sentence)
    assert claim.quote == sentence.rstrip(".")
    assert [(quantity.measure, quantity.low) for quantity in claim.quantities] == [("killed", 2), ("wounded", 6)]
    assert [place.mention for place in claim.places] == ["Kavala"]


def test_what_came_before_is_another_claim(reader: Reader) -> None:
    assert len(claims(reader, "Two people were killed before mortar fire struck the theatre in Kavala.")) == 2


VICTIMS = [
    ("The raid killed at least seven and wounded dozens.", ["at least seven", "dozens"]),
    ("The shelling killed those who had stayed in the mill.", ["those"]),
    ("Ten porters were killed and dozens wounded in the raid.", ["Ten porters", "dozens"]),
    ("The shelling destroyed seven.", []),
]


@pytest.mark.parametrize(("sentence", "victims"), VICTIMS)
def test_those_who_are_only_counted_are_victims(reader: Reader, sentence: str, victims: list[str]) -> None:
    assert roles(claims(reader, sentence)[0], "victim") == victims


def test_who_stands_after_a_shared_auxiliary_suffers_too(reader: Reader) -> None:
    told = claims(reader, "Ten porters were killed and dozens wounded in the raid.")
    assert [roles(claim, "agent") for claim in told] == [[]]
    told = claims(reader, "A porter was killed in Drama on Monday and a driver was wounded in Kavala on Tuesday.")
    assert [roles(claim, "victim") for claim in told] == [["A porter"], ["a driver"]]


TOOLS = [
    ("The garrison fired rockets at Drama.", ["rockets"], ["Drama"]),
    ("Aeroplanes dropped bombs on the mill.", ["bombs"], ["the mill"]),
    ("The gunners launched 60 missiles at the fort.", ["60 missiles"], ["the fort"]),
    ("The army destroyed two missiles.", [], ["two missiles"]),
]


@pytest.mark.parametrize(("sentence", "instruments", "targets"), TOOLS)
def test_what_is_fired_is_an_instrument(
    reader: Reader, sentence: str, instruments: list[str], targets: list[str]
) -> None:
    (claim,) = claims(reader, sentence)
    assert (roles(claim, "instrument"), roles(claim, "target")) == (instruments, targets)


def test_a_word_that_only_tells_the_kind_of_a_raid_is_no_instrument(reader: Reader) -> None:
    assert roles(claims(reader, "An air raid hit the mill.")[0], "instrument") == ["An air raid"]


MEANS = [
    ("Nine people were wounded in attacks with rockets on the town.", SHELLS, ["rockets"]),
    ("Rebels launched attacks with mortar shells on the old town.", SHELLS, ["mortar shells"]),
    ("Rebels killed nine guards using rockets.", SHELLS, ["rockets"]),
    ("Rebels killed nine guards by firing rockets at the barracks.", SHELLS, ["rockets"]),
    ("Six of the air raids targeted the court.", AIR, ["Six of the air raids"]),
    ("The army launched an attack with air support on the town.", "Armed clash", []),
    ("The army killed nine people using the road.", "Armed clash", []),
    ("The raid with the most dead was in Lesna.", "Armed clash", []),
    ("The army killed two rebels firing rockets.", "Armed clash", []),
    ("A suicide bomber killed nine guards.", "Suicide bomb", []),
    ("The attack was carried out by a suicide bomber driving a lorry.", "Suicide bomb", []),
    ("A bomber killed nine guards.", AIR, []),
]


@pytest.mark.parametrize(("sentence", "kind", "instruments"), MEANS)
def test_means_may_stand_behind_the_attack(reader: Reader, sentence: str, kind: str, instruments: list[str]) -> None:
    first = claims(reader, sentence)[0]
    assert (first.event.acled_sub, roles(first, "instrument")) == (kind, instruments)


SCENES = [
    ("Russia carried out raids on Kavala.", ["Kavala"]),
    ("Raids by Turkey hit Kavala.", ["Kavala"]),
    ("Rebels attacked a post near the border with Turkey.", []),
    ("Rebels attacked a post in Turkey.", ["Turkey"]),
    ("A U.N. envoy was attacked in Kavala.", ["Kavala"]),
    ("A battle between Kavala and Drama drove the army back to Edirne.", ["Kavala", "Drama"]),
    ("Clashes between gendarmes and rebels went on in Kavala.", ["Kavala"]),
]


@pytest.mark.parametrize(("sentence", "places"), SCENES)
def test_a_country_that_acts_is_not_where_it_happened(reader: Reader, sentence: str, places: list[str]) -> None:
    assert [place.mention for place in claims(reader, sentence)[0].places] == places


KINDS = [
    ("The army destroyed six fighting positions.", "Armed clash"),
    ("Soldiers destroyed the homes of villagers.", "Looting/property destruction"),
    ("The army destroyed two bridges.", "Looting/property destruction"),
    ("The offensive led to the capture of several mills.", "Non-state actor overtakes territory"),
    ("The raid led to the capture of three gunmen.", "Arrests"),
    ("The fortress of Janina surrendered to the Greek army.", "Government regains territory"),
    ("The town of Scutari surrendered on Thursday.", "Non-state actor overtakes territory"),
    ("The garrison of Janina surrendered.", "Other"),
]


@pytest.mark.parametrize(("sentence", "kind"), KINDS)
def test_what_is_destroyed_or_captured_tells_the_kind(reader: Reader, sentence: str, kind: str) -> None:
    assert claims(reader, sentence)[-1].event.acled_sub == kind


def test_the_month_of_march_is_no_protest(reader: Reader) -> None:
    assert claims(reader, "The war erupted in March 1911.") == ()
    assert len(claims(reader, "A march of weavers began in Drama.")) == 1

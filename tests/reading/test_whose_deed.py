"""Who did it and to whom, where neither is the subject or the object of a plain clause."""

from __future__ import annotations

import pytest

from sayso.reading.pipeline import Reader
from sayso.records import Claim
from tests.reading.test_occurrences import claims
from tests.reading.test_told_by_their_cause import AIR, MINE, SHELLS, roles


def told(reader: Reader, sentence: str, role: str) -> list[list[str]]:
    return [roles(claim, role) for claim in claims(reader, sentence)]


WHOSE = [
    ("A rebel mortar attack on the market wounded nine.", ["rebel"]),
    ("Nine porters were killed in coalition air raids.", ["coalition"]),
    ("The government air strikes killed nine porters.", ["government"]),
    ("The police station attack wounded nine porters.", []),  # whose station it is
    ("A military operation killed nine porters.", []),  # of which kind it is
    ("Nine porters were killed at the hands of the gendarmes.", ["the gendarmes"]),
    ("The killing of nine porters at the hands of the gendarmes angered Athens.", ["the gendarmes"]),
    ("Nine porters died at the hands of irregulars.", ["irregulars"]),
    ("Nine porters were wounded in the hands.", []),
    ("The attacks launched by the rebels on the old town killed nine porters.", ["the rebels"]),
    ("Nine porters were killed in raids carried out by the navy on the port.", ["the navy"]),
    ("Nine porters were killed in a raid carried out on Monday.", []),
    ("Fighting between irregulars and frontier guards emptied the valley.", ["irregulars", "frontier guards"]),
    ("Clashes raged between Greek troops and the rebels in the valley.", ["Greek troops", "the rebels"]),
    ("The attack between Monday and Friday wounded nine porters.", []),
    ("Rebel rockets killed nine porters.", ["Rebel"]),
    ("Nine porters were wounded by Greek bombs.", ["Greek"]),
    ("Heavy rockets killed nine porters.", []),
    ("The army carried out raids that killed nine porters.", ["The army"]),
    ("The navy conducted an operation targeting hideouts in the valley.", ["The navy"]),
    ("The army feared the raids that killed nine porters.", []),
    ("The valley witnessed raids that killed nine porters.", []),
    ("The raid on the mill was by gendarmes.", ["gendarmes"]),
    ("The fighting in Kavala was between irregulars and gendarmes.", ["irregulars", "gendarmes"]),
    ("The raid on the mill was by day.", []),
    ("The group lost the hill to the rebels.", ["the rebels"]),
    ("The agency placed the death toll at nine.", []),
    ("Nine porters were killed and six wounded by rebels.", ["rebels"]),
    ("Nine porters were killed by rebels and six wounded by gendarmes.", ["rebels"]),
    ("Nine porters were killed and the mayor was praised by rebels.", []),
]


@pytest.mark.parametrize(("sentence", "agents"), WHOSE)
def test_whose_deed_it_is(reader: Reader, sentence: str, agents: list[str]) -> None:
    assert told(reader, sentence, "agent")[0] == agents


def test_rebels_who_died_did_nothing(reader: Reader) -> None:
    assert told(reader, "The rebel deaths in the valley were mourned.", "agent") in ([], [[]])


ACCUSED = [
    ("The premier accused the army of shelling the mill.", ["the army"]),
    ("The envoy suspects the gendarmes of killing nine porters.", ["the gendarmes"]),
    ("It in turn accused Bulgarian troops of burning Prilep and of killing nine porters there.", ["Bulgarian troops"]),
    ("The premier accused the army of shelling the mill and killing nine porters.", ["the army"]),
    ("The guards kept the irregulars from burning the mill.", ["the irregulars"]),
    ("The army spoke of shelling the mill.", ["The army"]),
]


@pytest.mark.parametrize(("sentence", "agents"), ACCUSED)
def test_who_is_accused_is_said_to_have_done_it(reader: Reader, sentence: str, agents: list[str]) -> None:
    assert told(reader, sentence, "agent")[-1] == agents


PLANNED = [
    ("The army launched a campaign to retake Prilep.", ["The army"]),
    ("The army renewed attempts by its scouts to retake Prilep.", ["its scouts"]),
    ("The army announced its plan to retake Prilep.", ["its"]),
    ("The paper spoke of a campaign to retake Prilep.", []),
]


@pytest.mark.parametrize(("sentence", "agents"), PLANNED)
def test_whose_plan_it_is(reader: Reader, sentence: str, agents: list[str]) -> None:
    (claim,) = [claim for claim in claims(reader, sentence) if claim.event.mode == "seize"]
    assert roles(claim, "agent") == agents


def test_the_doer_is_told_once(reader: Reader) -> None:
    assert told(reader, "The army continued its advance on Prilep.", "agent") == [["The army"]]
    assert told(reader, "The irregulars renewed their attacks on Prilep.", "agent") == [["The irregulars"]]
    assert told(reader, "Their attack on Prilep failed.", "agent") == [["Their"]]


DEEDS = [
    ("The premier condemned the bombing.", []),
    ("The premier condemned the rebels' bombing of the harbour.", ["the rebels'"]),
    ("The villagers fled the fighting.", []),
    ("The villagers fled the valley.", ["the valley"]),
    ("The garrison repelled an attack by Greek infantry.", ["Greek infantry"]),
]


@pytest.mark.parametrize(("sentence", "targets"), DEEDS)
def test_a_deed_is_no_target(reader: Reader, sentence: str, targets: list[str]) -> None:
    assert told(reader, sentence, "target")[0] == targets


SCENES = [
    ("Nine porters were killed at a checkpoint.", []),
    ("The raid wounded nine porters on the road.", []),
    ("Airmen strafed the column, killing nine porters on the ground.", ["the column"]),
    ("Nine porters were killed in air raids on the mill.", ["the mill"]),
    ("The gunners fired on the checkpoint.", ["the checkpoint"]),
]


@pytest.mark.parametrize(("sentence", "targets"), SCENES)
def test_where_people_came_to_harm_is_no_target(reader: Reader, sentence: str, targets: list[str]) -> None:
    assert told(reader, sentence, "target")[0] == targets


def of_one(reader: Reader, sentence: str) -> Claim:
    (claim,) = claims(reader, sentence)
    return claim


def test_those_harmed_are_told_with_what_hit_them(reader: Reader) -> None:
    claim = of_one(reader, "Nine were killed and others were wounded due to shells fired by irregulars on the harbour.")
    assert claim.event.acled_sub == SHELLS
    assert (roles(claim, "agent"), roles(claim, "target")) == (["irregulars"], ["the harbour"])
    assert roles(claim, "victim") == ["Nine", "others"]
    claim = of_one(reader, "A shell fired by irregulars on the camp killed nine porters.")
    assert (roles(claim, "agent"), roles(claim, "victim")) == (["irregulars"], ["nine porters"])
    claim = of_one(reader, "Seventy porters were wounded by shells that fell in the town.")
    assert (claim.event.acled_sub, roles(claim, "victim")) == (SHELLS, ["Seventy porters"])
    claim = of_one(reader, "Nine porters were killed in a raid that destroyed two huts.")
    assert roles(claim, "target") == ["two huts"]
    assert len(claims(reader, "Nine porters were killed by gunmen that besieged the mill.")) == 2
    assert len(claims(reader, "Nine porters may have been killed in the raids that hit the mill.")) == 2


def test_an_attack_kills_not_what_it_was_on(reader: Reader) -> None:
    claim = of_one(reader, "The envoy spoke after an attack on a convoy that claimed nine lives on Monday.")
    assert (roles(claim, "agent"), roles(claim, "target")) == ([], ["a convoy"])
    assert claim.time is not None and claim.time.mention == "Monday"
    assert told(reader, "The envoy spoke after a raid on a train which killed nine.", "agent") == [[]]
    assert len(claims(reader, "The envoy spoke after a raid on a port where nine were killed by rebels.")) == 2
    assert told(reader, "The envoy spoke after a raid on a militia that killed nine porters.", "agent")[-1] == [
        "a militia"
    ]


HARMED = [
    ("The gunners hit a dugout, killing most of the crew.", ["most of the crew"]),
    ("The gunners shelled a mill, killing nine guards and wounding two grooms.", ["nine guards", "two grooms"]),
    ("Aeroplanes hit the camp, leaving nine porters dead.", ["nine porters"]),
    ("A mine exploded near the mill, leaving five martyrs.", ["five martyrs"]),
    ("The blast took the lives of nine porters.", ["nine porters"]),
    ("The gunners hit a bunker, leaving the town.", []),
]


@pytest.mark.parametrize(("sentence", "victims"), HARMED)
def test_who_was_harmed(reader: Reader, sentence: str, victims: list[str]) -> None:
    assert roles(of_one(reader, sentence), "victim") == victims


def test_who_takes_his_own_life_is_no_claim(reader: Reader) -> None:
    assert claims(reader, "The banker took his own life.") == ()


def test_a_town_is_under_siege(reader: Reader) -> None:
    claim = of_one(reader, "Prilep has been under siege by Greek forces since March.")
    assert (roles(claim, "target"), roles(claim, "agent")) == (["Prilep"], ["Greek forces"])
    assert roles(of_one(reader, "The port is under attack."), "target") == ["The port"]
    assert claims(reader, "The mill is under the hill.") == ()


FLOWN = [
    ("Strikes by warplanes hit the village.", AIR),
    ("The strikes carried out by warplanes hit the village.", AIR),
    ("A raid by aeroplanes wounded nine porters.", AIR),
    ("Strikes by the navy hit the village.", "Armed clash"),
]


@pytest.mark.parametrize(("sentence", "kind"), FLOWN)
def test_whose_raid_it_is_tells_the_means(reader: Reader, sentence: str, kind: str) -> None:
    assert claims(reader, sentence)[0].event.acled_sub == kind


BARRAGES = [
    ("A rebel barrage hit the market.", SHELLS),
    ("The salvo killed nine porters.", SHELLS),
    ("The garrison fired a barrage of rockets at the mill.", SHELLS),
    ("A barrage of bombs exploded at the mill.", MINE),
]


@pytest.mark.parametrize(("sentence", "kind"), BARRAGES)
def test_a_barrage_is_shelling(reader: Reader, sentence: str, kind: str) -> None:
    assert claims(reader, sentence)[0].event.acled_sub == kind


TYPES = [
    ("The gunners cut the supply lines to Prilep.", "COERCE"),
    ("The bank cut its aid to Prilep.", "SANCTION"),
    ("The army sent tanks into the valley.", "MOBILIZE"),
    ("The army sent tanks to the rebels.", "AID"),
    ("The charity suspended its deliveries.", "SANCTION"),
    ("The army suspended its attacks.", "RETREAT"),
    ("Nine families have been forced to leave their homes.", "COERCE"),
    ("Soldiers forced nine families to leave their homes.", "ASSAULT"),
    ("Serbia compensated the owners.", "RETREAT"),
]


@pytest.mark.parametrize(("sentence", "family"), TYPES)
def test_what_is_cut_sent_or_suspended_tells_the_type(reader: Reader, sentence: str, family: str) -> None:
    assert claims(reader, sentence)[0].event.plover == family


def test_what_makes_up_for_a_loss_gives_nothing_back(reader: Reader) -> None:
    assert claims(reader, "The port will work on Sunday to compensate for the lost days.") == ()


SAYING = [
    ("The Islamic State said the mill was shelled.", "party"),
    ("Moscow said the mill was shelled.", "official"),
    ("SANA said the mill was shelled.", "media"),
    ("The head of the Syrian Observatory said the mill was shelled.", "ngo"),
    ("A source in the Turkish army said the mill was shelled.", "anonymous"),
    ("The miller said the mill was shelled.", "other"),
]


@pytest.mark.parametrize(("sentence", "kind"), SAYING)
def test_a_source_of_the_catalogue_is_of_its_kind(reader: Reader, sentence: str, kind: str) -> None:
    assert claims(reader, sentence, "2016-05-04")[0].attribution[0].kind == kind


def test_who_is_named_needs_no_antecedent(reader: Reader) -> None:
    text = (
        "The Syrian Observatory said the mill would close. The Syrian government accuses Turkey of arming the millers."
    )
    sources = [claim.attribution[0].actor_id for claim in claims(reader, text, "2016-05-04") if claim.attribution]
    assert sources[-1] == "syrian-government"


PLACES = [
    ("Shelling hit Drama, Kavala and Serres on Monday.", ["Drama", "Kavala", "Serres"]),
    ("The army advanced on Kavala and the villages of Drama and Serres.", ["Kavala", "Drama", "Serres"]),
    ("Irregulars from Drama attacked Kavala.", ["Kavala"]),
    ("Britain blames Bulgaria for the attack.", []),
    ("The premier accused Bulgaria of an attack in Kavala.", ["Kavala"]),
    ("A truce brokered by Sofia and Athens was signed in Kavala.", ["Kavala"]),
    ("A truce between the armies was signed in Sofia.", ["Sofia"]),
    ("A truce between Bulgaria and Serbia was signed in Kavala.", ["Kavala"]),
]


@pytest.mark.parametrize(("sentence", "places"), PLACES)
def test_where_it_happened(reader: Reader, sentence: str, places: list[str]) -> None:
    assert [place.mention for place in claims(reader, sentence)[0].places] == places


BURNT = [
    ("Two hamlets burned all night.", [["Two hamlets"]], [[]]),
    ("The pilot saw farmhouses burning on the ridge.", [["farmhouses"]], [[]]),
    ("The customs house burned down.", [["The customs house"]], [[]]),
    ("Irregulars burned two hamlets.", [["two hamlets"]], [["Irregulars"]]),
]


@pytest.mark.parametrize(("sentence", "targets", "agents"), BURNT)
def test_what_burns_did_not_do_it(
    reader: Reader, sentence: str, targets: list[list[str]], agents: list[list[str]]
) -> None:
    assert told(reader, sentence, "target") == targets
    assert told(reader, sentence, "agent") == agents

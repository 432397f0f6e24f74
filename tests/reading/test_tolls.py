"""Tolls: the dead whom no verb tells of, figures that somebody gives, deaths told with the attack that a light verb carries."""

from __future__ import annotations

import pytest

from sayso.reading.pipeline import Reader
from tests.reading.test_occurrences import claims
from tests.reading.test_told_by_their_cause import AIR, SHELLS, roles

VERBLESS = [
    ("Nine porters dead in shelling of Drama", [(SHELLS, 9)]),
    ("18 dead in air raid on Drama", [(AIR, 18)]),
    ("Dozens of villagers dead after clashes near Drama", [("Armed clash", 24)]),
    ("There were nine dead in the air raid.", [(AIR, 9)]),
    ("Nine villagers dead of cholera in Drama", []),  # near misses: a disease, and those whom another verb tells of
    ("The dead officers were buried in Drama.", []),
    ("Nine dead officers were buried in Drama.", []),
]


@pytest.mark.parametrize(("sentence", "found"), VERBLESS)
def test_the_dead_need_no_verb(reader: Reader, sentence: str, found: list[tuple[str, int]]) -> None:
    assert [(claim.event.acled_sub, claim.quantities[0].low) for claim in claims(reader, sentence)] == found


def test_those_dead_are_in_the_quote(reader: Reader) -> None:
    (claim,) = claims(reader, "88 dead in two days of clashes")
    assert (claim.quote, roles(claim, "victim")) == ("88 dead in two days of clashes", ["88 dead"])


RECKONED = [
    ("The consul put the toll at more than 130.", ["The consul"], 131),
    ("The hospital put the number of dead at 17.", ["The hospital"], 17),
    ("The ministry revised the toll to 51.", ["The ministry"], 51),
    ("The monitors recorded 40 deaths in the raids.", ["The monitors"], 40),
    ("The death toll rose to 45.", [], 45),  # nobody says so
    ("The death toll rose from 12 to 45.", [], 45),
]


@pytest.mark.parametrize(("sentence", "sources", "low"), RECKONED)
def test_who_reckons_a_toll_says_it(reader: Reader, sentence: str, sources: list[str], low: int) -> None:
    (claim,) = claims(reader, sentence)
    assert [source.source for source in claim.attribution] == sources
    assert [(quantity.measure, quantity.low) for quantity in claim.quantities] == [("killed", low)]
    assert roles(claim, "agent") == []


@pytest.mark.parametrize(
    "sentence", ["The bank put growth at 2 per cent.", "The doctor gave the number of his office."]
)
def test_other_figures_are_no_toll(reader: Reader, sentence: str) -> None:
    assert claims(reader, sentence) == ()


CARRIED = [
    ("The army carried out an air raid on a monastery, killing 20 monks.", AIR, 20),
    ("The rebels launched an attack on the village and killed five.", "Armed clash", 5),
    ("The rebels staged an attack on the village, burning houses and killing five.", "Armed clash", 5),
    ("The rebels carried out a raid on a village in which five people died.", "Armed clash", 5),
    ("The army shelled the village, wrecking a mill, killing five and wounding nine.", SHELLS, 5),
]


@pytest.mark.parametrize(("sentence", "kind", "killed"), CARRIED)
def test_deaths_are_told_with_the_attack(reader: Reader, sentence: str, kind: str, killed: int) -> None:
    (claim,) = claims(reader, sentence)
    assert claim.event.acled_sub == kind
    assert killed in [quantity.low for quantity in claim.quantities if quantity.measure == "killed"]


def test_what_was_taken_in_an_attack_is_another_claim(reader: Reader) -> None:
    assert len(claims(reader, "The rebels launched an attack on the town, seizing two posts.")) == 2


PAIRED = [
    ("Two porters killed, five wounded in shelling of Drama", SHELLS, [("killed", 2), ("wounded", 5)]),
    ("Two porters killed five injured in rocket attack on Drama", SHELLS, [("killed", 2), ("wounded", 5)]),
    ("Three dead, 20 injured in air raid on Drama", AIR, [("killed", 3), ("wounded", 20)]),
    ("Two porters killed five irregulars in Drama", "Armed clash", [("killed", 5)]),
    ("Blast Kills 3 & Wounds 20 in Drama", "Remote explosive/landmine/IED", [("killed", 3), ("wounded", 20)]),
    ("Shells kill two, injure nine in Drama", SHELLS, [("killed", 2), ("wounded", 9)]),
    ("88 Killed & Injured in Blast Near Drama", "Remote explosive/landmine/IED", []),
]


@pytest.mark.parametrize(("headline", "kind", "figures"), PAIRED)
def test_deaths_and_wounds_of_a_headline_are_one_claim(
    reader: Reader, headline: str, kind: str, figures: list[tuple[str, int]]
) -> None:
    (claim,) = claims(reader, headline)
    assert claim.event.acled_sub == kind
    assert [(one.measure, one.low) for one in claim.quantities if one.measure != "other"] == figures


TO_DEATH = [
    ("Two porters were stabbed to death in Drama.", "killed"),
    ("Two porters were beaten to death in Drama.", "killed"),
    ("Two villagers were stabbed in Drama.", "wounded"),
    ("Gendarmes shot two of them dead.", "killed"),
    ("The court sentenced two villagers to death.", "captured"),
]


@pytest.mark.parametrize(("sentence", "measure"), TO_DEATH)
def test_to_death_tells_what_came_of_it(reader: Reader, sentence: str, measure: str) -> None:
    assert [quantity.measure for quantity in claims(reader, sentence)[0].quantities] == [measure]


NATURE = [
    "An earthquake levelled three villages.",
    "Nine porters were killed by the flood.",
    "Locusts invaded the valley.",
]


@pytest.mark.parametrize("sentence", NATURE)
def test_nature_wages_no_war(reader: Reader, sentence: str) -> None:
    assert claims(reader, sentence) == ()


NO_NATURE = [
    ("The army levelled three villages.", 1),
    ("A wave of air raids killed 20 porters.", 1),
    ("A hail of bullets killed two porters.", 1),
    ("A storm of rockets hit the town.", 1),
    ("A huge wave hit the town.", 0),
]


@pytest.mark.parametrize(("sentence", "count"), NO_NATURE)
def test_an_army_may_level_villages_and_a_storm_be_of_rockets(reader: Reader, sentence: str, count: int) -> None:
    assert len(claims(reader, sentence)) == count


FIRED = [
    ("Gendarmes fired live ammunition to disperse the demonstrators.", "Excessive force against protesters"),
    ("Gendarmes fired live ammunition at the mill.", "Armed clash"),
    ("The rebels fired a salvo of rockets at the mill.", SHELLS),
    ("The gunners fired shells at the mill.", SHELLS),
]


@pytest.mark.parametrize(("sentence", "kind"), FIRED)
def test_what_is_fired_and_why_tells_the_kind(reader: Reader, sentence: str, kind: str) -> None:
    assert claims(reader, sentence)[0].event.acled_sub == kind


def test_a_road_is_where_a_convoy_is_attacked(reader: Reader) -> None:
    (claim,) = claims(reader, "The rebels ambushed a convoy on the road to Drama.")
    assert roles(claim, "target") == ["a convoy"]
    (claim,) = claims(reader, "Gendarmes fired on the road.")
    assert roles(claim, "target") == ["the road"]


BEATEN = [
    ("The Vardar army was beaten at Drama.", "Armed clash", ["The Vardar army"]),
    ("The rebels defeated the army at Drama.", "Armed clash", ["the army"]),
    ("The gunners fired shells at Drama.", SHELLS, ["Drama"]),
]


@pytest.mark.parametrize(("sentence", "kind", "targets"), BEATEN)
def test_where_an_army_is_beaten_is_no_target(reader: Reader, sentence: str, kind: str, targets: list[str]) -> None:
    (claim,) = claims(reader, sentence)
    assert (claim.event.acled_sub, roles(claim, "target")) == (kind, targets)
    assert [place.mention for place in claim.places] == ["Drama"]


def test_where_a_report_comes_from_is_no_scene(reader: Reader) -> None:
    (claim,) = claims(reader, "Reports from Kavala that nine guns had been lost were exaggerated, he said.")
    assert claim.places == ()
    (claim,) = claims(reader, "The column retreated from Kavala.")
    assert [place.mention for place in claim.places] == ["Kavala"]


REPEATED = [
    ("The king was ousted in a coup on Monday.", 1),
    ("Thousands took to the streets of Drama to protest.", 1),
    ("The king was ousted after a coup in Drama.", 2),  # the coup may have been another
]


@pytest.mark.parametrize(("sentence", "count"), REPEATED)
def test_what_is_told_twice_is_one_claim(reader: Reader, sentence: str, count: int) -> None:
    assert len(claims(reader, sentence)) == count

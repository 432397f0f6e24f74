"""Deaths and attacks whose kind the sentence before tells are of that kind."""

from __future__ import annotations

import pytest

from sayso.reading.pipeline import Reader
from tests.reading.test_occurrences import claims
from tests.reading.test_told_by_their_cause import AIR, MINE, SHELLS, roles

CLASH = "Armed clash"

TOLD_BEFORE = [
    ("Shells fell on the town of Drama. Nine people were killed.", SHELLS),
    ("Mortar shells hit the market in Kavala. Two others were injured, the consul said.", SHELLS),
    ("Aeroplanes bombed the mill. Four children were among the dead.", AIR),
    ("Aeroplanes bombed the mill. Nine people, including four children, were killed.", AIR),
    ("Aeroplanes bombed the mill on Monday. The attack wounded nine porters.", AIR),
    ("Aeroplanes bombed the mill. The consul spoke of a massacre. Four porters died in the attack.", AIR),
    ("A mine blew up a lorry near Lesna on Monday. Monday's attack wounded nine porters.", MINE),
    ("A mine exploded under a lorry. The army denied that the attack had killed anybody.", MINE),
]
TOLD_APART = [
    ("Mortar shells hit the market in Kavala. Four people were killed in Drama.", CLASH),
    ("Mortar shells hit the market in Kavala. On Tuesday nine people were killed.", CLASH),
    ("Mortar shells hit the market. A guard was killed on patrol.", CLASH),
    ("Mortar shells hit the market. The garrison stormed the fort. The attack killed nine.", CLASH),
    ("Aeroplanes bombed the mill. The market reopened. Nine people were killed.", CLASH),
    ("Rebels fired rockets at Kavala. The army's attack killed nine.", CLASH),
    ("Rebels fired rockets at Kavala. The army attacked the hills, killing nine rebels.", CLASH),
    ("The general threatened to bomb the mill. The attack killed nine.", CLASH),
]


@pytest.mark.parametrize(("text", "kind"), TOLD_BEFORE)
def test_deaths_are_of_the_kind_of_the_attack_told_before(reader: Reader, text: str, kind: str) -> None:
    assert claims(reader, text)[-1].event.acled_sub == kind


@pytest.mark.parametrize(("text", "kind"), TOLD_APART)
def test_what_has_a_cause_of_its_own_is_not(reader: Reader, text: str, kind: str) -> None:
    assert claims(reader, text)[-1].event.acled_sub == kind


STAMPED = [
    "Date of publication 26 October 1912 ",
    "Mon Oct 28 1912 ",
    "Published October 28, 1912 ",
    "Greeks take Kalivia Ministry LTB Monday 28 Oct 1912 ",
]


@pytest.mark.parametrize("stamp", STAMPED)
def test_the_day_of_writing_is_no_part_of_what_is_told(reader: Reader, stamp: str) -> None:
    (attack,) = [claim for claim in claims(reader, f"{stamp}Rebels attacked the mill of Drama.") if claim.start]
    assert attack.quote == "Rebels attacked the mill of Drama"
    assert (roles(attack, "agent"), attack.quantities) == (["Rebels"], ())

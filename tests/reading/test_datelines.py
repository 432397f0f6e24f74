"""What stands before a dispatch says nothing, does nothing, and is no scene."""

from __future__ import annotations

import pytest

from sayso.reading.pipeline import Reader
from tests.reading.test_occurrences import claims
from tests.reading.test_told_by_their_cause import roles

DATELINES = ["KAVALA, Aug 9 (Aare) - ", "KAVALA (Aare) — ", "KAVALA — ", "Kavala, 9 August 1913 – ", "KAVALA. ", ""]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_no_part_of_the_first_claim(reader: Reader, dateline: str) -> None:
    (claim,) = claims(reader, f"{dateline}Irregulars burned a mill in Drama on Monday, the consul said.")
    assert claim.quote == "Irregulars burned a mill in Drama on Monday"
    assert roles(claim, "agent") == ["Irregulars"]
    assert [place.mention for place in claim.places] == ["Drama"]
    assert [source.source for source in claim.attribution] == ["the consul"]


def test_a_dateline_is_not_the_source(reader: Reader) -> None:
    (claim,) = claims(
        reader, "KAVALA. The Greek war ministry said on Friday that ten soldiers had been killed at Drama."
    )
    assert [source.source for source in claim.attribution] == ["The Greek war ministry"]


def test_each_of_several_dispatches_may_have_one(reader: Reader) -> None:
    text = "Irregulars burned a mill in Drama.\n\nSOFIA (Aare) - Gendarmes shot two porters in Kavala."
    assert [roles(claim, "agent") for claim in claims(reader, text)] == [["Irregulars"], ["Gendarmes"]]


def test_who_acts_is_no_dateline(reader: Reader) -> None:
    (claim,) = claims(reader, "NATO - the alliance of the west - bombed a bridge near Drama.")
    assert [place.mention for place in claim.places] == ["Drama"]
    (claim,) = claims(reader, "ELAS bombed a bridge near Drama.")
    assert roles(claim, "agent") == ["ELAS"]


@pytest.mark.parametrize("who", ["U.S. warplanes", "U.N. gendarmes", "E.L.A.S. irregulars"])
def test_initials_at_the_start_are_no_dateline(reader: Reader, who: str) -> None:
    (claim,) = claims(reader, f"{who} bombed a bridge near Drama.")
    assert roles(claim, "agent") == [who]

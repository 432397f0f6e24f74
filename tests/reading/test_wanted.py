"""What is wanted, expected, refused or not spoken of has not happened by that, whoever is credited with it."""

from __future__ import annotations

import pytest

from sayso.reading.pipeline import Reader
from tests.reading.test_occurrences import claims

WANTED = [
    ("The consul wants a ceasefire by Friday.", "ceasefire", "planned"),
    ("The army seeks the release of two pilots.", "release", "planned"),
    ("The ministers are considering further sanctions against the junta.", "sanctions", "planned"),
    ("Villagers expect an offensive.", "offensive", "planned"),
    ("Villagers fear another chlorine attack.", "attack", "possible"),
    ("The rebels rejected the ceasefire.", "the ceasefire", "hypothetical"),
    ("The rebels want all prisoners released.", "released", "planned"),
    ("The exercise simulated an attack on the port.", "attack", "hypothetical"),
    ("An attack on the port appears imminent.", "attack", "planned"),
    ("The army had probably killed nine porters.", "killed", "possible"),
    ("The army had finally killed nine porters.", "killed", "actual"),
    ("Nine porters were probably killed by a mine.", "killed", "actual"),  # by what is in doubt
    ("The ministers discussed a ceasefire.", "ceasefire", "planned"),
    ("The ministers discussed Monday's attack on the mill.", "attack", "actual"),
    ("The army has to withdraw by Friday.", "withdraw", "planned"),
    ("The army had to withdraw on Friday.", "withdraw", "actual"),
    ("The ministry reported an attack on the mill.", "attack", "actual"),
    ("The ministry confirmed the release of two pilots.", "release", "actual"),
    ("The council regretted the bombing of the school.", "bombing", "actual"),
]


@pytest.mark.parametrize(("sentence", "words", "status"), WANTED)
def test_what_is_wanted_has_not_happened(reader: Reader, sentence: str, words: str, status: str) -> None:
    assert [claim.status for claim in claims(reader, sentence) if words in claim.quote][-1] == status


DENIED = [
    ("The minister ruled out a ground invasion.", "denied"),
    ("The rebels rejected reports of an army advance.", "denied"),
    ("There were no reports of casualties.", "denied"),
    ("The ministry called the reported advance a fabrication.", "denied"),
    ("The ministry called the raid on the mill a massacre.", "asserted"),
    ("No one was reported killed in the raid.", "denied"),
    ("There were unconfirmed reports of casualties.", "asserted"),
    ("Two men were reported killed in the raid.", "asserted"),
    ("The court ruled that the army had shelled the mill.", "asserted"),
]


@pytest.mark.parametrize(("sentence", "polarity"), DENIED)
def test_what_is_ruled_out_is_denied(reader: Reader, sentence: str, polarity: str) -> None:
    assert claims(reader, sentence)[-1].polarity == polarity


SILENT = [
    "The army declined to comment on reports that troops had killed farmers.",
    "A spokesman would not comment on the claim that troops had killed farmers.",
    "The band has not commented on the allegation that troops had killed farmers.",
    "No group claimed that troops had killed farmers.",
]


@pytest.mark.parametrize("sentence", SILENT[:3])
def test_who_would_not_speak_of_it_neither_says_nor_denies_it(reader: Reader, sentence: str) -> None:
    claim = claims(reader, sentence)[-1]
    assert (claim.status, claim.polarity, claim.attribution) == ("actual", "asserted", ())


def test_nobody_is_no_source(reader: Reader) -> None:
    assert claims(reader, "No group claimed responsibility for the raid on the market.")[-1].attribution == ()
    (source,) = claims(reader, "The rebels claimed responsibility for the raid on the market.")[-1].attribution
    assert source.source == "The rebels"


def test_who_speaks_of_it_says_it(reader: Reader) -> None:
    (source,) = claims(reader, "The army said that troops had killed farmers.")[-1].attribution
    assert source.source == "The army"


DOERS = [
    ("The army called on the rebels to leave the town.", ["the rebels"]),
    ("The court sentenced two clerks for bombing the station.", ["two clerks"]),
    ("Gendarmes foiled a plot to bomb the station.", []),
    ("The rebels hatched a plot to bomb the station.", ["The rebels"]),
    ("Guerrillas released three officers.", ["Guerrillas"]),
    ("The consul blamed the raid on the mill on the rebels.", ["the rebels"]),
    ("Athens accused Sofia of an attack on the mill.", ["Sofia"]),
    ("The consul criticised the army for a raid on the mill.", ["the army"]),
    ("The consul thanked the army for the release of two monks.", []),
]


@pytest.mark.parametrize(("sentence", "agents"), DOERS)
def test_whose_deed_it_would_be(reader: Reader, sentence: str, agents: list[str]) -> None:
    claim = claims(reader, sentence)[-1]
    assert [one.mention for one in claim.participants if one.role == "agent"] == agents


def test_a_relative_pronoun_gives_its_noun_as_the_source(reader: Reader) -> None:
    (claim,) = claims(
        reader, "The Greek ministry, which denies that its troops shelled the village, is moving to Volos."
    )
    assert [source.source for source in claim.attribution] == ["The Greek ministry"]


STANDING = [
    ("The army shelled rebels backed by Athens.", 1),
    ("The coalition fighting the rebels killed nine of its own men.", 1),
    ("The army shelled villagers who support the revolt.", 1),
    ("The army shelled rebels who had clashed with gendarmes on Monday.", 2),
    ("Athens backs the rebels.", 1),
]


@pytest.mark.parametrize(("sentence", "count"), STANDING)
def test_whom_somebody_fights_or_backs_only_tells_who_it_is(reader: Reader, sentence: str, count: int) -> None:
    assert len(claims(reader, sentence)) == count

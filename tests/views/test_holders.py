"""Who can hold a place, and for which camp: words of participants, and what a careful reader takes them for."""

from __future__ import annotations

import pytest

from sayso.catalogue.lexicon import Lexicon
from sayso.records import Participant
from sayso.views.designations import Matchers
from sayso.views.holders import Camps, Holder, are_things, holders, told_in


@pytest.fixture(scope="module")
def camps() -> Camps:
    return Camps.load(Lexicon.load(), Matchers.load().actors)


def read(mention: str, camps: Camps, country: str | None = "SY", day: str = "2016-08-10") -> Holder | None:
    part = Participant("agent", mention, None, 0, len(mention))
    found = holders([part], country, day, camps, lambda _actor, _day: None, lambda actor: actor)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("mention", "party"),
    [
        ("government", "side:syrian-government"),
        ("regime", "side:syrian-government"),
        ("a small number of pro-regime fighters", "side:syrian-government"),
        ("which government forces", "side:syrian-government"),
        ("Ruritanian-backed Syrian government troops", "side:syrian-government"),
        ("Syrian soldiers", "side:syrian-government"),
        ("rebel", "side:syrian-opposition"),
        ("the opposition", "side:syrian-opposition"),
        ("hundreds of rebels", "side:syrian-opposition"),
        ("an alliance of Islamist and rebel groups", "side:syrian-opposition"),
        ("anti-regime fighters", "side:syrian-opposition"),
        ("Kurdish", "side:syrian-kurdish-forces"),
        ("Kurdish-led units", "side:syrian-kurdish-forces"),
        ("the Kurdish authorities", "side:syrian-kurdish-forces"),
        ("ISIL's men", "side:islamic-state"),
        ("Daeshs fighters", "side:islamic-state"),
        ("Turkish troops", "side:turkey"),
        ("Israeli", "side:israel"),
    ],
)
def test_words_of_one_camp_are_one_party(mention: str, party: str, camps: Camps) -> None:
    found = read(mention, camps)
    assert found is not None and (found.party, found.clear) == (party, True)


@pytest.mark.parametrize(
    ("country", "day", "party"),
    [
        ("YE", "2018-03-01", "side:houthis"),
        ("LY", "2011-06-01", "side:libyan-opposition-2011"),
        ("SY", "2009-01-01", "camp:rebels"),  # before the conflict
        ("GR", "2016-08-10", "camp:rebels"),
        (None, "2016-08-10", "camp:rebels"),
    ],
)
def test_a_generic_word_means_a_side_only_where_and_when_the_conflict_has_it(
    country: str | None, day: str, party: str, camps: Camps
) -> None:
    found = read("rebels", camps, country, day)
    assert found is not None and (found.party, found.name) == (party, "rebels")


@pytest.mark.parametrize(
    ("mention", "party"),
    [
        ("The terrorists", "camp:militants"),
        ("jihadist", "camp:militants"),
        ("the group", "camp:forces"),
        ("troops", "camp:forces"),
    ],
)
def test_words_for_anybody_are_no_clear_camp(mention: str, party: str, camps: Camps) -> None:
    found = read(mention, camps)
    assert found is not None and (found.party, found.clear) == (party, False)


def test_a_named_group_that_the_catalogue_lacks_is_its_own(camps: Camps) -> None:
    found = read("The Third Vale Division", camps, "GR", "1912-11-10")
    assert found == Holder("named:third vale division", "Third Vale Division", None)
    assert read("The Armed Forces", camps) != read("The Vale Forces", camps)


@pytest.mark.parametrize(
    "mention",
    [
        "reconnaissance drones",
        "an aid convoy",
        "The town",
        "the feared",
        "This photo",
        "two separate offensives",
        "the regime's use of heavy guns",
        "they",
        "its allies",
        "Rebel-held areas",
        "Kurdish-held towns",
        "Lesna",
    ],
)
def test_what_cannot_hold_a_place_and_who_is_not_told_is_nobody(mention: str, camps: Camps) -> None:
    assert read(mention, camps) is None


def test_an_actor_of_another_kind_holds_nothing(camps: Camps) -> None:
    monitor = Participant("agent", "the Observatory", "sohr", 0, 15)
    group = Participant("agent", "the YPG", "ypg", 0, 7)
    found = holders([monitor, group], "SY", "2016-08-10", camps, lambda _actor, _day: None, lambda actor: actor.upper())
    assert [(one.party, one.name) for one in found] == [("ypg", "YPG")]


def test_the_clear_stand_for_all(camps: Camps) -> None:
    parts = [Participant("agent", words, None, 0, 5) for words in ("militants", "rebels", "the opposition")]
    found = holders(parts, "SY", "2016-08-10", camps, lambda _actor, _day: None, lambda actor: actor)
    assert [one.party for one in found] == ["side:syrian-opposition"]


@pytest.mark.parametrize(
    ("quote", "relation", "parties"),
    [
        ("Lesna has been under rebel control since May", "holds", ["side:syrian-opposition"]),
        ("Lesna is almost wholly in regime hands", "holds", ["side:syrian-government"]),
        ("Lesna is under the control of rebels", "holds", ["side:syrian-opposition"]),
        (
            "Lesna is under the joint control of the regime and Kurdish authorities",
            "holds",
            ["side:syrian-government", "side:syrian-kurdish-forces"],
        ),
        ("Lesna is under the control of extremist and rebel groups", "holds", ["side:syrian-opposition"]),
        ("the rebel controlled town of Lesna", "holds", ["side:syrian-opposition"]),
        ("Lesna, held by Kurdish forces in the north", "holds", ["side:syrian-kurdish-forces"]),
        ("Lesna has been under rebel siege for two years", "besieges", ["side:syrian-opposition"]),
        ("the besieged rebel-held quarter of Lesna", "besieges", []),
        ("Lesna is in the hands of nobody known", "holds", []),
        ("a stronghold of the rebels in the north", "holds", ["side:syrian-opposition"]),
        ("the largest IS bastion", "holds", ["side:islamic-state"]),
        ("the stronghold of Lesna", "holds", []),
    ],
)
def test_the_words_of_a_claim_without_an_agent_tell_who_holds_it(
    quote: str, relation: str, parties: list[str], camps: Camps
) -> None:
    found = holders(
        told_in(quote, "", relation, camps), "SY", "2016-08-10", camps, lambda _actor, _day: None, lambda actor: actor
    )
    assert [one.party for one in found] == parties


def test_what_only_comes_to_a_place_takes_it_for_nobody(camps: Camps) -> None:
    convoy, rebels = (Participant("agent", words, None, 0, 5) for words in ("An aid convoy", "rebels"))
    assert are_things([convoy], camps)
    assert not are_things([convoy, rebels], camps)
    assert not are_things([], camps)


def test_a_holder_may_stand_before_the_words_of_a_claim(camps: Camps) -> None:
    def told(before: str) -> list[str]:
        parts = told_in("controlled area of Lesna", before, "holds", camps)
        found = holders(parts, "SY", "2016-08-10", camps, lambda _actor, _day: None, lambda actor: actor)
        return [one.party for one in found]

    assert told("a road that leads to the Syrian government ") == ["side:syrian-government"]
    assert told("shells fell on a rebel ") == ["side:syrian-opposition"]
    assert told("the rebels fired at a badly ") == []

"""Sentences and the places a careful reader takes from them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.catalogue.gazetteer import Gazetteer
from sayso.reading.places import countries_of, find_places, is_metonym
from sayso.records import Place

# (sentence, [(mention, country, name or None for a place that the gazetteer lacks)])
NAMED = [
    ("The army shelled Adrianople and Scutari.", [("Adrianople", "TR", "Edirne"), ("Scutari", "AL", "Shkodër")]),
    ("Fighting went on near Darat Izza.", [("Darat Izza", "SY", "Dārat ‘Izzah")]),
    ("The column left al-Bab for Manbij.", [("al-Bab", "SY", "Al Bāb"), ("Manbij", "SY", "Manbij")]),
    ("Two shells fell on Hmeimim Air Base.", [("Hmeimim Air Base", "SY", "Hmeimim Air Base")]),
    ("The train from Salonica reached Uskub.", [("Salonica", "GR", "Thessaloníki"), ("Uskub", "MK", "Skopje")]),
    ("A garrison held Aleppo in Syria.", [("Aleppo", "SY", "Aleppo"), ("Syria", "SY", "Syria")]),
]
# Words that are names of places somewhere, and mean none here.
NOT_PLACES = [
    ("The regiment set out in March.", "March"),
    ("Mr Jordan said that the guns were silent.", "Jordan"),
    ("George Washington crossed the river.", "Washington"),
    ("General Winston Lincoln wrote to the ministry.", "Lincoln"),
    ("Reading the dispatch, the colonel wept.", "Reading"),
    ("Syrian gunners fired all night.", "Syrian"),
    ("They asked us for bread.", "us"),
]
# One name, several places: (text, mention, country, first-level region or None)
WHICH = [
    ("The mayor of Paris, Texas, was hurt.", "Paris", "US", "Texas"),
    ("Paris and Lyon were quiet, and the French army stayed in its barracks.", "Paris", "FR", None),
    ("In Libya the port of Tripoli was shelled; Misrata was spared.", "Tripoli", "LY", None),
    ("In Lebanon the port of Tripoli was shelled; Beirut was spared.", "Tripoli", "LB", None),
    ("The troops of Tbilisi entered Gori, in the north of Georgia.", "Georgia", "GE", None),
    ("Atlanta and Savannah, in Georgia, were flooded.", "Georgia", "US", "Georgia"),
]
# (sentence, mention, kind of entry expected in its place_id or name, precision)
PRECISION = [
    ("A bomb fell on Homs.", "Homs", 1),
    ("The column stood near Homs.", "Homs", 2),
    ("The guns stood 30 km west of Homs.", "Homs", 2),
    ("They camped on the outskirts of Homs.", "Homs", 2),
    ("They camped in the countryside of Homs.", "Homs", 3),
    ("They fought in eastern Homs.", "Homs", 3),
    ("They fought across Homs province.", "Homs", 4),
    ("They fought in the provinces of Hama and Homs.", "Homs", 4),
    ("They fought in northern Syria.", "Syria", 5),
    ("They fought in Syria.", "Syria", 6),
    ("A ship was sunk in the Black Sea.", "Black Sea", 7),
]
METONYMS = [
    ("Ankara said that the talks had failed.", "Ankara", True),
    ("On Monday Sofia and Belgrade agreed to attack.", "Belgrade", True),
    ("The Damascus government denied it.", "Damascus", True),
    ("Shells fell on Ankara.", "Ankara", False),
    ("Belgrade was shelled.", "Belgrade", False),
    ("The government left Damascus.", "Damascus", False),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def read(nlp: Language, gazetteer: Gazetteer, text: str) -> list[Place]:
    return find_places(nlp(text), gazetteer)


def one(places: list[Place], mention: str) -> Place:
    return next(place for place in places if place.mention == mention)


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_places_named(nlp: Language, gazetteer: Gazetteer, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(place.mention, place.country, place.name) for place in read(nlp, gazetteer, text)]
    assert found == expected


@pytest.mark.parametrize(("text", "word"), NOT_PLACES)
def test_words_that_mean_no_place(nlp: Language, gazetteer: Gazetteer, text: str, word: str) -> None:
    assert word not in {place.mention for place in read(nlp, gazetteer, text)}


@pytest.mark.parametrize(("text", "mention", "country", "region"), WHICH)
def test_which_place_is_meant(
    nlp: Language, gazetteer: Gazetteer, text: str, mention: str, country: str, region: str | None
) -> None:
    place = one(read(nlp, gazetteer, text), mention)
    assert place.country == country
    assert region in (None, place.admin1)


@pytest.mark.parametrize(("text", "mention", "precision"), PRECISION)
def test_precision(nlp: Language, gazetteer: Gazetteer, text: str, mention: str, precision: int) -> None:
    assert one(read(nlp, gazetteer, text), mention).precision == precision


@pytest.mark.parametrize(("text", "mention", "expected"), METONYMS)
def test_metonyms(nlp: Language, gazetteer: Gazetteer, text: str, mention: str, expected: bool) -> None:
    doc = nlp(text)
    place = one(find_places(doc, gazetteer), mention)
    assert is_metonym(doc, place, gazetteer.words) is expected


def test_a_town_and_its_province_in_one_text(nlp: Language, gazetteer: Gazetteer) -> None:
    places = read(nlp, gazetteer, "Shells fell on the city of Hama. Roads in Hama province were cut.")
    assert [(place.mention, place.precision) for place in places] == [("Hama", 1), ("Hama", 4)]
    assert places[0].place_id != places[1].place_id


def test_hints_choose_the_country(nlp: Language, gazetteer: Gazetteer) -> None:
    doc = nlp("Shells fell on Tripoli in the night.")
    assert one(find_places(doc, gazetteer, countries=("LB",)), "Tripoli").country == "LB"
    assert one(find_places(doc, gazetteer, countries=("LY",)), "Tripoli").country == "LY"


def test_actors_go_first(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The Free Aleppo Brigade entered Aleppo."
    actors = [(text.index("Free"), text.index(" entered"))]
    found = find_places(nlp(text), gazetteer, actors)
    assert [place.start for place in found if place.mention == "Aleppo"] == [text.rindex("Aleppo")]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("They burned the village of Crnovrsje.", "Crnovrsje"),
        ("The army crossed the Zelenka River at dawn.", "Zelenka River"),
        ("Shops in Ferdinand Street were looted.", "Ferdinand Street"),
    ],
)
def test_places_that_the_gazetteer_lacks_are_kept(nlp: Language, gazetteer: Gazetteer, text: str, mention: str) -> None:
    place = one(read(nlp, gazetteer, text), mention)
    assert (place.place_id, place.lat, place.precision) == (None, None, None)


def test_other_spellings_are_found_in_the_countries_of_the_text(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "In Syria, rebels in Idlib and Ariha shelled the village of Sarmeene."
    assert one(read(nlp, gazetteer, text), "Sarmeene").country == "SY"
    assert one(read(nlp, gazetteer, "In Norway they burned the village of Sarmeene."), "Sarmeene").country is None


def test_countries_of_ranks_by_mentions(nlp: Language, gazetteer: Gazetteer) -> None:
    places = read(nlp, gazetteer, "Aleppo, Homs and Hama in Syria were quiet; Ankara in Turkey was not.")
    assert countries_of(places) == ["SY", "TR"]


def test_nothing_in_nothing(nlp: Language, gazetteer: Gazetteer) -> None:
    assert read(nlp, gazetteer, "") == []
    assert read(nlp, gazetteer, " \n ") == []


PIECES = st.sampled_from(
    "Aleppo|al-|al-Bab|Deir ez-Zor| in |, |Syria|'s|U.S.|-|of |the |Ravno|\u202e|حلب|é|A\u0301leppo|\n|. |“|Street|100"
    "|\x00|🙂| and |Mr |province".split("|")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=30))
def test_offsets_slice_to_the_mention(nlp: Language, gazetteer: Gazetteer, pieces: list[str]) -> None:
    text = "".join(pieces)
    places = read(nlp, gazetteer, text)
    assert all(text[place.start : place.end] == place.mention for place in places)
    assert all(one.end <= other.start for one, other in pairwise(places))
    assert read(nlp, gazetteer, text) == places


def test_time_grows_with_the_text_only(nlp: Language, gazetteer: Gazetteer) -> None:
    """A long sentence of capitals with no end costs per word what a short one does, give or take."""

    def seconds(words: int) -> float:
        doc = nlp.make_doc("Aleppo Xyzzy-al-Bab of Springfield Ravno " * (words // 5))
        start = time.perf_counter()
        find_places(doc, gazetteer)
        return time.perf_counter() - start

    seconds(500)
    assert seconds(40_000) < 30 * max(0.02, seconds(4_000))

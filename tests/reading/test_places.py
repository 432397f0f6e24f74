"""Sentences and the places a careful reader takes from them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.catalogue.gazetteer import Gazetteer
from sayso.reading.places import countries_of, find_places, is_metonym
from sayso.records import Place
from tests.effort import calls

# (sentence, [(mention, country, name or None for a place that the gazetteer lacks)])
NAMED: list[tuple[str, list[tuple[str, str | None, str]]]] = [
    ("The army shelled Adrianople and Scutari.", [("Adrianople", "TR", "Edirne"), ("Scutari", "AL", "Shkodër")]),
    (
        "The Greek fleet left Lemnos for the Dardanelles.",
        [("Lemnos", "GR", "Lemnos"), ("Dardanelles", None, "Dardanelles")],
    ),
    ("Fighting went on near Darat Izza.", [("Darat Izza", "SY", "Dārat ‘Izzah")]),
    ("The column left al-Bab for Manbij.", [("al-Bab", "SY", "Al Bāb"), ("Manbij", "SY", "Manbij")]),
    ("Two shells fell on Hmeimim Air Base.", [("Hmeimim Air Base", "SY", "Hmeimim Air Base")]),
    ("The train from Salonica reached Uskub.", [("Salonica", "GR", "Thessaloníki"), ("Uskub", "MK", "Skopje")]),
    # Where a text has no apostrophes at all, a genitive has lost its own.
    ("Syrias lancers left Aleppos citadel by night.", [("Syria", "SY", "Syria"), ("Aleppo", "SY", "Aleppo")]),
    ("The ship left for Turkeys south and Salonica.", [("Turkey", "TR", "Turkey"), ("Salonica", "GR", "Thessaloníki")]),
    ("A garrison held Aleppo in Syria.", [("Aleppo", "SY", "Aleppo"), ("Syria", "SY", "Syria")]),
]
# Places of no great renown at the other end of the world, where nothing else of the text is.
ELSEWHERE = [
    ("Shells fell on Hama, Homs and al-Maleh north of Aleppo.", "al-Maleh", None),
    ("Rebels left Idlib, Saraqib and Homs for Berkane.", "Berkane", None),
    ("Envoys from Hama and Homs sailed from Casablanca to El Jadida.", "El Jadida", "MA"),
    ("Envoys from Hama, Homs and Aleppo flew to Oran.", "Oran", "DZ"),
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
    # No genitives: a text that has its apostrophes, and people of a name.
    ("The clerk's list has the Jordans of York.", "Jordan"),
    ("The Jordans, who fled, were fed.", "Jordan"),
    ("The Jordans fled to York by night.", "Jordan"),
    ("The two Koreas sent a team each.", "Korea"),
    ("Hamas fighters left.", "Hama"),
    ("The post in Bulgarias north was shelled.", "Bulgarias"),
    ("The post in Syrias Aleppo was shelled.", "Syrias"),
    # Names that places far away have in other languages only.
    ("The bridge over the Arda at Adrianople was blown up.", "Arda"),
    ("Captain Arda wrote to Adrianople.", "Arda"),
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
# The rest of a text tells where it is from, and small places there are meant before great ones elsewhere.
FOCUS = [
    ("In 1862 the militia of Paris was called out, and Henry County sent forty men.", "Paris", "US", "Tennessee"),
    (
        "In 1862 the militia of Paris was called out, and Henry County sent forty men.",
        "Henry County",
        "US",
        "Tennessee",
    ),
    ("The militia of Paris was called out, and Bordeaux sent forty men.", "Paris", "FR", None),
    ("A curfew was laid on Athens and on all of Henderson County.", "Athens", "US", "Texas"),
    ("A curfew was laid on Athens and on Piraeus.", "Athens", "GR", None),
    ("In Kansas the column halted at Manhattan.", "Manhattan", "US", "Kansas"),
    ("In New York the column halted at Manhattan.", "Manhattan", "US", "New York"),
    ("The rebels held Tripoli; in Tyre and Sidon they had fled.", "Tripoli", "LB", None),
    ("The rebels held Tripoli; in Benghazi and Misrata they had fled.", "Tripoli", "LY", None),
    ("Plevna was besieged, and the guns were heard in Nikopol.", "Nikopol", "BG", None),
]
# The word for a town that only another kind of place bears in its name.
TOWN_WORDS = [
    ("In Ohio, Columbus was quiet; the Dublin City Council met, and Dublin slept.", "Dublin City", "US", "Ohio"),
    ("They fought in Hama City.", "Hama City", "SY", "Hama"),
    ("They fought in Gaza City and in Rafah.", "Gaza City", "PS", "Gaza Strip"),
    ("They fought in Mexico City.", "Mexico City", "MX", "Mexico City"),
]
# The name of a capital or a region is hardly that of a lesser place elsewhere in the same country.
OVERSHADOWED = [
    ("The envoys waited in Washington and in Paris for an answer.", "Washington", "US", "District of Columbia"),
    ("In Washington, Berlin and Madrid the envoys waited.", "Washington", "US", "District of Columbia"),
    ("Georgia, Oklahoma, Pennsylvania and Wisconsin sent volunteers.", "Oklahoma", "US", "Oklahoma"),
    ("Volunteers came from the town of Oklahoma, in Pennsylvania.", "Oklahoma", "US", "Pennsylvania"),
    (
        "Seattle and Spokane were quiet; the governor of Washington sent the guard home.",
        "Washington",
        "US",
        "Washington",
    ),
    ("Sunderland was quiet; the envoy left Durham for Washington.", "Washington", "GB", "England"),
]
# What follows a name tells what it lies in, be it a country or a region.
INSIDE = [
    ("They burned a mill at Tripoli in Lebanon.", "Tripoli", "LB", None),
    ("They burned a mill at Tripoli, in Libya.", "Tripoli", "LY", None),
    ("Shells fell on Valencia, in Venezuela.", "Valencia", "VE", None),
    ("They fought at Batumi, Georgia, in 1878.", "Georgia", "GE", None),
    ("They fought at Macon, Georgia, in 1865.", "Georgia", "US", "Georgia"),
    ("They met in Valencia and then in Madrid; those of Venezuela stayed in Spain.", "Valencia", "ES", None),
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
    ("The governor of Daraa fled.", "Daraa", 1),
    ("They fought in Kherson and in Mykolaiv.", "Mykolaiv", 1),
    ("They fought in Benghazi.", "Benghazi", 1),
    ("They fought in Mykolaiv region.", "Mykolaiv", 4),
    ("They fought in Texas.", "Texas", 4),
    # One word for the kind of all in a list.
    ("They fought in Hama and Homs provinces.", "Homs", 4),
    ("They fought in Hama, Homs and Idlib provinces, and shells fell on Aleppo.", "Hama", 4),
    ("They fought in Hama, Homs and Idlib provinces, and shells fell on Aleppo.", "Aleppo", 1),
    ("They fought in Henry, Benton and Carroll counties in Tennessee.", "Benton", 3),
    ("Shells fell on Hama and Homs, and provinces further east were quiet.", "Hama", 1),
    ("They fought in Hama, Homs and two other provinces.", "Homs", 1),
]
METONYMS = [
    ("Ankara said that the talks had failed.", "Ankara", True),
    ("Sofia and Belgrade agreed to attack.", "Belgrade", True),
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
def test_places_named(
    nlp: Language, gazetteer: Gazetteer, text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    found = [(place.mention, place.country, place.name) for place in read(nlp, gazetteer, text)]
    assert found == expected


@pytest.mark.parametrize(("text", "word"), NOT_PLACES)
def test_words_that_mean_no_place(nlp: Language, gazetteer: Gazetteer, text: str, word: str) -> None:
    assert word not in {place.mention for place in read(nlp, gazetteer, text)}


@pytest.mark.parametrize(
    ("text", "mention", "country", "region"), [*WHICH, *FOCUS, *OVERSHADOWED, *INSIDE, *TOWN_WORDS]
)
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
        ("They burned the village of Crnovrs.", "Crnovrs"),
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


def test_work_grows_with_the_text_only(nlp: Language, gazetteer: Gazetteer) -> None:
    """A long sentence of capitals with no end costs per word what a short one does, give or take."""

    def work(words: int) -> int:
        doc = nlp.make_doc("Aleppo Xyzzy-al-Bab of Springfield Ravno " * (words // 5))
        return calls(lambda: find_places(doc, gazetteer))

    assert work(40_000) < 12 * work(4_000)


NAMED_BEFORE_THEIR_KIND = [
    ("Shells fell on the Karim Bey quarter at noon.", ["Karim Bey"]),
    ("Nobody was seen in Vrelnik village.", ["Vrelnik"]),
    ("Gunmen left Zidovna Polja neighbourhood.", ["Zidovna Polja"]),
    ("Shells fell on the Druze quarter and the Greek district.", []),
    ("Another village burnt, then Two Villages more.", []),
]


@pytest.mark.parametrize(("text", "names"), NAMED_BEFORE_THEIR_KIND)
def test_a_quarter_or_village_is_known_by_the_word_behind_it(
    nlp: Language, gazetteer: Gazetteer, text: str, names: list[str]
) -> None:
    assert [place.mention for place in read(nlp, gazetteer, text)] == names


def test_a_town_far_from_all_points_is_at_home_where_its_country_is_named(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Envoys met in Munich and in Moscow about the war in Syria. Shells fell on Idlib."
    assert read(nlp, gazetteer, text)[-1].country == "SY"


@pytest.mark.parametrize(("text", "mention", "country"), ELSEWHERE)
def test_a_namesake_at_the_other_end_of_the_world_is_not_meant(
    nlp: Language, gazetteer: Gazetteer, text: str, mention: str, country: str | None
) -> None:
    assert [place.country for place in find_places(nlp(text), gazetteer) if place.mention == mention] == [country]

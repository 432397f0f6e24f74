"""The catalogue of actors: its data are sound, and mentions get the side of their date and country."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.building import sides
from sayso.catalogue import files
from sayso.catalogue.actor_entries import KINDS, Actor, entries
from sayso.catalogue.actors import ActorMention, Actors
from sayso.catalogue.folding import fold
from sayso.catalogue.sides import side_names
from sayso.errors import SaysoError
from sayso.reading.settings import Settings

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
HEAD = "id,name,kind,country,sides,aliases,domains\n"


@pytest.fixture(scope="module")
def actors(nlp: Language) -> Actors:
    return Actors.load(nlp.vocab)


def test_the_catalogue_is_large_and_its_rows_are_sound(actors: Actors) -> None:
    rows = list(actors)
    assert len(rows) > 400
    for actor in rows:
        assert re.fullmatch(r"[a-z0-9-]+", actor.actor_id), actor
        assert actor.kind in KINDS and (actor.country is None or re.fullmatch(r"[A-Z]{2}", actor.country)), actor
        for held in actor.affiliations:
            assert re.fullmatch(r"[a-z0-9-]+", held.side), actor
            assert all(day is None or ISO_DATE.fullmatch(day) for day in (held.since, held.until)), actor
            assert held.since is None or held.until is None or held.since <= held.until, actor


def _periods(actor: Actor) -> list[tuple[str, str]]:
    return [(held.since or "0", held.until or "9") for held in actor.affiliations] or [("0", "9")]


def test_sides_of_an_actor_follow_one_another(actors: Actors) -> None:
    for actor in actors:
        for earlier, later in pairwise(_periods(actor)):
            assert earlier[0] <= earlier[1] <= later[0] <= later[1], actor


def test_every_side_has_a_name_for_readers(actors: Actors, tmp_path: Path) -> None:
    names = side_names(actors)
    sides = {held.side for actor in actors for held in actor.affiliations}
    assert not sides - names.keys()
    assert names["ottoman-empire"] == "Ottoman Empire"
    assert names["serbia"] == "Serbia"
    assert names["balkan-league"] == "Balkan League"
    (tmp_path / "sides.yaml").write_text("lake-people: People of the Lake\nserbia: Kingdom of Serbia\n")
    own = side_names(actors, tmp_path)
    assert (own["lake-people"], own["serbia"], own["bulgaria"]) == (
        "People of the Lake",
        "Kingdom of Serbia",
        "Bulgaria",
    )


def test_a_name_of_two_actors_is_told_by_country_or_date() -> None:
    known: dict[str, list[Actor]] = {}
    for entry in entries():
        for name in entry.names:
            actors_of_name = known.setdefault(fold(name.name), [])
            if entry.actor not in actors_of_name:
                actors_of_name.append(entry.actor)
    for name, bearers in known.items():
        for one, other in combinations(bearers, 2):
            dated = all(a[1] <= b[0] or b[1] <= a[0] for a in _periods(one) for b in _periods(other))
            assert dated or one.country != other.country, (name, one.actor_id, other.actor_id)


def test_ids_and_domains_are_given_once() -> None:
    rows = files.load("actors")
    assert len({row["id"] for row in rows}) == len(rows)
    domains = [domain for row in rows for domain in row.get("domains") or ()]
    assert len(set(domains)) == len(domains)
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain) for domain in domains)


def test_countries_are_iso_codes(actors: Actors) -> None:
    codes = {row["code"] for row in files.table("countries.csv")}
    rules = files.load("conflicts.yaml")
    used = {actor.country for actor in actors} | {row.get("country") for row in rules["nations"]} - {None}
    used |= {country for conflict in rules["conflicts"] for country in conflict["countries"]}
    assert used - {None} <= codes


def test_conflicts_name_actors_that_exist(actors: Actors) -> None:
    for conflict in files.load("conflicts.yaml")["conflicts"]:
        for day in filter(None, (conflict.get("since"), conflict.get("until"))):
            assert ISO_DATE.fullmatch(day), conflict["id"]
        for phrase in conflict["phrases"]:
            assert "actor" not in phrase or actors.get(phrase["actor"]) is not None, phrase


NAMED = [
    # sentence, countries, date, (mention, actor, side)
    (
        "Hayat Tahrir al-Sham left the town.",
        ["SY"],
        "2020-02-18",
        ("Hayat Tahrir al-Sham", "hayat-tahrir-al-sham", "jihadist-opposition"),
    ),
    (
        "Hayat Tahrir al-Sham left the town.",
        ["SY"],
        "2025-02-18",
        ("Hayat Tahrir al-Sham", "hayat-tahrir-al-sham", "syrian-government"),
    ),
    (
        "Pro-government forces took the hill.",
        ["SY"],
        "2016-02-18",
        ("Pro-government forces", None, "syrian-government"),
    ),
    (
        "Pro-government forces took the hill.",
        ["YE"],
        "2016-02-18",
        ("Pro-government forces", None, "yemeni-government"),
    ),
    (
        "Turkish-backed armed groups took the hill.",
        ["SY"],
        "2020-02-18",
        ("Turkish-backed armed groups", None, "syrian-opposition"),
    ),
    (
        "Pro-Russian separatists shelled the port.",
        ["UA"],
        "2015-02-18",
        ("Pro-Russian separatists", "", "russia-backed-separatists"),
    ),
    ("The Ottoman army withdrew.", ["TR"], "1912-10-24", ("Ottoman army", "ottoman-army", "ottoman-empire")),
    ("Serbian cavalry entered the town.", ["RS"], "1912-10-24", ("Serbian cavalry", "serbian-army-1912", "serbia")),
    ("The army withdrew.", [], None, ("The army", None, None)),
]


@pytest.mark.parametrize(("sentence", "countries", "on", "expected"), NAMED)
def test_mentions_have_the_side_of_their_date_and_country(
    nlp: Language,
    actors: Actors,
    sentence: str,
    countries: list[str],
    on: str | None,
    expected: tuple[str, str | None, str | None],
) -> None:
    (mention, *_) = actors.find(nlp(sentence), countries, on)
    text, actor_id, side = expected
    assert (mention.mention, mention.side) == (text, side)
    assert sentence[mention.start : mention.end] == text
    if actor_id != "":
        assert mention.actor_id == actor_id


# sentence, countries, date, then every mention as "words | actor | side"; "-" is none, a * marks a metonym
ALL_MENTIONS = [
    ("Turkish-backed groups shelled Lesna.", "SY", "2019-01-05", ["Turkish-backed groups | - | syrian-opposition"]),
    ("Turkish-backed groups shelled Lesna.", "", "2019-01-05", ["Turkish-backed groups | - | turkey"]),
    ("Turkish-led forces crossed the river.", "SY", "2019-01-05", ["Turkish-led forces | - | turkey"]),
    ("Iran-backed rebels held the port.", "YE", "2019-01-05", ["Iran-backed rebels | - | houthis"]),
    ("Western-backed rebels left.", "SY", "2014-01-05", ["Western-backed rebels | - | syrian-opposition"]),
    ("Pro-Assad militias came.", "SY", "2014-01-05", ["Pro-Assad militias | - | syrian-government"]),
    ("Hezbollah-affiliated fighters came.", "LB", "2014-01-05", ["Hezbollah-affiliated fighters | - | hezbollah"]),
    # what a state has, and what is only in it
    ("Syrian warplanes came back.", "SY", "2014-01-05", ["Syrian warplanes | - | syrian-government"]),
    ("Syrian troops came back.", "SY", "2014-01-05", ["Syrian troops | syrian-army | syrian-government"]),
    ("Syrian troops came back.", "SY", "2025-06-05", ["Syrian troops | new-syrian-army | syrian-government"]),
    ("Syrian rebel fighters came back.", "SY", "2014-01-05", ["Syrian rebel fighters | - | syrian-opposition"]),
    ("Syrian rebel fighters came back.", "SY", "", ["Syrian rebel fighters | - | -"]),
    ("Russian media wrote of it.", "RU", "2019-01-05", ["Russian media | - | -"]),
    ("Turkish military sources spoke.", "TR", "2019-01-05", ["Turkish military sources | - | turkey"]),
    (
        "Turkey's Ministry of National Defence spoke.",
        "TR",
        "2019-01-05",
        ["Turkey's Ministry of National Defence | turkish-defence-ministry | turkey"],
    ),
    (
        "Turkeys defence ministry spoke.",
        "",
        "2019-01-05",
        ["Turkeys defence ministry | turkish-defence-ministry | turkey"],
    ),
    ("The Turkish army withdrew.", "TR", "1912-11-02", ["Turkish army | ottoman-army | ottoman-empire"]),
    ("The Turkish army withdrew.", "TR", "2012-11-02", ["Turkish army | turkish-armed-forces | turkey"]),
    ("It helped us forces of good.", "US", "2012-11-02", []),
    # peoples that are a side in one war
    ("Kurdish forces advanced.", "SY", "2018-01-05", ["Kurdish forces | - | syrian-kurdish-forces"]),
    ("Kurdish forces advanced.", "IQ", "2018-01-05", ["Kurdish forces | - | kurdistan-region"]),
    ("Kurdish forces advanced.", "", "2018-01-05", ["Kurdish forces | - | -"]),
    ("Serb guns fired.", "BA", "1993-01-05", ["Serb guns | - | bosnian-serbs"]),
    ("Serb guns fired.", "TR", "1912-11-05", ["Serb guns | - | serbia"]),
    # generic words
    (
        "The army left and the rebels came.",
        "SV",
        "1989-11-12",
        ["The army | salvadoran-armed-forces | el-salvador", "rebels | - | fmln"],
    ),
    ("The army left and the rebels came.", "SV", "2009-11-12", ["The army | - | -", "rebels | - | -"]),
    ("The army left and the rebels came.", "SV", "", ["The army | - | -", "rebels | - | -"]),
    ("The resistance of the wire was low.", "GB", "2009-11-12", []),
    # spellings
    (
        "Hay'at Tahrir al-Sham left.",
        "SY",
        "2018-01-05",
        ["Hay'at Tahrir al-Sham | hayat-tahrir-al-sham | jihadist-opposition"],
    ),
    (
        "Hay’at Tahrir ash-Sham left.",
        "SY",
        "2018-01-05",
        ["Hay’at Tahrir ash-Sham | hayat-tahrir-al-sham | jihadist-opposition"],
    ),
    (
        "Hayat Tahrir al Sham left.",
        "SY",
        "2024-12-20",
        ["Hayat Tahrir al Sham | hayat-tahrir-al-sham | syrian-government"],
    ),
    (
        "Assads forces left Daesh alone.",
        "SY",
        "2018-01-05",
        ["Assads forces | syrian-army | syrian-government", "Daesh | islamic-state | islamic-state"],
    ),
    ("El-Shabaab left.", "SO", "2018-01-05", ["El-Shabaab | al-shabaab | al-shabaab"]),
    # names of several
    ("The SNA attacked.", "SO", "2020-01-05", ["SNA | somali-national-army | somalia"]),
    ("The SNA attacked.", "SY", "2020-01-05", ["SNA | syrian-national-army | syrian-opposition"]),
    ("The SNA attacked.", "", "2020-01-05", ["SNA | - | -"]),
    ("The Federal Police came.", "IQ", "2020-01-05", ["Federal Police | iraqi-federal-police | iraqi-government"]),
    ("The Federal Police came.", "DE", "2020-01-05", []),
    # acronyms and the words they look like
    ("It is so, as IS claimed.", "SY", "2016-01-05", ["IS | islamic-state | islamic-state"]),
    ("THIS IS WAR. The PM spoke.", "SY", "2016-01-05", []),
    ("Who saw it? The WHO did.", "", "2016-01-05", ["WHO | who | united-nations"]),
    ("The independent panel read The Independent.", "GB", "2016-01-05", ["The Independent | independent | -"]),
    ("RT wrote that the NFL won.", "US", "2016-01-05", []),
    (
        "the fmln said the salvadoran army fled.",
        "SV",
        "1989-11-12",
        ["fmln | fmln | fmln", "salvadoran army | salvadoran-armed-forces | el-salvador"],
    ),
    ("It is fmln in small letters.", "SV", "1989-11-12", []),
    # capitals and countries
    ("Moscow denied it.", "RU", "2016-01-05", ["Moscow | russian-government* | russia"]),
    ("Moscow denied it.", "RU", "1986-01-05", ["Moscow | soviet-union* | soviet-union"]),
    ("They lived near Moscow.", "RU", "2016-01-05", []),
    ("Talks with Ankara failed.", "TR", "2016-01-05", ["Ankara | turkish-government* | turkey"]),
    # persons
    (
        "President Ghani left. Ghani came back.",
        "AF",
        "2019-01-05",
        ["President Ghani | ashraf-ghani | afghan-republic", "Ghani | ashraf-ghani | afghan-republic"],
    ),
    ("The singer Ghani left.", "AF", "2019-01-05", []),
    (
        "Turkish Defence Minister Hulusi Akar left.",
        "TR",
        "2019-01-05",
        ["Turkish Defence Minister Hulusi Akar | hulusi-akar | turkey"],
    ),
    ("Barack Obama left.", "US", "2019-01-05", ["Barack Obama | barack-obama | -"]),
]


def told(mention: ActorMention) -> str:
    star = "*" if mention.metonym else ""
    return f"{mention.mention} | {mention.actor_id or '-'}{star} | {mention.side or '-'}"


@pytest.mark.parametrize(("sentence", "country", "on", "expected"), ALL_MENTIONS)
def test_every_mention_is_found_and_no_other(
    nlp: Language, actors: Actors, sentence: str, country: str, on: str, expected: list[str]
) -> None:
    found = actors.find(nlp(sentence), [country] if country else [], on or None)
    assert [told(mention) for mention in found] == expected


WORDS = st.sampled_from(
    "Turkish - backed pro Syrian army al Sham Tahrir Hayat ' s IS the rebels Assad President of , . forces US Moscow".split()
)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, max_size=25), country=st.sampled_from(["SY", "US", "XX"]))
def test_mentions_slice_to_their_words_and_do_not_overlap(
    nlp: Language, actors: Actors, words: list[str], country: str
) -> None:
    doc = nlp.make_doc(" ".join(words))
    found = actors.find(doc, [country], "2016-01-05")
    assert all(doc.text[mention.start : mention.end] == mention.mention for mention in found)
    assert all(one.last <= other.first for one, other in pairwise(found))


def test_a_user_adds_entries_with_names_that_count_in_one_country_only(nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "mine.yaml").write_text(
        "- {id: lesna-guard, name: Lesna Guard, kind: armed_group, country: BG, aliases: [{name: Home Guard, local: true}],"
        " affiliations: [{side: lesna-rebels, since: 1912-01-01}]}\n",
        encoding="utf-8",
    )
    mine = Actors.load(nlp.vocab, tmp_path)
    (mention,) = mine.find(nlp("The Home Guard fled."), ["BG"], "1912-11-01")
    assert (mention.actor_id, mention.side) == ("lesna-guard", "lesna-rebels")
    assert mine.find(nlp("The Home Guard fled."), ["GB"], "1912-11-01") == []


def test_an_unmendable_address_is_nobodys(actors: Actors) -> None:
    assert actors.at("http://[half") is None and actors.at("") is None


NOBODY = [
    "It is late and the road is open.",
    "An independent observer saw the times table.",
    "He may reach the guardian of the bridge.",
    "The regime of rain and wind went on.",
]


@pytest.mark.parametrize("sentence", NOBODY)
def test_common_words_are_no_names(nlp: Language, actors: Actors, sentence: str) -> None:
    assert [mention.actor_id for mention in actors.find(nlp(sentence), ["GB"], "2016-01-01") if mention.actor_id] == []


def test_a_phrase_before_another_noun_is_no_actor(nlp: Language, actors: Actors) -> None:
    found = actors.find(nlp("The military bloc met in the opposition-held town."), ["SY"], "2016-01-01")
    assert found == []


def test_outlets_are_found_by_name_and_by_domain(actors: Actors) -> None:
    by_name, by_domain = actors.named("ahram"), actors.at("https://www.reuters.com/world/1")
    assert by_name is not None and by_name.actor_id == "ahram"
    assert by_domain is not None and by_domain.actor_id == "reuters"
    assert actors.named("No Such Paper") is None and actors.at("https://example.org") is None


def test_a_user_adds_and_replaces_actors(nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    row = "lesna-guard,Lesna Guard,armed_group,,lesna-rebels 1912-01-01/,Guards of Lesna,\n"
    (tmp_path / "actors" / "mine.csv").write_text(HEAD + row, encoding="utf-8")
    mine = Actors.load(nlp.vocab, tmp_path)
    (mention,) = mine.find(nlp("The Guards of Lesna fled."), [], "1912-11-01")
    assert (mention.actor_id, mention.side) == ("lesna-guard", "lesna-rebels")


def test_a_wrong_row_is_named(nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "mine.csv").write_text(HEAD + "x,X,warlord,,,,\n", encoding="utf-8")
    with pytest.raises(SaysoError, match="'x' has the kind 'warlord'"):
        Actors.load(nlp.vocab, tmp_path)


def test_whose_head_somebody_is_speaks_through_him() -> None:
    named = sides(Settings()).actor_named
    assert named("rami-abdulrahman") == named("Rami Abdel Rahman") == named("sohr") == "sohr"
    assert named("zahran-alloush") == "zahran-alloush"
    assert named("Nobody Known") is None

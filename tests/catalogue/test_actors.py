"""The catalogue of actors: its data are sound, and mentions get the side of their date and country."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.language import Language

from sayso.catalogue.actors import KINDS, Actors
from sayso.errors import SaysoError

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

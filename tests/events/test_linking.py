"""Events as a whole: what they are made of, their fields, and that the order of the input changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.catalogue.lexicon import Lexicon
from sayso.errors import SaysoError
from sayso.events import link
from sayso.records import Claim, Event, Status
from tests.events.factory import LEXICON, PLACES, SIDES, actor_side, claim, document, outlet_side


def events_of(claims: list[Claim], published: str | None = "1912-11-05") -> list[Event]:
    documents = [document(name, published) for name in sorted({one.document_id for one in claims})]
    return link(claims, documents, LEXICON, outlet_side, actor_side)


@pytest.mark.parametrize("status", ["planned", "threatened", "possible", "hypothetical"])
def test_what_has_not_happened_is_no_event(status: Status) -> None:
    assert events_of([replace(claim("shelling @ Lesna | 3"), status=status)]) == []


def test_the_id_of_an_event_is_that_of_its_smallest_claim() -> None:
    alone = events_of([claim("shelling @ Lesna | 3", "a")])
    both = events_of([claim("shelling @ Lesna | 3", "b"), claim("shelling @ Lesna | 3", "a")])
    assert both[0].event_id == alone[0].event_id


def test_the_fields_are_the_most_exact_that_most_claims_give() -> None:
    claims = [
        claim("air_strike @ near Brod | 2-4", "a"),
        claim("air_strike @ Brod | 3", "b"),
        claim("air_strike @ Brod | 3", "c"),
        claim("killing @ Brod | 3", "d"),
    ]
    (event,) = events_of(claims)
    assert event.event == LEXICON.event("air_strike")
    assert event.place is not None and event.place.precision == 1 and event.place.name == "Brod"
    assert event.time is not None and event.time.start_date == event.time.end_date == "1912-11-03"


def test_the_day_of_publication_is_not_given_out_as_the_day_of_the_event() -> None:
    (event,) = events_of([claim("shelling @ Lesna")])
    assert event.time is None


def test_claims_stand_in_the_order_of_publication() -> None:
    claims = [claim("shelling @ Lesna | 3", name) for name in "abc"]
    documents = [document("a", None), document("b", "1912-11-05"), document("c", "1912-11-04")]
    (event,) = link(claims, documents, LEXICON, outlet_side)
    assert event.claims == ("c1", "b1", "a1")


TITLES = [
    ("air_strike @ Lesna | 3", "Air/drone strike: Lesna, 3 November 1912"),
    ("air_strike @ Lesna | 3-5", "Air/drone strike: Lesna, 3–5 November 1912"),
    ("air_strike @ Lesna | 1-30", "Air/drone strike: Lesna, November 1912"),
    ("place_besieged @ Lesna", "Siege or blockade: Lesna, date not known"),
    ("sanction @ Vellia | 3", "Sanctions: Vellia, 3 November 1912"),
    ("killing @ Kamen | 3", "Armed clash: Kamen, 3 November 1912"),  # in no gazetteer
    ("killing", "Armed clash: place not known, date not known"),
]


@pytest.mark.parametrize(("words", "expected"), TITLES)
def test_titles(words: str, expected: str) -> None:
    (event,) = events_of([claim(words)])
    assert event.title == expected


@pytest.mark.parametrize("published", [None, "", "soon", "1912-11", "1912-11-05T08:00:00+01:00"])
def test_odd_dates_of_publication_stop_nothing(published: str | None) -> None:
    assert len(events_of([claim("shelling @ Lesna", "a"), claim("shelling @ Lesna | 4", "b")], published)) in (1, 2)


def test_types_that_share_an_event_share_a_family() -> None:
    for entry in LEXICON.types.values():
        assert LEXICON.family(entry.event) == entry.family


def test_a_user_s_type_of_another_family_is_refused(tmp_path: Path) -> None:
    event = "{plover: ASSAULT, mode: aerial, acled: Explosions/Remote violence, acled_sub: Air/drone strike}"
    words = f"raid:\n  label: Raid\n  family: property\n  example: A raid.\n  event: {event}\n"
    (tmp_path / "event_types.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(SaysoError, match="family"):
        Lexicon.load(tmp_path)


WORDS = st.builds(
    "{} @ {}{}{}{}{}".format,
    st.sampled_from(["air_strike", "shelling", "killing", "not killing", "clash", "place_taken", "accusation"]),
    st.sampled_from([*PLACES, "", "Kamen", "Lesna, Brod"]),
    st.sampled_from(["", " | 3", " | 4", " | 6", " | 2-5", " | 1-25"]),
    st.sampled_from(["", *(f" | by: {actor}" for actor in SIDES)]),
    st.sampled_from(["", " | says: Reds=red", " | says: Mr Kos", " | says: an officer"]),
    st.sampled_from(
        ["", " | killed: 3", " | killed: 5+", " | killed: ..9", " | killed: 0..0", " | destroyed: 2 guns/materiel"]
    ),
)


@settings(deadline=None)
@given(st.data())
def test_properties(data: st.DataObject) -> None:
    """Order changes nothing; every actual claim is in exactly one event; low ≤ high."""
    found = data.draw(st.lists(st.tuples(WORDS, st.sampled_from("abcd")), min_size=1, max_size=12))
    claims = [claim(words, name, number) for number, (words, name) in enumerate(found)]
    days = data.draw(st.lists(st.sampled_from([None, "1912-11-04", "1912-11-06"]), min_size=4, max_size=4))
    documents = [document(name, day) for name, day in zip("abcd", days, strict=True)]
    documents[3] = replace(documents[3], original_id="a")

    events = link(claims, documents, LEXICON, outlet_side, actor_side)

    other_way = link(
        data.draw(st.permutations(claims)), data.draw(st.permutations(documents)), LEXICON, outlet_side, actor_side
    )
    assert events == other_way
    assert sorted(number for event in events for number in event.claims) == sorted(one.claim_id for one in claims)
    assert len({event.event_id for event in events}) == len(events)
    for event in events:
        assert 0 <= event.independent_sources <= len(event.claims)
        for account in event.accounts:
            assert account.low is None or account.high is None or account.low <= account.high
            assert set(account.claims) <= set(event.claims)
        for contradiction in event.contradictions:
            assert len(contradiction.between) == 2 and set(contradiction.claims) <= set(event.claims)

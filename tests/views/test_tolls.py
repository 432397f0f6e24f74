"""Tolls by side, place and month: what may be added, what may not, and what leads to what."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.catalogue.lexicon import Lexicon
from sayso.events.mentions import Mention, mention
from sayso.events.voices import Voice
from sayso.ledger import Ledger
from sayso.records import Claim, Custody, Document, Event, EventType, Place, Quantity, Time
from sayso.views.tolls import By, TollRow, figures_of, tolls
from tests.test_commands import sayso

LEXICON = Lexicon.load()
SHELLED = EventType("ASSAULT", "heavy-weapons", "Explosions/Remote violence", "Shelling/artillery/missile attack")
Told = tuple[Claim, Document]


def place(name: str, precision: int = 1) -> Place:
    return Place(name, 0, 4, f"test:{name}", name, "XX", "North", 1.0, 2.0, precision)


def told(
    number: int, side: str, low: float, high: float | None, published: str = "1921-05-02", measure: str = "killed"
) -> Told:
    quantity = Quantity(measure, "people", "unknown", low, high, "…", 5, 8)  # type: ignore[arg-type]
    claim = Claim(
        claim_id=f"c{number:02d}",
        document_id=f"d{number:02d}",
        quote="…",
        start=0,
        end=20,
        event=SHELLED,
        status="actual",
        polarity="asserted",
        stance="endorsed",
        attribution=(),
        participants=(),
        places=(),
        time=None,
        quantities=(quantity,),
        evidence=None,
        confidence=1.0,
    )
    custody = Custody("0" * 64, None, "text/plain", "memory")
    return claim, Document(claim.document_id, None, side, None, None, published, None, "en", None, "…", None, custody)


def event(number: int, first: str, last: str, where: Place | None, *claims: Told) -> Event:
    days = Time(None, first, last, 1)
    ids = tuple(claim.claim_id for claim, _ in claims)
    return Event(f"e{number}", SHELLED, where, days, ids, (), 1, (), f"Shelling {number}")


def mentions(*claims: Told) -> dict[str, Mention]:
    return {claim.claim_id: mention(claim, document, LEXICON, lambda _a, _d: None) for claim, document in claims}


def rows(by: By, events: list[Event], *claims: Told, **parent_of: str) -> list[TollRow]:
    found = figures_of(
        events, mentions(*claims), lambda one: Voice(one.document.outlet, f"side:{one.document.outlet}", "x", "x", "x")
    )
    return tolls(found, by, lambda _actor, _day: None, parent_of)


def test_events_add_up_by_side_and_sides_are_never_mixed() -> None:
    a, b, c = told(1, "red", 10, 12), told(2, "red", 3, 3), told(3, "blue", 1, None)
    events = [
        event(1, "1921-05-01", "1921-05-01", place("Lesna"), a, c),
        event(2, "1921-05-04", "1921-05-04", place("Drama"), b),
    ]
    blue, red = rows("side", events, a, b, c)
    assert (red.low, red.high, red.events, red.claims) == (13, 15, ("e1", "e2"), ("c01", "c02"))
    assert (blue.low, blue.high, blue.events) == (1, None, ("e1",))


def test_a_toll_brought_up_to_date_counts_once() -> None:
    first, later = told(1, "red", 5, 5, "1921-05-02"), told(2, "red", 9, 9, "1921-05-03")
    (row,) = rows("side", [event(1, "1921-05-01", "1921-05-01", place("Lesna"), first, later)], first, later)
    assert (row.low, row.high, row.claims) == (9, 9, ("c02",))


def test_the_total_of_an_offensive_is_not_added_to_what_happened_in_it() -> None:
    total, strike, other = told(1, "red", 100, 100), told(2, "red", 10, 10), told(3, "red", 7, 7)
    events = [
        event(1, "1921-05-01", "1921-05-14", place("North", 4), total),
        event(2, "1921-05-04", "1921-05-04", place("Lesna"), strike),
        event(3, "1921-06-04", "1921-06-04", place("Lesna"), other),
    ]
    (row,) = rows("side", events, total, strike, other)
    assert (row.low, row.high, row.events, row.not_added) == (17, 17, ("e2", "e3"), ("e1",))


def test_what_is_told_as_a_part_of_an_event_is_not_added_to_it() -> None:
    raid, street, mill = told(1, "red", 20, 20), told(2, "red", 13, 13), told(3, "blue", 7, 7)
    events = [
        event(1, "1921-05-01", "1921-05-01", place("North", 4), raid),
        event(2, "1921-05-01", "1921-05-01", place("Lesna"), street),
        event(3, "1921-05-01", "1921-05-01", place("Lesna"), mill),
    ]
    blue, red = rows("side", events, raid, street, mill, e2="e1", e3="e1")
    assert (red.low, red.events) == (20, ("e1",))
    assert (blue.low, blue.events) == (7, ("e3",))  # blue tells no toll of the whole
    by_place = rows("place", events, raid, street, mill, e2="e1", e3="e1")
    assert [(row.group, row.low) for row in by_place if row.side == "red"] == [
        ("Lesna, North, XX", 13),
        ("North, North, XX", 20),
    ]


UNDATED = [
    ("Shells killed 9 men at the mill.", 9, True),
    ("The war has cost 900 lives.", 900, False),
    ("Over the years 900 men were killed here.", 900, False),
    ("By now 20000 men have lost their lives by it.", 20_000, False),
]


@pytest.mark.parametrize(("sentence", "killed", "added"), UNDATED)
def test_a_number_of_no_day_is_added_unless_it_is_of_many(sentence: str, killed: int, added: bool) -> None:
    (claim, document), strike = told(1, "red", killed, killed), told(2, "red", 10, 10)
    undated = replace(claim, end=len(sentence)), replace(document, text=sentence)
    events = [
        replace(event(1, "", "", None, undated), time=None),
        event(2, "1921-05-04", "1921-05-04", place("Lesna"), strike),
    ]
    (row,) = rows("side", events, undated, strike)
    assert (row.low, row.not_added) == ((10 + killed, ()) if added else (10, ("e1",)))


def test_the_same_number_of_no_day_is_added_once() -> None:
    first, again = told(1, "red", 67, 67), told(2, "red", 67, 67)
    events = [replace(event(i, "", "", None, one), time=None) for i, one in enumerate((first, again), 1)]
    (row,) = rows("side", events, first, again)
    assert row.low == 67


def test_the_toll_of_a_war_is_added_to_nothing() -> None:
    war, strike = told(1, "red", 250_000, None), told(2, "red", 10, 10)
    events = [
        event(1, "1919-03-01", "1921-05-01", None, war),
        event(2, "1921-05-04", "1921-05-04", place("Lesna"), strike),
    ]
    (row,) = rows("side", events, war, strike)
    assert (row.low, row.high, row.not_added) == (10, 10, ("e1",))


def test_a_war_that_began_in_a_month_did_not_cost_its_lives_in_it() -> None:
    first, second = told(1, "red", 100_000, None, "1923-01-09"), told(2, "red", 190_000, None, "1924-01-09")
    month = [
        replace(event(number, "1921-03-01", "1921-03-31", None, one), time=Time(None, "1921-03-01", "1921-03-31", 4))
        for number, one in ((1, first), (2, second))
    ]
    (row,) = rows("month", month, first, second)
    assert (row.low, row.not_added) == (190_000, ("e1",))


def test_a_province_holds_its_towns_over_the_same_days() -> None:
    whole, town = told(1, "red", 100, 100), told(2, "red", 10, 10)
    days = ("1921-05-01", "1921-05-14")
    events = [event(1, *days, place("North", 4), whole), event(2, *days, place("Lesna"), town)]
    (row,) = rows("side", events, whole, town)
    assert (row.low, row.events, row.not_added) == (10, ("e2",), ("e1",))


def test_a_total_alone_is_shown() -> None:
    war = told(1, "red", 250_000, None)
    (row,) = rows("month", [event(1, "1919-03-01", "1921-05-01", None, war)], war)
    assert (row.group, row.low, row.high) == ("unknown", 250_000, None)


def test_months_and_places_that_are_not_told_stay_unknown() -> None:
    a, b = told(1, "red", 1, 1), told(2, "red", 2, 2)
    events = [
        event(1, "1921-05-01", "1921-05-30", place("Lesna"), a),
        event(2, "1921-05-30", "1921-06-02", place("Xland", 6), b),
    ]
    assert [row.group for row in rows("month", events, a, b)] == ["1921-05", "unknown"]
    assert [row.group for row in rows("place", events, a, b)] == ["Lesna, North, XX", "unknown"]


NUMBERS = st.tuples(
    st.sampled_from(["red", "blue"]),
    st.integers(0, 50),
    st.one_of(st.none(), st.integers(0, 50)),
    st.integers(1, 28),
    st.integers(0, 3),
)


@given(st.lists(NUMBERS, min_size=1, max_size=10), st.sampled_from(["side", "place", "month"]))
def test_copies_and_order_change_nothing_and_ranges_are_ranges(numbers, by) -> None:  # type: ignore[no-untyped-def]
    claims = [
        told(i, side, low, None if more is None else low + more, f"1921-05-{day:02d}")
        for i, (side, low, more, day, _) in enumerate(numbers)
    ]
    events = [
        event(k, f"1921-05-{1 + k:02d}", f"1921-05-{1 + 4 * k:02d}", place(f"P{k % 2}"), *group)
        for k in range(4)
        if (group := [claims[i] for i, number in enumerate(numbers) if number[4] == k])
    ]
    found = rows(by, events, *claims)
    assert found == rows(by, events[::-1], *claims[::-1])
    copied = [replace(one, claims=(*one.claims, *(f"{number}-copy" for number in one.claims))) for one in events]
    assert found == rows(by, copied, *claims)
    assert all(row.high is None or row.low <= row.high for row in found)


@pytest.mark.parametrize("command", [("toll", "--by", "month"), ("toll", "--by", "place"), ("timeline",)])
def test_every_row_leads_to_claims_of_the_ledger(ledger: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    name, *options = command
    done = sayso(name, ledger, *options, "--format", "jsonl", "--picture", tmp_path / "picture.svg")
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    with Ledger(ledger, read_only=True) as store:
        claims = {one.claim_id for one in store.claims()}
    assert found and all(row["claims"] and set(row["claims"]) <= claims for row in found)
    assert (tmp_path / "picture.svg").read_text(encoding="utf-8").startswith("<svg")

"""The timeline: in what order, by whose word and in what words events of a made-up war are told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.cli.rows import cut, listed
from sayso.ledger import Ledger
from sayso.records import Claim, Document, Event, Time
from sayso.views.timeline import Entry, group, is_long, timeline, within
from tests.events import factory
from tests.events.factory import LEXICON
from tests.test_commands import sayso


def event(number: str, first: str | None, last: str | None, *claims: Claim) -> Event:
    when = Time(None, first, last, 1) if first or last else None
    return Event(number, claims[0].event, None, when, tuple(one.claim_id for one in claims), (), 1, (), number)


def entries(events: Sequence[Event], claims: Sequence[Claim], documents: Sequence[Document] = ()) -> list[Entry]:
    known = {one.document_id: factory.document(one.document_id, "1912-11-05", "Vell Courier") for one in claims}
    known |= {one.document_id: one for one in documents}
    return timeline(events, {one.claim_id: one for one in claims}, known, LEXICON, str.title)


def told(*days: tuple[str, str | None, str | None]) -> list[Entry]:
    claims = {number: factory.claim("air_strike @ Lesna", number) for number, _, _ in days}
    return entries([event(number, first, last, claims[number]) for number, first, last in days], list(claims.values()))


def names(found: Sequence[Entry]) -> list[str]:
    return [one.event_id for one in found]


DAYS: list[tuple[str, str | None, str | None]] = [
    ("the year", "1912-01-01", "1912-12-31"),
    ("ten years", "1903-01-01", "1912-12-31"),
    ("no day", None, None),
    ("the month", "1912-10-01", "1912-10-31"),
    ("the week", "1912-10-14", "1912-10-20"),
    ("the day", "1912-10-17", "1912-10-17"),
    ("the day before", "1912-10-16", "1912-10-16"),
]


def test_what_is_told_of_a_year_or_has_no_day_comes_after_what_has_a_day() -> None:
    assert names(told(*DAYS)) == [
        "the month",
        "the week",
        "the day before",
        "the day",
        "no day",
        "the year",
        "ten years",
    ]


def test_of_what_begins_on_one_day_the_shortest_comes_first() -> None:
    found = told(
        ("a week", "1912-10-14", "1912-10-20"),
        ("two days", "1912-10-14", "1912-10-15"),
        ("z", "1912-10-14", "1912-10-14"),
    )
    assert names(found) == ["z", "two days", "a week"]


def test_of_a_day_that_is_asked_for_what_begins_on_it_comes_first_then_the_shortest() -> None:
    found = within(told(*DAYS), "1912-10-17", "1912-10-17")
    assert names(found) == ["the day", "the week", "the month", "the year", "ten years"]
    assert [group(one, "1912-10-17") for one in found] == [
        "by day",
        "begun before",
        "begun before",
        "a year or longer",
        "a year or longer",
    ]
    assert names(within(told(*DAYS), None, "1912-10-16"))[:3] == ["the month", "the week", "the day before"]


def test_what_goes_on_since_a_day_lasts_until_it_is_reported() -> None:
    found = told(("since", "1912-10-01", None), ("for years", "1910-10-01", None))
    assert [is_long(one) for one in found] == [False, True]
    assert names(within(found, "1912-11-01", None)) == ["since", "for years"]
    assert within(found, "1912-11-20", None) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("air_strike", "Air/drone strike"),
        ("demand", "Demand"),
        ("rejection", "Rejection"),
        ("blockade", "Siege or blockade"),
    ],
)
def test_kinds_are_called_as_in_titles(words: str, kind: str) -> None:
    one = factory.claim(f"{words} @ Lesna")
    (found,) = entries([event("e", None, None, one)], [one])
    assert found.kind == kind


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (("", ""), ("Vell Courier",)),
        (("Colonel Radic", ""), ("Colonel Radic", "Vell Courier")),
        (("Colonel Radic", "the Colonel Radic"), ("Colonel Radic",)),
        (("Lesna Gazette > Colonel Radic", "residents"), ("Colonel Radic", "Vell Courier")),
    ],
)
def test_who_tells_it_is_named_sources_else_the_outlets(says: tuple[str, str], expected: tuple[str, ...]) -> None:
    claims = [
        factory.claim(f"air_strike @ Lesna{f' | says: {words}' if words else ''}", number)
        for number, words in zip("ab", says, strict=True)
    ]
    (found,) = entries([event("e", None, None, *claims)], claims)
    assert found.told_by == expected


def test_an_event_is_reported_on_the_day_of_its_first_report() -> None:
    claims = [factory.claim("air_strike @ Lesna", number) for number in "abc"]
    documents = [
        factory.document("a", "1912-11-05"),
        factory.document("b", "1912-11-09", first_published="1912-11-03"),
        factory.document("c", None),
    ]
    (found,) = entries([event("e", None, None, *claims)], claims, documents)
    assert found.reported == "1912-11-03"


def test_a_long_list_of_names_says_how_many_more_there_are() -> None:
    assert listed(["a", "b", "c"], 3) == ["a", "b", "c"]
    assert listed(["a", "b", "c", "d", "e"], 3) == ["a", "b", "c", "and 2 more"]


def test_a_table_that_is_cut_says_so() -> None:
    assert cut(60, 60, "event") == ""
    assert cut(1667, 60, "event") == "The first 60 of 1,667 events are shown; --format jsonl or csv has all."


def test_the_timeline_of_the_example_can_be_cut(ledger: Path) -> None:
    with Ledger(ledger, read_only=True) as store:
        claims = {claim.claim_id: claim for claim in store.claims()}
        documents = {document.document_id: document for document in store.documents()}
        found = timeline(store.events(), claims, documents, LEXICON, str.upper)
    cut_out = within(found, "1912-10-24", "1912-10-24")
    assert cut_out
    assert all(one.first is not None and one.first <= "1912-10-24" <= (one.last or "9") for one in cut_out)
    assert any(toll.startswith("BULGARIA: captured 2,800 ") for one in found for toll in one.tolls)
    assert any(one.only_denied for one in found) and all(not one.only_denied or not one.contested for one in found)
    assert all(one.told_by and not one.kind.isupper() and one.kind != "Other" for one in found)


def test_a_place_is_found_by_any_of_its_names(ledger: Path) -> None:
    asked = [
        sayso("timeline", ledger, "--format", "jsonl", "--place", name).stdout
        for name in ("Edirne", "Adrianople", "EDIRNE")
    ]
    assert asked[0] and asked[0] == asked[1] == asked[2]


def test_the_table_shows_the_report_of_what_has_no_day_and_who_tells_it(ledger: Path) -> None:
    table = sayso("timeline", ledger).stdout
    assert "No day told, by the day of the first report" in table and "reported 1912-" in table
    assert "The first 60 of " in table and "The first 20 of " in table
    whole = sayso("timeline", ledger, "--from", "1912-10-24", "--to", "1912-10-24").stdout
    assert "No day told" not in whole and "are shown" not in whole

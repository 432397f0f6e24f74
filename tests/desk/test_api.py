"""What the API answers is what the ledger holds: filters leave nothing out and let nothing else in, pages meet end to end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from benchmarks.serving import Served
from sayso.ledger import Ledger
from sayso.records import Claim, Document, Event, to_dict
from tests.desk.asking import ask, get

Told = Callable[[Claim, Document], bool]
OF_CLAIMS: dict[str, tuple[Mapping[str, Any], Told]] = {
    "kind": ({"kind": "Armed clash"}, lambda claim, _: claim.event.acled_sub == "Armed clash"),
    "a kind that ACLED has not": (
        {"kind": "THREATEN"},
        lambda claim, _: claim.event.acled_sub is None and claim.event.plover == "THREATEN",
    ),
    "two kinds": (
        {"kind": ["Armed clash", "Arrests"]},
        lambda claim, _: claim.event.acled_sub in ("Armed clash", "Arrests"),
    ),
    "outlet": ({"outlet": "Iskar Telegraph"}, lambda _, document: document.outlet == "Iskar Telegraph"),
    "status": ({"status": "planned"}, lambda claim, _: claim.status == "planned"),
    "polarity": ({"polarity": "denied"}, lambda claim, _: claim.polarity == "denied"),
    "stance": ({"stance": "distanced"}, lambda claim, _: claim.stance == "distanced"),
    "source": ({"source": "official"}, lambda claim, _: any(link.kind == "official" for link in claim.attribution)),
    "actor": (
        {"actor": "ottoman-army"},
        lambda claim, _: any(part.actor_id == "ottoman-army" for part in claim.participants),
    ),
    "confidence": ({"confidence": "0.9"}, lambda claim, _: claim.confidence >= 0.9),
    "two filters hold at once": (
        {"outlet": "Iskar Telegraph", "kind": "Armed clash"},
        lambda claim, document: document.outlet == "Iskar Telegraph" and claim.event.acled_sub == "Armed clash",
    ),
    "nothing has it": ({"outlet": "The Nowhere Times"}, lambda _claim, _document: False),
}
OF_EVENTS: dict[str, tuple[Mapping[str, Any], Callable[[Event], bool]]] = {
    "contested": ({"contested": "1"}, lambda event: bool(event.contradictions)),
    "country": (
        {"country": "BG", "status": "actual"},
        lambda event: event.place is not None and event.place.country == "BG",
    ),
    "box": (
        {"bbox": "22,40,24,42", "status": "actual"},
        lambda event: (
            event.place is not None
            and event.place.lon is not None
            and event.place.lat is not None
            and 22 <= event.place.lon <= 24
            and 40 <= event.place.lat <= 42
        ),
    ),
    "days": (
        {"from": "1912-11-01", "to": "1912-11-30", "status": "actual"},
        lambda event: (
            event.time is not None
            and (event.time.start_date or "9") <= "1912-11-30"
            and (event.time.end_date or "0") >= "1912-11-01"
        ),
    ),
}


def everything(desk: Served, path: str, **query: Any) -> list[Any]:
    """The items of all pages."""
    first = get(desk, path, **query)
    rest = [get(desk, path, **query, page=page)["items"] for page in range(2, first["pages"] + 1)]
    items = [item for page in (first["items"], *rest) for item in page]
    assert len(items) == first["total"]
    return items


@pytest.mark.parametrize("name", OF_CLAIMS)
def test_claims_are_those_of_the_ledger_that_the_filters_mean(desk: Served, store: Ledger, name: str) -> None:
    query, told = OF_CLAIMS[name]
    documents = {document.document_id: document for document in store.documents()}
    expected = {claim.claim_id for claim in store.claims() if told(claim, documents[claim.document_id])}
    found = [item["claim"]["claim_id"] for item in everything(desk, "/api/claims", **query)]
    assert len(set(found)) == len(found)
    assert set(found) == expected


@pytest.mark.parametrize("name", OF_CLAIMS)
def test_an_event_says_how_many_of_its_claims_answer(desk: Served, store: Ledger, name: str) -> None:
    query, told = OF_CLAIMS[name]
    documents = {document.document_id: document for document in store.documents()}
    answering = {claim.claim_id for claim in store.claims() if told(claim, documents[claim.document_id])}
    expected = {event.event_id: len(answering.intersection(event.claims)) for event in store.events()}
    found = {item["event_id"]: item["answering"] for item in everything(desk, "/api/events", **query)}
    assert found == {number: count for number, count in expected.items() if count}


@pytest.mark.parametrize("name", OF_EVENTS)
def test_events_are_those_of_the_ledger_that_the_filters_mean(desk: Served, store: Ledger, name: str) -> None:
    query, told = OF_EVENTS[name]
    expected = {event.event_id for event in store.events() if told(event)}
    assert expected
    assert {item["event_id"] for item in everything(desk, "/api/events", **query)} == expected


def test_without_a_filter_all_events_are_there_and_those_most_contested_come_first(desk: Served, store: Ledger) -> None:
    items = everything(desk, "/api/events", sort="contested")
    assert {item["event_id"] for item in items} == {event.event_id for event in store.events()}
    counts = [item["contradictions"] for item in items]
    assert counts[0] == max(len(event.contradictions) for event in store.events())
    contested = [item["contested"] for item in items]
    assert contested == sorted(contested, reverse=True)


def test_words_find_claims_by_their_quotes_and_by_their_articles(desk: Served, store: Ledger) -> None:
    texts = {document.document_id: f"{document.title} {document.text}".lower() for document in store.documents()}
    found = everything(desk, "/api/claims", q="torpedo", sort="relevant")
    assert found
    assert all("torpedo" in texts[item["claim"]["document_id"]] for item in found)
    first = [("torpedo" in item["claim"]["quote"].lower()) for item in found]
    assert first == sorted(first, reverse=True)


def test_words_that_nobody_wrote_find_nothing(desk: Served) -> None:
    assert get(desk, "/api/events", q="zeppelinflotilla")["total"] == 0


@pytest.mark.parametrize(
    "words", ['"', "*", "AND OR NOT", "a NEAR b", "col:umn", "^x", "(", "-", "'; DROP TABLE x; --", "😀"]
)
def test_signs_in_the_words_are_no_language_of_their_own(desk: Served, words: str) -> None:
    assert ask(desk, "/api/events?q=" + "".join(f"%{byte:02X}" for byte in words.encode())).status == 200


def test_records_are_given_as_the_ledger_has_them(desk: Served, store: Ledger) -> None:
    claim, document = store.claims()[0], store.documents()[0]
    event = next(event for event in store.events() if event.contradictions)
    assert get(desk, f"/api/claims/{claim.claim_id}") == to_dict(claim)
    assert get(desk, f"/api/documents/{document.document_id}") == to_dict(document)
    report = get(desk, f"/api/events/{event.event_id}")
    assert event.event_id in str(report)
    assert len(report["contradictions"]) == len(event.contradictions)


@pytest.mark.parametrize("path", ["/api/events/none", "/api/claims/none", "/api/documents/none", "/api/nowhere"])
def test_what_is_not_there_is_not_found_in_one_sentence(desk: Served, path: str) -> None:
    answer = ask(desk, path)
    assert answer.status == 404
    assert isinstance(answer.json["detail"], str)


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "bbox=1,2,3",
        "bbox=a,b,c,d",
        "confidence=2",
        "page=0",
        "page=-1",
        "page=x",
        "sort=up",
        "contested=x",
    ],
)
def test_a_wrong_value_is_refused_by_its_name(desk: Served, query: str) -> None:
    answer = ask(desk, f"/api/events?{query}")
    assert 400 <= answer.status < 500
    assert query.partition("=")[0] in answer.json["detail"]


def test_the_map_holds_every_event_once_or_says_that_it_is_not_on_it(desk: Served, store: Ledger) -> None:
    found = get(desk, "/api/map")
    columns = {name: place for place, name in enumerate(found["columns"])}
    assert sum(row[columns["events"]] for row in found["rows"]) + found["unmapped"] == store.count("events")
    assert all(0 <= row[columns["kind"]] < len(found["kinds"]) for row in found["rows"])
    assert all(row[columns["contested"]] <= row[columns["events"]] for row in found["rows"])


def test_the_timeline_holds_every_event_once_or_says_that_it_has_no_day(desk: Served, store: Ledger) -> None:
    found = get(desk, "/api/timeline")
    assert sum(found["counts"]) + sum(found["imprecise"]) + found["undated"] == store.count("events")
    assert found["first"] == min(
        event.time.start_date for event in store.events() if event.time and event.time.start_date
    )
    assert len(found["counts"]) == len(found["contested"]) == len(found["imprecise"])


@pytest.mark.parametrize("name", ["kind", "outlet", "status", "stance"])
def test_a_facet_counts_what_choosing_it_gives(desk: Served, name: str) -> None:
    for item in get(desk, "/api/facets")[name][:3]:
        assert get(desk, "/api/claims", **{name: item["value"]})["total"] == item["count"]


def test_a_question_is_answered_whoever_asked_it_before(tried: Served) -> None:
    """The page and the API keep what they were asked for apart."""
    for first, second in (("/", "/api/facets"), ("/api/facets", "/")):
        query = f"contested=1&confidence={0.1 if first == '/' else 0.2}"
        assert ask(tried, f"{first}?{query}").status == ask(tried, f"{second}?{query}").status == 200


def test_control_is_told_for_the_days_on_which_it_changes(desk: Served) -> None:
    days = get(desk, "/api/control/days")
    assert days == sorted(set(days)) and days
    assert get(desk, "/api/control", on=days[-1])


def test_an_answer_that_did_not_change_need_not_be_sent_again_in_full_or_is_the_same(desk: Served) -> None:
    assert get(desk, "/api/map") == get(desk, "/api/map")

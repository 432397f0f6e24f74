"""An answer is of one moment: a desk that somebody is reading does not change while a decision is applied."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from sayso.desk import answers
from sayso.desk.desk import Desk
from sayso.desk.filters import Filters
from sayso.desk.keeper import Keeper, opened
from sayso.records import Claim, Document, Event, to_dict
from sayso.reviews import deciding, log
from sayso.reviews.records import Decision

EVERYTHING = Filters()


@pytest.fixture
def keeper(own_ledger: Path) -> Iterator[Keeper]:
    with opened(own_ledger) as kept:
        yield kept


def passages(desk: Desk, most: int) -> list[tuple[Claim, Document, str]]:
    """Claims, each with its article and some words of it that no claim of the ledger quotes as they are."""
    found = []
    for event in desk.rows(Event, range(most)):
        claim = desk.one(Claim, event.claims[0])
        document = desk.one(Document, claim.document_id)
        found.append((claim, document, " ".join(document.text.split(" ")[1:9])))
    return found


def adding(claim: Claim, document: Document, words: str) -> Decision:
    """A claim like this one, but of these words, in the same event."""
    start = document.text.index(words)
    told = to_dict(claim) | {"claim_id": None, "quote": words, "start": start, "end": start + len(words)}
    told |= {"attribution": [], "participants": [], "places": [], "quantities": [], "time": None}
    return deciding.decide("Ana", "add", [claim], document, after=told)


def answered(desk: Desk, words: str) -> list[Any]:
    """An answer of each kind, anew as for one who never asked before."""
    asked = [EVERYTHING, Filters(q=words), Filters(confidence=0.5, unreviewed=True)]
    return [
        [
            answers.mapped(desk, filters),
            answers.timeline(desk, filters),
            answers.facets(desk, filters),
            answers.events_text(desk, filters, "relevant", 1),
            len(answers.claim_rows(desk, filters, "relevant")),
        ]
        for filters in asked
    ]


def test_who_was_reading_reads_on_as_it_was_and_who_comes_sees_the_added_claim(keeper: Keeper) -> None:
    before = keeper.desk()
    claim, document, words = passages(before, 1)[0]
    asked = Filters(q=f'"{words}"')
    total, map_before = len(before.columns), answers.mapped(before, EVERYTHING)
    after = keeper.decide([adding(claim, document, words)])

    # What the reader of before asks only now is answered of before, though the shelf has the claim.
    assert len(before.select(EVERYTHING).claims) == total
    assert answers.mapped(before, EVERYTHING) == map_before
    assert all(row < total for row in answers.claim_rows(before, asked, "relevant"))
    assert len(after.select(EVERYTHING).claims) == total + 1
    first = answers.claims(after, asked, "relevant", 1).items[0]
    assert (first.claim.quote, first.event_id) == (words, after.event_id_of(claim.claim_id))
    assert keeper.desk() is after


def test_what_another_process_decides_is_seen_by_the_next_who_asks(keeper: Keeper, own_ledger: Path) -> None:
    before = keeper.desk()
    claim = before.one(Claim, before.one(Event, before.event_ids[0]).claims[0])
    log.append(own_ledger.with_suffix(".reviews.jsonl"), [deciding.decide("Ben", "accept", [claim])])
    after = keeper.desk()
    assert after is not before
    item = next(iter(after.event_items([0])))
    assert (item.reviewed, before.event_items([0])[0].reviewed) == (1, 0)
    assert len(after.select(Filters(unreviewed=True)).claims) == len(before.select(Filters(unreviewed=True)).claims) - 1


def test_a_rejected_event_is_nowhere(keeper: Keeper) -> None:
    before = keeper.desk()
    event = next(event for event in before.all(Event) if len(event.claims) == 1)
    after = keeper.decide([deciding.decide("Ana", "reject", [before.one(Claim, event.claims[0])])])
    assert event.event_id in {item.event_id for item in everything(before)}
    assert event.event_id not in {item.event_id for item in everything(after)}


def everything(desk: Desk) -> list[answers.EventItem]:
    pages = answers.events(desk, EVERYTHING, "oldest", 1).pages
    return [item for page in range(1, pages + 1) for item in answers.events(desk, EVERYTHING, "oldest", page).items]


def test_readers_are_answered_while_claims_are_added(keeper: Keeper) -> None:
    found = passages(keeper.desk(), 6)
    size, done = len(keeper.desk().columns), []

    def reading(_: int) -> int:
        asked = 0
        while not done or asked < 3:
            desk = keeper.desk()
            told = answered(desk, found[asked % len(found)][2])
            assert told == answered(desk, found[asked % len(found)][2])
            assert len(desk.columns) == len(desk.documents) == told[0][-1]
            asked += 1
        return asked

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(reading, number) for number in range(3)]
        try:
            for claim, document, words in found:
                keeper.decide([adding(claim, document, words)])
        finally:
            done.append(True)
        assert all(reader.result() >= 3 for reader in readers)
    assert len(keeper.desk().columns) > size

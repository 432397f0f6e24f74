"""The made-up ledger is one that a build could have written: offsets hold, ids meet, sizes are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import made_ledger
from sayso.building import event_reports
from sayso.ledger import Ledger

CLAIMS = 1500


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_ledger.write(tmp_path_factory.mktemp("made") / "war.duckdb", CLAIMS)


def test_it_has_the_claims_asked_for_and_what_a_ledger_is_about(made: Path) -> None:
    with Ledger(made, read_only=True) as store:
        assert store.count("claims") == CLAIMS
        assert store.count("events", "len(claims) > 1") > 0
        assert store.count("events", "len(contradictions) > 0") > 0
        assert store.count("documents", "original_id IS NOT NULL") > 0
        assert store.count("claims", "polarity = 'denied'") > 0
        assert store.passages()


def test_every_offset_slices_to_its_words(made: Path) -> None:
    with Ledger(made, read_only=True) as store:
        texts = {document.document_id: document.text for document in store.documents()}
        for claim in store.claims():
            text = texts[claim.document_id]
            assert text[claim.start : claim.end] == claim.quote
            spans = [(link.start, link.end, link.source) for link in claim.attribution]
            spans += [(part.start, part.end, part.mention) for part in (*claim.participants, *claim.places)]
            spans += [(count.start, count.end, count.text) for count in claim.quantities]
            assert all(text[start:end] == words for start, end, words in spans)


def test_ids_are_unique_and_events_hold_each_actual_claim_once(made: Path) -> None:
    with Ledger(made, read_only=True) as store:
        claims, events = store.claims(), store.events()
    told = [number for event in events for number in event.claims]
    assert len({claim.claim_id for claim in claims}) == len(claims)
    assert sorted(told) == [claim.claim_id for claim in claims if claim.status == "actual"]


def test_passages_are_the_same_words_in_both_documents(made: Path) -> None:
    with Ledger(made, read_only=True) as store:
        texts = {document.document_id: document.text for document in store.documents()}
        for one in store.passages():
            mine = texts[one.document_id][one.start : one.end]
            assert mine == texts[one.original_id][one.original_start : one.original_end]


def test_a_contested_event_reads_whole_with_the_words_of_both(made: Path) -> None:
    with Ledger(made, read_only=True) as store:
        contested = next(event for event in store.events() if event.contradictions)
        (report,) = event_reports(store, [contested.event_id])
    assert report.contradictions


def test_equal_seeds_give_equal_records(made: Path, tmp_path: Path) -> None:
    again = made_ledger.write(tmp_path / "again.duckdb", CLAIMS)
    with Ledger(made, read_only=True) as first, Ledger(again, read_only=True) as second:
        assert first.documents() == second.documents()
        assert first.claims() == second.claims()
        assert [event.title for event in first.events()] == [event.title for event in second.events()]

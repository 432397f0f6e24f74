"""Building a ledger: what is kept, replaced, set aside; the same in any order, on any number of processes."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import sayso.building
from sayso.building import Counts, Inputs, build, compose
from sayso.documents import Found
from sayso.ledger import Ledger, Provenance
from sayso.records import SetAside
from tests.ledger import parts
from tests.ledger.parts import LATER, PROVENANCE, TEXT, export, found, many, shuffled


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.duckdb"


def run(
    path: Path,
    items: Sequence[Found | SetAside],
    make: sayso.building.Make = parts.reader,
    provenance: Provenance = PROVENANCE,
    jobs: int = 1,
    link: sayso.building.Link = parts.link,
) -> Counts:
    with Ledger(path) as store:
        return compose(store, Inputs(items), provenance, make, link, jobs)


def test_counts_of_a_first_and_a_second_build(path: Path, tmp_path: Path) -> None:
    items: list[Found | SetAside] = [
        *many(3),
        found("x", TEXT.format("d000")),
        found("fr", language="fr"),
        SetAside("in/empty.txt", "it is empty."),
    ]
    first = run(path, items)
    before = export(path, tmp_path)
    assert first == Counts(5, 5, 0, 0, 1, 1, 4, 4, (SetAside("in/empty.txt", "it is empty."),))
    assert run(path, items, parts.no_reader) == replace(first, new=0, unchanged=5)
    assert export(path, tmp_path) == before


def test_nothing_is_linked_again_when_nothing_is_new(path: Path) -> None:
    run(path, many(2))
    run(path, many(2), parts.no_reader, link=lambda *_: pytest.fail("linked again"))


def test_two_processes_give_what_one_gives(path: Path, tmp_path: Path) -> None:
    run(path, many(40))
    run(tmp_path / "two.duckdb", many(40), jobs=2)
    assert export(path, tmp_path) == export(tmp_path / "two.duckdb", tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_inputs_changes_nothing(
    path: Path, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sayso.building, "BATCH", 3)
    items: list[Found | SetAside] = [
        *many(9),
        found("d001", path="in/another.txt"),
        found("d001", path="zz.txt"),
        found("clash", "One text that tells of a siege."),
        found("clash", "Another text that tells of a truce.", path="in/clash-2.txt"),
        found("clash", "A third text.", path="in/clash-3.txt"),
    ]
    first = run(path, items)
    other = run(tmp_path / "other.duckdb", list(shuffled(items, seed)))
    assert other == first
    assert first.read == first.new == 10
    assert export(path, tmp_path) == export(tmp_path / "other.duckdb", tmp_path)
    again = run(path, list(shuffled(items, seed)), parts.no_reader)
    assert again == replace(first, new=0, unchanged=10)


def test_one_id_for_two_contents_keeps_the_first_by_hash_and_sets_the_other_aside(path: Path) -> None:
    one, other = found("7", "A siege."), found("7", "A truce.", path="in/other.txt")
    counts = run(path, [one, other])
    with Ledger(path, read_only=True) as ledger:
        (kept,) = ledger.documents()
        assert [claim.quote for claim in ledger.claims()] == [kept.text]
    left_out = ({one.document.custody.path, other.document.custody.path} - {kept.custody.path}).pop()
    assert counts.read == counts.new == 1
    assert [item.path for item in counts.set_aside] == [left_out]
    assert "'7'" in counts.set_aside[0].reason


def test_one_document_at_two_paths_is_one_with_the_first_path(path: Path) -> None:
    counts = run(path, [found("7", path="b.txt"), found("7", path="a.txt"), found("7", path="c.txt")])
    assert (counts.read, counts.new, counts.claims, counts.set_aside) == (1, 1, 1, ())
    with Ledger(path, read_only=True) as ledger:
        assert ledger.document("7").custody.path == "a.txt"


def test_the_bytes_are_kept(path: Path) -> None:
    item = found("7")
    run(path, [item])
    with Ledger(path, read_only=True) as ledger:
        assert ledger.original(ledger.document("7").custody.sha256) == item.content


def test_a_changed_document_is_read_again_and_its_claims_replaced(path: Path, tmp_path: Path) -> None:
    run(path, many(5))
    changed = [found("d001", "The fort fell."), *many(1)]
    counts = run(path, changed)
    assert (counts.read, counts.new, counts.changed, counts.unchanged, counts.claims) == (2, 0, 1, 1, 5)
    run(tmp_path / "fresh.duckdb", [item for item in [*many(5), *changed][::-1] if item not in many(5)[1:2]])
    assert export(path, tmp_path) == export(tmp_path / "fresh.duckdb", tmp_path)


def test_other_settings_read_all_documents_again(path: Path) -> None:
    run(path, many(3))
    run(path, many(1), provenance=LATER)
    with Ledger(path, read_only=True) as ledger:
        _, rows = ledger.query("SELECT DISTINCT version FROM claims JOIN provenance USING (made_by)")
        assert rows == [("0.0.2",)]
        assert ledger.count("claims") == 3


def test_every_row_says_how_it_was_made(path: Path) -> None:
    run(path, many(2))
    with Ledger(path, read_only=True) as ledger:
        for table in ("documents", "claims", "events", "readings"):
            assert ledger.query(f"SELECT DISTINCT made_by FROM {table}")[1] == [(PROVENANCE.made_by,)]
        assert ledger.query("SELECT settings->>'pipeline', fingerprint FROM provenance")[1] == [
            ("none", PROVENANCE.fingerprint)
        ]


def test_documents_of_earlier_builds_stay(path: Path) -> None:
    run(path, many(2))
    assert run(path, [found("new")]).claims == 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_cannot_be_read_is_set_aside_and_the_rest_read(path: Path, jobs: int) -> None:
    items = [*many(20), found("bad", "This cannot be read.")]
    counts = run(path, items, parts.unlucky_reader, jobs=jobs)
    reason = "reading it failed (ValueError: this cannot be read): please report it."
    assert (counts.claims, counts.set_aside) == (20, (SetAside("in/bad.txt", reason),))
    again = run(path, items, parts.no_reader, jobs=jobs)
    assert again.set_aside == counts.set_aside
    with Ledger(path, read_only=True) as ledger:
        assert ledger.set_aside() == list(counts.set_aside)


def test_a_document_that_kills_its_process_is_set_aside_and_tried_again(path: Path) -> None:
    items = [*many(20), found("bad", "Here the process dies.")]
    counts = run(path, items, parts.unlucky_reader, jobs=2)
    assert (counts.claims, [item.path for item in counts.set_aside]) == (20, ["in/bad.txt"])
    assert run(path, items, parts.reader).claims == 21
    with Ledger(path, read_only=True) as ledger:
        assert ledger.set_aside() == []


def test_a_document_that_takes_too_long_is_set_aside(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sayso.building, "SECONDS", 1.0)
    counts = run(path, [*many(20), found("bad", "Here it sleeps.")], parts.unlucky_reader, jobs=2)
    assert counts.claims == 20
    assert "took longer than 1 s" in counts.set_aside[0].reason


def test_what_is_mended_is_no_longer_set_aside(path: Path) -> None:
    broken = [
        SetAside("in/n.jsonl#line=1", "it is not valid JSON."),
        SetAside("in/n.jsonl#line=2", "it is not valid JSON."),
    ]
    other = SetAside("in/other.txt", "the file is empty.")
    run(path, [*broken, other])
    run(path, [found("7", path="in/n.jsonl#line=1")])
    with Ledger(path, read_only=True) as ledger:
        assert ledger.set_aside() == [other]


def test_text_that_is_not_unicode_is_set_aside(path: Path) -> None:
    counts = run(
        path, [found("7", "Half a pair: \ud83d."), found("8"), SetAside("in/\udce9.txt", "no field '\ud83d'.")]
    )
    assert [item.path for item in counts.set_aside] == ["in/7.txt", "in/\\udce9.txt"]
    assert (counts.read, counts.set_aside[1].reason) == (1, "no field '\\ud83d'.")


@pytest.mark.parametrize("text", ["NUL \0 inside", "\u202eשלום e\u0301 🏴", " \r\n\t\ufeff", "x" * 2_000_000])
def test_text_comes_back_as_it_went_in(path: Path, text: str) -> None:
    run(path, [found("7", text)])
    with Ledger(path, read_only=True) as ledger:
        assert ledger.document("7") == found("7", text).document
        assert ledger.claims() == [parts.claim(found("7", text).document)]


def test_progress_is_told_by_stage(path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    with Ledger(path) as store:
        compose(store, Inputs(many(2)), PROVENANCE, parts.reader, parts.link, 1, lambda *step: told.append(step))
    assert told == [
        ("documents", 2, None),
        ("documents", 2, 2),
        ("claims", 0, 2),
        ("claims", 1, 2),
        ("claims", 2, 2),
        ("events", 0, 1),
        ("events", 1, 1),
    ]


def test_a_reader_in_the_same_process_never_sees_half_a_change(path: Path) -> None:
    run(path, many(30))
    broken = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            with Ledger(path) as ledger:
                broken.extend(
                    ledger.query(
                        "SELECT 1 FROM event_claims ANTI JOIN claims USING (claim_id) "
                        "UNION ALL SELECT 1 FROM claims ANTI JOIN readings USING (document_id)"
                    )[1]
                )

    with Ledger(path):
        watch = threading.Thread(target=look)
        watch.start()
        run(path, many(30), parts.slow_reader, LATER)
        run(path, [found("d003", "The fort fell.")])
        over.set()
        watch.join()
    assert broken == []


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "Siege of Lesna\n\nThe garrison said on Thursday that shells killed at least 60 people in Lesna.\n",
        encoding="utf-8",
    )
    rows = [{"id": str(number), "text": f"On day {number} the army took the fort at Lesna."} for number in range(3)]
    lines = [json.dumps(row) for row in rows] + ["no JSON", json.dumps({"id": "2", "text": "It held out."})]
    (folder / "more.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "other.jsonl").write_text(json.dumps({"id": "9", "text": "Villagers fled from Lesna."}), encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


def test_from_files_to_a_ledger(path: Path, tmp_path: Path, articles: Path) -> None:
    """The whole way with nothing stood in for; then what is asked of a second run, and of a run after changes."""
    first = build(articles, path, jobs=1)
    assert (first.read, first.new, len(first.set_aside)) == (5, 5, 3)
    with Ledger(path, read_only=True) as ledger:
        for claim in ledger.claims():
            document = ledger.document(claim.document_id)
            assert document.text[claim.start : claim.end] == claim.quote
    before = export(path, tmp_path)
    assert build([articles], path, jobs=1) == replace(first, new=0, unchanged=5)
    assert export(path, tmp_path) == before
    (articles / "empty.txt").unlink()
    (articles / "one.txt").rename(articles / "an-earlier-name.txt")
    (articles / "other.jsonl").write_text(json.dumps({"id": "9", "text": "Villagers fled to Lesna."}), encoding="utf-8")
    third = build([articles, articles / "none"], path, jobs=1)
    assert (third.read, third.new, third.changed, third.unchanged) == (5, 0, 1, 4)
    assert [item.path.rpartition("/")[2] for item in third.set_aside] == [
        "more.jsonl#line=4",
        "more.jsonl#line=5",
        "none",
    ]
    build(articles, tmp_path / "fresh.duckdb", jobs=1)
    assert export(path, tmp_path) == export(tmp_path / "fresh.duckdb", tmp_path)


def test_a_known_file_is_not_opened_again(path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (articles / "more.jsonl").unlink()
    first = build(articles, path, jobs=1)
    monkeypatch.setattr(sayso.building, "read", lambda *_: pytest.fail("read again"))
    again = build(articles, path, jobs=1)
    assert again == replace(first, new=0, unchanged=2)
    assert len(again.set_aside) == 1
    monkeypatch.setattr(sayso.building, "read", lambda paths, *_: iter([SetAside(str(paths[0]), "opened.")]))
    (articles / "other.jsonl").write_text("{}", encoding="utf-8")
    assert "opened." in [item.reason for item in build(articles, path, jobs=1).set_aside]

"""A ledger gives back what was written, answers questions, and says in one line why it can't."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from sayso.errors import SaysoError
from sayso.ledger import KINDS, Kind, Ledger, writing
from sayso.ledger.store import RECORDS
from tests.ledger import parts
from tests.ledger.parts import PROVENANCE, TEXT, found, many


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.duckdb"
    parts.store(path, [*many(3), found("copy", TEXT.format("d000"))])
    return path


def test_records_come_back_as_they_were(path: Path) -> None:
    documents = sorted(
        (item.document for item in [*many(3), found("copy", TEXT.format("d000"))]), key=lambda d: d.document_id
    )
    with Ledger(path, read_only=True) as ledger:
        assert [d.document_id for d in ledger.documents()] == ["copy", "d000", "d001", "d002"]
        assert ledger.document("d000").original_id == "copy"
        assert {passage.original_id for passage in ledger.passages()} == {
            min(d.document_id for d in ledger.documents())
        }
        assert ledger.documents()[2:] == documents[2:]
        assert ledger.claims("d001") == [parts.claim(documents[2])]
        claim = ledger.claims()[0]
        assert ledger.claim(claim.claim_id) == claim
        event = ledger.events()[0]
        assert ledger.event(event.event_id) == event
        assert ledger.claims_by_id([*event.claims, "none"]).keys() == set(event.claims)
        assert [d.document_id for d in ledger.documents_by_id(["d002", "d000", "none"])] == ["d000", "d002"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_of_a_table_are_the_fields_of_its_record(path: Path, kind: Kind) -> None:
    names = [field.name for field in fields(RECORDS[kind][0])]
    with Ledger(path, read_only=True) as ledger:
        columns, _ = ledger.query(f"FROM {kind}")
        assert columns[: len(names)] == names
        assert list(ledger.records(kind)) == getattr(ledger, kind)()
        assert ledger.count(kind) == len(getattr(ledger, kind)())


@pytest.mark.parametrize(
    ("view", "columns", "rows"),
    [
        ("claim_sources", "link, source, kind, side", [(1, "The consul", "official", "zeta")]),
        ("claim_participants", "role, mention", [("instrument", "shells"), ("victim", "men")]),
        ("claim_places", "name, lat, precision", [("Town", 43.5, 1), (None, None, None)]),
        ("quantities", 'status, measure, "of", low, high', [("actual", "killed", "men", 4.5, None)]),
        ("event_claims", "event_id", [("e1",)]),
        ("accounts", "event_id, side, measure, low", [("e1", "zeta", "killed", 4.5)]),
        ("contradictions", '"between", about', [(["zeta", "alpha"], "killed")]),
    ],
)
def test_flat_views(tmp_path: Path, view: str, columns: str, rows: list[tuple[object, ...]]) -> None:
    path = tmp_path / "one.duckdb"
    parts.store(path, [found("d001")])
    with Ledger(path, read_only=True) as ledger:
        assert ledger.query(f"SELECT {columns} FROM {view} ORDER BY ALL")[1] == rows


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM claims",
        "INSERT INTO set_aside VALUES ('a', 'b')",
        "DROP TABLE claims",
        "CREATE TABLE mine (a INT)",
        "EXPLAIN ANALYZE DELETE FROM claims",
        "SELECT 1; DROP TABLE claims",
        "COMMIT",
        "ATTACH '{folder}/other.duckdb'",
        "COPY claims TO '{folder}/claims.csv'",
        "EXPORT DATABASE '{folder}/all'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "LOAD httpfs",
        "FROM '{folder}/note.csv'",
        "FROM read_text('{folder}/note.csv')",
        "FROM glob('{folder}/*')",
        "FROM variable_of_the_caller",
        "SELECT getenv('HOME')",
        "FROM nowhere",
        "SELEC 1",
        "",
        "SELECT '\ud800'",
    ],
)
def test_a_query_reads_the_ledger_and_nothing_else(path: Path, sql: str, read_only: bool) -> None:
    (path.parent / "note.csv").write_text("a\n1\n", encoding="utf-8")
    variable_of_the_caller = pa.table({"a": [1]})
    assert variable_of_the_caller.num_rows == 1
    with Ledger(path, read_only) as ledger:
        with pytest.raises(SaysoError) as error:
            ledger.query(sql.replace("{folder}", str(path.parent)))
        assert "\n" not in str(error.value)
        assert ledger.count("claims") == 4
    assert sorted(item.name for item in path.parent.iterdir()) == ["ledger.duckdb", "note.csv"]


@pytest.mark.parametrize(
    "sql", ["SELECT 42 AS a", "WITH a AS (SELECT 42 AS a) FROM a", "VALUES (42)", "-- why\nSELECT 42;"]
)
def test_a_query_gives_columns_and_rows(path: Path, sql: str) -> None:
    with Ledger(path, read_only=True) as ledger:
        columns, rows = ledger.query(sql)
    assert len(columns) == 1
    assert rows == [(42,)]


@pytest.mark.parametrize(
    "sql", ["DESCRIBE claims", "SHOW TABLES", "SUMMARIZE claims", "PIVOT claims ON status USING count(*)"]
)
def test_a_ledger_can_be_looked_over(path: Path, sql: str) -> None:
    with Ledger(path, read_only=True) as ledger:
        assert ledger.query(sql)[1]


@pytest.mark.parametrize("kind", ["document", "claim", "event", "original"])
def test_an_unknown_id_is_said(path: Path, kind: str) -> None:
    with Ledger(path, read_only=True) as ledger, pytest.raises(SaysoError, match="none"):
        getattr(ledger, kind)("none")


def _database(path: Path) -> None:
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE t (a INT)")


def _newer(path: Path) -> None:
    Ledger(path).close()
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '999'")


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_text("junk" * 5000), "is not a ledger"),
        (lambda path: path.touch(), "is not a ledger"),
        (lambda path: path.mkdir(), "no ledger at|can't be opened"),
        (_database, "but not a ledger"),
        (_newer, "newer Sayso"),
    ],
)
def test_what_is_no_ledger_is_said_in_one_line(tmp_path: Path, make: object, message: str, read_only: bool) -> None:
    path = tmp_path / "other.duckdb"
    make(path)  # type: ignore[operator]
    with pytest.raises(SaysoError, match=message) as error:
        Ledger(path, read_only)
    assert "\n" not in str(error.value)


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="no ledger at"):
        Ledger(tmp_path / "none.duckdb", read_only=True)
    with pytest.raises(SaysoError, match="there is no folder"):
        Ledger(tmp_path / "no-folder" / "none.duckdb")
    duckdb.connect(tmp_path / "empty.duckdb").close()
    with pytest.raises(SaysoError, match="empty database"):
        Ledger(tmp_path / "empty.duckdb", read_only=True)


HOLD = (
    "import sys; from sayso.ledger import Ledger; l = Ledger(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
)


def test_a_ledger_in_use_by_another_process_and_one_whose_writer_was_killed(path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        with pytest.raises(SaysoError, match="in use by another process") as error:
            Ledger(path, read_only=True)
        assert "\n" not in str(error.value)
        other.send_signal(signal.SIGKILL)
    with Ledger(path, read_only=True) as ledger:
        assert ledger.count("documents") == 4


def test_a_transaction_is_seen_whole_or_not_at_all(path: Path) -> None:
    with Ledger(path) as ledger, Ledger(path) as other:
        with pytest.raises(RuntimeError), ledger.transaction() as connection:
            connection.execute("DELETE FROM events")
            assert other.count("events") > 0
            raise RuntimeError
        assert ledger.count("events") == other.count("events") > 0


def test_provenance_is_noted_once(path: Path) -> None:
    parts.store(path, many(1))
    with Ledger(path, read_only=True) as ledger:
        assert ledger.query("SELECT made_by, version, settings FROM provenance")[1] == [
            (PROVENANCE.made_by, "0.0.1", '{"pipeline": "none"}')
        ]
        ((created,),) = ledger.query("SELECT created_at FROM provenance")[1]
        assert abs(created - datetime.now(UTC).replace(tzinfo=None)) < timedelta(hours=1)


def test_passages_of_a_document_that_changed_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "ledger.duckdb"
    parts.store(path, many(4))
    with Ledger(path) as ledger:
        with ledger.transaction() as connection:
            item = found("d002", "The fort fell.")
            writing.begin_documents(connection)
            fingerprint = writing.content_fingerprint(item.document)
            writing.add_documents(connection, [(item.document, item.content, fingerprint)], PROVENANCE)
            writing.settle_documents(connection)
        assert [passage.document_id for passage in ledger.passages()] == ["d001", "d003"]

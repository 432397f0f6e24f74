"""Ledgers of older versions are brought up to date, step by step, and lose nothing."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from sayso.errors import SaysoError
from sayso.ledger import Ledger
from sayso.ledger.migrations import STEPS, check, migrate, version

# A ledger of version 1, as it was made then: kept here in its own words, whatever the steps say today.
VERSION_1 = """
CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
INSERT INTO meta VALUES ('schema_version', '1');
CREATE TABLE provenance (made_by VARCHAR PRIMARY KEY, version VARCHAR NOT NULL, settings JSON NOT NULL,
    fingerprint VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL);
CREATE TABLE originals (sha256 VARCHAR NOT NULL, size BIGINT NOT NULL, zlib BLOB NOT NULL);
CREATE TABLE documents (
    document_id VARCHAR NOT NULL, url VARCHAR, outlet VARCHAR, first_publisher VARCHAR, byline VARCHAR,
    published VARCHAR, first_published VARCHAR, language VARCHAR, title VARCHAR, text VARCHAR NOT NULL,
    original_id VARCHAR,
    custody STRUCT(sha256 VARCHAR, retrieved_at VARCHAR, media_type VARCHAR, path VARCHAR) NOT NULL,
    fingerprint VARCHAR NOT NULL, made_by VARCHAR NOT NULL);
CREATE TABLE readings (
    document_id VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL, failure VARCHAR, made_by VARCHAR NOT NULL);
CREATE TABLE claims (
    claim_id VARCHAR NOT NULL, document_id VARCHAR NOT NULL, quote VARCHAR NOT NULL,
    "start" BIGINT NOT NULL, "end" BIGINT NOT NULL,
    event STRUCT(plover VARCHAR, mode VARCHAR, acled VARCHAR, acled_sub VARCHAR) NOT NULL,
    status VARCHAR NOT NULL, polarity VARCHAR NOT NULL, stance VARCHAR NOT NULL,
    attribution STRUCT(source VARCHAR, "start" BIGINT, "end" BIGINT, cue VARCHAR, kind VARCHAR, actor_id VARCHAR,
        side VARCHAR, said_on VARCHAR)[] NOT NULL,
    participants STRUCT(role VARCHAR, mention VARCHAR, actor_id VARCHAR, "start" BIGINT, "end" BIGINT)[] NOT NULL,
    places STRUCT(mention VARCHAR, "start" BIGINT, "end" BIGINT, place_id VARCHAR, name VARCHAR, country VARCHAR,
        admin1 VARCHAR, lat DOUBLE, lon DOUBLE, "precision" INTEGER)[] NOT NULL,
    "time" STRUCT(mention VARCHAR, start_date VARCHAR, end_date VARCHAR, "precision" INTEGER),
    quantities STRUCT(measure VARCHAR, "of" VARCHAR, category VARCHAR, low DOUBLE, high DOUBLE, "text" VARCHAR,
        "start" BIGINT, "end" BIGINT)[] NOT NULL,
    evidence VARCHAR, confidence DOUBLE NOT NULL, made_by VARCHAR NOT NULL);
CREATE TABLE set_aside (path VARCHAR NOT NULL, reason VARCHAR NOT NULL);
CREATE TABLE files (path VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, taken_by VARCHAR NOT NULL);
CREATE TABLE found (file VARCHAR NOT NULL, path VARCHAR NOT NULL, document_id VARCHAR, fingerprint VARCHAR, sha256 VARCHAR,
    reason VARCHAR);
INSERT INTO documents VALUES (
    'd1', NULL, 'Zeta Courier', NULL, NULL, '1912-10-24', NULL, 'en', NULL, 'The fort fell.',
    NULL,    {sha256: 'ab', retrieved_at: NULL, media_type: 'text/plain', path: 'd1.txt'}, 'f', 'm');
INSERT INTO readings VALUES ('d1', 'f', NULL, 'm');
INSERT INTO claims VALUES (
    'c1', 'd1', 'The fort fell', 0, 13,
    {plover: 'ASSAULT', mode: NULL, acled: NULL, acled_sub: NULL}, 'actual', 'asserted', 'endorsed',
    [], [], [], NULL, [], NULL, 0.5, 'm');
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(VERSION_1)
    return path


@pytest.mark.parametrize("read_only", [True, False])
def test_a_ledger_of_version_1_is_brought_up_to_date(old: Path, read_only: bool) -> None:
    with Ledger(old, read_only) as ledger:
        assert ledger.query("SELECT value FROM meta WHERE name = 'schema_version'")[1] == [(str(len(STEPS)),)]
        assert ledger.document("d1").text == "The fort fell."
        assert [claim.claim_id for claim in ledger.claims()] == ["c1"]
        assert ledger.events() == []
        assert ledger.passages() == []
        assert ledger.query("FROM linked")[1] == []
        assert ledger.query("FROM event_claims")[1] == ledger.query("FROM claim_sources")[1] == []


def test_an_old_ledger_has_the_schema_of_a_new_one(old: Path, tmp_path: Path) -> None:
    query = (
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    )
    with Ledger(old) as ledger, Ledger(tmp_path / "new.duckdb") as new:
        assert ledger.query(query) == new.query(query)


def test_a_step_that_fails_leaves_the_version_before_it() -> None:
    connection = duckdb.connect()
    steps = ["CREATE TABLE a (x INT)", "INSERT INTO a VALUES (1); CREATE TABLE a (x INT)"]
    with pytest.raises(duckdb.Error):
        migrate(connection, 0, steps, "")
    connection.rollback()
    assert version(connection) == 1
    assert connection.execute("FROM a").fetchall() == []
    steps[1] = "INSERT INTO a VALUES (2)"
    migrate(connection, 1, steps, "CREATE VIEW b AS FROM a")
    assert version(connection) == 2
    assert connection.execute("FROM b").fetchall() == [(2,)]


def test_a_ledger_of_a_newer_version_is_refused() -> None:
    connection = duckdb.connect()
    migrate(connection, 0, ["CREATE TABLE a (x INT)", "CREATE TABLE b (x INT)"], "")
    with pytest.raises(SaysoError, match="newer Sayso"):
        check(connection, Path("x.duckdb"), ["CREATE TABLE a (x INT)"])


def test_a_migration_keeps_the_rows_of_steps_that_alter() -> None:
    connection = duckdb.connect()
    migrate(connection, 0, STEPS)
    connection.execute("INSERT INTO set_aside VALUES ('a.txt', 'it is empty.')")
    migrate(connection, len(STEPS), [*STEPS, "ALTER TABLE set_aside ADD COLUMN seen VARCHAR"])
    assert connection.execute("FROM set_aside").fetchall() == [("a.txt", "it is empty.", None)]
    assert version(connection) == len(STEPS) + 1

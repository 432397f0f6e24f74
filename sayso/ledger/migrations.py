"""Brings the schema of a ledger up to date: numbered SQL files, each applied once, in one transaction a step.

A ledger's version is the number of the last step that it has seen; a new ledger takes all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from sayso.errors import SaysoError
from sayso.ledger.rows import value

SCHEMA = Path(__file__).parent / "schema"
STEPS = tuple(path.read_text(encoding="utf-8") for path in sorted(SCHEMA.glob("[0-9]*.sql")))
VIEWS = (SCHEMA / "views.sql").read_text(encoding="utf-8")


def version(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The schema version; 0 where the database is empty, ``None`` where it is somebody else's."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return 0
    if "meta" not in tables:
        return None
    found = value(connection, "SELECT value FROM meta WHERE name = 'schema_version'")
    return int(found) if found is not None else None


def check(connection: duckdb.DuckDBPyConnection, path: Path, steps: Sequence[str] = STEPS) -> int:
    """The version of the ledger at ``path``. Raises ``SaysoError`` if it is no ledger or a newer Sayso's."""
    found = version(connection)
    if found is None:
        raise SaysoError(f"{path} is a DuckDB database but not a ledger: give the path of another file.")
    if found > len(steps):
        raise SaysoError(
            f"{path} was made by a newer Sayso (schema {found}, this one knows {len(steps)}): bring Sayso up to date."
        )
    return found


def migrate(
    connection: duckdb.DuckDBPyConnection, found: int, steps: Sequence[str] = STEPS, views: str = VIEWS
) -> None:
    """Takes the database from version ``found`` to the last step; killed midway, it keeps the steps that are done."""
    for number, step in enumerate(steps[found:], found + 1):
        connection.begin()
        connection.execute("CREATE TABLE IF NOT EXISTS meta (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)")
        connection.execute(step)
        if number == len(steps):
            connection.execute(views)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('schema_version', ?)", [str(number)])
        connection.commit()

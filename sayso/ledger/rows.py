"""Records to rows and rows to records, in bulk. Knows the tables' columns only from the database itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from sayso.records import from_dict

FETCHED = 500
R = TypeVar("R")


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Appends rows whose keys are the table's columns; a column that a row lacks is null."""
    if not rows:
        return
    shape = connection.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
    connection.register("incoming", pa.Table.from_pylist(list(rows), schema=shape))
    try:
        connection.execute(f"INSERT INTO {table} BY NAME FROM incoming")
    finally:
        connection.unregister("incoming")


def value(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()) -> Any:
    """The first column of the first row of the answer; ``None`` where there is no row."""
    rows = connection.execute(query, parameters).fetchall()  # all: a result half taken would hold the connection
    return rows[0][0] if rows else None


def fetch(
    connection: duckdb.DuckDBPyConnection, kind: type[R], query: str, parameters: Sequence[Any] = ()
) -> Iterator[R]:
    """The records of ``kind`` that the query's columns hold, streamed; other columns are passed over."""
    # A cursor of its own, so that other statements may run while the records are taken.
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        names = [column[0] for column in cursor.description or ()]
        while rows := cursor.fetchmany(FETCHED):
            for row in rows:
                yield from_dict(kind, dict(zip(names, row, strict=True)))

"""Parquet to rows, a batch at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import pyarrow
from pyarrow import parquet

from sayso.documents.articles import Row, UnreadableError
from sayso.documents.custody import canonical
from sayso.documents.opening import Opened
from sayso.documents.tabular import Columns

BATCH = 256
DAMAGED = "is a Parquet file that is damaged or of an unknown make: write it again; what could be read was read."


def rows(file: Opened, columns: Columns) -> Iterator[Row]:
    """Each row of ``file``, as its columns' names to values. Raises ``UnreadableError`` if no column holds the text."""
    source = io.BytesIO(file.content()[1]) if file.gzipped else file.path
    number = 0
    try:
        with parquet.ParquetFile(source) as table:
            columns.check(table.schema_arrow.names)
            for batch in table.iter_batches(batch_size=BATCH):
                for values in batch.to_pylist():
                    number += 1
                    plain = {name: _plain(value) for name, value in values.items()}
                    yield Row(f"row={number}", canonical(plain), plain)
    except (pyarrow.ArrowException, OSError) as error:
        raise UnreadableError(DAMAGED) from error


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value

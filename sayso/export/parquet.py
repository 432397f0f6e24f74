"""Parquet: a folder with one file a kind of record, sorted by id, structs and lists kept as they are."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.errors import SaysoError
from sayso.export.whole import whole_path
from sayso.ledger import KINDS, Kind, Ledger

ROWS = 5_000


def write(ledger: Ledger, folder: Path, kinds: Iterable[Kind] = KINDS) -> None:
    """Writes ``documents.parquet``, ``claims.parquet``, ``events.parquet`` to the folder, made if it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaysoError(f"{folder} can't be made ({error.strerror or error}): name another folder.") from error
    for kind in kinds:
        with (
            ledger.batches(kind, ROWS) as batches,
            whole_path(folder / f"{kind}.parquet") as part,
            pq.ParquetWriter(part, batches.schema, compression="zstd") as writer,
        ):
            for batch in batches:
                writer.write_batch(batch)


def written(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> bytes:
    """A Parquet file of rows of that schema."""
    sink, rest = io.BytesIO(), iter(rows)
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        while some := list(islice(rest, ROWS)):
            writer.write_batch(pa.RecordBatch.from_pylist(some, schema=schema))
    return sink.getvalue()

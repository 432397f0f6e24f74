"""Parquet: a folder with one file a kind of record, sorted by id, structs and lists kept as they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

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

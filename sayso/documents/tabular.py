"""JSON, JSON Lines, CSV and Parquet: one document a record. The text of a record is taken exactly as it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.documents.encoding import decoded
from sayso.documents.found import Found, UnreadableError
from sayso.documents.limits import MAX_BYTES
from sayso.documents.making import made
from sayso.records import SetAside

Mapped = Mapping[str, str]
Items = Iterator[Found | SetAside]
BATCH = 256


def read_jsonl(stream: BinaryIO, path: str, mapping: Mapped) -> Items:
    """One document a line; a line that is no JSON object is set aside and the rest read."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        where = f"{path}#line={number}"
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield SetAside(where, f"the line is longer than {MAX_BYTES:,} bytes: split it.")
        elif content := line.strip():
            yield _item(_parsed, content, where, mapping)


def read_json(content: bytes, path: str, mapping: Mapped) -> Items:
    """An object, or an array of objects."""
    try:
        value = _parsed(content)
    except UnreadableError as error:
        yield SetAside(path, str(error))
        return
    if not isinstance(value, list):
        yield _item(lambda _: value, content, path, mapping)
        return
    yield from _rows(iter(value), path, mapping)


def read_csv(content: bytes, path: str, mapping: Mapped) -> Items:
    """One document a row; the delimiter is found, quoted cells may hold line ends."""
    csv.field_size_limit(MAX_BYTES)
    text = decoded(content)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:10_000], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    dialect.doublequote = True
    try:
        yield from _rows(csv.DictReader(io.StringIO(text, newline=""), dialect=dialect), path, mapping)
    except csv.Error as error:
        yield SetAside(path, f"it is not valid CSV ({error}): save it again as CSV with quoted cells.")


def read_parquet(content: bytes, path: str, mapping: Mapped) -> Items:
    """One document a row, read in batches."""
    try:
        file = pq.ParquetFile(io.BytesIO(content))
        rows = (row for batch in file.iter_batches(batch_size=BATCH) for row in batch.to_pylist())
        yield from _rows(rows, path, mapping)
    except (pa.ArrowException, OSError) as error:
        reason = str(error).split("\n", 1)[0]
        yield SetAside(path, f"it is not a valid Parquet file ({reason}): write it again.")


def _rows(rows: Iterator[Any], path: str, mapping: Mapped) -> Items:
    for number, row in enumerate(rows, 1):
        where = f"{path}#row={number}"
        content = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
        yield _item(lambda _, row=row: row, content, where, mapping)  # type: ignore[misc]


def _item(parse: Callable[[bytes], Any], content: bytes, path: str, mapping: Mapped) -> Found | SetAside:
    try:
        return _document(parse(content), content, path, mapping)
    except UnreadableError as error:
        return SetAside(path, str(error))


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(decoded(content))
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:120]
        raise UnreadableError(f"it is not valid JSON ({reason}): mend or remove it.") from error


def _document(record: Any, content: bytes, path: str, mapping: Mapped) -> Found:
    if not isinstance(record, dict):
        raise UnreadableError("it is not a JSON object with fields such as id, title and text.")
    fields = {**record, **{ours: record.get(theirs) for ours, theirs in mapping.items()}}
    if "text" not in fields or (fields["text"] is not None and not isinstance(fields["text"], str)):
        known = ", ".join(str(name) for name in list(record)[:12] if name is not None)
        raise UnreadableError(f"it has no field 'text' (its fields: {known}): use --map text=FIELD.")
    return made(fields, content, "application/json", path)

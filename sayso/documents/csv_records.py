"""CSV to rows, streamed: the delimiter is found from the head; fields may be long and hold line ends in quotes."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from typing import BinaryIO

from sayso.documents import encoding
from sayso.documents.articles import Row, UnreadableError
from sayso.documents.custody import canonical
from sayso.documents.limits import FILE_BYTES
from sayso.documents.opening import TOO_LARGE, Opened
from sayso.documents.tabular import Columns

DELIMITERS = ",;\t|"


def rows(file: Opened, columns: Columns) -> Iterator[Row]:
    """Each row of ``file``, as its columns' names to strings. Row 1 is the first after the header.

    Raises ``UnreadableError`` if no column holds the text, or where a row can't be told from the next.
    """
    csv.field_size_limit(
        FILE_BYTES
    )  # the module's own limit, the same for all: 128 KB is less than an article may have
    lines = _lines(encoding.as_utf_8(file.stream, file.head), _fallback(file.head))
    header_line = next(lines, "")
    delimiter = max(DELIMITERS, key=header_line.count)
    number = 0
    try:
        header = next(csv.reader([header_line], delimiter=delimiter), [])
        columns.check(header)
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), start=1):
            if any(cells):
                yield _row(number, header, cells)
    except csv.Error as error:
        raise UnreadableError(
            f"can't be read as CSV after row {number} ({error}): look for a quote that is not closed; "
            "what comes before was read."
        ) from error


def _row(number: int, header: list[str], cells: list[str]) -> Row:
    values = dict(zip(header, cells, strict=False))
    problem = None
    if len(cells) > len(header):
        problem = UnreadableError(
            f"has {len(cells)} cells where the header has {len(header)}: put quotes around cells that hold a delimiter."
        )
    return Row(f"row={number}", canonical(values), problem or values)


def _fallback(head: bytes) -> str:
    try:
        codecs.getincrementaldecoder(encoding.UTF_8)().decode(head)
    except UnicodeDecodeError:
        return encoding.single_byte(head)
    return encoding.FALLBACK


def _lines(stream: BinaryIO, fallback: str) -> Iterator[str]:
    first = True
    while line := stream.readline(FILE_BYTES + 1):
        if len(line) > FILE_BYTES:
            raise UnreadableError(TOO_LARGE)
        if first:
            line, first = line.removeprefix(codecs.BOM_UTF8), False
        try:
            yield line.decode(encoding.UTF_8)
        except UnicodeDecodeError:
            yield line.decode(fallback, errors="replace")

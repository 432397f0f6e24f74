"""JSON to rows: one object, an array of objects, or one object a line (JSON Lines), streamed.

A line that is not JSON costs that line only; an array is read up to the first thing in it that is not JSON.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast

from sayso.documents import encoding
from sayso.documents.articles import Row, UnreadableError
from sayso.documents.custody import canonical
from sayso.documents.limits import FILE_BYTES, MEGABYTE
from sayso.documents.opening import TOO_LARGE, Opened

CHUNK = 1 << 16
LINE_TOO_LONG = f"is a line of over {FILE_BYTES // MEGABYTE} MB, too large for one document: split it into records."
LINES = (".jsonl", ".ndjson")


def rows(file: Opened) -> Iterator[Row]:
    """Each record of ``file``; an object that fills it has no fragment. Raises ``UnreadableError`` where it can't go on."""
    stream = encoding.as_utf_8(file.stream, file.head)
    start = file.head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"["):
        yield from _array(stream)
    elif _is_lines(file, start):
        yield from _lines(stream, file)
    else:
        yield _object(stream)


def _is_lines(file: Opened, start: bytes) -> bool:
    """Whether each line is a record: by the name, or because the first line is one and there are more."""
    first, newline, rest = start.partition(b"\n")
    if file.name.lower().endswith(LINES):
        return first.strip() != b"{"
    return bool(newline and rest.strip()) and isinstance(_parsed(first, encoding.FALLBACK), Mapping)


def _object(stream: BinaryIO) -> Row:
    content = stream.read(FILE_BYTES + 1)
    if len(content) > FILE_BYTES:
        raise UnreadableError(TOO_LARGE)
    return Row("", content, _parsed(content.removeprefix(codecs.BOM_UTF8), encoding.FALLBACK))


def _lines(stream: BinaryIO, file: Opened) -> Iterator[Row]:
    fallback = encoding.FALLBACK
    number = 0
    while line := stream.readline(FILE_BYTES + 1):
        number += 1
        fragment = f"line={number}"
        if len(line) > FILE_BYTES and not line.endswith(b"\n"):
            yield Row(fragment, b"", UnreadableError(LINE_TOO_LONG))
            if file.gzipped:  # it may go on for ever
                raise UnreadableError(
                    f"has a line {number} that is too long: the lines after it were not read; split that line."
                )
            while (more := stream.readline(FILE_BYTES)) and not more.endswith(b"\n"):
                pass
            continue
        content = line.rstrip(b"\r\n")
        if number == 1:
            content = content.removeprefix(codecs.BOM_UTF8)
        if content.strip():
            yield Row(fragment, content, _parsed(content, fallback))


def _parsed(content: bytes, fallback: str) -> Mapping[str, object] | UnreadableError:
    try:
        text = content.decode(encoding.UTF_8)
    except UnicodeDecodeError:
        text = content.decode(fallback, errors="replace")
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return UnreadableError(f"is not valid JSON ({error.msg} at character {error.pos + 1}): mend it, or remove it.")
    except (ValueError, RecursionError):
        return UnreadableError(
            "is JSON that can't be read (nested too deep, or a number of thousands of digits): simplify it."
        )
    return _checked(value)


def _checked(value: object) -> Mapping[str, object] | UnreadableError:
    if isinstance(value, dict):
        return cast("Mapping[str, object]", value)
    return UnreadableError(
        "is JSON but not an object with fields: write one object a record, with the article in its field 'text'."
    )


def _array(stream: BinaryIO) -> Iterator[Row]:
    """The elements of an array, one at a time: no more of the file is held than one element and a chunk."""
    decoder, number = json.JSONDecoder(), 0
    source = codecs.getreader("utf-8-sig")(stream, "replace")
    buffer, ended = source.read(CHUNK).lstrip()[1:], False
    while True:
        buffer = buffer.lstrip(" \t\r\n,")
        if buffer.startswith("]"):
            return
        try:
            value, end = decoder.raw_decode(buffer)
        except (ValueError, RecursionError) as error:
            if ended or len(buffer) > FILE_BYTES:
                raise UnreadableError(_where(number + 1, buffer)) from error
            more = source.read(max(CHUNK, len(buffer)))  # twice as much each time, so that trying again stays linear
            ended = not more
            buffer += more
            continue
        number, buffer = number + 1, buffer[end:]
        content = canonical(value) if isinstance(value, dict) else b""
        yield Row(f"row={number}", content, _checked(value))


def _where(number: int, buffer: str) -> str:
    if len(buffer) > FILE_BYTES:
        size = f"{FILE_BYTES // MEGABYTE} MB"
        return f"has over {size} in element {number} of its array, or is not valid JSON there: split or mend it."
    return f"is not valid JSON from element {number} of its array on: mend it; what comes before was read."

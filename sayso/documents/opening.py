"""Opens a file for reading, through gzip if it is compressed, and never gives more of it than the limits allow."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.documents.articles import Unreadable
from sayso.documents.limits import FILE_BYTES, MEGABYTE, SNIFFED_BYTES

GZIP = b"\x1f\x8b"
TOO_LARGE = f"is over {FILE_BYTES // MEGABYTE} MB, too large for one document: split it, one article a file or line."
CUT_SHORT = "is a gzip file that is cut short or damaged: get it again; what could be read was read."


@dataclass(frozen=True, slots=True)
class Opened:
    """A file ready to be read: ``name`` without .gz, ``head`` its first bytes, ``stream`` decompressed, at its start."""

    path: Path
    name: str
    head: bytes
    stream: BinaryIO
    gzipped: bool

    def content(self) -> bytes:
        """The bytes of the file as they lie on the disk, compressed or not. Raises ``Unreadable`` if it is too large."""
        with self.path.open("rb") as file:
            return _limited(file)

    def inner(self) -> bytes:
        """The bytes of the article: those of the file, decompressed. Raises ``Unreadable`` if they are too many."""
        return _limited(self.stream)


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Raises ``OSError`` if the file can't be opened, ``Unreadable`` if it is a damaged gzip file."""
    with path.open("rb") as file:
        gzipped = file.read(len(GZIP)) == GZIP
        file.seek(0)
        try:
            with gzip.open(file) if gzipped else file as stream:
                name = path.name.removesuffix(".gz") if gzipped else path.name
                buffered = io.BufferedReader(stream, SNIFFED_BYTES)  # type: ignore[type-var]
                yield Opened(path, name, buffered.peek(SNIFFED_BYTES)[:SNIFFED_BYTES], buffered, gzipped)  # type: ignore[arg-type]
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise Unreadable(CUT_SHORT) from error


def _limited(stream: BinaryIO) -> bytes:
    content = stream.read(FILE_BYTES + 1)
    if len(content) > FILE_BYTES:
        raise Unreadable(TOO_LARGE)
    return content

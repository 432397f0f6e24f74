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

from sayso.documents.articles import UnreadableError
from sayso.documents.limits import FILE_BYTES, MEGABYTE, SNIFFED_BYTES

GZIP = b"\x1f\x8b"
TOO_LARGE = f"is over {FILE_BYTES // MEGABYTE} MB, too large for one document: split it, one article a file or line."
CUT_SHORT = "is a gzip file that is cut short or damaged: get it again; what could be read was read."


@dataclass(frozen=True, slots=True)
class Opened:
    """A file ready to be read: ``name`` without .gz, ``head`` its first bytes, ``stream`` decompressed, at its start.

    ``lying`` is the file as it lies on the disk: the same bytes, or the compressed ones.
    """

    path: Path
    name: str
    head: bytes
    stream: BinaryIO
    lying: BinaryIO
    gzipped: bool

    def content(self) -> tuple[bytes, bytes]:
        """All bytes of the file: as they lie on the disk, and decompressed. Raises ``UnreadableError`` if too many."""
        inner = _limited(self.stream)
        if not self.gzipped:
            return inner, inner
        self.lying.seek(0)
        return _limited(self.lying), inner


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Raises ``OSError`` if the file can't be opened, ``UnreadableError`` if it is a damaged gzip file."""
    with path.open("rb") as file:
        gzipped = file.read(len(GZIP)) == GZIP
        file.seek(0)
        try:
            with gzip.open(file) if gzipped else file as stream:
                name = path.name.removesuffix(".gz") if gzipped else path.name
                buffered = io.BufferedReader(stream, SNIFFED_BYTES)
                yield Opened(path, name, buffered.peek(SNIFFED_BYTES)[:SNIFFED_BYTES], buffered, file, gzipped)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise UnreadableError(CUT_SHORT) from error


def _limited(stream: BinaryIO) -> bytes:
    content = stream.read(FILE_BYTES + 1)
    if len(content) > FILE_BYTES:
        raise UnreadableError(TOO_LARGE)
    return content

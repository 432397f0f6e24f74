"""Files to Documents: ``read`` takes paths and gives each document with the bytes it came from.

Nothing that is wrong with an input raises: it is given as a ``SetAside`` with the reason, and the rest goes on.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from sayso.documents.found import Found, UnreadableError
from sayso.documents.html import read_html
from sayso.documents.kinds import Kind, kind_of
from sayso.documents.limits import MAX_BYTES, SNIFFED
from sayso.documents.pdf import read_pdf
from sayso.documents.tabular import read_csv, read_json, read_jsonl, read_parquet
from sayso.documents.text import read_text
from sayso.documents.walking import files_of
from sayso.records import SetAside

__all__ = ["Found", "read"]

KINDS = "text, Markdown, HTML, JSON, JSON Lines, CSV, Parquet or PDF"
WHOLE = {"text": read_text, "html": read_html, "pdf": read_pdf}
RECORDS = {"json": read_json, "csv": read_csv, "parquet": read_parquet}


def read(paths: Iterable[str | Path], mapping: Mapping[str, str] | None = None) -> Iterator[Found | SetAside]:
    """The documents in files, folders (walked) and globs, ``.gz`` or not; ``mapping`` renames fields: ours → theirs."""
    for path in files_of(paths):
        if isinstance(path, SetAside):
            yield path
            continue
        try:
            with path.open("rb") as stream:
                yield from _documents(stream, path, mapping or {})
        except FileNotFoundError:
            yield SetAside(str(path), "the file is gone: it was there when the folder was listed.")
        except PermissionError:
            yield SetAside(str(path), "the file can't be opened: check its permissions.")
        except (EOFError, gzip.BadGzipFile, zlib.error):
            yield SetAside(str(path), "the .gz file is cut off or broken: fetch it again (what came before is read).")
        except OSError as error:
            yield SetAside(str(path), f"the file can't be read ({error.strerror or error}).")


def _documents(stream: BinaryIO, path: Path, mapping: Mapping[str, str]) -> Iterator[Found | SetAside]:
    name = str(path)
    if path.suffix == ".gz":
        stream, name = io.BufferedReader(gzip.GzipFile(fileobj=stream)), str(path.with_suffix(""))
    head = stream.read(SNIFFED)
    if not head:
        yield SetAside(str(path), "the file is empty.")
        return
    kind = kind_of(name, head)
    if kind is None:
        yield SetAside(str(path), f"it is not a kind that Sayso reads ({KINDS}).")
    elif kind == "jsonl":
        stream.seek(0)
        yield from read_jsonl(stream, str(path), mapping)
    else:
        yield from _whole(head + stream.read(MAX_BYTES + 1 - len(head)), kind, str(path), mapping)


def _whole(content: bytes, kind: Kind, path: str, mapping: Mapping[str, str]) -> Iterator[Found | SetAside]:
    if len(content) > MAX_BYTES:
        yield SetAside(path, f"it is larger than {MAX_BYTES:,} bytes: split it, or give its records as JSON Lines.")
    elif kind in RECORDS:
        yield from RECORDS[kind](content, path, mapping)
    else:
        try:
            yield WHOLE[kind](content, path)
        except UnreadableError as error:
            yield SetAside(path, str(error))

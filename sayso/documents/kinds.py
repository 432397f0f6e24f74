"""Tells what kind of source a file is by its first bytes, and by its name where they leave it open."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Set
from pathlib import PurePath
from typing import Literal

from sayso.documents.articles import UnreadableError
from sayso.documents.encoding import marked

Kind = Literal["text", "html", "json", "csv", "parquet", "pdf"]

MEDIA_TYPES = {".md": "text/markdown", ".markdown": "text/markdown"}
NAMES: dict[str, Kind] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
READ: tuple[tuple[bytes, Kind], ...] = ((b"PAR1", "parquet"), (b"%PDF-", "pdf"))
NOT_READ = (
    (b"PK\x03\x04", "a ZIP archive or an office document (docx, xlsx, epub)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc, xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (image, sound or video)"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x1f\x8b", "a gzip file inside a gzip file"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"WARC/", "a WARC archive"),
)
INSIDE = ((257, b"ustar", "a tar archive"), (4, b"ftyp", "a video file"), (8, b"DUCK", "a DuckDB database"))
WHAT_IS_READ = "text, Markdown, HTML, JSON, CSV, Parquet or PDF"

_TAG = re.compile(rb"<(?:!doctype html|html|head|body|article|div|p)\b", re.IGNORECASE)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)*<(?:!doctype html|html|head)\b", re.IGNORECASE
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_CELL = re.compile(r"[,;\t|]")


def kind_of(name: str, head: bytes, columns: Set[str]) -> Kind:
    """The kind of a file called ``name`` that begins with ``head``. ``columns`` are names that the text's column may have.

    Raises ``UnreadableError`` if it is empty or of a kind that is not read.
    """
    if not head:
        raise UnreadableError("is empty: there is nothing to read.")
    for magic, kind in READ:
        if head.startswith(magic):
            return kind
    _refuse(head)
    encoding = marked(head)
    text = head.decode(encoding, "ignore").encode() if encoding else head
    return _kind_of_text(PurePath(name).suffix.lower(), text.removeprefix(codecs.BOM_UTF8), columns)


def media_type(name: str, kind: Kind) -> str:
    """The media type of a file that is one document."""
    if kind == "text":
        return MEDIA_TYPES.get(PurePath(name).suffix.lower(), "text/plain")
    return "text/html" if kind == "html" else f"application/{kind}"


def _refuse(head: bytes) -> None:
    what = next((what for magic, what in NOT_READ if head.startswith(magic)), None)
    what = what or next((what for at, magic, what in INSIDE if head[at : at + len(magic)] == magic), None)
    if what:
        raise UnreadableError(f"is {what}, not a kind Sayso reads: give it as {WHAT_IS_READ}.")


def _kind_of_text(suffix: str, head: bytes, columns: Set[str]) -> Kind:
    if _PAGE.match(head):
        return "html"
    if _FEED.search(head[:1000]):
        raise UnreadableError(f"is a feed, not a kind Sayso reads: give its articles as {WHAT_IS_READ}.")
    start = head.lstrip()
    if start.startswith((b"{", b"[")) and (NAMES.get(suffix) == "json" or _is_json(start)):
        return "json"
    named = NAMES.get(suffix)
    if named == "html" and not _TAG.search(head):
        return "text"
    if named is None and _has_columns(head, columns):
        return "csv"
    return named or "text"


def _is_json(start: bytes) -> bool:
    """Whether text that begins like JSON is JSON, and not a sentence in brackets."""
    if re.match(rb'\{\s*(?:"|\})|\[\s*(?:\{|\])', start) is None:
        return False
    try:
        json.JSONDecoder().raw_decode(start.decode("utf-8", "replace"))
    except json.JSONDecodeError as error:
        return error.pos > len(start) // 2 or b'":' in start[:200]
    except (ValueError, RecursionError):
        return True
    return True


def _has_columns(head: bytes, columns: Set[str]) -> bool:
    """Whether the first line is that of a table with a column for the text."""
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    cells = [cell.strip().strip('"').lower() for cell in _CELL.split(first)]
    return len(cells) > 1 and any(cell in columns for cell in cells) and all(len(cell) < 60 for cell in cells)

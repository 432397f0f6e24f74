"""What kind of file it is: by its content where that tells, else by its name."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

Kind = Literal["text", "html", "json", "jsonl", "csv", "parquet", "pdf"]
BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    "": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pdf": "pdf",
}
CONTROL = bytes(range(9)) + b"\x0b" + bytes(range(14, 32))
JUNK = 0.02


def kind_of(path: str, head: bytes) -> Kind | None:
    """The kind of a file from its name and its first bytes; ``None`` for what Sayso does not read."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    named = BY_SUFFIX.get(PurePosixPath(path).suffix.lower())
    if _is_binary(head):
        return None
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if opening.startswith((b"<!doctype html", b"<html")):
        return "html"
    return None if named in ("pdf", "parquet") else named


def _is_binary(head: bytes) -> bool:
    """Control characters that no text has, but for a few; UTF-16 says so in its first two bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(head.count(code) for code in (bytes([value]) for value in CONTROL))
    return controls > JUNK * len(head)

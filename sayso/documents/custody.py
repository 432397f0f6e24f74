"""The custody record of an article: the hash of its bytes, taken before anything else, and the id it is known by."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from sayso.documents.articles import Article
from sayso.records import Custody

ID_LENGTH = 16


def custody(content: bytes, path: Path, fragment: str, media_type: str, retrieved_at: str | None = None) -> Custody:
    """The record of ``content``, found at ``path`` (with ``fragment``, such as ``line=7``, if it is a part of a file)."""
    where = shown(path) + (f"#{fragment}" if fragment else "")
    return Custody(hashlib.sha256(content).hexdigest(), retrieved_at, media_type, where)


def shown(path: Path | str) -> str:
    """``path`` as valid text: bytes of a file name that are not UTF-8 are written as escapes."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def canonical(row: Mapping[str, object]) -> bytes:
    """A row that has no bytes of its own (of a table, of a JSON array) as JSON: keys sorted, no spaces, ASCII."""
    return json.dumps(row, sort_keys=True, separators=(",", ":"), default=str).encode()


def document_id(article: Article) -> str:
    """The article's own id, else 16 hex digits of the SHA-256 of its url, outlet, date, title and text."""
    if article.id is not None:
        return article.id
    parts = [article.url, article.outlet, article.published, article.title, article.text]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:ID_LENGTH]

"""Where the public corpora are, and documents to predict on. The corpora are never part of the project."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from sayso.records import Custody, Document

SHARED = Path(os.environ.get("SAYSO_SHARED", Path(__file__).parents[2] / "shared"))


def documents(path: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of each .txt of a folder or of each line of a JSON Lines file with ``id`` and ``text``."""
    if path.is_dir():
        for file in sorted(path.glob("*.txt")):
            with file.open(encoding="utf-8", newline="") as opened:
                yield file.stem, opened.read()
    else:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield str(row.get("id", row.get("document_id"))), row["text"]


def plain(name: str, text: str, published: str | None = None) -> Document:
    """A document of which no more is known than its text and its day."""
    custody = Custody("0" * 64, None, "text/plain", name)
    return Document(name, None, None, None, None, published, None, "en", None, text, None, custody)

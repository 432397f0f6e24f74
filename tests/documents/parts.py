"""What several tests of the documents share: a way to write a file and read it, and an article of our own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sayso.documents import Found, read
from sayso.records import Document, SetAside

LEAD = (
    "Greek infantry entered the town of Kalivia on Friday after two days of fighting in the hills above it, "
    "the war ministry said."
)
SECOND = (
    "At least 40 soldiers were killed and 120 wounded, according to the ministry. Ottoman officers in Monastir denied "
    "that the town had fallen."
)
THIRD = (
    "A correspondent who reached the place on Saturday saw the Greek flag over the school and counted eleven burned "
    "houses along the river."
)
BODY = [LEAD, SECOND, THIRD]
TEXT = "\n\n".join(BODY)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_all(*paths: str | Path, mapping: Mapping[str, str] | None = None) -> tuple[list[Document], list[SetAside]]:
    """The documents and what was set aside; each document's bytes are checked against its custody record by the caller."""
    items = list(read(paths, mapping))
    documents = [item.document for item in items if isinstance(item, Found)]
    return documents, [item for item in items if isinstance(item, SetAside)]


def only(*paths: str | Path, mapping: Mapping[str, str] | None = None) -> Document:
    documents, aside = read_all(*paths, mapping=mapping)
    assert not aside, aside
    (document,) = documents
    return document


def set_aside(*paths: str | Path, mapping: Mapping[str, str] | None = None) -> SetAside:
    documents, aside = read_all(*paths, mapping=mapping)
    assert not documents
    (item,) = aside
    return item

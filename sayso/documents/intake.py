"""Paths in, documents out: each file is opened, its kind told, its bytes hashed, its articles read.

Nothing that a file holds makes it raise; what can't be read comes out as a ``SetAside``. Copies are not looked for here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sayso.documents import csv_records, html, json_records, kinds, parquet, pdf, tabular, text
from sayso.documents.articles import Article, Row, UnreadableError
from sayso.documents.boilerplate import Boilerplate
from sayso.documents.custody import custody, document_id, shown
from sayso.documents.dateline import written_on
from sayso.documents.language import told
from sayso.documents.limits import FILE_BYTES, TEXT_CHARACTERS
from sayso.documents.listing import files, unreachable
from sayso.documents.opening import TOO_LARGE, Opened, opened
from sayso.documents.tabular import Columns
from sayso.records import Custody, Document, SetAside

RECORD = "application/json"  # of a row of a table, too: its bytes are its canonical JSON
WHOLE = {"text": text.article, "html": html.article, "pdf": pdf.article}


@dataclass(frozen=True, slots=True)
class Found:
    """A document and its bytes: ``sha256(content).hexdigest() == document.custody.sha256``.

    The bytes are those of the file as it lies on the disk (compressed, if it is); of a line of JSON Lines without its
    line end; of a row of a table or a JSON array, which has no bytes of its own, its canonical JSON.
    """

    document: Document
    content: bytes


@dataclass(frozen=True)
class _Tools:
    columns: Columns
    catalogue: Path | None

    @cached_property
    def boilerplate(self) -> Boilerplate:
        return Boilerplate.load(self.catalogue)


def read(
    paths: Sequence[str | Path], mapping: Mapping[str, str] | None = None, catalogue: Path | None = None
) -> Iterator[Found | SetAside]:
    """The documents of these files, folders (whole, in order of names) and globs, lazily, each with its bytes.

    ``mapping`` is our field name to that of JSON, CSV or Parquet input (``{"text": "body"}``); ``catalogue`` a user's
    folder of reference data. What can't be read comes as a ``SetAside`` in its place. Raises ``SaysoError`` only for a
    mapping that is wrong (at once) or a catalogue file that is.
    """
    return _read(paths, _Tools(Columns.of(mapping), catalogue))


def _read(paths: Sequence[str | Path], tools: _Tools) -> Iterator[Found | SetAside]:
    for path in files(paths):
        if isinstance(path, SetAside):
            yield path
            continue
        try:
            yield from _file(path, tools)
        except UnreadableError as error:
            yield SetAside(shown(path), str(error))
        except OSError as error:
            yield SetAside(shown(path), f"{unreachable(error)}.")


def _file(path: Path, tools: _Tools) -> Iterator[Found | SetAside]:
    with opened(path) as file:
        kind = kinds.kind_of(file.name, file.head, tools.columns.of_text)
        if kind in WHOLE:
            media_type = kinds.media_type(file.name, kind) + "+gzip" * file.gzipped
            content, inner = file.content()
            article = WHOLE[kind](inner, tools.boilerplate)
            yield _found(article, content, custody(content, path, "", media_type), tools.boilerplate)
            return
        rows = _rows(kind, file, tools.columns)
        first = next(rows, None)
        if first is None:
            raise UnreadableError("holds no record: there is nothing to read.")
        for row in itertools.chain([first], rows):
            yield _from_row(row, path, tools)


def _rows(kind: kinds.Kind, file: Opened, columns: Columns) -> Iterator[Row]:
    if kind == "json":
        return json_records.rows(file)
    return csv_records.rows(file, columns) if kind == "csv" else parquet.rows(file, columns)


def _from_row(row: Row, path: Path, tools: _Tools) -> Found | SetAside:
    record = custody(row.content, path, row.fragment, RECORD)
    try:
        if isinstance(row.values, UnreadableError):
            raise row.values
        if len(row.content) > FILE_BYTES:
            raise UnreadableError(TOO_LARGE)
        article = tabular.article(row.values, tools.columns)
        if len(article.text) > TEXT_CHARACTERS:
            raise UnreadableError(text.TOO_LONG)
    except UnreadableError as error:
        return SetAside(record.path, str(error))
    return _found(article, row.content, record, tools.boilerplate)


def _found(article: Article, content: bytes, record: Custody, boilerplate: Boilerplate) -> Found:
    document = Document(
        document_id=document_id(article),
        url=article.url,
        outlet=article.outlet,
        first_publisher=article.first_publisher,
        byline=article.byline,
        published=article.published,
        first_published=article.first_published or written_on(article.text, boilerplate),
        language=article.language or told(article.title, article.text),
        title=article.title,
        text=article.text,
        original_id=None,
        custody=Custody(record.sha256, article.retrieved_at, record.media_type, record.path),
    )
    return Found(document, content)

"""A ledger on disk, to be read: its records, its bytes, its counts, and questions in SQL.

Tables: ``documents``, ``claims``, ``events`` (the records as they are shaped, each row with its ``made_by``),
``originals`` (the bytes that were hashed), ``readings`` (which content was read with what), ``provenance`` (``made_by`` →
version, settings, fingerprint), ``set_aside`` (path, reason), ``files`` and ``found`` (what was in which file),
``linked_documents`` and ``linked_claims`` (what linking went by). Flat views, one row an item of a record's list:

- ``claim_sources``: claim_id, document_id, link (1 is the one whom the document cites), source, cue, kind, side, …
- ``claim_participants``: claim_id, document_id, role, mention, actor_id, start, end
- ``claim_places``: claim_id, document_id, mention, place_id, name, country, admin1, lat, lon, precision, …
- ``quantities``: claim_id, document_id, status, polarity, measure, of, category, low, high, text, start, end
- ``event_claims``: event_id, claim_id
- ``event_parts``: event_id, parent_id, claim_id, parent_claim_id
- ``accounts``: event_id, title, side, measure, of, low, high, claims
- ``contradictions``: event_id, title, between, about, claims

Writing is in ``sayso.ledger.writing``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, TypeVar

import duckdb
import pyarrow as pa

from sayso.errors import SaysoError
from sayso.ledger import migrations
from sayso.ledger.connection import connect, first_line
from sayso.ledger.rows import FETCHED, fetch, value
from sayso.records import Claim, Document, Event, Passage, SetAside

Kind = Literal["documents", "claims", "events"]
KINDS: tuple[Kind, ...] = ("documents", "claims", "events")
RECORDS: dict[str, tuple[type, str]] = {
    "documents": (Document, "document_id"),
    "claims": (Claim, "claim_id"),
    "events": (Event, "event_id"),
}
NAMES = """
SELECT claim_id, mention FROM claim_participants UNION SELECT claim_id, source FROM claim_sources
UNION SELECT claim_id, mention FROM claim_places
"""
QUESTIONS = frozenset(
    {
        duckdb.StatementType.SELECT,
        duckdb.StatementType.EXPLAIN,
        duckdb.StatementType.PRAGMA,
        duckdb.StatementType.MULTI,  # what PIVOT is made of
    }
)


R = TypeVar("R")


class Ledger:
    """A ledger, opened; use it in a ``with`` statement. A ledger of an older Sayso is brought up to date.

    Raises ``SaysoError`` if ``path`` is no ledger, a newer Sayso's, or in use by another process.
    """

    def __init__(self, path: str | Path, read_only: bool = False) -> None:
        self.path = Path(path)
        self.connection = _opened(self.path, read_only)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

    def documents(self) -> list[Document]:
        """All documents, by id."""
        return self._sorted("documents")

    def claims(self, document_id: str | None = None) -> list[Claim]:
        """All claims, by id; or those of one document, in the order of its text."""
        if document_id is None:
            return self._sorted("claims")
        found = fetch(self.connection, Claim, "FROM claims WHERE document_id = ?", [document_id])
        return sorted(found, key=lambda claim: (claim.start, claim.end, claim.claim_id))

    def claims_of(self, document_ids: Iterable[str]) -> list[Claim]:
        """All claims of these documents, by id."""
        wanted = sorted(set(document_ids))
        found = fetch(self.connection, Claim, "FROM claims WHERE document_id IN (SELECT unnest(?))", [wanted])
        return sorted(found, key=lambda claim: claim.claim_id)

    def events(self) -> list[Event]:
        """All events, by id."""
        return self._sorted("events")

    def records(self, kind: Kind) -> Iterator[Any]:
        """The records of a kind, by id, streamed: what a ledger larger than memory is read with."""
        record, key = RECORDS[kind]
        return fetch(self.connection, record, f"FROM {kind} ORDER BY {key}")

    def unsorted(self, kind: Kind) -> Iterator[Any]:
        """The records of a kind, streamed, where their order is nobody's business."""
        return fetch(self.connection, RECORDS[kind][0], f"FROM {kind}")

    @contextmanager
    def batches(self, kind: Kind, rows: int) -> Iterator[pa.RecordBatchReader]:
        """The records of a kind, by id, as Arrow batches: their fields, without the columns that the ledger adds."""
        record, key = RECORDS[kind]
        columns = ", ".join(f'"{field.name}"' for field in fields(record))
        with self.connection.cursor() as cursor:
            yield cursor.sql(f"SELECT {columns} FROM {kind} ORDER BY {key}").to_arrow_reader(rows)

    def texts(self, kind: Kind) -> Iterator[str]:
        """The records of a kind, by id, streamed as JSON: faster than records where few fields are asked for."""
        record, key = RECORDS[kind]
        shape = ", ".join(f'"{field.name}" := "{field.name}"' for field in fields(record))
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT to_json(struct_pack({shape}))::VARCHAR FROM {kind} ORDER BY {key}")
            while rows := cursor.fetchmany(FETCHED):
                yield from (text for (text,) in rows)

    def document(self, document_id: str) -> Document:
        return self._one(Document, "documents", document_id)

    def claim(self, claim_id: str) -> Claim:
        return self._one(Claim, "claims", claim_id)

    def event(self, event_id: str) -> Event:
        return self._one(Event, "events", event_id)

    def documents_by_id(self, document_ids: Iterable[str]) -> list[Document]:
        """These documents, by id; ids that the ledger does not have are left out."""
        wanted = sorted(set(document_ids))
        found = fetch(self.connection, Document, "FROM documents WHERE document_id IN (SELECT unnest(?))", [wanted])
        return sorted(found, key=lambda document: document.document_id)

    def claims_by_id(self, claim_ids: Iterable[str]) -> dict[str, Claim]:
        """These claims, by their ids; ids that the ledger does not have are left out."""
        wanted = sorted(set(claim_ids))
        found = fetch(self.connection, Claim, "FROM claims WHERE claim_id IN (SELECT unnest(?))", [wanted])
        return {claim.claim_id: claim for claim in found}

    def events_of(self, claim_ids: Iterable[str]) -> list[Event]:
        """The events that one of these claims is about, by id."""
        wanted = sorted(set(claim_ids))
        found = fetch(self.connection, Event, "FROM events WHERE list_has_any(claims, ?::VARCHAR[])", [wanted])
        return sorted(found, key=lambda event: event.event_id)

    def names(self) -> list[tuple[str, str]]:
        """The ``claim_id`` of each claim with the words of each of its participants, sources and places."""
        return self.connection.sql(NAMES).fetchall()

    def original(self, sha256: str) -> bytes:
        """The bytes whose hash a custody record carries."""
        packed = value(self.connection, "SELECT zlib FROM originals WHERE sha256 = ?", [sha256])
        if packed is None:
            raise SaysoError(f"{self.path} has no bytes of hash {sha256}.")
        return zlib.decompress(packed)

    def passages(self, document_ids: Iterable[str] | None = None) -> list[Passage]:
        """What documents that are no copies, or these of them, lifted from earlier ones, by document and place."""
        if document_ids is None:
            return list(fetch(self.connection, Passage, "FROM passages ORDER BY ALL"))
        wanted = sorted(set(document_ids))
        query = "FROM passages WHERE document_id IN (SELECT unnest(?)) ORDER BY ALL"
        return list(fetch(self.connection, Passage, query, [wanted]))

    def parts(self) -> list[tuple[str, str]]:
        """(part, whole): ids of claims of which the one tells a part of what the other, of its document, tells."""
        query = "SELECT claim_id, unnest(wholes) AS whole_id FROM linked_claims ORDER BY ALL"
        return self.connection.sql(query).fetchall()

    def event_parts(self) -> list[tuple[str, str]]:
        """(part, whole): ids of events, a pair for each pair of their claims of which the one tells a part of the other."""
        return self.connection.sql("SELECT event_id, parent_id FROM event_parts ORDER BY ALL").fetchall()

    def set_aside(self) -> list[SetAside]:
        """What could not be read, by path."""
        return list(fetch(self.connection, SetAside, "FROM set_aside ORDER BY path, reason"))

    def count(self, kind: Kind, condition: str = "true") -> int:
        """How many records of a kind there are, or how many meet a condition in SQL."""
        return int(value(self.connection, f"SELECT count(*) FROM {kind} WHERE {condition}"))

    def query(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of the answer to one question in DuckDB's SQL.

        Nothing can be changed and no file read or written this way. Raises ``SaysoError`` in DuckDB's words.
        """
        try:
            statements = self.connection.extract_statements(sql.encode().decode())
            if len(statements) != 1 or statements[0].type not in QUESTIONS:
                raise SaysoError("A query is one SELECT: a ledger is changed by sayso build alone.")
            with self.connection.cursor() as cursor:
                cursor.execute("BEGIN TRANSACTION READ ONLY")
                cursor.execute(sql)
                columns, rows = [column[0] for column in cursor.description or ()], cursor.fetchall()
                cursor.rollback()
        except duckdb.Error as error:
            raise SaysoError(f"The query can't be answered: {first_line(error)}") from error
        except UnicodeEncodeError as error:
            raise SaysoError("The query can't be answered: it is not valid Unicode.") from error
        return columns, rows

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """All that is written inside is seen by readers at once, or not at all."""
        self.connection.begin()
        try:
            yield self.connection
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    def _sorted(self, kind: Kind) -> list[Any]:
        # Sorted here: DuckDB would need room for the texts a second time.
        return sorted(self.unsorted(kind), key=lambda found: str(getattr(found, RECORDS[kind][1])))

    def _one(self, kind: type[R], table: Kind, number: str) -> R:
        found = next(fetch(self.connection, kind, f"FROM {table} WHERE {RECORDS[table][1]} = ?", [number]), None)
        if found is None:
            raise SaysoError(f"{self.path} has no {table[:-1]} '{number}': sayso export lists the ids.")
        return found


def _opened(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    connection = connect(path, read_only)
    try:
        found = migrations.check(connection, path)
        if found == len(migrations.STEPS):
            return connection
        if not read_only:
            migrations.migrate(connection, found)
            return connection
        if found == 0:
            raise SaysoError(f"{path} is an empty database, not a ledger: make one with sayso build.")
    except BaseException:
        connection.close()
        raise
    connection.close()
    _opened(path, read_only=False).close()
    return connect(path, read_only)

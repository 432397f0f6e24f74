"""What a build writes to a ledger. Every function is called inside a transaction and leaves the ledger consistent.

Consistent: an event names only claims that are there, and a claim belongs to a document as it was read.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from sayso.ledger.provenance import Provenance
from sayso.ledger.rows import insert, value
from sayso.records import Claim, Document, Event, Passage, SetAside, to_dict

CLASH = (
    "another document of this run has the same id '{}' and other content: give each its own id "
    "(this one is left out, the first by content hash is kept)."
)
FOUND_TABLES = """
CREATE OR REPLACE TEMP TABLE met (document_id VARCHAR, fingerprint VARCHAR, path VARCHAR, sha256 VARCHAR, fresh BOOLEAN);
CREATE OR REPLACE TEMP TABLE waiting AS FROM documents LIMIT 0;
"""
CHOSEN = """
CREATE OR REPLACE TEMP TABLE chosen AS
FROM met SELECT DISTINCT ON (document_id) * ORDER BY document_id, fingerprint, path, sha256;
CREATE OR REPLACE TEMP TABLE replacing AS
SELECT DISTINCT ON (w.document_id) w.*, w.fingerprint <> d.fingerprint AS changed, d.document_id IN (
    SELECT document_id FROM met WHERE fresh
) AS fresh
FROM waiting w
JOIN chosen c ON w.document_id = c.document_id AND w.fingerprint = c.fingerprint
    AND w.custody.path = c.path AND w.custody.sha256 = c.sha256
JOIN documents d ON d.document_id = w.document_id
WHERE w.fingerprint <> d.fingerprint OR w.custody.path <= d.custody.path
ORDER BY w.document_id;
"""


@dataclass(frozen=True, slots=True)
class Met:
    """The documents that a run met: how many, and what became of them in the ledger."""

    read: int
    changed: int
    clashes: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What is to be written of one document's reading: its claims, or why there are none."""

    document_id: str
    claims: tuple[Claim, ...]
    failure: str | None = None


def content_fingerprint(document: Document) -> str:
    """SHA-256 of what a document says: every field but where it came from and of what it is a copy."""
    content = to_dict(document)
    del content["custody"], content["original_id"]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def begin_documents(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes room for the notes that a run takes on the documents that it meets."""
    connection.execute(FOUND_TABLES)


def add_documents(
    connection: duckdb.DuckDBPyConnection, found: Sequence[tuple[Document, bytes, str]], provenance: Provenance
) -> int:
    """Adds the documents (with their bytes and ``content_fingerprint``) whose id is new, and says how many those are.

    One whose id is known with other content or from another path waits for ``settle_documents``: only when all
    are met can it be told, whatever their order, which of two with one id stays.
    """
    known = _known(connection, [document.document_id for document, _, _ in found])
    met: list[dict[str, Any]] = []
    fresh: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    for document, _, fingerprint in found:
        number, custody = document.document_id, document.custody
        row = to_dict(document) | {"original_id": None, "fingerprint": fingerprint, "made_by": provenance.made_by}
        if number not in known:
            fresh.append(row)
        elif known[number] != (fingerprint, custody.path, custody.sha256):
            waiting.append(row)
        met.append(row | {"path": custody.path, "sha256": custody.sha256, "fresh": number not in known})
        known.setdefault(number, (fingerprint, custody.path, custody.sha256))
    insert(connection, "met", met)
    insert(connection, "documents", fresh)
    insert(connection, "waiting", waiting)
    _add_originals(connection, {document.custody.sha256: content for document, content, _ in found})
    return len(fresh)


def settle_documents(connection: duckdb.DuckDBPyConnection) -> Met:
    """Decides between documents of one id, replaces those that changed, and forgets what was read in these.

    Of several contents the first by hash stays, of several paths of one content the first by name.
    """
    connection.execute(CHOSEN)
    forget_readings(connection, _ids(connection, "SELECT document_id FROM replacing WHERE changed"))
    connection.execute("DELETE FROM documents WHERE document_id IN (SELECT document_id FROM replacing WHERE changed)")
    connection.execute(
        "DELETE FROM passages WHERE [document_id, original_id] && "
        "(SELECT list(document_id) FROM replacing WHERE changed)"
    )
    connection.execute("INSERT INTO documents BY NAME SELECT * EXCLUDE (changed, fresh) FROM replacing WHERE changed")
    connection.execute(
        "UPDATE documents SET custody = r.custody FROM replacing r "
        "WHERE r.document_id = documents.document_id AND NOT r.changed"
    )
    clashes = connection.execute(
        "SELECT DISTINCT m.path, m.document_id FROM met m JOIN chosen c USING (document_id) "
        "WHERE m.fingerprint <> c.fingerprint ORDER BY ALL"
    ).fetchall()
    read = _ids(connection, "SELECT document_id FROM chosen")
    changed = _ids(connection, "SELECT document_id FROM replacing WHERE changed AND NOT fresh")
    return Met(len(read), len(changed), tuple(SetAside(path, CLASH.format(number)) for path, number in clashes))


def set_aside(connection: duckdb.DuckDBPyConnection, refused: Sequence[SetAside]) -> None:
    """Replaces what the ledger says was set aside of every file that this run met."""
    connection.execute(
        "DELETE FROM set_aside WHERE split_part(path, '#', 1) IN "
        "(SELECT split_part(path, '#', 1) FROM met UNION SELECT split_part(unnest(?::VARCHAR[]), '#', 1))",
        [[item.path for item in refused]],
    )
    insert(connection, "set_aside", to_dict(list(refused)))


def unread(connection: duckdb.DuckDBPyConnection, provenance: Provenance) -> list[str]:
    """The ids of the documents that were not read as they are now, the way that ``provenance`` says."""
    query = """
        SELECT document_id FROM documents d ANTI JOIN readings r
        ON r.document_id = d.document_id AND r.fingerprint = d.fingerprint AND r.made_by = ?
        ORDER BY document_id
    """
    return _ids(connection, query, [provenance.made_by])


def add_readings(connection: duckdb.DuckDBPyConnection, readings: Sequence[Read], provenance: Provenance) -> None:
    """Writes what was read, in the place of earlier readings of these documents."""
    if not readings:
        return
    forget_readings(connection, [reading.document_id for reading in readings])
    made_by = {"made_by": provenance.made_by}
    insert(connection, "claims", [to_dict(claim) | made_by for reading in readings for claim in reading.claims])
    connection.execute(
        "INSERT INTO readings SELECT document_id, fingerprint, failure, ? FROM documents "
        "JOIN (SELECT unnest(?) AS document_id, unnest(?::VARCHAR[]) AS failure) USING (document_id)",
        [
            provenance.made_by,
            [reading.document_id for reading in readings],
            [reading.failure for reading in readings],
        ],
    )


def forget_readings(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> None:
    """Removes the claims of these documents, and the events that are about them: they are linked anew."""
    if not _ids(connection, "SELECT document_id FROM readings WHERE document_id IN (SELECT unnest(?))", [document_ids]):
        return
    claims = _ids(
        connection,
        "DELETE FROM claims WHERE document_id IN (SELECT unnest(?)) RETURNING claim_id",
        [document_ids],
    )
    connection.execute("DELETE FROM readings WHERE document_id IN (SELECT unnest(?))", [document_ids])
    _forget_events(connection, claims, document_ids)


def forget_claims(connection: duckdb.DuckDBPyConnection, claim_ids: Sequence[str]) -> None:
    """Removes these claims, as if they had never been read, and the events that are about them: they are linked anew."""
    documents = _ids(
        connection, "DELETE FROM claims WHERE claim_id IN (SELECT unnest(?)) RETURNING document_id", [claim_ids]
    )
    _forget_events(connection, claim_ids, documents)


def failures(connection: duckdb.DuckDBPyConnection) -> list[SetAside]:
    """The documents that could not be read, and why."""
    rows = connection.execute(
        "SELECT custody.path, failure FROM documents JOIN readings USING (document_id) "
        "WHERE failure IS NOT NULL ORDER BY ALL"
    ).fetchall()
    return [SetAside(path, reason) for path, reason in rows]


def state(connection: duckdb.DuckDBPyConnection) -> str:
    """A short word for all documents and what was read in them: while it stays the same, so do the events."""
    found = value(
        connection,
        "SELECT (SELECT count(*) || ' ' || coalesce(bit_xor(hash(document_id, fingerprint)), 0) FROM documents) || ' ' || "
        "(SELECT count(*) || ' ' || coalesce(bit_xor(hash(document_id, fingerprint, failure, made_by)), 0) FROM readings)",
    )
    return str(found)


def linked_state(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The ``state`` that the ledger's copies and events were made from."""
    found = value(connection, "SELECT state FROM linked")
    return str(found) if found is not None else None


def put_copies(connection: duckdb.DuckDBPyConnection, copies: Mapping[str, str], passages: Iterable[Passage]) -> None:
    """Writes copies (document → its original) and lifted passages in the place of the earlier ones."""
    connection.execute("CREATE OR REPLACE TEMP TABLE copies (document_id VARCHAR, original_id VARCHAR)")
    insert(connection, "copies", [{"document_id": copy, "original_id": of} for copy, of in copies.items()])
    connection.execute(
        "UPDATE documents SET original_id = found.original_id "
        "FROM (SELECT d.document_id, c.original_id FROM documents d LEFT JOIN copies c USING (document_id)) found "
        "WHERE found.document_id = documents.document_id AND documents.original_id IS DISTINCT FROM found.original_id"
    )
    connection.execute("DELETE FROM passages")
    insert(connection, "passages", to_dict(list(passages)))


def put_linked_state(connection: duckdb.DuckDBPyConnection, state: str) -> None:
    """Notes the ``state`` that copies and events were made from."""
    connection.execute("DELETE FROM linked")
    connection.execute("INSERT INTO linked VALUES (?)", [state])


def _forget_events(connection: duckdb.DuckDBPyConnection, claims: Sequence[str], document_ids: Sequence[str]) -> None:
    """Removes the events about these claims of these documents, which are to be linked anew."""
    connection.execute(
        "DELETE FROM events WHERE event_id IN (SELECT event_id FROM event_claims WHERE claim_id IN (SELECT unnest(?)))",
        [claims],
    )
    connection.execute(
        "UPDATE linked_documents SET state = NULL WHERE document_id IN (SELECT unnest(?))", [document_ids]
    )


def put_reviewed(
    connection: duckdb.DuckDBPyConnection,
    claims: Mapping[str, Claim | None],
    events: Mapping[str, Event | None],
    provenance: Provenance,
) -> None:
    """Writes claims and events in the place of those of the same ids; ``None`` is one that goes."""
    tables: tuple[tuple[str, str, Mapping[str, Claim | Event | None]], ...] = (
        ("claims", "claim_id", claims),
        ("events", "event_id", events),
    )
    for table, key, records in tables:
        connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT unnest(?::VARCHAR[]))", [list(records)])
        made_by = {"made_by": provenance.made_by}
        insert(connection, table, [to_dict(one) | made_by for one in records.values() if one is not None])


def _known(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    rows = connection.execute(
        "SELECT document_id, fingerprint, custody.path, custody.sha256 FROM documents "
        "WHERE document_id IN (SELECT unnest(?))",
        [document_ids],
    ).fetchall()
    return {number: (fingerprint, path, sha256) for number, fingerprint, path, sha256 in rows}


def _add_originals(connection: duckdb.DuckDBPyConnection, contents: Mapping[str, bytes]) -> None:
    """Keeps bytes that the ledger does not have; those of a document that changed since stay as they were."""
    query = "SELECT sha256 FROM originals WHERE sha256 IN (SELECT unnest(?))"
    have = set(_ids(connection, query, [list(contents)]))
    rows = [
        {"sha256": sha256, "size": len(content), "zlib": zlib.compress(content)}
        for sha256, content in contents.items()
        if sha256 not in have
    ]
    insert(connection, "originals", rows)


def _ids(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()) -> list[str]:
    return [str(number) for (number,) in connection.execute(query, parameters).fetchall()]

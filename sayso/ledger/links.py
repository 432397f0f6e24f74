"""What a ledger keeps of linking, so that only what a new, changed or removed claim may touch is linked anew.

Asks and writes ``linked_documents`` and ``linked_claims``, and the events that go with them. Decides nothing: which claims
match is the business of ``sayso.events``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from sayso.ledger.provenance import Provenance
from sayso.ledger.rows import insert, value
from sayso.records import Event, to_dict

NOW = """
SELECT d.document_id, hash(
    ?, d.fingerprint, d.original_id, o.fingerprint, o.original_id, r.fingerprint, r.failure, r.made_by, p.lifted
) AS state
FROM documents d
LEFT JOIN documents o ON o.document_id = d.original_id
LEFT JOIN readings r ON r.document_id = d.document_id
LEFT JOIN (
    SELECT p.document_id, list((p."start", p."end", p.original_id, s.fingerprint, s.original_id) ORDER BY ALL) AS lifted
    FROM passages p LEFT JOIN documents s ON s.document_id = p.original_id
    GROUP BY p.document_id
) p ON p.document_id = d.document_id
"""
STALE = f"""
SELECT coalesce(now.document_id, before.document_id) AS document_id
FROM ({NOW}) now FULL JOIN linked_documents before ON before.document_id = now.document_id
WHERE before.state IS NULL OR now.state IS DISTINCT FROM before.state
ORDER BY ALL
"""
MEETING = """
SELECT DISTINCT met.document_id
FROM (SELECT document_id, "first", "last", unnest({theirs}) AS key FROM linked_claims) met
JOIN (SELECT "first", "last", unnest({ours}) AS key FROM arriving) a
ON a.key = met.key AND a."first" <= met."last" AND met."first" <= a."last"
WHERE met.document_id NOT IN (SELECT unnest(?))
"""


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A claim as it was linked: its component, the days it may have happened on, hashes of where it stands and reaches, and
    the claims of its document that tell the whole of which it tells a part.
    """

    claim_id: str
    document_id: str
    component: str
    first: int | None
    last: int | None
    stands: tuple[int, ...]
    reaches: tuple[int, ...]
    wholes: tuple[str, ...]


def stale(connection: duckdb.DuckDBPyConnection, provenance: Provenance) -> list[str]:
    """The documents that are new, gone, or other than they were linked: by content, reading, or whose copies they are."""
    return _column(connection, STALE, [provenance.made_by])


def meeting(
    connection: duckdb.DuckDBPyConnection, arriving: Iterable[LinkedClaim], without: Sequence[str]
) -> list[str]:
    """The documents, but those ``without``, that have a linked claim worth comparing with one of those that arrive."""
    if (
        value(connection, "SELECT 1 FROM linked_claims WHERE document_id NOT IN (SELECT unnest(?)) LIMIT 1", [without])
        is None
    ):
        return []
    connection.execute("CREATE OR REPLACE TEMP TABLE arriving AS FROM linked_claims LIMIT 0")
    insert(connection, "arriving", [to_dict(one) for one in arriving if one.stands or one.reaches])
    ways = [MEETING.format(ours=ours, theirs=theirs) for ours, theirs in (("reaches", "stands"), ("stands", "reaches"))]
    return _column(connection, f"{ways[0]} UNION {ways[1]} ORDER BY ALL", [without, without])


def members(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[str], claims: Collection[str]
) -> list[tuple[str, str]]:
    """(claim, document) of all whose component has a linked claim of these documents, or one of these claims."""
    query = """
        SELECT claim_id, document_id FROM linked_claims WHERE component IN (
            SELECT component FROM linked_claims
            WHERE document_id IN (SELECT unnest(?)) OR claim_id IN (SELECT unnest(?))
        ) ORDER BY ALL
    """
    return [(claim, document) for claim, document in connection.execute(query, [documents, sorted(claims)]).fetchall()]


def put(
    connection: duckdb.DuckDBPyConnection,
    replaced: Collection[str],
    claims: Sequence[LinkedClaim],
    events: Iterable[Event],
    provenance: Provenance,
) -> None:
    """Writes these claims and their events, in the place of what was linked of them and of the claims ``replaced``; all
    documents are linked as they are now.
    """
    gone = [sorted({*replaced, *(one.claim_id for one in claims)})]
    connection.execute("DELETE FROM linked_claims WHERE claim_id IN (SELECT unnest(?))", gone)
    connection.execute(
        "DELETE FROM events WHERE event_id IN (SELECT event_id FROM event_claims SEMI JOIN "
        "(SELECT unnest(?) AS claim_id) USING (claim_id))",
        gone,
    )
    insert(connection, "linked_claims", to_dict(list(claims)))
    insert(connection, "events", [to_dict(event) | {"made_by": provenance.made_by} for event in events])
    connection.execute("DELETE FROM linked_documents")
    connection.execute(f"INSERT INTO linked_documents {NOW}", [provenance.made_by])


def _column(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()) -> list[str]:
    return [str(found) for (found,) in connection.execute(query, parameters).fetchall()]

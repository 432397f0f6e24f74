"""What a ledger remembers of the files it was built from, so that a file that did not change is not opened up again.

A file is known by its path and the hash of its bytes, and by ``taken_by``, a word for all that taking documents out of it
depends on. Of a known file the ledger has everything: which documents it held, and what of it was set aside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from sayso.ledger.rows import insert
from sayso.records import SetAside

KNOWN = """
SELECT path FROM offered JOIN files USING (path, sha256)
WHERE taken_by = ? AND path NOT IN (
    SELECT file FROM found LEFT JOIN documents USING (document_id)
    WHERE found.document_id IS NOT NULL AND found.fingerprint IS DISTINCT FROM documents.fingerprint
)
"""
FOUND_IN = "regexp_replace({0}, '#[^#]*$', '') = taken.path OR {0} = taken.path"


@dataclass(frozen=True, slots=True)
class File:
    """A file by its path, as custody records write it, and the SHA-256 of its bytes."""

    path: str
    sha256: str


def hashed(path: Path, shown: str) -> File:
    """The file at ``path``. Raises ``OSError`` if it can't be read."""
    with path.open("rb") as stream:
        return File(shown, hashlib.file_digest(stream, "sha256").hexdigest())


def known(connection: duckdb.DuckDBPyConnection, files: Sequence[File], taken_by: str) -> frozenset[str]:
    """The paths of those files that were taken in as they are, and whose documents the ledger holds as they were."""
    connection.execute("CREATE OR REPLACE TEMP TABLE offered (path VARCHAR, sha256 VARCHAR)")
    insert(connection, "offered", [{"path": file.path, "sha256": file.sha256} for file in files])
    return frozenset(path for (path,) in connection.execute(KNOWN, [taken_by]).fetchall())


def meet(connection: duckdb.DuckDBPyConnection, paths: Iterable[str]) -> list[SetAside]:
    """Notes the documents of known files as met in this run, and gives what of these files was set aside."""
    wanted = [sorted(paths)]
    connection.execute(
        "INSERT INTO met SELECT document_id, fingerprint, path, sha256, false FROM found "
        "WHERE document_id IS NOT NULL AND file IN (SELECT unnest(?))",
        wanted,
    )
    rows = connection.execute(
        "SELECT path, reason FROM found WHERE reason IS NOT NULL AND file IN (SELECT unnest(?))", wanted
    ).fetchall()
    return [SetAside(path, reason) for path, reason in rows]


def remember(
    connection: duckdb.DuckDBPyConnection, files: Sequence[File], refused: Sequence[SetAside], taken_by: str
) -> None:
    """Notes what this run found in these files: the documents that it met and what it set aside."""
    connection.execute("CREATE OR REPLACE TEMP TABLE taken (path VARCHAR, sha256 VARCHAR, taken_by VARCHAR)")
    connection.execute("CREATE OR REPLACE TEMP TABLE refused (path VARCHAR, reason VARCHAR)")
    insert(connection, "taken", [{"path": f.path, "sha256": f.sha256, "taken_by": taken_by} for f in files])
    insert(connection, "refused", [{"path": item.path, "reason": item.reason} for item in refused])
    connection.execute("DELETE FROM files WHERE path IN (SELECT path FROM taken)")
    connection.execute("DELETE FROM found WHERE file IN (SELECT path FROM taken)")
    connection.execute("INSERT INTO files FROM taken")
    connection.execute(
        "INSERT INTO found (file, path, document_id, fingerprint, sha256) "
        "SELECT taken.path, met.path, document_id, fingerprint, met.sha256 "
        f"FROM met JOIN taken ON {FOUND_IN.format('met.path')}"
    )
    connection.execute(
        "INSERT INTO found (file, path, reason) SELECT taken.path, refused.path, reason "
        f"FROM refused JOIN taken ON {FOUND_IN.format('refused.path')}"
    )

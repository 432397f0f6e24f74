"""How the rows of a ledger were made: every row names its provenance in ``made_by``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb


@dataclass(frozen=True, slots=True)
class Provenance:
    """Sayso's version, the settings, and the fingerprint of all that a reading depends on.

    Rows of equal fingerprint were made the same way, so that the fingerprint is the identity.
    """

    version: str
    settings: Mapping[str, Any]
    fingerprint: str

    @property
    def made_by(self) -> str:
        return self.fingerprint[:16]


def record(connection: duckdb.DuckDBPyConnection, provenance: Provenance) -> None:
    """Notes the provenance, with the time if the ledger does not know it; what was the same may be at another path now."""
    connection.execute(
        "INSERT INTO provenance VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET settings = excluded.settings",
        [
            provenance.made_by,
            provenance.version,
            json.dumps(dict(provenance.settings), sort_keys=True),
            provenance.fingerprint,
            datetime.now(UTC).replace(tzinfo=None),
        ],
    )

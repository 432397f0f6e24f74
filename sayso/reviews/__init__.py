"""What reviewers decide about claims and events: kept in an append-only log beside the ledger, applied when it is read."""

from __future__ import annotations

from pathlib import Path


def beside(ledger: str | Path) -> Path:
    """The log of a ledger: ``war.duckdb`` → ``war.reviews.jsonl``."""
    path = Path(ledger)
    return path.with_name(f"{path.name.removesuffix('.duckdb')}.reviews.jsonl")

"""The store of all records and of how each was made: a DuckDB file. Stands on the records alone."""

from sayso.ledger.provenance import Provenance
from sayso.ledger.store import KINDS, Kind, Ledger

__all__ = ["KINDS", "Kind", "Ledger", "Provenance"]

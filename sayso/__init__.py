"""Sayso: an attributed ledger of what reporting on armed conflict claims.

The same as the command line, as functions: ``read`` (files to documents), ``claims`` (a document to its claims), ``build``
(files to a ledger) and ``Ledger``. Each is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.building import build
    from sayso.documents import read
    from sayso.ledger import Ledger
    from sayso.reading.pipeline import claims

__version__ = "0.1.0"
__all__ = ["Ledger", "build", "claims", "read"]

_HOMES = {
    "build": "sayso.building",
    "claims": "sayso.reading.pipeline",
    "read": "sayso.documents",
    "Ledger": "sayso.ledger",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'sayso' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)

"""Sayso: an attributed ledger of what reporting on armed conflict claims.

The same as the command line, as functions: ``read`` (files to documents), ``claims`` (a document to its claims), ``build``
(files to a ledger) and ``Ledger``.
"""

__version__ = "0.1.0"

"""The desk: a web application on loopback to read, question and correct a ledger.

``filters`` (what is asked for) and ``columns`` (which claims answer it), ``shelf`` (records and full-text search on disk),
``desk`` (a ledger at one moment, for both), ``opening`` and ``keeper`` that make it, ``pages`` and ``api`` over it,
``guard`` around all.
"""

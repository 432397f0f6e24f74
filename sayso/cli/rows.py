"""Rows of a view on standard output: JSON Lines, CSV, or tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console, Group

from sayso.export import csv, jsonl
from sayso.export.whole import output

WIDTH = 120  # columns, where the output is no terminal that has a width of its own


def console() -> Console:
    """Standard output, for tables."""
    found = Console(highlight=False)
    if not found.is_terminal:
        found.width = WIDTH
    return found


def write(form: str, kind: type, rows: Sequence[Any], overview: Group) -> None:
    """Writes ``rows``, all of the dataclass ``kind``, as ``jsonl`` or ``csv``; as ``table`` the overview instead."""
    if form == "table":
        console().print(overview)
        return
    with output(None) as stream:
        if form == "csv":
            csv.write_rows(kind, rows, stream)
        else:
            stream.writelines(f"{jsonl.line(row)}\n" for row in rows)

"""Rows of a view on standard output: JSON Lines, CSV, or tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console, Group

from sayso.export import csv, jsonl
from sayso.export.whole import output
from sayso.views.figures import counted

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


def listed(names: Sequence[str], most: int) -> list[str]:
    """The first of the names and, where there are others, how many."""
    return [*names[:most], *([f"and {len(names) - most:,} more"] if len(names) > most else [])]


def cut(rows: int, most: int, what: str, how: str = "--format jsonl or csv has all") -> str:
    """What a table of the first ``most`` rows says below; nothing where that is all."""
    return f"The first {most:,} of {counted(rows, what)} are shown; {how}." if rows > most else ""

"""Words of articles for the terminal: neither read as markup nor obeyed as control characters."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text


def text(words: str, style: str = "") -> Text:
    """The words; what a terminal would obey is a space, so that offsets stay."""
    shown = "".join(character if character.isprintable() or character == "\n" else " " for character in words)
    return Text(shown, style=style)


def row(table: Table, *cells: str) -> None:
    table.add_row(*map(text, cells))

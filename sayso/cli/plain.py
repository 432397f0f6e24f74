"""Words of articles for the terminal: neither read as markup nor obeyed as control characters."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

ID = "id"
"""The head of a column of ids."""


def text(words: str, style: str = "") -> Text:
    """The words; what a terminal would obey is a space, so that offsets stay."""
    shown = "".join(character if character.isprintable() or character == "\n" else " " for character in words)
    return Text(shown, style=style)


def headed(*columns: str, title: str) -> Table:
    """An empty table. Ids are on one line, to be copied; no other words are cut off, however narrow the terminal."""
    table = Table(title=title)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column == ID)
    return table


def row(table: Table, *cells: str) -> None:
    table.add_row(*map(text, cells))

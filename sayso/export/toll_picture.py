"""A picture of tolls: a line from the low to the high of each row, open to the right where the high is."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10
from pathlib import Path

from sayso.events.sides import Called
from sayso.export import svg
from sayso.views.figures import counted, measured
from sayso.views.tolls import TollRow, of_whom

MOST = 40
LEFT, TOP, WIDTH, ROW = 330, 50, 520, 20
NAME = 48


def write(found: Mapping[TollRow, str], path: Path, called: Called) -> None:
    """Draws the rows with the highest numbers, on a logarithmic scale. ``found``: rows and their numbers in words;
    ``called``: how a side or an actor is called.
    """
    shown = sorted(found, key=lambda row: (-(row.high or row.low), row.group, row.side or "", row.counted))[:MOST]
    largest = max((row.high or row.low for row in shown), default=1.0)
    scale = WIDTH / max(1.0, log10(1 + largest))
    title = "Tolls as each side tells them, from low to high (logarithmic)"
    shapes = [svg.words(10, 20, title, font_weight="bold")]
    for i, row in enumerate(shown):
        y = TOP + i * ROW
        start, end = (LEFT + scale * log10(1 + value) for value in (row.low, row.high or row.low))
        group = row.group if row.group not in (row.side, "no side") else ""
        side = called(row.side) if row.side is not None else "no side"
        name = " · ".join(filter(None, (group, side, measured(row.measure), of_whom(row, called))))
        note = f"{name}: {found[row]}, {counted(len(row.events), 'event')}"
        shapes.append(svg.words(LEFT - 8, y + 9, svg.short(name, NAME), text_anchor="end"))
        shapes.append(svg.box(start - 3, y, max(6.0, end - start + 6), 9, svg.COLOURS[0], note))
        shapes.append(svg.words(end + 8, y + 9, found[row], font_size=10))
    svg.write(path, LEFT + WIDTH + 140, TOP + len(shown) * ROW + 20, title, shapes)

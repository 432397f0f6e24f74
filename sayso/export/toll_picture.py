"""A picture of tolls: a bar from the low to the high of each row, with a tip to the right where the high is open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import ceil, log10
from pathlib import Path

from sayso.events.sides import Called
from sayso.export import svg
from sayso.views.figures import counted, measured
from sayso.views.tolls import TollRow, of_whom

MOST = 40
TOP, WIDTH, ROW, BAR = 74, 420, 20, 9
GAP, MARGIN = 16, 20
NARROWEST, WIDEST = 60, 280
"""Room for each column of words."""
TIP = 8
NAMED = 6
"""Powers of ten up to which each is named."""
MONTH = re.compile(r"\d{4}-\d{2}")


def write(found: Mapping[TollRow, str], path: Path, called: Called) -> None:
    """Draws the rows with the highest numbers, on a logarithmic scale: months in their order, else the highest first.

    ``found``: rows and their numbers in words; ``called``: how a side or an actor is called.
    """
    highest = sorted(found, key=lambda row: (-(row.high or row.low), row.group, row.side or "", row.counted))[:MOST]
    shown = sorted(highest, key=_month)
    columns = [_words(row, called) for row in shown]
    edges = _edges(columns)
    powers = max(1, ceil(log10(1 + max((row.high or row.low for row in shown), default=1.0))))
    scale = WIDTH / powers
    left = edges[-1]
    title = "Tolls as each side tells them, from low to high (logarithmic)"
    if len(found) > len(shown):
        title += f": the {len(shown)} highest of {counted(len(found), 'row')}"
    shapes = [svg.words(10, 20, title, font_weight="bold")]
    bar, tip = svg.box(-3, 2, 6, BAR, svg.COLOURS[0]), svg.arrow(4, 2 + BAR / 2, TIP, fill=svg.COLOURS[0])
    shapes += svg.legend([("or more", bar + tip)], left, 32, WIDTH)[0]
    shapes += _marks(left, powers, TOP + len(shown) * ROW)
    for i, (row, names) in enumerate(zip(shown, columns, strict=True)):
        y = TOP + i * ROW
        for start, end, name in zip(edges, edges[1:], names, strict=False):
            shapes.append(svg.label(start, y + BAR, name, end - start - GAP))
        note = f"{' · '.join(filter(None, names))}: {found[row]}, {counted(len(row.events), 'event')}"
        first, last = (left + scale * log10(1 + value) for value in (row.low, row.high or row.low))
        shapes.append(svg.box(first - 3, y, max(6.0, last - first + 6), BAR, svg.COLOURS[0], note))
        if row.high is None:
            shapes.append(svg.arrow(last + 4, y + BAR / 2, TIP, note, fill=svg.COLOURS[0]))
        shapes.append(svg.words(last + 8 + TIP, y + BAR, found[row], font_size=svg.SMALL))
    numbers = max((svg.wide(found[row], svg.SMALL) for row in shown), default=0.0)
    svg.write(path, left + WIDTH + numbers + MARGIN + TIP, TOP + len(shown) * ROW + 20, title, shapes)


def _month(row: TollRow) -> str:
    """The month that a row is of; what has none comes after all that have one."""
    return row.group if MONTH.fullmatch(row.group) else "no month"


def _words(row: TollRow, called: Called) -> tuple[str, str, str]:
    """The group, if it is not the side that tells; that side; what is counted."""
    group = row.group if row.group not in (row.side, "no side") else ""
    side = called(row.side) if row.side is not None else "no side"
    return group, side, f"{measured(row.measure)} · {of_whom(row, called)}"


def _edges(rows: Iterable[tuple[str, ...]]) -> list[float]:
    """Where each column of words begins, and where the scale does; a column without words takes no room."""
    edges = [10.0]
    for column in zip(*rows, strict=True):
        edges.append(edges[-1] + (svg.widest(column, NARROWEST, WIDEST) + GAP if any(column) else 0.0))
    return edges


def _marks(left: float, powers: int, bottom: float) -> list[str]:
    shapes = []
    for power in range(0, powers + 1, 1 if powers <= NAMED else 2):
        value = 10**power if power else 0
        x = left + WIDTH / powers * log10(1 + value)
        if x <= left + WIDTH:
            shapes.append(svg.line((x, TOP - 6), (x, bottom), stroke=svg.PALE))
            shapes.append(
                svg.words(x, TOP - 12, f"{value:,}", text_anchor="middle", font_size=svg.SMALL, fill=svg.SOFT)
            )
    return shapes

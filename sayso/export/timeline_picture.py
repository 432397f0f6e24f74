"""A picture of a timeline: events a month as bars, those that are contested darker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sayso.export import svg
from sayso.views.timeline import Entry

LEFT, TOP, HEIGHT, BAR = 50, 50, 220, 14
LABELLED = 12
"""Months that are named below the bars, at most."""


def write(found: Sequence[Entry], path: Path) -> None:
    """Draws the events that have a day, by the month in which they begin."""
    months = [one.first[:7] for one in found if one.first is not None]
    contested = Counter(one.first[:7] for one in found if one.first is not None and one.contested)
    counts, shown = Counter(months), _months(months)
    most = max(counts.values(), default=1)
    title = "Events by month, contested ones darker"
    shapes = [
        svg.words(10, 20, title, font_weight="bold"),
        svg.words(LEFT - 8, TOP + 10, f"{most:,}", text_anchor="end"),
    ]
    for i, month in enumerate(shown):
        x, tall, dark = LEFT + i * BAR, HEIGHT * counts[month] / most, HEIGHT * contested[month] / most
        note = f"{month}: {counts[month]:,} events, {contested[month]:,} contested"
        shapes.append(svg.box(x, TOP + HEIGHT - tall, BAR - 2, tall, svg.COLOURS[4], note))
        shapes.append(svg.box(x, TOP + HEIGHT - dark, BAR - 2, dark, svg.COLOURS[0], note))
        if i % max(1, len(shown) // LABELLED) == 0:
            y = TOP + HEIGHT + 12
            shapes.append(svg.words(x, y, month, font_size=10, transform=f"rotate(45 {x} {y})"))
    shapes.append(svg.line((LEFT, TOP + HEIGHT), (LEFT + len(shown) * BAR, TOP + HEIGHT)))
    svg.write(path, LEFT + len(shown) * BAR + 60, TOP + HEIGHT + 60, title, shapes)


def _months(told: Sequence[str]) -> list[str]:
    """All months from the first to the last."""
    if not told:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (min(told), max(told)))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]

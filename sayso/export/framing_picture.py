"""A picture of framing: for each outlet the shares of its words for an actor by month, its changes as dashed lines.

The outlets' own voice only, as in the tables: what they quote is their sources' word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sayso.export import svg
from sayso.views.figures import counted, headline
from sayso.views.framing import Framing, Share, Turn, label

MOST_OUTLETS = 12
LEFT, TOP, PANEL, GAP, WIDTH = 150, 70, 80, 30, 840
ENTRY = 24
"""Characters of a word in the legend and of an outlet's name."""


def write(found: Framing, path: Path, actor: str) -> None:
    """Writes the picture of the outlets that use most words, the most common words in colours, the others grey."""
    uses = [use for use in found.uses if use.voice == "outlet" and use.month is not None]
    outlets = [outlet for outlet, _ in _most(Counter(use.outlet for use in uses))][:MOST_OUTLETS]
    common = [words for words, _ in _most(Counter(label(use) for use in uses))][: len(svg.COLOURS)]
    colours = dict(zip(common, svg.COLOURS, strict=False))
    months = _months(sorted({use.month for use in uses if use.month is not None}))
    title = f"Words for {actor} by outlet and month, in the outlets' own voice"
    shapes = [svg.words(LEFT, 20, title, font_weight="bold"), *_legend(colours)]
    for i, outlet in enumerate(outlets):
        y = TOP + i * (PANEL + GAP)
        shares = [row for row in found.shares if (row.outlet, row.voice) == (outlet, "outlet")]
        turns = [turn for turn in found.turns if (turn.outlet, turn.voice) == (outlet, "outlet")]
        shapes += _panel(y, outlet, shares, turns, months, colours)
    shapes += _axis(TOP + len(outlets) * (PANEL + GAP), months)
    svg.write(path, LEFT + WIDTH + 20, TOP + len(outlets) * (PANEL + GAP) + 20, title, shapes)


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _months(used: Sequence[str]) -> list[str]:
    """All months from the first to the last."""
    if not used:
        return []
    first, last = ((int(month[:4]) * 12 + int(month[5:7]) - 1) for month in (used[0], used[-1]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def _legend(colours: dict[str, str]) -> list[str]:
    shapes = []
    for i, (words, colour) in enumerate([*colours.items(), ("other words", svg.REST)]):
        x, y = LEFT + i % 4 * WIDTH / 4, 30 + i // 4 * 18
        shapes += [svg.box(x, y, 12, 12, colour), svg.words(x + 17, y + 10, svg.short(headline(words), ENTRY))]
    x, y = LEFT + 3 * WIDTH / 4, 48
    return [
        *shapes,
        svg.line((x + 110, y), (x + 110, y + 12), stroke_width=2, stroke_dasharray="5 3"),
        svg.words(x + 118, y + 10, "Change"),
    ]


def _panel(
    y: float,
    outlet: str,
    shares: Sequence[Share],
    turns: Sequence[Turn],
    months: Sequence[str],
    colours: dict[str, str],
) -> list[str]:
    total = sum(row.uses for row in shares)
    name = svg.short(outlet, ENTRY)
    shapes = [
        svg.words(LEFT - 10, y + PANEL / 2, name, text_anchor="end"),
        svg.words(LEFT - 10, y + PANEL / 2 + 16, counted(total, "use"), text_anchor="end", fill="#666666"),
        svg.line((LEFT, y + PANEL), (LEFT + WIDTH, y + PANEL), stroke=svg.PALE),
    ]
    step = WIDTH / max(1, len(months))
    place = {month: LEFT + i * step for i, month in enumerate(months)}
    order = [*colours, *sorted({label(row) for row in shares} - colours.keys())]
    heights = dict.fromkeys(months, y + PANEL)
    for row in sorted(shares, key=lambda row: order.index(label(row))):
        if row.month is not None:
            tall = row.share * PANEL
            heights[row.month] -= tall
            note = f"{outlet}, {row.month}: {label(row)}, {row.uses} of {row.of} uses, in {', '.join(row.documents)}"
            shapes.append(
                svg.box(place[row.month], heights[row.month], step * 0.9, tall, colours.get(label(row), svg.REST), note)
            )
    for turn in turns:
        note = f"{outlet}: change between {turn.last} and {turn.first}, p = {turn.p:.4f}"
        x = place[turn.month]
        shapes.append(svg.line((x, y - 8), (x, y + PANEL), note, stroke_width=2, stroke_dasharray="5 3"))
    return shapes


def _axis(y: float, months: Sequence[str]) -> list[str]:
    step = WIDTH / max(1, len(months))
    every = max(1, round(70 / step))
    return [
        svg.words(LEFT + i * step, y - 10, month, fill="#666666") for i, month in enumerate(months) if i % every == 0
    ]

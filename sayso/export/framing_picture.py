"""A picture of framing: for each outlet the shares of its words for an actor by month, its changes as dashed lines.

The outlets' own voice only, as in the tables: what they quote is their sources' word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.export import svg
from sayso.export.days import bulk, iso, marks, ordinal, told
from sayso.views.designations import Use
from sayso.views.figures import counted, headline
from sayso.views.framing import Framing, Share, Turn, label

MOST_OUTLETS = 12
LEGEND, PANEL, GAP, WIDTH, MARGIN = 34, 80, 30, 840, 20
NARROWEST, WIDEST = 110, 260
"""Room for the names of outlets."""
ENTRY = 180
"""Pixels of a word in the legend."""


def write(found: Framing, path: Path, actor: str) -> None:
    """Writes the picture of the outlets that use most words, the most common words in colours, the others grey."""
    uses = [use for use in found.uses if use.voice == "outlet" and use.month is not None]
    ranked = [outlet for outlet, _ in _most(Counter(use.outlet for use in uses))]
    outlets = ranked[:MOST_OUTLETS]
    common = [words for words, _ in _most(Counter(label(use) for use in uses))][: len(svg.COLOURS)]
    colours = dict(zip(common, svg.COLOURS, strict=False))
    axis = _axis(uses, svg.widest(outlets, NARROWEST, WIDEST) + MARGIN)
    title = f"Words for {actor} by outlet and month, in the outlets' own voice"
    if len(ranked) > len(outlets):
        title += f": the {len(outlets)} of {counted(len(ranked), 'outlet')} that use most"
    shapes = [svg.words(10, 20, title, font_weight="bold")]
    keys, top = svg.legend(_keys(colours), axis.left, LEGEND, WIDTH)
    y = top = top + 16
    for outlet in outlets:
        shares = [row for row in found.shares if (row.outlet, row.voice) == (outlet, "outlet")]
        turns = [turn for turn in found.turns if (turn.outlet, turn.voice) == (outlet, "outlet")]
        shapes += _panel(y, outlet, shares, turns, axis, colours)
        y += PANEL + GAP
    shapes += _ticks(y, axis)
    remarks, bottom = svg.paragraph(axis.left, y + 16, _beyond(uses, axis), WIDTH)
    svg.write(path, axis.left + WIDTH + MARGIN, bottom + 4, title, [*keys, *shapes, *remarks])


@dataclass(frozen=True, slots=True)
class _Months:
    """The months that the picture shows, and where they stand."""

    months: tuple[str, ...]
    left: float

    @property
    def step(self) -> float:
        return WIDTH / max(1, len(self.months))

    def at(self, month: str) -> float:
        return self.left + self.months.index(month) * self.step


def _axis(uses: Sequence[Use], left: float) -> _Months:
    """All months from the first to the last, but for a few that are far from all the others."""
    days = [ordinal(f"{use.month}-01") for use in uses]
    if not days:
        return _Months((), left)
    first, last = ((int(month[:4]) * 12 + int(month[5:7]) - 1) for month in map(iso, bulk(days)))
    return _Months(tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)), left)


def _beyond(uses: Sequence[Use], axis: _Months) -> str:
    beyond = [ordinal(f"{use.month}-01") for use in uses if use.month not in axis.months]
    return f"Not drawn: {counted(len(beyond), 'use')} in articles {told(beyond)}." if beyond else ""


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _keys(colours: dict[str, str]) -> list[tuple[str, str]]:
    keys = [(svg.fitted(headline(words), ENTRY), svg.key(colour)) for words, colour in colours.items()]
    change = svg.line((6, 0), (6, svg.KEY), stroke_width=2, stroke_dasharray="5 3")
    return [*keys, ("Other words", svg.key(svg.REST)), ("Change", change)]


def _panel(
    y: float,
    outlet: str,
    shares: Sequence[Share],
    turns: Sequence[Turn],
    axis: _Months,
    colours: dict[str, str],
) -> list[str]:
    left, total = axis.left, sum(row.uses for row in shares if row.month is not None)
    shapes = [
        svg.label(left - 10, y + PANEL / 2, outlet, left - MARGIN, text_anchor="end"),
        svg.words(left - 10, y + PANEL / 2 + 16, counted(total, "use"), text_anchor="end", fill=svg.SOFT),
        svg.line((left, y + PANEL), (left + WIDTH, y + PANEL), stroke=svg.PALE),
    ]
    order = [*colours, *sorted({label(row) for row in shares} - colours.keys())]
    heights = dict.fromkeys(axis.months, y + PANEL)
    for row in sorted(shares, key=lambda row: order.index(label(row))):
        if row.month in heights:
            tall = row.share * PANEL
            heights[row.month] -= tall
            note = f"{outlet}, {row.month}: {label(row)}, {row.uses} of {row.of} uses, in {', '.join(row.documents)}"
            colour = colours.get(label(row), svg.REST)
            shapes.append(svg.box(axis.at(row.month), heights[row.month], axis.step * 0.9, tall, colour, note))
    for turn in turns:
        if turn.month in heights:
            note = f"{outlet}: change between {turn.last} and {turn.first}, p = {turn.p:.4f}"
            x = axis.at(turn.month)
            shapes.append(svg.line((x, y - 8), (x, y + PANEL), note, stroke_width=2, stroke_dasharray="5 3"))
    return shapes


def _ticks(y: float, axis: _Months) -> list[str]:
    if not axis.months:
        return []
    named = marks(*(ordinal(f"{month}-01") for month in (axis.months[0], axis.months[-1])))
    return [svg.words(axis.at(iso(day)[:7]), y - 10, name[:7], fill=svg.SOFT) for day, name in named]

"""A picture of a timeline: events by day, month or year as bars, those that are contested darker.

It is of one width whatever the days. A few days far from all the others, and what is only known to a year or has no day,
have no bar but are counted below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sayso.export import svg
from sayso.export.days import Stretch, bulk, marks, ordinal, stretches, told
from sayso.views.figures import counted
from sayso.views.timeline import Entry, is_long

LEFT, TOP, WIDTH, HEIGHT = 60, 64, 900, 220
MARGIN = 20
BARS = 120
"""At most."""
THICKEST = 60


def write(found: Sequence[Entry], path: Path) -> None:
    """Draws the events that are told of less than a year, by the day on which they begin."""
    dated = {one.event_id: ordinal(one.first) for one in found if one.first is not None and not is_long(one)}
    first, last = bulk(dated.values())
    unit, shown = stretches(first, last, BARS)
    contested = [dated[one.event_id] for one in found if one.contested and one.event_id in dated]
    counts, dark = _by_stretch(list(dated.values()), shown), _by_stretch(contested, shown)
    most = max(counts.values(), default=1) or 1
    title = f"Events by {unit}, contested ones darker"
    shapes = [svg.words(10, 20, title, font_weight="bold")]
    keys = [("events", svg.key(svg.COLOURS[4])), ("contested", svg.key(svg.COLOURS[0]))]
    shapes += svg.legend(keys, LEFT, 30, WIDTH)[0]
    shapes += _scale(most)
    step = min(THICKEST, WIDTH / len(shown))
    for i, stretch in enumerate(shown):
        x, tall = LEFT + i * step, HEIGHT * counts[stretch] / most
        note = f"{stretch.name}: {counted(counts[stretch], 'event')}, {dark[stretch]:,} contested"
        shapes.append(svg.box(x, TOP + HEIGHT - tall, step * 0.88, tall, svg.COLOURS[4], note))
        below = HEIGHT * dark[stretch] / most
        shapes.append(svg.box(x, TOP + HEIGHT - below, step * 0.88, below, svg.COLOURS[0], note))
    for day, name in marks(shown[0].first, shown[-1].end - 1):
        x = LEFT + step * next(i for i, stretch in enumerate(shown) if stretch.first <= day < stretch.end)
        shapes.append(svg.line((x, TOP + HEIGHT), (x, TOP + HEIGHT + 5)))
        shapes.append(svg.words(x, TOP + HEIGHT + 18, name))
    shapes.append(svg.line((LEFT, TOP + HEIGHT), (LEFT + WIDTH, TOP + HEIGHT)))
    remarks, bottom = svg.paragraph(
        LEFT, TOP + HEIGHT + 44, _not_drawn(found, list(dated.values()), first, last), WIDTH
    )
    svg.write(path, LEFT + WIDTH + MARGIN, bottom, title, [*shapes, *remarks])


def _by_stretch(days: Sequence[int], shown: Sequence[Stretch]) -> Counter[Stretch]:
    return Counter({one: sum(one.first <= day < one.end for day in days) for one in shown})


def _scale(most: int) -> list[str]:
    shapes = []
    for value in sorted({0, most // 2, most}):
        y = TOP + HEIGHT * (1 - value / most)
        shapes.append(svg.line((LEFT, y), (LEFT + WIDTH, y), stroke=svg.PALE))
        shapes.append(svg.words(LEFT - 8, y + 4, f"{value:,}", text_anchor="end"))
    return shapes


def _not_drawn(found: Sequence[Entry], days: Sequence[int], first: int, last: int) -> str:
    early, late = [day for day in days if day < first], [day for day in days if day > last]
    undated = sum(one.first is None for one in found)
    long = len(found) - undated - len(days)
    parts = [
        *(f"{counted(len(beyond), 'event')} {told(beyond)}" for beyond in (early, late) if beyond),
        f"{counted(long, 'event')} told of a year or longer" if long else "",
        f"{counted(undated, 'event')} without a day" if undated else "",
    ]
    named = ", ".join(filter(None, parts))
    return f"Not drawn: {named}." if named else ""

"""Plots that are part of a page: numbers in, SVG out, whose shapes lead to the words they were made from.

Colours are classes of the style sheet, so that plots follow the theme; each shape says in words what it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from urllib.parse import quote

from markupsafe import Markup

from sayso.events.series import Point, SideSeries
from sayso.export.markup import Value, element, escaped
from sayso.records import Claim
from sayso.views.figures import counted, figure, headline, measured, numbers_of, of_what, toll
from sayso.views.framing import Framing, label
from sayso.views.sources import Sources

WIDTH, LEFT, RIGHT = 460, 64, 16
TALL = 150
SIDES = 7
"""Colours of the style sheet, which are used again where there are more."""
MEASURES = ("killed", "wounded", "captured", "missing", "displaced", "shot_down", "destroyed", "damaged", "seized")
WORDS = 6
MOST = 16


def accounts(
    found: Sequence[SideSeries], claims: Mapping[str, Claim], name: Callable[[str], str]
) -> list[tuple[str, Markup]]:
    """A plot a thing counted: what each side said, day by day, from lowest to highest, under what is counted.

    What only one number is told of needs none. ``claims`` by id hold those of the points, each of which leads to its words
    on the page; ``name``: how a side is called.
    """
    sides = list(dict.fromkeys(one.side for one in found))
    told = [one for one in found if one.measure in MEASURES and _tops(one)]
    plots = []
    for _, group in groupby(sorted(told, key=_thing), key=_thing):
        series = list(group)
        if sum(len(one.points) for one in series) < 2:
            continue
        words = dict.fromkeys(filter(None, (of_what(one.of, one.measure) for one in series)))
        title = ": ".join(filter(None, [measured(series[0].measure), " / ".join(words)]))
        plots.append((title, _ranges(series, sides, claims, name)))
    return plots


def framing(found: Framing, address: str) -> list[tuple[str, Markup]]:
    """An outlet each: the shares of its words by month, in its own voice. ``address`` of a month's uses ends with ``=``."""
    uses = [use for use in found.uses if use.voice == "outlet" and use.month is not None]
    common = [words for words, _ in Counter(map(label, uses)).most_common(WORDS)]
    colour = {words: f"side-{number}" for number, words in enumerate(common)}
    outlets = [outlet for outlet, _ in Counter(use.outlet for use in uses).most_common(MOST)]
    months = sorted({use.month for use in uses if use.month is not None})
    plots = []
    for outlet in outlets:
        rows = [row for row in found.shares if row.outlet == outlet and row.voice == "outlet" and row.month is not None]
        step, tall, shapes = (WIDTH - LEFT - RIGHT) / max(1, len(months)), 70.0, []
        height = dict.fromkeys(months, 0.0)
        for row in sorted(rows, key=lambda row: common.index(label(row)) if label(row) in common else len(common)):
            if row.month is None:
                continue
            x, part = LEFT + months.index(row.month) * step, row.share * tall
            height[row.month] += part
            note = f"{row.month}: {label(row)}, {row.uses} of {row.of} uses"
            box = _box(x, tall - height[row.month], step * 0.9, part, colour.get(label(row), "rest"), note)
            shapes.append(
                element("a", box, href=f"{address}{row.month}&outlet={quote(outlet)}&words={quote(label(row))}#uses")
            )
        for turn in found.turns:
            if (turn.outlet, turn.voice) == (outlet, "outlet") and turn.month in months:
                x = LEFT + months.index(turn.month) * step
                shapes.append(
                    _line(x, 0, x, tall, "change", f"change between {turn.last} and {turn.first}, p = {turn.p:.4f}")
                )
        shapes += _ticks(months, step, tall)
        plots.append((outlet, _svg(shapes, tall + 20, f"Words of {outlet} by month")))
    return plots


def framing_legend(found: Framing) -> list[tuple[str, str]]:
    """The words that have a colour in ``framing``, and its class."""
    uses = [use for use in found.uses if use.voice == "outlet" and use.month is not None]
    common = Counter(map(label, uses)).most_common(WORDS)
    return [(headline(words), f"side-{number}") for number, (words, _) in enumerate(common)]


def citations(found: Sources) -> Markup:
    """Whom outlets cite, a square each, the darker the more claims; each leads to these."""
    name = {speaker.speaker_id: speaker.label for speaker in found.speakers}
    outlets = {speaker.speaker_id for speaker in found.speakers if speaker.is_outlet}
    cites = [row for row in found.citations if row.how == "cites" and row.citing in outlets]
    citing, cited = Counter[str](), Counter[str]()
    for row in cites:
        citing[row.citing] += len(row.claims)
        cited[row.cited] += len(row.claims)
    down, across = [one for one, _ in citing.most_common(MOST)], [one for one, _ in cited.most_common(MOST)]
    cell, left, top = 30, 170, 150
    most = max((len(row.claims) for row in cites), default=1)
    shapes = [_words(left - 8, top + i * cell + 19, _short(name[one]), "end") for i, one in enumerate(down)]
    for i, one in enumerate(across):
        x, y = left + i * cell + 18, top - 8
        shapes.append(_words(x, y, _short(name[one]), "start", transform=f"rotate(-60 {x} {y})"))
    for row in cites:
        if row.citing in down and row.cited in across:
            x, y, count = left + across.index(row.cited) * cell, top + down.index(row.citing) * cell, len(row.claims)
            note = f"{name[row.citing]} cites {name[row.cited]}: {counted(count, 'claim')}"
            shade = f"shade-{1 + min(4, round(4 * count / most))}"
            square = _box(x, y, cell - 2, cell - 2, shade, note) + _words(
                x + cell / 2 - 1, y + 19, str(count), "middle", class_=f"on-{shade}"
            )
            address = f"/sources?citing={quote(row.citing)}&cited={quote(row.cited)}#claims"
            shapes.append(element("a", square, href=address))
    wide = max(WIDTH, left + len(across) * cell + 110)
    return _svg(shapes, top + len(down) * cell + 10, "Whom outlets cite, by claims", wide)


def bars(counts: Sequence[tuple[str, int, str]], name: str) -> Markup:
    """Horizontal bars: how each is called, how many, and where it leads; nothing where there are none."""
    if not counts:
        return Markup()
    most = max((count for _, count, _ in counts), default=1)
    shapes = []
    for i, (words, count, address) in enumerate(counts):
        y, wide = i * 24, (WIDTH - 230) * count / most
        bar = _words(170, y + 16, _short(words), "end") + _box(
            180, y + 2, max(1.0, wide), 18, "side-0", f"{words}: {count:,}"
        )
        shapes.append(element("a", bar + _words(186 + wide, y + 16, f"{count:,}", "start"), href=address))
    return _svg(shapes, len(counts) * 24 + 4, name)


def _thing(one: SideSeries) -> tuple[int, str, str]:
    return MEASURES.index(one.measure), one.category, one.thing


def _ranges(
    series: Sequence[SideSeries], sides: Sequence[str | None], claims: Mapping[str, Claim], name: Callable[[str], str]
) -> Markup:
    days = sorted({point.said_on for one in series for point in one.points if point.said_on is not None})
    most = max(max(_tops(one)) for one in series) or 1.0
    first = date.fromisoformat(days[0]).toordinal() if days else 0
    length = max(1, date.fromisoformat(days[-1]).toordinal() - first) if days else 1
    marks = sorted({0.0, most // 2, most})
    shapes = [_line(LEFT, _y(value, most), WIDTH - RIGHT, _y(value, most), "grid") for value in marks]
    shapes += [_words(LEFT - 6, _y(value, most) + 4, f"{value:,.0f}", "end") for value in marks]
    seen: Counter[tuple[float, int]] = Counter()
    for one in series:
        hue = f"side-{sides.index(one.side) % SIDES}"
        at: list[tuple[float, float]] = []
        for point in one.points:
            day = date.fromisoformat(point.said_on).toordinal() if point.said_on is not None else first
            x = LEFT + 30 + (WIDTH - LEFT - RIGHT - 60) * (day - first) / length
            seen[round(x), 0] += 1
            x += 7 * (seen[round(x), 0] - 1)
            side = name(one.side) if one.side is not None else "no side"
            number = figure(one.measure, point.low, point.high, numbers_of(point.claims, claims))
            what = toll(one.measure, number, one.of)
            mark = _mark(point, x, most, hue, f"{side}, {point.said_on or 'no date'}: {what}")
            shapes.append(element("a", mark, href=f"#quote-{point.claims[0]}"))
            at.append((x, _y(_middle(point), most)))
        shapes += [_line(*start, *end, f"{hue} thin") for start, end in pairwise(at)]
    for said in sorted({days[0], days[len(days) // 2], days[-1]}) if days else []:
        x = LEFT + 30 + (WIDTH - LEFT - RIGHT - 60) * (date.fromisoformat(said).toordinal() - first) / length
        shapes.append(_words(x, TALL + 18, said, "middle"))
    return _svg(shapes, TALL + 26, "What each side said, day by day")


def _mark(point: Point, x: float, most: float, hue: str, note: str) -> str:
    low, high = point.low, point.high
    bottom, top = _y(low if low is not None else 0.0, most), _y(high if high is not None else low or 0.0, most)
    shape = _box(x - 4, min(top, bottom) - 4, 8, abs(bottom - top) + 8, hue, note, rx=4)
    if high is None:  # or more
        shape += _line(x, top - 4, x, top - 16, f"{hue} open", note)
    if low is None:  # up to
        shape += _line(x - 6, top, x + 6, top, f"{hue} open", note)
    return shape


def _tops(one: SideSeries) -> list[float]:
    return [value for point in one.points for value in (point.low, point.high) if value is not None]


def _middle(point: Point) -> float:
    values = [value for value in (point.low, point.high) if value is not None]
    return sum(values) / len(values) if values else 0.0


def _y(value: float, most: float) -> float:
    return 8 + (TALL - 8) * (1 - value / most)


def _ticks(months: Sequence[str], step: float, y: float) -> list[str]:
    every = max(1, round(80 / step))
    shown = [(i, month) for i, month in enumerate(months) if i % every == 0]
    return [_words(LEFT + i * step, y + 14, month, "start") for i, month in shown]


def _svg(shapes: Iterable[str], tall: float, title: str, wide: float = WIDTH) -> Markup:
    content = element("title", escaped(title)) + "".join(shapes)
    return Markup(element("svg", content, viewBox=f"0 0 {escaped(wide)} {escaped(tall)}", class_="plot", role="group"))


def _box(x: float, y: float, wide: float, tall: float, hue: str, note: str, **more: Value) -> str:
    content = element("title", escaped(note))
    return element("rect", content, x=x, y=y, width=wide, height=tall, class_=hue, **more)


def _line(x1: float, y1: float, x2: float, y2: float, hue: str, note: str = "") -> str:
    return element("line", element("title", escaped(note)) if note else "", x1=x1, y1=y1, x2=x2, y2=y2, class_=hue)


def _words(x: float, y: float, words: str, anchor: str, **more: Value) -> str:
    return element("text", escaped(words), x=x, y=y, text_anchor=anchor, **more)


def _short(words: str) -> str:
    return words if len(words) <= 24 else f"{words[:23]}…"

"""A picture of claimed control: a row a place, a bar a spell, coloured by side; what is contested is outlined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sayso.events.sides import Called
from sayso.export import svg
from sayso.export.markup import Value
from sayso.views.control import Spell
from sayso.views.figures import headline

MOST = 40
LEFT, TOP, WIDTH, ROW, BAR = 190, 60, 760, 22, 9
NAME = 26
LISTED = 5


def write(found: Sequence[Spell], path: Path, called: Called) -> None:
    """Draws the places of which most is claimed, each spell from the first to the last day that claims tell.

    ``called``: how a side is called.
    """
    counts = Counter[str]()
    for spell in found:
        counts[_name(spell)] += len(spell.claims)
    places = sorted(counts, key=lambda name: (-counts[name], name))[:MOST]
    shown = [spell for spell in found if _name(spell) in places]
    parties = Counter(spell.side or spell.holder for spell in shown)
    colours = dict(zip(sorted(parties, key=lambda name: (-parties[name], name)), svg.COLOURS, strict=False))
    days = [
        date.fromisoformat(day).toordinal() for spell in shown for day in (spell.since, spell.until or spell.last_told)
    ]
    first, last = min(days, default=0), max(days, default=1)
    title = "Who is claimed to hold which place"
    shapes = [
        svg.words(10, 20, title, font_weight="bold"),
        *_legend(colours, {spell.side: called(spell.side) for spell in shown if spell.side is not None}),
    ]
    shapes += [svg.words(LEFT, TOP - 8, _iso(first)), svg.words(LEFT + WIDTH, TOP - 8, _iso(last), text_anchor="end")]
    for i, name in enumerate(places):
        y = TOP + i * ROW
        shapes.append(svg.words(LEFT - 8, y + 13, svg.short(name, NAME), text_anchor="end"))
        shapes.append(svg.line((LEFT, y + ROW - 1), (LEFT + WIDTH, y + ROW - 1), stroke=svg.PALE))
        for spell in (spell for spell in shown if _name(spell) == name):
            shapes.append(_bar(spell, y, first, max(1, last - first), colours))
    svg.write(path, LEFT + WIDTH + 40, TOP + len(places) * ROW + 20, title, shapes)


def _bar(spell: Spell, y: float, first: int, days: int, colours: dict[str, str]) -> str:
    start, end = (date.fromisoformat(day).toordinal() - first for day in (spell.since, spell.until or spell.last_told))
    more = ", …" if len(spell.claims) > LISTED else ""
    note = (
        f"{spell.holder} {spell.relation} {spell.place}: since {spell.since}, last told {spell.last_told}, on the word of "
        f"{', '.join(spell.voices)}{'; contested' if spell.contested else ''} ({', '.join(spell.claims[:LISTED])}{more})"
    )
    colour = colours.get(spell.side or spell.holder, svg.REST)
    edge: dict[str, Value] = (
        {"stroke": svg.INK, "stroke_width": 1.5, "stroke_dasharray": "3 2"} if spell.contested else {}
    )
    below = 0 if spell.relation == "holds" else BAR
    return svg.box(
        LEFT + WIDTH * start / days,
        y + 2 + below,
        max(4.0, WIDTH * (end - start) / days),
        BAR - 1,
        colour,
        note,
        **edge,
    )


def _legend(colours: dict[str, str], names: dict[str, str]) -> list[str]:
    shapes = []
    for i, (name, colour) in enumerate([*colours.items(), ("others", svg.REST)]):
        shapes.append(svg.box(250 + i * 110, 11, 10, 10, colour))
        shapes.append(svg.words(264 + i * 110, 20, svg.short(headline(names.get(name, name)), 14), font_size=10))
    return shapes


def _name(spell: Spell) -> str:
    return f"{spell.place}, {spell.country}" if spell.country else spell.place


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat() if day else ""

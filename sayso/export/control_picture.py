"""A picture of claimed control: a row a place, a bar a spell, coloured by who holds it; what is contested is outlined.

Spells of one place that overlap lie below each other. The picture is of one width whatever the days: a few that are far
from all the others are beyond its ends, where a tip points to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.events.sides import Called
from sayso.export import svg
from sayso.export.days import Axis, bulk, iso, marks, ordinal
from sayso.export.markup import Value
from sayso.views.control import Spell
from sayso.views.figures import counted, headline
from sayso.views.holders import UNTOLD

MOST = 40
TOP, WIDTH, MARGIN = 30, 760, 30
NARROWEST, WIDEST = 120, 260
"""Room for the names of places."""
LANE, BAR = 9, 7
THIN = 4
"""The bar of those who besiege a place."""
LEAST = 5
TIP = 6
LISTED = 5
NAMED = 3
"""Spells beyond the ends that are named below."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How a party is called, and its colour."""

    name: str
    colour: str


def write(found: Sequence[Spell], path: Path, called: Called) -> None:
    """Draws the places of which most is claimed, each spell from the first to the last day that claims tell.

    ``called``: how a side is called.
    """
    counts = Counter[str]()
    for spell in found:
        counts[_place(spell)] += len(spell.claims)
    places = sorted(counts, key=lambda name: (-counts[name], name))[:MOST]
    shown = [spell for spell in found if _place(spell) in places]
    looks = _looks(shown, called)
    left = svg.widest(places, NARROWEST, WIDEST) + 20
    axis = Axis(*bulk(day for spell in shown for day in _days(spell)), left, WIDTH)
    title = "Who is claimed to hold which place"
    if len(counts) > len(places):
        title += f": the {len(places)} of {counted(len(counts), 'place')} of which most is claimed"
    shapes = [svg.words(10, 20, title, font_weight="bold")]
    keys, y = svg.legend(_keys(shown, looks), left, TOP, WIDTH)
    y = top = y + 20
    rows = []
    for name in places:
        lanes = _lanes([spell for spell in shown if _place(spell) == name and _is_within(spell, axis)], axis)
        rows.append(svg.label(left - 8, y + 14, name, left - 12, text_anchor="end"))
        for i, lane in enumerate(lanes):
            rows += [
                shape for spell in lane for shape in _bar(spell, y + 6 + i * LANE, axis, looks[spell.party].colour)
            ]
        y += max(1, len(lanes)) * LANE + 12
        rows.append(svg.line((left, y), (left + WIDTH, y), stroke=svg.PALE))
    remarks, bottom = svg.paragraph(left, y + 24, _beyond(shown, axis), WIDTH)
    shapes += [*keys, *_marks(axis, top, y), *rows, *remarks]
    svg.write(path, left + WIDTH + MARGIN, bottom, title, shapes)


def _place(spell: Spell) -> str:
    return f"{spell.place}, {spell.country}" if spell.country else spell.place


def _days(spell: Spell) -> tuple[int, int]:
    first = ordinal(spell.since)
    return first, max(first, ordinal(spell.until or spell.last_told))


def _is_within(spell: Spell, axis: Axis) -> bool:
    start, end = _days(spell)
    return start <= axis.last and end >= axis.first


def _looks(shown: Sequence[Spell], called: Called) -> dict[str, _Look]:
    """The parties of most spells have a colour each; the others are grey, and who is not told is the palest."""
    parties, names = Counter(spell.party for spell in shown), dict[str, Counter[str]]()
    for spell in shown:
        name = headline(called(spell.side) if spell.side is not None else spell.holder)
        names.setdefault(spell.party, Counter())[name] += 1
    ranked = sorted(parties, key=lambda party: (party == UNTOLD, -parties[party], party))
    known = [party for party in ranked if party != UNTOLD]
    colours = dict(zip(known, svg.COLOURS, strict=False)) | {UNTOLD: svg.NOBODY}
    return {
        party: _Look(min(names[party].items(), key=lambda item: (-item[1], item[0]))[0], colours.get(party, svg.OTHERS))
        for party in ranked
    }


def _keys(shown: Sequence[Spell], looks: Mapping[str, _Look]) -> list[tuple[str, str]]:
    keys = [(look.name, svg.key(look.colour)) for look in looks.values() if look.colour in svg.COLOURS]
    if any(look.colour == svg.OTHERS for look in looks.values()):
        keys.append(("others", svg.key(svg.OTHERS)))
    if UNTOLD in looks:
        keys.append((UNTOLD, svg.key(svg.NOBODY)))
    if any(spell.contested for spell in shown):
        keys.append(("contested", svg.box(1, 3, svg.KEY - 2, BAR, svg.NOBODY, "", **_edge(svg.INK))))
    if any(spell.denied for spell in shown):
        keys.append(("only denied", svg.box(1, 3, svg.KEY - 2, BAR, "#ffffff", "", **_edge(svg.OTHERS))))
    if any(spell.relation == "besieges" for spell in shown):
        keys.append(("thin: besieges", svg.box(0, 4, svg.KEY, THIN, svg.OTHERS)))
    return keys


def _lanes(spells: Sequence[Spell], axis: Axis) -> list[list[Spell]]:
    """Spells in as few lanes as keep their bars apart, those who hold the place above those who besiege it."""
    lanes: list[list[Spell]] = []
    ends: list[float] = []
    kinds: list[str] = []
    for spell in sorted(spells, key=lambda spell: (spell.relation != "holds", _days(spell), spell.party)):
        start, size = _extent(spell, axis)
        free = (i for i, end in enumerate(ends) if kinds[i] == spell.relation and end + 1 <= start)
        i = next(free, len(lanes))
        if i == len(lanes):
            lanes.append([])
            ends.append(start)
            kinds.append(spell.relation)
        lanes[i].append(spell)
        ends[i] = start + size
    return lanes


def _extent(spell: Spell, axis: Axis) -> tuple[float, float]:
    """Where its bar begins and how long it is."""
    start, end = map(axis.at, _days(spell))
    return start, max(LEAST, end - start)


def _bar(spell: Spell, y: float, axis: Axis, colour: str) -> list[str]:
    more = ", …" if len(spell.claims) > LISTED else ""
    doubt = "; only denied" if spell.denied else "; contested" if spell.contested else ""
    note = (
        f"{spell.holder} {spell.relation} {spell.place}: since {spell.since}, last told {spell.last_told}, on the word of "
        f"{', '.join(spell.voices)}{doubt} ({', '.join(spell.claims[:LISTED])}{more})"
    )
    edge = _edge(colour) if spell.denied else _edge(svg.INK) if spell.contested else {}
    (x, size), tall = _extent(spell, axis), BAR if spell.relation == "holds" else THIN
    first, last = _days(spell)
    shapes = [svg.box(x, y + (BAR - tall) / 2, size, tall, "#ffffff" if spell.denied else colour, note, **edge)]
    if first < axis.first:
        shapes.append(svg.arrow(x - 1, y + BAR / 2, -TIP, note, fill=colour))
    if last > axis.last:
        shapes.append(svg.arrow(x + size + 1, y + BAR / 2, TIP, note, fill=colour))
    return shapes


def _edge(colour: str) -> dict[str, Value]:
    return {"stroke": colour, "stroke_width": 1.2}


def _marks(axis: Axis, top: float, bottom: float) -> list[str]:
    shapes = []
    for day, name in marks(axis.first, axis.last):
        x = axis.at(day)
        shapes.append(svg.line((x, top), (x, bottom), stroke=svg.PALE))
        shapes.append(svg.words(x, top - 6, name, text_anchor="middle", fill=svg.SOFT))
    return shapes


def _beyond(shown: Sequence[Spell], axis: Axis) -> str:
    """What the picture has no bar or not the whole bar of."""
    beyond = [spell for spell in shown if _days(spell)[0] < axis.first or _days(spell)[1] > axis.last]
    if not beyond:
        return ""
    named = [
        f"{spell.holder} {spell.relation} {spell.place} from {spell.since} to {spell.until or spell.last_told}"
        for spell in beyond[:NAMED]
    ]
    more = f"; and {len(beyond) - NAMED} more" if len(beyond) > NAMED else ""
    return f"Before {iso(axis.first)} or after {iso(axis.last)}: {'; '.join(named)}{more}."

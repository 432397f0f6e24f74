"""How many, by side, place or month: what each side's latest figures come to over events, as ranges, and what is left out.

Events with their claims in, rows out. Sides are never mixed, a copy or a figure that its own voice has since brought up to
date does not count, a total told of a whole campaign is not added to the tolls of what happened in it, nor what is told as
a part of an event to that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal

from sayso.catalogue import files
from sayso.events.accounts import Counted, span, told
from sayso.events.mentions import ActorSide, Mention
from sayso.events.series import said_on
from sayso.events.sides import Called
from sayso.events.voices import Voice
from sayso.records import Category, Event, Measure, Quantity
from sayso.views.figures import CATEGORIES

By = Literal["side", "place", "month"]
VoiceOf = Callable[[Mention], Voice]
UNKNOWN = "unknown"
LOCAL, PROVINCE = 3, 4
"""UCDP where_prec: a place; a first-level region, which holds places."""
NO_PARENTS: Mapping[str, str] = MappingProxyType({})
A_WHILE = 3
"""Days: an event that is told to last so long may be the whole of others."""
A_MONTH = 31
"""Days: what is told of longer than these is a total, and is never added to anything."""
MONTHLY = 4
"""UCDP date_prec: a month is all that is known of when."""
OF_MANY_DAYS = 2_000
"""Casualties: more are hardly told of a day without the day."""
CASUALTIES: frozenset[Measure] = frozenset({"killed", "wounded"})
SENTENCE_ENDS = (". ", "\n")
PEOPLE: frozenset[Measure] = frozenset({"killed", "wounded", "captured", "missing", "displaced"})


@dataclass(frozen=True, slots=True)
class TollRow:
    """What one side tells of one measure over the events of a group.

    ``side``: who tells it, ``None`` for sources of no side. ``counted``: whose people (a side or an ``actor_id``) or which
    things, empty where that is not told. ``low`` and ``high`` are the sums of the events' lows and highs; ``high`` is
    ``None`` where one of them is open. ``not_added``: events told of a longer time or wider area, which may hold others.
    """

    group: str
    side: str | None
    measure: Measure
    category: Category
    counted: str
    low: float
    high: float | None
    events: tuple[str, ...]
    claims: tuple[str, ...]
    not_added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What one side tells last of one thing counted in one event: from the lowest to the highest of its voices.

    ``published``: the first day on which it is told so; empty where no day is known. ``of_many_days``: it is told
    without a day, of what lasts ("the war has cost") or more than one day costs.
    """

    event: Event
    side: str | None
    counted: Counted
    low: float
    high: float | None
    claims: tuple[str, ...]
    published: str
    of_many_days: bool


def tolls(
    figures: Iterable[Figure], by: By, actor_side: ActorSide, parent_of: Mapping[str, str] = NO_PARENTS
) -> list[TollRow]:
    """Rows in the order of their groups. ``parent_of``: event → the event that it is told as a part of."""
    grouped: dict[tuple[str, str, Counted], list[Figure]] = {}
    for figure in _but_parts(list(figures), by, parent_of):
        key = _group(figure, by), figure.side or "", _of_side(figure, actor_side)
        grouped.setdefault(key, []).append(figure)
    return [_row(group, counted, grouped[group, side, counted]) for group, side, counted in sorted(grouped)]


def _but_parts(figures: Sequence[Figure], by: By, parent_of: Mapping[str, str]) -> list[Figure]:
    """Without those of events of whose whole the same side tells the same measure in the same group."""

    def told(figure: Figure, number: str | None) -> tuple[str, str | None, Measure, str | None]:
        return _group(figure, by), figure.side, figure.counted.measure, number

    wholes = {told(one, one.event.event_id) for one in figures}
    return [one for one in figures if told(one, parent_of.get(one.event.event_id)) not in wholes]


def figures_of(events: Iterable[Event], mentions: Mapping[str, Mention], voice_of: VoiceOf) -> list[Figure]:
    """The figures of events. ``mentions`` by ``claim_id`` hold the claims; what is not there (copies) does not count."""
    return [
        figure
        for event in sorted(events, key=lambda event: event.event_id)
        for figure in _of_event(event, [mentions[number] for number in event.claims if number in mentions], voice_of)
    ]


def of_whom(row: TollRow, called: Called) -> str:
    """Whose people or which things a row counts, and of what kind; ``called``: how a side or an actor is called."""
    whose = called(row.counted.removeprefix("side:")) if row.measure in PEOPLE else row.counted
    return ", ".join(filter(None, (whose, CATEGORIES[row.category]))) or "not told"


def _of_event(event: Event, mentions: Sequence[Mention], voice_of: VoiceOf) -> list[Figure]:
    heard: dict[tuple[str | None, str], list[Mention]] = {}
    for one in mentions:
        voice = voice_of(one)
        heard.setdefault((voice.side, voice.key), []).append(one)
    published = {one.claim.claim_id: said_on(one) or "" for one in mentions}
    latest: dict[tuple[str | None, Counted], list[tuple[str, Quantity]]] = {}
    for (side, _key), said in sorted(heard.items(), key=lambda item: (item[0][0] or "", item[0][1])):
        in_order = sorted(said, key=lambda one: (published[one.claim.claim_id], one.claim.claim_id))
        for counted, numbers in told(in_order).items():
            latest.setdefault((side, counted), []).extend(_latest(numbers, published))
    figures = []
    for (side, counted), numbers in latest.items():
        low, high = span([quantity for _, quantity in numbers])
        claims = tuple(dict.fromkeys(number for number, _ in numbers))
        first = min(published[number] for number in claims)
        many = counted.measure in CASUALTIES and (low or 0.0) >= OF_MANY_DAYS
        telling = [one for one in mentions if one.claim.claim_id in claims and not one.dated]
        of_many_days = any(many or _names_what_lasts(one) for one in telling)
        figures.append(Figure(event, side, counted, low or 0.0, high, claims, first, of_many_days))
    return figures


def _names_what_lasts(one: Mention) -> bool:
    """In the sentence that tells it."""
    text, start, end = one.document.text, one.claim.start, one.claim.end
    begins = max(text.rfind(stop, 0, start) for stop in SENTENCE_ENDS) + 1
    ends = min((at for stop in SENTENCE_ENDS if (at := text.find(stop, end)) >= 0), default=len(text))
    return bool(_lasting().search(text, begins, ends))


@cache
def _lasting() -> re.Pattern[str]:
    words = "|".join(map(re.escape, files.load("measures.yaml")["lasting"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _latest(numbers: Sequence[tuple[str, Quantity]], published: Mapping[str, str]) -> list[tuple[str, Quantity]]:
    """The numbers that the voice gave on the last day on which it gave any."""
    last = max(published[claim_id] for claim_id, _ in numbers)
    return [(claim_id, quantity) for claim_id, quantity in numbers if published[claim_id] == last]


def _of_side(figure: Figure, actor_side: ActorSide) -> Counted:
    """Whose people are counted: their side where they have one, so that regiments of one army are added up."""
    thing = figure.counted.thing
    day = figure.event.time.start_date if figure.event.time is not None else None
    whose = actor_side(thing, day) if thing and figure.counted.measure in PEOPLE else None
    return Counted(figure.counted.measure, figure.counted.category, f"side:{whose}" if whose else thing)


def _row(group: str, counted: Counted, figures: Sequence[Figure]) -> TollRow:
    totals = [one for one in figures if _is_total(one) or any(_holds(one.event, other.event) for other in figures)]
    largest = sorted(totals, key=lambda one: (-(one.high or one.low), one.event.event_id))[:1]
    added = _once([one for one in figures if one not in totals] or largest)
    highs = [one.high for one in added]
    return TollRow(
        group=group,
        side=figures[0].side,
        measure=counted.measure,
        category=counted.category,
        counted=counted.thing,
        low=sum(one.low for one in added),
        high=None if None in highs else sum(high or 0.0 for high in highs),
        events=tuple(dict.fromkeys(one.event.event_id for one in added)),
        claims=tuple(dict.fromkeys(number for one in added for number in one.claims)),
        not_added=tuple(dict.fromkeys(one.event.event_id for one in totals if one not in added)),
    )


def _once(figures: Sequence[Figure]) -> list[Figure]:
    """Without those of no day that tell the number of another once more."""
    dated = {(one.low, one.high) for one in figures if one.event.time is not None}
    undated = {(one.low, one.high): one for one in reversed(figures) if one.event.time is None}
    return [
        one
        for one in figures
        if one.event.time is not None or ((one.low, one.high) not in dated and undated[one.low, one.high] is one)
    ]


def _group(figure: Figure, by: By) -> str:
    event = figure.event
    if by == "side":
        return figure.side or "no side"
    if by == "place":
        place = event.place
        if place is None or (place.precision or LOCAL) > PROVINCE:
            return UNKNOWN
        return ", ".join(filter(None, (place.name or place.mention, place.admin1, place.country)))
    days = _days(event)
    return days[0].isoformat()[:7] if days is not None and _in_a_month(*days) else UNKNOWN


def _in_a_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)


def _days(event: Event) -> tuple[date, date] | None:
    if event.time is None or event.time.start_date is None:
        return None
    first = date.fromisoformat(event.time.start_date[:10])
    return first, date.fromisoformat((event.time.end_date or event.time.start_date)[:10])


def _is_total(figure: Figure) -> bool:
    """Told of many days, of more than a month, since a day without an end, or of a month when it is long over ("since the
    war began in March").
    """
    days, time = _days(figure.event), figure.event.time
    if figure.of_many_days:
        return True
    if days is None or time is None:
        return False
    if time.end_date is None or (days[1] - days[0]).days > A_MONTH:
        return True
    told = date.fromisoformat(figure.published[:10]) if figure.published else days[1]
    return (time.precision or 1) >= MONTHLY and (told - days[1]).days > A_MONTH


def _holds(event: Event, other: Event) -> bool:
    """Whether an event that lasts may be the whole of which the other is a part: its days and its area hold the other's."""
    days, others = _days(event), _days(other)
    if event.event_id == other.event_id or days is None or others is None:
        return False
    if (days[1] - days[0]).days < A_WHILE or not days[0] <= others[0] <= others[1] <= days[1]:
        return False
    place, inner = event.place, other.place
    if place is None or inner is None or place.country != inner.country:
        return place is None
    wide, narrow = place.precision or LOCAL, inner.precision or LOCAL
    if wide > narrow and (wide > PROVINCE or (wide == PROVINCE and place.admin1 == inner.admin1)):
        return True
    return days != others and place.place_id == inner.place_id

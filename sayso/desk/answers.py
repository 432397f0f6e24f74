"""What pages and API show of a selection: filters and a desk in, plain rows out. Labels are names, never judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.desk.columns import NO_DAY
from sayso.desk.desk import Desk
from sayso.desk.filters import FACETS, Filters, without
from sayso.desk.occurrences import Days, Mapped, Sort, killed, kind_of
from sayso.export.jsonl import plain
from sayso.records import Claim, Document, Event

SIZE = 50
"""Items of a page."""
LISTED = 24
"""Values of a facet that are counted one by one, the most frequent first, and those that are chosen."""


@dataclass(frozen=True, slots=True)
class EventItem:
    """An event in a list. ``killed``: the lowest and the highest that any side tells, the highest null where it is open."""

    event_id: str
    title: str
    kind: str
    first: str | None
    last: str | None
    place: str | None
    country: str | None
    place_id: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    claims: int
    independent_sources: int
    contested: bool
    contradictions: int
    about: tuple[str, ...]
    killed: tuple[float, float | None] | None
    reviewed: int


@dataclass(frozen=True, slots=True)
class EventPage:
    total: int
    page: int
    pages: int
    items: tuple[EventItem, ...]


@dataclass(frozen=True, slots=True)
class DocumentHead:
    document_id: str
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class ClaimItem:
    claim: Claim
    document: DocumentHead
    event_id: str | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    total: int
    page: int
    pages: int
    items: tuple[ClaimItem, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, how it is called, and how many claims have it of those that the other filters let through."""

    value: str
    label: str
    count: int
    chosen: bool


def events(desk: Desk, filters: Filters, sort: Sort, page: int) -> EventPage:
    """A page of the events that have a claim which answers."""
    chosen = desk.select(filters)
    by_words = sort == "relevant" and bool(filters.q)
    ranks = desk.event_ranks(filters.q, chosen.claims) if by_words else None
    rows = desk.occurrences.ordered(chosen.events, sort, ranks)
    shown = desk.rows(Event, _page_of(rows, page))
    return EventPage(len(rows), page, _pages(len(rows)), tuple(event_item(desk, event) for event in shown))


def event_item(desk: Desk, event: Event) -> EventItem:
    place, time, toll = event.place, event.time, killed(event)
    return EventItem(
        event_id=event.event_id,
        title=event.title,
        kind=kind_of(event),
        first=time.start_date if time is not None else None,
        last=time.end_date if time is not None else None,
        place=(place.name or place.mention) if place is not None else None,
        country=place.country if place is not None else None,
        place_id=place.place_id if place is not None else None,
        lat=place.lat if place is not None else None,
        lon=place.lon if place is not None else None,
        precision=place.precision if place is not None else None,
        claims=len(event.claims),
        independent_sources=event.independent_sources,
        contested=bool(event.contradictions),
        contradictions=len(event.contradictions),
        about=tuple(dict.fromkeys(item.about for item in event.contradictions)),
        killed=tuple(plain(list(toll))) if toll is not None else None,
        reviewed=sum(number in desk.reviewed.judged for number in event.claims),
    )


def claims(desk: Desk, filters: Filters, sort: Sort, page: int) -> ClaimPage:
    """A page of the claims that answer: by day, or by the words where these were asked for."""
    rows = claim_rows(desk, filters, sort)
    found = desk.rows(Claim, _page_of(rows, page))
    return ClaimPage(len(rows), page, _pages(len(rows)), tuple(claim_items(desk, found)))


def claim_rows(desk: Desk, filters: Filters, sort: Sort) -> NDArray[np.int64]:
    """The rows of the claims that answer, in order."""
    rows = np.flatnonzero(desk.select(filters).claims)
    first = desk.columns.plain["first"][rows].astype(np.int64)
    if sort == "relevant" and filters.q:
        return rows[np.lexsort((rows, desk.ranks(filters.q)[rows]))]
    day = -first if sort == "newest" else np.where(first == NO_DAY, np.iinfo(np.int64).max, first)
    contested = ~desk.columns.plain["contested"][rows] if sort == "contested" else np.zeros(len(rows))
    return rows[np.lexsort((rows, day, contested))]


def claim_items(desk: Desk, found: Iterable[Claim]) -> list[ClaimItem]:
    told = list(found)
    heads = heads_of(desk, (claim.document_id for claim in told))
    events = {claim.claim_id: desk.event_id_of(claim.claim_id) for claim in told}
    return [ClaimItem(claim, heads[claim.document_id], events[claim.claim_id]) for claim in told]


def heads_of(desk: Desk, document_ids: Iterable[str]) -> dict[str, DocumentHead]:
    """What a list shows of documents, by id."""
    found = desk.some(Document, dict.fromkeys(document_ids))
    return {one.document_id: DocumentHead(one.document_id, one.title, one.outlet, one.published) for one in found}


def mapped(desk: Desk, filters: Filters) -> Mapped:
    """The events that answer, by place and kind."""
    return desk.occurrences.mapped(desk.select(filters).events)


def timeline(desk: Desk, filters: Filters) -> Days:
    """The events that answer, by day."""
    return desk.occurrences.days(desk.select(filters).events)


def facets(desk: Desk, filters: Filters) -> Mapping[str, tuple[Value, ...]]:
    """The values of every facet, the most frequent first."""
    return {name: _values(desk, name, getattr(filters, name), _counts(desk, name, filters)) for name in FACETS}


def _counts(desk: Desk, name: str, filters: Filters) -> dict[str, int]:
    """Of the claims that all filters but this let through."""
    chosen = desk.select(filters)
    if not getattr(filters, name):
        return desk.columns.counts(name, chosen.claims)
    return desk.columns.counts(name, desk.columns.mask(without(filters, name), chosen.found))


def label(desk: Desk, name: str, value: str) -> str:
    """How a value of a facet is called."""
    if name == "country":
        return desk.countries.get(value, value)
    if name == "region":
        country, _, region = value.partition("/")
        return f"{region}, {desk.countries.get(country, country)}"
    if name == "place":
        return desk.place_names.get(value, value)
    if name in ("actor", "speaker"):
        actor = desk.matchers.actors.get(value)
        return actor.name if actor is not None else value
    return value.replace("-", " ") if name == "side" else value


def _values(desk: Desk, name: str, chosen: tuple[str, ...], counts: Mapping[str, int]) -> tuple[Value, ...]:
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    shown = dict.fromkeys([*ranked[:LISTED], *chosen])
    return tuple(Value(value, label(desk, name, value), counts.get(value, 0), value in chosen) for value in shown)


def _page_of(rows: NDArray[np.integer[Any]], page: int) -> list[int]:
    return [int(row) for row in rows[(page - 1) * SIZE : page * SIZE]]


def _pages(total: int) -> int:
    return max(1, -(-total // SIZE))

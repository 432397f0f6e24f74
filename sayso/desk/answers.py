"""What pages and API show of a selection: filters and a desk in, plain rows out. Labels are names, never judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.desk.columns import NO_DAY, NONE, Mask, Numbers
from sayso.desk.desk import Desk
from sayso.desk.filters import FACETS, Filters
from sayso.desk.items import EventItem, read, with_answering
from sayso.desk.occurrences import Days, Sort
from sayso.events.titles import UNTOLD
from sayso.records import Claim, Document

SIZE = 50
"""Items of a page."""
LISTED = 24
"""Values of a facet that are counted one by one, the most frequent first, and those that are chosen."""


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
    rows = event_rows(desk, filters, sort)
    items = tuple(map(read, _items(desk, filters, _page_of(rows, page))))
    return EventPage(len(rows), page, _pages(len(rows)), items)


def events_text(desk: Desk, filters: Filters, sort: Sort, page: int) -> str:
    """The same as JSON."""
    rows = event_rows(desk, filters, sort)
    items = ",".join(_items(desk, filters, _page_of(rows, page)))
    return f'{{"total":{len(rows)},"page":{page},"pages":{_pages(len(rows))},"items":[{items}]}}'


def _items(desk: Desk, filters: Filters, rows: Sequence[int]) -> list[str]:
    """The rows of these events as JSON, each with how many of its claims answer."""
    told = desk.columns.plain["event"][desk.select(filters).claims]
    answering = np.bincount(told[told != NONE], minlength=len(desk.items))
    return [with_answering(desk.items[row], int(answering[row])) for row in rows]


def event_rows(desk: Desk, filters: Filters, sort: Sort) -> Numbers:
    """The rows of the events that have a claim which answers, in order."""
    chosen = desk.select(filters)
    by_words = sort == "relevant" and bool(filters.q)
    ranks = desk.event_ranks(filters.q, chosen.claims) if by_words else None
    return desk.occurrences.ordered(chosen.events, sort, ranks)


def claims(desk: Desk, filters: Filters, sort: Sort, page: int) -> ClaimPage:
    """A page of the claims that answer: by day, or by the words where these were asked for."""
    rows = claim_rows(desk, filters, sort)
    found = desk.rows(Claim, _page_of(rows, page))
    return ClaimPage(len(rows), page, _pages(len(rows)), tuple(claim_items(desk, found)))


def claim_rows(desk: Desk, filters: Filters, sort: Sort) -> Numbers:
    """The rows of the claims that answer, in order."""
    rows = desk.select(filters).claims
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


def mapped(desk: Desk, filters: Filters) -> str:
    """The events that answer, by place and kind: a ``Mapped`` as JSON."""
    return desk.occurrences.mapped(desk.select(filters).events)


def timeline(desk: Desk, filters: Filters) -> Days:
    """The events that answer, by day."""
    return desk.occurrences.days(desk.select(filters).events)


def facets(desk: Desk, filters: Filters) -> Mapping[str, tuple[Value, ...]]:
    """The values of every facet, the most frequent first, counted among the claims that all filters but it let through."""
    whole, masks = desk.select(filters).claims, dict[str, Mask]()
    found = {}
    for name in FACETS:
        chosen, rows = getattr(filters, name), whole
        if chosen:
            masks = masks or desk.masks(filters)
            rows = desk.columns.rows(mask for field, mask in masks.items() if field != name)
        found[name] = _values(desk, name, chosen, rows)
    return found


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
    if name == "side":
        return desk.sides.called(value)
    if name == "kind" and value == UNTOLD:
        return "Other strategic development"
    return value.capitalize() if name == "kind" and value.isupper() else value


def _values(desk: Desk, name: str, chosen: tuple[str, ...], rows: Numbers) -> tuple[Value, ...]:
    facet = desk.columns.facets[name]
    counts = facet.counts(rows)
    shown = dict(facet.most(counts, LISTED))
    shown |= {value: int(counts[facet.numbers[value]]) if value in facet.numbers else 0 for value in chosen}
    return tuple(Value(value, label(desk, name, value), count, value in chosen) for value, count in shown.items())


def _page_of(rows: Numbers, page: int) -> list[int]:
    found: list[int] = rows[(page - 1) * SIZE : page * SIZE].tolist()
    return found


def _pages(total: int) -> int:
    return max(1, -(-total // SIZE))

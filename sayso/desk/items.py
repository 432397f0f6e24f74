"""An event as lists show it: a record in, a row out, kept as JSON so that a list is put together of texts."""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass, fields

from sayso.desk.occurrences import killed, kind_of
from sayso.export.jsonl import plain
from sayso.records import Event


@dataclass(frozen=True, slots=True)
class EventItem:
    """An event in a list. ``answering``: how many of its claims do; what it is called need not be what these are.
    ``killed``: the lowest and the highest that any side tells, the highest null where it is open.
    """

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
    answering: int


def item_of(event: Event, judged: Container[str]) -> EventItem:
    """The event's row; ``judged`` are the claims that a reviewer looked at."""
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
        reviewed=sum(number in judged for number in event.claims),
        answering=len(event.claims),
    )


def text_of(item: EventItem) -> str:
    """The row as JSON."""
    return _written({field.name: getattr(item, field.name) for field in fields(item)})


def with_answering(text: str, count: int) -> str:
    """The row's JSON, its last field as it is for some filters."""
    return f"{text[: text.rindex(':') + 1]}{count}}}"


def read(text: str) -> EventItem:
    """The row that ``text_of`` wrote; its tuples come back as lists."""
    return EventItem(**json.loads(text))


_written = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode

"""Export of what is filtered now: CSV, JSON Lines, Parquet or GeoJSON of the claims or events that answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from sayso.desk.asking import Here
from sayso.desk.desk import BATCH, Desk
from sayso.desk.filters import one_of, parsed
from sayso.export import csv, geojson, jsonl, parquet
from sayso.ledger import Kind
from sayso.records import Claim, Event, to_dict

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}
KINDS: tuple[Kind, ...] = ("events", "claims")
R = TypeVar("R", Claim, Event)


def router() -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    @routes.get("/export")
    def export(desk: Here, request: Request) -> Response:
        query = request.query_params
        form: str = one_of(query, "format", tuple(FORMATS))
        kind: Kind = one_of(query, "records", KINDS)
        chosen = desk.select(parsed(query))
        found: Iterator[Any] = (
            _records(desk, Event, chosen.events) if kind == "events" else _records(desk, Claim, chosen.claims)
        )
        name = f'attachment; filename="sayso-{kind}.{form}"'
        content = _WRITERS[form](desk, kind, found)
        return StreamingResponse(content, media_type=FORMATS[form], headers={"content-disposition": name})

    return routes


def _records(desk: Desk, kind: type[R], numbers: Iterable[int]) -> Iterator[R]:
    """The records of these rows, a few at a time."""
    rest = iter(numbers)
    while some := list(islice(rest, BATCH)):
        yield from desk.rows(kind, some)


def _csv(desk: Desk, kind: Kind, found: Iterator[Any]) -> Iterator[str]:
    del desk
    return csv.lines(kind, found)


def _jsonl(desk: Desk, kind: Kind, found: Iterator[Any]) -> Iterator[str]:
    del desk, kind
    return (f"{jsonl.line(record)}\n" for record in found)


def _geojson(desk: Desk, kind: Kind, found: Iterator[Any]) -> Iterator[str]:
    if kind == "claims":
        return geojson.written(map(geojson.claim_feature, found))
    return geojson.written(
        geojson.event_feature(event, {claim.claim_id: claim for claim in desk.some(Claim, event.claims)})
        for event in found
    )


def _parquet(desk: Desk, kind: Kind, found: Iterator[Any]) -> Iterator[bytes]:
    yield parquet.written(map(to_dict, found), desk.schemas[kind])


_WRITERS: dict[str, Callable[[Desk, Kind, Iterator[Any]], Iterator[str] | Iterator[bytes]]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "geojson": _geojson,
    "parquet": _parquet,
}

"""The desk's JSON API, of which its own pages are made too. Shapes are dataclasses, described at /api/openapi.json."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from sayso.desk import answers, asking, labels, spells
from sayso.desk.asking import DESCRIBED, Asked, Here
from sayso.desk.desk import Desk
from sayso.desk.filters import MOST_PAGES, Filters
from sayso.desk.occurrences import SORTS, Days, Mapped, Sort
from sayso.export.jsonl import plain
from sayso.records import Claim, Document, to_dict
from sayso.views.event import EventReport

Page = Annotated[int, Query(ge=1, le=MOST_PAGES, description="Which page of the list, counted from 1.")]
Sorted = Annotated[Sort, Query(description="In what order; relevant: by the words of q, if any.")]
Zoom = Annotated[float, Query(ge=0, le=24, description="How near: 0 is the whole world, 24 a street.")]
EventId = Annotated[str, Path(description="As lists of events have it.")]
ClaimId = Annotated[str, Path(description="As lists of claims have it.")]
DocumentId = Annotated[str, Path(description="As claims have it.")]
ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": asking.Refusal, "description": "Something asked for is not of its form; `detail` says what."},
    404: {"model": asking.Refusal, "description": "There is no such record."},
}


def router() -> APIRouter:
    """The routes under /api."""
    routes = APIRouter(prefix="/api", responses=ERRORS)

    @routes.get(
        "/events",
        response_model=answers.EventPage,
        openapi_extra=DESCRIBED,
        summary="Events that have a claim which answers",
    )
    def events(desk: Here, filters: Asked, sort: Sorted = SORTS[0], page: Page = 1) -> Response:
        return _answer(
            desk, filters, f"events/{sort}/{page}", lambda: answers.events_text(desk, filters, sort, page).encode()
        )

    @routes.get(
        "/claims",
        response_model=answers.ClaimPage,
        openapi_extra=DESCRIBED,
        summary="Claims that answer, whole",
    )
    def claims(desk: Here, filters: Asked, sort: Sorted = SORTS[0], page: Page = 1) -> Response:
        return _answer(
            desk, filters, f"claims/{sort}/{page}", lambda: json_of(answers.claims(desk, filters, sort, page))
        )

    @routes.get("/map", response_model=Mapped, openapi_extra=DESCRIBED, summary="Events by place and kind")
    def mapped(desk: Here, filters: Asked) -> Response:
        return _answer(desk, filters, "map", lambda: answers.mapped(desk, filters).encode())

    @routes.get("/timeline", response_model=Days, openapi_extra=DESCRIBED, summary="Events by day")
    def timeline(desk: Here, filters: Asked) -> Response:
        return _answer(desk, filters, "timeline", lambda: _flat(answers.timeline(desk, filters)))

    @routes.get(
        "/facets",
        response_model=dict[str, list[answers.Value]],
        openapi_extra=DESCRIBED,
        summary="How many claims have which value",
    )
    def facets(desk: Here, filters: Asked) -> Response:
        return _answer(desk, filters, "facets", lambda: _flat(answers.facets(desk, filters)))

    @routes.get("/events/{event_id}", response_model=EventReport, summary="One event, read whole")
    def event(desk: Here, event_id: EventId) -> Response:
        return Response(json_of(desk.report(event_id)[1]), media_type="application/json")

    @routes.get("/claims/{claim_id}", response_model=Claim, summary="One claim")
    def claim(desk: Here, claim_id: ClaimId) -> Response:
        return Response(json_of(desk.one(Claim, claim_id)), media_type="application/json")

    @routes.get("/documents/{document_id:path}", response_model=Document, summary="One document")
    def document(desk: Here, document_id: DocumentId) -> Response:
        return Response(json_of(desk.one(Document, document_id)), media_type="application/json")

    @routes.get("/control", response_model=spells.Day, summary="Who is claimed to hold what on a day")
    def control(desk: Here, on: asking.Day = None) -> Response:
        return _answer(desk, Filters(), f"control/{on}", lambda: json_of(spells.on(desk, on)))

    @routes.get("/control/days", response_model=list[str], summary="The days on which claimed control changes")
    def control_days(desk: Here) -> Response:
        return _answer(desk, Filters(), "control/days", lambda: json_of(spells.days(desk)))

    @routes.get("/base/labels", response_model=list[list[float | str]], summary="Names for the base map")
    def base_labels(desk: Here, bbox: asking.Box, zoom: Zoom) -> Response:
        return Response(json_of(labels.within(desk.settings.catalogue, bbox, zoom)), media_type="application/json")

    return routes


def _answer(desk: Desk, filters: Filters, asked: str, make: Callable[[], bytes]) -> Response:
    content = desk.kept(("json", asked, filters), make)
    return Response(content, media_type="application/json", headers={"cache-control": "no-cache"})


def _flat(rows: Any) -> bytes:
    """Rows of the desk's own, whose numbers are as they are to be written: each is gone through once."""
    return json.dumps(rows, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_fields).encode()


def _fields(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def json_of(value: Any) -> bytes:
    """A record, or a list of records, as JSON, the numbers as exports write them."""
    return json.dumps(plain(to_dict(value)), ensure_ascii=False, allow_nan=False).encode()

"""Pages of single records: an event with its accounts and contradictions, an article with all that was read in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from sayso.desk import plots
from sayso.desk.asking import Here
from sayso.desk.desk import Desk
from sayso.desk.items import EventItem, item_of
from sayso.desk.nearby import nearby
from sayso.desk.rendering import page
from sayso.export.pieces import pieces
from sayso.records import Claim, Document, Event
from sayso.views.event import EventReport, Quote


def router() -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    @routes.get("/events/{event_id}")
    def event(desk: Here, request: Request, event_id: str) -> Response:
        whole = _whole(desk, event_id)
        near = nearby(desk, whole.event)
        accounts = whole.report.accounts
        around = [(one.lon, one.lat, one.title, f"/events/{one.event_id}") for one in near]
        return page(
            "event.html",
            request,
            **whole.values(),
            near=near,
            neighbours=json.dumps(around),
            plots=plots.accounts(
                accounts,
                whole.claims,
                desk.sides.called,
            ),
            plot_sides=list(dict.fromkeys(account.side for account in accounts)),
            account_claims=[
                list(dict.fromkeys(number for point in account.points for number in point.claims))
                for account in accounts
            ],
        )

    @routes.get("/cite/{event_id}")
    def cite(desk: Here, request: Request, event_id: str) -> Response:
        whole = _whole(desk, event_id)
        return page(
            "cite.html",
            request,
            **whole.values(),
            ledger=desk.ledger.name,
            places={quote.claim_id: number for number, quote in enumerate(whole.report.quotes, 1)},
            judged=sum(quote.claim_id in desk.reviewed.judged for quote in whole.report.quotes),
        )

    @routes.get("/documents/{document_id:path}")
    def document(desk: Here, request: Request, document_id: str) -> Response:
        found = desk.one(Document, document_id)
        claims = desk.claims_in(document_id)
        original = next(iter(desk.some(Document, [found.original_id])), None) if found.original_id else None
        return page(
            "document.html",
            request,
            document=found,
            claims=claims,
            pieces=pieces(found.text, claims),
            original=original,
            copies=desk.copies_of(document_id),
            events={claim.claim_id: desk.event_id_of(claim.claim_id) for claim in claims},
            judged=desk.reviewed.judged,
        )

    @routes.get("/claims/{claim_id}")
    def claim(desk: Here, claim_id: str) -> Response:
        found = desk.one(Claim, claim_id)
        return RedirectResponse(f"/documents/{quote(found.document_id, safe='')}#claim-{claim_id}", status_code=303)

    return routes


@dataclass(frozen=True, slots=True)
class _Whole:
    """An event with all that its pages show; ``claims``, ``quotes`` and ``documents`` (with originals) by id."""

    event: Event
    item: EventItem
    report: EventReport
    claims: dict[str, Claim]
    quotes: dict[str, Quote]
    documents: dict[str, Document]

    def values(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def _whole(desk: Desk, event_id: str) -> _Whole:
    event, report = desk.report(event_id)
    found = desk.some(Document, dict.fromkeys(quote.document_id for quote in report.quotes))
    documents = {one.document_id: one for one in found}
    originals = desk.some(Document, {one.original_id for one in found if one.original_id} - {*documents})
    return _Whole(
        event,
        item_of(event, desk.reviewed.judged),
        report,
        {claim.claim_id: claim for claim in desk.some(Claim, event.claims)},
        {quote.claim_id: quote for quote in report.quotes},
        documents | {one.document_id: one for one in originals},
    )

"""Reviewing: decisions in over the API or a plain form, written to the log beside the ledger and applied at once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from sayso.catalogue.gazetteer import Gazetteer
from sayso.desk import answers, asking
from sayso.desk.api import json_of
from sayso.desk.asking import Here, Kept, Named
from sayso.desk.desk import Desk
from sayso.desk.filters import MOST_PAGES, number, one_of, parsed
from sayso.desk.occurrences import Sort
from sayso.desk.rendering import page
from sayso.errors import SaysoError
from sayso.export import jsonl, web_annotations
from sayso.records import Claim, Document, Event, EventType
from sayso.reviews import deciding
from sayso.reviews.agreement import agreements
from sayso.reviews.applying import ABOUT_EVENTS, in_force
from sayso.reviews.records import Decision, DecisionKind

SORTS: tuple[Sort, ...] = ("contested", "newest", "oldest", "relevant")
CONTEXT = 240
"""Characters of the article that stand around a quote."""
CHOICES = 12
"""Actors or places that are offered for some words."""
ABOUT_ONE_DOCUMENT = frozenset({"correct", "add"})
EXACT, WIDE = 1, {"region": 4, "country": 6}
"""UCDP where_prec of a town, and of what is wider."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision as a reviewer's page gives it. ``events``: all claims of these are meant, beside ``claims``."""

    reviewer: str
    kind: DecisionKind
    claims: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    document_id: str | None = None
    field: str | None = None
    before: Any = None
    after: Any = None
    why: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, and how the claim reads now: null where it is gone, or where the decision is about several.
    ``event_id`` is the event of the claim, or the one that was put together or taken apart, as it is called now.
    """

    decision_id: str
    version: int
    claim: Claim | None
    event_id: str | None


def router() -> APIRouter:
    routes = APIRouter()
    refusals: dict[int | str, dict[str, Any]] = {
        400: {"model": asking.Refusal},
        403: {"description": "Another origin."},
        404: {"model": asking.Refusal},
    }

    @routes.get("/api/decisions", response_model=list[Decision], summary="All decisions, the earliest first")
    def decisions(desk: Here) -> Response:
        return _json(desk.reviewed.decisions)

    @routes.post("/api/decisions", response_model=Decided, responses=refusals, summary="Decide")
    def decide(keeper: Kept, proposal: Proposal) -> Response:
        made = _decision(keeper.desk(), proposal)
        desk = keeper.decide([made])
        about = made.about[0].claim_id if len(made.about) == 1 or made.kind == "add" else None
        claim = next(iter(desk.some(Claim, [about])), None) if about else None
        moved = made.about[0].claim_id if made.about and made.kind in ABOUT_EVENTS else about
        event_id = desk.event_id_of(moved) if moved else None
        return _json(Decided(made.decision_id, desk.version, claim, event_id))

    @routes.get("/api/types", response_model=list[TypeChoice], summary="What kinds of occurrence the codebook knows")
    def types(desk: Here) -> Response:
        known: dict[EventType, list[str]] = {}
        for entry in desk.lexicon.types.values():
            known.setdefault(entry.event, []).append(entry.label)
        return _json([TypeChoice(" or ".join(labels), event) for event, labels in known.items()])

    @routes.get("/api/actors", response_model=list[list[str]], summary="Actors of the catalogue by name")
    def actors(desk: Here, q: Named) -> Response:
        wanted = q.casefold().strip()
        found = [
            (actor.actor_id, actor.name, actor.kind)
            for actor in desk.matchers.actors
            if any(wanted in name.casefold() for name in (actor.actor_id, actor.name, *actor.aliases))
        ]
        return _json(sorted(found, key=lambda one: (not one[1].casefold().startswith(wanted), one[1]))[:CHOICES])

    @routes.get("/api/gazetteer", response_model=list[Choice], summary="Places of the gazetteer by name")
    def gazetteer(desk: Here, q: Named) -> Response:
        found = Gazetteer.open(desk.settings.catalogue).lookup(q)[:CHOICES]
        return _json(
            [
                Choice(one.place_id, one.name, one.country, one.admin1, one.lat, one.lon, WIDE.get(one.feature, EXACT))
                for one in found
            ]
        )

    @routes.get("/review", include_in_schema=False)
    def review(desk: Here, request: Request) -> Response:
        query = request.query_params
        filters = parsed(query)
        waiting = parsed(query.__class__(f"{request.url.query}&unreviewed=1"))
        sort = one_of(query, "sort", SORTS)
        found = answers.claims(desk, waiting, sort, number(query, "page", 1, MOST_PAGES))
        documents = desk.some(Document, dict.fromkeys(item.claim.document_id for item in found.items))
        texts = {document.document_id: document.text for document in documents}
        return page(
            "review.html",
            request,
            filters=filters,
            sort=sort,
            sorts=SORTS,
            found=found,
            contexts={item.claim.claim_id: _context(texts[item.claim.document_id], item.claim) for item in found.items},
            judged=len(desk.reviewed.judged),
            all_claims=len(desk.columns),
            decisions=desk.reviewed.decisions,
            standing=set(in_force(desk.reviewed.decisions)),
            kappas=agreements(desk, desk.reviewed),
            not_applied=desk.reviewed.not_applied,
        )

    @routes.get("/review/export", include_in_schema=False)
    def export(desk: Here, request: Request) -> Response:
        form = one_of(request.query_params, "format", ("jsonl", "annotations"))
        decisions = desk.reviewed.decisions
        if form == "jsonl":
            content, kind = "".join(f"{jsonl.line(one)}\n" for one in decisions), "application/x-ndjson"
        else:
            found = desk.some(Document, dict.fromkeys(place.document_id for one in decisions for place in one.about))
            told = web_annotations.collection(desk.reviewed, {one.document_id: one for one in found})
            content, kind = json.dumps(told, ensure_ascii=False, indent=1), "application/ld+json"
        name = f'attachment; filename="decisions.{"jsonl" if form == "jsonl" else "jsonld"}"'
        return Response(content.encode(), media_type=kind, headers={"content-disposition": name})

    @routes.post("/review/judge", include_in_schema=False)
    def judge(
        keeper: Kept,
        kind: Annotated[DecisionKind, Form()],
        claim_id: Annotated[str, Form()],
        reviewer: Annotated[str, Form()],
    ) -> Response:
        keeper.decide([_decision(keeper.desk(), Proposal(reviewer, kind, [claim_id]))])
        return RedirectResponse("/review", status_code=303)

    @routes.post("/review/undo", include_in_schema=False)
    def undo(keeper: Kept, undoes: Annotated[str, Form()], reviewer: Annotated[str, Form()]) -> Response:
        keeper.decide([_decision(keeper.desk(), Proposal(reviewer, "undo", undoes=undoes))])
        return RedirectResponse("/review#log", status_code=303)

    return routes


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """A type of the codebook, and how its rows are called."""

    label: str
    event: EventType


@dataclass(frozen=True, slots=True)
class Choice:
    """A place of the gazetteer, with the UCDP precision that naming it tells."""

    place_id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    precision: int


def _decision(desk: Desk, proposal: Proposal) -> Decision:
    """The decision, checked against what the ledger says now. Raises ``SaysoError`` in one line."""
    if proposal.kind == "undo":
        if proposal.undoes not in {one.decision_id for one in desk.reviewed.decisions}:
            raise SaysoError("There is no such decision to undo.")
        return deciding.undo(proposal.reviewer, proposal.undoes, proposal.why)
    named = [number for event in proposal.events for number in desk.one(Event, event).claims]
    numbers = list(dict.fromkeys([*proposal.claims, *named]))
    claims = [desk.one(Claim, number) for number in numbers]
    of = proposal.document_id or (claims[0].document_id if claims else None)
    document = desk.one(Document, of) if of is not None and proposal.kind in ABOUT_ONE_DOCUMENT else None
    return deciding.decide(
        proposal.reviewer,
        proposal.kind,
        claims,
        document,
        proposal.field,
        proposal.before,
        proposal.after,
        proposal.why,
    )


def _context(text: str, claim: Claim) -> tuple[str, str]:
    return text[max(0, claim.start - CONTEXT) : claim.start], text[claim.end : claim.end + CONTEXT]


def _json(value: Any) -> Response:
    return Response(json_of(value), media_type="application/json")

"""Pages of actors, places and outlets: what is claimed of each, by whom and when; each number leads to the claims."""

from __future__ import annotations

from urllib.parse import urlencode

import numpy as np
from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from sayso.desk import answers, plots, spells
from sayso.desk.asking import Here
from sayso.desk.desk import Desk
from sayso.desk.filters import Filters, written
from sayso.desk.rendering import page
from sayso.desk.shelf import NotHereError

LISTED = 500
SHOWN = 20


def router() -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    @routes.get("/actors")
    def actors(desk: Here, request: Request) -> Response:
        told, said = _claims_by(desk, "actor"), _claims_by(desk, "speaker")
        rows = [
            (value, answers.label(desk, "actor", value), told.get(value, 0), said.get(value, 0), _sides(desk, value))
            for value in sorted(told.keys() | said.keys(), key=lambda one: (-told.get(one, 0) - said.get(one, 0), one))
        ]
        return page("actors.html", request, rows=rows[:LISTED], total=len(rows))

    @routes.get("/actors/{actor_id}")
    def actor(desk: Here, request: Request, actor_id: str) -> Response:
        found = desk.matchers.actors.get(actor_id)
        if found is None:
            raise NotHereError(f"The catalogue has no actor '{actor_id[:80]}'.")
        of, by = Filters(actor=(actor_id,)), Filters(speaker=(actor_id,))
        return page(
            "actor.html",
            request,
            actor=found,
            of=of,
            by=by,
            of_total=len(desk.select(of).claims),
            by_total=len(desk.select(by).claims),
            events=answers.events(desk, of, "contested", 1),
            plots=[
                ("What is claimed of it", _bars(desk, "kind", of, "Kinds of occurrence")),
                ("Which sides say so", _bars(desk, "side", of, "Sides that say so")),
                ("In which outlets", _bars(desk, "outlet", of, "Outlets")),
                ("What it says", _bars(desk, "kind", by, "Kinds of occurrence it tells")),
            ],
            said=answers.claims(desk, by, "newest", 1),
        )

    @routes.get("/places")
    def places(desk: Here, request: Request) -> Response:
        rows = [
            (value, label, count, *_where(desk, value))
            for value, label, count in _counts(desk, "place", Filters(), LISTED)
        ]
        return page("places.html", request, rows=rows, total=len(desk.columns.facets["place"].values))

    @routes.get("/places/{place_id}")
    def place(desk: Here, request: Request, place_id: str) -> Response:
        filters = Filters(place=(place_id,))
        if place_id not in desk.columns.facets["place"].numbers:
            raise NotHereError(f"No claim of the ledger is about the place '{place_id[:80]}'.")
        lat, lon, region = _where(desk, place_id)
        return page(
            "place.html",
            request,
            place_id=place_id,
            name=desk.place_names.get(place_id, place_id),
            region=region,
            lat=lat,
            lon=lon,
            filters=filters,
            total=len(desk.select(filters).claims),
            events=answers.events(desk, filters, "newest", 1),
            spells=spells.at(desk, place_id),
            plots=[
                ("What is claimed here", _bars(desk, "kind", filters, "Kinds of occurrence")),
                ("Which sides say so", _bars(desk, "side", filters, "Sides that say so")),
                ("In which outlets", _bars(desk, "outlet", filters, "Outlets")),
            ],
        )

    @routes.get("/outlets")
    def outlets(desk: Here, request: Request) -> Response:
        rows = [
            (label, count, desk.outlets.get(value))
            for value, label, count in _counts(desk, "outlet", Filters(), LISTED)
        ]
        return page("outlets.html", request, rows=rows, total=len(desk.columns.facets["outlet"].values))

    @routes.get("/outlets/{outlet:path}")
    def outlet(desk: Here, request: Request, outlet: str) -> Response:
        filters = Filters(outlet=(outlet,))
        if outlet not in desk.outlets:
            raise NotHereError(f"The ledger has no article of the outlet '{outlet[:80]}'.")
        return page(
            "outlet.html",
            request,
            outlet=outlet,
            side=desk.outlets[outlet],
            filters=filters,
            total=len(desk.select(filters).claims),
            documents=desk.documents_from(outlet),
            speakers=_counts(desk, "speaker", filters),
            actors=_counts(desk, "actor", filters),
            plots=[
                ("Whom it credits, by kind", _bars(desk, "source", filters, "Kinds of sources")),
                ("Sides on whose word", _bars(desk, "side", filters, "Sides that say so")),
                ("What it tells of", _bars(desk, "kind", filters, "Kinds of occurrence")),
                ("How it stands to what it tells", _bars(desk, "stance", filters, "Stance")),
            ],
        )

    return routes


def _counts(desk: Desk, name: str, filters: Filters, most: int = SHOWN) -> list[tuple[str, str, int]]:
    """Value, label and claims of a facet among those that answer, the most frequent first."""
    facet = desk.columns.facets[name]
    found = facet.most(facet.counts(desk.select(filters).claims), most)
    return [(value, answers.label(desk, name, value), count) for value, count in found]


def _claims_by(desk: Desk, name: str) -> dict[str, int]:
    facet = desk.columns.facets[name]
    return dict(facet.most(facet.counts(desk.select(Filters()).claims)))


def _bars(desk: Desk, name: str, filters: Filters, title: str) -> Markup:
    address = f"/?{written(filters, view='claims')}"
    rows = [
        (label, count, f"{address}&{urlencode({name: value})}")
        for value, label, count in _counts(desk, name, filters, 10)
    ]
    return plots.bars(rows, title)


def _sides(desk: Desk, actor_id: str) -> str:
    actor = desk.matchers.actors.get(actor_id)
    sides = dict.fromkeys(one.side for one in actor.affiliations) if actor is not None else ()
    return ", ".join(map(desk.sides.called, sides))


def _where(desk: Desk, place_id: str) -> tuple[float | None, float | None, str]:
    """Latitude, longitude and region of a place, as the first claim about it has them."""
    row = int(np.flatnonzero(desk.columns.facets["place"].having([place_id]))[0])
    lat, lon = float(desk.columns.plain["lat"][row]), float(desk.columns.plain["lon"][row])
    name = ", ".join(answers.label(desk, "region", value) for value in desk.columns.facets["region"].of(row))
    return (None, None, name) if np.isnan(lat) else (lat, lon, name)

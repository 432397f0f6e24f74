"""The overview: filters, a map and a timeline (filled by scripts), and the list of what answers; and its export."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request, Response

from sayso.desk import answers
from sayso.desk.asking import Here
from sayso.desk.filters import MOST_PAGES, number, one_of, parsed
from sayso.desk.occurrences import SORTS, Sort
from sayso.desk.rendering import page
from sayso.desk.shelf import terms

VIEWS = ("events", "claims")


def router() -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    def overview(desk: Here, request: Request) -> Response:
        query = request.query_params
        filters = parsed(query)
        by_default: Sort = "relevant" if filters.q else "contested"
        sorts = [by_default, *(sort for sort in SORTS if sort != by_default and (filters.q or sort != "relevant"))]
        view, sort = one_of(query, "view", VIEWS), one_of(query, "sort", sorts)
        at = number(query, "page", 1, MOST_PAGES)
        chosen = desk.select(filters)
        found = answers.events(desk, filters, sort, at) if view == "events" else answers.claims(desk, filters, sort, at)
        return page(
            "overview.html",
            request,
            filters=filters,
            written_box=",".join(f"{edge:g}" for edge in filters.bbox) if filters.bbox else "",
            view=view,
            sort=sort,
            sorts=sorts,
            facets=desk.kept(("facets", filters), lambda: answers.facets(desk, filters)),
            found=found,
            events_total=len(chosen.events),
            claims_total=len(chosen.claims),
            terms=terms(filters.q),
            label=partial(answers.label, desk),
        )

    return routes

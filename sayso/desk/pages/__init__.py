"""The desk's pages, server-rendered: each reads and filters without script."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI, Request, Response

from sayso.desk.pages import exports, names, overview, questions, records
from sayso.desk.rendering import page


def router(app: FastAPI) -> APIRouter:
    """The routes of all pages; ``app`` describes the API."""
    routes = APIRouter(include_in_schema=False)
    for part in (overview, records, names, questions, exports):
        routes.include_router(part.router())

    @routes.get("/api")
    def api(request: Request) -> Response:
        return page("api.html", request, description=app.openapi())

    return routes


def refusal(request: Request, status: int, words: str) -> Response:
    """The page that says why there is none."""
    return page("refusal.html", request, status, words=words)

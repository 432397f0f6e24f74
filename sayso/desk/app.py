"""The desk as an ASGI application: its ``Keeper`` in, pages, API, scripts and styles out, all behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

import sayso
from sayso.desk import api, pages, reviewing
from sayso.desk.guard import Guard
from sayso.desk.keeper import Keeper
from sayso.desk.shelf import NotHereError
from sayso.errors import SaysoError

STATIC = Path(__file__).parent / "static"
THREADS = 3
"""Python runs one at a time: more would only wait for each other, each with a connection of its own."""


def application(keeper: Keeper, token: str | None = None) -> Guard:
    """The application. With a ``token`` only who brings it is answered."""

    @asynccontextmanager
    async def few_threads(_app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        yield

    app = FastAPI(
        title="Sayso",
        version=sayso.__version__,
        description="What is claimed, by whom, of what, where and when; every record with the words that carry it.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=few_threads,
    )
    app.state.keeper = keeper
    names = keeper.desk()  # the catalogue's, which no decision changes
    app.state.sides, app.state.countries, app.state.lexicon = names.sides, names.countries, names.lexicon
    app.include_router(api.router())
    app.include_router(reviewing.router())
    app.include_router(pages.router(app))
    app.mount("/static", StaticFiles(directory=STATIC, check_dir=False), name="static")

    @app.exception_handler(SaysoError)
    async def refused(request: Request, error: SaysoError) -> Response:
        return _refusal(request, 404 if isinstance(error, NotHereError) else 400, str(error))

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return _refusal(request, 422, f"{first['loc'][-1]}: {first['msg']}.")

    @app.exception_handler(HTTPException)
    async def failed(request: Request, error: HTTPException) -> Response:
        return _refusal(request, error.status_code, str(error.detail))

    @app.exception_handler(Exception)
    async def broken(request: Request, _error: Exception) -> Response:
        return _refusal(request, 500, "Something went wrong here: the terminal that runs sayso serve says what.")

    def _refusal(request: Request, status: int, words: str) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": words}, status_code=status)
        return pages.refusal(request, status, words)

    # Outside of all that the application does, so that a failure is answered with the same headers.
    return Guard(app, token)

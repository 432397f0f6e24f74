"""What is asked for, out of a request: the filters of a question, as OpenAPI describes them, and the desk to answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from sayso.desk.desk import Desk
from sayso.desk.filters import FACETS, LONGEST, MOST, Filters, parsed
from sayso.desk.keeper import Keeper

DAY = r"^\d{4}-\d{2}-\d{2}$"
SHARE = r"^(0|1|0?\.\d+|1\.0+|0\.\d*)?$"
BOX = r"^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$"
Day = Annotated[str | None, Query(pattern=DAY, description="An ISO date.")]
Box = Annotated[str, Query(pattern=BOX, max_length=LONGEST, description="west,south,east,north in degrees")]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, in one sentence."""

    detail: str


async def filters(request: Request) -> Filters:
    """The filters of a question, which ``DESCRIBED`` describes and ``parsed`` reads."""
    return parsed(request.query_params)


async def keeper(request: Request) -> Keeper:
    """Who keeps the desk."""
    found: Keeper = request.app.state.keeper
    return found


async def here(request: Request) -> Desk:
    """The desk as it is now: decisions that somebody else wrote are seen before anything is answered."""
    return (await keeper(request)).desk()


Asked = Annotated[Filters, Depends(filters)]
Kept = Annotated[Keeper, Depends(keeper)]
Here = Annotated[Desk, Depends(here)]


def _described(name: str, schema: Mapping[str, Any], description: str = "") -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


_TEXT = {"type": "string", "maxLength": LONGEST}
_DAY = {"type": "string", "pattern": f"{DAY}|^$"}
_SWITCH = {"type": "string", "pattern": "^[01]?$"}
DESCRIBED: dict[str, Any] = {
    "parameters": [
        _described("q", _TEXT, 'Words, or "words in a row".'),
        *(_described(name, {"type": "array", "items": _TEXT, "maxItems": MOST}, "Any of these.") for name in FACETS),
        _described("bbox", _TEXT | {"pattern": f"{BOX}|^$"}, "west,south,east,north in degrees"),
        _described("from", _DAY, "An ISO date."),
        _described("to", _DAY, "An ISO date."),
        _described("confidence", {"type": "string", "pattern": SHARE, "maxLength": 10}, "No claim below it."),
        _described("contested", _SWITCH, "1: only these."),
        _described("unreviewed", _SWITCH, "1: only these."),
    ]
}
"""The parameters of ``filters`` as OpenAPI has them. FastAPI would describe them itself if it also read each by itself,
which takes longer than finding the answer.
"""

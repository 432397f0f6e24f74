"""What is asked for, out of a request: the filters of a question, as OpenAPI describes them, and the desk to answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from sayso.desk.desk import Desk
from sayso.desk.filters import FACETS, LONGEST, MOST, NAMES, Filters, parsed
from sayso.desk.keeper import Keeper

DAY = r"^\d{4}-\d{2}-\d{2}$"
SHARE = r"^(0|1|0?\.\d+|1\.0+|0\.\d*)?$"
BOX = r"^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$"
Day = Annotated[
    str | None, Query(pattern=DAY, description="The day; all days where left out.", examples=["1912-11-10"])
]
Box = Annotated[
    str,
    Query(
        pattern=BOX,
        max_length=LONGEST,
        description="What the map shows: west,south,east,north in degrees.",
        examples=["26,41,29,42"],
    ),
]
Named = Annotated[
    str, Query(max_length=LONGEST, description="A name; of actors also a part of one.", examples=["Edirne"])
]


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


_TEXT = {"type": "string", "maxLength": LONGEST}
_SWITCH = {"type": "string", "pattern": "^[01]?$"}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "bbox": _TEXT | {"pattern": f"{BOX}|^$"},
    "first": {"type": "string", "pattern": f"{DAY}|^$"},
    "last": {"type": "string", "pattern": f"{DAY}|^$"},
    "confidence": {"type": "string", "pattern": SHARE, "maxLength": 10},
    "contested": _SWITCH,
    "unreviewed": _SWITCH,
}


def _described(one: Field[Any]) -> dict[str, Any]:
    about, example = one.metadata["about"], one.metadata["example"]
    if one.name in FACETS:
        several = {"type": "array", "items": _TEXT, "maxItems": MOST, "examples": [[example]]}
        return _parameter(one.name, about, several)
    schema = _SCHEMAS.get(one.name, _TEXT) | {"examples": [example]}
    return _parameter(NAMES.get(one.name, one.name), about, schema)


def _parameter(name: str, about: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": about}


DESCRIBED: dict[str, Any] = {"parameters": [_described(one) for one in fields(Filters)]}
"""The parameters of ``filters`` as OpenAPI has them. FastAPI would describe them itself if it also read each by itself,
which takes longer than finding the answer.
"""

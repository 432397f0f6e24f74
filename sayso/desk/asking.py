"""What the API's questions look like: parameters as OpenAPI describes them in, ``Filters`` out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request

from sayso.desk.filters import LONGEST, Filters, parsed

DAY = r"^\d{4}-\d{2}-\d{2}$"
BOX = r"^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$"
Values = Annotated[list[Annotated[str, Query(max_length=LONGEST)]], Query(max_length=50)]
Day = Annotated[str | None, Query(pattern=DAY, description="An ISO date.")]
Box = Annotated[str, Query(pattern=BOX, max_length=LONGEST, description="west,south,east,north in degrees")]
Switch = Annotated[str, Query(pattern="^[01]?$", description="1: only these.")]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, in one sentence."""

    detail: str


def filters(
    request: Request,
    q: Annotated[str, Query(max_length=LONGEST, description='Words, or "words in a row".')] = "",
    kind: Values = [],
    country: Values = [],
    region: Values = [],
    place: Values = [],
    actor: Values = [],
    speaker: Values = [],
    side: Values = [],
    outlet: Values = [],
    source: Values = [],
    stance: Values = [],
    status: Values = [],
    polarity: Values = [],
    bbox: Annotated[str, Query(pattern=f"{BOX}|^$", max_length=LONGEST)] = "",
    first: Annotated[str, Query(alias="from", pattern=f"{DAY}|^$")] = "",
    last: Annotated[str, Query(alias="to", pattern=f"{DAY}|^$")] = "",
    confidence: Annotated[str, Query(pattern=r"^(0|1|0?\.\d+|1\.0+|0\.\d*)?$", max_length=10)] = "",
    contested: Switch = "",
    unreviewed: Switch = "",
) -> Filters:
    """The filters of a question. The parameters are named for the description; ``parsed`` reads them."""
    return parsed(request.query_params)

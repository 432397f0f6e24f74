"""What of a ledger is asked for: a query string in, ``Filters`` out, and back. Knows nothing of what the ledger holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from sayso.errors import SaysoError

FACETS = (
    "kind",
    "country",
    "region",
    "place",
    "actor",
    "speaker",
    "side",
    "outlet",
    "source",
    "stance",
    "status",
    "polarity",
)
"""Filters of which several values may be chosen; a claim that has any of them answers."""
NAMES = {"first": "from", "last": "to"}
"""Fields whose name in the address is no name in Python."""
Box = tuple[float, float, float, float]
C = TypeVar("C", bound=str)
LONGEST = 300
"""Characters of a value."""
MOST = 50
"""Values of a facet."""
MOST_PAGES = 100_000


def _about(words: str, example: str) -> dict[str, str]:
    """What a filter asks for and a value of it, as the API describes it."""
    return {"about": words, "example": example}


@dataclass(frozen=True, slots=True)
class Filters:
    """All that hold at once. ``first`` and ``last`` are ISO dates; ``bbox`` is west, south, east, north in degrees."""

    q: str = field(
        default="", metadata=_about('Words of quotes and articles, or "words in a row" in quotes.', "field hospital")
    )
    kind: tuple[str, ...] = field(
        default=(),
        metadata=_about("Kind of occurrence: ACLED's sub-event, or PLOVER's type where ACLED has none.", "Armed clash"),
    )
    country: tuple[str, ...] = field(
        default=(), metadata=_about("Country of the event, by its ISO code of two letters.", "TR")
    )
    region: tuple[str, ...] = field(
        default=(), metadata=_about("First-level region of the event: country/region.", "TR/Edirne")
    )
    place: tuple[str, ...] = field(
        default=(), metadata=_about("Place of the event, by its id in the gazetteer.", "geonames:747712")
    )
    actor: tuple[str, ...] = field(
        default=(),
        metadata=_about("Who takes part (did it, was hit, was hurt), by the id in the catalogue.", "ottoman-army"),
    )
    speaker: tuple[str, ...] = field(
        default=(),
        metadata=_about("Who is credited with the claim, by the id in the catalogue.", "ottoman-war-ministry"),
    )
    side: tuple[str, ...] = field(
        default=(), metadata=_about("On whose side they are who say so, by the id of the side.", "bulgaria")
    )
    outlet: tuple[str, ...] = field(
        default=(), metadata=_about("Outlet that published the claim, by its name.", "Iskar Telegraph")
    )
    source: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            "Kind of source: outlet, official, party, media, ngo, witness, expert, document, anonymous, other, own voice.",
            "official",
        ),
    )
    stance: tuple[str, ...] = field(
        default=(), metadata=_about("How the outlet stands to the claim: endorsed, neutral or distanced.", "distanced")
    )
    status: tuple[str, ...] = field(
        default=(),
        metadata=_about("What is claimed is actual, planned, threatened, possible or hypothetical.", "actual"),
    )
    polarity: tuple[str, ...] = field(default=(), metadata=_about("Whether the claim is asserted or denied.", "denied"))
    bbox: Box | None = field(
        default=None, metadata=_about("Box on the map: west,south,east,north in degrees.", "26,41,29,42")
    )
    first: str | None = field(default=None, metadata=_about("Only what was not over before this day.", "1912-10-24"))
    last: str | None = field(default=None, metadata=_about("Only what did not begin after this day.", "1912-11-03"))
    confidence: float = field(default=0.0, metadata=_about("No claim of lower confidence, from 0 to 1.", "0.5"))
    contested: bool = field(default=False, metadata=_about("1: only claims of events that have a contradiction.", "1"))
    unreviewed: bool = field(default=False, metadata=_about("1: only claims that no reviewer has looked at.", "1"))


def parsed(query: QueryParams) -> Filters:
    """The filters of a query string; what is no filter is passed over. Raises ``SaysoError`` naming a wrong value."""
    facets = {name: tuple(sorted({_text(name, value) for value in query.getlist(name) if value})) for name in FACETS}
    for name, values in facets.items():
        if len(values) > MOST:
            raise SaysoError(f"{name} has more than {MOST} values: choose fewer.")
    first, last = _day(query, "from"), _day(query, "to")
    if first is not None and last is not None and last < first:
        raise SaysoError(f"from={first} is after to={last}: turn them round.")
    return Filters(
        q=" ".join(_text("q", query.get("q", "")).split()),
        bbox=box_of(query.get("bbox", "")),
        first=first,
        last=last,
        confidence=_share(query.get("confidence", "")),
        contested=_switch(query, "contested"),
        unreviewed=_switch(query, "unreviewed"),
        **facets,
    )


def written(filters: Filters, **more: Any) -> str:
    """The query string of the filters, in a fixed order, with ``more`` behind; what is not set is left out."""
    behind = urlencode([(name, str(value)) for name, value in more.items() if value not in (None, "", ())])
    return "&".join(filter(None, (_written(filters), behind)))


@lru_cache(maxsize=64)  # a page writes the same filters into many links
def _written(filters: Filters) -> str:
    pairs: list[tuple[str, str]] = []
    for each in fields(filters):
        value = getattr(filters, each.name)
        name = NAMES.get(each.name, each.name)
        if each.name == "bbox":
            pairs += [(name, ",".join(f"{edge:g}" for edge in value))] if value is not None else []
        elif isinstance(value, tuple):
            pairs += [(name, one) for one in value]
        elif value is True:
            pairs.append((name, "1"))
        elif value:
            pairs.append((name, f"{value:g}" if isinstance(value, float) else value))
    return urlencode(pairs)


def without(filters: Filters, name: str) -> Filters:
    """The filters with that one as if it had not been set."""
    empty: dict[str, Any] = {each.name: each.default for each in fields(Filters) if each.name == name}
    return replace(filters, **empty)


def chosen(filters: Filters) -> list[tuple[str, str, Filters]]:
    """What is set: the field, its value in words, and the filters without it; of a facet's values each by itself."""
    found: list[tuple[str, str, Filters]] = []
    for each in fields(filters):
        value = getattr(filters, each.name)
        if value == each.default:
            continue
        if each.name in FACETS:
            for one in value:
                rest: dict[str, Any] = {each.name: tuple(other for other in value if other != one)}
                found.append((each.name, one, replace(filters, **rest)))
        else:
            words = ", ".join(f"{edge:g}" for edge in value) if each.name == "bbox" else str(value)
            found.append((each.name, words, without(filters, each.name)))
    return found


def number(query: QueryParams, name: str, default: int, most: int) -> int:
    """A whole number from 1 to ``most``. Raises ``SaysoError`` for anything else."""
    text = query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= most):
        raise SaysoError(f"{name}={text[:LONGEST]} is not a whole number from 1 to {most:,}.")
    return int(text)


def one_of(query: QueryParams, name: str, choices: Sequence[C]) -> C:
    """One of the choices, the first where none is made. Raises ``SaysoError`` for anything else."""
    text = query.get(name, "") or choices[0]
    for choice in choices:
        if choice == text:
            return choice
    raise SaysoError(f"{name}={text[:LONGEST]} is none of {', '.join(choices)}.")


def day(query: QueryParams, name: str) -> str | None:
    """An ISO date, or ``None`` where none is given. Raises ``SaysoError`` for anything else."""
    return _day(query, name)


def _text(name: str, value: str) -> str:
    if len(value) > LONGEST:
        raise SaysoError(f"{name} is longer than {LONGEST} characters: shorten it.")
    if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise SaysoError(f"{name} holds a character that is none: write it anew.")
    return value


def _day(query: QueryParams, name: str) -> str | None:
    text = query.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise SaysoError(f"{name}={text[:LONGEST]} is no day: write it as 1912-10-24.") from None


def box_of(text: str) -> Box | None:
    """West, south, east and north of "west,south,east,north". Raises ``SaysoError`` for anything else."""
    if not text:
        return None
    try:
        west, south, east, north = (float(edge) for edge in text[:LONGEST].split(","))
    except ValueError:
        raise SaysoError(f"bbox={text[:LONGEST]} is no box: write west,south,east,north in degrees.") from None
    if not all(map(math.isfinite, (west, south, east, north))) or south > north or not -90 <= south <= north <= 90:
        raise SaysoError(f"bbox={text[:LONGEST]} is no box: write west,south,east,north in degrees.")
    return west, south, east, north


def _switch(query: QueryParams, name: str) -> bool:
    text = query.get(name, "")
    if text not in ("", "0", "1"):
        raise SaysoError(f"{name}={text[:LONGEST]} is neither 1 nor 0.")
    return text == "1"


def _share(text: str) -> float:
    if not text:
        return 0.0
    try:
        found = float(text[:LONGEST])
    except ValueError:
        found = -1.0
    if not 0.0 <= found <= 1.0:
        raise SaysoError(f"confidence={text[:LONGEST]} is no number from 0 to 1.")
    return found

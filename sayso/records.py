"""The record shapes of the ledger: plain frozen data, imported by every stage, importing none.

Offsets are Unicode code points into ``Document.text``, end-exclusive. Dates are ISO 8601 strings.
What is not known is ``None``. The shapes are those of docs/records.md.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, partial
from typing import Any, Literal, TypeVar, cast

Status = Literal["actual", "planned", "threatened", "possible", "hypothetical"]
Polarity = Literal["asserted", "denied"]
Stance = Literal["endorsed", "neutral", "distanced"]
Evidence = Literal["none_offered", "photo", "video", "document", "satellite"]
SourceKind = Literal[
    "outlet", "official", "party", "media", "ngo", "witness", "expert", "document", "anonymous", "other"
]
Role = Literal["agent", "target", "victim", "instrument"]
Category = Literal["civilian", "combatant", "mixed", "unknown", "materiel", "place"]
Measure = Literal[
    "killed",
    "wounded",
    "captured",
    "missing",
    "displaced",
    "destroyed",
    "damaged",
    "shot_down",
    "seized",
    "deployed",
    "supplied",
    "area_km2",
    "settlements",
    "other",
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document: ``text == document.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Custody:
    """Where the bytes of a document came from. ``path`` may carry a fragment (``news.jsonl#line=7``)."""

    sha256: str
    retrieved_at: str | None
    media_type: str
    path: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article as published."""

    document_id: str
    url: str | None
    outlet: str | None
    first_publisher: str | None
    byline: str | None
    published: str | None
    first_published: str | None
    language: str | None
    title: str | None
    text: str
    original_id: str | None
    custody: Custody


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document that is no copy, ``text[start:end]``, which follow those of an earlier one."""

    document_id: str
    start: int
    end: int
    original_id: str
    original_start: int
    original_end: int


@dataclass(frozen=True, slots=True)
class EventType:
    """What kind of occurrence: PLOVER event and mode, ACLED event and sub-event."""

    plover: str
    mode: str | None
    acled: str | None
    acled_sub: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """One link of an attribution chain. ``start``/``end`` are those of ``source``; ``cue`` is the cue's words."""

    source: str
    start: int
    end: int
    cue: str | None
    kind: SourceKind
    actor_id: str | None
    side: str | None
    said_on: str | None


@dataclass(frozen=True, slots=True)
class Participant:
    role: Role
    mention: str
    actor_id: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place mention and what it resolves to; ``precision`` is UCDP GED's where_prec, 1 (exact) to 7."""

    mention: str
    start: int
    end: int
    place_id: str | None
    name: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: int | None


@dataclass(frozen=True, slots=True)
class Time:
    """When a claim's occurrence happened; ``precision`` is UCDP GED's date_prec, 1 (day) to 5 (year)."""

    mention: str | None
    start_date: str | None
    end_date: str | None
    precision: int | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure and bounds; ``text`` is the words that carry the number ("at least 60")."""

    measure: Measure
    of: str | None
    category: Category
    low: float | None
    high: float | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One occurrence asserted, denied, planned, threatened or doubted in one document."""

    claim_id: str
    document_id: str
    quote: str
    start: int
    end: int
    event: EventType
    status: Status
    polarity: Polarity
    stance: Stance
    attribution: tuple[Source, ...]
    participants: tuple[Participant, ...]
    places: tuple[Place, ...]
    time: Time | None
    quantities: tuple[Quantity, ...]
    evidence: Evidence | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody saying something, whatever it is about. ``source`` or ``cue`` is ``None`` where none is written."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: its TIMEX3 type and value, and the interval of days it stands for (UCDP date_prec)."""

    start: int
    end: int
    mention: str
    type: TimexType
    value: str
    start_date: str | None
    end_date: str | None
    precision: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document, in the order of the text."""

    document_id: str
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    places: tuple[Place, ...]
    times: tuple[TimeMention, ...]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What one side says of one measure of an event."""

    side: str | None
    measure: Measure
    of: str | None
    low: float | None
    high: float | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sides (``between``) whose ``claims`` can't both hold, and what it is ``about``."""

    between: tuple[str, ...]
    about: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An occurrence that one or more claims are about."""

    event_id: str
    event: EventType
    place: Place | None
    time: Time | None
    claims: tuple[str, ...]
    accounts: tuple[Account, ...]
    independent_sources: int
    contradictions: tuple[Contradiction, ...]
    title: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that could not be read: where it is and, in one sentence, why and what to do."""

    path: str
    reason: str


def to_dict(record: Any) -> Any:
    """The record as JSON-ready dicts and lists, keys in the order of the fields."""
    if is_dataclass(record):
        return {name: to_dict(getattr(record, name)) for name in _names(type(record))}  # type: ignore[arg-type]
    if isinstance(record, (tuple, list)):
        return [to_dict(item) for item in record]
    return record


R = TypeVar("R")
Restore = Callable[[Any], Any]


def from_dict(kind: type[R], values: Mapping[str, Any]) -> R:
    """The record of ``kind`` that ``to_dict`` gave ``values`` for. Raises ``KeyError`` if a field is missing."""
    return kind(
        **{
            name: value if (value := values[name]) is None or restore is None else restore(value)
            for name, restore in _fields(kind)  # type: ignore[arg-type]
        }
    )


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _fields(kind: type) -> tuple[tuple[str, Restore | None], ...]:
    """Each field with what makes its value out of JSON's; ``None`` where that is the value."""
    hints = typing.get_type_hints(kind)
    return tuple((name, _restore(hints[name])) for name in _names(kind))


def _restore(hint: Any) -> Restore | None:
    origin = typing.get_origin(hint)
    if origin is types.UnionType or origin is typing.Union:
        return _restore(next(part for part in typing.get_args(hint) if part is not type(None)))
    if origin is tuple:
        item = _restore(typing.get_args(hint)[0])
        return tuple if item is None else lambda value: tuple(map(item, value))
    return partial(from_dict, cast(type, hint)) if is_dataclass(hint) else None

"""Is it a decision? Values from outside in, checked records out, or one line that says what is wrong with which field.

Looks at shapes, codes, dates, bounds and offsets; whether a decision can be applied is asked elsewhere.
"""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from sayso.errors import SaysoError
from sayso.records import Claim, Place, Quantity, Time, to_dict
from sayso.reviews.records import ActorMeant, Decision, DecisionKind, PlaceMeant, Words

FIELDS: Mapping[str, Any] = typing.get_type_hints(Claim) | {"quote": Words}
"""What can be corrected, with its type; a ``quote`` goes with its offsets."""
FIXED = ("claim_id", "document_id", "start", "end", "confidence")
CORRECTABLE = tuple(name for name in FIELDS if name not in FIXED)
WORDS = {"quote", "source", "mention", "text"}
"""The fields that hold the words at ``start`` to ``end`` of their record."""
MADE_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
LONGEST_NAME, LONGEST_NOTE = 100, 10_000

ABOUT: Mapping[DecisionKind, tuple[int, int | None]] = {
    "accept": (1, 1),
    "reject": (1, 1),
    "correct": (1, 1),
    "add": (1, 2),
    "merge": (2, None),
    "split": (1, None),
    "set_actor": (1, 1),
    "set_place": (1, 1),
    "note": (1, None),
    "undo": (0, 0),
}
"""How many claims a decision is about, at least and at most."""

T = TypeVar("T")


def _is_date(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


MEANINGS: Mapping[str, Callable[[Any], bool]] = {
    "start_date": _is_date,
    "end_date": _is_date,
    "said_on": _is_date,
    "precision": lambda value: 1 <= value <= 7,
    "lat": lambda value: -90 <= value <= 90,
    "lon": lambda value: -180 <= value <= 180,
    "low": lambda value: value >= 0,
    "high": lambda value: value >= 0,
    "confidence": lambda value: 0 <= value <= 1,
}


def decision_of(values: Any, where: str) -> Decision:
    """The decision of a line of the log. Raises ``SaysoError`` that begins with ``where``."""
    try:
        decision = record_of(Decision, values)
        check(decision)
    except SaysoError as error:
        raise SaysoError(f"{where}: {error}") from error
    return decision


def record_of(kind: type[T], values: Any) -> T:
    """The record of a type, its every field there and of its type, none besides. Raises ``SaysoError`` naming the field."""
    try:
        written = json.dumps(values, allow_nan=False, ensure_ascii=False).encode()
        record: T = _adapter(cast(Hashable, kind)).validate_json(written, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        at = ".".join(str(step) for step in first["loc"])
        raise SaysoError(f"{at}: {first['msg']}." if at else f"{first['msg']}.") from error
    except (ValueError, TypeError) as error:  # a number that is none, half a surrogate pair, no JSON at all
        raise SaysoError(f"the value is not valid JSON ({error}).") from error
    unknown = _unknown(values, to_dict(record), "")
    if unknown is not None:
        raise SaysoError(f"{unknown}: there is no such field.")
    _check_meaning(record)
    return record


def corrected_value(field: str, value: Any, single: bool = False) -> Any:
    """What ``field`` of a claim is to be, as a record; a ``single`` item of a list. Raises ``SaysoError``."""
    if field not in CORRECTABLE:
        raise SaysoError(f"a claim has no field '{field}' to correct: give one of {', '.join(CORRECTABLE)}.")
    hint = FIELDS[field]
    if single:
        if typing.get_origin(hint) is not tuple:
            raise SaysoError(f"{field}: it is no list that has items.")
        hint = typing.get_args(hint)[0]
    try:
        return record_of(hint, value)
    except SaysoError as error:
        raise SaysoError(f"{field}: {error}") from error


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _unknown(given: Any, known: Any, at: str) -> str | None:
    """The first field that was given and is not in the record made of it."""
    if isinstance(given, dict) and isinstance(known, dict):
        for name, value in given.items():
            if name not in known:
                return f"{at}{name}"
            deeper = _unknown(value, known[name], f"{at}{name}.")
            if deeper is not None:
                return deeper
    if isinstance(given, list) and isinstance(known, list):
        found = (_unknown(one, other, f"{at}{n}.") for n, (one, other) in enumerate(zip(given, known, strict=True)))
        return next((name for name in found if name is not None), None)
    return None


def is_item(decision: Decision) -> bool:
    """Does the correction change one item of a list, and not all of the field? Then one of its sides is an object."""
    sides = decision.before, decision.after
    return _is_list(decision.field) and any(isinstance(side, dict) for side in sides)


def check(decision: Decision) -> None:
    """Raises ``SaysoError`` if the fields of a decision do not go together."""
    if not MADE_AT.fullmatch(decision.made_at):
        raise SaysoError("made_at: write it in UTC, as 2026-01-31T12:00:00.000000Z.")
    if not decision.reviewer.strip() or not decision.reviewer.isprintable() or len(decision.reviewer) > LONGEST_NAME:
        raise SaysoError(f"reviewer: give a name of 1 to {LONGEST_NAME} characters on one line.")
    if len(decision.why or "") > LONGEST_NOTE:
        raise SaysoError(f"why: it is longer than {LONGEST_NOTE:,} characters.")
    least, most = ABOUT[decision.kind]
    if not least <= len(decision.about) <= (most or len(decision.about)):
        raise SaysoError(f"{decision.kind}: it can't be about {len(decision.about)} claims.")
    if (decision.field is None) == (decision.kind == "correct"):
        raise SaysoError(f"{decision.kind}: a correction names a field, and nothing else does.")
    if (decision.undoes is None) == (decision.kind == "undo"):
        raise SaysoError(f"{decision.kind}: an undo names a decision, and nothing else does.")
    if decision.kind == "note" and not (decision.why or "").strip():
        raise SaysoError("note: it is empty.")
    if decision.kind in ("accept", "reject"):
        record_of(Claim, decision.before)
    elif decision.kind == "correct":
        _check_correction(decision)
    elif decision.kind == "add":
        record_of(Claim, decision.after)
    elif decision.kind == "set_actor":
        record_of(ActorMeant, decision.after)
    elif decision.kind == "set_place":
        record_of(PlaceMeant, decision.after)


def check_words(value: Any, text: str, at: str = "") -> None:
    """Raises ``SaysoError`` if words of the JSON ``value`` are not those of ``text`` at their offsets."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            check_words(item, text, f"{at}{number}.")
    elif isinstance(value, dict):
        for name in WORDS & value.keys() if "start" in value else ():
            start, end = value["start"], value["end"]
            if not 0 <= start < end <= len(text) or text[start:end] != value[name]:
                raise SaysoError(f"{at}{name}: the document does not read so from {start} to {end}.")
        for name, part in value.items():
            check_words(part, text, f"{at}{name}.")


def _check_correction(decision: Decision) -> None:
    field, single = decision.field or "", is_item(decision)
    for side in (decision.before, decision.after):
        if not (single and side is None):
            corrected_value(field, side, single)


def _is_list(field: str | None) -> bool:
    return typing.get_origin(FIELDS.get(field or "")) is tuple


def _check_meaning(record: Any, at: str = "") -> None:
    """Raises ``SaysoError`` if a date, a precision, a coordinate or bounds are none."""
    if isinstance(record, tuple):
        for number, item in enumerate(record):
            _check_meaning(item, f"{at}{number}.")
    if not is_dataclass(record):
        return
    for part in fields(record):
        value = getattr(record, part.name)
        wrong = value is not None and part.name in MEANINGS and not MEANINGS[part.name](value)
        if wrong:
            raise SaysoError(f"{at}{part.name}: it can't be {value!r}.")
        _check_meaning(value, f"{at}{part.name}.")
    if isinstance(record, Quantity) and record.low is not None and record.high is not None and record.low > record.high:
        raise SaysoError(f"{at}low: it is more than high.")
    if isinstance(record, (Place, PlaceMeant)) and (record.lat is None) != (record.lon is None):
        raise SaysoError(f"{at}lat: give lat and lon, or neither.")
    if isinstance(record, Time) and record.start_date and record.end_date and record.start_date > record.end_date:
        raise SaysoError(f"{at}start_date: it is after end_date.")

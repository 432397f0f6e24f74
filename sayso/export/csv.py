"""CSV, flat, for spreadsheets: one row a claim, event or document. What does not fit a row is in the JSON Lines.

The tables below are the documentation of the columns: each column and the field it holds. Of lists the first item has
columns of its own, and one more column holds all of them in words: ``sources`` (cited < origin), ``places``,
``quantities`` ("killed 5 to 7").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, fields, is_dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from sayso.export.jsonl import plain
from sayso.export.whole import output
from sayso.ledger import Kind, Ledger
from sayso.records import Account, Claim, Event, Quantity
from sayso.views.figures import figure

FORMULA = ("=", "+", "-", "@", "\t", "\r")
Columns = Mapping[str, str | Callable[[Any], Any]]


def write(ledger: Ledger, path: Path | None, kind: Kind = "claims") -> None:
    """Writes the records of one kind, by id, to a file or to standard output."""
    with output(path) as stream:
        _write(stream, COLUMNS[kind], ledger.records(kind))


def write_claims(claims: Iterable[Claim], stream: TextIO) -> None:
    """Writes claims as they come, with the same columns as ``write``."""
    _write(stream, CLAIM, claims)


def lines(kind: Kind, records: Iterable[Any]) -> Iterator[str]:
    """The lines of a CSV file of records of one kind, its head first, as they come."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for row in chain([list(COLUMNS[kind])], (_row(COLUMNS[kind], record) for record in records)):
        writer.writerow(row)
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()


def write_rows(kind: type, rows: Iterable[Any], stream: TextIO) -> None:
    """Writes rows of one dataclass as they come, a column a field; what a list holds is joined by semicolons."""
    _write(stream, {field.name: partial(_listed, field.name) for field in fields(kind)}, rows)


def _write(stream: TextIO, columns: Columns, records: Iterable[Any]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(_row(columns, record) for record in records)


def _row(columns: Columns, record: Any) -> list[Any]:
    return [_cell(_value(record, field)) for field in columns.values()]


def _value(record: Any, field: str | Callable[[Any], Any]) -> Any:
    """What stands at a path such as ``attribution.0.source``; ``None`` where something on the way is missing."""
    if not isinstance(field, str):
        return field(record)
    for step in field.split("."):
        if record is None:
            return None
        record = (record[int(step)] if len(record) > int(step) else None) if step.isdigit() else getattr(record, step)
    return record


def _cell(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers are left alone."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return plain(value)


def _listed(field: str, row: Any) -> Any:
    value = getattr(row, field)
    return "; ".join(map(_in_words, value)) if isinstance(value, tuple) else value


def _in_words(item: Any) -> str:
    return " ".join(map(str, astuple(item))) if is_dataclass(item) and not isinstance(item, type) else str(item)


def _sources(claim: Claim) -> str:
    return " < ".join(source.source for source in claim.attribution)


def _role(role: str, claim: Claim) -> str:
    return "; ".join(part.mention for part in claim.participants if part.role == role)


def _places(claim: Claim) -> str:
    return "; ".join(place.name or place.mention for place in claim.places)


def _number(item: Quantity | Account) -> str:
    told = [item] if isinstance(item, Quantity) else []
    return " ".join(filter(None, (item.measure, figure(item.measure, item.low, item.high, told), item.of)))


def _accounts(event: Event) -> str:
    return "; ".join(f"{account.side or 'no side'}: {_number(account)}" for account in event.accounts)


def _contradictions(event: Event) -> str:
    return "; ".join(f"{item.about}: {' / '.join(item.between)}" for item in event.contradictions)


TYPE = {"plover": "event.plover", "mode": "event.mode", "acled": "event.acled", "acled_sub": "event.acled_sub"}
TIME = {
    "time": "time.mention",
    "start_date": "time.start_date",
    "end_date": "time.end_date",
    "time_precision": "time.precision",
}


def _place_columns(path: str) -> dict[str, str]:
    fields = ("place_id", "country", "admin1", "lat", "lon")
    return {
        "place": f"{path}.name",
        **{name: f"{path}.{name}" for name in fields},
        "place_precision": f"{path}.precision",
    }


CLAIM: Columns = {
    "claim_id": "claim_id",
    "document_id": "document_id",
    "quote": "quote",
    "start": "start",
    "end": "end",
    **TYPE,
    "status": "status",
    "polarity": "polarity",
    "stance": "stance",
    "evidence": "evidence",
    "confidence": "confidence",
    "source": "attribution.0.source",
    "source_kind": "attribution.0.kind",
    "source_actor_id": "attribution.0.actor_id",
    "source_side": "attribution.0.side",
    "cue": "attribution.0.cue",
    "said_on": "attribution.0.said_on",
    "sources": _sources,
    "agents": partial(_role, "agent"),
    "targets": partial(_role, "target"),
    "victims": partial(_role, "victim"),
    "instruments": partial(_role, "instrument"),
    **_place_columns("places.0"),
    "places": _places,
    **TIME,
    "measure": "quantities.0.measure",
    "of": "quantities.0.of",
    "category": "quantities.0.category",
    "low": "quantities.0.low",
    "high": "quantities.0.high",
    "number_text": "quantities.0.text",
    "quantities": lambda claim: "; ".join(map(_number, claim.quantities)),
}
EVENT: Columns = {
    "event_id": "event_id",
    "title": "title",
    **TYPE,
    **_place_columns("place"),
    **TIME,
    "claims": lambda event: len(event.claims),
    "independent_sources": "independent_sources",
    "accounts": _accounts,
    "contradictions": _contradictions,
}
DOCUMENT: Columns = {
    "document_id": "document_id",
    "url": "url",
    "outlet": "outlet",
    "first_publisher": "first_publisher",
    "byline": "byline",
    "published": "published",
    "first_published": "first_published",
    "language": "language",
    "title": "title",
    "characters": lambda document: len(document.text),
    "original_id": "original_id",
    "sha256": "custody.sha256",
    "retrieved_at": "custody.retrieved_at",
    "media_type": "custody.media_type",
    "path": "custody.path",
}
COLUMNS: Mapping[Kind, Columns] = {"documents": DOCUMENT, "claims": CLAIM, "events": EVENT}

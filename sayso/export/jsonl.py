"""JSON Lines, the interchange form: one record a line, UTF-8, the keys of docs/records.md, sorted by id."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sayso.export.whole import output
from sayso.ledger import KINDS, Kind, Ledger
from sayso.records import to_dict


def write(ledger: Ledger, path: Path | None, kinds: Iterable[Kind] = KINDS) -> None:
    """Writes these kinds of records, one kind after the other, to a file or to standard output."""
    chosen = set(kinds)
    with output(path) as stream:
        for kind in KINDS:
            if kind in chosen:
                stream.writelines(f"{line(record)}\n" for record in ledger.records(kind))


def line(record: Any) -> str:
    """A record as one line of JSON, without the line end. A number without a fraction is written without one."""
    return json.dumps(plain(to_dict(record)), ensure_ascii=False, allow_nan=False)


def plain(value: Any) -> Any:
    """The value with every whole float in it, at any depth, as an integer: 60, not 60.0."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value

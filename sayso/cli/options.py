"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from sayso.encoder import PIPELINE
from sayso.errors import SaysoError
from sayso.reading.settings import Settings

Command = Callable[..., Any]


def inputs(command: Command) -> Command:
    """PATH…, --map, --pipeline and --catalogue."""
    for option in (
        click.option(
            "--catalogue",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="A folder of your own reference data, added to what Sayso brings.",
        ),
        click.option(
            "--pipeline", default=PIPELINE, show_default=True, help="The spaCy English pipeline to parse with."
        ),
        click.option(
            "--map",
            "mapping",
            multiple=True,
            metavar="FIELD=THEIRS",
            callback=_mapping,
            help="Rename a field of JSON, CSV or Parquet input: --map text=body. May be given several times.",
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH…"),
    ):
        command = option(command)
    return command


sure = click.option(
    "--min-confidence",
    type=click.FloatRange(0.0, 1.0),
    default=0.0,
    metavar="0…1",
    help="Leave out claims of lower confidence, and what only they tell.",
)


class _Day(click.DateTime):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"'{value}' is no day: write it as 1912-10-24.", param, ctx)


DAY = _Day(["%Y-%m-%d"])


def days_in_order(first: datetime | None, last: datetime | None) -> tuple[str | None, str | None]:
    """Two days as ISO dates. Raises ``SaysoError`` if the first is after the last."""
    if first is not None and last is not None and last < first:
        raise SaysoError(f"{first:%Y-%m-%d} is after {last:%Y-%m-%d}: turn them round.")
    return _iso(first), _iso(last)


def _iso(day: datetime | None) -> str | None:
    return day.date().isoformat() if day is not None else None


form = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="How to write the rows to standard output; table: an overview.",
)
picture = click.option(
    "--picture", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.svg", help="A picture to draw as well."
)


def settings(pipeline: str, catalogue: Path | None) -> Settings:
    return Settings(pipeline=pipeline, catalogue=catalogue)


def _mapping(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for field, sign, theirs in pairs:
        if not (field and sign and theirs):
            raise click.BadParameter("write FIELD=THEIRS, for example --map text=body")
    return {field: theirs for field, _, theirs in pairs}

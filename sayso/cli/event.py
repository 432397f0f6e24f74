"""``sayso event``: events read whole, each with its level, accounts, series, ranges, sources, contradictions and words."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Group

from sayso.building import event_reports, opened
from sayso.cli import options, rows
from sayso.cli.event_tables import in_full, short
from sayso.cli.ledger import LEDGER, told_of
from sayso.views.event import EventReport, RangeRow, range_rows


@click.command(short_help="Read events whole: accounts, sources, disputes.")
@LEDGER
@click.argument("event_ids", nargs=-1, metavar="[EVENT_ID]…")
@options.sure
@options.form
def event(ledger: Path, event_ids: tuple[str, ...], min_confidence: float, form: str) -> None:
    """Read events whole: how each is claimed and by how many independent sources, what each side said and when, the lowest,
    best and highest number and by what rule, who contradicts whom in which words. Without an id: all events, in short.

    jsonl has all of it, one event a line; csv one range a row, with the level of its event.
    """
    with opened(ledger, min_confidence) as store:
        reports = list(event_reports(store, event_ids))
        told = told_of(store, reports)
    if form == "csv":
        rows.write(form, RangeRow, list(range_rows(reports)), Group())
    else:
        rows.write(
            form,
            EventReport,
            reports,
            Group(*(in_full(one, told) for one in reports)) if event_ids else short(reports, told),
        )

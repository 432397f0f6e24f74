"""``sayso timeline``: what is claimed to have happened, by day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from rich.console import Group
from rich.text import Text

from sayso.building import opened, settings_of, sides
from sayso.catalogue.folding import fold
from sayso.cli import options, rows
from sayso.cli.ledger import LEDGER
from sayso.cli.plain import headed, row
from sayso.events.sides import Called
from sayso.export import timeline_picture
from sayso.views.figures import counted
from sayso.views.timeline import Entry, within
from sayso.views.timeline import timeline as timeline_of

MOST = 60
TOLLS = 3


@click.command(short_help="What is claimed to have happened, by day.")
@LEDGER
@options.sure
@click.option("--from", "first", type=options.DAY, metavar="DATE", help="Leave out what was over before this day.")
@click.option("--to", "last", type=options.DAY, metavar="DATE", help="Leave out what began after this day.")
@click.option("--place", metavar="NAME", help="Only events at this place or in this country (ISO code).")
@click.option("--kind", metavar="WORDS", help="Only kinds with these words in their name: --kind shelling.")
@options.form
@options.picture
def timeline(
    ledger: Path,
    min_confidence: float,
    first: datetime | None,
    last: datetime | None,
    place: str | None,
    kind: str | None,
    form: str,
    picture: Path | None,
) -> None:
    """What is claimed to have happened, by day: kind, place, who tells it, each side's toll, contested or not."""
    between = options.days_in_order(first, last)
    with opened(ledger, min_confidence) as store:
        called = sides(settings_of(store)).called
        found = timeline_of(store.events(), {claim.claim_id: claim for claim in store.claims()}, called)
    if between != (None, None):
        found = within(found, *between)
    if place is not None:
        found = [one for one in found if fold(place) == fold(one.place or "") or place == one.country]
    if kind is not None:
        found = [one for one in found if kind.lower() in one.kind.lower()]
    rows.write(form, Entry, found, _overview(found, called))
    if picture is not None:
        timeline_picture.write(found, picture)


def _overview(found: list[Entry], called: Called) -> Group:
    table = headed("days", "what", "where", "told by", "sources", "toll", title="Timeline")
    for one in found[:MOST]:
        others = [f"and {len(one.tolls) - TOLLS} more"] if len(one.tolls) > TOLLS else []
        row(
            table,
            one.first or "" if one.last in (None, one.first) else f"{one.first} to {one.last}",
            f"{one.kind}{' (only denied)' if one.only_denied else ' (contested)' if one.contested else ''}",
            ", ".join(filter(None, (one.place, one.country))),
            ", ".join(map(called, one.sides)),
            f"{one.independent_sources:,}",
            "\n".join([*one.tolls[:TOLLS], *others]),
        )
    more = f" The first {MOST} are shown; --format jsonl or csv has all." if len(found) > MOST else ""
    note = f"{counted(len(found), 'event')}, {sum(one.contested for one in found):,} contested.{more}"
    return Group(*([table] if found else []), Text(note))

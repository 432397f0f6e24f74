"""``sayso timeline``: what is claimed to have happened, by day."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from pathlib import Path

import click
from rich.console import Group, RenderableType

from sayso.building import opened, settings_of, sides
from sayso.catalogue.folding import fold
from sayso.catalogue.gazetteer import Gazetteer
from sayso.catalogue.lexicon import Lexicon
from sayso.cli import options, rows
from sayso.cli.ledger import LEDGER
from sayso.cli.plain import headed, row, text
from sayso.export import timeline_picture
from sayso.views.figures import counted
from sayso.views.timeline import GROUPS, Entry, group, within
from sayso.views.timeline import Group as Standing
from sayso.views.timeline import timeline as timeline_of

MOST, FEWER = 60, 20
"""Rows of the events by day, and of those of each other group."""
TOLLS, TELLERS = 3, 3
TITLES: dict[Standing, str] = {
    "by day": "Timeline",
    "begun before": "Begun before, the shortest first",
    "no day told": "No day told, by the day of the first report",
    "a year or longer": "Told of a year or longer, the shortest first",
}


@click.command(short_help="What is claimed to have happened, by day.")
@LEDGER
@options.sure
@click.option("--from", "first", type=options.DAY, metavar="DATE", help="Leave out what was over before this day.")
@click.option("--to", "last", type=options.DAY, metavar="DATE", help="Leave out what began after this day.")
@click.option(
    "--place", metavar="NAME", help="Only events at this place, by any of its names, or in this country (ISO code)."
)
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
    """What is claimed to have happened, by day: kind, place, who tells it, each side's toll, contested or not. What has no
    day, and what is told of a year or longer, comes after the rest."""
    between = options.days_in_order(first, last)
    with opened(ledger, min_confidence) as store:
        settings = settings_of(store)
        called = sides(settings).called
        claims = {claim.claim_id: claim for claim in store.claims()}
        documents = {document.document_id: document for document in store.documents()}
        found = timeline_of(store.events(), claims, documents, Lexicon.load(settings.catalogue), called)
    if between != (None, None):
        found = within(found, *between)
    if place is not None:
        found = _at(found, place, settings.catalogue)
    if kind is not None:
        found = [one for one in found if kind.lower() in one.kind.lower()]
    rows.write(form, Entry, found, _overview(found, between[0]))
    if picture is not None:
        timeline_picture.write(found, picture)


def _at(found: list[Entry], name: str, catalogue: Path | None) -> list[Entry]:
    """Those at the place, by whatever name the gazetteer knows it, or in the country of this code."""
    ids = {entry.place_id for entry in Gazetteer.open(catalogue).exact(name)}
    return [one for one in found if one.place_id in ids or fold(name) == fold(one.place or "") or name == one.country]


def _overview(found: list[Entry], since: str | None) -> Group:
    tables: list[RenderableType] = []
    for stands, entries in groupby(found, key=lambda one: group(one, since)):
        listed = list(entries)
        most = MOST if stands == GROUPS[0] else FEWER
        table = headed("days", "what", "where", "told by", "sources", "toll", title=TITLES[stands])
        for one in listed[:most]:
            row(
                table,
                _days(one),
                f"{one.kind}{' (only denied)' if one.only_denied else ' (contested)' if one.contested else ''}",
                ", ".join(filter(None, (one.place, one.country))),
                ", ".join(rows.listed(one.told_by, TELLERS)),
                f"{one.independent_sources:,}",
                "\n".join(rows.listed(one.tolls, TOLLS)),
            )
        tables += [table, text(rows.cut(len(listed), most, "event"))] if len(listed) > most else [table]
    note = f"{counted(len(found), 'event')}, {sum(one.contested for one in found):,} contested."
    return Group(*tables, text(note))


def _days(one: Entry) -> str:
    if one.first is None:
        told = (f"until {one.last}" if one.last is not None else "", f"reported {one.reported}" if one.reported else "")
        return ", ".join(filter(None, told)) or "no date"
    if one.last is None:
        return f"since {one.first}"
    return one.first if one.last == one.first else f"{one.first} to {one.last}"

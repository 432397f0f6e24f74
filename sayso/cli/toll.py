"""``sayso toll``: how many killed, wounded, captured …, by side, place or month, as ranges."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import get_args

import click
from rich.console import Group
from rich.text import Text

from sayso.building import opened, settings_of, sides
from sayso.catalogue.lexicon import Lexicon
from sayso.cli import options, rows
from sayso.cli.ledger import LEDGER
from sayso.cli.plain import headed, row
from sayso.events.mentions import Mention, mentions_of
from sayso.events.parts import parents
from sayso.events.sides import Called, Sides
from sayso.events.voices import Voice, voice
from sayso.export import toll_picture
from sayso.records import Measure
from sayso.views.figures import figure, measured, numbers_of
from sayso.views.summary import TOLLS
from sayso.views.tolls import By, TollRow, figures_of, of_whom, tolls

MOST = 60


@click.command(short_help="How many killed, wounded …, by who says so.")
@LEDGER
@options.sure
@click.option("--by", type=click.Choice(get_args(By)), default="side", show_default=True, help="What to add up over.")
@click.option("--measure", type=click.Choice(TOLLS), help="Only this measure.")
@options.form
@options.picture
def toll(ledger: Path, min_confidence: float, by: By, measure: Measure | None, form: str, picture: Path | None) -> None:
    """What each side's latest figures come to, by the side that tells, by place or by month. Ranges, never one number for
    what is told as a range; totals of campaigns are not added to what happened in them."""
    with opened(ledger, min_confidence) as store:
        settings = settings_of(store)
        documents = {document.document_id: document for document in store.documents() if document.original_id is None}
        claims, events = store.claims(), store.events()
        parent_of = parents(store.event_parts())
    known, by_id = sides(settings), {claim.claim_id: claim for claim in claims}
    actual = [claim for claim in claims if claim.document_id in documents and claim.status == "actual"]
    prepared = mentions_of(actual, documents, Lexicon.load(settings.catalogue), known.actor_side)
    mentions = {one.claim.claim_id: one for one in prepared}
    found = tolls(figures_of(events, mentions, partial(_voice, known)), by, known.actor_side, parent_of)
    found = [row for row in found if row.measure in ((measure,) if measure else TOLLS)]
    numbers = {row: figure(row.measure, row.low, row.high, numbers_of(row.claims, by_id)) for row in found}
    rows.write(form, TollRow, found, _overview(found, by, numbers, known.called))
    if picture is not None:
        toll_picture.write(numbers, picture, known.called)


def _voice(known: Sides, one: Mention) -> Voice:
    return voice(one, known.outlet_side, known.actor_named)


def _overview(found: list[TollRow], by: By, numbers: Mapping[TollRow, str], called: Called) -> Group:
    groups = (by,) if by == "side" else (by, "told by")
    table = headed(*groups, "measure", "of whom or what", "range", "events", "not added", title=f"Tolls by {by}")
    for each in found[:MOST]:
        side = called(each.side) if each.side is not None else "no side"
        row(
            table,
            *((side,) if by == "side" else (each.group, side)),
            measured(each.measure),
            of_whom(each, called),
            numbers[each],
            f"{len(each.events):,}",
            f"{len(each.not_added):,}" if each.not_added else "",
        )
    if not found:
        return Group(Text("No toll is told."))
    note = (
        "Range: the lows and highs of events added up. Not added: events told of a longer time or wider area, which may"
        " hold the others. What is told as a part of an event does not count beside it."
    )
    return Group(table, Text(f"{note} {rows.cut(len(found), MOST, 'row')}".rstrip()))

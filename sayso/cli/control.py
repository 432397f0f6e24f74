"""``sayso control``: who is claimed to hold which place, since when, on whose word, contested or not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from rich.console import Group
from rich.text import Text

from sayso.building import opened, settings_of, sides
from sayso.catalogue.lexicon import Lexicon
from sayso.cli import options, rows
from sayso.cli.ledger import LEDGER
from sayso.cli.plain import headed, row
from sayso.errors import SaysoError
from sayso.events.sides import Called
from sayso.export import control_map, control_picture
from sayso.views.control import Spell, at_place, between, spells, told
from sayso.views.designations import Matchers
from sayso.views.figures import counted

MOST = 60


@click.command(short_help="Who is claimed to hold which place.")
@LEDGER
@options.sure
@click.option("--place", metavar="NAME", help="Only this place, by its name or id.")
@click.option("--on", type=options.DAY, metavar="DATE", help="Who is claimed to hold what on this day.")
@click.option(
    "--between",
    "days",
    nargs=2,
    type=options.DAY,
    metavar="DATE DATE",
    help="Only what is claimed of these days.",
)
@options.form
@click.option(
    "--map",
    "geojson",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.geojson",
    help="A map with times to write as well, for kepler.gl or QGIS's temporal controller.",
)
@options.picture
def control(
    ledger: Path,
    min_confidence: float,
    place: str | None,
    on: datetime | None,
    days: tuple[datetime, datetime] | None,
    form: str,
    geojson: Path | None,
    picture: Path | None,
) -> None:
    """By place and day, who is claimed to hold or besiege it, on whose word, since when, contested or not. A place that no
    claim names is in nobody's hands here, and what is only planned, threatened or feared does not count."""
    with opened(ledger, min_confidence) as store:
        settings = settings_of(store)
        documents = {document.document_id: document for document in store.documents()}
        claims = store.claims()
    actors, lexicon = Matchers.load(settings.catalogue).actors, Lexicon.load(settings.catalogue)
    known = sides(settings)
    found = spells(told(claims, documents, lexicon, known, actors))
    if place is not None:
        found = at_place(found, place)
        if not found:
            raise SaysoError(f"No claim of the ledger says who holds '{place}': look for its name with sayso control.")
    if on is not None:
        days = on, on
    if days is not None:
        found = between(found, *map(str, options.days_in_order(*days)))
    rows.write(form, Spell, found, _overview(found, known.called))
    if geojson is not None:
        control_map.write(found, geojson)
    if picture is not None:
        control_picture.write(found, picture, known.called)


def _overview(found: list[Spell], called: Called) -> Group:
    table = headed(
        "place", "", "who", "since", "last told", "until", "on the word of", "contested", "claims", title="Control"
    )
    for spell in found[:MOST]:
        row(
            table,
            f"{spell.place}, {spell.country}" if spell.country else spell.place,
            spell.relation,
            spell.holder if spell.side is None else f"{spell.holder} ({called(spell.side)})",
            spell.since,
            spell.last_told,
            spell.until or "",
            ", ".join(spell.voices),
            f"by {len(spell.contested_by):,}" if spell.contested else "",
            f"{len(spell.claims):,}",
        )
    more = f" The first {MOST} are shown; --format jsonl or csv has all." if len(found) > MOST else ""
    contested = sum(spell.contested for spell in found)
    return Group(*([table] if found else []), Text(f"{counted(len(found), 'spell')}, {contested:,} contested.{more}"))

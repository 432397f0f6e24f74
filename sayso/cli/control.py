"""``sayso control``: who is claimed to hold which place, since when, on whose word, contested or not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from rich.console import Group
from rich.text import Text

from sayso.building import opened, settings_of, sides
from sayso.catalogue.gazetteer import Gazetteer
from sayso.catalogue.lexicon import Lexicon
from sayso.cli import options, rows
from sayso.cli.ledger import LEDGER
from sayso.cli.plain import headed, row
from sayso.errors import SaysoError
from sayso.events.sides import Called
from sayso.export import control_map, control_picture
from sayso.views.control import Spell, as_told, at_place, between, denials, spells, told
from sayso.views.designations import Matchers
from sayso.views.figures import counted

MOST = 60
REGION = 4
"""UCDP where_prec of a first-level region, which often has the name of its capital."""


@click.command(short_help="Who is claimed to hold which place.")
@LEDGER
@options.sure
@click.option("--place", metavar="NAME", help="Only this place, by a name of it or its id.")
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
    """By place and day, who is claimed to hold or besiege it, on whose word, since when, contested or not, and what is only
    denied. A place that no claim names is in nobody's hands here, and what is only planned, threatened or feared does not
    count."""
    with opened(ledger, min_confidence) as store:
        settings = settings_of(store)
        documents = {document.document_id: document for document in store.documents()}
        claims = store.claims()
    actors, lexicon = Matchers.load(settings.catalogue).actors, Lexicon.load(settings.catalogue)
    known = sides(settings)
    statements = told(claims, documents, lexicon, known, actors, settings.catalogue)
    found = [*spells(statements), *denials(statements)]
    if place is not None:
        found = _named(found, place, settings.catalogue)
    if on is not None:
        days = on, on
    if days is not None:
        found = between(found, *map(str, options.days_in_order(*days)))
    rows.write(form, Spell, found, _overview(found, known.called))
    if geojson is not None:
        control_map.write(found, geojson)
    if picture is not None:
        control_picture.write([spell for spell in found if not spell.denied], picture, known.called)


def _named(found: list[Spell], name: str, catalogue: Path | None) -> list[Spell]:
    """Those at the place as claims call it, else as the gazetteer does. Raises ``SaysoError`` if there are none."""
    chosen = at_place(found, name)
    if not chosen:
        chosen = at_place(found, name, [entry.place_id for entry in Gazetteer.open(catalogue).exact(name)])
    if not chosen:
        raise SaysoError(f"No claim of the ledger says who holds '{name}': look for its name with sayso control.")
    return chosen


def _overview(found: list[Spell], called: Called) -> Group:
    table = headed(
        "place", "", "who", "since", "last told", "until", "on the word of", "contested", "claims", title="Control"
    )
    for spell in found[:MOST]:
        region = " (region)" if spell.precision == REGION and spell.part is None else ""
        row(
            table,
            f"{spell.place}{region}, {spell.country}" if spell.country else f"{spell.place}{region}",
            f"{spell.relation}, denied" if spell.denied else spell.relation,
            spell.holder if spell.side is None else f"{spell.holder} ({called(spell.side)})",
            as_told(spell.since, spell.since_exactness),
            as_told(spell.last_told, spell.last_told_exactness),
            spell.until or "",
            ", ".join(spell.voices),
            f"by {len(spell.contested_by):,}" if spell.contested else "",
            f"{len(spell.claims):,}",
        )
    contested, denied = sum(spell.contested for spell in found), sum(spell.denied for spell in found)
    rest = f", {counted(denied, 'row')} only denied" if denied else ""
    note = f"{counted(len(found) - denied, 'spell')}, {contested:,} contested{rest}."
    return Group(*([table] if found else []), Text(f"{note} {rows.cut(len(found), MOST, 'row')}".rstrip()))

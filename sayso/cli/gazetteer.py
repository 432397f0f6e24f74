"""``sayso gazetteer``: places of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.catalogue.gazetteer import Gazetteer
from sayso.views.figures import counted


@click.group(short_help="Add places of your own.")
def gazetteer() -> None:
    """The places that Sayso knows."""


@gazetteer.command(short_help="Add a GeoNames dump.")
@click.argument("dump", type=click.Path(path_type=Path))
def add(dump: Path) -> None:
    """Add a GeoNames dump (SY.txt, .txt.gz or .zip) to the places that Sayso knows, for all later readings."""
    bad: list[int] = []
    added = Gazetteer.add(dump, lambda number, _reason: bad.append(number))
    click.echo(f"{counted(added, 'place')} added from {dump}.")
    if bad:
        click.echo(f"{len(bad):,} lines are no places and were left out, the first of them line {bad[0]:,}.", err=True)

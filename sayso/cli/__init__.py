"""The ``sayso`` command. One module a group of commands, each a thin layer over the functions of the package."""

from __future__ import annotations

import sys
import warnings

import click

import sayso
from sayso.cli.build import build
from sayso.cli.control import control
from sayso.cli.event import event
from sayso.cli.framing import framing
from sayso.cli.gazetteer import gazetteer
from sayso.cli.ledger import export, page, query, show
from sayso.cli.read import annotate, claims
from sayso.cli.review import review
from sayso.cli.serve import serve
from sayso.cli.sources import sources
from sayso.cli.timeline import timeline
from sayso.cli.toll import toll
from sayso.errors import SaysoError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(sayso.__version__)
def sayso_command() -> None:
    """Reads reporting on armed conflict and keeps an attributed ledger of what it claims: who said it, how sure they
    sounded, what happened, who did it to whom, where, when, how many. It never says what is true."""


for command in (
    build,
    claims,
    annotate,
    show,
    event,
    query,
    export,
    page,
    serve,
    timeline,
    toll,
    control,
    framing,
    sources,
    review,
    gazetteer,
):
    sayso_command.add_command(command)


def _warn(message: Warning | str, *_where: object, **_more: object) -> None:
    click.echo(f"sayso: {message}", err=True)


def main() -> None:
    """Runs the command; an error that a user can cause is one line on standard error and exit status 1."""
    warnings.showwarning = _warn
    try:
        sayso_command(prog_name="sayso")
    except SaysoError as error:
        click.echo(f"sayso: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)

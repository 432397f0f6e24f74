"""``sayso claims`` and ``sayso annotate``: documents straight to standard output, no ledger needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from sayso.building import sides
from sayso.cli import options
from sayso.cli.plain import headed, row
from sayso.cli.rows import console
from sayso.documents import read as read_documents
from sayso.events.sides import Called
from sayso.export import csv, jsonl
from sayso.export.whole import output
from sayso.reading.pipeline import Reader
from sayso.reading.settings import Settings
from sayso.records import Claim, Document, Reading, SetAside, to_dict
from sayso.views.figures import measured
from sayso.views.speakers import word


@click.command(short_help="Write the claims of articles, without a ledger.")
@options.inputs
@options.sure
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "table"]),
    default="jsonl",
    show_default=True,
    help="How to write the claims.",
)
def claims(
    paths: tuple[str, ...],
    mapping: dict[str, str],
    pipeline: str,
    catalogue: Path | None,
    min_confidence: float,
    form: str,
) -> None:
    """Write the claims of these documents to standard output; no ledger is made."""
    settings = options.settings(pipeline, catalogue)
    found = (
        claim
        for _, reading in _readings(paths, mapping, settings)
        for claim in reading.claims
        if claim.confidence >= min_confidence
    )
    if form == "jsonl":
        for claim in found:
            click.echo(jsonl.line(claim))
    elif form == "csv":
        with output(None) as stream:
            csv.write_claims(found, stream)
    else:
        console().print(_table(found, sides(settings).called))


@click.command(short_help="Write all that is read in articles, as JSON.")
@options.inputs
@click.option("--format", type=click.Choice(["jsonl"]), default="jsonl", expose_value=False, help="JSON Lines.")
def annotate(paths: tuple[str, ...], mapping: dict[str, str], pipeline: str, catalogue: Path | None) -> None:
    """Write every attribution, place, time and quantity of these documents, one JSON line a document."""
    for document, reading in _readings(paths, mapping, options.settings(pipeline, catalogue)):
        click.echo(jsonl.line(annotation(document, reading)))


def annotation(document: Document, reading: Reading) -> dict[str, Any]:
    """What ``sayso annotate`` writes for one document."""
    return {
        "document_id": document.document_id,
        "attributions": to_dict(reading.attributions),
        "places": to_dict(reading.places),
        "times": [
            {key: value for key, value in to_dict(time).items() if key in ("start", "end", "mention", "type", "value")}
            for time in reading.times
        ],
        "quantities": to_dict(reading.quantities),
    }


def _readings(
    paths: tuple[str, ...], mapping: dict[str, str], settings: Settings
) -> Iterator[tuple[Document, Reading]]:
    """Each document with its reading; what could not be read is said on standard error."""
    reader = Reader(settings)
    for item in read_documents(paths, mapping, settings.catalogue):
        if isinstance(item, SetAside):
            click.echo(f"sayso: set aside {item.path}: {item.reason}", err=True)
        else:
            yield item.document, reader.read(item.document)


def _table(claims: Iterator[Claim], called: Called) -> Table:
    table = headed("on whose word", "status", "what", "where", "when", "how many", "quote", title="Claims")
    for claim in claims:
        row(
            table,
            word(claim.attribution, None, called, " < "),
            f"{claim.status}, {claim.polarity}",
            claim.event.acled_sub or claim.event.plover,
            ", ".join(place.name or place.mention for place in claim.places),
            (claim.time.start_date or claim.time.mention or "") if claim.time else "",
            "; ".join(" ".join(filter(None, (one.text, one.of, measured(one.measure)))) for one in claim.quantities),
            claim.quote,
        )
    return table

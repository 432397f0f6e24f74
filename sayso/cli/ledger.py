"""``sayso show``, ``query``, ``export`` and ``page``: what is done with a ledger that is there."""

from __future__ import annotations

import csv as csv_lines
from pathlib import Path

import click
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from sayso.building import event_reports, opened
from sayso.cli import options
from sayso.cli.event_tables import in_full
from sayso.cli.plain import row, text
from sayso.errors import SaysoError
from sayso.export import csv, geojson, html, jsonl, parquet, whole
from sayso.ledger import Ledger
from sayso.ledger.store import KINDS, Kind
from sayso.records import Claim, Document
from sayso.views.summary import Summary, days, span, summary, toll_table

CONTEXT = 200
MOST = 12
WIDTH = 120  # columns, where the output is no terminal that has a width of its own
LEDGER = click.argument("ledger", type=click.Path(path_type=Path))


@click.command()
@LEDGER
@options.sure
@click.option("--event", "event_id", help="One event with its accounts, contradictions and claims.")
@click.option("--document", "document_id", help="One document with its claims marked.")
@click.option("--claim", "claim_id", help="One claim: its quote in its context, and its fields.")
def show(
    ledger: Path, min_confidence: float, event_id: str | None, document_id: str | None, claim_id: str | None
) -> None:
    """Show a ledger: its events, tolls by side and contradictions; or one event, document or claim."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    with opened(ledger, min_confidence) as store:
        if event_id is not None:
            console.print(_event(store, event_id))
        elif document_id is not None:
            document = store.document(document_id)
            console.print(_document(document, store.claims(document_id)))
        elif claim_id is not None:
            claim = store.claim(claim_id)
            console.print(_claim(store.document(claim.document_id), claim))
        else:
            claims = {claim.claim_id: claim for claim in store.claims()}
            console.print(_summary(store, summary(store.events(), claims)))


@click.command()
@LEDGER
@options.sure
@click.argument("sql")
def query(ledger: Path, min_confidence: float, sql: str) -> None:
    """Ask a ledger in SQL (DuckDB's); the answer is CSV on standard output. The ledger can't be changed this way."""
    with opened(ledger, min_confidence) as store:
        columns, rows = store.query(sql)
    with whole.output(None) as stream:
        writer = csv_lines.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


@click.command()
@LEDGER
@options.sure
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet", "geojson"]),
    default="jsonl",
    show_default=True,
    help="jsonl: the records as they are; csv: flat; parquet: a folder; geojson: a map.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="Which records.  [default: all; csv: claims; geojson: events]",
)
@click.option("--output", type=click.Path(path_type=Path), help="A file, or for parquet a folder.  [default: stdout]")
def export(ledger: Path, min_confidence: float, form: str, kinds: tuple[Kind, ...], output: Path | None) -> None:
    """Write the records of a ledger for other tools."""
    with opened(ledger, min_confidence) as store:
        if form == "parquet":
            if output is None:
                raise SaysoError("Parquet is written to a folder: add --output FOLDER.")
            parquet.write(store, output, kinds or KINDS)
        elif form == "jsonl":
            jsonl.write(store, output, kinds or KINDS)
        elif form == "csv":
            csv.write(store, output, _one(kinds, "claims"))
        else:
            geojson.write(store, output, _one(kinds, "events", ("claims", "events")))


@click.command()
@LEDGER
@options.sure
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("ledger.html"),
    show_default=True,
    help="The page to write.",
)
def page(ledger: Path, min_confidence: float, output: Path) -> None:
    """Write a self-contained HTML page of a ledger: no script, nothing fetched, every number linked to its words."""
    with opened(ledger, min_confidence) as store:
        html.write(store, output)
    click.echo(f"{output} written: open it in a browser.")


def _one(kinds: tuple[Kind, ...], default: Kind, possible: tuple[Kind, ...] = KINDS) -> Kind:
    if len(kinds) > 1 or not set(kinds) <= set(possible):
        raise SaysoError(f"This format holds one kind of record: name one --kind of {', '.join(possible)}.")
    return kinds[0] if kinds else default


def _summary(store: Ledger, found: Summary) -> Group:
    events = Table("event", "days", "claims", "independent sources", "contradictions", "id", title="Events")
    for event in found.events[:MOST]:
        row(
            events,
            event.title,
            days(event),
            str(len(event.claims)),
            str(event.independent_sources),
            str(len(event.contradictions)),
            event.event_id,
        )
    tolls = Table("event", "side", "measure", "claimed", title="Tolls by side")
    for toll in toll_table(found.tolls, MOST):
        row(tolls, *toll)
    disputes = Table("event", "about", "one side", "the other", title="Contradictions")
    for dispute in found.disputes[:MOST]:
        quotes = [f"{_word(store, claim)}: “{claim.quote}”" for claim in (dispute.claims[0], dispute.claims[-1])]
        row(disputes, dispute.event.title, dispute.contradiction.about, *quotes)
    more = f"{len(found.events):,} events, {len(found.disputes):,} contradictions; the first {MOST} are shown."
    return Group(events, tolls, disputes, Text(more))


def _word(store: Ledger, claim: Claim) -> str:
    """On whose word: the sources, from the one cited to the origin, or the outlet's own voice."""
    if claim.attribution:
        return " citing ".join(source.source for source in claim.attribution)
    return store.document(claim.document_id).outlet or "the outlet"


def _event(store: Ledger, event_id: str) -> Group:
    (report,) = event_reports(store, [event_id])
    claims = [_claim(store.document(claim.document_id), claim) for claim in map(store.claim, report.event.claims)]
    return Group(in_full(report), *claims)


def _claim(document: Document, claim: Claim) -> Group:
    fields = Table.grid(padding=(0, 2))
    for name, value in _fields(document, claim):
        fields.add_row(Text(name, style="dim"), text(value))
    before = max(0, claim.start - CONTEXT)
    quote = _marked(document.text[before : claim.end + CONTEXT], [claim], before)
    return Group(
        Text(""), text(f"{claim.claim_id}  {document.title or document.document_id}", style="bold"), quote, fields
    )


def _fields(document: Document, claim: Claim) -> list[tuple[str, str]]:
    chain = " < ".join(
        f"{source.source} ({source.kind}, {source.side or 'no side'}, “{source.cue}”)" for source in claim.attribution
    )
    time = claim.time
    return [
        ("outlet", f"{document.outlet or '?'}, {document.published or 'no date'}"),
        ("on whose word", chain or "the outlet's own voice"),
        (
            "what",
            " / ".join(filter(None, (claim.event.plover, claim.event.mode, claim.event.acled, claim.event.acled_sub))),
        ),
        ("status", f"{claim.status}, {claim.polarity}, {claim.stance}"),
        ("who", "; ".join(f"{part.role}: {part.mention}" for part in claim.participants)),
        (
            "where",
            "; ".join(
                f"{place.mention} ({place.name}, {place.country}, precision {place.precision})"
                for place in claim.places
            ),
        ),
        (
            "when",
            f"{time.start_date} to {time.end_date} (“{time.mention}”, precision {time.precision})" if time else "",
        ),
        (
            "how many",
            "; ".join(
                f"{item.measure}: {span(item.low, item.high)} {item.of or ''} (“{item.text}”)"
                for item in claim.quantities
            ),
        ),
        ("evidence", claim.evidence or ""),
        ("confidence", str(claim.confidence)),
    ]


def _document(document: Document, claims: list[Claim]) -> Group:
    head = text(document.title or document.document_id, style="bold")
    line = text(f"{document.outlet or '?'}, {document.published or 'no date'}, {document.url or document.custody.path}")
    custody = text(f"sha256 {document.custody.sha256}", style="dim")
    return Group(head, line, custody, Text(""), _marked(document.text, claims, 0))


def _marked(words: str, claims: list[Claim], offset: int) -> Text:
    """The text with quotes, sources and numbers in colours."""
    marked = text(words)
    for claim in claims:
        marked.stylize("on grey23" if claim.status == "actual" else "italic", claim.start - offset, claim.end - offset)
        for source in claim.attribution:
            marked.stylize("bold cyan", max(0, source.start - offset), max(0, source.end - offset))
        for quantity in claim.quantities:
            marked.stylize("bold yellow", max(0, quantity.start - offset), max(0, quantity.end - offset))
        for place in claim.places:
            marked.stylize("green", max(0, place.start - offset), max(0, place.end - offset))
    return marked

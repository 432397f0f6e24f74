"""``sayso show``, ``query``, ``export`` and ``page``: what is done with a ledger that is there."""

from __future__ import annotations

import csv as csv_lines
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Group
from rich.table import Table
from rich.text import Text

from sayso.building import event_reports, opened, settings_of, sides
from sayso.cli import options
from sayso.cli.event_tables import Told, in_full
from sayso.cli.plain import headed, row, text
from sayso.cli.rows import console
from sayso.errors import SaysoError
from sayso.events.sides import Called
from sayso.export import csv, geojson, html, jsonl, parquet, whole
from sayso.ledger import Ledger
from sayso.ledger.store import KINDS, Kind
from sayso.records import Claim, Document, Place, Quantity, Source, Time
from sayso.views.event import EventReport
from sayso.views.figures import counted, figure, measured, of_what
from sayso.views.speakers import speaker, word
from sayso.views.summary import Summary, days, first_of, summary

CONTEXT = 200
MOST = 12
LEDGER = click.argument("ledger", type=click.Path(path_type=Path))


@click.command(short_help="Show a ledger, an event, a document or a claim.")
@LEDGER
@options.sure
@click.option("--event", "event_id", help="One event with its accounts, contradictions and claims.")
@click.option("--document", "document_id", help="One document with its claims marked.")
@click.option("--claim", "claim_id", help="One claim: its quote in its context, and its fields.")
def show(
    ledger: Path, min_confidence: float, event_id: str | None, document_id: str | None, claim_id: str | None
) -> None:
    """Show a ledger: its events, tolls by side and contradictions; or one event, document or claim."""
    out = console()
    if sum(one is not None for one in (event_id, document_id, claim_id)) > 1:
        raise SaysoError("One thing is shown at a time: give one of --event, --document and --claim.")
    with opened(ledger, min_confidence) as store:
        if event_id is not None:
            out.print(_event(store, event_id))
        elif document_id is not None:
            document = store.document(document_id)
            out.print(_document(document, store.claims(document_id)))
        elif claim_id is not None:
            claim = store.claim(claim_id)
            out.print(_claim(store.document(claim.document_id), claim, _called(store)))
        else:
            claims = {claim.claim_id: claim for claim in store.claims()}
            out.print(_summary(store, summary(store.events(), claims)))


@click.command(short_help="Ask a ledger in SQL; the answer is CSV.")
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


@click.command(short_help="Write the records of a ledger for other tools.")
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


@click.command(short_help="Write a ledger as one HTML page.")
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
    events = headed("event", "days", "claims", "independent sources", "contradictions", "id", title="Events")
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
    called = _called(store)
    tolls = headed("event", "side", "measure", "of", "claimed", title="Tolls by side")
    for toll in first_of(found.tolls, MOST):
        account, side = toll.account, called(toll.account.side) if toll.account.side is not None else "no side"
        number = figure(account.measure, account.low, account.high, toll.told)
        row(tolls, toll.event.title, side, measured(account.measure), of_what(account.of, account.measure), number)
    disputes = headed("event", "about", "one side", "the other", title="Contradictions")
    for dispute in found.disputes[:MOST]:
        quotes = [f"{_word(store, claim)}: “{claim.quote}”" for claim in (dispute.claims[0], dispute.claims[-1])]
        row(disputes, dispute.event.title, dispute.contradiction.about, *quotes)
    more = f"; the first {MOST} are shown" if len(found.events) > MOST else ""
    note = f"{counted(len(found.events), 'event')}, {counted(len(found.disputes), 'contradiction')}{more}."
    return Group(*(table for table in (events, tolls, disputes) if table.row_count), Text(note))


def told_of(store: Ledger, reports: Sequence[EventReport]) -> Told:
    """What tables of these events say beside their reports."""
    return Told(store.claims_by_id(number for one in reports for number in one.event.claims), _called(store))


def _called(store: Ledger) -> Called:
    return sides(settings_of(store)).called


def _word(store: Ledger, claim: Claim) -> str:
    return word(claim.attribution, store.document(claim.document_id).outlet, _called(store))


def _event(store: Ledger, event_id: str) -> Group:
    (report,) = event_reports(store, [event_id])
    told = told_of(store, [report])
    claims = [told.claims[number] for number in report.event.claims]
    return Group(in_full(report, told), *(_claim(store.document(one.document_id), one, told.called) for one in claims))


def _claim(document: Document, claim: Claim, called: Called) -> Group:
    fields = Table.grid(padding=(0, 2))
    for name, value in filter(all, _fields(document, claim, called)):
        fields.add_row(Text(name, style="dim"), text(value))
    before = max(0, claim.start - CONTEXT)
    quote = _marked(document.text[before : claim.end + CONTEXT], [claim], before)
    return Group(
        Text(""), text(f"{claim.claim_id}  {document.title or document.document_id}", style="bold"), quote, fields
    )


def _fields(document: Document, claim: Claim, called: Called) -> list[tuple[str, str]]:
    chain = " < ".join(
        f"{speaker(source, called)} ({', '.join(_said(source, called))})" for source in claim.attribution
    )
    time = claim.time
    return [
        ("outlet", f"{document.outlet or 'no outlet'}, {document.published or 'no date'}"),
        ("on whose word", chain or "the outlet's own voice"),
        (
            "what",
            " / ".join(filter(None, (claim.event.plover, claim.event.mode, claim.event.acled, claim.event.acled_sub))),
        ),
        ("status", f"{claim.status}, {claim.polarity}, {claim.stance}"),
        ("who", "; ".join(f"{part.role}: {part.mention}" for part in claim.participants)),
        ("where", "; ".join(f"{place.mention} ({', '.join(_resolved(place))})" for place in claim.places)),
        ("when", _when(time) if time is not None else ""),
        (
            "how many",
            "; ".join(
                " ".join(filter(None, (f"{measured(item.measure)}:", _number(item), item.of, f"(“{item.text}”)")))
                for item in claim.quantities
            ),
        ),
        ("evidence", claim.evidence or ""),
        ("confidence", str(claim.confidence)),
    ]


def _resolved(place: Place) -> list[str]:
    """What is known of a place; nothing but that where the gazetteer does not have it."""
    if place.place_id is None:
        return ["not in the gazetteer"]
    return list(filter(None, (place.name, place.country, f"UCDP precision {place.precision}")))


def _when(time: Time) -> str:
    days = " to ".join(dict.fromkeys(filter(None, (time.start_date, time.end_date)))) or "no date"
    told = [f"“{time.mention}”"] if time.mention else []
    told += [f"UCDP precision {time.precision}"] if time.precision is not None else []
    return f"{days} ({', '.join(told)})" if told else days


def _number(item: Quantity) -> str:
    return figure(item.measure, item.low, item.high, [item])


def _said(source: Source, called: Called) -> list[str]:
    side = called(source.side) if source.side is not None else "no side"
    return [source.kind, side, *([f"“{source.cue}”"] if source.cue else [])]


def _document(document: Document, claims: list[Claim]) -> Group:
    head = text(document.title or document.document_id, style="bold")
    line = text(
        f"{document.outlet or 'no outlet'}, {document.published or 'no date'}, {document.url or document.custody.path}"
    )
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

"""``sayso sources``: who cites whom, who reported first, and whose claims were denied."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Group, RenderableType
from rich.text import Text

from sayso.building import opened, settings_of, sides
from sayso.cli import options, rows
from sayso.cli.ledger import LEDGER
from sayso.cli.plain import headed, row
from sayso.events.sides import Called
from sayso.export import graphml, sources_picture
from sayso.views.designations import Matchers
from sayso.views.figures import counted
from sayso.views.sources import Citation, Denial, FirstReport, Sources, Speaker, sources_known

KINDS: dict[str, type] = {"speakers": Speaker, "citations": Citation, "first": FirstReport, "denied": Denial}
MOST = 20


@click.command(short_help="Who cites whom, who is first, who is denied.")
@LEDGER
@options.sure
@click.option(
    "--rows",
    "chosen",
    type=click.Choice(list(KINDS)),
    default="citations",
    show_default=True,
    help="Which rows jsonl and csv have.",
)
@options.form
@click.option(
    "--graph",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.graphml",
    help="The network of citations to write as well.",
)
@options.picture
def sources(
    ledger: Path, min_confidence: float, chosen: str, form: str, graph: Path | None, picture: Path | None
) -> None:
    """Who cites whom and how often, who is first to report an event, how many of an outlet's claims have no named source,
    and how many were denied by others on the same day or later."""
    with opened(ledger, min_confidence) as store:
        settings = settings_of(store)
        records = store.documents(), store.claims(), store.events()
    found = sources_known(*records, Matchers.load(settings.catalogue).actors)
    by_kind = {
        "speakers": found.speakers,
        "citations": found.citations,
        "first": found.first_reports,
        "denied": found.denials,
    }
    rows.write(form, KINDS[chosen], by_kind[chosen], _overview(found, sides(settings).called))
    if graph is not None:
        graphml.write(found, graph)
    if picture is not None:
        sources_picture.write(found, picture)


def _overview(found: Sources, called: Called) -> Group:
    outlets = headed("outlet", "claims", "no named source", "first", "first with others", "denied", title="Outlets")
    cited = headed("source", "kind", "side", "claims", "denied", title="Sources")
    for one in [one for one in found.speakers if one.is_outlet][:MOST]:
        row(
            outlets,
            one.label,
            f"{one.claims:,}",
            _share(one.no_named_source),
            f"{one.first:,} of {one.shared:,}",
            f"{one.first_with_others:,}",
            _denied(one),
        )
    for one in [one for one in found.speakers if not one.is_outlet][:MOST]:
        row(
            cited,
            one.label,
            one.kind or "",
            called(one.side) if one.side is not None else "no side",
            f"{one.claims:,}",
            _denied(one),
        )
    name = {speaker.speaker_id: speaker.label for speaker in found.speakers}
    citations = headed("who", "whom", "claims", "articles", title="Citations")
    for citation in [one for one in found.citations if one.how == "cites"][:MOST]:
        row(
            citations,
            name[citation.citing],
            name[citation.cited],
            f"{len(citation.claims):,}",
            f"{len(citation.documents):,}",
        )
    copies = headed("who", "whose", "articles", title="Copies")
    for citation in [one for one in found.citations if one.how == "republishes"][:MOST]:
        row(copies, name[citation.citing], name[citation.cited], f"{len(citation.documents):,}")
    shared, denied = counted(len(found.first_reports), "event"), counted(len(found.denials), "claim")
    note = f"{shared} by several outlets, {denied} that others deny."
    tables: list[RenderableType] = []
    for table, many, what in (
        (outlets, sum(one.is_outlet for one in found.speakers), "outlet"),
        (cited, sum(not one.is_outlet for one in found.speakers), "source"),
        (citations, sum(one.how == "cites" for one in found.citations), "citation"),
        (copies, sum(one.how == "republishes" for one in found.citations), "republication"),
    ):
        tables += [table] if many else []
        tables += (
            [Text(cut)] if (cut := rows.cut(many, MOST, what, "--rows and --format jsonl or csv have all")) else []
        )
    return Group(*tables, Text(note))


def _denied(row: Speaker) -> str:
    return f"{row.denied_later:,} ({_share(row.denied)})" if row.asserted else ""


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"

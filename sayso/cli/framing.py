"""``sayso framing``: what each outlet calls an actor, and when that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from textwrap import shorten

import click
from rich.console import Group, RenderableType
from rich.table import Table

from sayso.building import opened, settings_of, sides
from sayso.catalogue.sides import side_names
from sayso.cli import options, rows
from sayso.cli.ledger import LEDGER
from sayso.cli.plain import headed, row, text
from sayso.errors import SaysoError
from sayso.export import framing_picture
from sayso.records import Document
from sayso.views.designations import Matchers, Use, Voice, find_uses
from sayso.views.figures import counted
from sayso.views.framing import Distinctive, Framing, Share, Turn, label
from sayso.views.framing import framing as framing_of
from sayso.views.parties import Party, other_named, party_named

KINDS: dict[str, type] = {"shares": Share, "distinctive": Distinctive, "changes": Turn, "uses": Use}
COMMONEST = 6
"""Words of an outlet that the overview shows."""
SUREST = 3
"""Distinctive words of an outlet that the overview shows."""
TITLE = 60
"""Characters of a title."""
ALL = "--format jsonl or csv"
VOICES: dict[Voice, str] = {"outlet": "its own", "source": "its sources'"}


@click.command(short_help="What outlets call an actor, and when it changed.")
@LEDGER
@click.option(
    "--actor", required=True, metavar="A", help="An actor or a side, by id or name; side:NAME is always the side."
)
@click.option("--outlet", metavar="O", help="Only this outlet, compared with all the others.")
@options.sure
@click.option(
    "--rows",
    "chosen",
    type=click.Choice(list(KINDS)),
    default="shares",
    show_default=True,
    help="Which rows jsonl and csv have; uses: every use with its document and place in the text.",
)
@options.form
@options.picture
def framing(
    ledger: Path, actor: str, outlet: str | None, min_confidence: float, chosen: str, form: str, picture: Path | None
) -> None:
    """What each outlet calls an actor, in its own voice and in its sources': names, phrases and epithets, their shares by
    month, which of them are distinctive of an outlet (log-odds with 95 % intervals), and when its words changed."""
    with opened(ledger, min_confidence) as store:
        settings = settings_of(store)
        matchers = Matchers.load(settings.catalogue)
        names = side_names(matchers.actors, settings.catalogue)
        party, other = party_named(matchers.actors, actor, names), other_named(matchers.actors, actor, names)
        documents = store.documents()
        outlets = sorted({document.outlet for document in documents if document.outlet is not None})
        if outlet is not None and outlet not in outlets:
            raise SaysoError(
                f"{ledger} has no article of the outlet '{outlet}', but of {', '.join(outlets) or 'none'}."
            )
        uses = find_uses(documents, store.claims(), store.events(), matchers, party)
    found = framing_of(uses, outlet)
    by_kind = {"shares": found.shares, "distinctive": found.distinctive, "changes": found.turns, "uses": found.uses}
    name = sides(settings).called(party.actor_id or party.side or "")
    head = _head(found, name, party, other)
    rows.write(
        form, KINDS[chosen], by_kind[chosen], _overview(found, head, {one.document_id: one for one in documents})
    )
    if picture is not None:
        framing_picture.write(found, picture, name)


def _head(found: Framing, name: str, party: Party, other: tuple[Party, str] | None) -> str:
    """How many uses of words for whom; and, where an actor and a side are called the same, which of the two it is."""
    articles = len({use.document_id for use in found.uses})
    taken = ""
    if other is not None:
        whose, how = ("actor", "side") if party.side is None else ("side", "actor")
        taken = f" (the {whose}; --actor {other[1]} asks for the {how} of that name)"
    return f"{counted(len(found.uses), 'use')} of words for {name}{taken} in {counted(articles, 'article')}"


def _overview(found: Framing, head: str, documents: Mapping[str, Document]) -> Group:
    parts: list[RenderableType] = [text(head, style="bold")]
    for table, note in (_commonest(found), _distinctive(found), (_changes(found, documents), "")):
        if table.row_count:
            parts += [table, text(note)] if note else [table]
    return Group(*parts)


def _commonest(found: Framing) -> tuple[Table, str]:
    table = headed("outlet", "voice", "uses", "words and their shares", title="Words (… before epithets)")
    counts: dict[tuple[str, Voice], Counter[str]] = {}
    for use in found.uses:
        counts.setdefault((use.outlet, use.voice), Counter())[label(use)] += 1
    for (outlet, voice), words in sorted(counts.items()):
        total = words.total()
        most = sorted(words.items(), key=lambda item: (-item[1], item[0]))
        shares = [f"{word} {count / total:.0%}" for word, count in most]
        row(table, outlet, VOICES[voice], f"{total:,}", ", ".join(rows.listed(shares, COMMONEST)))
    if max(map(len, counts.values()), default=0) <= COMMONEST:
        return table, ""
    return table, f"The {COMMONEST} commonest words of each are shown; {ALL} has all, by month."


def _distinctive(found: Framing) -> tuple[Table, str]:
    table = headed("outlet", "voice", "words", "uses", "others' uses", "log-odds", "95 %", title="Distinctive words")
    sure = [word for word in found.distinctive if word.low > 0]
    shown = Counter[tuple[str, Voice]]()
    for word in sure:
        series = word.outlet, word.voice
        shown[series] += 1
        if shown[series] <= SUREST:
            row(
                table,
                word.outlet,
                VOICES[word.voice],
                label(word),
                f"{word.uses:,} of {word.of:,}",
                f"{word.others:,} of {word.of_others:,}",
                f"{word.log_odds:.1f}",
                f"{word.low:.1f} to {word.high:.1f}",
            )
    if table.row_count == len(sure):
        return table, ""
    note = f"The {SUREST} surest words of each are shown, of {counted(len(sure), 'distinctive word')}"
    return table, f"{note}; --rows distinctive {ALL} has all."


def _changes(found: Framing, documents: Mapping[str, Document]) -> Table:
    table = headed(
        "outlet", "voice", "between", "p", "shares before and after", "last and first articles", title="Changes"
    )
    for turn in found.turns:
        row(
            table,
            turn.outlet,
            VOICES[turn.voice],
            f"{turn.last} and {turn.first}",
            f"{turn.p:.4f}",
            ", ".join(f"{shift.words} {shift.before:.0%} → {shift.after:.0%}" for shift in turn.shifts),
            "\n".join(
                [
                    *(f"before: {article(documents[number])}" for number in turn.before),
                    *(f"after: {article(documents[number])}" for number in turn.after),
                ]
            ),
        )
    return table


def article(document: Document) -> str:
    """Its day, its title where it has one, and the id by which it is asked for."""
    title = f"“{shorten(document.title, TITLE, placeholder='…')}” " if document.title else ""
    return f"{(document.published or '')[:10]} {title}({document.document_id})"

"""``sayso framing``: what each outlet calls an actor, and when that changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from rich.console import Group
from rich.table import Table

from sayso.building import opened, settings_of, sides
from sayso.cli import options, rows
from sayso.cli.ledger import LEDGER
from sayso.cli.plain import headed, row, text
from sayso.errors import SaysoError
from sayso.export import framing_picture
from sayso.views.designations import Matchers, Use, Voice, find_uses
from sayso.views.figures import counted
from sayso.views.framing import Distinctive, Framing, Share, Turn, label
from sayso.views.framing import framing as framing_of
from sayso.views.parties import party_named

KINDS: dict[str, type] = {"shares": Share, "distinctive": Distinctive, "changes": Turn, "uses": Use}
COMMONEST = 6
"""Words of an outlet that the overview shows."""
SUREST = 3
"""Distinctive words of an outlet that the overview shows."""
VOICES: dict[Voice, str] = {"outlet": "its own", "source": "its sources'"}


@click.command(short_help="What outlets call an actor, and when it changed.")
@LEDGER
@click.option(
    "--actor", required=True, metavar="A", help="An actor's id or name, or a side; side:NAME is always the side."
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
        party = party_named(matchers.actors, actor)
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
    rows.write(form, KINDS[chosen], by_kind[chosen], _overview(found, name))
    if picture is not None:
        framing_picture.write(found, picture, name)


def _overview(found: Framing, name: str) -> Group:
    articles = len({use.document_id for use in found.uses})
    head = text(
        f"{counted(len(found.uses), 'use')} of words for {name} in {counted(articles, 'article')}", style="bold"
    )
    tables = _commonest(found), _distinctive(found), _changes(found)
    return Group(head, *(table for table in tables if table.row_count))


def _commonest(found: Framing) -> Table:
    table = headed("outlet", "voice", "uses", "words and their shares", title="Words (… before epithets)")
    counts: dict[tuple[str, Voice], Counter[str]] = {}
    for use in found.uses:
        counts.setdefault((use.outlet, use.voice), Counter())[label(use)] += 1
    for (outlet, voice), words in sorted(counts.items()):
        total = words.total()
        most = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:COMMONEST]
        row(
            table, outlet, VOICES[voice], f"{total:,}", ", ".join(f"{word} {count / total:.0%}" for word, count in most)
        )
    return table


def _distinctive(found: Framing) -> Table:
    table = headed("outlet", "voice", "words", "uses", "others' uses", "log-odds", "95 %", title="Distinctive words")
    shown = Counter[tuple[str, Voice]]()
    for word in found.distinctive:
        series = word.outlet, word.voice
        if word.low > 0 and shown[series] < SUREST:
            shown[series] += 1
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
    return table


def _changes(found: Framing) -> Table:
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
            f"{', '.join(turn.before)} | {', '.join(turn.after)}",
        )
    return table

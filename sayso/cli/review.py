"""``sayso review``: what reviewers decided: how right the reading was, where they disagree, their log for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Group

from sayso.building import reviewed
from sayso.cli import options, rows
from sayso.cli.ledger import LEDGER
from sayso.cli.plain import headed, row, text
from sayso.errors import SaysoError
from sayso.export import jsonl, sentences, web_annotations
from sayso.export.whole import output
from sayso.ledger import Ledger
from sayso.reviews import beside, log
from sayso.reviews.agreement import Agreement, Disagreement, agreements, disagreements
from sayso.reviews.applying import NotApplied, Reviewed
from sayso.reviews.labels import labels
from sayso.reviews.precision import Precision, precision
from sayso.reviews.records import Anchor, DecisionKind
from sayso.views.figures import counted

MOST = 30
SHOWN = 60
"""Characters of a quote."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A decision that could not be applied, flat; ``quote`` is the words of the first claim it is about."""

    decision_id: str
    made_at: str
    reviewer: str
    kind: DecisionKind
    document_id: str | None
    claim_id: str | None
    quote: str | None
    reason: str
    partly: bool


KINDS: dict[str, type] = {
    "precision": Precision,
    "agreement": Agreement,
    "disagreements": Disagreement,
    "not-applied": Refused,
}


@click.group(short_help="What reviewers decided: precision, agreement, log.")
def review() -> None:
    """What reviewers decided about the claims and events of a ledger. Their decisions are in a log beside it, and every
    command that reads the ledger applies them."""


@review.command(short_help="How often the reading was right; agreement.")
@LEDGER
@click.option(
    "--rows",
    "chosen",
    type=click.Choice(list(KINDS)),
    default="precision",
    show_default=True,
    help="Which rows jsonl and csv have.",
)
@options.form
def report(ledger: Path, chosen: str, form: str) -> None:
    """How often the reading was right, of the claims that reviewers looked at: with 95 % intervals, by field and kind of
    event; where two reviewers disagree, with Cohen's kappa; and decisions that could not be applied."""
    with Ledger(ledger, read_only=True) as store:
        decided = _log(ledger)
        state = reviewed(store, decided.decisions)
        shares, agreed, disagreed = precision(store, state), agreements(store, state), disagreements(store, state)
    refused = [_refused(one) for one in state.not_applied]
    by_kind: dict[str, Sequence[Any]] = dict(zip(KINDS, (shares, agreed, disagreed, refused), strict=True))
    rows.write(form, KINDS[chosen], by_kind[chosen], _overview(state, decided, shares, agreed, disagreed, refused))


@review.command(short_help="Write decisions for other people and tools.")
@LEDGER
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "annotations", "labels", "sentences"]),
    default="jsonl",
    show_default=True,
    help="jsonl: the log; annotations: W3C Web Annotations; labels: each claim as it was read and as it was left;"
    " sentences: YAML that make train learns from.",
)
@click.option("--output", "path", type=click.Path(dir_okay=False, path_type=Path), help="A file.  [default: stdout]")
def export(ledger: Path, form: str, path: Path | None) -> None:
    """Write what reviewers decided for other people and tools."""
    with Ledger(ledger, read_only=True) as store:
        decisions = _log(ledger).decisions
        if form == "annotations":
            documents = store.documents_by_id(place.document_id for one in decisions for place in one.about)
            web_annotations.write(reviewed(store, decisions), {one.document_id: one for one in documents}, path)
            return
        if form == "sentences":
            with output(path) as stream:
                stream.write(sentences.written(sentences.entries(store, reviewed(store, decisions))))
            return
        lines = decisions if form == "jsonl" else labels(store, reviewed(store, decisions))
        with output(path) as stream:
            stream.writelines(f"{jsonl.line(line)}\n" for line in lines)


@review.command("import", short_help="Add another reviewer's decisions.")
@LEDGER
@click.argument("file", type=click.Path(path_type=Path))
def import_(ledger: Path, file: Path) -> None:
    """Add another reviewer's decisions (a log, or an export of one) to those about this ledger, without those known."""
    Ledger(ledger, read_only=True).close()
    if not file.exists():
        raise SaysoError(f"There is no log at {file}: check the path.")
    theirs = log.read(file)
    known = {one.decision_id for one in log.read(beside(ledger)).decisions}
    new = [one for one in theirs.decisions if one.decision_id not in known]
    if new:
        log.append(beside(ledger), new)
    click.echo(
        f"{counted(len(theirs.decisions), 'decision')} read, {len(new):,} of them new, added to {beside(ledger)}."
    )


def in_a_line(one: NotApplied) -> str:
    """Which decision it is and why it could not be applied."""
    decision = one.decision
    quote = f" of “{_short(decision.about[0].quote)}”" if decision.about else ""
    return f"{decision.made_at[:10]} {decision.reviewer}, {decision.kind}{quote}: {one.reason}"


def _log(ledger: Path) -> log.Log:
    found = log.read(beside(ledger))
    if not found.decisions:
        raise SaysoError(f"{ledger} has no decisions of reviewers: there are none in {beside(ledger)}.")
    return found


def _refused(one: NotApplied) -> Refused:
    decision = one.decision
    place: Anchor | None = decision.about[0] if decision.about else None
    return Refused(
        decision_id=decision.decision_id,
        made_at=decision.made_at,
        reviewer=decision.reviewer,
        kind=decision.kind,
        document_id=place.document_id if place is not None else None,
        claim_id=place.claim_id if place is not None else None,
        quote=place.quote if place is not None else None,
        reason=one.reason,
        partly=one.partly,
    )


def _overview(
    state: Reviewed,
    decided: log.Log,
    shares: Sequence[Precision],
    agreed: Sequence[Agreement],
    disagreed: Sequence[Disagreement],
    refused: Sequence[Refused],
) -> Group:
    right = headed("by", "", "claims", "right", "share", "95 %", title="How right the reading was, as reviewers see it")
    for share in shares:
        interval = f"{share.low:.0%} to {share.high:.0%}"
        row(right, share.by, share.name, f"{share.claims:,}", f"{share.right:,}", f"{share.share:.0%}", interval)
    both = headed("reviewer", "and", "field", "claims", "agreed", "kappa", title="Agreement")
    for one in agreed:
        kappa = f"{one.kappa:.2f}" if one.kappa is not None else ""
        row(both, one.one, one.other, one.field, f"{one.claims:,}", f"{one.agreed:,}", kappa)
    against = headed("claim", "field", "reviewer", "says", "reviewer", "says", title="Disagreements")
    for case in disagreed[:MOST]:
        row(against, f"“{_short(case.quote)}”", case.field, case.one, case.one_says, case.other, case.other_says)
    lost = headed("decision", "by", "words", "why", title="Not applied")
    for item in refused[:MOST]:
        row(lost, item.kind, item.reviewer, _short(item.quote or ""), item.reason)
    added = sum(kind == "add" for kind in state.judged.values())
    lines = [
        f"{counted(len(decided.decisions), 'decision')}, {state.holding:,} in force; "
        f"{counted(added, 'claim')} added that had been missed.",
        *([f"The first {MOST} disagreements of {len(disagreed):,} are shown."] if len(disagreed) > MOST else []),
        *([f"Lines cut off and passed over: {', '.join(map(str, decided.torn))}."] if decided.torn else []),
    ]
    return Group(*(table for table in (right, both, against, lost) if table.row_count), text("\n".join(lines)))


def _short(quote: str) -> str:
    return quote if len(quote) <= SHOWN else f"{quote[: SHOWN - 1]}…"

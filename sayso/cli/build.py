"""``sayso build``: a folder of articles to a ledger."""

from __future__ import annotations

import time
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from sayso.building import Counts, decided, reviewed
from sayso.building import build as build_ledger
from sayso.cli import options
from sayso.cli.review import in_a_line
from sayso.ledger import Ledger
from sayso.reviews.applying import Reviewed
from sayso.views.figures import counted

LISTED = 20


@click.command(short_help="Add articles to a ledger: their claims and events.")
@options.inputs
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("ledger.duckdb"),
    show_default=True,
    help="The ledger to make or to add to.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes read.  [default: all cores]")
def build(
    paths: tuple[str, ...],
    mapping: dict[str, str],
    pipeline: str,
    catalogue: Path | None,
    ledger: Path,
    jobs: int | None,
) -> None:
    """Read these files, folders or globs and add their documents, claims and events to a ledger.

    Only what is new or changed is read; a build that was stopped goes on where it was.
    """
    started = time.monotonic()
    with _Bars() as bars:
        counts = build_ledger(
            paths, ledger, options.settings(pipeline, catalogue), jobs=jobs, mapping=mapping, progress=bars.show
        )
    click.echo(_report(counts, ledger, time.monotonic() - started))
    decisions = decided(ledger)
    if decisions:
        with Ledger(ledger, read_only=True) as store:
            click.echo(_of_reviewers(reviewed(store, decisions), ledger))


def _of_reviewers(state: Reviewed, ledger: Path) -> str:
    refused = state.not_applied
    lines = [f"  {counted(state.holding, 'decision')} of reviewers in force, {len(refused):,} could not be applied"]
    lines += [f"    {in_a_line(one)}" for one in refused[:LISTED]]
    if len(refused) > LISTED:
        lines.append(
            f"    … and {len(refused) - LISTED:,} more: sayso review report {ledger} --rows not-applied --format csv"
        )
    return "\n".join(lines)


class _Bars:
    """One bar a stage on standard error: documents done, rate, time left."""

    def __init__(self) -> None:
        self.progress = Progress(
            TextColumn("{task.description:>10}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self.tasks: dict[str, tuple[TaskID, float]] = {}

    def __enter__(self) -> _Bars:
        self.progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.progress.stop()

    def show(self, stage: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if stage not in self.tasks:
            self.tasks[stage] = self.progress.add_task(stage, total=total, rate=""), now
        task, started = self.tasks[stage]
        rate = f"{done / (now - started):,.0f}/s" if done and now > started else ""
        self.progress.update(task, completed=done, total=total, rate=rate)


def _report(counts: Counts, ledger: Path, seconds: float) -> str:
    lines = [
        f"{ledger}: {counted(counts.read, 'document')} read ({counts.new:,} new, {counts.changed:,} changed, "
        f"{counts.unchanged:,} unchanged) in {seconds:.1f} s",
        f"  {counted(counts.copies, 'copy', 'copies')}, {counts.not_english:,} not in English (kept, not coded)",
        f"  {counted(counts.claims, 'claim')}, {counted(counts.events, 'event')} in the ledger",
        f"  {len(counts.set_aside):,} set aside",
    ]
    if not counts.read and not counts.set_aside:
        lines.append(
            "  Nothing there is an article: give files or folders of text, Markdown, HTML, JSON, CSV, Parquet or PDF."
        )
    lines += [f"    {item.path}: {item.reason}" for item in counts.set_aside[:LISTED]]
    if len(counts.set_aside) > LISTED:
        lines.append(f'    … and {len(counts.set_aside) - LISTED:,} more: sayso query {ledger} "FROM set_aside"')
    return "\n".join(lines)

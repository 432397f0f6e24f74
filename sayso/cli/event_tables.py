"""Tables of an event read whole, and of many events in short, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from sayso.cli.plain import row, text
from sayso.events.contradictions import Side
from sayso.events.independence import Independent
from sayso.events.ranges import RULES, Range
from sayso.events.series import Point
from sayso.views.event import EventReport
from sayso.views.summary import days, span

MOST = 30
GRADES = {
    "single_source": "single source",
    "several_sources": "several sources",
    "contested": "contested",
    "confirmed_by_accused": "confirmed by the accused",
    "discounted": "discounted",
}


def in_full(report: EventReport) -> Group:
    """The report as tables; claims are numbered, and the last table has their words."""
    numbers = {quote.claim_id: str(i) for i, quote in enumerate(report.quotes, 1)}
    title = text(f"{report.event.title} ({days(report.event)})", style="bold")
    head = Text.assemble(title, text(f"  {report.event.event_id}"))
    level = text(f"{GRADES[report.level.grade].capitalize()}. {report.level.sentence}")
    tables = (
        _accounts(report, numbers),
        _series(report, numbers),
        _ranges(report, numbers),
        _sources(report, numbers),
        _contradictions(report, numbers),
        _quotes(report, numbers),
    )
    return Group(head, level, *(table for table in tables if table.row_count), Text(""))


def short(reports: Sequence[EventReport]) -> Group:
    """A line an event, the most contradicted and the most reported first."""
    table = Table("event", "days", "level", "low, best, high", "id", title="Events")
    ranked = sorted(
        reports, key=lambda one: (-len(one.contradictions), -len(one.sources), -len(one.quotes), one.event.event_id)
    )
    for report in ranked[:MOST]:
        numbers = "\n".join(f"{item.measure} {item.of}: {_three(item)}" for item in report.ranges)
        sentence = f"{GRADES[report.level.grade].capitalize()}. {report.level.sentence}"
        row(table, report.event.title, days(report.event), sentence, numbers, report.event.event_id)
    return Group(table, Text(f"{len(reports):,} events; the first {min(MOST, len(reports)):,} are shown."))


def _accounts(report: EventReport, numbers: dict[str, str]) -> Table:
    table = Table("side", "measure", "of", "first", "latest", "of all days", "claims", title="Accounts by side")
    for item in report.accounts:
        claims = dict.fromkeys(claim for point in item.points for claim in point.claims)
        row(
            table,
            item.side or "no side",
            item.measure,
            item.of,
            _point(item.first),
            _point(item.latest),
            span(item.low, item.high),
            _cited(tuple(claims), numbers),
        )
    return table


def _series(report: EventReport, numbers: dict[str, str]) -> Table:
    table = Table("who", "side", "measure", "of", "said", title="As the story grew")
    for item in report.series:
        points = [f"{_point(point)} [{_cited(point.claims, numbers)}]" for point in item.points]
        row(table, item.name, item.side or "no side", item.measure, item.of, "\n".join(points))
    return table


def _ranges(report: EventReport, numbers: dict[str, str]) -> Table:
    table = Table("measure", "of", "low", "best", "high", "best is", "claims", title="Of all sources")
    for item in report.ranges:
        why = f"{RULES[item.rule]} ({', '.join(item.sources)})"
        row(table, item.measure, item.of, *_three_cells(item), why, _cited(item.claims, numbers))
    return table


def _sources(report: EventReport, numbers: dict[str, str]) -> Table:
    table = Table("source", "side", "first heard from", "claims", "counted with it", title="Independent sources")
    for item in report.sources:
        row(table, item.label, item.side or "no side", item.name, _cited(item.claims, numbers), _repeats(item, numbers))
    return table


def _repeats(item: Independent, numbers: dict[str, str]) -> str:
    return "\n".join(f"{repeat.because}: {repeat.name} [{numbers[repeat.claim_id]}]" for repeat in item.repeats)


def _contradictions(report: EventReport, numbers: dict[str, str]) -> Table:
    quotes = {quote.claim_id: quote for quote in report.quotes}

    def words(side: Side) -> str:
        lines = [f"[{numbers[claim]}] “{quotes[claim].quote}”" for claim in side.claims]
        return "\n".join([f"{side.label}:", *lines])

    table = Table("about", "one side", "the other", title="Contradictions")
    for item in report.contradictions:
        row(table, item.about, words(item.one), words(item.other))
    return table


def _quotes(report: EventReport, numbers: dict[str, str]) -> Table:
    table = Table("", "published", "outlet", "on whose word", "words", "claim", title="Claims")
    for quote in report.quotes:
        word = f"{quote.word} ({quote.side})" if quote.side is not None else quote.word
        told = f"{'denied: ' if quote.polarity == 'denied' else ''}“{quote.quote}”"
        copied = f"\n(copied from {quote.copied_from})" if quote.copied_from is not None else ""
        day = (quote.published or "no date")[:10]
        row(table, numbers[quote.claim_id], day, quote.outlet or "?", word, told + copied, quote.claim_id)
    return table


def _point(point: Point) -> str:
    return f"{point.said_on or 'no date'}: {span(point.low, point.high)}"


def _three_cells(item: Range) -> tuple[str, str, str]:
    low, best, high = (span(number, number) for number in (item.low, item.best, item.high))
    return f"{low} or fewer" if item.open_below else low, best, f"{high} or more" if item.open_above else high


def _three(item: Range) -> str:
    return ", ".join(_three_cells(item))


def _cited(claims: Sequence[str], numbers: dict[str, str]) -> str:
    return ", ".join(sorted((numbers[claim] for claim in claims), key=int))

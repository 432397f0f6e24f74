"""Tables of an event read whole, and of many events in short, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group
from rich.table import Table
from rich.text import Text

from sayso.cli.plain import headed, row, text
from sayso.events.contradictions import Side
from sayso.events.independence import Independent
from sayso.events.ranges import RULES, Range
from sayso.events.series import Point, SideSeries
from sayso.events.sides import Called
from sayso.records import Claim, Measure
from sayso.views.event import EventReport
from sayso.views.figures import counted, figure, measured, numbers_of, of_what, three
from sayso.views.summary import days

MOST = 30
GRADES = {
    "single_source": "single source",
    "several_sources": "several sources",
    "contested": "contested",
    "confirmed_by_accused": "confirmed by the accused",
    "discounted": "discounted",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What tables say of events beside their reports: claims by id, and how a side is called."""

    claims: Mapping[str, Claim]
    called: Called

    def side(self, side: str | None) -> str:
        return self.called(side) if side is not None else "no side"

    def number(self, measure: Measure, of: Point | SideSeries) -> str:
        claims = of.claims if isinstance(of, Point) else [claim for point in of.points for claim in point.claims]
        return figure(measure, of.low, of.high, numbers_of(claims, self.claims))


def in_full(report: EventReport, told: Told) -> Group:
    """The report as tables; claims are numbered, and the last table has their words."""
    numbers = {quote.claim_id: str(i) for i, quote in enumerate(report.quotes, 1)}
    title = text(f"{report.event.title} ({days(report.event)})", style="bold")
    head = Text.assemble(title, text(f"  {report.event.event_id}"))
    level = text(f"{GRADES[report.level.grade].capitalize()}. {report.level.sentence}")
    whole = [text(f"Told as a part of {report.parent.title} ({report.parent.event_id}).")] if report.parent else []
    parts = [text(f"Told as a part of it: {part.title} ({part.event_id}).") for part in report.parts]
    tables = (
        _accounts(report, told, numbers),
        _series(report, told, numbers),
        _ranges(report, told, numbers),
        _sources(report, told, numbers),
        _contradictions(report, numbers),
        _quotes(report, told, numbers),
    )
    return Group(head, level, *whole, *parts, *(table for table in tables if table.row_count), Text(""))


def short(reports: Sequence[EventReport], told: Told) -> Group:
    """A line an event, the most contradicted and the most reported first."""
    table = headed("event", "days", "level", "numbers", "id", title="Events")
    ranked = sorted(
        reports, key=lambda one: (-len(one.contradictions), -len(one.sources), -len(one.quotes), one.event.event_id)
    )
    for report in ranked[:MOST]:
        numbers = "\n".join(f"{_what(item)}: {_in_short(item, told)}" for item in report.ranges)
        sentence = f"{GRADES[report.level.grade].capitalize()}. {report.level.sentence}"
        row(table, report.event.title, days(report.event), sentence, numbers, report.event.event_id)
    more = f"; the first {MOST} are shown. --format jsonl has all" if len(reports) > MOST else ""
    return Group(table, Text(f"{counted(len(reports), 'event')}{more}."))


def _what(item: Range) -> str:
    return f"{measured(item.measure)} {of_what(item.of, item.measure)}".strip()


def _in_short(item: Range, told: Told) -> str:
    """Low, best and high, or the one number that all of them are."""
    low, best, high = three(item, numbers_of(item.claims, told.claims))
    return best if low == best == high else f"low {low}, best {best}, high {high}"


def _accounts(report: EventReport, told: Told, numbers: dict[str, str]) -> Table:
    table = headed("side", "measure", "of", "first", "latest", "of all days", "claims", title="Accounts by side")
    for item in report.accounts:
        claims = dict.fromkeys(claim for point in item.points for claim in point.claims)
        row(
            table,
            told.side(item.side),
            measured(item.measure),
            of_what(item.of, item.measure),
            _point(item.measure, item.first, told),
            _point(item.measure, item.latest, told),
            told.number(item.measure, item),
            _cited(tuple(claims), numbers),
        )
    return table


def _series(report: EventReport, told: Told, numbers: dict[str, str]) -> Table:
    table = headed("who", "side", "measure", "of", "said", title="As the story grew")
    for item in report.series:
        points = [f"{_point(item.measure, point, told)} [{_cited(point.claims, numbers)}]" for point in item.points]
        of = of_what(item.of, item.measure)
        row(table, item.name, told.side(item.side), measured(item.measure), of, "\n".join(points))
    return table


def _ranges(report: EventReport, told: Told, numbers: dict[str, str]) -> Table:
    table = headed("measure", "of", "low", "best", "high", "best is", "claims", title="Of all sources")
    for item in report.ranges:
        why = f"{RULES[item.rule]} ({', '.join(item.sources)})"
        three_cells = three(item, numbers_of(item.claims, told.claims))
        of = of_what(item.of, item.measure)
        row(table, measured(item.measure), of, *three_cells, why, _cited(item.claims, numbers))
    return table


def _sources(report: EventReport, told: Told, numbers: dict[str, str]) -> Table:
    table = headed("source", "side", "first heard from", "claims", "counted with it", title="Independent sources")
    for item in report.sources:
        side, claims = told.side(item.side), _cited(item.claims, numbers)
        row(table, item.label, side, item.name, claims, _repeats(item, numbers))
    return table


def _repeats(item: Independent, numbers: dict[str, str]) -> str:
    return "\n".join(f"{repeat.because}: {repeat.name} [{numbers[repeat.claim_id]}]" for repeat in item.repeats)


def _contradictions(report: EventReport, numbers: dict[str, str]) -> Table:
    quotes = {quote.claim_id: quote for quote in report.quotes}

    def words(side: Side) -> str:
        lines = [f"[{numbers[claim]}] “{quotes[claim].quote}”" for claim in side.claims]
        return "\n".join([f"{side.label}:", *lines])

    table = headed("about", "one side", "the other", title="Contradictions")
    for item in report.contradictions:
        row(table, item.about, words(item.one), words(item.other))
    return table


def _quotes(report: EventReport, told: Told, numbers: dict[str, str]) -> Table:
    table = headed("", "published", "outlet", "on whose word", "words", "id", title="Claims")
    for quote in report.quotes:
        word = f"{quote.word} ({told.called(quote.side)})" if quote.side is not None else quote.word
        words = f"{'denied: ' if quote.polarity == 'denied' else ''}“{quote.quote}”"
        copied = f"\n(copied from {quote.copied_from})" if quote.copied_from is not None else ""
        day = (quote.published or "no date")[:10]
        row(table, numbers[quote.claim_id], day, quote.outlet or "no outlet", word, words + copied, quote.claim_id)
    return table


def _point(measure: Measure, point: Point, told: Told) -> str:
    return f"{point.said_on or 'no date'}: {told.number(measure, point)}"


def _cited(claims: Sequence[str], numbers: dict[str, str]) -> str:
    return ", ".join(sorted((numbers[claim] for claim in claims), key=int))

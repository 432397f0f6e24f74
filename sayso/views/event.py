"""One event read whole: how it is claimed, each side's account through time, ranges, sources, contradictions, the words.

A ledger's records in, one report out. All of it is computed from the event's claims; nothing is looked up elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from sayso.catalogue.lexicon import Lexicon
from sayso.events.contradictions import Dispute, disputes_of
from sayso.events.independence import Independent, independent
from sayso.events.levels import Grade, Level, is_accusing, level_of
from sayso.events.mentions import NOTHING_LIFTED, Lifted, Mention, in_order, mentions_of
from sayso.events.ranges import Range, Rule, ranges_of
from sayso.events.series import Series, SideSeries, by_side, said_on, told_by
from sayso.events.sides import Called, Sides
from sayso.events.voices import Voice, voice
from sayso.records import Category, Claim, Document, Event, Measure, Polarity
from sayso.views.speakers import word


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a claim and whose they are: ``word`` is the chain of sources in words, or the outlet."""

    claim_id: str
    document_id: str
    outlet: str | None
    published: str | None
    copied_from: str | None
    said_on: str | None
    side: str | None
    name: str
    word: str
    polarity: Polarity
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another event, by its id and title."""

    event_id: str
    title: str


@dataclass(frozen=True, slots=True)
class EventReport:
    """``accounts`` by side and thing counted, ``series`` by speaker, ``ranges`` of all; ``quotes`` in the event's order.

    ``parent``: the event that it is told as a part of; ``parts``: those that are told as parts of it, by id.
    """

    event: Event
    parent: Related | None
    parts: tuple[Related, ...]
    level: Level
    accounts: tuple[SideSeries, ...]
    series: tuple[Series, ...]
    ranges: tuple[Range, ...]
    sources: tuple[Independent, ...]
    contradictions: tuple[Dispute, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A range with the level of its event, flat; an event in which nothing is counted has a row without a range."""

    event_id: str
    title: str
    level: Grade
    why: str
    independent_sources: int
    contradictions: int
    parent: str | None = None
    measure: Measure | None = None
    category: Category | None = None
    of: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    open_below: bool | None = None
    open_above: bool | None = None
    rule: Rule | None = None
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


def range_rows(reports: Iterable[EventReport]) -> Iterator[RangeRow]:
    """The ranges of these events, in their order."""
    for report in reports:
        event, level = report.event, report.level
        row = RangeRow(
            event.event_id,
            event.title,
            level.grade,
            level.sentence,
            len(report.sources),
            len(report.contradictions),
            report.parent.event_id if report.parent is not None else None,
        )
        for item in report.ranges:
            yield replace(row, **{field.name: getattr(item, field.name) for field in fields(item)})
        if not report.ranges:
            yield row


def event_report(
    event: Event,
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    lexicon: Lexicon,
    sides: Sides,
    lifted: Lifted = NOTHING_LIFTED,
    parent: Event | None = None,
    parts: Iterable[Event] = (),
) -> EventReport:
    """The report of an event. ``claims`` and ``documents`` by id hold its claims, their documents, and the originals of
    what is copied. ``lexicon``, ``sides`` and ``lifted`` are those that the event was linked with; ``parent`` and ``parts``
    the events that it is a part of, and that are parts of it.
    """
    told = [claims[number] for number in event.claims]
    mentions = in_order(mentions_of(told, documents, lexicon, sides.actor_side, lifted))
    voices = [_called(voice(one, sides.outlet_side, sides.actor_named), sides.called) for one in mentions]
    series = told_by(mentions, voices)
    disputes = disputes_of(mentions, voices, series)
    accusing = is_accusing(lexicon.family(event.event), event.event.acled)
    return EventReport(
        event=event,
        parent=_related(parent) if parent is not None else None,
        parts=tuple(_related(part) for part in parts),
        level=level_of(mentions, voices, disputes, accusing),
        accounts=tuple(by_side(series)),
        series=tuple(one.series for one in series),
        ranges=tuple(ranges_of(mentions, voices, series)),
        sources=independent(mentions, voices),
        contradictions=disputes,
        quotes=tuple(_quote(one, said, sides.called) for one, said in zip(mentions, voices, strict=True)),
    )


def _related(event: Event) -> Related:
    return Related(event.event_id, event.title)


def _called(said: Voice, called: Called) -> Voice:
    """The voice with names in the place of ids."""
    is_id = said.speaker in (f"side:{said.name}", f"source:{said.name}")
    name = called(said.name) if is_id else said.name
    outlet = _called(said.outlet, called) if said.outlet is not None else None
    return replace(said, name=name, label=called(said.side) if said.side is not None else name, outlet=outlet)


def _quote(one: Mention, said: Voice, called: Called) -> Quote:
    claim, document = one.claim, one.document
    return Quote(
        claim_id=claim.claim_id,
        document_id=document.document_id,
        outlet=document.outlet,
        published=document.published,
        copied_from=one.copied_from,
        said_on=said_on(one),
        side=said.side,
        name=said.name,
        word=word(claim.attribution, document.outlet, called),
        polarity=claim.polarity,
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
    )

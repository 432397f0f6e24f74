"""What is claimed to have happened, by day: events in, one row each out, with who tells it and each side's toll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from sayso.catalogue.folding import fold
from sayso.catalogue.lexicon import Lexicon
from sayso.events.mentions import written
from sayso.events.sides import Called
from sayso.events.titles import kind
from sayso.events.voices import named_source
from sayso.records import Account, Claim, Document, Event
from sayso.views.figures import figure, numbers_of, toll
from sayso.views.speakers import OUTLET, speaker
from sayso.views.summary import TOLLS

A_YEAR = 365
Group = Literal["by day", "begun before", "no day told", "a year or longer"]
"""In the order in which they are shown. ``by day``: told of less than a year, within the days that are asked for; ``begun
before``: going on when these begin.
"""
GROUPS: tuple[Group, ...] = get_args(Group)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. ``first`` and ``last`` are its days, ``None`` where not told; ``precision`` is UCDP's date_prec.

    ``reported``: the day on which a claim of it was first published. ``kind``: as in the title. ``told_by``: named sources,
    and outlets where there are none, the most claims first; ``sides``: those that give numbers. ``only_denied``: nobody
    asserts it. ``tolls``: "Bulgaria: killed more than 600 men", an account each, no sides mixed.
    """

    event_id: str
    first: str | None
    last: str | None
    precision: int | None
    reported: str | None
    place_id: str | None
    place: str | None
    country: str | None
    kind: str
    title: str
    told_by: tuple[str, ...]
    sides: tuple[str, ...]
    independent_sources: int
    contested: bool
    only_denied: bool
    tolls: tuple[str, ...]
    claims: tuple[str, ...]


def timeline(
    events: Iterable[Event],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    lexicon: Lexicon,
    called: Called,
) -> list[Entry]:
    """Entries in the order of their groups. ``claims`` and ``documents`` by id hold those of the events; ``called``: how a
    side or an actor is called.
    """
    entries = [
        _entry(event, {number: claims[number] for number in event.claims}, documents, lexicon, called)
        for event in events
    ]
    return sorted(entries, key=_order)


def within(entries: Iterable[Entry], first: str | None, last: str | None) -> list[Entry]:
    """Those that may have happened on a day from ``first`` to ``last`` (ISO dates, either of them open), those first that
    begin then; of those that began before, the shortest first.
    """
    found = [
        one
        for one in entries
        if one.first is not None and (last is None or one.first <= last) and (first is None or first <= _end(one))
    ]
    return sorted(found, key=lambda one: _order(one, first))


def group(entry: Entry, since: str | None = None) -> Group:
    """Where an entry stands. ``since``: the first day that is asked for."""
    if entry.first is None:
        return "no day told"
    if is_long(entry):
        return "a year or longer"
    return "begun before" if since is not None and entry.first < since else "by day"


def is_long(entry: Entry) -> bool:
    """Is it told of a year or longer, so that its day is as good as not known?"""
    return _length(entry) >= A_YEAR


def _order(entry: Entry, since: str | None = None) -> tuple[int, int, str, int, str, str, str]:
    """By day and, where several begin on it, by length; what is long or began before by length first."""
    stands, length = group(entry, since), _length(entry)
    first = length if stands in ("begun before", "a year or longer") else 0
    day = entry.first or entry.reported or "9"
    return GROUPS.index(stands), first, day, length, entry.place or "", entry.title, entry.event_id


def _length(entry: Entry) -> int:
    """Days from its first to its last."""
    if entry.first is None:
        return 0
    return (date.fromisoformat(_end(entry)[:10]) - date.fromisoformat(entry.first[:10])).days + 1


def _end(entry: Entry) -> str:
    """The last day; that of the report for what is told "since" a day, and goes on."""
    return entry.last or max(entry.first or "", entry.reported or "")


def _entry(
    event: Event, claims: Mapping[str, Claim], documents: Mapping[str, Document], lexicon: Lexicon, called: Called
) -> Entry:
    place, time = event.place, event.time
    tellers = [documents[claim.document_id] for claim in claims.values()]
    reports = [day for one in tellers if (day := written(one)) is not None]
    return Entry(
        event_id=event.event_id,
        first=time.start_date if time is not None else None,
        last=time.end_date if time is not None else None,
        precision=time.precision if time is not None else None,
        reported=min(reports)[:10] if reports else None,
        place_id=place.place_id if place is not None else None,
        place=(place.name or place.mention) if place is not None else None,
        country=place.country if place is not None else None,
        kind=kind(event.event, lexicon),
        title=event.title,
        told_by=_told_by(claims.values(), documents, called),
        sides=tuple(dict.fromkeys(account.side for account in event.accounts if account.side is not None)),
        independent_sources=event.independent_sources,
        contested=bool(event.contradictions) or len({claim.polarity for claim in claims.values()}) > 1,
        only_denied=all(claim.polarity == "denied" for claim in claims.values()),
        tolls=tuple(_toll(account, claims, called) for account in event.accounts if account.measure in TOLLS),
        claims=event.claims,
    )


def _told_by(claims: Iterable[Claim], documents: Mapping[str, Document], called: Called) -> tuple[str, ...]:
    """For each claim the named source next to its origin, else the outlet; each once, under the name that comes first."""
    names: dict[str, str] = {}
    counts = Counter[str]()
    for claim in claims:
        source = named_source(claim.attribution)
        name = documents[claim.document_id].outlet or OUTLET
        if source is not None:
            name = called(source.actor_id) if source.actor_id is not None else speaker(source, called)
        key = fold(name).removeprefix("the ")
        names.setdefault(key, name)
        counts[key] += 1
    return tuple(names[key] for key in sorted(names, key=lambda key: (-counts[key], key)))


def _toll(account: Account, claims: Mapping[str, Claim], called: Called) -> str:
    side = called(account.side) if account.side is not None else "no side"
    number = figure(account.measure, account.low, account.high, numbers_of(account.claims, claims))
    of = called(account.of) if account.of is not None and " " not in account.of else account.of  # may be an actor's id
    return f"{side}: {toll(account.measure, number, of)}"

"""What is claimed to have happened, by day: events in, one row each out, with who tells it and each side's toll."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.events.sides import Called
from sayso.records import Account, Claim, Event
from sayso.views.figures import figure, numbers_of, toll
from sayso.views.summary import TOLLS


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. ``first`` and ``last`` are its days, ``None`` where not told; ``precision`` is UCDP's date_prec.

    ``only_denied``: nobody asserts it. ``tolls``: "Bulgaria: killed more than 600 men", an account each, no sides mixed.
    """

    event_id: str
    first: str | None
    last: str | None
    precision: int | None
    place: str | None
    country: str | None
    kind: str
    title: str
    sides: tuple[str, ...]
    independent_sources: int
    contested: bool
    only_denied: bool
    tolls: tuple[str, ...]
    claims: tuple[str, ...]


def timeline(events: Iterable[Event], claims: Mapping[str, Claim], called: Called) -> list[Entry]:
    """Entries by first day, place and title; those without a day last. ``claims`` by id hold those of the events;
    ``called``: how a side is called.
    """
    entries = [_entry(event, {number: claims[number] for number in event.claims}, called) for event in events]
    return sorted(
        entries, key=lambda one: (one.first is None, one.first or "", one.place or "", one.title, one.event_id)
    )


def within(entries: Iterable[Entry], first: str | None, last: str | None) -> list[Entry]:
    """Those that may have happened on a day from ``first`` to ``last`` (ISO dates, either of them open)."""
    return [
        one
        for one in entries
        if one.first is not None
        and (last is None or one.first <= last)
        and (first is None or first <= (one.last or one.first))
    ]


def _entry(event: Event, claims: Mapping[str, Claim], called: Called) -> Entry:
    place, time = event.place, event.time
    kind = event.event.acled_sub or event.event.plover
    return Entry(
        event_id=event.event_id,
        first=time.start_date if time is not None else None,
        last=time.end_date if time is not None else None,
        precision=time.precision if time is not None else None,
        place=(place.name or place.mention) if place is not None else None,
        country=place.country if place is not None else None,
        kind=kind,
        title=event.title,
        sides=tuple(dict.fromkeys(account.side for account in event.accounts if account.side is not None)),
        independent_sources=event.independent_sources,
        contested=bool(event.contradictions) or len({claim.polarity for claim in claims.values()}) > 1,
        only_denied=all(claim.polarity == "denied" for claim in claims.values()),
        tolls=tuple(_toll(account, claims, called) for account in event.accounts if account.measure in TOLLS),
        claims=event.claims,
    )


def _toll(account: Account, claims: Mapping[str, Claim], called: Called) -> str:
    side = called(account.side) if account.side is not None else "no side"
    number = figure(account.measure, account.low, account.high, numbers_of(account.claims, claims))
    return f"{side}: {toll(account.measure, number, account.of)}"

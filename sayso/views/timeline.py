"""What is claimed to have happened, by day: events in, one row each out, with who tells it and each side's toll."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Claim, Event
from sayso.views.summary import TOLLS, span


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. ``first`` and ``last`` are its days, ``None`` where not told; ``precision`` is UCDP's date_prec.

    ``only_denied``: nobody asserts it. ``tolls``: "side: measure range", a side and measure each; sides are not mixed.
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


def timeline(events: Iterable[Event], claims: Mapping[str, Claim]) -> list[Entry]:
    """Entries by first day, place and title; those without a day last. ``claims`` by id hold those of the events."""
    entries = [_entry(event, [claims[number] for number in event.claims]) for event in events]
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


def _entry(event: Event, claims: Sequence[Claim]) -> Entry:
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
        contested=bool(event.contradictions) or len({claim.polarity for claim in claims}) > 1,
        only_denied=all(claim.polarity == "denied" for claim in claims),
        tolls=tuple(
            f"{account.side or 'no side'}: {account.measure} {span(account.low, account.high)}"
            for account in event.accounts
            if account.measure in TOLLS
        ),
        claims=event.claims,
    )

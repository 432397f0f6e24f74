"""What a reader wants to know first of a ledger: its events, what each side says of their tolls, and who contradicts whom.

Events and their claims in, plain rows out; used alike by the terminal and the page. Nothing is added up across sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Account, Claim, Contradiction, Event, Quantity
from sayso.views.figures import numbers_of

TOLLS = ("killed", "wounded", "captured", "missing", "displaced", "shot_down", "destroyed")


@dataclass(frozen=True, slots=True)
class Toll:
    """One side's account of one measure of one event, and the numbers that its claims give."""

    event: Event
    account: Account
    told: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction within an event, with the claims of its two sides."""

    event: Event
    contradiction: Contradiction
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Events, the most contested and the most reported first; tolls and disputes in the order of the events."""

    events: tuple[Event, ...]
    tolls: tuple[Toll, ...]
    disputes: tuple[Dispute, ...]


def summary(events: Iterable[Event], claims: Mapping[str, Claim]) -> Summary:
    """The summary of a ledger's events. ``claims`` by ``claim_id`` must hold every claim that an event names."""
    ranked = sorted(events, key=_rank)
    tolls = [
        Toll(event, account, tuple(numbers_of(account.claims, claims)))
        for event in ranked
        for account in event.accounts
        if account.measure in TOLLS
    ]
    disputes = [
        Dispute(event, contradiction, tuple(claims[number] for number in contradiction.claims))
        for event in ranked
        for contradiction in event.contradictions
    ]
    return Summary(tuple(ranked), tuple(tolls), tuple(disputes))


def days(event: Event) -> str:
    """The days of an event: "1912-10-24", "1912-10-23 to 1912-10-24" or "no date"."""
    time = event.time
    if time is None or time.start_date is None:
        return "no date"
    if time.end_date in (None, time.start_date):
        return time.start_date
    return f"{time.start_date} to {time.end_date}"


def _rank(event: Event) -> tuple[int, int, int, str]:
    return -len(event.contradictions), -event.independent_sources, -len(event.claims), event.event_id


def first_of(tolls: Sequence[Toll], most: int) -> list[Toll]:
    """Those of the first ``most`` events that have any."""
    events = list(dict.fromkeys(toll.event.event_id for toll in tolls))[:most]
    return [toll for toll in tolls if toll.event.event_id in events]

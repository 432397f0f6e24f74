"""What a reader wants to know first of a ledger: its events, what each side says of their tolls, and who contradicts whom.

Events and their claims in, plain rows out; used alike by the terminal and the page. Nothing is added up across sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Account, Claim, Contradiction, Event

TOLLS = ("killed", "wounded", "captured", "missing", "displaced", "shot_down", "destroyed")


@dataclass(frozen=True, slots=True)
class Toll:
    """One side's account of one measure of one event."""

    event: Event
    account: Account


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
    tolls = [Toll(event, account) for event in ranked for account in event.accounts if account.measure in TOLLS]
    disputes = [
        Dispute(event, contradiction, tuple(claims[number] for number in contradiction.claims))
        for event in ranked
        for contradiction in event.contradictions
    ]
    return Summary(tuple(ranked), tuple(tolls), tuple(disputes))


def span(low: float | None, high: float | None) -> str:
    """A range as people write it: "4,500", "4,500 or more", "up to 300", "5 to 7"."""
    if low is None and high is None:
        return "not given"
    if high is None:
        return f"{_number(low)} or more"
    if low is None:
        return f"up to {_number(high)}"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def days(event: Event) -> str:
    """The days of an event: "1912-10-24", "1912-10-23 to 1912-10-24" or "no date"."""
    time = event.time
    if time is None or time.start_date is None:
        return "no date"
    if time.end_date in (None, time.start_date):
        return time.start_date
    return f"{time.start_date} to {time.end_date}"


def _number(value: float | None) -> str:
    return f"{value:,.0f}" if value is not None and value == int(value) else f"{value:,}"


def _rank(event: Event) -> tuple[int, int, int, str]:
    return -len(event.contradictions), -event.independent_sources, -len(event.claims), event.event_id


def toll_table(tolls: Sequence[Toll], most: int) -> list[tuple[str, str, str, str]]:
    """Rows (event title, side, measure, range) of the first ``most`` events that have a toll."""
    shown: dict[str, None] = {}
    rows: list[tuple[str, str, str, str]] = []
    for toll in tolls:
        shown.setdefault(toll.event.event_id)
        if len(shown) > most:
            break
        account = toll.account
        rows.append((toll.event.title, account.side or "no side", account.measure, span(account.low, account.high)))
    return rows

"""Claims → Events: candidate pairs, a yes or no for each, clusters, and what each cluster says."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from sayso.catalogue.lexicon import Lexicon
from sayso.events.accounts import OutletSide, accounts_of, contradictions_of, independent, voice
from sayso.events.blocking import candidates
from sayso.events.clustering import clusters
from sayso.events.mentions import Mention, mention
from sayso.events.scoring import matches
from sayso.events.titles import title
from sayso.records import Claim, Document, Event, EventType, Place, Time

WIDEST = timedelta(days=3)


def link(
    claims: Iterable[Claim], documents: Iterable[Document], lexicon: Lexicon, outlet_side: OutletSide
) -> list[Event]:
    """Every claim with status ``actual`` in exactly one event, denials with what they deny; events by their ids.

    ``documents`` carry ``original_id`` for copies; ``outlet_side`` gives the side of a document's outlet at its date. The
    result does not depend on the order of the input.
    """
    by_id = {document.document_id: document for document in documents}
    actual = sorted(
        (claim for claim in claims if claim.status == "actual"),
        key=lambda claim: (claim.document_id, claim.start, claim.end, claim.claim_id),
    )
    mentions = [mention(claim, by_id[claim.document_id], lexicon) for claim in actual]

    def allowed(one: Sequence[int], other: Sequence[int]) -> bool:
        return _fits([mentions[number] for number in (*one, *other)])

    pairs = [(one, other) for one, other in candidates(mentions) if matches(mentions[one], mentions[other])]
    pairs.sort(key=lambda pair: _looseness(mentions[pair[0]], mentions[pair[1]]) + pair)
    groups = clusters(len(mentions), pairs, allowed)
    events = [_event([mentions[number] for number in group], outlet_side) for group in groups]
    return sorted(events, key=lambda event: event.event_id)


def _fits(mentions: Sequence[Mention]) -> bool:
    """Single links must not chain through a war: one-day occurrences of an event lie within three days."""
    days = [one for m in mentions if m.dated and m.first is not None and m.first == m.last for one in (m.first,)]
    return not days or max(days) - min(days) <= WIDEST


def _looseness(one: Mention, other: Mention) -> tuple[bool, bool, bool]:
    """Pairs that agree exactly are joined first."""
    undated = not (one.dated and other.dated)
    places = one.place is None or other.place is None or one.place.place_id != other.place.place_id
    return undated, places, one.claim.event != other.claim.event


def _event(mentions: Sequence[Mention], outlet_side: OutletSide) -> Event:
    ordered = sorted(mentions, key=lambda m: (m.document.published or "9999", m.claim.document_id, m.claim.start))
    voices = [voice(m, outlet_side) for m in ordered]
    event, place, time = _type(ordered), _place(ordered), _time(ordered)
    first = min(m.claim.claim_id for m in ordered)
    return Event(
        event_id=hashlib.sha256(f"event\x1f{first}".encode()).hexdigest()[:16],
        event=event,
        place=place,
        time=time,
        claims=tuple(m.claim.claim_id for m in ordered),
        accounts=accounts_of(ordered, voices),
        independent_sources=independent(ordered, voices),
        contradictions=contradictions_of(ordered, voices),
        title=title(event, place, time),
    )


def _type(mentions: Sequence[Mention]) -> EventType:
    """The most frequent type, of equals the most exact."""
    counted = Counter(m.claim.event for m in mentions)
    return min(counted, key=lambda event: (event.mode is None, -counted[event], repr(event)))


def _place(mentions: Sequence[Mention]) -> Place | None:
    """The most exact place, of equals the most frequent, of equals the first."""
    places = [m.place for m in mentions if m.place is not None]
    counted = Counter(place.place_id for place in places)
    return min(places, key=lambda place: (place.precision or 7, -counted[place.place_id]), default=None)


def _time(mentions: Sequence[Mention]) -> Time | None:
    """The days that most claims give, of equals the shortest span."""
    times = [m.claim.time for m in mentions if m.claim.time is not None and m.claim.time.start_date is not None]
    counted = Counter((time.start_date, time.end_date) for time in times)
    return min(
        times,
        key=lambda t: (-counted[t.start_date, t.end_date], t.precision or 5, t.start_date or "", t.end_date or ""),
        default=None,
    )

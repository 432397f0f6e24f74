"""A claim as linking sees it: its family, place, days, actors and numbers, ready to be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sayso.catalogue.lexicon import Lexicon
from sayso.records import Claim, Document, Place

BEFORE_PUBLICATION = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Mention:
    """``first`` and ``last`` are the days it may have happened on; ``dated`` is False where only the publication tells."""

    claim: Claim
    document: Document
    family: str
    place: Place | None
    first: date | None
    last: date | None
    dated: bool
    agents: frozenset[str]
    actors: frozenset[str]


def mention(claim: Claim, document: Document, lexicon: Lexicon) -> Mention:
    """The claim prepared. Of several places the most exact with coordinates counts."""
    placed = [place for place in claim.places if place.lat is not None and place.precision is not None]
    first, last, dated = _days(claim, document)
    return Mention(
        claim=claim,
        document=document,
        family=lexicon.family(claim.event),
        place=min(placed, key=lambda place: (place.precision or 7, place.start), default=None),
        first=first,
        last=last,
        dated=dated,
        agents=frozenset(p.actor_id for p in claim.participants if p.actor_id is not None and p.role == "agent"),
        actors=frozenset(p.actor_id for p in claim.participants if p.actor_id is not None),
    )


def _days(claim: Claim, document: Document) -> tuple[date | None, date | None, bool]:
    time = claim.time
    if time is not None and time.start_date is not None:
        return date.fromisoformat(time.start_date), date.fromisoformat(time.end_date or time.start_date), True
    if document.published is None:
        return None, None, False
    published = date.fromisoformat(document.published)
    return published - BEFORE_PUBLICATION, published, False

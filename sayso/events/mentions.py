"""A claim as linking sees it: its family, spots, days, actors and counts, worked out once and ready to be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from sayso.catalogue.folding import fold
from sayso.catalogue.lexicon import Lexicon
from sayso.events.wording import NO_WORDS, Wording
from sayso.records import Claim, Document, Place, Quantity

BEFORE_PUBLICATION = 2
"""Days: what an article tells without a date is taken to be from these before its publication, or from that day."""
EXACT, PROVINCE = 2, 4
"""UCDP where_prec: at or near a point; a first-level region. Above it, a place is too wide to link by."""
UNDATED = "9999"
ActorSide = Callable[[str, str | None], str | None]
"""The side of an ``actor_id`` on an ISO date."""
Lifted = Mapping[str, str]
"""``claim_id`` → ``document_id`` of the original that its words were lifted from, in a document that is no copy itself."""
NOTHING_LIFTED: Lifted = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a claim. ``identity`` is the gazetteer's, or the folded name of a place that is in no gazetteer."""

    identity: str
    precision: int
    place: Place


@dataclass(frozen=True, slots=True)
class Mention:
    """Days are ordinals (``date.toordinal``); ``dated`` is false where only the publication tells them.

    ``spots`` are all of one precision, none wider than a province; ``carried`` if other claims of the document told them.
    ``agents`` and ``targets`` hold ids and, as ``side:…``, sides of known actors: who shares neither is somebody else.
    ``wholes`` and ``siblings`` are claims of its document: those that it is a part of, and the other parts of these.
    ``copied_from`` is the ``document_id`` of the original if the words are a copy's or lifted, and ``original`` that
    document, if it is at hand.
    """

    claim: Claim
    document: Document
    family: str
    spots: tuple[Spot, ...]
    first: int | None
    last: int | None
    dated: bool
    agents: frozenset[str]
    targets: frozenset[str]
    counts: tuple[Quantity, ...]
    wording: Wording = NO_WORDS
    carried: bool = False
    wholes: frozenset[str] = frozenset()
    siblings: frozenset[str] = frozenset()
    copied_from: str | None = None
    original: Document | None = None

    @property
    def teller(self) -> Document:
        """The document whose words they are: the original of a copy, where it is known."""
        return self.original or self.document

    @property
    def text_id(self) -> str:
        """The document that the words are from, though it may not be at hand."""
        return self.copied_from or self.document.document_id

    @property
    def precision(self) -> int | None:
        return self.spots[0].precision if self.spots else None

    @property
    def is_exact(self) -> bool:
        return bool(self.spots) and self.spots[0].precision <= EXACT

    @property
    def day(self) -> int | None:
        """The one day it is said to have happened on."""
        return self.first if self.dated and self.first == self.last else None

    @property
    def is_denial(self) -> bool:
        return self.claim.polarity == "denied"


def mentions_of(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    lexicon: Lexicon,
    actor_side: ActorSide,
    lifted: Lifted = NOTHING_LIFTED,
) -> list[Mention]:
    """The claims prepared, in their order. ``documents`` by id are those of the claims, and originals that are at hand."""
    found = []
    for claim in claims:
        document = documents[claim.document_id]
        origin = lifted.get(claim.claim_id, document.original_id)
        prepared = mention(claim, document, lexicon, actor_side)
        found.append(replace(prepared, copied_from=origin, original=documents.get(origin or "")))
    return found


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """In the order in which they were written, undated ones last."""
    return sorted(mentions, key=lambda one: (written(one.document) or UNDATED, one.claim.claim_id))


def written(document: Document) -> str | None:
    """When its words were first published, as far as it tells (ISO 8601)."""
    return document.first_published or document.published


def mention(claim: Claim, document: Document, lexicon: Lexicon, actor_side: ActorSide) -> Mention:
    """The claim prepared for linking; of its places the most exact count."""
    first, last, dated = _days(claim, document)
    on = date.fromordinal(first).isoformat() if first is not None else None
    return Mention(
        claim=claim,
        document=document,
        family=lexicon.family(claim.event),
        spots=spots_of(claim),
        first=first,
        last=last,
        dated=dated,
        agents=_parties(claim, ("agent",), on, actor_side),
        targets=_parties(claim, ("target", "victim"), on, actor_side),
        counts=tuple(quantity for quantity in claim.quantities if quantity.measure != "other"),
    )


def ordinal(iso: str | None) -> int | None:
    """The day of an ISO date or date and time; ``None`` where there is none or it is not one."""
    try:
        return date.fromisoformat(iso[:10]).toordinal() if iso else None
    except ValueError:
        return None


def _days(claim: Claim, document: Document) -> tuple[int | None, int | None, bool]:
    given = (claim.time.start_date, claim.time.end_date) if claim.time is not None else (None, None)
    days = [day for day in map(ordinal, given) if day is not None]
    if days:
        return min(days), max(days), True
    told = ordinal(written(document))
    if told is None:
        return None, None, False
    return max(1, told - BEFORE_PUBLICATION), told, False


def spots_of(claim: Claim) -> tuple[Spot, ...]:
    """The most exact of the places that the claim names, if they are no wider than a province."""
    found = {spot.identity: spot for spot in reversed([_spot(place) for place in claim.places]) if spot is not None}
    finest = min((spot.precision for spot in found.values()), default=PROVINCE)
    usable = [spot for spot in found.values() if spot.precision == finest <= PROVINCE]
    return tuple(sorted(usable, key=lambda spot: spot.identity))


def _spot(place: Place) -> Spot | None:
    if place.place_id is None and place.lat is None:
        name = fold(place.mention)
        return Spot(f"named:{name}", place.precision or 1, place) if name else None
    if place.lat is None or place.lon is None or place.precision is None:
        return None
    return Spot(place.place_id or f"at:{place.lat},{place.lon}", place.precision, place)


def _parties(claim: Claim, roles: tuple[str, ...], on: str | None, actor_side: ActorSide) -> frozenset[str]:
    actors = {part.actor_id for part in claim.participants if part.role in roles and part.actor_id is not None}
    sides = {actor_side(actor, on) for actor in actors}
    return frozenset(actors | {f"side:{side}" for side in sides if side is not None})

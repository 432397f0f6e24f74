"""Events of which reviewers changed a claim or the members, made anew by the function that linking uses; others stay.

Claims before and after and groups of them in, the events that differ out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.catalogue.lexicon import Lexicon
from sayso.events.lifted import lifted_claims
from sayso.events.linking import event_of
from sayso.events.mentions import Mention, mentions_of
from sayso.events.scene import placed
from sayso.events.sides import Sides
from sayso.records import Claim, Document, Event
from sayso.reviews.asread import AsRead
from sayso.reviews.grouping import Group

Claims = Mapping[str, Claim | None]
"""By id what differs from what was read; ``None`` for those that are gone."""


@dataclass(frozen=True, slots=True)
class Making:
    """What events are made with: as they were when the claims were linked."""

    lexicon: Lexicon
    sides: Sides


@dataclass(frozen=True, slots=True)
class Linked:
    """What differs from the stored events: ``groups`` of claims by each claim, ``events`` by id (``None``: gone), and for
    groups whose event is not the stored one the id of that which was ``made``, if their claims still make one.
    """

    groups: Mapping[str, Group] = field(default_factory=dict)
    events: Mapping[str, Event | None] = field(default_factory=dict)
    made: Mapping[Group, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relinked:
    """The state after, the events that are new or other than before, and the ids of those that are gone."""

    linked: Linked
    events: tuple[Event, ...] = ()
    gone: tuple[str, ...] = ()


def relinked(
    read: AsRead,
    making: Making,
    before: Linked,
    groups: Mapping[str, Group],
    claims: Claims,
    changed: Mapping[str, Sequence[Claim]],
) -> Relinked:
    """``groups`` and ``claims`` as they are now; ``changed``: ids of claims that changed → what they were and are, if
    they were and are there.
    """
    moved = {
        number for number in before.groups.keys() | groups.keys() if before.groups.get(number) != groups.get(number)
    }
    if not (moved or changed):
        return Relinked(before)
    documents = {claim.document_id for versions in changed.values() for claim in versions}
    # A place may be carried from one sentence of a document to the next.
    here = _left(read.claims_of(documents), documents, claims)
    touched = moved | changed.keys() | {claim.claim_id for claim in here}
    stored = {number: event for event in read.events_of(touched) for number in event.claims}

    def group(number: str, known: Mapping[str, Group]) -> Group:
        return known.get(number) or frozenset(stored[number].claims if number in stored else {number})

    old = {group(number, before.groups) for number in touched}
    new = {group(number, groups) for number in touched}
    untouched = {members: number for members, number in before.made.items() if members not in old}
    fresh = _made(read, making, new, stored, claims)

    was = _standing(old, before.made, before.events, stored)
    made = untouched | {members: event.event_id if event is not None else None for members, event in fresh.items()}
    remade = {event.event_id: event for event in fresh.values() if event is not None}
    now = _standing(new, made, remade, stored)
    events = {number: event for number, event in before.events.items() if number not in was}
    taken = set(untouched.values())
    for number in {event.event_id for event in stored.values()} - taken:
        events.pop(number, None)
        if number not in now:
            events[number] = None
    return Relinked(
        Linked(groups, events | remade, made),
        tuple(event for number, event in sorted(now.items()) if was.get(number) != event),
        tuple(sorted(was.keys() - now.keys())),
    )


def _standing(
    groups: Iterable[Group],
    made: Mapping[Group, str | None],
    events: Mapping[str, Event | None],
    stored: Mapping[str, Event],
) -> dict[str, Event]:
    """The events of these groups by id: those that were made, else those that are stored."""
    found = {}
    for members in groups:
        number = made.get(members)
        event = events[number] if number is not None else _stored(members, stored) if members not in made else None
        if event is not None:
            found[event.event_id] = event
    return found


def _stored(members: Group, stored: Mapping[str, Event]) -> Event | None:
    """The stored event of exactly these claims."""
    event = stored.get(min(members))
    return event if event is not None and members == set(event.claims) else None


def _made(
    read: AsRead, making: Making, groups: Iterable[Group], stored: Mapping[str, Event], claims: Claims
) -> dict[Group, Event | None]:
    """Events of the groups whose event is not the stored one; ``None`` where the stored one is gone without another."""
    known = read.claims_by_id(number for members in groups for number in members)
    documents = {claim.document_id for claim in known.values()}
    documents |= {claim.document_id for members in groups for n in members if (claim := claims.get(n)) is not None}
    texts = {document.document_id: document for document in read.documents_by_id(documents)}
    as_read = read.claims_of(documents)
    then = _mentions(read, making, as_read, texts)
    now = _mentions(read, making, _left(as_read, documents, claims), texts)
    found: dict[Group, Event | None] = {}
    for members in groups:
        event = _stored(members, stored)
        if event is not None and all(now.get(number) == then.get(number) for number in members):
            continue
        telling = [now[number] for number in sorted(members) if number in now]
        if telling:
            sides = making.sides
            found[members] = event_of(telling, making.lexicon, sides.outlet_side, sides.actor_named)
        elif event is not None:
            found[members] = None
    return found


def _left(as_read: Iterable[Claim], documents: Collection[str], claims: Claims) -> list[Claim]:
    """The claims of these documents as they are now."""
    known = {claim.claim_id: claim for claim in as_read}
    known |= {number: one for number, one in claims.items() if one is not None and one.document_id in documents}
    return [claim for number, claim in sorted(known.items()) if claims.get(number, claim) is not None]


def _mentions(
    read: AsRead, making: Making, claims: Iterable[Claim], documents: Mapping[str, Document]
) -> dict[str, Mention]:
    """The claims that tell of what happened as linking sees them, by id."""
    actual = [claim for claim in claims if claim.status == "actual"]
    lifted = lifted_claims(actual, read.passages(documents))
    copied = {document.original_id for document in documents.values() if document.original_id} | set(lifted.values())
    originals = {one.document_id: one for one in read.documents_by_id(copied - documents.keys())} if copied else {}
    found = placed(mentions_of(actual, originals | dict(documents), making.lexicon, making.sides.actor_side, lifted))
    return {one.claim.claim_id: one for one in found}

"""New, changed and removed documents of a ledger in, the events that they touch linked anew: all others stay as they are.

Claims that match pair by pair make components (clustering.py), and nothing that is outside a component has a part in its
events. What a claim that is new or gone may touch are therefore the components that it was in, and those in which another
claim matches it; the outcome is what linking everything at once gives. Finds no copies: that comes before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

from sayso.catalogue.lexicon import Lexicon
from sayso.events.blocking import candidates, meeting_days, meeting_places
from sayso.events.clustering import Pair, components
from sayso.events.lifted import lifted_claims
from sayso.events.linking import events_of, grouped, matches, prepared
from sayso.events.mentions import Mention
from sayso.events.scoring import compare, shipped
from sayso.events.sides import Sides
from sayso.ledger import Ledger, Provenance, links
from sayso.ledger.links import LinkedClaim
from sayso.records import Event


@dataclass(frozen=True, slots=True)
class Joined:
    """``claims`` and ``events`` take the place of all that was linked of these claims and of those ``replaced``."""

    replaced: frozenset[str]
    claims: tuple[LinkedClaim, ...]
    events: tuple[Event, ...]


def join(store: Ledger, provenance: Provenance, lexicon: Lexicon, sides: Sides) -> Joined:
    """What is to be linked anew in a ledger whose copies and passages are known; the ledger stays as it is."""
    stale = links.stale(store.connection, provenance)
    fresh = _mentions(store, stale, lexicon, sides)
    met = links.meeting(store.connection, [_linked(one, "") for one in fresh], stale)
    matched = _matched(fresh, _mentions(store, met, lexicon, sides))
    members = links.members(store.connection, stale, matched)
    touched = {document for _, document in members} - {*stale}
    mentions = sorted([*fresh, *_mentions(store, sorted(touched), lexicon, sides)], key=lambda one: one.claim.claim_id)
    replaced = frozenset(claim for claim, _ in members)
    anew = replaced | {one.claim.claim_id for one in fresh}
    among = [i for i, one in enumerate(mentions) if one.claim.claim_id in anew]
    pairs = matches(mentions, among)
    groups = _within(grouped(mentions, pairs, shipped().threshold), among)
    return Joined(
        replaced,
        tuple(_components(mentions, among, pairs)),
        tuple(events_of(mentions, groups, lexicon, sides.outlet_side, sides.actor_named)),
    )


def _mentions(store: Ledger, document_ids: Sequence[str], lexicon: Lexicon, sides: Sides) -> list[Mention]:
    """All claims of the documents that can be linked, by id."""
    if not document_ids:
        return []
    claims = store.claims_of(document_ids)
    documents = store.documents_by_id(document_ids)
    lifted = lifted_claims(claims, store.passages(document_ids))
    originals = {document.original_id for document in documents if document.original_id} | set(lifted.values())
    by_id = {document.document_id: document for document in (*store.documents_by_id(originals), *documents)}
    return prepared(claims, by_id, lexicon, sides.actor_side, lifted)


def _matched(fresh: Sequence[Mention], others: Sequence[Mention]) -> set[str]:
    """The claims among ``others`` that match one of the fresh ones."""
    mentions = [*fresh, *others]
    return {
        mentions[later].claim.claim_id
        for earlier, later in candidates(mentions)
        if earlier < len(fresh) <= later and compare(mentions[earlier], mentions[later]).linked
    }


def _within(groups: Iterable[list[int]], among: Collection[int]) -> list[list[int]]:
    chosen = frozenset(among)
    return [group for group in groups if group[0] in chosen]


def _components(mentions: Sequence[Mention], among: Collection[int], pairs: Iterable[Pair]) -> Iterable[LinkedClaim]:
    for group in _within(components(len(mentions), pairs, shipped().threshold), among):
        yield from (_linked(mentions[i], mentions[group[0]].claim.claim_id) for i in group)


def _linked(one: Mention, component: str) -> LinkedClaim:
    days = meeting_days(one)
    stands, reaches = meeting_places(one) if days else ([], [])
    return LinkedClaim(
        claim_id=one.claim.claim_id,
        document_id=one.claim.document_id,
        component=component,
        first=days[0] if days else None,
        last=days[1] if days else None,
        stands=tuple(map(_hashed, stands)),
        reaches=tuple(map(_hashed, reaches)),
        wholes=tuple(sorted(one.wholes)),
    )


def _hashed(place: Hashable) -> int:
    return int.from_bytes(hashlib.blake2b(repr(place).encode(), digest_size=8).digest(), "big")

"""One claim and the decisions about it in the order they were made, as they leave it. Looks at nothing else."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.errors import SaysoError
from sayso.events.mentions import ActorSide
from sayso.records import Claim, Document, EventType, Participant, Place, Source, from_dict, to_dict
from sayso.reviews.checking import check_words, is_item
from sayso.reviews.records import ActorMeant, Decision, DecisionKind, PlaceMeant, Words, same

NOT_ADDED = "the claim was added by a decision that does not count any more"
READ_OTHERWISE = "the claim reads otherwise now"
NO_ITEM = "the claim has no such item now"
MOVED = "the words of it are not in the document any more"
NO_KIND = "the catalogue has no such kind of event"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about a claim, and how far its words have moved since."""

    decision: Decision
    shift: int = 0


@dataclass(slots=True)
class Outcome:
    """The claim, ``None`` if it is rejected or was never there; the latest judgement; ``decision_id`` → why it can't be
    applied."""

    claim: Claim | None
    judged: DecisionKind | None = None
    reasons: dict[str, str] = field(default_factory=dict)


class NotNowError(Exception):
    """Why a decision can't be applied to the claim as it reads now."""


def _no_side(_actor: str, _on: str | None) -> None:
    return None


def replay(
    claim: Claim | None,
    decisions: Sequence[Decided],
    document: Document,
    actor_side: ActorSide = _no_side,
    kinds: Container[EventType] | None = None,
) -> Outcome:
    """The claim as the decisions leave it, in their order; ``actor_side`` gives the side of a source that is set, ``kinds``
    are those that an event can have, any if they are not given."""
    found = Outcome(claim)
    verdict: DecisionKind | None = None
    for one in decisions:
        decision = one.decision
        try:
            left = _applied(found.claim, one, document, actor_side)
            if (
                decision.kind in ("add", "correct")
                and kinds is not None
                and left is not None
                and left.event not in kinds
            ):
                raise NotNowError(NO_KIND)
            found.claim = left
        except NotNowError as reason:
            found.reasons[decision.decision_id] = str(reason)
            continue
        if decision.kind in ("accept", "reject"):
            verdict = decision.kind
        elif decision.kind in ("correct", "add"):
            found.judged = decision.kind
    found.judged = verdict or found.judged
    if verdict == "reject":
        found.claim = None
    return found


def seen(one: Decided) -> Claim:
    """The claim that was accepted or rejected, as it read then."""
    return from_dict(Claim, _moved(one.decision.before, one.shift))


def words_of(decision: Decision) -> str:
    """The words that a ``set_actor`` or ``set_place`` is about."""
    return same(str(decision.after["mention"]))


def in_scope(decision: Decision, document_id: str) -> bool:
    """Does a ``set_actor`` or ``set_place`` hold for this document?"""
    return decision.after["scope"] == "ledger" or decision.about[0].document_id == document_id


def _applied(claim: Claim | None, one: Decided, document: Document, actor_side: ActorSide) -> Claim | None:
    decision, kind = one.decision, one.decision.kind
    if kind == "add":
        _check_stands(added := _moved(decision.after, one.shift), document)
        return from_dict(Claim, added)
    if kind in ("set_actor", "set_place"):
        return _meant(claim, decision, document, actor_side) if claim is not None else None
    if claim is None:
        raise NotNowError(NOT_ADDED)
    if kind == "accept" and not _is_alike(seen(one), claim):
        raise NotNowError(READ_OTHERWISE)
    return _corrected(claim, one, document) if kind == "correct" else claim


def _is_alike(one: Claim, other: Claim) -> bool:
    """Do they say the same? How sure the reading was does not matter."""
    return replace(one, claim_id=other.claim_id, confidence=other.confidence) == other


def _corrected(claim: Claim, one: Decided, document: Document) -> Claim:
    decision, name = one.decision, one.decision.field or ""
    before, after = (_moved(side, one.shift) for side in (decision.before, decision.after))
    _check_stands({name: after}, document)
    if name == "quote":
        words = from_dict(Words, after)
        return replace(claim, quote=words.quote, start=words.start, end=words.end)
    values = to_dict(claim)
    values[name] = _with_item(values[name], before, after) if is_item(decision) else after
    return from_dict(Claim, values)


def _with_item(items: list[Any], before: Any, after: Any) -> list[Any]:
    """The items with ``before`` become ``after``; null is one that is new or goes.

    An item that somebody else changed is known by its offsets.
    """
    if before is None:
        return [*items, after]
    place = [n for n, item in enumerate(items) if item == before]
    place = place or [
        n for n, item in enumerate(items) if (item["start"], item["end"]) == (before["start"], before["end"])
    ]
    if len(place) != 1:
        raise NotNowError(NO_ITEM)
    return [*items[: place[0]], *([] if after is None else [after]), *items[place[0] + 1 :]]


def _check_stands(values: Any, document: Document) -> None:
    try:
        check_words(values, document.text)
    except SaysoError as error:
        raise NotNowError(MOVED) from error


def _moved(value: Any, shift: int) -> Any:
    """The JSON value with its offsets moved."""
    if shift == 0:
        return value
    if isinstance(value, list):
        return [_moved(item, shift) for item in value]
    if isinstance(value, dict):
        return {name: part + shift if name in ("start", "end") else _moved(part, shift) for name, part in value.items()}
    return value


def _meant(claim: Claim, decision: Decision, document: Document, actor_side: ActorSide) -> Claim:
    """With the actor or place that the words mean wherever the claim has them."""
    words = words_of(decision)
    if decision.kind == "set_place":
        place = from_dict(PlaceMeant, decision.after)
        return replace(
            claim, places=tuple(_at(one, place) if same(one.mention) == words else one for one in claim.places)
        )
    actor = from_dict(ActorMeant, decision.after).actor_id

    def part(one: Participant) -> Participant:
        return replace(one, actor_id=actor) if same(one.mention) == words else one

    def link(one: Source) -> Source:
        if same(one.source) != words:
            return one
        side = actor_side(actor, one.said_on or document.published) if actor is not None else None
        return replace(one, actor_id=actor, side=side)

    return replace(
        claim, participants=tuple(map(part, claim.participants)), attribution=tuple(map(link, claim.attribution))
    )


def _at(one: Place, meant: PlaceMeant) -> Place:
    return replace(
        one,
        place_id=meant.place_id,
        name=meant.name,
        country=meant.country,
        admin1=meant.admin1,
        lat=meant.lat,
        lon=meant.lon,
        precision=meant.precision,
    )

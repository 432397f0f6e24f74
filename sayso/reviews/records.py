"""A reviewer's decision, and the words that it hangs on: plain frozen data, written one a line to the log.

``before`` and ``after`` are JSON as the records are written (docs/records.md). What each kind holds is in docs/reviews.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

from sayso.records import Claim, EventType, to_dict

DecisionKind = Literal["accept", "reject", "correct", "add", "merge", "split", "set_actor", "set_place", "note", "undo"]
Scope = Literal["document", "ledger"]
"""Where the same words are meant: in the document of the claim, or in all."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim by its id and, should another reading give it another one, by its words and its kind of event."""

    claim_id: str
    document_id: str
    quote: str
    start: int
    end: int
    event: EventType


@dataclass(frozen=True, slots=True)
class Decision:
    """What one reviewer decided, when and why. ``made_at`` is UTC, ``2026-01-31T12:00:00.000000Z``.

    ``about``: the claim; of ``merge`` and ``split`` all claims named; of ``add`` the new claim, then one of the event that
    it joins, if any. ``undoes`` is the ``decision_id`` that no longer counts.
    """

    decision_id: str
    made_at: str
    reviewer: str
    kind: DecisionKind
    about: tuple[Anchor, ...]
    field: str | None
    before: Any
    after: Any
    why: str | None
    undoes: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a claim, as a correction of its ``quote`` gives them: ``quote == text[start:end]``."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ActorMeant:
    """Who is meant by the words ``mention``, wherever they are a participant or a source; ``None``: nobody known."""

    mention: str
    actor_id: str | None
    scope: Scope


@dataclass(frozen=True, slots=True)
class PlaceMeant:
    """Which place is meant by the words ``mention``; the fields are those of a claim's place."""

    mention: str
    place_id: str | None
    name: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    scope: Scope


def anchor(claim: Claim) -> Anchor:
    return Anchor(claim.claim_id, claim.document_id, claim.quote, claim.start, claim.end, claim.event)


def identity(decision: Decision) -> str:
    """The ``decision_id`` of all the rest: 16 hexadecimal digits, the same decision always the same."""
    content = to_dict(decision) | {"decision_id": None}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def added_id(document_id: str, start: int, end: int, event: EventType) -> str:
    """The ``claim_id`` of a claim that a reviewer added: of equal words and kind the same."""
    return hashlib.sha256(f"added\x1f{document_id}\x1f{start}\x1f{end}\x1f{event!r}".encode()).hexdigest()[:16]


def same(words: str) -> str:
    """Equal for the same words, whatever their case and the spaces between them."""
    return " ".join(words.casefold().split())

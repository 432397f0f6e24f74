"""Records as they were read and decisions in, records as reviewers left them out. Nothing is written.

A ``Reviewed`` holds only what differs from what was read. Further decisions are applied to the few records they touch; in
whatever portions decisions come, the outcome is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.catalogue.lexicon import Lexicon
from sayso.events.sides import Sides
from sayso.records import Claim, Event
from sayso.reviews.asread import AsRead
from sayso.reviews.records import Decision, DecisionKind


@dataclass(frozen=True, slots=True)
class Making:
    """What events are made with, as they were when the claims were linked."""

    lexicon: Lexicon
    sides: Sides


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A decision that counts and could not be applied, or, where ``partly``, not to all that it names, and why."""

    decision: Decision
    reason: str
    partly: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What further decisions changed: records that are new or read otherwise now, and the ids of those that are gone."""

    claims: tuple[Claim, ...]
    claims_gone: tuple[str, ...]
    events: tuple[Event, ...]
    events_gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """``decisions`` are all, the earliest first. ``claims`` and ``events`` by id: those that are new or differ from what
    was read, ``None`` for those that are gone. ``judged``: claims that were looked at, with the latest judgement
    (``accept``, ``reject``, ``correct`` or ``add``).
    """

    decisions: tuple[Decision, ...]
    claims: Mapping[str, Claim | None]
    events: Mapping[str, Event | None]
    judged: Mapping[str, DecisionKind]
    not_applied: tuple[NotApplied, ...]


def reviewed(read: AsRead, making: Making, decisions: Iterable[Decision]) -> Reviewed:
    """All decisions applied to what was read."""
    raise NotImplementedError


def further(read: AsRead, making: Making, before: Reviewed, decisions: Iterable[Decision]) -> tuple[Reviewed, Change]:
    """These decisions as well, and what they changed."""
    raise NotImplementedError

"""What is known of those who speak and act, as functions: linking and the reading of one event ask them the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sayso.events.mentions import ActorSide
from sayso.events.voices import ActorNamed, OutletSide

Called = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Sides:
    """The side of a document's outlet, that of an ``actor_id`` on an ISO date, the ``actor_id`` of a name.

    Each gives ``None`` where it is not known. ``called``: how a side or an ``actor_id`` is called.
    """

    outlet_side: OutletSide
    actor_side: ActorSide
    actor_named: ActorNamed
    called: Called = str

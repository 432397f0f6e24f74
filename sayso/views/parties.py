"""Whom a question is about: an actor of the catalogue or a side, from what a user calls it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from sayso.catalogue.actors import Actors
from sayso.errors import SaysoError

SIDE = "side:"
ECHOED = 80
"""Characters of a name that a message repeats."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor by its ``actor_id``, or all who are on a side; one of the two is ``None``."""

    actor_id: str | None
    side: str | None


def party_named(actors: Actors, name: str) -> Party:
    """The actor of this id, name or alias; else the side of this name; ``side:NAME`` is always the side.

    Raises ``SaysoError`` where the catalogue has neither.
    """
    sides = {affiliation.side for actor in actors for affiliation in actor.affiliations}
    side = name.removeprefix(SIDE)
    actor = None if name.startswith(SIDE) else actors.get(name) or actors.named(name)
    if actor is not None:
        return Party(actor.actor_id, None)
    if side in sides:
        return Party(None, side)
    near = get_close_matches(side[:ECHOED].lower(), sorted(sides | {actor.actor_id for actor in actors}), 3)
    hint = f"did you mean {' or '.join(near)}?" if near else "add it to the actors of your own catalogue folder."
    raise SaysoError(f"The catalogue has no actor or side '{side[:ECHOED]}': {hint}")

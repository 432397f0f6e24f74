"""Whom a question is about: an actor of the catalogue or a side, from what a user calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from sayso.catalogue.actors import Actors
from sayso.catalogue.folding import fold
from sayso.errors import SaysoError

SIDE = "side:"
UNNAMED: Mapping[str, str] = MappingProxyType({})
ECHOED = 80
"""Characters of a name that a message repeats."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor by its ``actor_id``, or all who are on a side; one of the two is ``None``."""

    actor_id: str | None
    side: str | None


def party_named(actors: Actors, name: str, names: Mapping[str, str] = UNNAMED) -> Party:
    """The actor of this id, name or alias; else the side of this id or name; ``side:NAME`` is always the side. Capitals and
    marks do not matter. ``names``: what sides are called, by id.

    Raises ``SaysoError`` where the catalogue has neither.
    """
    bare = name.removeprefix(SIDE)
    party = (None if name.startswith(SIDE) else _actor(actors, bare)) or _side(actors, bare, names)
    if party is not None:
        return party
    sides = _sides(actors)
    near = get_close_matches(bare[:ECHOED].lower(), sorted(sides | {actor.actor_id for actor in actors}), 3)
    hint = f"did you mean {' or '.join(near)}?" if near else "add it to the actors of your own catalogue folder."
    raise SaysoError(f"The catalogue has no actor or side '{bare[:ECHOED]}': {hint}")


def other_named(actors: Actors, name: str, names: Mapping[str, str] = UNNAMED) -> tuple[Party, str] | None:
    """Who else is called so, a side where ``party_named`` gives an actor and the other way round; and how to ask for it."""
    bare = name.removeprefix(SIDE)
    actor, side = _actor(actors, bare), _side(actors, bare, names)
    if actor is None or side is None:
        return None
    return (actor, str(actor.actor_id)) if name.startswith(SIDE) else (side, f"{SIDE}{side.side}")


def _actor(actors: Actors, name: str) -> Party | None:
    actor = actors.get(name) or actors.named(name)
    return Party(actor.actor_id, None) if actor is not None else None


def _side(actors: Actors, name: str, names: Mapping[str, str]) -> Party | None:
    """The side of this very id, else that whose id or name is the same but for capitals, hyphens and marks."""
    sides = _sides(actors)
    if name in sides:
        return Party(None, name)
    alike = (side for side in sorted(sides) if fold(name) in (fold(side), fold(names.get(side, side))))
    return next((Party(None, side) for side in alike), None)


def _sides(actors: Actors) -> set[str]:
    return {affiliation.side for actor in actors for affiliation in actor.affiliations}

"""On whose word a claim is, as tables and pages say it: the words of its sources, where these name somebody."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.events.sides import Called
from sayso.records import Source

PRONOUNS = frozenset({"it", "he", "she", "they", "who", "which", "that"})
NOBODY = "an unnamed source"
OUTLET = "the outlet"


def speaker(source: Source, called: Called) -> str:
    """The words of the source; for a pronoun the actor, failing that the side, that it stands for; and ``NOBODY`` where
    nothing but the word for saying is there ("is reported").
    """
    if source.source == source.cue:
        return NOBODY
    known = source.actor_id or source.side
    return called(known) if known is not None and source.source.lower() in PRONOUNS else source.source


def word(chain: Sequence[Source], outlet: str | None, called: Called, between: str = " citing ") -> str:
    """Who says so, from the one cited to the origin, or the outlet's own voice."""
    return between.join(speaker(source, called) for source in chain) or outlet or OUTLET

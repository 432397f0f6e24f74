"""On whose word each claim of an event is: by side where there is one, else by the name of the source or outlet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sayso.catalogue.folding import fold
from sayso.events.mentions import Mention
from sayso.records import Document, Source

OutletSide = Callable[[Document], str | None]
NAMELESS = frozenset({"anonymous", "witness"})


@dataclass(frozen=True, slots=True)
class Voice:
    """``key`` is the same for what counts as one source; ``label`` is what a reader is shown."""

    side: str | None
    key: str
    label: str


def voice(one: Mention, outlet_side: OutletSide) -> Voice:
    """The side of the claim's origin, else of who cites it, else of the outlet; else the source or outlet by name."""
    chain = one.claim.attribution[::-1]
    side = next((link.side for link in chain if link.side is not None), None) or outlet_side(one.document)
    if side is not None:
        return Voice(side, f"side:{side}", side)
    named = next((link for link in chain if _is_named(link)), None)
    if named is not None:
        return Voice(None, f"source:{named.actor_id or fold(named.source)}", named.source)
    outlet = one.document.outlet or one.document.url or one.document.document_id
    return Voice(None, f"source:{fold(outlet)}", outlet)


def independent(mentions: Sequence[Mention], voices: Sequence[Voice]) -> int:
    """How many sources assert it that do not repeat each other: one a side, one a name, none for copies and lifted words.

    0 if it is only denied; 1 if all that is left of its source are copies.
    """
    asserted = [(one, heard) for one, heard in zip(mentions, voices, strict=True) if not one.is_denial]
    originals = {heard.key for one, heard in asserted if not one.repeated}
    return len(originals) or min(1, len(asserted))


def _is_named(link: Source) -> bool:
    """Somebody who would be the same in another outlet: known, or with a capital after the first word, or one name."""
    if link.actor_id is not None:
        return True
    words = link.source.split()
    named = any(word[:1].isupper() for word in words[1:]) or (len(words) == 1 and words[0].isupper())
    return named and link.kind not in NAMELESS

"""On whose word each claim of an event is: a side where there is one, and a source or outlet by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sayso.catalogue.folding import fold
from sayso.events.mentions import Mention
from sayso.records import Document, Source

OutletSide = Callable[[Document], str | None]
ActorNamed = Callable[[str], str | None]
"""The ``actor_id`` of a name or an ``actor_id``, or of whom it speaks for; ``None`` where the catalogue has none."""
ANSWERABLE = frozenset({"official", "party"})
"""Kinds of sources who speak for a side: its outlets and experts don't."""
NAMELESS = frozenset({"anonymous", "witness"})


@dataclass(frozen=True, slots=True)
class Voice:
    """``key`` is the same for all that one side says, and without a side for all that one source says; ``label`` shows it.

    ``speaker`` is the same for one source by name, whatever its side; ``name`` shows it. ``outlet`` is whose voice a source
    without name and side is heard through, where that has a side: whom it counts with, though it does not speak for it.
    """

    side: str | None
    key: str
    label: str
    speaker: str
    name: str
    outlet: Voice | None = None

    @property
    def counted_with(self) -> Voice:
        """The voice that it counts with where sources are counted."""
        return self.outlet or self


def nobody(_name: str) -> None:
    return None


def voice(one: Mention, outlet_side: OutletSide, actor_named: ActorNamed = nobody) -> Voice:
    """The side of the claim's origin, else of who cites it, else of the outlet whose own word it is or who cites its
    officials; the named source next to the origin, else all whom the side has without a name ("the ministry"), else the
    outlet. The words of a copy are its original's.
    """
    chain = one.claim.attribution[::-1]
    cited = next((link.side for link in chain if link.side is not None), None)
    home = outlet_side(one.teller)
    side = cited or (home if all(map(_is_its_own, chain)) else None)
    named = named_source(one.claim.attribution)
    if named is not None:
        known = actor_named(named.actor_id or named.source) or named.actor_id
        speaker = f"source:{known or fold(named.source)}"
        name = named.source if known is None or _is_name(named.source) else known
    elif cited is not None:
        speaker, name = f"side:{cited}", cited
    else:
        speaker, name = _outlet(one, actor_named)
    if side is not None:
        return _of_side(side, speaker, name)
    through = _of_side(home, speaker, name) if named is None and home is not None else None
    return Voice(None, speaker, name, speaker, name, through)


def _of_side(side: str, speaker: str, name: str) -> Voice:
    return Voice(side, f"side:{side}", side, speaker, name)


def _is_its_own(link: Source) -> bool:
    """Officials, staffs and officers that an outlet cites without a name are those of its side; whom else it cites speaks
    for himself.
    """
    return link.kind in ANSWERABLE and not is_named(link)


def named_source(attribution: Sequence[Source]) -> Source | None:
    """The named source next to the origin."""
    return next((link for link in reversed(attribution) if is_named(link)), None)


def is_named(link: Source) -> bool:
    """Somebody who would be the same in another outlet: known, or with a capital after the first word, or one name."""
    return link.actor_id is not None or (_is_name(link.source) and link.kind not in NAMELESS)


def _is_name(source: str) -> bool:
    words = source.split()
    return any(word[:1].isupper() for word in words[1:]) or (
        len(words) == 1 and len(words[0]) > 1 and words[0].isupper()
    )


def _outlet(one: Mention, actor_named: ActorNamed) -> tuple[str, str]:
    """Who published it first: what two outlets take from one agency is one word, whether or not their texts are alike."""
    document = one.teller
    known = document.first_publisher or document.outlet
    unknown = f"the article “{document.title}”" if document.title else document.url or document.document_id
    name = known or unknown
    if one.copied_from is not None and one.original is None and document.first_publisher is None:
        return f"original:{one.copied_from}", name
    one_of_its_kind = fold(known or document.url or document.document_id)
    return f"source:{(actor_named(known) if known else None) or one_of_its_kind}", name

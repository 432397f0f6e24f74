"""What each side says of one event: its counts, its independent sources, and who contradicts whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.catalogue.folding import fold
from sayso.events.mentions import Mention
from sayso.events.scoring import overlap
from sayso.records import Account, Contradiction, Measure, Quantity

OutletSide = Callable[..., str | None]


@dataclass(frozen=True, slots=True)
class Voice:
    """On whose word a claim is, for counting: the side if there is one, else the source's or outlet's own name."""

    side: str | None
    name: str

    @property
    def party(self) -> str:
        return self.side or self.name


def voice(mention: Mention, outlet_side: OutletSide) -> Voice:
    """The origin of the claim: the last link with a side, else the last link; without links the outlet itself."""
    for source in reversed(mention.claim.attribution):
        if source.side is not None:
            return Voice(source.side, source.actor_id or fold(source.source))
    if mention.claim.attribution:
        origin = mention.claim.attribution[-1]
        return Voice(None, origin.actor_id or fold(origin.source))
    document = mention.document
    return Voice(outlet_side(document), fold(document.first_publisher or document.outlet or document.document_id))


def accounts_of(mentions: Sequence[Mention], voices: Sequence[Voice]) -> tuple[Account, ...]:
    """Per side, measure and category the lowest low and the highest high; ``None`` where any claim leaves it open."""
    told: dict[tuple[str, Measure, str], list[tuple[Mention, Quantity]]] = {}
    for mention, spoken in zip(mentions, voices, strict=True):
        for quantity in mention.claim.quantities:
            nothing = quantity.low == quantity.high == 0
            if mention.claim.polarity == "asserted" or nothing:
                key = spoken.side or "", quantity.measure, quantity.category
                told.setdefault(key, []).append((mention, quantity))
    return tuple(
        Account(
            side=side or None,
            measure=measure,
            of=_of([quantity for _, quantity in found], category),
            low=_lowest([quantity.low for _, quantity in found]),
            high=_highest([quantity.high for _, quantity in found]),
            claims=tuple(dict.fromkeys(mention.claim.claim_id for mention, _ in found)),
        )
        for (side, measure, category), found in sorted(told.items())
        if measure != "other"
    )


def independent(mentions: Sequence[Mention], voices: Sequence[Voice]) -> int:
    """How many sources there are, copies left out, those of one side or one name counted once."""
    return len({spoken.party for m, spoken in zip(mentions, voices, strict=True) if m.document.original_id is None})


def contradictions_of(mentions: Sequence[Mention], voices: Sequence[Voice]) -> tuple[Contradiction, ...]:
    """Denials against assertions, and counts of different parties that cannot both hold."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    pairs = combinations(zip(mentions, voices, strict=True), 2)
    for (one, first), (other, second) in pairs:
        if first.party == second.party or one.document.original_id or other.document.original_id:
            continue
        for about in _disputed(one, other):
            between = sorted((first.party, second.party))
            claims = found.setdefault((about, between[0], between[1]), {})
            claims.update({one.claim.claim_id: None, other.claim.claim_id: None})
    return tuple(
        Contradiction((one, other), about, tuple(claims)) for (about, one, other), claims in sorted(found.items())
    )


def _disputed(one: Mention, other: Mention) -> Iterable[str]:
    if one.claim.polarity != other.claim.polarity:
        yield "occurrence"
        return
    if one.claim.polarity == "denied":
        return
    for measure in sorted({q.measure for q in one.claim.quantities} - {"other"}):
        mine = [quantity for quantity in one.claim.quantities if quantity.measure == measure]
        theirs = [quantity for quantity in other.claim.quantities if quantity.measure == measure]
        comparable = [(q, r) for q in mine for r in theirs if q.category == r.category]
        if comparable and not any(overlap(q, r) for q, r in comparable):
            yield measure


def _of(quantities: Sequence[Quantity], category: str) -> str | None:
    words = {quantity.of for quantity in quantities}
    return words.pop() if len(words) == 1 else category


def _lowest(values: Sequence[float | None]) -> float | None:
    return None if None in values else min(value for value in values if value is not None)


def _highest(values: Sequence[float | None]) -> float | None:
    return None if None in values else max(value for value in values if value is not None)

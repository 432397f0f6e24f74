"""Who contradicts whom about an event: whether it was, how many, and by whom. Claims and their voices in.

What one voice says at two times (a toll that grows) is no contradiction, and copies speak with no voice of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sayso.events.accounts import Counted, span, told
from sayso.events.mentions import Mention
from sayso.events.voices import Voice
from sayso.records import Contradiction, Quantity

OCCURRENCE, AGENT = "occurrence", "agent"
TWO_SIDED = "Battles"
"""The ACLED event in which who did it is told by each side as of the other."""
NOBODY = frozenset({"mixed", "unknown"})
Range = tuple[float, float]


def contradictions_of(mentions: Sequence[Mention], voices: Sequence[Voice]) -> tuple[Contradiction, ...]:
    """One contradiction a pair of voices and matter, ``mentions`` in the order of publication."""
    labels: dict[str, str] = {}
    heard: dict[str, list[Mention]] = {}
    for one, voice in zip(mentions, voices, strict=True):
        if not one.repeated:
            labels[voice.key] = min(voice.label, labels.get(voice.key, voice.label))
            heard.setdefault(voice.key, []).append(one)
    said = [_Said(labels[key], heard[key]) for key in sorted(heard, key=lambda key: (labels[key], key))]
    order = {one.claim.claim_id: i for i, one in enumerate(mentions)}
    return tuple(
        Contradiction((one.label, other.label), about, tuple(sorted(set(claims), key=order.__getitem__)))
        for one, other in combinations(said, 2)
        for about, claims in _between(one, other)
    )


class _Said:
    """All that one voice says of the event."""

    def __init__(self, label: str, mentions: Sequence[Mention]) -> None:
        self.label = label
        self.asserted = [one for one in mentions if not one.is_denial]
        self.denied = [one for one in mentions if one.is_denial]
        self.numbers = told(mentions)
        self.agents = frozenset[str]().union(*(one.agents for one in self.blaming))

    @property
    def blaming(self) -> list[Mention]:
        return [one for one in self.asserted if one.agents and one.claim.event.acled != TWO_SIDED]


def _between(one: _Said, other: _Said) -> Iterator[tuple[str, list[str]]]:
    disputed = [
        claim
        for asserting, denying in ((one, other), (other, one))
        if asserting.asserted and denying.denied
        for claim in _ids(asserting.asserted) + _ids(denying.denied)
    ]
    if disputed:
        yield OCCURRENCE, disputed
    yield from _numbers(one, other)
    if one.agents and other.agents and one.agents.isdisjoint(other.agents):
        yield AGENT, _ids(one.blaming) + _ids(other.blaming)


def _numbers(one: _Said, other: _Said) -> Iterator[tuple[str, list[str]]]:
    """Measures of which what the two say can't both hold."""
    found: dict[str, list[str]] = {}
    for mine, my_numbers in sorted(one.numbers.items()):
        for theirs, their_numbers in sorted(other.numbers.items()):
            if mine.measure != theirs.measure:
                continue
            first, second = _range(my_numbers), _range(their_numbers)
            if _comparable(mine, first, theirs, second) and (first[0] > second[1] or second[0] > first[1]):
                found.setdefault(mine.measure, []).extend(claim for claim, _ in (*my_numbers, *their_numbers))
    yield from sorted(found.items())


def _comparable(mine: Counted, first: Range, theirs: Counted, second: Range) -> bool:
    """The same thing counted; or one says that there was nobody at all."""
    nobody = (0.0, 0.0)
    return (
        mine == theirs
        or (first == nobody and mine.category in NOBODY)
        or (second == nobody and theirs.category in NOBODY)
    )


def _range(numbers: Sequence[tuple[str, Quantity]]) -> Range:
    low, high = span([quantity for _, quantity in numbers])
    return low if low is not None else 0.0, high if high is not None else float("inf")


def _ids(mentions: Sequence[Mention]) -> list[str]:
    return [one.claim.claim_id for one in mentions]

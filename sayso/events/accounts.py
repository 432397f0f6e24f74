"""What each side says of an event's numbers: claims and their voices in, one Account a side and thing counted out.

Adds nothing up and decides nothing: an account runs from the lowest to the highest that its side gave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from sayso.catalogue import files
from sayso.catalogue.folding import fold
from sayso.events.mentions import Mention
from sayso.events.voices import Voice
from sayso.records import Account, Category, Measure, Quantity

OTHERS = "others"
NEAR = 20
"""Code points beside a number in which words may stand that belong to it."""
PEOPLE = frozenset({"civilian", "combatant"})
NO_NOUN = frozenset({"", "killed", "dead", "wounded", "injured", "hurt", "missing", "captured", "displaced"})
"""Of what a number is where only what happened is said of whom it counts."""
THINGS = frozenset({"materiel", "place"})
"""Categories in which what is counted matters: four guns and two aeroplanes are not two to four of anything."""


class Bounds(Protocol):
    """A number from ``low`` to ``high``, either of them open (``None``)."""

    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """What was counted. ``thing`` is a noun, or for people whose they are (an ``actor_id``); empty if that is not said."""

    measure: Measure
    category: Category
    thing: str


def accounts_of(mentions: Sequence[Mention], voices: Sequence[Voice]) -> tuple[Account, ...]:
    """Accounts by side (that of no side last), then measure and category; ``mentions`` in the order of publication."""
    sides = sorted({heard.side for heard in voices}, key=lambda side: (side is None, side or ""))
    return tuple(
        _account(side, counted, numbers)
        for side in sides
        for counted, numbers in sorted(
            told([one for one, heard in zip(mentions, voices, strict=True) if heard.side == side]).items()
        )
    )


def told(mentions: Iterable[Mention]) -> dict[Counted, list[tuple[str, Quantity]]]:
    """What was counted → ``claim_id`` and number, of these claims; a denial gives only "there were none"."""
    found: dict[Counted, list[tuple[str, Quantity]]] = {}
    for one in mentions:
        for counted, quantity in _counted(one):
            if not one.is_denial or quantity.low == quantity.high == 0:
                found.setdefault(counted, []).append((one.claim.claim_id, quantity))
    return found


def span(numbers: Sequence[Bounds]) -> tuple[float | None, float | None]:
    """The lowest low and the highest high; ``None`` where one of them is open."""
    lows = [number.low for number in numbers if number.low is not None]
    highs = [number.high for number in numbers if number.high is not None]
    complete = len(numbers)
    return min(lows) if len(lows) == complete else None, max(highs) if len(highs) == complete else None


def of_words(counted: Counted, words: Iterable[str | None]) -> str:
    """What is counted, in the ``words`` of the claims if they agree."""
    different = set(words)
    shared = next(iter(different)) if len(different) == 1 else None
    return shared or counted.thing or counted.category


def _counted(one: Mention) -> list[tuple[Counted, Quantity]]:
    """The claim's numbers, each with what it counts.

    Of several groups of one kind of people ("60,000 soldiers, among them 20 gunners") the largest is the number of that
    kind, and the others are counts of their own; those who are a part of a kind by their nature ("11 children") always are,
    and so is what comes on top of another number ("five more").
    """
    meant = [_meant(one, quantity) for quantity in one.counts]
    told = list(zip(one.counts, meant, map(_group, one.counts), strict=True))
    largest: dict[tuple[Measure, Category, str], float] = {}
    for quantity, noun, group in told:
        kind = quantity.measure, noun.category, group
        largest[kind] = max(largest.get(kind, 0.0), size(quantity))
    found = []
    for quantity, noun, group in told:
        whole = noun.category not in THINGS and size(quantity) == largest[quantity.measure, noun.category, group]
        if noun.category not in THINGS and _is_on_top(one, quantity):
            thing = OTHERS
        elif whole:
            thing = group or _whose(one, quantity) or _whose(one, noun)
        else:
            thing = _thing(quantity.of or noun.category)
        found.append((Counted(quantity.measure, noun.category, thing), quantity))
    return found


def _meant(one: Mention, quantity: Quantity) -> Quantity:
    """The number whose noun it leaves out ("six sailors were killed and nine wounded"), else itself."""
    if quantity.category != "unknown" or fold(quantity.of or "") not in NO_NOUN:
        return quantity
    before = [
        other
        for other in one.counts
        if other.measure != quantity.measure
        and other.category in PEOPLE
        and other.end <= quantity.start
        and not _group(other)
    ]
    return before[-1] if before else quantity


def _is_on_top(one: Mention, quantity: Quantity) -> bool:
    text = one.document.text
    before, after = _additive()
    return bool(
        before.search(text[max(0, quantity.start - NEAR) : quantity.start])
        or after.match(text[quantity.end : quantity.end + NEAR])
    )


@cache
def _additive() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands right before, or right after, a number that comes on top of another."""
    words = files.load("numbers.yaml")["additive"]
    before, after = ("|".join(map(re.escape, words[side])) for side in ("before", "after"))
    return re.compile(rf"\b(?:{before})\s+$", re.IGNORECASE), re.compile(rf"\s+(?:{after})\b", re.IGNORECASE)


def _group(quantity: Quantity) -> str:
    """Those who are a part of the civilians or combatants by their nature, by the name of measures.yaml; else empty."""
    if quantity.category not in PEOPLE or quantity.of is None:
        return ""
    return _groups().get(_thing(quantity.of), "")


@cache
def _groups() -> dict[str, str]:
    """Group by noun, as ``_thing`` gives it."""
    return {_plural(noun): name for name, nouns in files.load("measures.yaml")["groups"].items() for noun in nouns}


def _whose(one: Mention, quantity: Quantity) -> str:
    """The actor whose people are counted: one side's losses are no account of the other's."""
    counted = (
        part.actor_id
        for part in one.claim.participants
        if part.actor_id is not None and part.start <= quantity.start < quantity.end <= part.end
    )
    return next(counted, "")


def size(quantity: Quantity) -> float:
    """Its low, failing that its high."""
    return quantity.low if quantity.low is not None else quantity.high or 0.0


def _thing(of: str) -> str:
    """The folded noun that the words are about, the same of one and of many: "howitzers" of "a howitzer of the fort"."""
    head = fold(of).partition(" of ")[0].split() or [""]
    return _plural(head[-1])


def _plural(noun: str) -> str:
    if noun.endswith("s") or noun in _unchanging():
        return noun
    if (irregular := _irregular().get(noun)) is not None:
        return irregular
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("ch", "sh", "x")) else f"{noun}s"


@cache
def _irregular() -> dict[str, str]:
    """Plural by noun."""
    return dict(files.load("measures.yaml")["irregular"])


@cache
def _unchanging() -> frozenset[str]:
    """Nouns that are of many as of one."""
    return frozenset(files.load("measures.yaml")["unchanging"])


def _account(side: str | None, counted: Counted, numbers: Sequence[tuple[str, Quantity]]) -> Account:
    quantities = [quantity for _, quantity in numbers]
    low, high = span(quantities)
    claims = tuple(dict.fromkeys(claim_id for claim_id, _ in numbers))
    return Account(
        side, counted.measure, of_words(counted, [quantity.of for quantity in quantities]), low, high, claims
    )

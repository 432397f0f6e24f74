"""Which claims tell a part of what another claim of their document tells as a whole: a toll that is broken down, a deed
within an operation told before.

Mentions in, mentions with their ``wholes`` and ``siblings`` out; claims' ties in, the parents of events out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from sayso.catalogue import files
from sayso.catalogue.lexicon import Lexicon
from sayso.events.accounts import size
from sayso.events.evidence import compatible_actors, days_apart, same_province, within
from sayso.events.mentions import Mention
from sayso.records import Measure, Quantity

FEWEST = 5
"""Smaller numbers are sums of others by chance."""
MOST_PARTS = 6
REACH = 40
"""Numbers after a total among which its parts are looked for."""
AROUND = 25.0
"""Kilometres around a town in which its toll counts the dead, too: "in and around Lesna"."""
DEEDS = frozenset({"violence", "territory"})
"""Families of which operations are made."""
COUNTED: tuple[Measure, ...] = ("killed", "wounded", "captured", "missing", "displaced")
WORD = re.compile(r"\d|[^\W\d_]+")
Run = tuple[Mention, ...]
Tie = tuple[str, str]
"""A part and a whole: ids of claims, or of events."""


def parted(mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions in their order; parts know the claims that tell their whole, and those that tell its other parts.

    A toll is broken down where numbers of one measure that follow it in its text, told of different deeds of those days
    and that area, add up to it: "20 killed … 13 of them near Brod … another seven in Lesna". What is told to be done in
    "the offensive" is a part of the last deed before it that is told as one.
    """
    wholes: dict[str, set[str]] = {}
    siblings: dict[str, set[str]] = {}
    in_operation = _in_operation(lexicon)
    in_text = sorted(mentions, key=lambda one: (one.claim.document_id, one.claim.start, one.claim.claim_id))
    for _, group in groupby(in_text, key=lambda one: one.claim.document_id):
        of_document = list(group)
        for whole, parts in _broken_down(of_document):
            numbers = {part.claim.claim_id for part in parts}
            for number in numbers:
                wholes.setdefault(number, set()).add(whole.claim.claim_id)
                siblings.setdefault(number, set()).update(numbers - {number})
        for whole, part in _in_operations(of_document, in_operation, lexicon.operations):
            wholes.setdefault(part.claim.claim_id, set()).add(whole.claim.claim_id)
    nothing: set[str] = set()
    return [
        replace(one, wholes=frozenset(wholes.get(number, nothing)), siblings=frozenset(siblings.get(number, nothing)))
        if (number := one.claim.claim_id) in wholes
        else one
        for one in mentions
    ]


def parents(ties: Iterable[Tie]) -> dict[str, str]:
    """Event → the event that it is a part of, by the ties of their claims: the one that most ties name.

    Of events that would be parts of each other, over others or not, those with fewer ties have no parent.
    """
    counted = Counter(tie for tie in ties if tie[0] != tie[1])
    found: dict[str, str] = {}
    for part, whole in sorted(counted, key=lambda tie: (-counted[tie], tie)):
        if part not in found and part not in _upwards(whole, found):
            found[part] = whole
    return found


def parts_of(parent_of: Mapping[str, str]) -> dict[str, list[str]]:
    """Event → the events that are parts of it, by id."""
    found: dict[str, list[str]] = {}
    for part, whole in sorted(parent_of.items()):
        found.setdefault(whole, []).append(part)
    return found


def _upwards(event: str, parent_of: Mapping[str, str]) -> Iterator[str]:
    """The event, its parent, the parent of that."""
    above: str | None = event
    while above is not None:
        yield above
        above = parent_of.get(above)


# A toll and its breakdown


def _broken_down(of_document: Sequence[Mention]) -> Iterator[tuple[Mention, Run]]:
    deeds = [one for one in of_document if one.family == "violence" and not one.is_denial]
    for measure in COUNTED:
        told = [(one, number) for one in deeds if (number := _largest(one, measure))]
        for i, (whole, total) in enumerate(told):
            smaller = [(one, number) for one, number in told[i + 1 : i + 1 + REACH] if number < total]
            if total >= FEWEST and (run := _first_sum(whole, total, smaller)):
                yield whole, run


def _first_sum(whole: Mention, total: float, smaller: Sequence[tuple[Mention, float]]) -> Run:
    """The first claims in a row whose numbers add up; a number that is but told twice does not."""
    for first in range(len(smaller) - 1):
        left = total
        for last in range(first, min(first + MOST_PARTS, len(smaller))):
            part, number = smaller[last]
            left -= number
            if left < 0 or not _can_hold(whole, part):
                break
            if not left and not (last == first + 1 and number == smaller[first][1]):
                return tuple(one for one, _ in smaller[first : last + 1])
    return ()


def _largest(one: Mention, measure: Measure) -> float | None:
    numbers = [size(quantity) for quantity in one.counts if quantity.measure == measure and _in_figures(quantity)]
    return max(numbers, default=None)


def _in_figures(quantity: Quantity) -> bool:
    """Was it counted: "at least six", "a woman", but not "several" or "dozens"?"""
    words = WORD.findall(quantity.text.lower())
    return quantity.high is not None or any(word.isdigit() or word in _cardinals() for word in words)


@cache
def _cardinals() -> frozenset[str]:
    return frozenset(files.load("numbers.yaml")["cardinals"])


def _can_hold(whole: Mention, part: Mention) -> bool:
    """On its days, by those who did it and to whom, in its town or province; what is not told rules out nothing."""
    if days_apart(whole, part) != 0 or not compatible_actors(whole, part):
        return False
    if not whole.spots or not part.spots:
        return True
    near = any(within(mine, theirs, AROUND) for mine in whole.spots for theirs in part.spots)
    return near or same_province(whole, part)


# A deed in an operation


def _in_operations(
    of_document: Sequence[Mention], in_operation: re.Pattern[str], nouns: frozenset[str]
) -> Iterator[tuple[Mention, Mention]]:
    """(operation, deed in it)."""
    told: dict[str, Mention] = {}
    for one in of_document:
        found = in_operation.search(one.claim.quote)
        if found is None:
            told.update((noun, one) for noun in _operations(one, nouns))
        elif (whole := told.get(found["noun"].lower())) is not None and _is_before(whole, one):
            yield whole, one


def _operations(one: Mention, nouns: frozenset[str]) -> Iterator[str]:
    if one.family in DEEDS:
        yield from (word for word in WORD.findall(one.claim.quote.lower()) if word in nouns)


def _is_before(whole: Mention, part: Mention) -> bool:
    return whole.claim.end <= part.claim.start and part.family in DEEDS


def _in_operation(lexicon: Lexicon) -> re.Pattern[str]:
    """ "during the offensive", "as part of their large-scale operation": it has been told of before."""
    before, after = ("|".join(map(re.escape, sorted(words))) for words in (lexicon.within, lexicon.operations))
    return re.compile(
        rf"\b(?:{before})\s+(?:the|this|that|its|their|his|her)\s+(?:[\w'’-]+\s+){{0,4}}?(?P<noun>{after})\b",
        re.IGNORECASE,
    )

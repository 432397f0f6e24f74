"""Numbers as reporting says them: bounds of a record in, words out ("more than 30,000"). Every screen has them from here.

The bounds of what is counted one by one are those of the next number ("more than 600" is 601 or more), so that the words
are looked for in the numbers that claims give; where these are not at hand, a bound next to a round number is taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from sayso.catalogue import files
from sayso.events.ranges import Range
from sayso.records import Claim, Measure, Quantity

MEASURED: frozenset[Measure] = frozenset({"area_km2"})
"""What is not counted one by one: no number is next to another."""
CATEGORIES: dict[str, str] = {
    "civilian": "civilians",
    "combatant": "combatants",
    "mixed": "civilians and combatants",
    "unknown": "",
    "materiel": "",
    "place": "",
}
"""What is counted where claims do not name it."""
WORDS = {"more_than": "more than", "at_least": "at least", "fewer_than": "fewer than", "up_to": "up to"}


def figure(measure: Measure, low: float | None, high: float | None, told: Iterable[Quantity] = ()) -> str:
    """ "more than 30,000", "at least 4,500", "fewer than 500", "up to 300", "about 60", "60", "5 to 7", "between 5 and 7".

    ``told``: numbers that claims give; those of this measure and these bounds tell by what words.
    """
    said = [_bounds(one.text) for one in told if (one.measure, one.low, one.high) == (measure, low, high)]
    if high is None:
        return "not given" if low is None else _open(measure, low, -1, ("more_than", "at_least"), said)
    if low is None or 0 == low < high:
        return _open(measure, high, 1, ("fewer_than", "up_to"), said)
    if low == high:
        return f"about {_number(high)}" if _all_say("about", said) else _number(high)
    between = _all_say("between", said)
    return f"between {_number(low)} and {_number(high)}" if between else f"{_number(low)} to {_number(high)}"


def three(item: Range, told: Iterable[Quantity]) -> tuple[str, str, str]:
    """Low, best and high of a range, each as the claims say it that give it."""
    numbers = [one for one in told if one.measure == item.measure]
    low = figure(item.measure, None, item.low, numbers) if item.open_below else _given(item.measure, item.low, numbers)
    high = (
        figure(item.measure, item.high, None, numbers) if item.open_above else _given(item.measure, item.high, numbers)
    )
    return low, _given(item.measure, item.best, numbers), high


def numbers_of(claim_ids: Iterable[str], claims: Mapping[str, Claim]) -> Iterator[Quantity]:
    """The numbers that these claims give."""
    return (quantity for number in claim_ids if number in claims for quantity in claims[number].quantities)


def of_what(of: str | None, measure: str) -> str:
    """The words for what is counted; none where they only say the measure once more, or that it is not known."""
    return "" if of in (None, measure) else CATEGORIES.get(of or "", of or "")


def measured(measure: str) -> str:
    """A measure in words: "shot down", "km² of land"."""
    return "km² of land" if measure == "area_km2" else measure.replace("_", " ")


def toll(measure: str, number: str, of: str | None) -> str:
    """A number with its measure and what is counted: "killed more than 600 men"."""
    return " ".join(filter(None, (measured(measure), number, of_what(of, measure))))


def counted(number: float, one: str, many: str = "") -> str:
    """ "1 claim", "2 claims"."""
    return f"{number:,.0f} {one if number == 1 else many or one + 's'}"


def headline(words: str) -> str:
    """Words as they begin a legend or a list: with a capital, as names do."""
    return words[:1].upper() + words[1:]


def _given(measure: Measure, value: float, told: Sequence[Quantity]) -> str:
    """A number by itself; as a bound where all that give it leave it open on the other side."""
    giving = {(one.low, one.high) for one in told if value in (one.low, one.high)}
    low, high = giving.pop() if giving in ({(value, None)}, {(None, value)}) else (value, value)
    return figure(measure, low, high, told)


def _open(measure: Measure, bound: float, step: int, kinds: tuple[str, str], said: Sequence[frozenset[str]]) -> str:
    """A bound on one side: as beyond the number next to it where claims say so or, if they do not tell, that is rounder."""
    beyond, to = kinds
    known = frozenset[str]().union(*said) & {beyond, to}
    next_to = bound if measure in MEASURED or bound != int(bound) else bound + step
    rounder = _zeros(next_to) - _zeros(bound)
    if rounder >= 0 and (beyond in known or (rounder > 0 and not known)):
        return f"{WORDS[beyond]} {_number(next_to)}"
    return f"{WORDS[to]} {_number(bound)}"


def _all_say(kind: str, said: Sequence[frozenset[str]]) -> bool:
    return bool(said) and all(kind in kinds for kinds in said)


def _zeros(value: float) -> int:
    """How round a number is."""
    figures = f"{value:.0f}" if value == int(value) else ""
    return len(figures) - len(figures.rstrip("0")) if value else 0


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _bounds(text: str) -> frozenset[str]:
    """The kinds of bounds that the words of a number name, whichever way they go."""
    return frozenset(kind for kind, words in _bound_words().items() if words.search(text))


@cache
def _bound_words() -> dict[str, re.Pattern[str]]:
    """Kinds of bounds and the words for them, of numbers.yaml."""
    data = files.load("numbers.yaml")
    phrases: dict[str, list[str]] = {"between": ["between"]}
    for kind, words in (*data["before"].items(), *data["after"].items()):
        phrases.setdefault(kind, []).extend(words)
    return {
        kind: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
        for kind, words in phrases.items()
    }

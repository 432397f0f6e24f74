"""How much of a filler of an answer key a predicted filler gives: all, half, nothing (MUC-4: correct, partial, incorrect).

- date: all when the days are the same; half when a first or last day is shared or both intervals are closed and overlap
- location: all when the names are the same, whatever the kinds of place; half when one is less exact than the other or
  they share a place below the country
- type: half between an attack and a bombing or arson; confidence: half between accused and accused by authorities; effect:
  half between no injury, no death, and neither
- number: half when only "about", "at least" or "at most" differ
- fillers with cross references: half of it when no reference is shared, one being shared when all words of one are in the
  other; a key's reference "-" is shared by all
"""

from __future__ import annotations

import re
from datetime import date

from benchmarks.muc_keys import DATE, LOCATION, MONTHS, VICTIM_NUMBER, VICTIM_TOTAL, Filler, Option

ALL, HALF, NOTHING = 1.0, 0.5, 0.0
NEAR = (
    frozenset({"ATTACK", "BOMBING"}),
    frozenset({"ATTACK", "ARSON"}),
    frozenset({"SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES"}),
    frozenset({"NO INJURY", "NO INJURY OR DEATH"}),
    frozenset({"NO DEATH", "NO INJURY OR DEATH"}),
    frozenset({"NO DAMAGE", "NO DAMAGE OR DESTRUCTION"}),
)
FILLING = frozenset({"A", "AN", "THE", "OF", "AND", "SOME", "SEVERAL", "OTHER"})
_DAY = re.compile(r"(\d{1,2})\s+([A-Z]{3})[A-Z]*(?:\s+(\d{2}))?")
_KIND = re.compile(r"\s*\([^()]*\)?\)?")


def agreement(slot: int, key: Filler, predicted: Filler) -> float:
    """The best that an option of ``predicted`` gives of an option of ``key``."""
    return max(_agreement(slot, wanted, given) for wanted in key.options for given in predicted.options)


def _agreement(slot: int, wanted: Option, given: Option) -> float:
    if slot == DATE:
        return dates_agree(wanted.value, given.value)
    if slot == LOCATION:
        return locations_agree(wanted.value, given.value)
    if slot in (VICTIM_NUMBER, VICTIM_TOTAL):
        value = numbers_agree(wanted.value, given.value)
    else:
        value = values_agree(wanted.value, given.value)
    return value if references_agree(wanted.references, given.references) else value / 2 if value == ALL else NOTHING


def values_agree(wanted: str, given: str) -> float:
    if wanted == given:
        return ALL
    return HALF if {wanted, given} in NEAR else NOTHING


# Dates


def interval(value: str) -> tuple[date | None, date | None]:
    """First and last day; "- 04 MAR 90" is on that day or before."""
    before, dash, after = value.upper().partition("-")
    if not dash:
        return _day(before), _day(before)
    return _day(before), _day(after)


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if found is None or found[2] not in MONTHS:
        return None
    try:
        return date(1900 + int(found[3] or 0), MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None


def dates_agree(wanted: str, given: str) -> float:
    first, last = interval(wanted)
    start, end = interval(given)
    if (first, last) == (start, end):
        return ALL
    if (first is not None and first == start) or (last is not None and last == end):
        return HALF
    if first is None or last is None or start is None or end is None:
        return NOTHING
    return HALF if max(first, start) <= min(last, end) else NOTHING


# Places


def names_of(value: str) -> tuple[str, ...]:
    """Country and names below it, without their kinds."""
    return tuple(bare for part in value.upper().split(":") if (bare := _KIND.sub("", part).strip()))


def locations_agree(wanted: str, given: str) -> float:
    theirs, mine = names_of(wanted), names_of(given)
    if not theirs or not mine or set(theirs) == set(mine):
        return ALL if theirs == mine or (theirs and set(theirs) == set(mine)) else NOTHING
    if set(theirs) < set(mine) or set(mine) < set(theirs):
        return HALF
    return HALF if set(theirs[1:]) & set(mine[1:]) else NOTHING


# Numbers and references


def numbers_agree(wanted: str, given: str) -> float:
    theirs, mine = wanted.replace(" ", ""), given.replace(" ", "")
    if theirs == mine:
        return ALL
    return HALF if theirs.strip("~-") == mine.strip("~-") else NOTHING


def references_agree(wanted: tuple[str, ...], given: tuple[str, ...]) -> bool:
    if not wanted or "-" in wanted:
        return True
    return any(_same(theirs, mine) for theirs in map(words, wanted) for mine in map(words, given))


def words(text: str) -> frozenset[str]:
    found = frozenset(re.findall(r"[A-Z0-9]+", text.upper()))
    return found - FILLING or found


def _same(theirs: frozenset[str], mine: frozenset[str]) -> bool:
    return bool(theirs and mine) and (theirs <= mine or mine <= theirs)

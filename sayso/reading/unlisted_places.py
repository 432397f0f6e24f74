"""Names of places that the gazetteer lacks: found by form and surroundings, resolved only to what sounds like them.

"the village of Kfar Taal", "Neches River", and what the parser takes for a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sayso.catalogue.folding import fold
from sayso.catalogue.gazetteer import Gazetteer, GazetteerEntry
from sayso.catalogue.place_words import PlaceWords
from sayso.reading.place_mentions import HYPHENS, PLACE_LABELS, Tokens
from sayso.reading.place_resolution import distance_km

MAX_WORDS = 5
# Spelled less alike than this, two names of the same consonants are two.
ALIKE = 0.5
# Within this distance of another place of the text a likeness is believed more, as far as it goes.
REACH_KM = 300.0


def find(tokens: Tokens, words: PlaceWords, taken: Sequence[bool]) -> list[tuple[int, int]]:
    """Token ranges [first, last) of names of places, none of their tokens ``taken``, none overlapping."""
    found: list[tuple[int, int]] = []
    free = 0
    by_form = (_labelled, _introduced, _tailed, _followed, _headed)
    ranges = [pair for finder in by_form for pair in finder(tokens, words)]
    for first, last in sorted(ranges, key=lambda pair: (pair[0], -pair[1])):
        if first < free or any(taken[first:last]) or not _is_name(tokens, first, last, words):
            continue
        found.append((first, last))
        free = last
    return found


def _labelled(tokens: Tokens, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """What the parser labels a place, without "the" and "'s"."""
    for i, begins in enumerate(tokens.begins):
        if begins and tokens.labels[i] in PLACE_LABELS:
            first, last = tokens.entity(i)
            while first < last and not tokens.capital[first] and tokens.texts[first] not in ("al", "el"):
                first += 1
            while last > first and not tokens.texts[last - 1][:1].isalnum():
                last -= 1
            if last > first and tokens.lower[last - 1] in ("'s", "’s"):
                last -= 1
            if last > first and _is_located(tokens, first, words):
                yield first, last


def _is_located(tokens: Tokens, first: int, words: PlaceWords) -> bool:
    """After "in", "near" or the like: the parser also takes persons for places."""
    before = first - 1
    if before >= 0 and tokens.lower[before] == "the":
        before -= 1
    return before >= 0 and (tokens.lower[before] in words.locative or tokens.lower[before] in words.kinds)


def _introduced(tokens: Tokens, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """The capitals after "village of", "town of", "camp of" …"""
    for i in range(2, len(tokens)):
        if not (tokens.capital[i] and tokens.lower[i - 1] == "of" and tokens.texts[i - 2].islower()):
            continue
        if "village" in words.kinds.get(tokens.lower[i - 2].removesuffix("s"), ()):
            yield i, _run_end(tokens, i)


def _tailed(tokens: Tokens, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """Capitals before "River", "Street", "Airport", "District" …"""
    districts = {tail for tail in words.area_tails if "district" in words.kinds.get(tail, ())}
    tails = words.other_tails | words.facility_tails | districts
    for i in range(1, len(tokens)):
        if not (tokens.capital[i] and tokens.lower[i] in tails):
            continue
        first = i
        while first > max(0, i - MAX_WORDS) and tokens.capital[first - 1] and not tokens.sentence_start[first]:
            first -= 1
        if tokens.lower[first] == "the":
            first += 1
        if first < i and tokens.lower[i - 1] not in words.organisation_tails:
            yield first, i + 1


def _followed(tokens: Tokens, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """Capitals before "neighbourhood", "quarter", "village", but not a people's: "the Karim Bey quarter"."""
    for i in range(1, len(tokens)):
        kinds = words.kinds.get(tokens.lower[i], frozenset())
        if not (tokens.texts[i].islower() and tokens.capital[i - 1] and ("district" in kinds or "village" in kinds)):
            continue
        first = i - 1
        while first > max(0, i - MAX_WORDS) and tokens.capital[first - 1] and not tokens.sentence_start[first]:
            first -= 1
        people = tokens.labels[first:i].count("NORP") or tokens.lower[i - 1] in words.demonyms
        if not people and not (tokens.sentence_start[first] and i - first == 1):
            yield first, i


def _headed(tokens: Tokens, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """The capitals after "Tall", "Kafr", "Jabal" …"""
    for i in range(len(tokens) - 1):
        if tokens.capital[i] and tokens.lower[i] in words.heads and not tokens.sentence_start[i + 1]:
            last = _run_end(tokens, i)
            if last > i + 1:
                yield i, last


def _run_end(tokens: Tokens, first: int) -> int:
    last = first + 1
    while last < min(len(tokens), first + MAX_WORDS):
        if tokens.capital[last]:
            last += 1
        elif tokens.texts[last] in HYPHENS and last + 1 < len(tokens) and tokens.texts[last + 1][:1].isalpha():
            last += 2
        else:
            break
    return last


def _is_name(tokens: Tokens, first: int, last: int, words: PlaceWords) -> bool:
    text = tokens.slice(first, last)
    lower = text.lower()
    if lower in words.never or lower in words.demonyms or "\n" in text or len(text) < 3:
        return False
    if last - first == 1 and (text.isupper() or lower in words.kinds or lower in words.titles):
        return False
    tail = tokens.lower[last - 1]
    return tail not in words.organisation_tails or tail in words.other_tails or tail in words.area_tails


def core(tokens: Tokens, first: int, last: int, words: PlaceWords) -> str:
    """The name without the word for its kind: "Crnovrsje" of "Crnovrsje village"."""
    return tokens.slice(first, last - 1 if last - first > 1 and tokens.lower[last - 1] in words.area_tails else last)


def resolve(
    name: str,
    gazetteer: Gazetteer,
    countries: Sequence[str],
    nearby: Sequence[GazetteerEntry],
    alike: float = ALIKE,
) -> GazetteerEntry | None:
    """The place in one of the ``countries`` that is spelled most like the name, at least ``alike`` (1: the same), and
    nearest to those ``nearby``.
    """
    best: tuple[float, GazetteerEntry] | None = None
    folded = fold(name).removeprefix("al ")
    for entry in gazetteer.similar(name):
        if entry.country not in countries:
            continue
        likeness = SequenceMatcher(None, folded, fold(entry.name).removeprefix("al "), autojunk=False).ratio()
        distance = min((distance_km(entry, other) for other in nearby), default=REACH_KM)
        score = likeness - 0.3 * min(1.0, distance / REACH_KM)
        if likeness >= alike and (best is None or score > best[0]):
            best = score, entry
    return best[1] if best else None

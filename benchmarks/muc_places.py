"""The places of a message in the form of an answer key: ``COUNTRY: REGION (KIND): TOWN (KIND)``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from benchmarks.muc_features import Where
from benchmarks.muc_reading import Read
from sayso.catalogue import files, place_words
from sayso.catalogue.folding import fold
from sayso.records import Place

NEAR = 60
KINDS = (
    "department province municipality district neighborhood village town city farm airport port state region canton "
    "jurisdiction sector colony university hamlet zone"
).split()
PARTS = frozenset("neighborhood sector district colony university farm airport zone hamlet canton".split())
_KIND = re.compile(rf"^,? (?:the )?({'|'.join(KINDS)})\b")
_NAME = r"(?:[A-Z][a-z]+(?: (?:de|del|la|las|los|y))*(?: |\b)){1,4}(?<=\w)"
_TOLD = re.compile(
    rf"\b(?:{'|'.join(KINDS)}) of (?P<after>{_NAME})|(?<=[a-z,] )(?P<before>{_NAME}) (?:{'|'.join(KINDS)})\b"
)
_BEFORE = re.compile(rf"\b({'|'.join(KINDS)}) of $")


@cache
def countries() -> dict[str, str]:
    """ISO 3166 code → name in capitals."""
    return {row["code"]: row["name"].upper() for row in files.table("countries.csv")}


@cache
def demonyms() -> Collection[str]:
    return place_words.load().demonyms


def places(read: Read) -> list[Where]:
    """What may be the place of an incident, countries alone among them."""
    found: dict[tuple[str, ...], list[Place]] = {}
    nations: dict[str, list[Place]] = {}
    nations_named = set(countries().values())
    for place in (*read.reading.places, *unlisted(read)):
        country = place.country or read.country
        if country is None or country not in countries() or place.precision is None:
            continue
        nations.setdefault(country, []).append(place)
        if place.precision < 6 and _plain(place.mention) not in nations_named:
            names = _names(read, place, country)
            found.setdefault(names, []).append(place)
    found = _joined(found)
    if read.country and read.country not in nations:
        nations[read.country] = []
    for actor in read.actors:
        if actor.country and actor.country in countries():
            nations.setdefault(actor.country, [])
    alone = [Where(code, (countries()[code],), tuple(mentions)) for code, mentions in nations.items()]
    codes = {name: code for code, name in countries().items()}
    return [*alone, *(Where(codes[names[0]], names, tuple(mentions)) for names, mentions in found.items())]


def unlisted(read: Read) -> list[Place]:
    """Places that are told to be a town, neighborhood, ... and that the gazetteer has not."""
    known = [(place.start, place.end) for place in read.reading.places]
    found = []
    for match in _TOLD.finditer(read.doc.text):
        start, end = match.span("after" if match["after"] else "before")
        mention = read.doc.text[start:end]
        known_place = any(start < other_end and other < end for other, other_end in known)
        if not known_place and mention.lower() not in demonyms():
            found.append(Place(mention, start, end, None, mention, None, None, None, None, 2))
    return found


def _names(read: Read, place: Place, country: str) -> tuple[str, ...]:
    own = f"{_plain(place.mention)} ({_kind(read, place)})"
    above = [other for other in read.reading.places if _holds(other, place)]
    region = min(above, key=lambda other: abs(other.start - place.start), default=None)
    if region is None or _plain(region.mention) == _plain(place.mention):
        return countries()[country], own
    return countries()[country], f"{_plain(region.mention)} ({_kind(read, region)})", own


def _holds(region: Place, place: Place) -> bool:
    """Both are named side by side, and one is the other's region."""
    near = abs(region.start - place.start) <= NEAR
    within = region.admin1 is not None and region.admin1 == place.admin1
    return near and within and region.precision == 4 and (place.precision or 9) < 4


def _joined(found: dict[tuple[str, ...], list[Place]]) -> dict[tuple[str, ...], list[Place]]:
    """One candidate a place: with its region, where that is told once."""
    longest: dict[tuple[str, str], tuple[str, ...]] = {}
    for names in found:
        kept = longest.get((names[0], _bare(names[-1])))
        if kept is None or len(names) > len(kept):
            longest[names[0], _bare(names[-1])] = names
    joined: dict[tuple[str, ...], list[Place]] = {}
    for names, mentions in found.items():
        joined.setdefault(longest[names[0], _bare(names[-1])], []).extend(mentions)
    return {names: sorted(mentions, key=lambda place: place.start) for names, mentions in joined.items()}


def _bare(name: str) -> str:
    return name.split(" (", maxsplit=1)[0]


def _plain(mention: str) -> str:
    return " ".join(fold(mention).upper().replace(",", " ").removeprefix("THE ").split())


def _kind(read: Read, place: Place) -> str:
    text = read.doc.text
    after = _KIND.match(text[place.end : place.end + 25])
    before = _BEFORE.search(text[max(0, place.start - 20) : place.start])
    if told := after or before:
        return told[1].upper()
    return "DEPARTMENT" if place.precision == 4 else "CITY"


def value_of(where: Where) -> str:
    return ": ".join(where.names)


def finest(candidates: Sequence[Where]) -> list[Where]:
    return [candidate for candidate in candidates if len(candidate.names) > 1]

"""How closely the words around a place pin it down: UCDP GED's where_prec, 1 (exact point) to 7 (sea, continent).

Sundberg and Melander (2013), "Introducing the UCDP Georeferenced Event Dataset", and its codebook.
"""

from __future__ import annotations

from sayso.catalogue.place_words import PlaceWords
from sayso.reading.place_mentions import Mention, Tokens

POINT, NEAR, DISTRICT, REGION, VAGUE, COUNTRY = 1, 2, 3, 4, 5, 6
_LINKS = frozenset({"of", "the", "from", "to", "city", "town", "village"})


def precision(tokens: Tokens, mention: Mention, feature: str, words: PlaceWords) -> int:
    """The class of the place itself, made coarser by "near", "30 km west of", "countryside of", "northern" …"""
    own = words.precision.get(feature, POINT)
    if mention.near:
        return max(own, NEAR)
    lower = tokens.lower
    after = lower[mention.last] if mention.last < len(tokens) else ""
    if after in words.land or (after == "'s" and lower[mention.last + 1 : mention.last + 2] == ["countryside"]):
        return max(own, DISTRICT)
    before = mention.first - 1
    if before >= 0 and lower[before] == "the":
        before -= 1
    if before < 0:
        return own
    if lower[before] in words.parts:
        return VAGUE if own >= VAGUE else max(own, DISTRICT)
    for word in _linked(tokens, before):
        if word in words.land:
            return max(own, DISTRICT)
        if word in words.near or word in words.bearings:
            return max(own, NEAR)
    return VAGUE if own == COUNTRY and lower[before] == "of" and _is_part(tokens, before, words) else own


def _linked(tokens: Tokens, before: int) -> list[str]:
    """The word that "of" or "the town of" ties to the place: "outskirts" in "the outskirts of the town of X"."""
    at = before
    for _ in range(4):
        if at < 0 or tokens.lower[at] not in _LINKS:
            break
        at -= 1
    return [tokens.lower[at]] if at >= 0 else []


def _is_part(tokens: Tokens, before: int, words: PlaceWords) -> bool:
    """ "the north of Syria", "parts of Syria"."""
    return before > 0 and (tokens.lower[before - 1] in words.bearings or tokens.lower[before - 1] in ("parts", "areas"))

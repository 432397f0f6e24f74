"""A candidate mention in, the signals out that speak for or against a place being meant there.

The signals are named; how much each counts is data (``place_weights.yaml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log10

from sayso.catalogue.place_words import PlaceWords
from sayso.reading.place_mentions import HYPHENS, PLACE_LABELS, Mention, Tokens

# A place whose population is not known is in the gazetteer for something else: it is as likely meant as one of so many.
NOTABLE = 5000
# What may stand before a name without changing what it is: a quotation mark, a loose ‘ayn.
QUOTES = frozenset("'‘’\"“”`ʿʻ")
AREAS = frozenset({"country", "region", "macroregion", "continent", "sea"})
_QUALIFIED = frozenset({"district"})


def signals(
    tokens: Tokens, mention: Mention, words: PlaceWords, people: frozenset[str], common: frozenset[str]
) -> dict[str, float]:
    """What the mention itself and its neighbours say. ``people`` are words seen in persons' names in the text,
    ``common`` are words seen in small letters in it."""
    found = dict(_of_entries(mention))
    found.update(dict.fromkeys(_of_label(tokens, mention), 1.0))
    found.update(dict.fromkeys(_of_neighbours(tokens, mention, words), 1.0))
    lower = mention.text.lower()
    if mention.last - mention.first > 1:
        found["several_words"] = 1.0
        if tokens.lower[mention.first] in words.heads:
            found["place_head"] = 1.0
    elif lower in words.seldom:
        found["seldom"] = 1.0
    if lower in people:
        found["person_elsewhere"] = 1.0
    if lower in common:
        found["small_elsewhere"] = 1.0
    if mention.text.isupper() and len(mention.text) <= 4 and "." not in mention.text:
        found["abbreviation"] = 1.0
    return found


def _of_entries(mention: Mention) -> Iterator[tuple[str, float]]:
    yield "bias", 1.0
    yield "population", log10(max(entry.population or NOTABLE for entry in mention.entries)) - 4
    features = {entry.feature for entry in mention.entries}
    if "country" in features or "continent" in features:
        yield "country", 1.0
    elif features & AREAS:
        yield "region", 1.0
    elif features <= _QUALIFIED:
        yield "only_district", 1.0
    if not any(entry.usual for entry in mention.entries):
        yield "rare_name", 1.0
    if any(entry.place_id.startswith("sayso:") for entry in mention.entries):
        yield "picked_by_hand", 1.0
    elif any(not entry.place_id.startswith("geonames:") for entry in mention.entries):
        yield "supplement", 1.0


def _of_label(tokens: Tokens, mention: Mention) -> Iterator[str]:
    label = mention.label
    if not label:
        yield "unlabelled"
        return
    first, last = tokens.entity(mention.first)
    exact = (first == mention.first or tokens.lower[first] == "the") and last <= mention.last
    name = "place" if label in PLACE_LABELS else label.lower()
    if name not in ("place", "person", "org", "norp"):
        name = "other"
    yield f"{'is' if exact else 'in'}_{name}"


def _of_neighbours(tokens: Tokens, mention: Mention, words: PlaceWords) -> Iterator[str]:
    before, after = mention.first - 1, mention.last
    if before > 0 and tokens.texts[before] in QUOTES:
        before -= 1
    if before >= 0 and not tokens.sentence_start[mention.first]:
        lower = tokens.lower[before]
        if lower == "the" and before > 0:
            yield "after_the"
            before -= 1
            lower = tokens.lower[before]
        if lower == "of" and before > 0 and tokens.capital[before - 1] and tokens.lower[before - 1] not in words.kinds:
            yield "after_capital_of"
        elif lower in words.strong_locative:
            yield "after_strong_locative"
        elif lower in words.locative:
            yield "after_locative"
        elif lower.rstrip(".") in words.titles:
            yield "after_title"
        elif lower in words.demonyms:
            yield "after_demonym"
        elif tokens.capital[before] and tokens.texts[before].isalpha():
            yield "after_capital"
        elif lower == ",":
            yield "after_comma"
        elif lower in HYPHENS and tokens.starts[before] + 1 == mention.start:
            yield "after_hyphen"
    else:
        yield "opens_sentence"
    if after < len(tokens):
        lower = tokens.lower[after]
        if lower in words.organisation_tails and tokens.capital[after]:
            yield "before_organisation_tail"
        elif tokens.capital[after] and not tokens.sentence_start[after]:
            yield "before_capital"
        elif lower == ",":
            yield "before_comma"
        elif lower in HYPHENS and tokens.starts[after] == mention.end:
            yield "before_hyphen"
        elif lower in ("'s", "’s"):
            yield "possessive"
    if mention.kinds:
        yield "kind_word"
    if mention.inside:
        yield "inside_named"


def score(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum of the signals: above zero, a place is more likely meant than not."""
    return sum(value * weights.get(name, 0.0) for name, value in found.items())

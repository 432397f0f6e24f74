"""A parsed text in, the places it names out, each resolved to one entry of the gazetteer where there is one.

One name means one place throughout a text. Which place an occurrence happened at is not decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from sayso.catalogue.folding import fold
from sayso.catalogue.gazetteer import Gazetteer
from sayso.catalogue.place_words import PlaceWords
from sayso.reading import place_mentions, place_resolution, place_signals
from sayso.reading.place_mentions import HYPHENS, PLACE_LABELS, Mention, Tokens
from sayso.reading.place_resolution import Group
from sayso.records import Place

# A candidate weaker than this is dropped before the places are weighed against each other.
HOPELESS = -2.5


def find_places(
    doc: Doc, gazetteer: Gazetteer, actors: Sequence[tuple[int, int]] = (), countries: Sequence[str] = ()
) -> list[Place]:
    """The places named in the text, in its order, none overlapping.

    ``actors`` are the character spans of what is known to be an actor: a name inside a longer one of them is no place.
    ``countries`` are ISO 3166 codes that the text is likely about, the likeliest first. A place that the gazetteer
    lacks has no ``place_id``.
    """
    words = gazetteer.words
    tokens = Tokens(doc)
    candidates = _outside(place_mentions.mentions(tokens, gazetteer), actors)
    _read_surroundings(tokens, candidates, words)
    kept = [mention for mention in candidates if mention.score > HOPELESS]
    groups = place_resolution.group(kept)
    place_resolution.resolve(groups, _countries(tokens, countries, words), words.referent_weights)
    places = [place for group in groups for place in _places(group, words)]
    return sorted(places, key=lambda place: place.start)


def countries_of(places: Iterable[Place]) -> list[str]:
    """The countries in which the places lie, the most often named first."""
    counts = Counter(place.country for place in places if place.country is not None)
    return sorted(counts, key=lambda country: (-counts[country], country))


def _outside(mentions: Sequence[Mention], actors: Sequence[tuple[int, int]]) -> list[Mention]:
    """The mentions that are not part of a longer actor mention."""
    spans = sorted(actors)
    kept, at = [], 0
    for mention in mentions:
        while at < len(spans) and spans[at][1] <= mention.start:
            at += 1
        inside = at < len(spans) and spans[at][0] <= mention.start and mention.end <= spans[at][1]
        if not inside or spans[at] == (mention.start, mention.end):
            kept.append(mention)
    return kept


def _read_surroundings(tokens: Tokens, candidates: Sequence[Mention], words: PlaceWords) -> None:
    people, common = _people(tokens), _small_words(tokens)
    for i, mention in enumerate(candidates):
        mention.label = next((label for label in tokens.labels[mention.first : mention.last] if label), "")
        mention.kinds = _kinds(tokens, mention, words)
        mention.inside = _inside(tokens, mention, candidates[i + 1] if i + 1 < len(candidates) else None)
    for mention in candidates:
        mention.signals = place_signals.signals(tokens, mention, words, people, common)
        mention.score = place_signals.score(mention.signals, words.mention_weights)


def _people(tokens: Tokens) -> frozenset[str]:
    """Words of persons' names of several words, in small letters."""
    return frozenset(
        tokens.lower[i]
        for i, label in enumerate(tokens.labels)
        if label == "PERSON"
        and ((i > 0 and tokens.labels[i - 1] == "PERSON") or tokens.labels[i + 1 : i + 2] == ["PERSON"])
    )


def _small_words(tokens: Tokens) -> frozenset[str]:
    return frozenset(text for text in tokens.texts if text.islower())


def _kinds(tokens: Tokens, mention: Mention, words: PlaceWords) -> frozenset[str]:
    """What the word before ("city of X", "the town X") or after ("X province") says of the kind of place."""
    after = mention.last
    if after < len(tokens) and tokens.lower[after] in words.kinds:
        return words.kinds[tokens.lower[after]]
    if after + 1 < len(tokens) and tokens.lower[after] in ("air", "border", "refugee", "military"):
        return words.kinds.get(tokens.lower[after + 1], frozenset())
    before = mention.first - 1
    if before > 0 and tokens.lower[before] == "of":
        before -= 1
    if before >= 0 and tokens.lower[before] in words.kinds and not tokens.sentence_start[mention.first]:
        return words.kinds[tokens.lower[before]]
    return frozenset()


def _inside(tokens: Tokens, mention: Mention, following: Mention | None) -> str:
    """The code of the country ("SY") or region ("US.TX") that follows after a comma: "Paris, Texas"."""
    if following is None or following.first - mention.last > 1:
        return ""
    if following.first - mention.last == 1 and tokens.texts[mention.last] != ",":
        return ""
    for entry in following.entries:
        if entry.feature == "country" and entry.country:
            return entry.country
        if entry.feature == "region":
            return f"{entry.country}.{entry.admin1}"
    return ""


def _countries(tokens: Tokens, hints: Sequence[str], words: PlaceWords) -> Counter[str]:
    """How far each country is hinted at: from outside, and by the names of its people."""
    countries: Counter[str] = Counter()
    for rank, code in enumerate(hints):
        countries[code] += 1 / (rank + 1)
    for lower, capital in zip(tokens.lower, tokens.capital, strict=True):
        if capital and lower in words.demonyms:
            countries[words.demonyms[lower]] += 0.25
    return countries


def _places(group: Group, words: PlaceWords) -> list[Place]:
    accepted = [mention for mention in group.mentions if mention.score > 0]
    return [_place(mention, group, words) for mention in accepted]


def _place(mention: Mention, group: Group, words: PlaceWords) -> Place:
    entry = group.chosen
    return Place(
        mention=mention.text,
        start=mention.start,
        end=mention.end,
        place_id=entry.place_id,
        name=entry.name,
        country=entry.country,
        admin1=entry.admin1,
        lat=entry.lat,
        lon=entry.lon,
        precision=mention.precision or words.precision.get(entry.feature, 1),
    )

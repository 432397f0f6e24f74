"""A parsed text in, the places it names out, each resolved to one entry of the gazetteer where there is one.

One name means one place throughout a text. Which place an occurrence happened at is not decided here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from spacy.tokens import Doc, Token

from sayso.catalogue.gazetteer import Gazetteer, GazetteerEntry
from sayso.catalogue.place_words import PlaceWords
from sayso.reading import place_mentions, place_resolution, place_signals, unlisted_places
from sayso.reading.place_mentions import Mention, Tokens
from sayso.reading.place_precision import precision
from sayso.reading.place_resolution import WIDE, Group, distance_km
from sayso.records import Place

# A candidate weaker than this is dropped before the places are weighed against each other.
HOPELESS = -2.5
# A name that sounds like one in a country is believed where the country has this share of the text's places.
MAIN_COUNTRY = 0.2
# A place of fewer people than these is not known beyond its country, so far from it another of that name is meant …
SMALL = 100_000
# … unless the text has a place within this distance.
AT_HAND_KM = 100.0
# Nor is one of fewer people than these in another part of the world, where the text names nothing else.
KNOWN = 500_000
REMOTE_KM = 1_500.0
# What is meant instead has to be spelled so alike ("Geneva" is not Gon'ba).
SPELLED_ALIKE = 0.75
MAX_POINTS = 50
# How far a country is hinted at from outside, by one name of its people, and by many.
_HINT, _DEMONYM, _PEOPLES = 3.0, 0.25, 2.0
_LINKS = frozenset({",", "and", "or"})
# Between a place and the country or region that it lies in.
_CONTAINED = frozenset({(), (",",), ("in",), (",", "in")})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


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
    actors = sorted(actors)
    candidates = _outside(place_mentions.mentions(tokens, gazetteer), actors)
    _read_surroundings(tokens, candidates, words)
    groups = place_resolution.group([mention for mention in candidates if mention.score > HOPELESS])
    beside = _beside(tokens, candidates)
    hinted = _countries(tokens, countries, words)
    place_resolution.resolve(groups, hinted, words)
    accepted = [
        (mention, group.meant_by(mention))
        for group in groups
        for mention in group.mentions
        if _acceptance(mention, group, beside[mention.first], words.acceptance_weights) > 0
    ]
    surroundings = _Surroundings.of(accepted, hinted)
    listed = [
        _place(tokens, mention, surroundings.settle(mention.text, entry, gazetteer), words)
        for mention, entry in accepted
    ]
    unlisted = _unlisted(tokens, gazetteer, [mention for mention, _ in accepted], actors, surroundings)
    return sorted(listed + unlisted, key=lambda place: place.start)


def countries_of(places: Iterable[Place]) -> list[str]:
    """The countries in which the places lie, the most often named first."""
    counts = Counter(place.country for place in places if place.country is not None)
    return sorted(counts, key=lambda country: (-counts[country], country))


def is_metonym(doc: Doc, place: Place, words: PlaceWords) -> bool:
    """Whether the place stands for those who govern there: "Ankara said", "the Damascus government".

    True where it is the subject of a verb of speech or decision, or qualifies "government", "officials" and the like.
    """
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None:
        return False
    root: Token = span.root
    if root.dep_ in ("compound", "poss", "amod", "nmod") and root.head.lemma_.lower() in words.metonym_heads:
        return True
    while root.dep_ == "conj" and root.head.i < root.i:
        root = root.head
    return root.dep_ in _SUBJECTS and root.head.lemma_.lower() in words.metonym_verbs


def _outside(mentions: Sequence[Mention], actors: Sequence[tuple[int, int]]) -> list[Mention]:
    """The mentions that are not part of a longer actor mention."""
    kept, at = [], 0
    for mention in mentions:
        while at < len(actors) and actors[at][1] <= mention.start:
            at += 1
        inside = at < len(actors) and actors[at][0] <= mention.start and mention.end <= actors[at][1]
        if not inside or actors[at] == (mention.start, mention.end):
            kept.append(mention)
    return kept


def _read_surroundings(tokens: Tokens, candidates: Sequence[Mention], words: PlaceWords) -> None:
    people, common = _people(tokens), frozenset(text for text in tokens.texts if text.islower())
    _read_plurals(tokens, candidates, words)
    for i, mention in enumerate(candidates):
        mention.label = next((label for label in tokens.labels[mention.first : mention.last] if label), "")
        mention.kinds = (
            mention.kinds or _kinds(tokens, mention, words) or _listed_kinds(tokens, candidates[i - 1 : i], mention)
        )
        mention.inside = _inside(tokens, mention, candidates[i + 1] if i + 1 < len(candidates) else None)
        found = place_signals.signals(tokens, mention, words, people, common)
        mention.score = place_signals.score(found, words.mention_weights)


def _people(tokens: Tokens) -> frozenset[str]:
    """Words of persons' names of several words, in small letters."""
    labels = tokens.labels
    return frozenset(
        tokens.lower[i]
        for i, label in enumerate(labels)
        if label == "PERSON" and ("PERSON" in labels[max(0, i - 1) : i] or "PERSON" in labels[i + 1 : i + 2])
    )


def _read_plurals(tokens: Tokens, candidates: Sequence[Mention], words: PlaceWords) -> None:
    """The kinds that one word tells of all names of a list before it: "X, Y and Z provinces"."""
    told: frozenset[str] = frozenset()
    for i in range(len(candidates) - 1, 0, -1):
        before, mention = candidates[i - 1], candidates[i]
        between = tokens.lower[before.last : mention.first]
        if not (0 < len(between) <= 2 and _LINKS.issuperset(between)):
            told = frozenset()
            continue
        if not told and between[-1] in ("and", "or"):
            told = words.kinds.get(_singular(tokens.lower[mention.last : mention.last + 1]), frozenset())
            mention.kinds = mention.kinds or told
        before.kinds = before.kinds or told


def _singular(following: Sequence[str]) -> str:
    """The singular of the plural that the list has: "county" of "counties"; empty where there is none."""
    word = following[0] if following else ""
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    return word.removesuffix("s") if word.endswith("s") else ""


def _kinds(tokens: Tokens, mention: Mention, words: PlaceWords) -> frozenset[str]:
    """What the word before ("city of X", "the town X") or after ("X province") says of the kind of place."""
    after, lower = mention.last, tokens.lower
    if after < len(tokens) and lower[after] in words.kinds:
        return words.kinds[lower[after]]
    if after + 1 < len(tokens) and lower[after] in ("air", "border", "refugee", "military"):
        return words.kinds.get(lower[after + 1], frozenset())
    before = mention.first - 1
    if before > 0 and lower[before] == "of":
        before -= 1
    if before < 0 or tokens.sentence_start[mention.first]:
        return frozenset()
    return words.kinds.get(lower[before].removesuffix("s"), frozenset())


def _listed_kinds(tokens: Tokens, before: Sequence[Mention], mention: Mention) -> frozenset[str]:
    """The kinds told of the place before in a list: "the provinces of X and Y"."""
    if not before or not before[0].kinds or not 0 < mention.first - before[0].last <= 2:
        return frozenset()
    between = tokens.lower[before[0].last : mention.first]
    return before[0].kinds if _LINKS.issuperset(between) else frozenset()


def _inside(tokens: Tokens, mention: Mention, following: Mention | None) -> frozenset[str]:
    """The codes of the countries ("SY") and regions ("US.TX") that may follow: "Paris, Texas", "Saraqib, in Idlib"."""
    if following is None or not 0 <= following.first - mention.last <= 2:
        return frozenset()
    if tuple(tokens.lower[mention.last : following.first]) not in _CONTAINED:
        return frozenset()
    areas = [entry for entry in following.entries if entry.usual and entry.country]
    return frozenset(
        {entry.country or "" for entry in areas if entry.feature == "country"}
        | {f"{entry.country}.{entry.admin1}" for entry in areas if entry.feature == "region"}
    )


def _countries(tokens: Tokens, hints: Sequence[str], words: PlaceWords) -> dict[str, float]:
    """How far each country is hinted at: from outside, and by the names of its people."""
    countries: dict[str, float] = defaultdict(float)
    for rank, code in enumerate(hints, 1):
        countries[code] += _HINT / rank
    peoples = Counter(
        words.demonyms[lower]
        for lower, capital in zip(tokens.lower, tokens.capital, strict=True)
        if capital and lower in words.demonyms
    )
    for code, count in peoples.items():
        countries[code] += min(_PEOPLES, _DEMONYM * count)
    return countries


def _beside(tokens: Tokens, candidates: Sequence[Mention]) -> dict[int, float]:
    """By first token, the highest score of the candidates that stand beside one in a list: "X, Y and Z"."""
    beside = {mention.first: 0.0 for mention in candidates}
    for one, other in pairwise(candidates):
        between = tokens.lower[one.last : other.first]
        if 0 < len(between) <= 2 and _LINKS.issuperset(between):
            beside[one.first] = max(beside[one.first], other.score)
            beside[other.first] = max(beside[other.first], one.score)
    return beside


def _acceptance(mention: Mention, group: Group, beside: float, weights: Mapping[str, float]) -> float:
    """Above zero where a place is meant, now that the rest of the text is known."""
    first, second = group.strongest
    return (
        weights["bias"]
        + weights["own"] * mention.score
        + weights["others"] * _clipped(second if mention.score == first else first)
        + weights["beside"] * _clipped(beside)
        + weights["support"] * group.support
    )


def _clipped(score: float) -> float:
    return max(-2.0, min(3.0, score))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """Where the text is, now that its places are known: its main countries, all its countries, those that it names
    themselves or is likely about, and its points.
    """

    main: tuple[str, ...]
    named: frozenset[str]
    counts: Mapping[str, float]
    points: tuple[GazetteerEntry, ...]

    @classmethod
    def of(cls, accepted: Sequence[tuple[Mention, GazetteerEntry]], hinted: Mapping[str, float]) -> _Surroundings:
        counts: dict[str, float] = defaultdict(float)
        for _, entry in accepted:
            if entry.country is not None:
                counts[entry.country] += 1
        for country, weight in hinted.items():
            counts[country] += weight
        enough = MAIN_COUNTRY * sum(counts.values())
        points = [entry for entry in dict.fromkeys(entry for _, entry in accepted) if entry.feature not in WIDE]
        main = tuple(sorted(country for country, count in counts.items() if count >= enough))
        named = {entry.country for _, entry in accepted if entry.feature == "country" and entry.country is not None}
        return cls(main, frozenset(named | hinted.keys()), counts, tuple(points[:MAX_POINTS]))

    def settle(self, name: str, entry: GazetteerEntry, gazetteer: Gazetteer) -> GazetteerEntry | None:
        """The entry; but for a small place far from all that the text is about, what there is of that sound there.

        ``None`` where there is nothing: then the place meant is one that the gazetteer lacks.
        """
        if entry.population > KNOWN or entry.country is None or len(self.counts) < 2:
            return entry
        others = [point for point in self.points if point.place_id != entry.place_id]
        nearest = min((distance_km(entry, other) for other in others), default=inf)
        rare = entry.country not in self.main and self.counts.get(entry.country, 0.0) <= 1.0
        alone = rare and entry.population <= SMALL and nearest >= AT_HAND_KM
        abroad = entry.country not in self.named and all(other.country != entry.country for other in others)
        remote = REMOTE_KM < nearest < inf and abroad
        if not alone and not remote:
            return entry
        countries = tuple(country for country in self.main if country != entry.country)
        return unlisted_places.resolve(name, gazetteer, countries, others, SPELLED_ALIKE)


def _place(tokens: Tokens, mention: Mention, entry: GazetteerEntry | None, words: PlaceWords) -> Place:
    """The record; only the words are known where there is no entry."""
    if entry is None:
        return Place(mention.text, mention.start, mention.end, None, None, None, None, None, None, None)
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
        precision=precision(tokens, mention, entry.feature, words),
    )


def _unlisted(
    tokens: Tokens,
    gazetteer: Gazetteer,
    candidates: Sequence[Mention],
    actors: Sequence[tuple[int, int]],
    surroundings: _Surroundings,
) -> list[Place]:
    """Names that the gazetteer does not have as they are written."""
    taken = [False] * len(tokens)
    for mention in candidates:
        taken[mention.first : mention.last] = [True] * (mention.last - mention.first)
    ranges = unlisted_places.find(tokens, gazetteer.words, taken)
    mentions = _outside([_bare_mention(tokens, first, last) for first, last in ranges], actors)
    places = []
    for mention in mentions:
        name = unlisted_places.core(tokens, mention.first, mention.last, gazetteer.words)
        entry = unlisted_places.resolve(name, gazetteer, surroundings.main, surroundings.points)
        places.append(_place(tokens, mention, entry, gazetteer.words))
    return places


def _bare_mention(tokens: Tokens, first: int, last: int) -> Mention:
    text = tokens.slice(first, last)
    start = tokens.starts[first]
    return Mention(first, last, start, start + len(text), text, text, ())

"""A parsed text in, the places it names out, each resolved to one entry of the gazetteer where there is one.

One name means one place throughout a text. Which place an occurrence happened at is not decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token

from sayso.catalogue.gazetteer import Gazetteer, GazetteerEntry
from sayso.catalogue.place_words import PlaceWords
from sayso.reading import place_mentions, place_resolution, place_signals, unlisted_places
from sayso.reading.place_mentions import Mention, Tokens
from sayso.reading.place_precision import precision
from sayso.reading.place_resolution import WIDE, Group
from sayso.records import Place

# A candidate weaker than this is dropped before the places are weighed against each other.
HOPELESS = -2.5
# A name that sounds like one in a country is believed where the country has this share of the text's places.
MAIN_COUNTRY = 0.2
_DEMONYM = 0.25
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
    hinted = _countries(tokens, countries, words)
    place_resolution.resolve(groups, hinted, words.referent_weights)
    accepted = [
        (mention, group.chosen)
        for group in groups
        for mention in group.mentions
        if _acceptance(mention, group, words.acceptance_weights) > 0
    ]
    listed = [_place(tokens, mention, entry, words) for mention, entry in accepted]
    unlisted = _unlisted(tokens, gazetteer, candidates, accepted, actors, hinted)
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
    for i, mention in enumerate(candidates):
        mention.label = next((label for label in tokens.labels[mention.first : mention.last] if label), "")
        mention.kinds = _kinds(tokens, mention, words)
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
    for rank, code in enumerate(hints, 1):
        countries[code] += 1 / rank
    for lower, capital in zip(tokens.lower, tokens.capital, strict=True):
        if capital and lower in words.demonyms:
            countries[words.demonyms[lower]] += _DEMONYM
    return countries


def _acceptance(mention: Mention, group: Group, weights: Mapping[str, float]) -> float:
    """Above zero where a place is meant, now that the rest of the text is known."""
    others = max((other.score for other in group.mentions if other is not mention), default=0.0)
    return (
        weights["bias"]
        + weights["own"] * mention.score
        + weights["others"] * max(-2.0, min(3.0, others))
        + weights["support"] * group.support
    )


def _place(tokens: Tokens, mention: Mention, entry: GazetteerEntry, words: PlaceWords) -> Place:
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
    accepted: Sequence[tuple[Mention, GazetteerEntry]],
    actors: Sequence[tuple[int, int]],
    hinted: Mapping[str, float],
) -> list[Place]:
    """Names that the gazetteer does not have as they are written."""
    taken = [False] * len(tokens)
    for mention in candidates:
        taken[mention.first : mention.last] = [True] * (mention.last - mention.first)
    ranges = unlisted_places.find(tokens, gazetteer.words, taken)
    mentions = _outside([_bare_mention(tokens, first, last) for first, last in ranges], actors)
    nearby = [entry for entry in dict.fromkeys(entry for _, entry in accepted) if entry.feature not in WIDE][:50]
    countries = _main_countries(accepted, hinted)
    places = []
    for mention in mentions:
        entry = unlisted_places.resolve(mention.text, gazetteer, countries, nearby)
        if entry is not None:
            places.append(_place(tokens, mention, entry, gazetteer.words))
        else:
            places.append(Place(mention.text, mention.start, mention.end, None, None, None, None, None, None, None))
    return places


def _bare_mention(tokens: Tokens, first: int, last: int) -> Mention:
    text = tokens.slice(first, last)
    start = tokens.starts[first]
    return Mention(first, last, start, start + len(text), text, text, ())


def _main_countries(accepted: Sequence[tuple[Mention, GazetteerEntry]], hinted: Mapping[str, float]) -> list[str]:
    counts = Counter(dict(hinted))
    counts.update(entry.country for _, entry in accepted if entry.country is not None)
    return sorted(country for country, count in counts.items() if count >= MAIN_COUNTRY * sum(counts.values()))

"""A parsed text in, the words in it that may name a place out, each with what its surroundings say.

Finds names that the gazetteer has; does not decide whether a place is meant, nor which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from sayso.catalogue.folding import APOSTROPHES, fold
from sayso.catalogue.gazetteer import Gazetteer, GazetteerEntry
from sayso.catalogue.place_words import PlaceWords

MAX_TOKENS = 8
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_ARTICLES = frozenset(
    {"al", "el", "ad", "ar", "as", "ash", "an", "az", "at", "ed", "er", "es", "esh", "ez", "et", "en"}
)
_TOWN_TAILS = frozenset({"city", "town"})
WELL_KNOWN = 100_000
"""A town of so many people is known by its genitive, too, in a text that has lost its apostrophes."""
HYPHENS = frozenset({"-", "‑", "–"})
INITIALS = re.compile(r"(?:[A-Z]\.)+")
"""What is written so is a country ("U.S.") or no place ("U.N."), whatever is called Un elsewhere."""


@dataclass(slots=True)
class Mention:
    """Tokens [first, last) that may name a place; ``entries`` are the places of that name.

    ``kinds`` are the kinds of place that the words around allow, ``inside`` are the codes of the countries and regions
    that the name after it may mean, ``near`` tells that something named after the place is meant ("Saraqib Airport").
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    key: str
    entries: tuple[GazetteerEntry, ...]
    label: str = ""
    kinds: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    near: bool = False
    score: float = 0.0


class Tokens:
    """What is asked of every token, taken out of the Doc once."""

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        self.unmarked = not any(mark in self.text for mark in APOSTROPHES)
        self.texts = [token.text for token in doc]
        self.lower = [text.lower() for text in self.texts]
        self.starts = [token.idx for token in doc]
        self.labels = [""] * len(doc)
        self.begins = [False] * len(doc)
        for entity in doc.ents:
            self.begins[entity.start] = True
            self.labels[entity.start : entity.end] = [entity.label_] * len(entity)
        self.capital = [text[:1].isupper() or _is_marked_capital(text) for text in self.texts]
        self.sentence_start = (doc.to_array("SENT_START") == 1).tolist()

    def __len__(self) -> int:
        return len(self.texts)

    def slice(self, first: int, last: int) -> str:
        """The words of tokens [first, last)."""
        return self.text[self.starts[first] : self.end(last - 1)]

    def end(self, i: int) -> int:
        """Offset after token ``i``."""
        return self.starts[i] + len(self.texts[i])

    def entity(self, i: int) -> tuple[int, int]:
        """Tokens [first, last) of the named entity that token ``i`` is in."""
        first = i
        while first > max(0, i - MAX_TOKENS) and not self.begins[first] and self.labels[first]:
            first -= 1
        last = i + 1
        while last < min(len(self), i + MAX_TOKENS) and self.labels[last] and not self.begins[last]:
            last += 1
        return first, last


def _is_marked_capital(text: str) -> bool:
    """A capital after one mark that the tokenizer left on it: an ‘ayn, a direction mark."""
    return text[1:2].isupper() and not text[0].isalnum()


def mentions(tokens: Tokens, gazetteer: Gazetteer) -> list[Mention]:
    """All candidates, in the order of the text, the longest name at each place, none overlapping."""
    words = gazetteer.words
    found: list[Mention] = []
    i, count = 0, len(tokens)
    while i < count:
        mention = _at(tokens, i, gazetteer, words) if _opens(tokens, i) else None
        if mention is None:
            i += 1
            continue
        named_alone = _with_tail(tokens, mention, words)
        i = mention.last
        if named_alone:
            found.append(mention)
        else:
            i += 1
    return found


def _with_tail(tokens: Tokens, mention: Mention, words: PlaceWords) -> bool:
    """Takes in the capitals that make a longer name ("Idlib Province"); false where they make it another's name.

    "Zelenka River" is no part of Zelenka, and "Tall Khatra" none of a place called Tall.
    """
    after, next_word = mention.last, tokens.lower[mention.last] if mention.last < len(tokens) else ""
    if not next_word or not tokens.capital[after] or tokens.sentence_start[after]:
        return True
    if mention.last - mention.first == 1 and tokens.lower[mention.first] in words.heads:
        return False
    if next_word in words.area_tails or next_word in words.facility_tails:
        mention.kinds = words.kinds.get(next_word, mention.kinds)
        mention.near = next_word in words.facility_tails
        mention.last = after + 1
        mention.end = tokens.end(after)
        mention.text = tokens.text[mention.start : mention.end]
        return True
    return next_word not in words.other_tails


def _opens(tokens: Tokens, i: int) -> bool:
    """A name can start here: a capital, or a small article tied to a capital ("al-Bab")."""
    if tokens.capital[i]:
        return True
    lower = tokens.lower[i]
    return (
        lower in _ARTICLES
        and i + 2 < len(tokens)
        and tokens.texts[i + 1] in HYPHENS
        and tokens.capital[i + 2]
        and tokens.starts[i + 1] == tokens.end(i)
    )


def _at(tokens: Tokens, first: int, gazetteer: Gazetteer, words: PlaceWords) -> Mention | None:
    if tokens.capital[first] and _inside_word(tokens, first):
        return None
    for last in _ends(tokens, first, words):
        text = tokens.slice(first, last)
        if _is_never(text, words):
            return None
        entries = gazetteer.exact(text)
        if INITIALS.fullmatch(text):
            entries = tuple(entry for entry in entries if entry.feature == "country")
        if last - first > 1 and _is_by_the_way(tokens, first, last, entries):
            continue
        if not entries and (bare := _after_article(tokens, first)) < last:
            entries = gazetteer.exact(tokens.slice(bare, last))
        if entries:
            return _mention(tokens, first, last, text, entries)
        if tokens.unmarked and (owners := _owners(tokens, first, last, text, gazetteer)):
            mention = _mention(tokens, first, last, text, owners)
            return replace(mention, end=mention.end - 1, text=mention.text[:-1], key=fold(mention.text[:-1]))
    return None


def _owners(tokens: Tokens, first: int, last: int, text: str, gazetteer: Gazetteer) -> tuple[GazetteerEntry, ...]:
    """Well-known places that a genitive without its apostrophe may be of ("Kenyas north"), with a word behind it; "the
    Jordans" are people and "the two Koreas" countries.
    """
    if not text.endswith("s") or last >= len(tokens) or not tokens.texts[last].isalpha():
        return ()
    if first and tokens.lower[first - 1] in ("the", "two"):
        return ()
    entries = gazetteer.exact(text[:-1])
    return tuple(one for one in entries if one.usual and (one.feature == "country" or one.population >= WELL_KNOWN))


def _is_by_the_way(tokens: Tokens, first: int, last: int, entries: tuple[GazetteerEntry, ...]) -> bool:
    """A name with a word for a town that no town bears as its own ("Dublin City", as in its council): the word only
    tells the kind."""
    if tokens.lower[last - 1] not in _TOWN_TAILS:
        return False
    name = fold(tokens.slice(first, last))
    return not any(entry.feature != "district" and fold(entry.name) == name for entry in entries)


def _after_article(tokens: Tokens, first: int) -> int:
    """The token after "al-" or "Al", or one beyond all names where there is no article ("An" is one only as "an-")."""
    if tokens.lower[first] in _ARTICLES and first + 1 < len(tokens):
        if tokens.texts[first + 1] in HYPHENS:
            return first + 2
        if tokens.lower[first] in ("al", "el"):
            return first + 1
    return len(tokens)


def _inside_word(tokens: Tokens, i: int) -> bool:
    """Tied by a hyphen to a single letter: the "Government" of "e-Government"."""
    return i > 1 and tokens.texts[i - 1] in HYPHENS and len(tokens.texts[i - 2]) == 1


def _is_never(text: str, words: PlaceWords) -> bool:
    """A word that is in the gazetteer but never means the place; "US" in capitals is a country, "us" is not."""
    lower = text.lower()
    return (lower in words.never or lower in words.demonyms) and text != "US"


def _ends(tokens: Tokens, first: int, words: PlaceWords) -> Iterator[int]:
    """Ends of the names that start at ``first``, the longest first."""
    ends = []
    i, limit = first, min(first + MAX_TOKENS, len(tokens))
    while i < limit:
        text = tokens.texts[i]
        if tokens.capital[i] or text[:1].isdigit():
            ends.append(i + 1)
            if i > first and tokens.sentence_start[i] and len(tokens.texts[i - 1]) > 2:
                ends.pop()
                break
        elif i > first and not (tokens.lower[i] in words.inner or text in HYPHENS):
            # "Kafr-nabl": a small part after a hyphen.
            if text.isalpha() and tokens.texts[i - 1] in HYPHENS and tokens.starts[i] == tokens.end(i - 1):
                ends.append(i + 1)
            else:
                break
        i += 1
    return iter(reversed(ends))


def _mention(tokens: Tokens, first: int, last: int, text: str, entries: tuple[GazetteerEntry, ...]) -> Mention:
    start, end = tokens.starts[first], tokens.end(last - 1)
    if not text[0].isalnum():
        start, text = start + 1, text[1:]
    return Mention(first, last, start, end, text, fold(text), entries)

"""Who is named: the catalogue of actors, and the mentions of them in a parsed text with the side they are on.

Actors stand in ``actors/*.csv``, generic phrases ("government forces") and nationalities in ``conflicts.yaml``. A side is
a party's name at a date; where conflict or date leave it open, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from spacy.lang.en import English
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sayso.catalogue import files
from sayso.catalogue.folding import fold
from sayso.errors import SaysoError

KINDS = frozenset(
    "armed_force armed_group alliance government ministry state organisation person media monitor agency party".split()
)
ACRONYM = 6
APOSTROPHES = str.maketrans("", "", "'’‘ʿʾ`")


@dataclass(frozen=True, slots=True)
class Affiliation:
    """The side an actor belongs to, from the day ``since`` to the day ``until``; ``None`` is open."""

    side: str
    since: str | None
    until: str | None

    def holds(self, on: str | None) -> bool:
        if on is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Actor:
    actor_id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    affiliations: tuple[Affiliation, ...]

    def side(self, on: str | None) -> str | None:
        """The side on an ISO date; without a date, that of an only affiliation."""
        if on is None and len(self.affiliations) == 1:
            return self.affiliations[0].side
        return next((affiliation.side for affiliation in self.affiliations if affiliation.holds(on)), None)


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Tokens [first, last) and code points [start, end) of a named or generic actor.

    ``metonym``: a capital that stands for its government, if it is used so.
    """

    first: int
    last: int
    start: int
    end: int
    mention: str
    actor_id: str | None
    side: str | None
    kind: str | None
    metonym: bool
    country: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Whom a generic phrase means in some countries and years: lower-case phrase → (side, actor_id)."""

    countries: frozenset[str]
    since: str | None
    until: str | None
    phrases: Mapping[str, tuple[str, str | None]]
    words: tuple[str, ...]

    def covers(self, country: str, on: str) -> bool:
        held = (self.since is None or self.since <= on) and (self.until is None or on <= self.until)
        return country in self.countries and held


@dataclass(frozen=True, slots=True)
class Nationality:
    country: str
    sides: tuple[Affiliation, ...]

    def side(self, on: str | None) -> str | None:
        return next((affiliation.side for affiliation in self.sides if affiliation.holds(on)), None)


class Actors:
    """The catalogue and its matchers. Load once, hand over."""

    def __init__(self, actors: Sequence[Actor], rules: Mapping[str, Any], vocab: Vocab) -> None:
        self._by_id = {actor.actor_id: actor for actor in actors}
        self._by_name: dict[str, list[Actor]] = {}
        self._by_domain = {domain: actor for actor in actors for domain in actor.domains}
        self._conflicts = [_conflict(row) for row in rules["conflicts"]]
        self._nationalities = {word.lower(): _nationality(row) for word, row in rules["nationalities"].items()}
        self._metonyms = {name.lower(): actor_id for name, actor_id in rules["metonyms"].items()}
        self._forces = frozenset(rules["state_nouns"])
        self._groups = frozenset(rules["group_nouns"])
        self.institutions = frozenset(rules["institutions"])
        tokenizer = English(vocab=vocab).tokenizer
        self._loose, self._exact = PhraseMatcher(vocab, attr="LOWER"), PhraseMatcher(vocab)
        for actor in actors:
            for alias in (actor.name, *actor.aliases):
                self._by_name.setdefault(fold(alias), []).append(actor)
                matcher = self._exact if _is_acronym(alias) else self._loose
                matcher.add(actor.actor_id, [tokenizer(variant) for variant in _variants(alias)])
        for name in self._metonyms:
            self._loose.add("metonym", [tokenizer(name)])
        phrases = {words for conflict in self._conflicts for words in conflict.words}
        self._loose.add("phrase", [tokenizer(variant) for phrase in sorted(phrases) for variant in _variants(phrase)])
        self._composed = Matcher(vocab)
        self._composed.add("composed", _patterns(rules))

    @classmethod
    def load(cls, vocab: Vocab, extra: Path | None = None) -> Actors:
        """Reads the catalogue. Raises ``SaysoError`` naming a row that is wrong."""
        actors = {row["id"]: _actor(row) for row in files.table("actors", extra)}
        return cls(list(actors.values()), files.load("conflicts.yaml", extra), vocab)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def get(self, actor_id: str) -> Actor | None:
        return self._by_id.get(actor_id)

    def named(self, name: str) -> Actor | None:
        """The actor whose name or alias this is, folded; of several, the first of the catalogue."""
        return next(iter(self._by_name.get(fold(name), ())), None)

    def at(self, url: str) -> Actor | None:
        """The actor whose domain, or a parent of whose domain, the URL is on."""
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
        while host:
            if host in self._by_domain:
                return self._by_domain[host]
            host = host.partition(".")[2]
        return None

    def find(self, doc: Doc, countries: Sequence[str], on: str | None) -> list[ActorMention]:
        """Mentions in the order of the text, none overlapping, the longest first.

        ``countries``: what the text is about, likeliest first; ``on``: its date. They decide what "the army" means.
        """
        found: dict[tuple[int, int], list[str]] = {}
        for matcher in (self._loose, self._exact, self._composed):
            for key, first, last in matcher(doc):
                found.setdefault((first, last), []).append(doc.vocab.strings[key])
        mentions: list[ActorMention] = []
        taken: set[int] = set()
        for first, last in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
            if not taken.intersection(range(first, last)):
                mention = self._mention(doc, first, last, found[first, last], countries, on)
                if mention is not None:
                    taken.update(range(first, last))
                    mentions.append(mention)
        return sorted(mentions, key=lambda mention: mention.first)

    def _mention(
        self, doc: Doc, first: int, last: int, keys: Sequence[str], countries: Sequence[str], on: str | None
    ) -> ActorMention | None:
        span = doc[first:last]
        actors = [self._by_id[key] for key in keys if key in self._by_id]
        if actors and not span.text.islower():  # a name has a capital: "the independent" is not a newspaper
            actor = min(actors, key=lambda one: _rank(one, countries, on))
            return _made(doc, first, last, actor.actor_id, actor.side(on), actor.kind, actor.country)
        if "metonym" in keys and not span.text.islower():
            state = self._by_id.get(self._metonyms[span.text.lower()])
            if state is None:
                return None
            return _made(doc, first, last, state.actor_id, state.side(on), state.kind, state.country, metonym=True)
        generic = None
        if "phrase" in keys and not _modifies(doc, last):
            generic = self._of_conflict(doc, first, last, countries, on)
        if "composed" in keys and (generic is None or generic.side is None):
            return self._of_nationality(doc, first, last, on)
        return generic

    def _of_nationality(self, doc: Doc, first: int, last: int, on: str | None) -> ActorMention | None:
        """ "Turkish-backed groups", "pro-Russian militias", "Syrian warplanes"."""
        named = next((self._nationalities[t.lower_] for t in doc[first:last] if t.lower_ in self._nationalities), None)
        if named is None:
            return None
        hyphened = any(token.text == "-" for token in doc[first:last])
        kind = "armed_group" if hyphened else "armed_force"
        return _made(doc, first, last, None, named.side(on), kind, None if hyphened else named.country)

    def _of_conflict(
        self, doc: Doc, first: int, last: int, countries: Sequence[str], on: str | None
    ) -> ActorMention | None:
        phrase = _plain(doc[first:last].text)
        for country in countries if on is not None else ():
            for conflict in self._conflicts:
                if conflict.covers(country, on or "") and phrase in conflict.phrases:
                    side, actor_id = conflict.phrases[phrase]
                    actor = self._by_id.get(actor_id) if actor_id else None
                    kind = actor.kind if actor is not None else self._kind(doc, last - 1)
                    return _made(doc, first, last, actor_id, side, kind, country)
        return _made(doc, first, last, None, None, self._kind(doc, last - 1), None)

    def _kind(self, doc: Doc, head: int) -> str:
        return "armed_force" if doc[head].lower_ in self._forces else "armed_group"


def _modifies(doc: Doc, last: int) -> bool:
    """Does the phrase only stand before another noun or participle: "the military bloc", "opposition-held"?"""
    end = doc[last - 1]
    return end.head.i >= last and end.dep_ in ("compound", "amod", "nmod", "npadvmod")


def _made(
    doc: Doc,
    first: int,
    last: int,
    actor_id: str | None,
    side: str | None,
    kind: str | None,
    country: str | None,
    metonym: bool = False,
) -> ActorMention:
    span = doc[first:last]
    return ActorMention(first, last, span.start_char, span.end_char, span.text, actor_id, side, kind, metonym, country)


def _rank(actor: Actor, countries: Sequence[str], on: str | None) -> tuple[bool, int, str]:
    """Of actors of one name: one with a side on that date, of a country the text is about."""
    place = countries.index(actor.country) if actor.country in countries else len(countries)
    return bool(actor.affiliations) and actor.side(on) is None, place, actor.actor_id


def _is_acronym(alias: str) -> bool:
    return len(alias) <= ACRONYM and alias.upper() == alias


def _plain(text: str) -> str:
    return text.lower().replace("-", " ").translate(APOSTROPHES).replace("  ", " ").strip()


def _variants(alias: str) -> list[str]:
    """The spellings of one name in the press: hyphens or spaces, apostrophes or none."""
    bare = alias.translate(APOSTROPHES)
    forms = [alias, bare, bare.replace("-", " ")]
    if bare.lower().startswith("al-"):
        forms.append(bare[3:])
    return list(dict.fromkeys(form for form in forms if form))


def _patterns(rules: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    nation = {"LOWER": {"IN": sorted(word.lower() for word in rules["nationalities"])}}
    between = {"LOWER": {"IN": sorted(rules["between"])}, "OP": "*"}
    group = {"LOWER": {"IN": sorted({*rules["group_nouns"], *rules["state_nouns"]})}}
    force = {"LOWER": {"IN": sorted(rules["state_nouns"])}}
    hyphen = {"TEXT": "-", "OP": "?"}
    return [
        [nation, hyphen, {"LOWER": {"IN": sorted(rules["backings"])}}, between, group],
        [{"LOWER": "pro"}, hyphen, nation, between, group],
        [nation, between, force],
    ]


def _actor(row: Mapping[str, str]) -> Actor:
    if row["kind"] not in KINDS:
        raise SaysoError(
            f"actors: '{row['id']}' has the kind '{row['kind']}'; it must be one of {', '.join(sorted(KINDS))}."
        )
    return Actor(
        actor_id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"] or None,
        aliases=tuple(_parts(row["aliases"])),
        domains=tuple(_parts(row["domains"] or "")),
        affiliations=tuple(_affiliation(words) for words in _parts(row["sides"])),
    )


def _parts(words: str) -> Iterable[str]:
    return (part.strip() for part in words.split(";") if part.strip())


def _affiliation(words: str) -> Affiliation:
    """``side`` or ``side 2012-01-23/2017-01-28`` with either date left out."""
    side, _, days = words.partition(" ")
    since, _, until = days.partition("/")
    return Affiliation(side, since or None, until or None)


def _conflict(row: Mapping[str, Any]) -> Conflict:
    phrases = {
        _plain(phrase): (group["side"], group.get("actor")) for group in row["phrases"] for phrase in group["words"]
    }
    words = tuple(words for group in row["phrases"] for words in group["words"])
    return Conflict(frozenset(row["countries"]), row.get("since"), row.get("until"), phrases, words)


def _nationality(row: Mapping[str, Any]) -> Nationality:
    return Nationality(row["country"], tuple(_affiliation(words) for words in _parts(row["side"])))

"""Who is named: the catalogue of actors, and the mentions of them in a parsed text with the side they are on.

Actors stand in ``actors/*.yaml`` (a user may also add tables, ``actors/*.csv``), what generic phrases and nationalities
mean in ``conflicts.yaml``. A side is a party's name at a date; where conflict or date leave it open, there is none.
Which claim a mention belongs to, and whether a capital is meant as a place, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from sayso.catalogue import files
from sayso.catalogue.actor_entries import (
    APOSTROPHES,
    Actor,
    Alias,
    Conflict,
    Entry,
    Nation,
    affiliation,
    conflict_of,
    entries,
    listed_at,
    plain,
    side_on,
)
from sayso.catalogue.folding import fold

FIGHTING = frozenset({"armed_force", "armed_group", "alliance"})
PARTIES = FIGHTING | {"government", "party", "person", "state"}
ACRONYM = 6  # longest name of capitals that is told from words by its case
LOWERED = 4  # letters of the shortest acronym that is told from a word in a text without capitals
REACH = 6  # words that "Turkish … forces" may span
TITLES = 5  # words of a title before a name
CONJUNCTS = 8
ARTICLES = frozenset("the al el ad an ar as ash at az".split())
ARTICLE = re.compile(r"\b[Aa]l[- ](?=\w)")
SUN_LETTER = re.compile(r"\b([Aa])l-(?=(sh|[sdrtnz]))", re.IGNORECASE)
ORDINAL = re.compile(r"\d{1,3}(st|nd|rd|th)")
_Words = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Tokens [first, last) and code points [start, end) of a named or generic actor.

    ``metonym``: a capital or country that stands for its government, where the sentence lets it act or speak.
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
class _Named:
    """What one spelling stands for; ``capital`` is the word that must be written with a capital letter, if any.

    ``lowered``: an acronym in small letters, which counts only in a text without capitals.
    """

    actor: Actor
    alias: Alias
    capital: int | None
    lowered: bool = False


@dataclass(frozen=True, slots=True)
class _Adjective:
    """A word for a nation; ``alone``: forces and offices may follow it directly ("Turkish", "Turkey's"; not "Turkey")."""

    nation: Nation
    word: str
    alone: bool


class _Nouns:
    """The words after a nationality or a name that make it an actor, from ``conflicts.yaml``."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self.kinds = {noun: kind for kind, nouns in rules["nouns"].items() for noun in nouns}
        self.voices = frozenset(rules["voices"])
        self.of_state = frozenset(rules["state_words"])
        self.between = frozenset(rules["between"])
        self.backings = frozenset(rules["backings"])
        self.leading = frozenset(rules["leading"])
        self.titles = frozenset(rules["titles"])
        self.tails = frozenset(tuple(tail.split()) for tail in rules["ministry_tails"])
        self.same = {form: name for name, forms in rules["same_institution"].items() for form in (name, *forms)}
        self.everywhere = frozenset(map(plain, rules["phrases"]))
        self.party_prepositions = frozenset(rules["party_prepositions"])

    def kind(self, noun: str) -> str | None:
        return "media" if noun in self.voices else self.kinds.get(noun)


class Actors:
    """The catalogue and its matchers. Load once, hand over."""

    def __init__(self, entries: Sequence[Entry], rules: Mapping[str, Any], vocab: Vocab) -> None:
        self._by_id = {entry.actor.actor_id: entry.actor for entry in entries}
        self._by_name: dict[str, list[Actor]] = {}
        self._by_domain = {domain: entry.actor for entry in entries for domain in entry.actor.domains}
        self.conflicts = tuple(reversed([conflict_of(row) for row in rules["conflicts"]]))  # a user's come last and win
        self.nouns = _Nouns(rules)
        self.institutions = frozenset(rules["institutions"])
        self.names: dict[_Words, list[_Named]] = {}
        self.adjectives: dict[_Words, _Adjective] = {}
        self.loose, self.exact = PhraseMatcher(vocab, attr="LOWER"), PhraseMatcher(vocab)
        tokenizer = English(vocab=vocab).tokenizer
        for entry in entries:
            for alias in sorted(entry.names, key=lambda alias: alias.local):
                self._add(entry.actor, alias, tokenizer)
        for row in rules["nations"]:
            for adjective in _adjectives(row):
                for spelling in _spellings(adjective.word):
                    words = tokenizer(spelling)
                    self.adjectives[tuple(token.lower for token in words)] = adjective
                    self.loose.add("nation", [words])
        phrases = {phrase for conflict in self.conflicts for phrase in conflict.phrases} | set(rules["phrases"])
        spelt = {spelling for phrase in phrases for spelling in _hyphened(phrase)}
        self.loose.add("phrase", [tokenizer(spelling) for spelling in sorted(spelt)])

    @classmethod
    def load(cls, vocab: Vocab, extra: Path | None = None) -> Actors:
        """Reads the catalogue; an entry of ``extra`` replaces one of its id. Raises ``SaysoError`` naming a wrong entry."""
        return cls(entries(extra), files.load("conflicts.yaml", extra), vocab)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def get(self, actor_id: str) -> Actor | None:
        return self._by_id.get(actor_id)

    def named(self, name: str) -> Actor | None:
        """The actor whose name or alias this is, folded; of several, the first of the catalogue."""
        return next(iter(self._by_name.get(fold(name), ())), None)

    def all_named(self, name: str) -> Sequence[Actor]:
        return self._by_name.get(fold(name), ())

    def at(self, url: str) -> Actor | None:
        """The actor whose domain, or a parent of whose domain, the URL is on."""
        return listed_at(self._by_domain, url)

    def find(self, doc: Doc, countries: Sequence[str], on: str | None) -> list[ActorMention]:
        """Mentions in the order of the text, none overlapping, the longest first.

        ``countries``: what the text is about, likeliest first; ``on``: its date. They decide what "the army" means.
        """
        return _Search(self, doc, countries, on).mentions()

    def _add(self, actor: Actor, alias: Alias, tokenizer: Any) -> None:
        if not alias.metonym:
            known = self._by_name.setdefault(fold(alias.name), [])
            if actor not in known:
                known.append(actor)
        is_exact = _is_acronym(alias.name)
        for spelling in [alias.name] if is_exact else _spellings(alias.name, possessive=actor.kind == "person"):
            words = tokenizer(spelling)
            capital = next(
                (i for i, word in enumerate(words) if word.text[0].isupper() and word.lower_ not in ARTICLES), None
            )
            named = self.names.setdefault(tuple(word.orth if is_exact else word.lower for word in words), [])
            if all(known.actor != actor for known in named):
                named.append(_Named(actor, alias, capital))
            (self.exact if is_exact else self.loose).add("name", [words])
        if is_exact and len(alias.name) >= LOWERED:
            words = tokenizer(alias.name.lower())
            self.names.setdefault(tuple(word.lower for word in words), []).append(_Named(actor, alias, None, True))
            self.loose.add("name", [words])


class _Search:
    """The mentions of one text."""

    def __init__(self, actors: Actors, doc: Doc, countries: Sequence[str], on: str | None) -> None:
        self.actors = actors
        self.nouns = actors.nouns
        self.doc = doc
        self.countries = list(countries)
        self.on = on
        self.parsed = doc.has_annotation("DEP")
        self.cased = not doc.text.islower()
        self.in_full: set[str] = set()
        self.nations: dict[tuple[int, int], _Adjective] = {}
        self.nation_before: dict[int, int] = {}

    def mentions(self) -> list[ActorMention]:
        """Of overlapping candidates the longest stays; of equally long ones, the more definite."""
        found = sorted(self._candidates(), key=lambda item: (item[1].first - item[1].last, item[0], item[1].first))
        taken: set[int] = set()
        kept: list[ActorMention] = []
        for _, mention in found:
            tokens = range(mention.first, mention.last)
            if taken.isdisjoint(tokens):
                taken.update(tokens)
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.first)

    def _candidates(self) -> Iterator[tuple[int, ActorMention]]:
        spans: dict[tuple[int, int], list[_Named]] = {}
        phrases: list[tuple[int, int]] = []
        strings = self.doc.vocab.strings
        for key, first, last in self.actors.loose(self.doc):
            kind = strings[key]
            if kind == "phrase":
                phrases.append((first, last))
            elif kind == "nation":
                self._note_nation(first, last)
            else:
                spans[first, last] = self.actors.names[tuple(self.doc[i].lower for i in range(first, last))]
        for _, first, last in self.actors.exact(self.doc):
            if not self._shouted(first, last):
                known = self.actors.names[tuple(self.doc[i].orth for i in range(first, last))]
                spans[first, last] = [*known, *spans.get((first, last), ())]
        yield from self._names(spans)
        for (first, last), adjective in self.nations.items():
            yield from ((1, mention) for mention in self._of_nation(first, last, adjective))
        for first, last in phrases:
            generic = None if self._modifies(last) else self._generic(first, last)
            if generic is not None:
                yield 2, generic

    # Names

    def _names(self, spans: Mapping[tuple[int, int], Sequence[_Named]]) -> Iterator[tuple[int, ActorMention]]:
        for (first, _), names in spans.items():
            for name in names:
                titled = not name.alias.surname or self._is_title(first - 1)
                if titled and not name.alias.metonym and self._has_capital(name, first):
                    self.in_full.add(name.actor.actor_id)
        for (first, last), names in spans.items():
            fitting = [name for name in names if self._fits(name, first, last)]
            if fitting:
                mention = self._named(first, last, fitting)
                yield 0, mention
                if not mention.metonym:
                    yield from ((1, longer) for longer in self._attached(mention))

    def _has_capital(self, name: _Named, first: int) -> bool:
        if not self.cased:  # old wires: the case tells nothing
            return name.actor.kind != "media"
        if name.lowered:
            return False
        return name.capital is None or self.doc[first + name.capital].text[0].isupper()

    def _fits(self, name: _Named, first: int, last: int) -> bool:
        if not self._has_capital(name, first):  # "the independent" is not a newspaper
            return False
        if name.alias.local:
            return name.actor.country in self.countries
        if name.alias.surname:
            return self._is_title(first - 1) or (name.actor.actor_id in self.in_full and not self._has_forename(first))
        return not name.alias.metonym or self._acts(last - 1)

    def _named(self, first: int, last: int, names: Sequence[_Named]) -> ActorMention:
        known = [name.actor for name in names if not name.alias.metonym] or [name.actor for name in names]
        actor = self._likeliest(known)
        if actor is None:  # one name of several, none nearer than the other
            kinds = {one.kind for one in known}
            return self._made(first, last, None, None, kinds.pop() if len(kinds) == 1 else None, None)
        metonym = all(name.alias.metonym for name in names if name.actor == actor)
        if actor.kind == "person":
            first = self._title_start(first)
        return self._made(first, last, actor.actor_id, actor.side(self.on), actor.kind, actor.country, metonym)

    def _likeliest(self, known: Sequence[Actor]) -> Actor | None:
        """Of actors of one name: those there on that date, then those of the country the text is about."""
        timely = [actor for actor in known if not actor.affiliations or actor.side(self.on) is not None] or list(known)
        nearest = min(map(self._distance, timely), default=0)
        nearest_ones = [actor for actor in timely if self._distance(actor) == nearest]
        return nearest_ones[0] if len(nearest_ones) == 1 else None

    def _distance(self, actor: Actor) -> int:
        return self.countries.index(actor.country) if actor.country in self.countries else len(self.countries)

    def _shouted(self, first: int, last: int) -> bool:
        """Is an acronym that is also a word one of a row of words in capitals: "THIS IS WAR"?"""
        if not self.doc[first].is_stop or last - first > 1:
            return False
        near = [self.doc[i] for i in (first - 1, last) if 0 <= i < len(self.doc)]
        return any(word.is_alpha and word.is_upper and len(word) > 1 for word in near)

    def _has_forename(self, first: int) -> bool:
        """Does another name stand before a surname, so that somebody else of that surname is meant?"""
        before = self.doc[first - 1] if first else None
        return before is not None and before.is_title and before.is_alpha and not before.is_sent_start

    def _is_title(self, i: int) -> bool:
        return i >= 0 and self.doc[i].lower_.rstrip(".") in self.nouns.titles

    def _title_start(self, first: int) -> int:
        """Where "Turkish Defence Minister" begins before a name."""
        start = first
        while first - start < TITLES and self._is_title(start - 1):
            start -= 1
        return self.nation_before.get(start, start) if start < first else first

    def _acts(self, i: int) -> bool:
        """Does a capital or country act or speak here, or is a party to something?"""
        if not self.parsed:
            return True
        token = self.doc[i]
        for _ in range(CONJUNCTS):
            if token.dep_ != "conj":
                break
            token = token.head
        if token.dep_ == "pobj":
            preposition = token.head
            return preposition.dep_ == "agent" or any(
                word.lower_ in self.nouns.party_prepositions for word in (preposition, preposition.head)
            )
        return token.dep_ in ("nsubj", "nsubjpass")

    def _attached(self, mention: ActorMention) -> Iterator[ActorMention]:
        """ "pro-Assad militias", "Hezbollah-affiliated fighters", "Haftar's troops", "Hamas gunmen"."""
        pro = self._pro(mention.first)
        after, backing = self._backing(mention.last)
        if pro is None and backing is None and self._lower(after) in ("'s", "’s", "'", "’"):
            after += 1
        end = self._noun_end(after)
        if end is None:
            return
        kind = self.nouns.kind(self._lower(end - 1))
        first = mention.first if pro is None else pro
        if pro is not None or backing is not None:
            yield self._made(first, end, None, mention.side, kind, None)
        elif mention.kind in PARTIES and kind in ("armed_force", "armed_group"):
            same = mention.actor_id if mention.kind in FIGHTING else None
            yield self._made(first, end, same, mention.side, kind, mention.country)

    # Nationalities

    def _note_nation(self, first: int, last: int) -> None:
        adjective = self.actors.adjectives[tuple(self.doc[i].lower for i in range(first, last))]
        word = self.doc[first]
        is_acronym = _is_acronym(adjective.word)
        if (word.text[0].isupper() and (not is_acronym or word.is_upper)) or not (self.cased or is_acronym):
            self.nations[first, last] = adjective
            if adjective.alone:
                self.nation_before[last] = first

    def _of_nation(self, first: int, last: int, adjective: _Adjective) -> Iterator[ActorMention]:
        """ "Turkish-backed groups", "pro-Russian militias", "Syrian warplanes", "Turkey's Ministry of Defence"."""
        pro = self._pro(first)
        after, backing = self._backing(last)
        end = self._noun_end(after)
        if end is None or (pro is None and backing is None and not adjective.alone):
            return
        noun = self._lower(end - 1)
        if pro is not None or backing is not None:
            side = self._backed_side(noun, backing, self._side_of(adjective))
            yield self._made(first if pro is None else pro, end, None, side, self.nouns.kind(noun), None)
            return
        words = [self._lower(i) for i in range(after, end)]
        kind = "ministry" if "ministry" in words else self.nouns.kind(noun)
        actor = self._institution(adjective.nation, words)
        if actor is not None:
            yield self._made(first, end, actor.actor_id, actor.side(self.on), actor.kind, actor.country)
            return
        side = self._side_of(adjective)
        country = adjective.nation.country
        groups = [word for word in words if self.nouns.kind(word) in ("armed_group", "organisation")]
        if groups and country is not None:  # "Syrian rebel fighters", "Syrian opposition activists" are not the state's
            phrases = (" ".join(words), *groups, *(f"{group}s" for group in groups))
            side = next(filter(None, (self._meant(phrase, [country])[0] for phrase in phrases)), None)
        elif noun in self.nouns.voices and self.nouns.of_state.isdisjoint(words):
            side = None
        yield self._made(first, end, None, side, kind, country)

    def _side_of(self, adjective: _Adjective) -> str | None:
        for conflict in self._conflicts(self.countries):
            if adjective.word.lower() in conflict.communities:
                return conflict.communities[adjective.word.lower()]
        return side_on(adjective.nation.affiliations, self.on)

    def _backed_side(self, noun: str, backing: str | None, patron: str | None) -> str | None:
        """The noun's own side ("rebels"), else that of those whom the patron backs there, else the patron's."""
        if self.nouns.kind(noun) == "armed_group":
            side, _ = self._meant(noun, self.countries)
            if side is not None:
                return side
        if backing not in self.nouns.leading:
            for conflict in self._conflicts(self.countries):
                if patron is not None and patron in conflict.backed:
                    return conflict.backed[patron]
        return patron

    def _institution(self, nation: Nation, words: Sequence[str]) -> Actor | None:
        """The catalogue's actor for "Turkish troops" or "Turkish army units"; ``None`` for "Turkish warplanes"."""
        name = self.nouns.same.get(" ".join(words))
        if name is None and words[0] == "army":
            name = "army"
        return self._likeliest(self.actors.all_named(f"{nation.adjective} {name}")) if name is not None else None

    def _pro(self, first: int) -> int | None:
        """Where "pro-" before a name begins."""
        before = first - 2 if first >= 2 and self.doc[first - 1].text == "-" else first - 1
        return before if before >= 0 and self._lower(before) == "pro" else None

    def _backing(self, last: int) -> tuple[int, str | None]:
        """The token after "-backed" and the word itself, or ``last`` and ``None``."""
        at = last + 1 if self._lower(last) == "-" else last
        word = self._lower(at)
        return (at + 1, word) if word in self.nouns.backings else (last, None)

    def _noun_end(self, at: int) -> int | None:
        """The end of "military police units" if that begins ``at``; ``None`` if no noun for an actor follows."""
        end = None
        for i in range(at, min(at + REACH, len(self.doc))):
            word = self._lower(i)
            if self.nouns.kind(word) is not None:
                end = i + 1
            elif word not in self.nouns.between and not ORDINAL.fullmatch(word):
                break
        if end is not None and self._lower(end - 1) == "ministry":
            tails = (size for size in (4, 3, 2) if tuple(map(self._lower, range(end, end + size))) in self.nouns.tails)
            end += next(tails, 0)
        return end

    def _lower(self, i: int) -> str:
        return str(self.doc[i].lower_) if i < len(self.doc) else ""

    # Generic phrases

    def _generic(self, first: int, last: int) -> ActorMention | None:
        phrase = plain(self.doc[first:last].text)
        side, conflict = self._meant(phrase, self.countries)
        if side is None and phrase not in self.nouns.everywhere:  # "resistance" is a party in some conflicts only
            return None
        actor = self.actors.get(conflict[1]) if conflict is not None and conflict[1] is not None else None
        kind = actor.kind if actor is not None else self.nouns.kind(self._lower(last - 1)) or "armed_group"
        country = actor.country if actor is not None else conflict[0] if conflict is not None else None
        return self._made(first, last, actor.actor_id if actor is not None else None, side, kind, country)

    def _meant(self, phrase: str, countries: Sequence[str]) -> tuple[str | None, tuple[str, str | None] | None]:
        """The side that a phrase means, and (country, actor_id); ``(None, None)`` where it is open."""
        for country in countries:
            for conflict in self._conflicts([country]):
                if phrase in conflict.phrases:
                    side, actor_id = conflict.phrases[phrase]
                    return side, (country, actor_id)
        return None, None

    def _conflicts(self, countries: Iterable[str]) -> Iterator[Conflict]:
        """The conflicts that the text may be about, by country, likeliest first; none without a date."""
        if self.on is not None:
            for country in countries:
                yield from (conflict for conflict in self.actors.conflicts if conflict.covers(country, self.on))

    def _modifies(self, last: int) -> bool:
        """Does the phrase only stand before another noun or participle: "the military bloc", "opposition-held"?"""
        end: Token = self.doc[last - 1]
        return end.head.i >= last and end.dep_ in ("compound", "amod", "nmod", "npadvmod")

    def _made(
        self,
        first: int,
        last: int,
        actor_id: str | None,
        side: str | None,
        kind: str | None,
        country: str | None,
        metonym: bool = False,
    ) -> ActorMention:
        span = self.doc[first:last]
        return ActorMention(
            first, last, span.start_char, span.end_char, span.text, actor_id, side, kind, metonym, country
        )


def _adjectives(row: Mapping[str, Any]) -> Iterator[_Adjective]:
    nation = Nation(row["adjectives"][0], row.get("country"), tuple(map(affiliation, row.get("sides") or ())))
    for word in row["adjectives"]:
        yield _Adjective(nation, word, alone=True)
    for word in row.get("names") or ():
        yield _Adjective(nation, word, alone=False)
        yield _Adjective(nation, f"{word}'s", alone=True)


def _is_acronym(name: str) -> bool:
    """ "SAA", "M-19", "FAMa": a short name that only its capitals tell from a word."""
    return len(name) <= ACRONYM and sum(c.isupper() for c in name) > sum(c.islower() for c in name)


def _hyphened(phrase: str) -> list[str]:
    """A generic phrase as written: "pro-government forces", "pro government forces"."""
    return [phrase, phrase.replace("pro ", "pro-").replace("anti ", "anti-")]


def _spellings(name: str, possessive: bool = False) -> list[str]:
    """How the press writes one name: hyphens or spaces, apostrophes or none, the Arabic article in its forms or not."""
    name = name.translate(APOSTROPHES)
    forms = [name, f"{name}s"] if possessive else [name]
    if ARTICLE.search(name):
        bare = ARTICLE.sub("", name)
        forms += [ARTICLE.sub("al-", name), ARTICLE.sub("al ", name), ARTICLE.sub("el-", name)]
        forms.append(SUN_LETTER.sub(lambda match: f"a{match[2].lower()}-", ARTICLE.sub("al-", name)))
        forms += [bare] if " " in bare else []
    forms += [form.replace("-", " ") for form in forms if "-" in form]
    forms += [form.replace("'", mark) for form in forms if "'" in form for mark in ("’", "")]
    return list(dict.fromkeys(forms))

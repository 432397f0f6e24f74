"""In which sense of the lexicon a word is used, of which classes the words about it are, which verb carries a noun.

Tokens of a parse in, senses, tokens or yes and no out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from sayso.catalogue.lexicon import NOTHING, Lexicon, Sense
from sayso.reading import grammar
from sayso.reading.circumstances import follows_without_mark, is_existential, is_nobody, is_under
from sayso.reading.lexical import (
    NOMINAL,
    VERBAL,
    attributes,
    companions,
    complements,
    is_clipped,
    is_gerund,
    noun_name,
    stems,
    verb_name,
)
from sayso.records import Role

MEANWHILE = frozenset({"during", "after", "amid", "amidst", "following", "despite", "since", "before", "until"})
MUTUAL = frozenset({"statement", "diplomacy", "sanction", "aid", "supply"})
MARKING = frozenset({"aux", "mark", "cc"})
HELD = "place_held"  # what is held goes on, and "it" may be too far from its name
HARD = frozenset({"violence", "custody", "territory", "displacement", "siege", "property"})
DOING = frozenset({"force", "people", "person"})
PERSONAL = DOING | {"him"}


Kinds = Mapping[str, AbstractSet[int]]
"""Token indices by what they are known to be: ``place``, ``force``, ``person``, ``state``, ``time``."""


@dataclass(slots=True)
class Senses:
    """Asked of the words of ``doc``."""

    doc: Doc
    lexicon: Lexicon
    kinds: Kinds

    def _noun_senses(self, noun: Token, gerund: bool) -> Sequence[Sense]:
        """What the noun stands for; one made of a verb ("the ousting of the governor"), what the verb does."""
        name = noun_name(noun, gerund, self.lexicon.nouns)
        if (
            name in self.lexicon.nouns
            or noun.tag_ != "NN"
            or not any(word == "of" for word, _ in grammar.prepositions(noun))
        ):
            return self.lexicon.nouns.get(name, ())
        verb = next((stem for stem in stems(name) if stem in self.lexicon.verbs), "")
        return [
            replace(sense, roles={"of": self._role_of_object(sense)})
            for sense in self.lexicon.verbs.get(verb, ())
            if sense.type in self.lexicon.describing
        ]

    def _sense(self, word: Token, senses: Sequence[Sense]) -> Sense | None:
        """The first whose conditions hold; for what could be a headline's passive, failing that, as one."""
        if not senses:
            return None
        near = companions(word)
        if (those := grammar.said_of(word)) is not None:
            near |= companions(those) | companions(word.head)  # "counted 900 dead from typhus"
        for clipped in (False, True) if is_clipped(word) else (False,):
            for sense in senses:
                if self._holds(word, sense, near, clipped):
                    return sense if sense.type != NOTHING else None
        return None

    def _holds(self, word: Token, sense: Sense, near: AbstractSet[str], clipped: bool) -> bool:
        if any(wanted and not near & wanted for wanted in (sense.with_, sense.about)) or near & sense.without:
            return False
        if sense.prep and not any(child.lower_ in sense.prep for child in word.children if child.dep_ not in MARKING):
            return False
        if sense.complement and not sense.complement & complements(word):
            return False
        if sense.object:
            found = self._object(word, sense, clipped)
            if found is None or not self._is_any(found, self._with_pronouns(word, sense)):
                return False
        if sense.subject:
            doer = self._doer(word)
            if doer is None or not self._is_any(doer, sense.subject):
                return False
        return True

    def _with_pronouns(self, word: Token, sense: Sense) -> AbstractSet[str]:
        """The classes of the object, with the pronouns for them in an act of war: "beat two of them", "stormed it"."""
        if sense.type == NOTHING or self.lexicon.types[sense.type].family not in HARD:
            return sense.object
        more = {"them"} if sense.object & PERSONAL else set()
        if (
            "place" in sense.object
            and sense.type != HELD
            and (doer := self._doer(word)) is not None
            and self._is_any(doer, {"force", "them"})
        ):
            more.add("it")
        return sense.object | more

    def _object(self, word: Token, sense: Sense, clipped: bool) -> Token | None:
        if word.pos_ in VERBAL:
            patient = grammar.patient(word)
            return grammar.own_subject(word) if patient is None and clipped and not sense.subject else patient
        return next((noun for preposition, noun in grammar.prepositions(word) if preposition == "of"), None)

    def _doer(self, word: Token) -> Token | None:
        """Who does it: the subject, or "by …" of a passive; for a noun, of the verb that carries it.

        What follows from something done to the subject is not the subject's doing: "the boat was hit, killing two".
        """
        verb = word if word.pos_ in VERBAL else self._carrier(word)
        if verb is None or (follows_without_mark(verb) and grammar.is_passive(verb.head)):
            return None
        doer = grammar.by_agent(verb) if grammar.is_passive(verb) else grammar.subject(verb)
        if doer is None and verb.dep_ == "pcomp" and verb.head.lower_ == "of" and self._is_any(verb.head.head, DOING):
            return verb.head.head  # parsers may hang "of shelling" of "accused the army of shelling" on the army
        return None if doer is None or doer.dep_ == "expl" else doer

    def _is_any(self, token: Token, classes: AbstractSet[str]) -> bool:
        if "any" in classes or ("people" in classes and is_nobody(token)):
            return True
        for candidate in self._heads(token):
            lemma = candidate.lemma_.lower()
            for name in classes:
                if lemma in self.lexicon.classes.get(name, ()) or candidate.i in self.kinds.get(name, ()):
                    return True
        return False

    def _heads(self, token: Token) -> list[Token]:
        """The token, what is counted by it ("dozens of villages"), and what is coordinated with it."""
        heads = [token, *token.conjuncts]
        if token.i in self.kinds["person"]:
            heads += [child for child in token.children if child.dep_ == "compound"]  # the title of a name
        if token.lemma_.lower() in self.lexicon.classes["partitive"] or token.pos_ == "NUM":
            heads += [noun for preposition, noun in grammar.prepositions(token) if preposition == "of"]
        return heads

    def _counted(self, token: Token) -> Token:
        """The noun that "a barrage of …", "six of the …" count; the token itself where it counts nothing."""
        if token.pos_ == "NUM" or token.lemma_.lower() in self.lexicon.classes["partitive"]:
            return next((noun for preposition, noun in grammar.prepositions(token) if preposition == "of"), token)
        return token

    def _is_cause(self, token: Token) -> bool:
        name = noun_name(token, is_gerund(token), self.lexicon.nouns)
        named = any(near.lemma_.lower() in self.lexicon.means for near in (token, *attributes(token)))
        return named or any(sense.type in self.lexicon.causes for sense in self.lexicon.nouns.get(name, ()))

    def _is_deed(self, noun: Token) -> bool:
        """An attack is neither a place nor a thing nor a force: "condemned the bombing", "fled the fighting"."""
        senses = self.lexicon.nouns.get(noun_name(noun, gerund=False, nouns=self.lexicon.nouns), ())
        return any(sense.type in self.lexicon.causes for sense in senses)

    def _is_mutual(self, sense: Sense) -> bool:
        return self.lexicon.types[sense.type].family in MUTUAL

    def _carrier(self, noun: Token) -> Token | None:
        """The light verb that carries the noun."""
        noun = self._whole(noun)
        if noun.dep_ == "pobj" and noun.head.lower_ in MEANWHILE:
            return None
        head = noun.head.head if noun.dep_ == "pobj" else noun.head
        light = self._is_light(head) or is_under(noun, head) or (noun.dep_ != "pobj" and is_existential(head))
        if noun.dep_ == "nsubj" and (outcome := grammar.direct_object(head)) is not None and self._is_outcome(outcome):
            return None  # "the raid caused no casualties" carries the casualties, not the raid
        return head if head.pos_ in VERBAL and light else None

    def _is_light(self, verb: Token) -> bool:
        return verb_name(verb, self.lexicon.light_verbs) in self.lexicon.light_verbs

    def _is_outcome(self, noun: Token) -> bool:
        senses = self._noun_senses(noun, gerund=False)
        return any(sense.type in self.lexicon.consequences for sense in senses)

    def _whole(self, noun: Token) -> Token:
        """The head of "a round of talks", "a series of raids"."""
        if noun.dep_ == "pobj" and noun.head.lower_ == "of":
            whole = noun.head.head
            if whole.pos_ in NOMINAL and whole.lemma_.lower() in self.lexicon.classes["partitive"]:
                return whole
        return noun

    def _role_of_object(self, sense: Sense) -> Role:
        return "victim" if sense.type in self.lexicon.people_types else "target"

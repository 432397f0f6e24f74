"""Which words of a parsed text report an occurrence, of what type, and who stands in which role.

A spaCy ``Doc`` and the lexicon in, ``Occurrence`` records of token indices out, in the order of the text. An occurrence
told by several words is one: "carried out an attack", "a strike killed ten", "shelled the town, wounding two".
Whether it happened, who says so, where and when are asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain

from spacy.tokens import Doc, Token

from sayso.catalogue.lexicon import ACTOR, NOTHING, Lexicon, Sense
from sayso.reading import grammar
from sayso.reading.phrases import climb
from sayso.records import Role

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ"})
ATTRIBUTIVE = frozenset({"amod", "compound", "nmod"})
DISPLACED = "displacement"
DESCRIPTIVE = frozenset({"amod", "acl", "relcl"})
PRESENT = frozenset({"VBP", "VBZ", "VBG"})
CAUSAL = frozenset({"in", "by", "from", "during", "with", "after", "amid", "under", "of"})
CIRCUMSTANCE = frozenset(
    {"in", "during", "after", "amid", "amidst", "following", "despite", "since", "by", "from", "before"}
)
MEANWHILE = frozenset({"during", "after", "amid", "amidst", "following", "despite", "since", "before", "until"})
TOWARDS = frozenset({"on", "against", "upon", "at", "into", "toward", "towards"})
SPANNING = frozenset({"in", "during", "since", "throughout", "over"})
PIVOTS = frozenset({"of", "over", "to", "on", "against"})
COUNTERPARTS = frozenset({"with", "to", "from", "for"})
MUTUAL = frozenset({"statement", "diplomacy", "sanction", "aid", "supply"})
MONTHS = frozenset({"March", "May"})  # whose names are words too
MARKING = frozenset({"aux", "mark", "cc"})
TOOLS = frozenset({"with", "using", "by", "via"})
COMPANY = frozenset({"along", "together"})
HELD = "place_held"  # what is held goes on, and "it" may be too far from its name
HARD = frozenset({"violence", "custody", "territory", "displacement", "siege", "property"})
DESTRUCTIVE = frozenset({"violence", "displacement", "property"})
DOING = frozenset({"force", "people", "person"})
PERSONAL = DOING | {"him"}
BLAST = "bombing"  # of anything that explodes, until its means are named
OUTCOME = 4  # steps from those counted to the word that tells what happened to them
THOSE = frozenset({"those", "these", "them", "whom"})
HARMED = frozenset({"VBN", "VBD", "JJ"})
LINKS = frozenset({",", "and", "&", "-", "–", "—"})
ANYBODY = frozenset({"any", "every", "each", "no", "such"})
OWING = frozenset({"due", "owing", "thanks"})
HANGING = frozenset({"acl", "relcl"})
PARTICIPIAL = frozenset({"acl", "advcl", "xcomp", "pcomp"})
GERUND = frozenset({"pcomp", "pobj", "nsubj", "nsubjpass"})
WHERE = frozenset({"on", "at"})
AIMED = frozenset({"on", "against", "upon", "at"})
OCCASIONS = frozenset({"when", "after", "as"})
ASIDE = frozenset({"ccomp", "relcl", "parataxis"})

Kinds = Mapping[str, AbstractSet[int]]
"""Token indices by what they are known to be: ``place``, ``force``, ``person``, ``state``, ``time``."""


@dataclass(frozen=True, slots=True)
class Filler:
    """The head token of a phrase that stands in a role."""

    role: Role
    head: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """``trigger`` is the word that names it, ``verb`` the head of the clause that carries it (often the same);
    ``parts`` are the triggers of all words counted with it, the trigger first; ``named`` is the type that the
    trigger alone stands for, before its means and participants made it more exact."""

    trigger: int
    verb: int
    named: str
    type: str
    fillers: tuple[Filler, ...]
    parts: tuple[int, ...]


def find_occurrences(doc: Doc, lexicon: Lexicon, kinds: Kinds) -> list[Occurrence]:
    """All occurrences that ``doc`` reports, whatever their status."""
    return _Finder(doc, lexicon, kinds).all()


@dataclass(slots=True)
class _Finder:
    doc: Doc
    lexicon: Lexicon
    kinds: Kinds

    def all(self) -> list[Occurrence]:
        verbs: dict[int, Occurrence] = {}
        nouns: dict[int, Sense] = {}
        for token in self.doc:
            lemma = _verb_name(token, self.lexicon.verbs)
            gerund = _gerund(token) and token.lower_ in self.lexicon.nouns
            if token.pos_ in VERBAL and lemma in self.lexicon.verbs and not _nominal(token) and not gerund:
                sense = self._sense(token, self.lexicon.verbs[lemma])
                if sense is not None and self._is_done(token, sense):
                    verbs[token.i] = self._of_verb(token, sense)
            elif token.dep_ not in ATTRIBUTIVE or grammar.said_of(token) is not None:
                sense = self._sense(token, self._noun_senses(token, gerund))
                if sense is not None:
                    nouns[token.i] = sense
        absorbed = {i for occurrence in verbs.values() for i in occurrence.parts[1:]}
        absorbed |= {i for i in nouns if (verb := self._carrier(self.doc[i])) is not None and verb.i in verbs}
        found = dict(verbs)
        for i, sense in nouns.items():
            if (
                i not in absorbed
                and not (sense.counted and self._told_above(self.doc[i], found))
                and (self._tells(self.doc[i], sense) or self._is_first_told(self.doc[i], sense, found))
            ):
                found[i] = self._of_noun(self.doc[i], sense)
                absorbed.update(found[i].parts[1:])
        return self._merged({i: one for i, one in found.items() if i not in absorbed and not self._sums_up_a_war(one)})

    def _is_done(self, verb: Token, sense: Sense) -> bool:
        """Not by nature ("an earthquake levelled three villages"), nor only told of somebody by a participle."""
        doer = self._doer(verb) if self.lexicon.types[sense.type].family in DESTRUCTIVE else None
        if doer is not None and doer.lemma_.lower() in self.lexicon.classes["nature"]:
            return False
        return verb.dep_ not in DESCRIPTIVE or self._describes(verb, sense)

    def _describes(self, participle: Token, sense: Sense) -> bool:
        """Does what tells of somebody tell what was done: "the captured officers", not "any captured officers", nor "rebels
        backed by Turkey", "troops fighting the rebels", "those who support the revolt"?
        """
        if participle.dep_ == "acl":
            return sense.type not in self.lexicon.standing
        if participle.dep_ == "relcl":
            return participle.tag_ not in PRESENT or sense.type not in self.lexicon.standing
        if sense.type == DISPLACED and not _is_numbered(participle.head):
            return False  # "a spokesman for displaced people"
        return sense.type in self.lexicon.describing and not _is_generic(participle.head)

    def _sums_up_a_war(self, occurrence: Occurrence) -> bool:
        """Counts of a whole war tell no occurrence: "thousands have died in the war", "since the revolt began"."""
        if any(word.lemma_.lower() in self.lexicon.classes["overall"] for word in self.doc[occurrence.trigger].lefts):
            return True  # "taking the overall toll to 34,000"
        verb = self.doc[occurrence.verb]
        told = any(not self._is_war(self.doc[part]) for part in occurrence.parts[1:])
        if occurrence.named not in self.lexicon.consequences or told or verb.pos_ not in VERBAL:
            return False
        hit = [self.doc[filler.head] for filler in occurrence.fillers if filler.role in ("victim", "target")]
        partitive = self.lexicon.classes["partitive"]
        if not any(one.pos_ == "NUM" or one.lemma_.lower() in partitive or _is_numbered(one) for one in hit):
            return False
        return any(self._is_war(token) for one in (verb, *self._consequences(verb)) for token in self._extent(one))

    def _extent(self, verb: Token) -> Iterator[Token]:
        """Its doer, and what its time is measured by: "the war has …", "since the war began", "during the siege"."""
        if (doer := self._doer(verb)) is not None:
            yield doer
        for preposition, noun in grammar.prepositions(verb):
            if preposition in SPANNING:
                yield from (noun, *(of for preposition, of in grammar.prepositions(noun) if preposition == "of"))
        for clause in verb.children:
            if clause.dep_ == "advcl" and any(child.lower_ == "since" for child in clause.lefts):
                yield from (child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass", "dobj"))

    def _is_war(self, token: Token) -> bool:
        return token.lemma_.lower() in self.lexicon.classes["war"]

    # Senses and classes

    def _noun_senses(self, noun: Token, gerund: bool) -> Sequence[Sense]:
        """What the noun stands for; one made of a verb ("the ousting of the governor"), what the verb does."""
        name = _noun_name(noun, gerund, self.lexicon.nouns)
        if (
            name in self.lexicon.nouns
            or noun.tag_ != "NN"
            or not any(word == "of" for word, _ in grammar.prepositions(noun))
        ):
            return self.lexicon.nouns.get(name, ())
        verb = next((stem for stem in _stems(name) if stem in self.lexicon.verbs), "")
        return [
            replace(sense, roles={"of": self._role_of_object(sense)})
            for sense in self.lexicon.verbs.get(verb, ())
            if sense.type in self.lexicon.describing
        ]

    def _sense(self, word: Token, senses: Iterable[Sense]) -> Sense | None:
        """The first whose conditions hold; for what could be a headline's passive, failing that, as one."""
        near = _companions(word)
        if (those := grammar.said_of(word)) is not None:
            near |= _companions(those) | _companions(word.head)  # "counted 900 dead from typhus"
        for clipped in (False, True) if _is_clipped(word) else (False,):
            for sense in senses:
                if self._holds(word, sense, near, clipped):
                    return sense if sense.type != NOTHING else None
        return None

    def _holds(self, word: Token, sense: Sense, near: AbstractSet[str], clipped: bool) -> bool:
        if any(wanted and not near & wanted for wanted in (sense.with_, sense.about)) or near & sense.without:
            return False
        if sense.prep and not any(child.lower_ in sense.prep for child in word.children if child.dep_ not in MARKING):
            return False
        if sense.complement and not sense.complement & _complements(word):
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
        if verb is None or (_follows_without_mark(verb) and grammar.is_passive(verb.head)):
            return None
        doer = grammar.by_agent(verb) if grammar.is_passive(verb) else grammar.subject(verb)
        if doer is None and verb.dep_ == "pcomp" and verb.head.lower_ == "of" and self._is_any(verb.head.head, DOING):
            return verb.head.head  # parsers may hang "of shelling" of "accused the army of shelling" on the army
        return None if doer is None or doer.dep_ == "expl" else doer

    def _is_any(self, token: Token, classes: AbstractSet[str]) -> bool:
        if "any" in classes or ("people" in classes and _is_nobody(token)):
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

    # Occurrences

    def _of_verb(self, verb: Token, sense: Sense) -> Occurrence:
        fillers = self._verb_fillers(verb, sense)
        type_name = sense.type
        parts = [
            verb.i,
            *(child.i for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in sense.companions),
        ]
        if sense.type in self.lexicon.consequences and not any(one.role in ("agent", "instrument") for one in fillers):
            fillers += self._shared_doer(verb)
        if type_name in self.lexicon.by_means:
            cause = None if self._is_denied(verb) else self._cause(verb)
            if cause is not None:
                type_name = self._cause_type(cause, type_name)
                if _noun_name(cause, _gerund(cause), self.lexicon.nouns) in self.lexicon.nouns:
                    parts.append(cause.i)
                    fillers += self._cause_fillers(cause, fillers)
            objects = (
                child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in sense.companions
            )
            type_name = self._by_means(type_name, [verb, *self._tools(verb), *self._agents(fillers), *objects])
            for wielding in (one for one in self._wielding(verb) if one.i != verb.i):
                parts.append(wielding.i)
                for thing in self._wielded(wielding):
                    fillers += self._prepositional("using", thing, {})
        return self._refined(Occurrence(verb.i, verb.i, sense.type, type_name, _unique(fillers), tuple(parts)))

    def _of_noun(self, noun: Token, sense: Sense) -> Occurrence:
        verb = self._carrier(noun)
        fillers = self._noun_fillers(noun, sense)
        if sense.counted:
            fillers += self._fill("victim", grammar.said_of(noun) or noun)
        if noun.dep_ == "attr" and (described := grammar.own_subject(noun.head)) is not None:
            fillers += self._fill("target", described)
        if verb is not None:
            carried = self._carried_fillers(noun, verb)
            if any(filler.role == "agent" for filler in carried):  # "the army continued its advance"
                fillers = [one for one in fillers if one.role != "agent" or self.doc[one.head].tag_ != "PRP$"]
            fillers += (one for one in carried if one.role != "agent" or not sense.counted)
        type_name, parts = sense.type, [noun.i]
        if type_name in self.lexicon.consequences and not self._is_denied(noun):
            doer = None if verb is None else self._doer(noun)
            told = (one for one in (noun, grammar.said_of(noun), verb) if one is not None)
            causes = (*chain.from_iterable(map(_causal, told)), *(() if doer is None else (doer,)))
            for cause in (one for one in map(self._counted, causes) if one.i != noun.i and self._is_cause(one)):
                type_name = self._cause_type(cause, type_name)
                parts.append(cause.i)
                fillers += self._cause_fillers(cause, fillers)
        if type_name in self.lexicon.by_means:
            tools = self._tools(verb) if verb is not None else ()
            type_name = self._by_means(type_name, [noun, *self._by_which(noun), *self._agents(fillers), *tools])
        return self._refined(
            Occurrence(
                noun.i, noun.i if verb is None else verb.i, sense.type, type_name, _unique(fillers), tuple(parts)
            )
        )

    def _cause(self, verb: Token) -> Token | None:
        """The noun of an attack that brought it about: "a blast killed…", "died in shelling", "killed by mortar fire".

        What is told after the last of several coordinates is told of all: "ten were killed and six wounded in an air raid".
        """
        doer = self._doer(verb) if not grammar.is_passive(verb) else None
        named = (
            () if doer is None else (doer,),
            _causal(verb),
            (noun for other in self._consequences(verb) for noun in _causal(other)),
        )
        return next(
            (
                token
                for token in map(self._counted, chain.from_iterable(named))
                if (token.pos_ in NOMINAL or _gerund(token)) and self._is_cause(token)
            ),
            None,
        )

    def _shared_doer(self, verb: Token) -> list[Filler]:
        """Who or what is told after the last of several coordinates: "two were killed and six wounded by gunmen"."""
        others = (one for one in self._consequences(verb) if one.i > verb.i and one.lemma_ != verb.lemma_)
        doers = (grammar.by_agent(other) for other in others)
        doer = next((one for one in doers if one is not None), None)
        role = None if doer is None or not grammar.is_passive(verb) else self._role_of_doer(doer)
        return [] if doer is None or role is None else self._fill(role, doer)

    def _is_denied(self, word: Token) -> bool:
        """Is the outcome denied, and its cause not: "the raid killed nobody", "a raid that caused no casualties"?"""
        words = self.lexicon.status.negations
        hit = (grammar.patient(word), grammar.own_subject(word)) if word.pos_ in VERBAL else ()
        carrier = None if word.pos_ in VERBAL else self._carrier(word)
        own = (*word.children, *(() if carrier is None else carrier.children))
        near = (*own, *(near for one in hit if one is not None for near in (one, *one.children)))
        return any(one.lower_ in words for one in near)

    def _is_cause(self, token: Token) -> bool:
        name = _noun_name(token, _gerund(token), self.lexicon.nouns)
        named = any(near.lemma_.lower() in self.lexicon.means for near in (token, *_attributes(token)))
        return named or any(sense.type in self.lexicon.causes for sense in self.lexicon.nouns.get(name, ()))

    def _consequences(self, verb: Token) -> list[Token]:
        """The verbs coordinated with one that tells deaths, wounds or damage, if they do so too."""
        return [
            other
            for other in verb.conjuncts
            if any(
                sense.type in self.lexicon.consequences for sense in self.lexicon.verbs.get(other.lemma_.lower(), ())
            )
        ]

    def _cause_type(self, cause: Token, type_name: str) -> str:
        sense = self._sense(cause, self._noun_senses(cause, _gerund(cause)))
        named = (
            sense.type
            if sense is not None and (not self._is_telling(type_name) or sense.type != "attack")
            else type_name
        )
        return self._by_means(named, [cause, *self._by_which(cause)])

    def _is_telling(self, type_name: str) -> bool:
        """Does the type say more than that there was an attack or what followed from one?"""
        return type_name != "attack" and type_name not in self.lexicon.consequences

    def _tools(self, verb: Token) -> list[Token]:
        doer = self._doer(verb)
        doers = () if doer is None else (doer, *doer.conjuncts)
        return [*self._by_which(verb), *map(self._counted, doers)]

    def _by_which(self, word: Token) -> list[Token]:
        """What is told behind a verb or a noun as its means: "attacked with rockets", "an attack with rockets", "killed two
        using rockets"; not who only helped, "with air support".
        """
        told = [noun for preposition, noun in grammar.prepositions(word) if preposition in TOOLS]
        told += [thing for verb in self._wielding(word) for thing in self._wielded(verb)]
        return [tool for tool in map(self._counted, told) if tool.lemma_.lower() not in self.lexicon.classes["backing"]]

    def _wielding(self, word: Token) -> Iterator[Token]:
        """The verb itself or a participle that tells the means: "used gas in the attack", "killed two using rockets", "by
        firing rockets"; parsers may hang "using" on who did it or on those hit, who may well be firing themselves.
        """
        used, fired = self.lexicon.classes["wield"], self.lexicon.classes["discharge"]
        others = [grammar.patient(word), grammar.by_agent(word)] if word.pos_ in VERBAL else []
        near = [(one, used) for other in others if other is not None for one in other.children]
        near += [(one, used | fired) for one in word.children]
        near += [(one, used | fired) for child in word.children if child.lower_ == "by" for one in child.children]
        told = (
            one for one, verbs in near if one.tag_ == "VBG" and one.dep_ in PARTICIPIAL and one.lemma_.lower() in verbs
        )
        yield from (word, *told) if word.lemma_.lower() in used else told

    def _wielded(self, verb: Token) -> list[Token]:
        thing = grammar.direct_object(verb)
        return [] if thing is None else [thing, *thing.conjuncts]

    def _agents(self, fillers: Iterable[Filler]) -> list[Token]:
        return [self._counted(self.doc[filler.head]) for filler in fillers if filler.role == "agent"]

    def _by_means(self, type_name: str, words: Iterable[Token]) -> str:
        """The most telling type among the means named by the words and what stands before them, and ``type_name``."""
        named = [
            self.lexicon.means[near.lemma_.lower()]
            for word in words
            for near in (word, *_attributes(word))
            if near.lemma_.lower() in self.lexicon.means
        ]
        if type_name in self.lexicon.means_order and type_name != BLAST:
            named.append(type_name)
        return min(named, key=self.lexicon.means_order.index, default=type_name)

    def _refined(self, occurrence: Occurrence) -> Occurrence:
        for change in self.lexicon.types[occurrence.type].refine:
            roles = ("target", "victim") if change.role == "target" else (change.role,)
            heads = [filler.head for filler in occurrence.fillers if filler.role in roles]
            if any(self._named(self.doc[head], change.kind) for head in heads):
                return replace(occurrence, type=change.to)
        return occurrence

    def _named(self, head: Token, kind: str) -> bool:
        if kind != "state":
            return self._is_any(head, {kind})
        if head.i in self.kinds["force"] and head.i not in self.kinds["state"]:
            return False
        words = {near.lemma_.lower() for near in (head, *head.lefts)}
        if words & self.lexicon.classes["nonstate"]:
            return False
        return head.i in self.kinds["state"] or bool(words & self.lexicon.classes["state"])

    # Roles

    def _verb_fillers(self, verb: Token, sense: Sense) -> list[Filler]:
        done_to = self._role_of_object(sense)
        fillers: list[Filler] = []
        doer, patient = self._doer(verb), grammar.patient(verb)
        if doer is not None and (patient is None or doer.i != patient.i):
            role = sense.roles.get("subject") or self._role_of_doer(doer)
            if role == "agent" and patient is None and self._is_undergone(verb, doer, sense):
                role = self._role_of_patient(doer, done_to)
            fillers += self._fill(role, doer) if role is not None else []
            fillers += self._behind(doer) if role in (None, "instrument") else []
        if patient is not None and ("object" in sense.roles or not self._is_phrase(patient, sense)):
            role = sense.roles.get("object", self._role_of_patient(patient, done_to))
            fillers += self._doers_of(patient) if self._is_deed(patient) else self._fill(role, patient)
        fillers += self._handed(verb)
        for preposition, noun in grammar.prepositions(verb):
            scene = self._is_passed(preposition, noun, fillers) or (
                preposition in WHERE and self._is_scene(noun, verb, sense)
            )
            if preposition in sense.roles or not scene:
                fillers += self._prepositional(preposition, noun, sense.roles)
            if preposition in COUNTERPARTS and noun.head.head.i == verb.i and self._is_counterpart(noun, sense):
                fillers += self._fill("target", noun)
        mutual = self._is_mutual(sense)
        for child in verb.children:
            if child.dep_ == "dobj" and child.lemma_.lower() in sense.companions:
                # "took control of the town", the preposition on the noun or, as parsers have it, on the verb
                for preposition, noun in (*grammar.prepositions(child), *grammar.prepositions(verb)):
                    if preposition in PIVOTS and (not mutual or self._is_any(noun, ACTOR)):
                        fillers += self._fill(self._role_of_patient(noun, done_to), noun)
                    elif preposition in COUNTERPARTS and self._is_counterpart(noun, sense):
                        fillers += self._fill("target", noun)
        return fillers

    def _behind(self, cause: Token) -> list[Filler]:
        """Who is behind what did it: "rebel rockets killed …", "the army carried out raids that killed …"."""
        fillers = [filler for filler in self._noun_fillers(cause, None) if filler.role == "agent"]
        verb, doer = self._carrier(cause), self._doer(cause)
        if (
            fillers
            or verb is None
            or doer is None
            or verb.lemma_.lower() in self.lexicon.undergo | self.lexicon.tellers
        ):
            return fillers
        return self._fill("agent", doer) if self._role_of_doer(doer) == "agent" else []

    def _is_deed(self, noun: Token) -> bool:
        """An attack is neither a place nor a thing nor a force: "condemned the bombing", "fled the fighting"."""
        senses = self.lexicon.nouns.get(_noun_name(noun, gerund=False, nouns=self.lexicon.nouns), ())
        return any(sense.type in self.lexicon.causes for sense in senses)

    def _doers_of(self, deed: Token) -> list[Filler]:
        """Whom "condemned the rebels' bombing" is done to."""
        doers = (filler.head for filler in self._noun_fillers(deed, None) if filler.role == "agent")
        return [Filler("target", head) for head in doers]

    def _is_scene(self, noun: Token, verb: Token, sense: Sense) -> bool:
        """Where people came to harm ("killed at a crossing") is no target; what was raided ("killed in a raid on …") is."""
        if sense.type not in self.lexicon.consequences or not self._is_any(noun, {"place", "building"}):
            return False
        return not any(cause.i < noun.i and self._is_cause(cause) for cause in map(self._counted, _causal(verb)))

    def _is_passed(self, preposition: str, noun: Token, fillers: Sequence[Filler]) -> bool:
        """Where somebody else is hit: "ambushed a convoy on the road", "defeated the army at Drama"."""
        if not any(filler.role in ("target", "victim") for filler in fillers):
            return False
        if preposition == "on":
            return noun.lemma_.lower() in self.lexicon.classes["way"]
        return preposition == "at" and noun.i in self.kinds["place"]

    def _is_undergone(self, verb: Token, doer: Token, sense: Sense) -> bool:
        if sense.object and _is_clipped(verb) and not self._holds(verb, sense, _companions(verb), clipped=False):
            return True
        return self._is_headline_passive(verb, doer, sense)

    def _is_headline_passive(self, verb: Token, doer: Token, sense: Sense) -> bool:
        """Headlines leave the auxiliary out ("Nine porters wounded in raid"): what harms has an object, or is suffered."""
        harmed = doer.pos_ == "NUM" or self._is_any(doer, {"people", "aircraft", "ship", "building"})
        harm = sense.type in self.lexicon.consequences or sense.type == "shoot_down"
        return verb.tag_ in ("VBD", "VBN") and harm and harmed

    def _is_phrase(self, noun: Token, sense: Sense) -> bool:
        """Does the object only make a phrase with the verb ("take control")? A diplomat expelled is more than that."""
        named = {near.lemma_.lower() for near in (noun, *noun.children) if near is noun or near.dep_ in ATTRIBUTIVE}
        if named & sense.with_:
            return True
        return noun.lemma_.lower() in sense.about and not self._is_any(noun, {"people", "person", "envoy"})

    def _is_counterpart(self, noun: Token, sense: Sense) -> bool:
        """Is the noun the other party of an act of words or of aid: "relations with Romania", "apologised to Athens"?"""
        return self._is_mutual(sense) and noun.i not in self.kinds["time"] and self._is_any(noun, ACTOR)

    def _is_mutual(self, sense: Sense) -> bool:
        return self.lexicon.types[sense.type].family in MUTUAL

    def _role_of_object(self, sense: Sense) -> Role:
        return "victim" if sense.type in self.lexicon.people_types else "target"

    def _role_of_patient(self, patient: Token, role: Role) -> Role:
        people = patient.pos_ == "NUM" or self._counted(patient).lower_ in THOSE or self._is_any(patient, PERSONAL)
        return "victim" if role == "victim" and people else "target"

    def _role_of_doer(self, doer: Token) -> Role | None:
        """Agents, or the means ("a shell killed …"); an attack that names no means ("the attack killed …") is neither."""
        doer = self._counted(doer)
        if self._is_any(doer, {"people", "aircraft"}) or doer.lemma_.lower() in self.lexicon.classes["force"]:
            return "agent"
        if self._is_any(doer, {"projectile"}) or any(
            near.lemma_.lower() in self.lexicon.means for near in (doer, *_attributes(doer))
        ):
            return "instrument"
        told = doer.lemma_.lower() in self.lexicon.nouns or self._is_any(doer, {"fighting"})
        return None if told else "agent"

    def _prepositional(self, preposition: str, noun: Token, roles: Mapping[str, Role]) -> list[Filler]:
        if noun.i in self.kinds["time"] or noun.pos_ not in NOMINAL:
            return []
        if preposition in roles:
            return self._fill(roles[preposition], noun)
        if preposition in TOWARDS and self._is_any(
            noun, {"place", "building", "force", "people", "person", "materiel"}
        ):
            return self._fill("target", noun)
        tool = noun.lemma_.lower() in self.lexicon.means or self._is_any(
            noun, {"materiel", "arms", "projectile", "aircraft"}
        )
        if preposition in TOOLS and tool and noun.head.head.lower_ not in COMPANY:
            return self._fill("instrument", noun)
        return []

    def _noun_fillers(self, noun: Token, sense: Sense | None) -> list[Filler]:
        fillers: list[Filler] = []
        roles = sense.roles if sense is not None else {}
        for child in noun.children:
            within = child.children if child.dep_ in ATTRIBUTIVE and child.lemma_.lower() in self.lexicon.means else ()
            for word in (child, *within):  # parsers may hang "rebel" of "rebel mortar attack" on "mortar"
                if self._is_attributive_force(word, roles):
                    fillers += self._fill("agent", word)
            if child.dep_ == "poss":
                fillers += self._fill("agent", child)
            elif child.dep_ in ATTRIBUTIVE and self._is_any(child, {"arms", "projectile", "aircraft"}):
                fillers += self._fill("instrument", child)
            elif child.dep_ == "acl" and child.tag_ == "VBN" and self._is_light(child):
                fillers += self._launched_fillers(child)
        fillers += self._handed(noun)
        if (blamed := self._blamed(noun)) is not None:
            fillers += self._fill("agent", blamed)
        predicate = grammar.prepositions(noun.head) if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" else ()
        told = ((preposition, other) for preposition, other in predicate if preposition in ("by", "between"))
        for preposition, other in (*grammar.prepositions(noun), *told):  # "the raid was by gendarmes"
            if other == blamed or other.i in self.kinds["time"] or other.pos_ not in NOMINAL:
                continue
            if preposition in roles:
                of_place = roles[preposition] == "agent" and self._is_any(other, {"place"})
                fillers += self._fill("target" if of_place else roles[preposition], other)
            elif preposition in ("by", "from", "between", "with") and self._is_any(other, {*DOING, "aircraft"}):
                fillers += self._fill("agent", other)
            elif preposition in TOOLS:
                fillers += self._prepositional(preposition, other, {})
            elif preposition == "of" or preposition in TOWARDS:
                fillers += self._prepositional("on", other, {})
        return fillers

    def _blamed(self, deed: Token) -> Token | None:
        """On whom a deed is blamed: "blamed the raid on the rebels", "accused the rebels of the raid"."""
        classes = self.lexicon.classes
        if deed.dep_ == "dobj" and deed.head.lemma_.lower() in classes["blaming"]:
            told = (*grammar.prepositions(deed), *grammar.prepositions(deed.head))
            return next((noun for preposition, noun in reversed(told) if preposition == "on"), None)
        if deed.dep_ != "pobj" or deed.head.lower_ not in ("of", "for"):
            return None
        above = deed.head.head  # the verb, or the accused, on whom parsers may hang "of …"
        verb = above if above.pos_ in VERBAL else above.head
        accused = grammar.patient(verb) if verb.pos_ in VERBAL and verb.lemma_.lower() in classes["accusing"] else None
        return accused if above in (verb, accused) and accused != deed else None

    def _cause_fillers(self, cause: Token, known: Sequence[Filler]) -> list[Filler]:
        """Roles that the noun of a cause gives; not "mortar" where "a series of mortar attacks" is the instrument."""
        named = any(filler.role == "instrument" for filler in known)
        return [filler for filler in self._noun_fillers(cause, None) if not (named and filler.role == "instrument")]

    def _launched_fillers(self, verb: Token) -> list[Filler]:
        """Roles that "attacks launched by rebels on the port" gives; parsers may hang "on …" on the rebels."""
        doer = grammar.by_agent(verb)
        if doer is None:
            return []
        fillers = self._fill("agent", doer)
        for preposition, noun in (*grammar.prepositions(verb), *grammar.prepositions(doer)):
            fillers += self._prepositional("on", noun, {}) if preposition in AIMED else []
        return fillers

    def _handed(self, word: Token) -> list[Filler]:
        """Who did it: "killed at the hands of the gendarmes"."""
        doer = grammar.at_hands(word)
        return [] if doer is None else self._fill("agent", doer)

    def _is_attributive_force(self, child: Token, roles: Mapping[str, Role]) -> bool:
        """Whose raid: the last word of "Greek government raid", but not of "rebel deaths"; "air" tells the means, also of
        "Greek air raids".
        """
        common = child.i not in self.kinds["force"]
        if child.dep_ not in ATTRIBUTIVE or not self._is_force(child) or (common and "victim" in roles.values()):
            return False
        following = child.nbor() if child.i + 1 < len(self.doc) else child
        longer = following.head.i == child.head.i and following.dep_ in ATTRIBUTIVE and self._is_force(following)
        return child.lemma_.lower() not in self.lexicon.means and (
            not longer or following.lemma_.lower() in self.lexicon.means
        )

    def _is_force(self, token: Token) -> bool:
        return token.i in self.kinds["force"] or token.lemma_.lower() in self.lexicon.classes["raider"]

    def _carried_fillers(self, noun: Token, verb: Token) -> list[Filler]:
        """Roles that the verb of "launched an attack on…", "came under fire from…" gives."""
        fillers: list[Filler] = []
        doer = self._doer(verb)
        if doer is not None and noun not in (doer, *doer.conjuncts) and verb.lemma_.lower() not in self.lexicon.tellers:
            undergone = verb.lemma_.lower() in self.lexicon.undergo or _is_under(noun, verb)
            role = "target" if undergone else self._role_of_doer(doer)
            fillers += self._fill(role, doer) if role is not None else []
        for preposition, other in grammar.prepositions(verb):
            if other.i != noun.i:
                doing = preposition == "between" or (preposition == "by" and _is_under(noun, verb))
                acts = doing and self._is_any(other, {"force", "people"})
                fillers += self._fill("agent", other) if acts else self._prepositional(preposition, other, {})
        return fillers

    def _fill(self, role: Role, head: Token) -> list[Filler]:
        if head.i in self.kinds["time"] or head.pos_ not in NOMINAL:
            return []
        return [Filler(role, token.i) for token in (head, *head.conjuncts) if token.pos_ in NOMINAL]

    # Nouns that tell

    def _told_above(self, noun: Token, found: Mapping[int, Occurrence]) -> bool:
        """Are those counted the outcome of what their clause tells: "the raid left nine dead", "a toll of nine dead"?"""
        return any(above.i in found for above in climb(noun, OUTCOME))

    def _carrier(self, noun: Token) -> Token | None:
        """The light verb that carries the noun."""
        noun = self._whole(noun)
        if noun.dep_ == "pobj" and noun.head.lower_ in MEANWHILE:
            return None
        head = noun.head.head if noun.dep_ == "pobj" else noun.head
        light = self._is_light(head) or _is_under(noun, head) or (noun.dep_ != "pobj" and _is_existential(head))
        if noun.dep_ == "nsubj" and (outcome := grammar.direct_object(head)) is not None and self._is_outcome(outcome):
            return None  # "the raid caused no casualties" carries the casualties, not the raid
        return head if head.pos_ in VERBAL and light else None

    def _is_light(self, verb: Token) -> bool:
        return _verb_name(verb, self.lexicon.light_verbs) in self.lexicon.light_verbs

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

    def _tells(self, noun: Token, sense: Sense) -> bool:
        """Does the noun report an occurrence, or only refer to one told elsewhere?"""
        if sense.carried:
            return self._carrier(noun) is not None
        if sense.counted:
            return self._is_counted(noun)
        noun = self._whole(noun)
        if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "ROOT", "attr") and (
            self._carrier(noun) is not None or noun.dep_ in ("ROOT", "attr")
        ):
            return True
        if noun.dep_ == "pobj" and noun.head.lower_ in ("under", "in") and self._carrier(noun) is not None:
            return True
        definite = any(child.lower_ in ("the", "this", "that", "these", "those", "such") for child in noun.children)
        argued = any(child.dep_ == "poss" for child in noun.children) or any(
            other.pos_ == "PROPN" or self._is_any(other, {"force", "place", "people", "person", "building"})
            for preposition, other in grammar.prepositions(noun)
        )
        named = any(child.i in self.kinds["force"] for child in noun.children if child.dep_ in ATTRIBUTIVE)
        if argued or named:
            return True
        return not definite and (noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ in CIRCUMSTANCE))

    def _is_counted(self, noun: Token) -> bool:
        """ "Nine dead", "nine villagers dead", "dozens of villagers dead"."""
        those = grammar.said_of(noun)
        if those is None:
            return _is_numbered(noun)
        return those.pos_ == "NUM" or _is_numbered(those) or those.lemma_.lower() in self.lexicon.classes["partitive"]

    def _is_first_told(self, noun: Token, sense: Sense, found: Mapping[int, Occurrence]) -> bool:
        """Does a noun that could refer to what is told elsewhere ("after the coup") come before anything of its kind is?"""
        subject = self._whole(noun).dep_ in ("nsubj", "nsubjpass")
        if sense.carried or sense.counted or subject or noun.i in self.kinds["force"] or _is_likened(noun):
            return False
        family = self.lexicon.types[sense.type].family
        return not any(i < noun.i and self.lexicon.types[one.named].family == family for i, one in found.items())

    # Several words, one occurrence

    def _merged(self, found: dict[int, Occurrence]) -> list[Occurrence]:
        found = self._paired({i: one for i, one in found.items() if not self._is_repeated(one, found)})
        carried = {one.verb: i for i, one in found.items()}
        for i in sorted(found, reverse=True):
            occurrence = found[i]
            if occurrence.named not in self.lexicon.consequences or self.doc[i].pos_ not in VERBAL:
                continue
            mains = (found.get(main) or found.get(carried.get(main, main)) for main in self._mains(self.doc[i], found))
            whole = next((one for one in mains if one is not None and self._follows(self.doc[i], one)), None)
            if whole is None:
                whole = self._occasion(self.doc[i], found)
            if whole is not None:
                parts = (*whole.parts, *occurrence.parts)
                fillers = _unique([*whole.fillers, *(f for f in occurrence.fillers if f.role != "agent")])
                found[whole.trigger] = self._refined(replace(whole, parts=parts, fillers=fillers))
                del found[i]
        return [found[i] for i in sorted(found)]

    def _paired(self, found: Mapping[int, Occurrence]) -> dict[int, Occurrence]:
        """Headlines tell deaths and wounds of one occurrence side by side: "2 killed, 5 injured in rocket attack"."""
        kept: dict[int, Occurrence] = {}
        before = last = -1
        for i in sorted(found):
            other, harmed = found[i], found[i].named in self.lexicon.consequences and self.doc[i].tag_ in HARMED
            counted = [
                one.head for one in other.fillers if one.role == "victim" and self._is_beside(before, one.head, i)
            ]
            if last in kept and harmed and counted and kept[last].named in self.lexicon.consequences:
                first = kept[last]
                hit = [one if one.head > before else replace(one, role="victim") for one in first.fillers]
                fillers = [*(one for one in hit if one.head not in counted), *other.fillers]
                kind = other.type if self._is_telling(other.type) else first.type
                kept[last] = replace(first, type=kind, fillers=_unique(fillers), parts=(*first.parts, *other.parts))
            else:
                kept[i], last = other, i
            before = i
        return kept

    def _is_beside(self, before: int, counted: int, after: int) -> bool:
        """Is nothing but a comma or "and" between the words for the first, those counted, and the word for the second?"""
        if not before < counted < after or any(word.is_sent_start for word in self.doc[before + 1 : after + 1]):
            return False
        start, end = grammar.noun_phrase(self.doc[counted])
        return (
            before < start and after <= end + 1 and all(word.lower_ in LINKS for word in self.doc[before + 1 : start])
        )

    def _is_repeated(self, one: Occurrence, found: Mapping[int, Occurrence]) -> bool:
        """Does an infinitive of purpose tell again what its verb did: "took to the streets to protest"?"""
        verb = self.doc[one.trigger]
        above = found.get(verb.head.i) if verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VB" else None
        return above is not None and above.type == one.type

    def _occasion(self, verb: Token, found: Mapping[int, Occurrence]) -> Occurrence | None:
        """The attack of the clause that tells when or by what: "two were killed and six wounded when shells hit the
        market", "… due to shells fired by rebels"; not of what may have come of it.
        """
        if any(child.tag_ == "MD" for child in verb.children):
            return None
        for other in (verb, *self._consequences(verb)):
            doer = None if grammar.is_passive(other) else self._doer(other)
            named = (*_causal(other), *(() if doer is None else (doer,)))
            causes = (cause for cause in named if not self._is_any(cause, DOING))
            hanging = (clause for cause in causes for clause in cause.children if clause.dep_ in HANGING)
            for clause in (*_occasions(other), *hanging):
                if clause.i != verb.i and clause.i in found and found[clause.i].type in self.lexicon.causes:
                    return found[clause.i]
        return None

    def _mains(self, verb: Token, found: Mapping[int, Occurrence]) -> Iterator[int]:
        """The verbs that a consequence may hang on, the outermost first: of what hangs on another consequence also that of
        the other ("… attacked the village, burning houses and killing five").
        """
        head = verb.head
        hangs = (verb.dep_ == "conj" or verb.tag_ == "VBG") and head.head.i != head.i
        if hangs and head.i in found and found[head.i].named in self.lexicon.consequences:
            yield self._main(head)
        yield self._main(verb)

    def _main(self, verb: Token) -> int:
        """The verb that a consequence hangs on, by way of the nouns that the parser may have hung it on; the attack of "an
        attack on a lorry that killed two", which no lorry does, and of "a raid on a village in which two died".
        """
        head = verb.head
        doer = grammar.own_subject(verb)
        relative = () if doer is None else (doer, *(noun for _, noun in grammar.prepositions(verb)))
        aside = any(one.tag_ == "WDT" for one in relative)
        if aside and head.dep_ == "pobj" and not self._is_any(head, DOING):
            return head.head.head.i
        for _ in range(grammar.MAX_CLIMB):
            if verb.tag_ != "VBG" or head.pos_ in VERBAL or head.head.i == head.i:
                break
            head = head.head
        return head.i

    def _follows(self, verb: Token, whole: Occurrence) -> bool:
        """Is the verb a consequence told with the whole: a participle or a coordinate without a subject of its own?"""
        if whole.type not in self.lexicon.causes or verb.dep_ not in ("advcl", "conj", "xcomp", "acl", "relcl"):
            return False
        if (
            grammar.is_gapped_passive(verb) and whole.named in self.lexicon.consequences
        ):  # "two were killed and six wounded"
            return True
        return grammar.own_subject(verb) is None or verb.dep_ == "relcl"


def _follows_without_mark(verb: Token) -> bool:
    """A participle that tells what followed: "…, killing two", not "while fleeing"."""
    bare = not any(child.dep_ in ("mark", "nsubj", "advmod") and child.i < verb.i for child in verb.children)
    return verb.tag_ == "VBG" and verb.dep_ == "advcl" and bare


def _causal(verb: Token) -> Iterator[Token]:
    """What a verb's circumstances name: "in an air raid", "due to shelling", "when mortar fire struck"."""
    for preposition, noun in grammar.prepositions(verb):
        if preposition in CAUSAL or preposition in OWING or (preposition == "to" and noun.head.head.lower_ in OWING):
            yield noun
    for clause in _occasions(verb):
        if (doer := grammar.own_subject(clause)) is not None and not grammar.is_passive(clause):
            yield doer


def _occasions(verb: Token) -> Iterator[Token]:
    """The verbs of the clauses that tell when: "killed when shells hit the market", also behind a clause about those hit
    ("ten were wounded, most of whom are children, when …"), on which parsers hang them.
    """
    for child in verb.children:
        for clause in (child, *(child.children if child.i > verb.i and child.dep_ in ASIDE else ())):
            if clause.dep_ == "advcl" and any(word.lower_ in OCCASIONS for word in clause.lefts):
                yield clause


def _is_clipped(verb: Token) -> bool:
    """A passive of headlines, without its auxiliary: "Port closed until further notice", not "the port closed"."""
    subject = grammar.own_subject(verb)
    if verb.tag_ not in ("VBD", "VBN") or subject is None or subject.pos_ == "PRON":
        return False
    near = (*verb.children, *subject.children)
    return not any(child.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp", "det", "poss") for child in near)


def _is_nobody(token: Token) -> bool:
    """ "No one", in two words."""
    return token.lower_ == "one" and token.i > 0 and token.nbor(-1).lower_ in ("no", "any", "every")


def _is_likened(noun: Token) -> bool:
    """Part of a phrase that tells how, as what, through or of what: "shot to death", "taken as a raid", "tales of war"."""
    if noun.dep_ != "pobj":
        return False
    return noun.head.lower_ in ("as", "of", "through") or (noun.head.lower_ == "to" and not any(noun.children))


def _is_existential(verb: Token) -> bool:
    """ "There were clashes"."""
    return any(child.dep_ == "expl" for child in verb.children)


def _is_under(noun: Token, verb: Token) -> bool:
    """ "Was under siege"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "under" and verb.lemma_ == "be"


def _is_numbered(noun: Token) -> bool:
    return any(child.dep_ == "nummod" for child in noun.children)


def _attributes(noun: Token) -> Iterator[Token]:
    """What stands before a noun to say of which kind it is, and before that: "chemical weapons attack"."""
    for child in noun.children:
        if child.dep_ in ATTRIBUTIVE:
            yield child
            yield from (inner for inner in child.children if inner.dep_ in ATTRIBUTIVE)


def _gerund(token: Token) -> bool:
    """A verb in the place of a noun: "after shelling in the hills"."""
    return token.tag_ == "VBG" and token.dep_ in GERUND and not any(c.dep_ == "dobj" for c in token.children)


def _noun_name(token: Token, gerund: bool, nouns: Container[str]) -> str:
    """The word under which a noun stands in the lexicon; empty for what is no noun. Those counted are one: "nine dead"."""
    if gerund:
        return token.lower_
    noun = token.pos_ in ("NOUN", "PROPN") or (
        token.pos_ == "ADJ" and (_is_numbered(token) or grammar.said_of(token) is not None)
    )
    return _whole_name(token, token.lemma_.lower(), nouns) if noun and token.text not in MONTHS else ""


def _whole_name(token: Token, lemma: str, known: Container[str]) -> str:
    """The lemma with what a hyphen ties to it, where that is known: "a sit-in", "the cease-fire"."""
    if token.i < 2 or token.nbor(-1).text_with_ws != "-" or token.nbor(-2).whitespace_:
        return lemma
    whole = f"{token.nbor(-2).lower_}-{lemma}"
    return whole if whole in known else lemma


def _stems(gerund: str) -> Iterator[str]:
    """The verbs that a noun in -ing may come from: "ousting", "torching", "razing", "gunning"."""
    if gerund.endswith("ing"):
        stem = gerund.removesuffix("ing")
        yield from (stem, f"{stem}e", stem[:-1])


def _verb_name(verb: Token, verbs: Container[str]) -> str:
    """The word of a verb in the lexicon, also where a lemmatiser took its "e" off ("staged" is no "stag")."""
    lemma = _whole_name(verb, verb.lemma_.lower(), verbs)
    whole = f"{lemma}e"
    return (
        whole
        if lemma not in verbs and whole in verbs and verb.lower_ in (f"{whole}d", f"{whole}s", f"{lemma}ing")
        else lemma
    )


def _is_generic(noun: Token) -> bool:
    """Whoever there is or may be of the kind: "any captured officers", "captured officers must be fed", "to feed captured
    officers".
    """
    if any(child.lower_ in ANYBODY for child in noun.lefts):
        return True
    bare = noun.tag_ == "NNS" and not any(child.dep_ in ("det", "poss", "nummod") for child in noun.lefts)
    subject = noun.dep_ in ("nsubj", "nsubjpass") and any(child.tag_ == "MD" for child in noun.head.lefts)
    purpose = noun.dep_ == "dobj" and any(child.tag_ == "TO" for child in noun.head.lefts)
    return bare and (subject or purpose)


def _nominal(verb: Token) -> bool:
    """A participle that names: "the wounded", "the number of killed", or tells of which kind: "the sinking ship"."""
    if verb.dep_ in ATTRIBUTIVE:
        return verb.dep_ != "amod" or verb.tag_ != "VBN"
    if verb.tag_ == "VBN" and verb.dep_ == "pobj" and verb.head.lower_ == "of":
        return True
    return verb.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "poss") and any(c.dep_ == "det" for c in verb.children)


def _complements(verb: Token) -> set[str]:
    """The kinds of clause that the verb governs: "agreed to send" an infinitive, "wanted them to go" besides that an order,
    "promised that …" a finite clause, besides that a future if it "will", an obligation if another "must"."""
    kinds: set[str] = set()
    for child in (
        inner for outer in verb.children for inner in (outer, *(outer.children if outer.dep_ == "acomp" else ()))
    ):
        if child.pos_ not in VERBAL or child.dep_ not in ("xcomp", "ccomp", "advcl"):
            continue
        auxiliaries = {c.lower_ for c in child.children if c.dep_ == "aux"}
        if child.tag_ == "VB" and "to" in auxiliaries:
            kinds.add("infinitive")
            if grammar.own_subject(child) is not None:
                kinds.add("order")
        elif child.dep_ == "ccomp":
            kinds.add("finite")
            doer = grammar.own_subject(child)
            if PROMISING & auxiliaries:
                kinds.add("future")
            obliging = OBLIGING & auxiliaries or (child.tag_ == "VB" and not auxiliaries)  # "that he leave"
            if obliging and doer is not None and doer.lower_ not in OWN:
                kinds.add("obligation")
    return kinds


PROMISING = frozenset({"will", "would", "shall", "'ll", "'d"})
OBLIGING = frozenset({"must", "should"})
OWN = frozenset({"i", "we"})

COMPANIONS = frozenset(
    {"dobj", "prt", "advmod", "oprd", "acomp", "xcomp", "attr", "nsubjpass", "amod", "compound", "ccomp"}
)


def _companions(word: Token) -> set[str]:
    """Lemmas that a fixed phrase can be made with: object, particle, objects of prepositions, predicates."""
    near: set[str] = set()
    for child in word.children:
        if child.dep_ in COMPANIONS or (child.dep_ == "advcl" and child.tag_ == "VB"):
            near.add(child.lower_)
            near |= _lemmas(child)
            if child.dep_ == "acomp":
                near.update(inner.lemma_.lower() for inner in child.children if inner.dep_ == "xcomp")
        elif child.dep_ in ("prep", "agent", "dative"):
            near.add(child.lower_)
            for grandchild in (inner for outer in child.children for inner in (outer, *_of_preposition(outer))):
                if grandchild.dep_ in ("pobj", "pcomp"):
                    near |= _lemmas(grandchild)
    if word.dep_ == "acl" and word.head.pos_ in NOMINAL:
        near.add(word.head.lemma_.lower())
    return near


def _of_preposition(token: Token) -> Iterable[Token]:
    """What the second of two prepositions governs: "out of the talks"."""
    return token.children if token.dep_ == "prep" else ()


def _lemmas(noun: Token) -> set[str]:
    """The noun, its coordinates, what stands before them and after "of": "lots of guns", "$2 million in aid"."""
    heads = [noun, *noun.conjuncts] if noun.pos_ in NOMINAL else [noun]
    heads += [
        other
        for head in tuple(heads)
        for preposition, of in grammar.prepositions(head)
        if preposition == "of" or (preposition == "in" and any(child.dep_ == "nummod" for child in head.children))
        for other in (of, *of.conjuncts)
    ]
    return {
        near.lemma_.lower()
        for head in heads
        for near in (head, *(c for c in head.children if c.dep_ in ATTRIBUTIVE or c.tag_ == "PRP$"))
        if near.ent_type_ != "DATE" and near.text not in MONTHS
    }


def _unique(fillers: Sequence[Filler]) -> tuple[Filler, ...]:
    """Each phrase once, in the role it got first."""
    seen: dict[int, Filler] = {}
    for filler in fillers:
        seen.setdefault(filler.head, filler)
    return tuple(seen[head] for head in sorted(seen))

"""Which words of a parsed text report an occurrence, of what type, and who stands in which role.

A spaCy ``Doc`` and the lexicon in, ``Occurrence`` records of token indices out, in the order of the text. An occurrence
told by several words is one: "carried out an attack", "a strike killed ten", "shelled the town, wounding two".
Whether it happened, who says so, where and when are asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from spacy.tokens import Doc, Token

from sayso.catalogue.lexicon import Lexicon, Sense
from sayso.reading import grammar
from sayso.reading.circumstances import causal, is_likened, occasions
from sayso.reading.lexical import (
    ATTRIBUTIVE,
    NOMINAL,
    VERBAL,
    attributes,
    is_generic,
    is_gerund,
    is_nominal,
    noun_name,
    verb_name,
)
from sayso.reading.phrases import climb
from sayso.reading.roles import TOOLS, Filler, Roles, unique
from sayso.reading.senses import DOING, Kinds

DISPLACED = "displacement"
DESCRIPTIVE = frozenset({"amod", "acl", "relcl"})
PRESENT = frozenset({"VBP", "VBZ", "VBG"})
CIRCUMSTANCE = frozenset(
    {"in", "during", "after", "amid", "amidst", "following", "despite", "since", "by", "from", "before"}
)
SPANNING = frozenset({"in", "during", "since", "throughout", "over"})
DESTRUCTIVE = frozenset({"violence", "displacement", "property"})
BLAST = "bombing"  # of anything that explodes, until its means are named
OUTCOME = 4  # steps from those counted to the word that tells what happened to them
HARMED = frozenset({"VBN", "VBD", "JJ"})
LINKS = frozenset({",", "and", "&", "-", "–", "—"})
HANGING = frozenset({"acl", "relcl"})
PARTICIPIAL = frozenset({"acl", "advcl", "xcomp", "pcomp"})


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
class _Finder(Roles):
    def all(self) -> list[Occurrence]:
        verbs: dict[int, Occurrence] = {}
        nouns: dict[int, Sense] = {}
        for token in self.doc:
            lemma = verb_name(token, self.lexicon.verbs)
            gerund = is_gerund(token) and token.lower_ in self.lexicon.nouns
            if token.pos_ in VERBAL and lemma in self.lexicon.verbs and not is_nominal(token) and not gerund:
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
        """Not by nature ("an earthquake levelled three villages", not "a storm of rockets"), nor only told of somebody."""
        doer = self._doer(verb) if self.lexicon.types[sense.type].family in DESTRUCTIVE else None
        if doer is not None and self._counted(doer).lemma_.lower() in self.lexicon.classes["nature"]:
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
        if sense.type == DISPLACED and not grammar.is_numbered(participle.head):
            return False  # "a spokesman for displaced people"
        return sense.type in self.lexicon.describing and not is_generic(participle.head)

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
        if not any(one.pos_ == "NUM" or one.lemma_.lower() in partitive or grammar.is_numbered(one) for one in hit):
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
                if noun_name(cause, is_gerund(cause), self.lexicon.nouns) in self.lexicon.nouns:
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
        return self._refined(Occurrence(verb.i, verb.i, sense.type, type_name, unique(fillers), tuple(parts)))

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
            causes = (*chain.from_iterable(map(causal, told)), *(() if doer is None else (doer,)))
            for cause in (one for one in map(self._counted, causes) if one.i != noun.i and self._is_cause(one)):
                type_name = self._cause_type(cause, type_name)
                parts.append(cause.i)
                fillers += self._cause_fillers(cause, fillers)
        if type_name in self.lexicon.by_means:
            tools = self._tools(verb) if verb is not None else ()
            type_name = self._by_means(type_name, [noun, *self._by_which(noun), *self._agents(fillers), *tools])
        return self._refined(
            Occurrence(noun.i, noun.i if verb is None else verb.i, sense.type, type_name, unique(fillers), tuple(parts))
        )

    def _cause(self, verb: Token) -> Token | None:
        """The noun of an attack that brought it about: "a blast killed…", "died in shelling", "killed by mortar fire".

        What is told after the last of several coordinates is told of all: "ten were killed and six wounded in an air raid".
        """
        doer = self._doer(verb) if not grammar.is_passive(verb) else None
        named = (
            () if doer is None else (doer,),
            causal(verb),
            (noun for other in self._consequences(verb) for noun in causal(other)),
        )
        return next(
            (
                token
                for token in map(self._counted, chain.from_iterable(named))
                if (token.pos_ in NOMINAL or is_gerund(token)) and self._is_cause(token)
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
        sense = self._sense(cause, self._noun_senses(cause, is_gerund(cause)))
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
            for near in (word, *attributes(word))
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

    # Nouns that tell

    def _told_above(self, noun: Token, found: Mapping[int, Occurrence]) -> bool:
        """Are those counted the outcome of what their clause tells: "the raid left nine dead", "a toll of nine dead"?"""
        return any(above.i in found for above in climb(noun, OUTCOME))

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
            return grammar.is_numbered(noun)
        return (
            those.pos_ == "NUM"
            or grammar.is_numbered(those)
            or those.lemma_.lower() in self.lexicon.classes["partitive"]
        )

    def _is_first_told(self, noun: Token, sense: Sense, found: Mapping[int, Occurrence]) -> bool:
        """Does a noun that could refer to what is told elsewhere ("after the coup") come before anything of its kind is?"""
        subject = self._whole(noun).dep_ in ("nsubj", "nsubjpass")
        if sense.carried or sense.counted or subject or noun.i in self.kinds["force"] or is_likened(noun):
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
                fillers = unique([*whole.fillers, *(f for f in occurrence.fillers if f.role != "agent")])
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
                kept[last] = replace(first, type=kind, fillers=unique(fillers), parts=(*first.parts, *other.parts))
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
        """Does an infinitive of purpose or a noun tell again what its verb did: "took to the streets to protest", "was
        ousted in a coup"?
        """
        word = self.doc[one.trigger]
        if word.dep_ in ("advcl", "xcomp") and word.tag_ == "VB":
            above = found.get(word.head.i)
        else:
            above = (
                found.get(word.head.head.i) if word.dep_ == "pobj" and word.head.lower_ in ("in", "during") else None
            )
        return above is not None and above.type == one.type

    def _occasion(self, verb: Token, found: Mapping[int, Occurrence]) -> Occurrence | None:
        """The attack of the clause that tells when or by what: "two were killed and six wounded when shells hit the
        market", "… due to shells fired by rebels"; not of what may have come of it.
        """
        if any(child.tag_ == "MD" for child in verb.children):
            return None
        for other in (verb, *self._consequences(verb)):
            doer = None if grammar.is_passive(other) else self._doer(other)
            named = (*causal(other), *(() if doer is None else (doer,)))
            causes = (cause for cause in named if not self._is_any(cause, DOING))
            hanging = (clause for cause in causes for clause in cause.children if clause.dep_ in HANGING)
            for clause in (*occasions(other), *hanging):
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
        if grammar.own_subject(verb) is None or verb.dep_ == "relcl":
            return True
        # "two were killed and six wounded"
        return grammar.is_gapped_passive(verb) and whole.named in self.lexicon.consequences

"""Who stands in which role of what a word reports: doer, means, those it is done to.

The words of an occurrence and its sense in, ``Filler`` records out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.catalogue.lexicon import ACTOR, Sense
from sayso.reading import grammar
from sayso.reading.circumstances import causal, is_under
from sayso.reading.lexical import ATTRIBUTIVE, NOMINAL, VERBAL, attributes, companions, is_clipped
from sayso.reading.senses import DOING, PERSONAL, Senses
from sayso.records import Role

TOWARDS = frozenset({"on", "against", "upon", "at", "into", "toward", "towards"})
PIVOTS = frozenset({"of", "over", "to", "on", "against"})
COUNTERPARTS = frozenset({"with", "to", "from", "for"})
TOOLS = frozenset({"with", "using", "by", "via"})
COMPANY = frozenset({"along", "together"})
THOSE = frozenset({"those", "these", "them", "whom"})
WHERE = frozenset({"on", "at"})
AIMED = frozenset({"on", "against", "upon", "at"})


@dataclass(frozen=True, slots=True)
class Filler:
    """The head token of a phrase that stands in a role."""

    role: Role
    head: int


@dataclass(slots=True)
class Roles(Senses):
    """The same, with who does what to whom."""

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

    def _doers_of(self, deed: Token) -> list[Filler]:
        """Whom "condemned the rebels' bombing" is done to."""
        doers = (filler.head for filler in self._noun_fillers(deed, None) if filler.role == "agent")
        return [Filler("target", head) for head in doers]

    def _is_scene(self, noun: Token, verb: Token, sense: Sense) -> bool:
        """Where people came to harm ("killed at a crossing") is no target; what was raided ("killed in a raid on …") is."""
        if sense.type not in self.lexicon.consequences or not self._is_any(noun, {"place", "building"}):
            return False
        return not any(cause.i < noun.i and self._is_cause(cause) for cause in map(self._counted, causal(verb)))

    def _is_passed(self, preposition: str, noun: Token, fillers: Sequence[Filler]) -> bool:
        """Where somebody else is hit: "ambushed a convoy on the road", "defeated the army at Drama"."""
        if not any(filler.role in ("target", "victim") for filler in fillers):
            return False
        if preposition == "on":
            return noun.lemma_.lower() in self.lexicon.classes["way"]
        return preposition == "at" and noun.i in self.kinds["place"]

    def _is_undergone(self, verb: Token, doer: Token, sense: Sense) -> bool:
        if sense.object and is_clipped(verb) and not self._holds(verb, sense, companions(verb), clipped=False):
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

    def _role_of_patient(self, patient: Token, role: Role) -> Role:
        people = patient.pos_ == "NUM" or self._counted(patient).lower_ in THOSE or self._is_any(patient, PERSONAL)
        return "victim" if role == "victim" and people else "target"

    def _role_of_doer(self, doer: Token) -> Role | None:
        """Agents, or the means ("a shell killed …"); an attack that names no means ("the attack killed …") is neither."""
        doer = self._counted(doer)
        if self._is_any(doer, {"people", "aircraft"}) or doer.lemma_.lower() in self.lexicon.classes["force"]:
            return "agent"
        if self._is_any(doer, {"projectile"}) or any(
            near.lemma_.lower() in self.lexicon.means for near in (doer, *attributes(doer))
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
            undergone = verb.lemma_.lower() in self.lexicon.undergo or is_under(noun, verb)
            role = "target" if undergone else self._role_of_doer(doer)
            fillers += self._fill(role, doer) if role is not None else []
        for preposition, other in grammar.prepositions(verb):
            if other.i != noun.i:
                doing = preposition == "between" or (preposition == "by" and is_under(noun, verb))
                acts = doing and self._is_any(other, {"force", "people"})
                fillers += self._fill("agent", other) if acts else self._prepositional(preposition, other, {})
        return fillers

    def _fill(self, role: Role, head: Token) -> list[Filler]:
        if head.i in self.kinds["time"] or head.pos_ not in NOMINAL:
            return []
        return [Filler(role, token.i) for token in (head, *head.conjuncts) if token.pos_ in NOMINAL]


def unique(fillers: Sequence[Filler]) -> tuple[Filler, ...]:
    """Each phrase once, in the role it got first."""
    seen: dict[int, Filler] = {}
    for filler in fillers:
        seen.setdefault(filler.head, filler)
    return tuple(seen[head] for head in sorted(seen))

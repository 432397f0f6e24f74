"""Puts what was found in a text together into Claims: each occurrence with its source, status, place, time and numbers.

``Found`` in (all mentions of one parsed section), Claims out, with offsets into the section's text. Finds nothing itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from sayso.catalogue.actors import ActorMention
from sayso.catalogue.lexicon import Lexicon
from sayso.reading import grammar
from sayso.reading.antecedents import RELATIVE_TAGS
from sayso.reading.confidence import Features, features
from sayso.reading.coreference import taken_up
from sayso.reading.hedging import Hedge
from sayso.reading.judging import Judged
from sayso.reading.occurrences import Occurrence
from sayso.reading.place_precision import COUNTRY
from sayso.reading.quantities import Counted
from sayso.reading.roles import Filler
from sayso.reading.said import Said
from sayso.reading.sources import KINDS_OF_ACTORS, head_of
from sayso.reading.status import presupposed, status_of, taken_for_granted, weaker
from sayso.reading.times import time_of
from sayso.records import (
    Claim,
    Evidence,
    Participant,
    Place,
    Polarity,
    Quantity,
    Source,
    SourceKind,
    Stance,
    Status,
    Time,
    TimeMention,
)

Sure = Callable[[Features], float]
STATEMENT = "statement"
"""The family of the acts of words: accusations, demands, threats."""
ADDRESSED = frozenset({"nsubj", "nsubjpass", "dobj"})
STRIKING = frozenset({"violence", "territory", "siege"})
"""The families of what is done to places where they are."""
BEHIND = 25
"""Code points between a place that no gazetteer has and the one that tells where that is."""
STATES = frozenset({"acomp", "oprd"})
CREDITING = frozenset({"speech", "finding", "thought"})


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found in one section, in the order of the text.

    ``metonyms``: starts of places that stand for people. ``judged``: what the encoder makes of a trigger.
    """

    doc: Doc
    actors: Sequence[ActorMention]
    said: Sequence[Said]
    hedges: Sequence[Hedge]
    places: Sequence[Place]
    metonyms: frozenset[int]
    judged: Mapping[int, Judged]
    times: Sequence[TimeMention]
    counted: Sequence[Counted]
    occurrences: Sequence[Occurrence]


@dataclass(frozen=True, slots=True)
class Home:
    """The side that a document's outlet is on, if any, and the words for a state's institutions."""

    side: str | None
    institutions: frozenset[str]


def claims_of(found: Found, document_id: str, lexicon: Lexicon, home: Home, sure: Sure) -> list[Claim]:
    """One Claim an occurrence, in the order of the text; ``claim_id`` is its type until ``identified`` sets it.

    ``sure`` makes a confidence of what was found.
    """
    assembler = _Assembler(found, document_id, lexicon, home, sure)
    return [assembler.claim(occurrence) for occurrence in found.occurrences]


def identified(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims of a document, each once, with offsets that are the document's and the ``claim_id`` they give."""
    known: dict[str, Claim] = {}
    for claim in claims:
        number = claim_id(claim.document_id, claim.start, claim.end, claim.claim_id)
        known.setdefault(number, replace(claim, claim_id=number))
    return tuple(known.values())


def claim_id(document_id: str, start: int, end: int, type_name: str) -> str:
    """A stable hash of document, span and type: 16 hexadecimal digits."""
    return hashlib.sha256(f"{document_id}\x1f{start}\x1f{end}\x1f{type_name}".encode()).hexdigest()[:16]


class _Assembler:
    def __init__(self, found: Found, document_id: str, lexicon: Lexicon, home: Home, sure: Sure) -> None:
        self.home = home
        self.sure = sure
        self.found = found
        self.doc = found.doc
        self.text = found.doc.text  # spaCy builds it anew at every call
        self.document_id = document_id
        self.lexicon = lexicon
        self.actor_at = {i: mention for mention in found.actors for i in range(mention.first, mention.last)}
        self.taken_up = taken_up(found.doc, found.actors)
        self.cues = {i for said in found.said if said.cue for i in range(*said.cue)}
        self.source_tokens = {i for said in found.said if said.source for i in range(*said.source)}
        self.said_on = [said.said_on for said in found.said if said.said_on is not None]
        self.people = lexicon.classes["people"] | lexicon.classes["force"]
        self.tidings = lexicon.classes["tidings"]
        self.addressed = {
            filler.head
            for occurrence in found.occurrences
            if lexicon.types[occurrence.type].family == STATEMENT
            for filler in occurrence.fillers
            if found.doc[filler.head].dep_ in ADDRESSED
        }
        self.heads = {place.start: _head(found.doc, place) for place in found.places}
        self.usable = [place for place in found.places if self._is_scene(place)]
        self.spans = [self._chars(self._span(occurrence)) for occurrence in found.occurrences]

    def claim(self, occurrence: Occurrence) -> Claim:
        first, last = self._span(occurrence)
        start, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1])
        chain = self._chain(occurrence)
        status, polarity = self._status(occurrence, chain)
        # within somebody's words, quotation marks and doubts are theirs
        hedges = [hedge for hedge in self.found.hedges if not chain and hedge.first <= occurrence.trigger < hedge.last]
        quantities = self._quantities(occurrence)
        places = self._places(occurrence, (first, last))
        participants = self._participants(occurrence)
        return Claim(
            claim_id=occurrence.type,
            document_id=self.document_id,
            quote=self.text[start:end],
            start=start,
            end=end,
            event=self.lexicon.event(occurrence.type),
            status=status,
            polarity=polarity,
            stance=_stance(chain, hedges),
            attribution=tuple(self._source(said) for said in self._credited(chain)),
            participants=participants,
            places=places,
            time=self._time(occurrence),
            quantities=quantities,
            evidence=_evidence(chain, hedges),
            confidence=self.sure(features(self.found.judged[occurrence.trigger], status)),
        )

    # Words

    def _span(self, occurrence: Occurrence) -> tuple[int, int]:
        """The clause that tells it; a clause that hangs on a noun takes the noun along ("the shell that killed two")."""
        head = self.doc[occurrence.verb]
        if head.pos_ not in ("VERB", "AUX"):
            while head.dep_ in ("pobj", "prep") and head.head.pos_ in ("NOUN", "PROPN", "ADP"):
                head = head.head
        first, last = grammar.clause(head)
        if (those := grammar.said_of(head)) is not None:
            first = min(first, grammar.noun_phrase(those)[0])
        elif head.dep_ == "amod":
            first, last = grammar.noun_phrase(head.head)
        if head.dep_ in ("relcl", "acl") and head.head.i < first:
            first = grammar.noun_phrase(head.head)[0]
        while first < head.i and (self.doc[first].dep_ in ("mark", "cc") or self.doc[first].is_space):
            first += 1
        for part in occurrence.parts:
            verb = self.doc[part].pos_ == "VERB" and part != head.i
            start, end = grammar.clause(self.doc[part]) if verb else (part, part + 1)  # "…, wounding two" to its end
            first, last = min(first, start), max(last, end)
        return first, last

    # Whose word

    def _chain(self, occurrence: Occurrence) -> list[Said]:
        """Attributions over the occurrence, from the one whom the document cites to the origin."""
        at = occurrence.trigger
        over = [
            (i, said)
            for i, said in enumerate(self.found.said)
            if any(first <= at < last for first, last in said.content)
            and not (said.cue and said.cue[0] <= at < said.cue[1])
        ]
        numbers = {i for i, _ in over}

        def rank(item: tuple[int, Said]) -> tuple[bool, int, int]:
            i, said = item
            return said.cited_by in numbers, -sum(last - first for first, last in said.content), i

        return [said for _, said in sorted(over, key=rank)]

    def _credited(self, chain: Sequence[Said]) -> list[Said]:
        """Those who say or show it: not who merely wants or deplores it, and nobody for "it seems" and "no group said"."""
        nobody = self.lexicon.status.negations
        return [
            said
            for said in chain
            if said.manner in CREDITING
            and (said.manner == "speech" if said.source is None else self.doc[said.source[0]].lower_ not in nobody)
        ]

    def _source(self, said: Said) -> Source:
        words = said.source or said.cue
        assert words is not None, "an attribution has a source or a cue"
        if said.antecedent is not None and self.doc[words[0]].tag_ in RELATIVE_TAGS:
            words = said.antecedent  # of "the ministry, which denies it" the ministry
        while words[1] - words[0] > 1 and self.doc[words[1] - 1].is_punct and not self.doc[words[1] - 1].is_quote:
            words = words[0], words[1] - 1
        start, end = self._chars(words)
        own = self._named(head_of(self.doc, words))  # who is named needs no antecedent
        resolved = words if own is not None or said.antecedent is None else said.antecedent
        head = head_of(self.doc, resolved)
        itself = self._named(head)
        inside = [self.actor_at[i] for i in range(*resolved) if i in self.actor_at]
        actor = itself or next((named for named in inside if not named.metonym), None) or next(iter(inside), None)
        cue = self.text[slice(*self._chars(said.cue))] if said.cue is not None else None
        return Source(
            source=self.text[start:end],
            start=start,
            end=end,
            cue=cue,
            kind=said.kind if said.source is None else self._kind(said.kind, itself, head),
            actor_id=actor.actor_id if actor is not None else None,
            side=actor.side if actor is not None else self._home_side(said, resolved),
            said_on=self._date_at(said.said_on),
        )

    def _named(self, head: Token) -> ActorMention | None:
        """The actor of the catalogue whom a phrase names."""
        mention = self.actor_at.get(head.i)
        return mention if mention is not None and mention.actor_id is not None else None

    def _kind(self, told: SourceKind, itself: ActorMention | None, head: Token) -> SourceKind:
        """That of the actor whom the words name; else as the words tell; else that of an actor within ("its chief")."""
        if itself is not None and itself.kind in KINDS_OF_ACTORS:
            return KINDS_OF_ACTORS[itself.kind]
        if told != "other":
            return told
        within = (self.actor_at[i] for i in range(*grammar.noun_phrase(head)) if i in self.actor_at)
        return next((KINDS_OF_ACTORS[one.kind] for one in within if one.kind in KINDS_OF_ACTORS), told)

    def _home_side(self, said: Said, words: tuple[int, int]) -> str | None:
        """The outlet's own side for "the war ministry": its press need not say whose."""
        tokens = self.doc[words[0] : words[1]]
        unnamed = all(token.pos_ != "PROPN" for token in tokens)
        if said.kind == "official" and unnamed and any(token.lower_ in self.home.institutions for token in tokens):
            return self.home.side
        return None

    def _date_at(self, chars: tuple[int, int] | None) -> str | None:
        if chars is None:
            return None
        return next((t.start_date for t in self.found.times if t.start < chars[1] and chars[0] < t.end), None)

    # Did it happen

    def _status(self, occurrence: Occurrence, chain: Sequence[Said]) -> tuple[Status, Polarity]:
        if self._is_granted(occurrence):
            return "actual", "asserted"
        cues = self.cues - set(occurrence.parts)
        status, polarity = status_of(self.doc[occurrence.trigger], self.lexicon.status, self.lexicon.light_verbs, cues)
        if presupposed(self.doc[occurrence.trigger]):
            return status, polarity
        for said in chain:
            status = weaker(status, said.status)
        # one who denies another's claim denies it; two denials are not an assertion
        denied = (polarity == "denied") != any(said.polarity == "denied" for said in chain)
        return status, "denied" if denied else "asserted"

    def _is_granted(self, occurrence: Occurrence) -> bool:
        return taken_for_granted(self.doc[occurrence.trigger], self.lexicon.status, self.lexicon.light_verbs)

    # Who, where, when, how many

    def _participants(self, occurrence: Occurrence) -> tuple[Participant, ...]:
        fillers = occurrence.fillers
        if self._is_granted(occurrence):  # who did it is what is asked
            fillers = tuple(filler for filler in fillers if filler.role != "agent")
        return tuple(self._participant(filler) for filler in fillers)

    def _participant(self, filler: Filler) -> Participant:
        first, last = grammar.noun_phrase(self.doc[filler.head])
        actor = self.actor_at.get(filler.head)
        if actor is None or actor.actor_id is None:
            actor = self.taken_up.get(filler.head, actor)
        if actor is None:
            inside = [self.actor_at[i] for i in range(first, last) if i in self.actor_at]
            actor = inside[0] if inside and filler.role in ("agent", "target", "victim") else None
        start, end = self._chars((first, last))
        return Participant(filler.role, self.text[start:end], actor.actor_id if actor else None, start, end)

    def _places(self, occurrence: Occurrence, span: tuple[int, int]) -> tuple[Place, ...]:
        """Those told as its place; failing that, places in the clause, or in the sentence where nothing else is told."""
        words = self.found.judged[occurrence.trigger].places
        told = {place.start for place in self.usable if any(s < place.end and place.start < e for s, e in words)}
        if told:
            told = self._between(occurrence) or told | self._struck(occurrence)
            told |= self._coordinated(told)
            told |= self._around(told)
            return tuple(place for place in self.usable if place.start in told)
        start, end = self._chars(span)
        inside = [place for place in self.usable if start <= place.start < end]
        if inside:
            return tuple(inside)
        sentence = self.doc[occurrence.trigger].sent
        return tuple(
            place
            for place in self.usable
            if sentence.start_char <= place.start < sentence.end_char
            and not any(first <= place.start < last for first, last in self.spans)
        )

    def _struck(self, occurrence: Occurrence) -> set[int]:
        """Starts of the places that it is done to: "shelled Lesna", "took the villages of Lesna and Drama"."""
        if self.lexicon.types[occurrence.type].family not in STRIKING:
            return set()
        heads = [self.doc[filler.head] for filler in occurrence.fillers if filler.role == "target"]
        within = (head for head in heads if head.lemma_.lower() not in self.people)
        heads += [of for head in within for preposition, of in grammar.prepositions(head) if preposition == "of"]
        return {place.start for place in self.usable if self.heads[place.start] in heads}

    def _coordinated(self, starts: Set[int]) -> set[int]:
        """Starts of the places that are coordinated with those that start there."""
        beside = {other for start in starts for other in self.heads[start].conjuncts}
        return {place.start for place in self.usable if self.heads[place.start] in beside}

    def _between(self, occurrence: Occurrence) -> set[int]:
        """Starts of the places that its own word lies between: "fell back after a battle between Lesna and Brod"."""
        trigger = self.doc[occurrence.trigger]
        ends = [noun for preposition, noun in grammar.prepositions(trigger) if preposition == "between"]
        return {place.start for place in self.usable if self.heads[place.start] in ends}

    def _around(self, starts: Set[int]) -> set[int]:
        """Starts of the places told right behind those that start there and are in no gazetteer, by which they are on the
        map: "the Karim Bey quarter of Drama".
        """
        unlocated = [place for place in self.usable if place.start in starts and place.lat is None]
        return {
            other.start
            for place in unlocated
            for other in self.usable
            if other.lat is not None and 0 < other.start - place.end <= BEHIND
        }

    def _is_scene(self, place: Place) -> bool:
        """Not a source's seat, where reports or people come from ("Idlib rebels"), a capital for its government, a state
        that acts ("Russia carried out raids", "raids by Russia") or that a border is with, nor who is accused or asked.
        """
        name = self.heads[place.start]
        if place.start in self.found.metonyms or name.i in self.source_tokens or name.i in self.addressed:
            return False
        if (place.precision == COUNTRY and _acts(name)) or (name.i in self.actor_at and _does(name)):
            return False
        told_from = name.dep_ == "pobj" and name.head.lower_ == "from" and name.head.head.lemma_.lower() in self.tidings
        whose = name.dep_ == "compound" and name.head.lemma_.lower() in self.people - self.lexicon.classes["place"]
        return not whose and not told_from

    def _time(self, occurrence: Occurrence) -> Time | None:
        told = (time_of(self.doc, self.found.times, part, self.said_on) for part in occurrence.parts)
        mention = next((one for one in told if one is not None), None)
        if mention is None:
            return None
        return Time(mention.mention, mention.start_date, mention.end_date, mention.precision)

    def _quantities(self, occurrence: Occurrence) -> tuple[Quantity, ...]:
        """Numbers that the occurrence's words govern, and those that count who or what stands in a role."""
        heads = {filler.head for filler in occurrence.fillers} | {*occurrence.parts, occurrence.verb}
        heads |= {
            child.i for child in self.doc[occurrence.verb].children if child.dep_ in STATES
        }  # "shot 12 of them dead"
        done_to = {filler.head for filler in occurrence.fillers if filler.role in ("target", "victim")}
        measure = self.lexicon.types[occurrence.type].counts
        return tuple(
            replace(counted.quantity, measure=measure)
            if measure is not None and counted.quantity.measure == "other" and counted.noun in done_to
            else counted.quantity
            for counted in self.found.counted
            if counted.governor in heads or counted.noun in heads
        )

    def _chars(self, tokens: tuple[int, int]) -> tuple[int, int]:
        last = self.doc[tokens[1] - 1]
        return self.doc[tokens[0]].idx, last.idx + len(last)


def _stance(chain: Sequence[Said], hedges: Sequence[Hedge]) -> Stance:
    """Distanced if any link or hedge is; endorsed in the outlet's own voice or where every link is; else neutral."""
    stances = [said.stance for said in chain] + [hedge.stance for hedge in hedges]
    if "distanced" in stances:
        return "distanced"
    return "endorsed" if all(stance == "endorsed" for stance in stances) else "neutral"


def _evidence(chain: Sequence[Said], hedges: Sequence[Hedge]) -> Evidence | None:
    offered = [said.evidence for said in chain] + [hedge.evidence for hedge in hedges]
    return next((evidence for evidence in offered if evidence is not None), None)


def _head(doc: Doc, place: Place) -> Token:
    """The head word of a place's name."""
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    assert span is not None, "a place stands in the text"
    return span.root


def _acts(name: Token) -> bool:
    """A name that stands for those who act: a subject, a possessor, after "by" or "with"."""
    name = _first(name)
    return name.dep_ in ("nsubj", "poss") or (name.dep_ == "pobj" and name.head.lower_ in ("by", "with", "between"))


def _does(name: Token) -> bool:
    """A capital that stands for those who do it: "a truce brokered by Moscow and Washington"."""
    name = _first(name)
    return name.dep_ == "pobj" and name.head.dep_ == "agent"


def _first(name: Token) -> Token:
    """The first of those that a name is coordinated with."""
    while name.dep_ == "conj":
        name = name.head
    return name

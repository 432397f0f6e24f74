"""What decisions on a message are made from: one small function a decision, features in, nothing decided here.

Decisions: which sentences tell of an incident of a type; whether a message has one; when and where it happened; which
phrases are its victims and targets and what became of them; which organization did it and how surely; its stage.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from spacy.tokens import Span, Token

from benchmarks.muc_keys import MONTHS
from benchmarks.muc_reading import LATIN, Read
from sayso.catalogue.actors import ActorMention
from sayso.catalogue.lexicon import Lexicon
from sayso.records import Claim, Place, TimeMention

TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON")
NONE = "NONE"
IDLE = 0.93
"""A sentence that as surely tells of no incident names nobody it was done to."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A message whose sentences have a probability for each type (and for ``NONE``)."""

    read: Read
    sentences: tuple[Span, ...]
    told: tuple[Mapping[str, float], ...]

    def at(self, start: int) -> int:
        """The sentence that holds a code point."""
        for i, sentence in enumerate(self.sentences):
            if start < sentence.end_char:
                return i
        return len(self.sentences) - 1

    def best(self, kind: str) -> int:
        return max(range(len(self.told)), key=lambda i: self.told[i][kind], default=0)


# Sentences and messages


def sentence_features(read: Read, sentence: Span, index: int) -> dict[str, float]:
    found = {f"w:{lemma}": 1.0 for lemma in content(sentence)}
    lemmas = content(sentence)
    found |= {f"b:{one}_{two}": 1.0 for one, two in itertools.pairwise(lemmas)}
    for claim in read.claims_in(sentence):
        found[f"c:{claim.event.plover}/{claim.event.mode}"] = 1.0
        found[f"s:{claim.event.plover}/{claim.status}/{claim.polarity}"] = 1.0
        found |= {f"q:{quantity.measure}": 1.0 for quantity in claim.quantities}
    found[f"place:{min(index, 5)}"] = 1.0
    found["name"] = float(any(token.tag_ in ("NNP", "NNPS") for token in sentence))
    return found


def content(sentence: Span) -> list[str]:
    """Lemmas of words that carry meaning, numbers all alike."""
    return [
        "#" if token.like_num else token.lemma_.lower()
        for token in sentence
        if token.like_num or (token.is_alpha and not token.is_stop)
    ]


def message_features(scored: Scored, kind: str) -> dict[str, float]:
    ordered = sorted((told[kind] for told in scored.told), reverse=True)
    found = {f"top{i}": value for i, value in enumerate(ordered[:3])}
    found["first"] = max((told[kind] for told in scored.told[:2]), default=0.0)
    found["sum"] = min(sum(ordered), 6.0) / 2
    found["other"] = max((told[other] for told in scored.told for other in TYPES if other != kind), default=0.0)
    found |= {f"w:{lemma}": 0.3 for sentence in scored.sentences for lemma in content(sentence)}
    found[f"home:{scored.read.country if scored.read.country in LATIN else 'other'}"] = 1.0
    found[f"sentences:{min(len(scored.sentences) // 5, 6)}"] = 1.0
    found |= {f"speech:{mark}": 1.0 for mark in ("RECORDING", "REPORTER") if f"[{mark}" in scored.read.message.body}
    return found


# When


@dataclass(frozen=True, slots=True)
class When:
    value: str
    first: date | None
    last: date | None
    mentions: tuple[TimeMention, ...]


def times(scored: Scored) -> list[When]:
    """What may be the date of an incident: days told of, and "on the day of the message or before"."""
    sent = scored.read.message.sent
    found: dict[str, list[TimeMention]] = {}
    spans: dict[str, tuple[date, date]] = {}
    for mention in scored.read.reading.times:
        if mention.start_date is None or mention.end_date is None or mention.precision is None or mention.precision > 4:
            continue
        first, last = date.fromisoformat(mention.start_date), date.fromisoformat(mention.end_date)
        if sent is not None and last > sent:
            last = sent
        if first <= last:
            value = shown(first) if first == last else f"{shown(first)} - {shown(last)}"
            spans[value] = first, last
            found.setdefault(value, []).append(mention)
    listed = [When(value, *spans[value], tuple(mentions)) for value, mentions in found.items()]
    if sent is not None:
        listed.append(When(f"- {shown(sent)}", None, sent, ()))
        if shown(sent) not in found:
            listed.append(When(shown(sent), sent, sent, ()))
    return listed


def shown(day: date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year % 100:02}"


def time_features(scored: Scored, kind: str, candidate: When, others: Sequence[When]) -> dict[str, float]:
    best = scored.best(kind)
    near = min((abs(scored.at(m.start) - best) for other in others for m in other.mentions), default=9)
    if not candidate.mentions:
        name = "before" if candidate.first is None else "sent"
        dated = [scored.told[scored.at(m.start)][kind] for other in others for m in other.mentions]
        return {
            name: 1.0,
            f"{name}:near:{min(near, 4)}": 1.0,
            f"{name}:told": max(dated, default=0.0),
            f"{name}:first:{min(best, 3)}": 1.0,
            f"{name}:many:{min(len(others), 5)}": 1.0,
            **{f"{name}:w:{lemma}": 0.5 for lemma in (content(scored.sentences[best]) if scored.sentences else ())},
        }
    at = [scored.at(mention.start) for mention in candidate.mentions]
    found = {
        "told": max(scored.told[i][kind] for i in at),
        f"near:{min(*(abs(i - best) for i in at), 4)}": 1.0,
        f"nearest:{min(abs(i - best) for i in at) == near}": 1.0,
        f"first:{min(*at, 3)}": 1.0,
        f"count:{min(len(at), 3)}": 1.0,
        f"precision:{candidate.mentions[0].precision}": 1.0,
        f"many:{min(len(others), 5)}": 1.0,
    }
    days = {candidate.first.isoformat()} if candidate.first else set()
    claimed = [c for c in claims_of(scored, kind) if c.time is not None and c.time.start_date in days]
    found[f"claimed:{min(len(claimed), 2)}"] = 1.0
    for mention in candidate.mentions[:3]:
        found[f"form:{re.sub('[0-9]+', '#', mention.mention.lower())}"] = 1.0
    sent = scored.read.message.sent
    if sent is not None and candidate.first is not None:
        found[f"ago:{_bucket((sent - candidate.first).days)}"] = 1.0
    return found


def _bucket(days: int) -> str:
    return next((str(limit) for limit in (0, 1, 2, 4, 7, 14, 31, 62, 200) if days <= limit), "more")


def recent(scored: Scored, day: date | None) -> bool:
    sent = scored.read.message.sent
    return sent is None or day is None or sent - day <= timedelta(days=75)


def claims_of(scored: Scored, kind: str) -> Iterator[Claim]:
    """Claims of Sayso's that may be about incidents of a type."""
    for claim in scored.read.reading.claims:
        if kind_of(claim) == kind:
            yield claim


def kind_of(claim: Claim) -> str | None:
    event = claim.event
    if event.plover != "ASSAULT":
        return None
    if event.mode == "abduct":
        return "KIDNAPPING"
    if event.mode == "explosives" or "explosive" in (event.acled_sub or ""):
        return "BOMBING"
    return "ARSON" if re.search(r"\b(?:burn|fire to|arson|set .* on fire|torch)", claim.quote) else "ATTACK"


# Where


@dataclass(frozen=True, slots=True)
class Where:
    """``names``: country first."""

    country: str
    names: tuple[str, ...]
    places: tuple[Place, ...]


def place_features(scored: Scored, kind: str, candidate: Where, others: Sequence[Where]) -> dict[str, float]:
    best = scored.best(kind)
    level = len(candidate.names)
    home = scored.read.country == candidate.country
    total = sum(len(other.places) for other in others if other.country == candidate.country)
    if level == 1:
        finer = [scored.at(p.start) for other in others if len(other.names) > 1 for p in other.places]
        told = max((scored.told[i][kind] for i in finer), default=0.0)
        near = min((abs(i - best) for i in finer), default=9)
        return {
            "country": 1.0,
            f"country:home:{home}": 1.0,
            f"country:latin:{candidate.country in LATIN}": 1.0,
            "country:told": told,
            f"country:near:{min(near, 4)}": 1.0,
            f"country:share:{round(4 * total / max(1, sum(len(o.places) for o in others)))}": 1.0,
            f"country:finer:{min(len(finer), 4)}": 1.0,
        }
    at = [scored.at(place.start) for place in candidate.places]
    near = min(abs(i - best) for i in at)
    claimed = sum(
        p.start == place.start for c in claims_of(scored, kind) for p in c.places for place in candidate.places
    )
    first = candidate.places[0]
    before = scored.read.doc.text[max(0, first.start - 12) : first.start].split()
    return {
        "told": max(scored.told[i][kind] for i in at),
        f"near:{min(near, 4)}": 1.0,
        f"count:{min(len(at), 4)}": 1.0,
        f"claimed:{min(claimed, 3)}": 1.0,
        f"home:{home}": 1.0,
        f"latin:{candidate.country in LATIN}": 1.0,
        f"precision:{first.precision}": 1.0,
        f"level:{level}": 1.0,
        f"first:{min(*at, 3)}": 1.0,
        f"before:{before[-1].lower() if before else ''}": 1.0,
        f"many:{min(len(others), 6)}": 1.0,
        f"sent from:{candidate.names[-1].split(' (')[0] == scored.read.message.city}": 1.0,
    }


# Whom and what


def phrases(scored: Scored) -> list[Span]:
    """Noun phrases that can be a person, group or thing, in sentences that may tell of an incident."""
    return [
        chunk
        for chunk in scored.read.doc.noun_chunks
        if chunk.root.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") and scored.told[scored.at(chunk.start_char)][NONE] < IDLE
    ]


def phrase_features(scored: Scored, phrase: Span) -> dict[str, float]:
    head = phrase.root
    told = scored.told[scored.at(phrase.start_char)]
    found: dict[str, float] = {f"told:{kind}": told[kind] for kind in TYPES}
    found |= {f"message:{kind}": max(other[kind] for other in scored.told) for kind in TYPES}
    lemma = "NAME" if head.tag_ in ("NNP", "NNPS") else head.lemma_.lower()
    found[f"h:{lemma}"] = 1.0
    found[f"ent:{head.ent_type_}"] = 1.0
    found["person"] = float(head.lemma_.lower() in people())
    found["place"] = float(any(p.start <= head.idx < p.end for p in scored.read.reading.places))
    found |= {f"actor:{actor.kind}": 1.0 for actor in scored.read.actors if actor.start <= head.idx < actor.end}
    likely = max(TYPES, key=told.__getitem__)
    found[f"likely:{likely}"] = 1.0
    found |= {f"m:{token.lemma_.lower()}": 0.5 for token in phrase if token.i != head.i and not token.is_stop}
    path = "/".join(_governors(head))
    for governor, role in _grip(head):
        found[f"g:{role}:{governor}"] = 1.0
        found[f"g:{governor}"] = 0.5
        found[f"k:{likely}:{role}:{governor}"] = 0.5
        found[f"hg:{lemma}:{role}:{governor}"] = 0.5
    found[f"p:{path}"] = 1.0
    doc = scored.read.doc
    for offset in (1, 2, 3):
        for side, at in (("-", phrase.start - offset), ("+", phrase.end + offset - 1)):
            if 0 <= at < len(doc):
                found[f"{side}{offset if offset == 1 else ''}{doc[at].lemma_.lower()}"] = 1.0 if offset == 1 else 0.5
    sentence = scored.sentences[scored.at(phrase.start_char)]
    found |= {f"in:{token.lemma_.lower()}": 0.5 for token in sentence if token.lemma_.lower() in HARM}
    for claim in scored.read.claims_in(sentence):
        for quantity in claim.quantities:
            if phrase.start_char <= quantity.start < phrase.end_char:
                found[f"q:{quantity.measure}"] = 1.0
        for part in claim.participants:
            if part.start < phrase.end_char and phrase.start_char < part.end:
                found[f"r:{part.role}:{claim.event.plover}/{claim.event.mode}"] = 1.0
                found[f"r:{part.role}"] = 1.0
                found[f"rs:{part.role}:{claim.status}:{claim.polarity}"] = 1.0
    return found


@cache
def people() -> frozenset[str]:
    return Lexicon.load().classes["people"]


HARM = frozenset(
    "kill die death dead murder assassinate wound injure injury hurt kidnap abduct hostage unharmed unhurt escape survive "
    "damage destroy burn explode bomb shoot body execute massacre threaten blow release free".split()
)


def _grip(head: Token) -> Iterator[tuple[str, str]]:
    """Governor and role, through coordination, apposition and prepositions."""
    token, role = head, head.dep_
    for _ in range(4):
        governor = token.head
        if governor.i == token.i:
            return
        if token.dep_ in ("conj", "appos", "nmod", "compound"):
            token = governor
            role = token.dep_
        elif governor.pos_ == "ADP":
            role = f"{governor.lemma_.lower()}"
            token = governor
        else:
            yield governor.lemma_.lower(), role
            if governor.pos_ in ("NOUN", "PROPN") and role in ("of", "in", "against", "on", "to"):
                token, role = governor, f"{governor.dep_}"
            else:
                return


def _governors(head: Token) -> list[str]:
    steps = []
    token = head
    for _ in range(3):
        steps.append(token.dep_)
        if token.head.i == token.i:
            break
        token = token.head
    return steps


# By whom


@dataclass(frozen=True, slots=True)
class Group:
    """An organization and where it is named."""

    key: str
    mentions: tuple[ActorMention, ...]


def groups(scored: Scored) -> list[Group]:
    found: dict[str, list[ActorMention]] = {}
    for mention in scored.read.actors:
        if mention.actor_id is None or mention.kind in ("person", "media", "outlet", "state", "ngo"):
            continue
        found.setdefault(mention.actor_id, []).append(mention)
    return [Group(name, tuple(mentions)) for name, mentions in found.items()]


def group_features(scored: Scored, kind: str, group: Group, others: Sequence[Group]) -> dict[str, float]:
    best = scored.best(kind)
    at = [scored.at(mention.start) for mention in group.mentions]
    found = {
        f"kind:{group.mentions[0].kind}": 1.0,
        "told": max(scored.told[i][kind] for i in at),
        f"near:{min(*(abs(i - best) for i in at), 3)}": 1.0,
        f"count:{min(len(at), 4)}": 1.0,
        f"first:{min(*at, 3)}": 1.0,
        f"many:{min(len(others), 4)}": 1.0,
        f"id:{group.key}": 0.5,
    }
    doc = scored.read.doc
    for mention in group.mentions:
        span = doc[mention.first : mention.last]
        weight = scored.told[scored.at(mention.start)][kind]
        for governor, role in _grip(span.root):
            found[f"g:{role}:{governor}"] = max(weight, found.get(f"g:{role}:{governor}", 0.0))
            found[f"role:{role}"] = max(weight, found.get(f"role:{role}", 0.0))
        if mention.first > 0:
            found[f"-{doc[mention.first - 1].lemma_.lower()}"] = weight
        for claim in claims_of(scored, kind):
            for part in claim.participants:
                if part.start < mention.end and mention.start < part.end:
                    found[f"r:{part.role}"] = 1.0
    return found


def confidence_features(scored: Scored, kind: str, group: Group) -> dict[str, float]:
    found: dict[str, float] = {f"kind:{group.mentions[0].kind}": 1.0}
    doc = scored.read.doc
    for mention in group.mentions:
        i = scored.at(mention.start)
        weight = scored.told[i][kind]
        sentence = scored.sentences[i]
        for token in sentence:
            name = f"w:{token.lemma_.lower()}"
            found[name] = max(found.get(name, 0.0), weight)
        for token in doc[max(0, mention.first - 4) : mention.last + 4]:
            name = f"n:{token.lemma_.lower()}"
            found[name] = max(found.get(name, 0.0), weight)
        for governor, role in _grip(doc[mention.first : mention.last].root):
            found[f"g:{role}:{governor}"] = 1.0
        for claim in scored.read.claims_in(sentence):
            found |= {f"source:{source.kind}": 1.0 for source in claim.attribution}
            found |= {f"cue:{source.cue}": 1.0 for source in claim.attribution}
            found[f"status:{claim.status}"] = 1.0
            if not claim.attribution:
                found["unattributed"] = 1.0
    return found


def stage_features(scored: Scored, kind: str) -> dict[str, float]:
    """Words of the sentences that tell most of it."""
    found: dict[str, float] = {}
    for i, sentence in enumerate(scored.sentences):
        weight = scored.told[i][kind]
        if weight > 0.2:
            for lemma in [*content(sentence), *(t.lemma_.lower() for t in sentence if t.tag_ == "MD")]:
                found[f"w:{lemma}"] = max(found.get(f"w:{lemma}", 0.0), weight)
            for claim in scored.read.claims_in(sentence):
                found[f"s:{claim.event.plover}/{claim.status}"] = 1.0
    return found

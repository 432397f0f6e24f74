"""Templates of a message: decisions put together.

A message has the types that it most likely has, and of each the incidents that its sentences fall into. When and where it
was, who it was done to and by whom are the best candidates;
a victim or target belongs to the incident that its sentences most likely tell of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from benchmarks import muc_features as features
from benchmarks.muc_features import NONE, TYPES, Group, Scored, When, Where
from benchmarks.muc_groups import about, groups
from benchmarks.muc_keys import (
    CONFIDENCE,
    DATE,
    LOCATION,
    ORGANIZATION,
    STAGE,
    TARGET,
    TARGET_EFFECT,
    TYPE,
    VICTIM,
    VICTIM_EFFECT,
    VICTIM_NUMBER,
    Filler,
    Option,
    Template,
)
from benchmarks.muc_linear import Linear
from benchmarks.muc_model import Decisions
from benchmarks.muc_places import places, value_of
from benchmarks.muc_reading import Read

PRESENT = "yes"
UNTOLD = "UNTOLD"
"""The label of a victim or target of whom the key tells no effect."""


@dataclass(slots=True)
class Entity:
    """Phrases that mean the same people or things, and what became of them."""

    head: str
    named: bool
    phrases: list[Span]
    effect: str
    number: str


def scored(read: Read, sentence: Linear) -> Scored:
    sentences = tuple(read.sentences)
    told = tuple(sentence.probabilities(features.sentence_features(read, item, i)) for i, item in enumerate(sentences))
    return Scored(read, sentences, told)


def templates(read: Read, decided: Decisions) -> list[Template]:
    message = scored(read, decided["sentence"])
    if not message.sentences:
        return []
    kinds = types(message, decided)
    incidents = [(kind, about(message, kind, group)) for kind in kinds for group in _groups(message, kind, decided)]
    if not incidents:
        return []
    victims = entities(message, decided["victim"], decided.settings["victim"])
    targets = entities(message, decided["target"], decided.settings["target"])
    found = []
    for number, (kind, told) in enumerate(incidents):
        slots = {TYPE: _single(kind), STAGE: _single(decided["stage"].best(features.stage_features(told, kind)))}
        if (when := date_of(told, kind, decided["time"])) is not None:
            slots[DATE] = _single(when.value)
        if (where := place_of(told, kind, decided["place"])) is not None:
            slots[LOCATION] = _single(value_of(where))
        slots |= _people([victim for victim in victims if _incident(victim, incidents) == number])
        slots |= _things([target for target in targets if _incident(target, incidents) == number])
        slots |= _perpetrators(told, kind, decided)
        found.append(Template(read.message.docid, str(number + 1), False, slots))
    return found


def _groups(message: Scored, kind: str, decided: Decisions) -> list[list[int]]:
    return groups(message, kind, decided["joining"], decided.settings["joining"], decided.settings["sure"])


def types(message: Scored, decided: Decisions) -> list[str]:
    """The types of which the message has an incident that counts."""
    return [
        kind
        for kind in TYPES
        if decided[f"message {kind}"].probabilities(features.message_features(message, kind))[PRESENT]
        >= decided.settings[f"message {kind}"]
    ]


def date_of(message: Scored, kind: str, model: Linear) -> When | None:
    candidates = features.times(message)
    return max(
        candidates,
        key=lambda when: model.worth(features.time_features(message, kind, when, candidates)),
        default=None,
    )


def place_of(message: Scored, kind: str, model: Linear) -> Where | None:
    candidates = places(message.read)
    return max(
        candidates,
        key=lambda where: model.worth(features.place_features(message, kind, where, candidates)),
        default=None,
    )


def _incident(entity: Entity, incidents: Sequence[tuple[str, Scored]]) -> int:
    """The incident that the entity's sentences tell most of."""
    at = [incidents[0][1].at(phrase.start_char) for phrase in entity.phrases]
    return max(range(len(incidents)), key=lambda n: max(incidents[n][1].told[i][incidents[n][0]] for i in at))


# Victims and targets


def entities(message: Scored, model: Linear, least: float) -> list[Entity]:
    """The people or things something was done to, each once."""
    found: list[Entity] = []
    for phrase in features.phrases(message):
        given = model.probabilities(features.phrase_features(message, phrase))
        if 1 - given[NONE] < least:
            continue
        effect = max((label for label in given if label != NONE), key=given.__getitem__)
        made = Entity(head_of(phrase), _is_name(phrase), [phrase], effect, number_of(message, phrase))
        same = next((other for other in found if _same(other, made)), None)
        if same is None:
            found.append(made)
        else:
            _merge(same, made)
    return found


def head_of(phrase: Span) -> str:
    return phrase.root.text.upper() if _is_name(phrase) else phrase.root.lemma_.lower()


def _is_name(phrase: Span) -> bool:
    return phrase.root.tag_ in ("NNP", "NNPS")


def _same(one: Entity, other: Entity) -> bool:
    apposed = other.phrases[0].root.dep_ == "appos" and other.phrases[0].root.head in one.phrases[-1]
    if apposed and (one.named or other.named):
        return True
    if one.named and other.named:
        return any(_names(mine) & _names(theirs) for mine in one.phrases for theirs in other.phrases)
    return one.head == other.head and (one.number == other.number or "PLURAL" in (one.number, other.number))


def _names(phrase: Span) -> set[str]:
    return {token.lower_ for token in phrase if token.tag_ in ("NNP", "NNPS") and len(token) > 3}


def _merge(one: Entity, other: Entity) -> None:
    one.phrases += other.phrases
    if one.effect == UNTOLD:
        one.effect = other.effect
    if one.number == "PLURAL":
        one.number = other.number


def number_of(message: Scored, phrase: Span) -> str:
    """As in a key: 5, ~5 about, 5- at least, -5 at most, PLURAL where several are told without a number."""
    for quantity in message.read.reading.quantities:
        if phrase.start_char <= quantity.start < phrase.end_char and quantity.end <= phrase.end_char + 1:
            return _bounds(quantity.low, quantity.high, quantity.text)
    if phrase.root.tag_ in ("NNS", "NNPS") or any(token.dep_ == "conj" for token in phrase.root.children):
        return "PLURAL" if phrase.root.tag_ in ("NNS", "NNPS") else "1"
    return "PLURAL" if phrase.root.lemma_.lower() in ("people", "police", "personnel", "group", "troop") else "1"


def _bounds(low: float | None, high: float | None, text: str) -> str:
    words = text.lower()
    if not any(character.isdigit() for character in words) and any(vague in words for vague in VAGUE):
        return "PLURAL"
    if low is not None and low == high:
        about = any(word in words for word in ("about", "approximately", "some ", "around", "nearly", "almost"))
        return f"~{int(low)}" if about else f"{int(low)}"
    if low is not None:
        return f"{int(low)}-"
    return f"-{int(high)}" if high is not None else "PLURAL"


VAGUE = ("several", "many", "few", "dozens", "scores", "hundreds", "thousands", "number", "couple", "various")


def _people(victims: Sequence[Entity]) -> dict[int, tuple[Filler, ...]]:
    numbers = tuple(Filler((Option(victim.number, _shown(victim)),)) for victim in victims)
    effects = tuple(Filler((Option(v.effect, _shown(v)),)) for v in victims if v.effect != UNTOLD)
    described = tuple(Filler(tuple(map(Option, _shown(victim)))) for victim in victims)
    return _filled({VICTIM: described, VICTIM_NUMBER: numbers, VICTIM_EFFECT: effects})


def _things(targets: Sequence[Entity]) -> dict[int, tuple[Filler, ...]]:
    effects = tuple(Filler((Option(t.effect, _shown(t)),)) for t in targets if t.effect != UNTOLD)
    described = tuple(Filler(tuple(map(Option, _shown(target)))) for target in targets)
    return _filled({TARGET: described, TARGET_EFFECT: effects})


def _shown(entity: Entity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase.text.upper() for phrase in entity.phrases))


# Perpetrators


def _perpetrators(message: Scored, kind: str, decided: Decisions) -> dict[int, tuple[Filler, ...]]:
    listed = features.groups(message)
    guilty = [
        group
        for group in listed
        if decided["group"].probabilities(features.group_features(message, kind, group, listed))[PRESENT]
        >= decided.settings["group"]
    ]
    named = tuple(Filler(tuple(map(Option, mentions_of(group)))) for group in guilty)
    sure = tuple(
        Filler((Option(decided["confidence"].best(features.confidence_features(message, kind, g)), mentions_of(g)),))
        for g in guilty
    )
    return _filled({ORGANIZATION: named, CONFIDENCE: sure})


def mentions_of(group: Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.mention.upper() for mention in group.mentions))


def _single(value: str) -> tuple[Filler, ...]:
    return (Filler((Option(value),)),)


def _filled(slots: dict[int, tuple[Filler, ...]]) -> dict[int, tuple[Filler, ...]]:
    return {slot: fillers for slot, fillers in slots.items() if fillers}

"""The words that report occurrences, the types they stand for, and what grammar does to their status: from data files.

Gives plain look-ups; how a sentence is read with them is the reading's affair.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.catalogue import files
from sayso.errors import SaysoError
from sayso.records import EventType, Measure, Role, Status

NOTHING = "none"
"""The type of a sense in which the word reports nothing."""

ACTOR = frozenset({"person", "people", "force", "state", "body", "place"})
"""What the class ``actor`` stands for: whoever can act or be acted upon, with a place for its government."""


@dataclass(frozen=True, slots=True)
class Refinement:
    """Take type ``to`` where the participant of ``role`` is of ``kind``."""

    role: str
    kind: str
    to: str


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One row of the codebook."""

    name: str
    label: str
    family: str
    event: EventType
    refine: tuple[Refinement, ...]
    counts: Measure | None
    example: str


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word stands for where its conditions hold; empty conditions always hold."""

    type: str
    object: frozenset[str]
    subject: frozenset[str]
    with_: frozenset[str]
    about: frozenset[str]
    without: frozenset[str]
    prep: frozenset[str]
    complement: frozenset[str]
    roles: Mapping[str, Role]
    carried: bool
    counted: bool

    @property
    def companions(self) -> frozenset[str]:
        """Lemmas that make a fixed phrase with the word: "take control"."""
        return self.with_ | self.about


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Governing words and what they do to what they govern: word → status, or ``"denied"``, or ``"actual"``."""

    auxiliaries: Mapping[str, Status]
    backshifted: Mapping[str, Status]
    infinitives: Mapping[str, str]
    gerunds: Mapping[str, str]
    clauses: Mapping[str, str]
    objects: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    conditions: frozenset[str]
    negations: frozenset[str]
    bounds: frozenset[str]
    negative_prepositions: frozenset[str]
    untrue: frozenset[str]
    borne_out: frozenset[str]
    discussing: frozenset[str]
    doubts: frozenset[str]
    granting: frozenset[str]
    telling: frozenset[str]
    enacted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Event types by name, senses by lemma, lexical classes by name, and the words of status."""

    types: Mapping[str, TypeEntry]
    verbs: Mapping[str, tuple[Sense, ...]]
    nouns: Mapping[str, tuple[Sense, ...]]
    classes: Mapping[str, frozenset[str]]
    means: Mapping[str, str]
    means_order: tuple[str, ...]
    light_verbs: frozenset[str]
    undergo: frozenset[str]
    tellers: frozenset[str]
    by_means: frozenset[str]
    people_types: frozenset[str]
    consequences: frozenset[str]
    causes: frozenset[str]
    describing: frozenset[str]
    standing: frozenset[str]
    operations: frozenset[str]
    within: frozenset[str]
    common_words: frozenset[str]
    status: StatusWords
    families: Mapping[EventType, str]

    @classmethod
    def load(cls, extra: Path | None = None) -> Lexicon:
        """Reads event_types.yaml, event_lexicon.yaml and status.yaml. Raises ``SaysoError`` naming a wrong entry."""
        types = {name: _type(name, row) for name, row in files.load("event_types.yaml", extra).items()}
        words = files.load("event_lexicon.yaml", extra)
        classes = {name: frozenset(lemmas) for name, lemmas in words["classes"].items()}
        lexicon = cls(
            types=types,
            verbs={lemma: tuple(_sense(row, classes) for row in rows) for lemma, rows in words["verbs"].items()},
            nouns={lemma: tuple(_sense(row, classes) for row in rows) for lemma, rows in words["nouns"].items()},
            classes=classes,
            means={lemma: name for name, lemmas in words["means"].items() for lemma in lemmas},
            means_order=tuple(words["means"]),
            light_verbs=frozenset(words["light_verbs"]),
            undergo=frozenset(words["undergo"]),
            tellers=frozenset(words["tellers"]),
            by_means=frozenset(words["by_means"]),
            people_types=frozenset(words["people_types"]),
            consequences=frozenset(words["consequences"]),
            causes=frozenset(words["causes"]),
            describing=frozenset(words["describing"]),
            standing=frozenset(words["standing"]),
            operations=frozenset(words["operations"]),
            within=frozenset(words["within"]),
            common_words=frozenset(words["common_words"]),
            status=_status(files.load("status.yaml", extra)),
            families={entry.event: entry.family for entry in types.values()},
        )
        lexicon._check()
        return lexicon

    def event(self, type_name: str) -> EventType:
        return self.types[type_name].event

    def family(self, event: EventType) -> str:
        """The family of the types that carry ``event``; one that the codebook does not know is a family of its own."""
        return self.families.get(event, repr(event))

    def _check(self) -> None:
        named: list[tuple[str, str]] = [
            (word, sense.type)
            for words in (self.verbs, self.nouns)
            for word, senses in words.items()
            for sense in senses
        ]
        named += [(word, type_name) for word, type_name in self.means.items()]
        named += [(entry.name, change.to) for entry in self.types.values() for change in entry.refine]
        for entry in self.types.values():
            if self.families[entry.event] != entry.family:
                raise SaysoError(f"event_types.yaml: '{entry.name}' shares its event with a type of another family.")
        for word, type_name in named:
            if type_name not in self.types and type_name != NOTHING:
                raise SaysoError(f"event_lexicon.yaml: '{word}' names the type '{type_name}', not in event_types.yaml.")


def _type(name: str, row: Mapping[str, Any]) -> TypeEntry:
    refine = tuple(
        Refinement(role, kind, change["to"])
        for change in row.get("refine", ())
        for role, kind in change.items()
        if role != "to"
    )
    return TypeEntry(
        name, row["label"], row["family"], EventType(**row["event"]), refine, row.get("counts"), row["example"]
    )


def _sense(row: Mapping[str, Any], classes: Mapping[str, frozenset[str]]) -> Sense:
    def words(key: str) -> frozenset[str]:
        return frozenset(row.get(key, ()))

    def participants(key: str) -> frozenset[str]:
        return (words(key) - {"actor"} | ACTOR) if "actor" in words(key) else words(key)

    def of_classes(key: str) -> frozenset[str]:
        unknown = words(key) - classes.keys()
        if unknown:
            raise SaysoError(
                f"event_lexicon.yaml: '{row['type']}' names the class '{min(unknown)}', which is not there."
            )
        return frozenset[str]().union(*(classes[name] for name in words(key)))

    return Sense(
        type=row["type"],
        object=participants("object"),
        subject=participants("subject"),
        with_=words("with"),
        about=of_classes("about"),
        without=words("without") | of_classes("unless"),
        prep=words("prep"),
        complement=words("complement"),
        roles=row.get("roles", {}),
        carried=row.get("carried", False),
        counted=row.get("counted", False),
    )


def _status(rows: Mapping[str, Any]) -> StatusWords:
    def by_word(group: str) -> dict[str, str]:
        return {word: status for status, words in rows[group].items() for word in words}

    return StatusWords(
        auxiliaries=rows["auxiliaries"],
        backshifted=rows["auxiliaries"] | rows["backshifted"],
        infinitives=by_word("infinitives"),
        gerunds=by_word("gerunds"),
        clauses=by_word("clauses"),
        objects=by_word("objects"),
        nouns=by_word("nouns"),
        adjectives=by_word("adjectives"),
        conditions=frozenset(rows["conditions"]),
        negations=frozenset(rows["negations"]),
        bounds=frozenset(rows["bounds"]),
        negative_prepositions=frozenset(rows["negative_prepositions"]),
        untrue=frozenset(rows["untrue"]),
        borne_out=frozenset(rows["borne_out"]),
        discussing=frozenset(rows["discussing"]),
        doubts=frozenset(rows["doubts"]),
        granting=frozenset(rows["granting"]),
        telling=frozenset(rows["telling"]),
        enacted=frozenset(rows["enacted"]),
    )

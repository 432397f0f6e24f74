"""The words by which people are credited with what they say, think or show: plain look-ups from cues.yaml.

How a sentence is read with them is the reading's affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from sayso.catalogue import files
from sayso.errors import SaysoError
from sayso.records import Evidence, Polarity, SourceKind, Stance, Status

Manner = Literal["speech", "finding", "thought", "attitude"]


@dataclass(frozen=True, slots=True)
class Effect:
    """How a cue credits, and what it does to what it credits."""

    manner: Manner
    stance: Stance
    polarity: Polarity
    status: Status


Frames = Mapping[str, Effect]  # "clause", "infinitive", "object", "complement" or a preposition → effect


@dataclass(frozen=True, slots=True)
class Cues:
    """Look-ups by lemma in lower case; ``prepositions`` maps the words of a phrase to its effect."""

    verbs: Mapping[str, Frames]
    nouns: Mapping[str, Frames]
    adjectives: Mapping[str, Frames]
    prepositions: Mapping[tuple[str, ...], Effect]
    telling: frozenset[str]
    silence: Mapping[str, frozenset[str]]
    citing: frozenset[str]
    reckoning: Mapping[str, frozenset[str]]
    lemmas: Mapping[str, str]
    modals: frozenset[str]
    conditions: frozenset[str]
    negations: frozenset[str]
    hedging_adverbs: Mapping[str, Effect]
    hedging_adjectives: Mapping[str, Stance]
    hedging_verbs: Mapping[str, Stance]
    evidence_nouns: frozenset[str]
    offering: frozenset[str]
    evidence_kinds: Mapping[str, Evidence]
    reporting_nouns: frozenset[str]
    bodies: frozenset[str]
    people: frozenset[str]
    day_words: frozenset[str]
    kinds: Mapping[str, SourceKind]

    @classmethod
    def load(cls, extra: Path | None = None) -> Cues:
        """Reads cues.yaml and the user's additions to it. Raises ``SaysoError`` naming a row that is not understood."""
        rows = files.load("cues.yaml", extra)
        evidence, hedges = rows["evidence"], rows["hedges"]
        return cls(
            verbs=_by_word(rows["verbs"]),
            nouns=_by_word(rows["nouns"]),
            adjectives=_by_word(rows["adjectives"]),
            prepositions={tuple(word.split()): _effect(row) for row in rows["prepositions"] for word in row["words"]},
            telling=frozenset(rows["telling"]),
            silence=_groups(rows["silence"]),
            citing=frozenset(rows["citing"]),
            reckoning=_groups(rows["reckoning"]),
            lemmas=rows["lemmas"],
            modals=frozenset(rows["modals"]),
            conditions=frozenset(rows["conditions"]),
            negations=frozenset(rows["negations"]),
            hedging_adverbs=_hedges(hedges["adverbs"]),
            hedging_adjectives=_inverted(hedges["adjectives"], Stance),
            hedging_verbs=_inverted(hedges["verbs"], Stance),
            evidence_nouns=frozenset(evidence["nouns"]),
            offering=frozenset(evidence["offering"]),
            evidence_kinds=_inverted(evidence["kinds"], Evidence),
            bodies=frozenset(rows["bodies"]),
            people=frozenset(rows["people"]),
            day_words=frozenset(rows["day_words"]),
            reporting_nouns=frozenset(rows["reporting_nouns"]),
            kinds=_inverted(rows["kinds"], SourceKind),
        )


def _groups(rows: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in rows.items()}


def _by_word(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Effect]]:
    words: dict[str, dict[str, Effect]] = {}
    for row in rows:
        effect = _effect(row)
        for word in row["words"]:
            words.setdefault(word, {}).update(dict.fromkeys(row["frames"], effect))
    return words


def _effect(row: Mapping[str, Any]) -> Effect:
    return Effect(
        manner=_checked(row.get("manner", "speech"), Manner),
        stance=_checked(row.get("stance", "neutral"), Stance),
        polarity=_checked(row.get("polarity", "asserted"), Polarity),
        status=_checked(row.get("status", "actual"), Status),
    )


def _hedges(groups: Mapping[str, Iterable[str]]) -> dict[str, Effect]:
    return {word: Effect("speech", stance, "asserted", "actual") for word, stance in _inverted(groups, Stance).items()}


def _checked(value: Any, kind: Any) -> Any:
    if value not in get_args(kind):
        raise SaysoError(f"cues.yaml: '{value}' is none of {', '.join(get_args(kind))}: correct it.")
    return value


def _inverted(groups: Mapping[str, Iterable[str]], kind: Any) -> dict[str, Any]:
    """``{name: words}`` as ``{word: name}``."""
    return {word: _checked(name, kind) for name, words in groups.items() for word in words}

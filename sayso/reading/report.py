"""One cue and what hangs on it, before it is put in its place among the others."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from sayso.catalogue.cues import Cues, Effect
from sayso.reading.phrases import Range

VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Report:
    """A cue, whom it credits and with what.

    ``head`` is the token the cue turns on, ``frame`` how the content hangs on it (docs of cues.yaml), ``interrupts`` the
    head of a cue whose content ends where this one begins.
    """

    head: int
    cue: Range
    source_head: int | None
    source: Range | None
    content: tuple[Range, ...]
    effect: Effect
    frame: str
    interrupts: int | None = None


def lemma(token: Token, cues: Cues) -> str:
    form = token.lower_
    return cues.lemmas.get(form) or token.lemma_.lower()


def is_infinitive(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.lefts)

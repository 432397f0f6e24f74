"""One attribution and the token that its cue turns on, before it is put in its place among the others."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from sayso.catalogue.cues import Cues, Effect
from sayso.reading.phrases import Range

VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Report:
    """A cue, whom it credits and with what. ``head`` is the token the cue turns on, ``source_head`` the source's;
    ``effect`` is the cue's, with what its own clause says of the saying.
    """

    head: int
    cue: Range
    source_head: int | None
    source: Range | None
    content: tuple[Range, ...]
    effect: Effect


def lemma(token: Token, cues: Cues) -> str:
    form = token.lower_
    return cues.lemmas.get(form) or token.lemma_.lower()

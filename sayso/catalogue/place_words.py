"""What the words around a place name say of it: plain look-ups from data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from sayso.catalogue import files


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """See the comments in the data file; all words are in lower case."""

    precision: Mapping[str, int]
    kinds: Mapping[str, frozenset[str]]
    heads: frozenset[str]
    facility_tails: frozenset[str]
    area_tails: frozenset[str]
    other_tails: frozenset[str]
    near: frozenset[str]
    land: frozenset[str]
    bearings: frozenset[str]
    parts: frozenset[str]
    locative: frozenset[str]
    strong_locative: frozenset[str]
    titles: frozenset[str]
    organisation_tails: frozenset[str]
    metonym_verbs: frozenset[str]
    metonym_heads: frozenset[str]
    never: frozenset[str]
    seldom: frozenset[str]
    inner: frozenset[str]
    demonyms: Mapping[str, str]
    mention_weights: Mapping[str, float]
    referent_weights: Mapping[str, float]
    focus_weights: Mapping[str, float]
    acceptance_weights: Mapping[str, float]


def load(extra: Path | None = None) -> PlaceWords:
    """The words of the bundled files and of the user's folder ``extra``."""
    words = files.load("place_words.yaml", extra)
    weights = files.load("place_weights.yaml", extra)
    plain = [field.name for field in fields(PlaceWords) if field.type == "frozenset[str]"]
    return PlaceWords(
        precision=words["precision"],
        kinds={word: frozenset(kinds) for word, kinds in words["kinds"].items()},
        demonyms={word.lower(): code for code, names in files.load("demonyms.yaml", extra).items() for word in names},
        mention_weights=weights["mention"],
        acceptance_weights=weights["acceptance"],
        referent_weights=weights["referent"],
        focus_weights=weights["focus"],
        **{name: frozenset(words[name]) for name in plain},
    )

"""How much two stretches of text are alike in their words, rare words counting most. Texts in, 0 (nothing) to 1 out.

How rare a word is, is told by its place in the encoder's vocabulary, which is ordered by frequency: nothing is counted in
the user's own texts, so that what is linked does not hang on what else is in the ledger.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import log, sqrt

from spacy.lang.en.stop_words import STOP_WORDS

from sayso.encoder.model import vocabulary

STEM = 6
"""Letters by which words are told apart: "attacked" and "attacks" are one."""
COMMON = 500
"""Pieces of the vocabulary that are letters and marks, or words that tell next to nothing."""
WORD = re.compile(r"[^\W\d_]{3,}|\d+")
Words = frozenset[str]


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """The stems of its words and its numbers, without those that only hold sentences together."""
    return frozenset(word.lower()[:STEM] for word in WORD.findall(text) if word.lower() not in STOP_WORDS)


def likeness(one: Words, other: Words) -> float:
    """The cosine of the two, each word weighed by how rare it is."""
    shared = sum(map(_rarity, sorted(one & other)))
    return shared / sqrt(_sum(one) * _sum(other)) if shared else 0.0


@lru_cache(maxsize=4096)
def _sum(words: Words) -> float:
    return sum(map(_rarity, sorted(words)))


@cache
def _ranks() -> dict[str, int]:
    found: dict[str, int] = {}
    for rank, piece in enumerate(vocabulary()):
        found.setdefault(piece[:STEM], rank)
    return found


def _rarity(stem: str) -> float:
    ranks = _ranks()
    return log(1 + ranks.get(stem, len(ranks)) / COMMON)

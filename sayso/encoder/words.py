"""Part of speech, morphology and lemma of every word, by spaCy's own rules, which are asked once for each form of word.

Nearly all of the rules look at one word: its letters, its tag and its relation to its head. Most words of a text were met
before, and are looked up.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

REMEMBERED = 1 << 17
"""Forms of words kept: more than a year of a newspaper has."""
ASKED: list[int | str] = ["ORTH", "TAG", "DEP"]
TOLD: list[int | str] = ["POS", "MORPH", "LEMMA"]
EXPLETIVE = "expl"
"""The one word before that matters in reporting: "there" of "there were"."""
Component = Callable[[Doc], Doc]
Form = tuple[int, int, int]


class Words:
    """Fills a Doc that has tags and relations as the attribute ruler and the lemmatizer of its pipeline would."""

    def __init__(self, vocab: Vocab, ruler: Component, lemmatizer: Component) -> None:
        self.vocab, self.ruler, self.lemmatizer = vocab, ruler, lemmatizer
        self._expletive: int = vocab.strings.add(EXPLETIVE)
        self._told = lru_cache(maxsize=REMEMBERED)(self._asked)

    def fill(self, doc: Doc) -> None:
        """Sets ``pos``, ``morph`` and ``lemma`` of every token."""
        forms: list[Form] = [tuple(row) for row in doc.to_array(ASKED).tolist()]
        before: list[Form | None] = [None, *(form if form[2] == self._expletive else None for form in forms[:-1])]
        if forms:
            told: Any = np.array([self._told(*both) for both in zip(before, forms, strict=True)], np.uint64)
            doc.from_array(TOLD, told)

    def _asked(self, before: Form | None, form: Form) -> tuple[int, ...]:
        forms = [form] if before is None else [before, form]
        alone = Doc(self.vocab, words=[self.vocab.strings[orth] for orth, _, _ in forms])
        kinds: Any = np.array([kind for _, *kind in forms], np.uint64)  # spaCy's stubs know no arrays of numpy
        alone.from_array(["TAG", "DEP"], kinds)
        return tuple(self.lemmatizer(self.ruler(alone)).to_array(TOLD)[-1].tolist())

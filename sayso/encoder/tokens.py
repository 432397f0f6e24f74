"""spaCy's English tokens, where nothing but tokens is wanted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import spacy
from spacy.tokens import Doc


@cache
def tokenizer() -> Callable[[str], Doc]:
    return spacy.blank("en").tokenizer

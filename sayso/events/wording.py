"""The words of a claim, of what stands around it and of its document's opening, as sets that can be compared.

A claim and its document in, ``Wording`` out. Knows no grammar: a word is its beginning, so that its forms are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.catalogue.lexicon import Lexicon
from sayso.records import Claim, Document, Role

BEGINNING = 5
"""Letters by which a word is known: truncation is as good as stemming for telling which texts are alike."""
BEFORE, AFTER = 250, 150
"""Code points around a claim that may tell the same."""
OPENING = 200
"""Code points in which an article tells what it is about."""
WORD = re.compile(r"[^\W\d_][\w'’-]{2,}")
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """Beginnings of the telling words of the claim, ``around`` it, and of its document's ``opening``; and the ACLED
    sub-events that its words for weapons and means stand for. ``acting`` holds "state" or "nonstate" by the words for who
    did it, ``suffering`` "civilian" or "combatant" by those for whom it was done to.
    """

    words: Words
    around: Words
    opening: Words
    means: Words
    acting: Words
    suffering: Words


NO_WORDS = Wording(*[frozenset[str]()] * 6)


def wording(claim: Claim, document: Document, lexicon: Lexicon) -> Wording:
    around = document.text[max(0, claim.start - BEFORE) : claim.end + AFTER]
    return Wording(
        words=_telling(claim.quote, lexicon),
        around=_telling(around, lexicon),
        opening=_telling(document.text[:OPENING], lexicon),
        means=_means(claim.quote, lexicon),
        acting=_classes(claim, ("agent",), ("state", "nonstate"), lexicon),
        suffering=_classes(claim, ("target", "victim"), ("civilian", "combatant"), lexicon),
    )


def alike(one: Words, other: Words) -> float:
    """Cosine of two sets of words, from 0 (none in common) to 1."""
    return len(one & other) / (len(one) * len(other)) ** 0.5 if one and other else 0.0


def _telling(text: str, lexicon: Lexicon) -> Words:
    words = (word.lower() for word in WORD.findall(text))
    return frozenset(word[:BEGINNING] for word in words if word not in lexicon.common_words)


def _means(text: str, lexicon: Lexicon) -> Words:
    """The ACLED sub-events of the weapons and means that are named."""
    named = {lexicon.means[form] for form in _forms(text) if form in lexicon.means}
    return frozenset(lexicon.types[name].event.acled_sub or name for name in named)


def _classes(claim: Claim, roles: Sequence[Role], classes: Sequence[str], lexicon: Lexicon) -> Words:
    """Those of the lexical classes that the participants of these roles are named by."""
    forms = _forms(" ".join(part.mention for part in claim.participants if part.role in roles))
    return frozenset(name for name in classes if forms & lexicon.classes[name])


def _forms(text: str) -> Words:
    """The words in small letters, and without the s of a plural."""
    words = {word.lower() for word in WORD.findall(text)}
    return frozenset(words | {word.removesuffix("s") for word in words})

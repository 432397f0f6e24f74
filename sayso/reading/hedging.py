"""Finds the writer's own distance: "allegedly", "so-called", words in scare quotes, victories that somebody "invented".

A parsed text in, the token ranges that are kept at a distance out. What named sources say is attribution's affair.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading.phrases import Range, subtree
from sayso.reading.quotations import Quotation, Quotations, is_speech
from sayso.records import Evidence, Stance

LONGEST_SCARE = 5  # words between scare quotes


@dataclass(frozen=True, slots=True)
class Hedge:
    """Tokens [first, last) that are governed by a hedge, with what it does to them."""

    first: int
    last: int
    stance: Stance
    evidence: Evidence | None


def hedges(doc: Doc, quotations: Quotations, cues: Cues) -> list[Hedge]:
    """All hedges of a text in the order of what they govern."""
    found: list[Hedge] = []
    for token in doc:
        word = token.lower_
        if word in cues.hedging_adverbs and token.head.i != token.i:
            found.append(Hedge(*_clause_or_phrase(token.head), cues.hedging_adverbs[word].stance, None))
        elif word in cues.hedging_adjectives and token.dep_ in ("amod", "compound"):
            found.append(Hedge(*subtree(token.head), cues.hedging_adjectives[word], None))
        elif word == "called" and _so_called(token):
            found.append(Hedge(*subtree(token.head), cues.hedging_adjectives["so-called"], None))
        elif token.pos_ == "VERB" and token.lemma_.lower() in cues.hedging_verbs:
            found.extend(
                Hedge(*subtree(child), cues.hedging_verbs[token.lemma_.lower()], None)
                for child in token.children
                if child.dep_ in ("dobj", "nsubjpass")
            )
    found.extend(
        Hedge(quotation.first + 1, quotation.last - 1, "distanced", None)
        for quotation in (*quotations.double, *quotations.single)
        if _scare(doc, quotation)
    )
    return sorted(found, key=lambda hedge: (hedge.first, hedge.last))


def _clause_or_phrase(head: Token) -> Range:
    if head.dep_ in ("amod", "compound"):
        return subtree(head.head)
    return subtree(head)


def _so_called(token: Token) -> bool:
    """ "so-called" comes as three tokens."""
    return (
        token.i >= 2
        and token.nbor(-1).text == "-"
        and token.nbor(-2).lower_ == "so"
        and token.head.pos_ in ("NOUN", "PROPN")
    )


def _scare(doc: Doc, quotation: Quotation) -> bool:
    """A few quoted words without a verb of their own that are part of the writer's sentence."""
    words = quotation.last - quotation.first - 2
    if not quotation.closed or not 0 < words <= LONGEST_SCARE or is_speech(doc, quotation):
        return False
    before = doc[quotation.first - 1].text if quotation.first else "."
    return before not in (":", ",") and not any(
        doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") or (doc[i].is_sent_start and i > quotation.first + 1)
        for i in range(quotation.first + 1, quotation.last - 1)
    )

"""Finds cues of reporting and what hangs on them, in the order of the text.

A parsed text in, one ``Report`` a cue out. Quotations that stand apart from their cue, antecedents and chains are
added by ``attribution``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from sayso.catalogue.cues import Cues
from sayso.reading.quotations import Quotations
from sayso.reading.report import VERBAL, Report, lemma
from sayso.reading.reporting_verbs import report_of_verb
from sayso.reading.reporting_words import report_of_adjective, report_of_adverb, report_of_noun, report_of_preposition


def reports(doc: Doc, cues: Cues, quotations: Quotations) -> Iterator[Report]:
    """Every cue that credits somebody, or nobody named, with some words of the text."""
    for token in doc:
        pos = token.pos_
        found: Report | None = None
        if pos in VERBAL:
            frames = cues.verbs.get(lemma(token, cues))
            if frames is not None:
                found = report_of_verb(doc, token, frames, cues, quotations)
        elif pos == "NOUN":
            frames = cues.nouns.get(token.lemma_.lower())
            if frames is not None:
                found = report_of_noun(doc, token, frames, cues)
        elif pos == "ADJ":
            frames = cues.adjectives.get(token.lower_)
            if frames is not None:
                found = report_of_adjective(doc, token, frames)
        elif pos == "ADV":
            found = report_of_adverb(token, cues)
        if found is None and pos in ("ADP", "VERB", "SCONJ", "ADV"):
            found = report_of_preposition(doc, token, cues)
        if found is not None:
            yield found

"""Who reckons how many came to harm, where the encoder has not found it: "the ministry put the toll at 45", "monitors
recorded 40 deaths in the raids".

A parsed text and the attributions found in it in, with those that they lack out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading import grammar
from sayso.reading.phrases import Range
from sayso.reading.report import VERBAL, lemma
from sayso.records import Attribution, Span


def reckoned(doc: Doc, found: Sequence[Attribution], cues: Cues) -> list[Attribution]:
    """Those found and those lacking, in the order of the text."""
    cued = {i for one in found if one.cue is not None for i in range(one.cue.start, one.cue.end)}
    lacking = _reckonings((verb for verb in doc if verb.idx not in cued), cues)
    return sorted((*found, *lacking), key=lambda one: one.cue.start if one.cue is not None else 0)


def _reckonings(words: Iterable[Token], cues: Cues) -> Iterator[Attribution]:
    for verb in words:
        if verb.pos_ not in VERBAL or grammar.is_passive(verb):
            continue
        who, what = grammar.own_subject(verb), grammar.direct_object(verb)
        if who is not None and what is not None and _is_reckoned(verb, what, cues):
            source, content = grammar.noun_phrase(who), (what.left_edge.i, grammar.clause(verb)[1])
            yield Attribution(
                _span(verb.doc, source), _span(verb.doc, (verb.i, verb.i + 1)), (_span(verb.doc, content),)
            )


def _is_reckoned(verb: Token, what: Token, cues: Cues) -> bool:
    """A figure of those harmed, or some of them counted: "put the number of dead at 17", "put losses at 1,500", "registered
    nine deaths".
    """
    words = cues.reckoning
    named = {near.lemma_.lower() for near in (what, *(of for word, of in grammar.prepositions(what) if word == "of"))}
    harmed = not words["harmed"].isdisjoint(named)
    if lemma(verb, cues) in words["of_figure"]:
        return what.lemma_.lower() == "toll" or harmed
    counted = any(map(grammar.is_numbered, (what, *what.children)))
    return lemma(verb, cues) in words["of_harmed"] and harmed and counted


def _span(doc: Doc, words: Range) -> Span:
    told = doc[slice(*words)]
    return Span(told.start_char, told.end_char, told.text)

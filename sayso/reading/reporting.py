"""What each attribution's cue turns on, and what it does to its content: denied, only planned, doubted, merely wished.

A parsed text and its attributions as offsets in, one ``Report`` an attribution out. Words are looked up in cues.yaml.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues, Effect, Frames
from sayso.reading import grammar
from sayso.reading.phrases import Range, sentence_start
from sayso.reading.report import VERBAL, Report, lemma
from sayso.reading.saying import own_status, weaker
from sayso.reading.sources import FINITE, head_of
from sayso.records import Attribution, Span

SAID = Effect("speech", "neutral", "asserted", "actual")
FELT = Effect("attitude", "neutral", "asserted", "actual")
"""Of a word that cues.yaml doesn't have: it says a clause or a quotation, and has some attitude to anything else; also of
who would not speak of it, who is not credited and denies nothing.
"""
CLAUSAL = FINITE | {"MD"}


def reports(doc: Doc, found: Sequence[Attribution], cues: Cues) -> list[Report]:
    """One report for each attribution that has a cue and a content, in their order."""
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]

    def tokens(span: Span) -> Range:
        first = min(bisect_right(ends, span.start), len(doc) - 1)
        return first, max(bisect_left(starts, span.end), first + 1)

    return [
        _report(doc, tokens(one.cue), None if one.source is None else tokens(one.source), content, cues)
        for one in found
        if one.cue is not None and (content := tuple(tokens(part) for part in one.content))
    ]


def _own(doc: Doc, cue: Range, source: Range) -> Range:
    """The source, or the cue's subject where a source was sought in another sentence: a dateline says nothing."""
    verb = head_of(doc, cue)
    subject = grammar.own_subject(verb) if verb.pos_ in VERBAL else None
    if subject is None or sentence_start(doc[source[0]]) == sentence_start(verb):
        return source
    return grammar.noun_phrase(subject)


def _report(doc: Doc, cue: Range, source: Range | None, content: tuple[Range, ...], cues: Cues) -> Report:
    if _is_silent(doc, cue, cues):
        head, effect = head_of(doc, cue), FELT
    else:
        way = _way(doc, cue, content, cues)
        head, effect = _effect(doc, cue, way, cues) or (head_of(doc, cue), SAID if way == "clause" else FELT)
        effect = replace(effect, status=weaker(effect.status, own_status(head, cues)))
    who = None if source is None else _own(doc, cue, source)
    return Report(head.i, cue, None if who is None else head_of(doc, who).i, who, content, effect)


def _is_silent(doc: Doc, cue: Range, cues: Cues) -> bool:
    """ "Declined to comment on", "would not discuss"."""
    words = [doc[i] for i in range(*cue)]
    withheld = any(word.lower_ in cues.negations or lemma(word, cues) in cues.silence["withheld"] for word in words)
    return withheld and any(lemma(word, cues) in cues.silence["verbs"] for word in words)


def _way(doc: Doc, cue: Range, content: tuple[Range, ...], cues: Cues) -> str:
    """How the content hangs on the cue, as the frames of cues.yaml name it; "reports of a raid" stand for a clause."""
    first, last = content[0]
    if head_of(doc, content[0]).lemma_.lower() in cues.telling:
        return "clause"
    if any(doc[i].is_quote for i in (first, last - 1)) or any(
        doc[i].tag_ in CLAUSAL for part in content for i in range(*part)
    ):
        return "infinitive" if doc[first].lower_ == "to" else "clause"
    if doc[first].lower_ == "to" or doc[cue[1] - 1].lower_ == "to":
        return "infinitive"
    for token in (doc[first], doc[cue[1] - 1]):
        if token.pos_ == "ADP":
            return token.lower_
    return "object"


def _effect(doc: Doc, cue: Range, way: str, cues: Cues) -> tuple[Token, Effect] | None:
    """The first word of the cue that cues.yaml has, and what it does to a content that hangs on it in this way."""
    words = tuple(doc[i].lower_ for i in range(*cue))
    for phrase, effect in cues.prepositions.items():
        if words[: len(phrase)] == phrase:
            return doc[cue[0]], effect
    for token in (doc[i] for i in range(*cue)):
        frames: Frames | None = None
        if token.pos_ in VERBAL:
            frames = cues.verbs.get(lemma(token, cues))
        elif token.pos_ in ("NOUN", "PROPN"):
            frames = cues.nouns.get(token.lemma_.lower())
        elif token.pos_ == "ADJ":
            frames = cues.adjectives.get(token.lower_)
        elif token.pos_ == "ADV":
            hedge = cues.hedging_adverbs.get(token.lower_)
            frames = None if hedge is None else {way: hedge}
        if frames:
            return token, frames.get(way) or next(iter(frames.values()))
    return None

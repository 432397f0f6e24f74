"""Which time expression dates a word: one attached by its clause, else the nearest of its sentence or the one before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from sayso.records import TimeMention

MAX_CLIMB = 12
VERBS = ("VERB", "AUX")
GOVERNORS = (*VERBS, "NOUN", "PROPN")
# By these a clause goes on with what the clause above it tells: "attacked on Friday, killing five and wounding two".
CONTINUING = frozenset({"conj", "xcomp", "advcl", "acl", "pcomp", "dep"})
# A time inside one of these dates only what is inside it too.
CLOSED = frozenset({"relcl", "ccomp", "acl"})
# How far back the narrative is followed, over sentences without a time, and how wide (date_prec) its time may be.
SENTENCES_BACK = 3
NARRATIVE_PRECISION = 3
SINCE = "since"
TENURE = frozenset({"power", "office", "charge", "command", "place"})
# A clause under one of these tells of another time than the clause above it.
OTHER_TIMES = frozenset({"before", "after", "until", "till"})
ATTACHED, SAME_CLAUSE, CONTINUED, BELOW, SAME_SENTENCE, ELSEWHERE = range(6)


def time_of(
    doc: Doc, times: Sequence[TimeMention], token: int, exclude: Sequence[tuple[int, int]]
) -> TimeMention | None:
    """The expression that dates ``doc[token]``, or ``None``; ``times`` are those of ``doc``, in the order of the text.

    Attached by the parse to the word or its verb first, then of a clause that goes on with the same telling, then of the
    same sentence, then of the last sentence of the paragraph with a time, where both tell in the past tense. Repetitions
    and lengths without an interval date nothing; nor does an expression that overlaps a range of ``exclude``
    (characters), or one in another statement of the sentence ("who arrived on Monday"). One that only tells since when
    ("since the war began in 1911") comes back without an end.
    """
    event = doc[token]
    sentence = event.sent
    inside = _between(times, sentence.start_char, sentence.end_char, exclude)
    ranked = [(*_rank(doc, time, event), index) for index, time in enumerate(inside)]
    best = min(ranked, default=None)
    if best is not None:
        return _bounded(doc, inside[best[2]], event) if best[0] < ELSEWHERE else None
    return _from_narrative(doc, times, event, sentence, exclude)


def _between(
    times: Sequence[TimeMention], start: int, end: int, exclude: Sequence[tuple[int, int]]
) -> list[TimeMention]:
    first = bisect_left(times, start, key=lambda time: time.start)
    last = bisect_left(times, end, key=lambda time: time.start)
    return [time for time in times[first:last] if _can_date(time) and not _excluded(time, exclude)]


def _can_date(time: TimeMention) -> bool:
    return time.type in ("DATE", "TIME") or (time.type == "DURATION" and time.start_date is not None)


def _excluded(time: TimeMention, exclude: Sequence[tuple[int, int]]) -> bool:
    return any(start < time.end and time.start < end for start, end in exclude)


def _rank(doc: Doc, time: TimeMention, event: Token) -> tuple[int, int]:
    """How closely an expression is tied to ``event``, closest first, then how far it stands from it in words."""
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or not len(span):
        return ELSEWHERE, 0
    distance = abs(span.root.i - event.i)
    if _is_tenure(span):
        return ELSEWHERE, distance  # "the party in power since 1903" did it later
    governor = _governor(span)
    if governor == event:
        return ATTACHED, distance
    verb = _verb(event)
    own = _verb(governor)
    if own == verb:
        return SAME_CLAUSE, distance
    if own in _continued(verb):
        return CONTINUED, distance
    if verb in _continued(own):
        return (ELSEWHERE if _marks(own) & OTHER_TIMES else BELOW), distance
    return (ELSEWHERE if _closed(own, event) else SAME_SENTENCE), distance


def _is_tenure(span: Span) -> bool:
    """Does it tell since when somebody is in power?"""
    return span.start > 1 and span.doc[span.start - 1].lower_ == SINCE and span.doc[span.start - 2].lower_ in TENURE


def _governor(span: Span) -> Token:
    """The noun or verb that an expression hangs on, its prepositions passed over."""
    token = span.root
    for _ in range(MAX_CLIMB):
        if token.head is token:
            return token
        token = token.head
        if token.pos_ in GOVERNORS and not span.start <= token.i < span.end:
            return token
    return token


def _verb(token: Token) -> Token:
    """The verb of the clause that a word stands in, or the clause's head where it has no verb."""
    for _ in range(MAX_CLIMB):
        if token.pos_ in VERBS and token.dep_ not in ("aux", "auxpass"):
            return token
        if token.head is token:
            return token
        token = token.head
    return token


def _continued(verb: Token) -> list[Token]:
    """The verbs above ``verb`` whose telling it goes on with."""
    above: list[Token] = []
    for _ in range(MAX_CLIMB):
        if verb.dep_ not in CONTINUING or verb.head is verb:
            break
        verb = _verb(verb.head)
        above.append(verb)
    return above


def _closed(own: Token, event: Token) -> bool:
    """Whether the verb of an expression belongs to a statement that ``event`` stands outside of."""
    for _ in range(MAX_CLIMB):
        if own.dep_ in CLOSED:
            return not (own == event or own.is_ancestor(event))
        if own.head is own:
            return False
        own = own.head
    return False


def _marks(verb: Token) -> set[str]:
    """The words that open a verb's clause."""
    return {child.lower_ for child in verb.lefts if child.dep_ in ("mark", "advmod")}


def _bounded(doc: Doc, time: TimeMention, event: Token) -> TimeMention:
    """The expression without its end, if what it dates only tells since when ``event`` has gone on."""
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    token = _governor(span) if span is not None else event
    for _ in range(MAX_CLIMB):
        if token == event or token.head is token:
            return time
        if token.lower_ == SINCE or (token.pos_ in VERBS and SINCE in _marks(token)):
            return replace(time, end_date=None)
        token = token.head
    return time


def _from_narrative(
    doc: Doc, times: Sequence[TimeMention], event: Token, sentence: Span, exclude: Sequence[tuple[int, int]]
) -> TimeMention | None:
    """The last expression before the sentence that stands with a past tense, if ``event`` is told in one too."""
    if not _told_in_past(_verb(event)):
        return None
    start = sentence.start
    for _ in range(SENTENCES_BACK):
        if start == 0 or "\n\n" in doc[start - 1].text_with_ws:
            return None
        before = doc[start - 1].sent
        start = before.start
        told = _between(times, before.start_char, before.end_char, ())
        if told:
            return next((time for time in reversed(told) if _goes_on(doc, time, exclude)), None)
    return None


def _goes_on(doc: Doc, time: TimeMention, exclude: Sequence[tuple[int, int]]) -> bool:
    """Whether a time of an earlier sentence can be that of what is told next."""
    if _excluded(time, exclude) or time.start_date is None or (time.precision or 0) > NARRATIVE_PRECISION:
        return False
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    return span is not None and _told_in_past(_verb(_governor(span)))


def _told_in_past(verb: Token) -> bool:
    """Simple past or a bare participle under one: "fell", "was taken", "killing"; not "has fallen", "will fall"."""
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if auxiliaries:
        return auxiliaries[0].tag_ == "VBD"
    if verb.tag_ in ("VBG", "VBN") and verb.head is not verb:
        return _told_in_past(_verb(verb.head)) if verb.dep_ in CONTINUING and verb.head.i < verb.i else False
    return verb.tag_ == "VBD"

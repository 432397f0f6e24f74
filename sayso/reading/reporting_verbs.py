"""Verbs of reporting: a token whose lemma is a cue in, the cue's words, its source and its content out."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues, Effect, Frames
from sayso.reading.phrases import Range, climb
from sayso.reading.quotations import Quotations
from sayso.reading.report import Report, is_infinitive, lemma
from sayso.reading.sources import FINITE, head_of, is_passive, neighbour, source_of, source_range
from sayso.reading.unmarked import own_start, source_before
from sayso.reading.verb_content import verb_content

BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod", "preconj"})
CONTRACTED = frozenset(f"{mark}{rest}" for mark in "'’" for rest in ("s", "ve", "d", "re", "ll", "m"))
QUESTION_TAGS = frozenset({"WRB", "WP", "WDT", "WP$"})
LONGEST_QUOTED_SOURCE = 8  # tokens: a nickname or title in quotation marks


def report_of_verb(doc: Doc, verb: Token, frames: Frames, cues: Cues, quotations: Quotations) -> Report | None:
    if verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return None
    source = None if "raising" in frames else source_of(verb)
    if source is not None and _quoted_away(source, verb, quotations):
        source = None
    outer = _interrupted(verb, frames, cues)
    if outer is not None:
        source = source_of(outer)
    cue = verb_cue(doc, verb)
    frame, content = verb_content(doc, verb, frames, cue, source, cues, quotations)
    if not content:
        return None
    unmarked: Range | None = None
    if frame == "clause" and source is not None and content[0][0] <= source.i < content[0][1] == cue[0]:
        source = None  # the parser took the subject of what was said for the source
    if frame == "clause" and source is None and not is_passive(verb):
        inverted = content[0][1] <= cue[0]
        source = _inverted_subject(verb, content) or neighbour(verb, cue, inverted)
        first, last = content[0]
        if (around := quotations.around(last - 1)) is not None and around.last <= cue[0]:
            last = around.last
        if source is None and _finite(verb) and (last == cue[0] or (last < cue[0] and doc[last - 1].is_quote)):
            unmarked = source_before(doc, (first, cue[0]), cue, quotations)
        if unmarked is not None:
            source = head_of(doc, unmarked)
            content = [(first, min(last, unmarked[0])), *content[1:]]
    if not _credits(verb, frame, source):
        return None
    effect = frames[frame]
    cue = _extended_cue(doc, verb, cue, frame, cues)
    if verb.dep_ == "xcomp" and is_infinitive(verb):
        governing = cues.verbs.get(lemma(verb.head, cues), {}).get("infinitive")
        if governing is not None and _adjacent(verb.head, cue[0]):
            cue = verb_cue(doc, verb.head)[0], cue[1]
            effect = _governed(effect, governing)
        elif (
            _adjacent(verb.head, cue[0]) and verb.head.pos_ == "VERB" and source is not None and source.i < verb.head.i
        ):
            cue = verb_cue(doc, verb.head)[0], cue[1]
    elif frame == "infinitive" and _governs_cue(doc, verb, cues, quotations):
        return None
    carrier = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and carrier.lemma_.lower() in cues.media_of_speech:
        speaker = speaker_of(carrier, cues)
        if speaker is not None:
            source, cue = speaker, (verb_cue(doc, carrier.head)[0], cue[1])
    span = unmarked or (None if source is None else source_range(source, verb))
    if span is not None and source is not None and _has_clause(doc, span[0], source.i):
        span = source_before(doc, (span[0], cue[0]), cue, quotations) if span[1] <= cue[0] else None
        source = None if span is None else head_of(doc, span)
    if span is not None and source is not None and content[-1][1] == span[0] < source.i < cue[0]:
        span = own_start(span, source), span[1]
        content = [*content[:-1], (content[-1][0], span[0])]
    return Report(
        verb.i,
        cue,
        None if source is None else source.i,
        span,
        tuple(content),
        effect,
        frame,
        None if outer is None else outer.i,
    )


def _has_clause(doc: Doc, first: int, head: int) -> bool:
    """A finite verb before the head of a source: the parser ran a sentence into it."""
    return any(doc[i].tag_ in FINITE and doc[i].pos_ == "VERB" for i in range(first, head))


def _quoted_away(source: Token, verb: Token, quotations: Quotations) -> bool:
    """A source inside a quotation that its verb stands outside of is the parser's mistake."""
    around = quotations.around(source.i)
    if around is None or around.first <= verb.i < around.last:
        return False
    return around.last - around.first > LONGEST_QUOTED_SOURCE


def _interrupted(verb: Token, frames: Frames, cues: Cues) -> Token | None:
    """The cue whose content the participle ends: "the consul said the town had fallen, adding that …"."""
    if "clause" not in frames or not any(child.dep_ == "ccomp" for child in verb.rights):
        return None
    participle = verb.tag_ == "VBG" and verb.dep_ == "advcl"
    if not participle and not _coordinate_of_thing(verb, cues):
        return None
    for head in climb(verb, 4):
        if head.dep_ == "ccomp" and head.head.pos_ == "VERB" and head.i < verb.i:
            above = cues.verbs.get(lemma(head.head, cues), {}).get("clause")
            return head.head if above is not None and above.manner == "speech" else None
        if head.dep_ not in ("conj", "advcl", "xcomp"):
            return None
    return None


def _coordinate_of_thing(verb: Token, cues: Cues) -> bool:
    """ "Said the fort had fallen and added that …": a fort adds nothing."""
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or any(child.dep_ == "nsubj" for child in verb.lefts):
        return False
    subject = source_of(verb)
    if subject is None or subject.pos_ != "NOUN" or subject.ent_type_ == "PERSON":
        return False
    return subject.lemma_.lower() not in cues.people and subject.lemma_.lower() not in cues.kinds


def _credits(verb: Token, frame: str, source: Token | None) -> bool:
    """Whether words without a source are credited at all: a clause is ("asked whether …"), a plain object is not."""
    if source is not None:
        return True
    if frame == "clause":
        return not is_infinitive(verb)
    return frame == "raising" or (frame == "infinitive" and is_passive(verb))


def _adjacent(governor: Token, first: int) -> bool:
    """Whether only a particle stands between the governing verb and the cue."""
    return governor.i < first and all(governor.doc[i].dep_ == "prt" for i in range(governor.i + 1, first))


def _governed(effect: Effect, governing: Effect) -> Effect:
    """ "refused to confirm that …" confirms nothing; "promised to announce …" has not yet."""
    if governing.polarity == "denied":
        return replace(effect, status="hypothetical")
    return effect if governing.status == "actual" else replace(effect, status=governing.status)


def _governs_cue(doc: Doc, verb: Token, cues: Cues, quotations: Quotations) -> bool:
    """ "refused to admit that …": the inner verb is reported, with the outer one in its cue."""
    inner = next((child for child in verb.rights if child.dep_ == "xcomp" and is_infinitive(child)), None)
    if inner is None or not _adjacent(verb, verb_cue(doc, inner)[0]):
        return False
    frames = cues.verbs.get(lemma(inner, cues))
    return frames is not None and report_of_verb(doc, inner, frames, cues, quotations) is not None


def _inverted_subject(verb: Token, content: list[Range]) -> Token | None:
    """“…”, added the colonel: a subject that the parser took for an object."""
    if content[0][0] < verb.i and not is_passive(verb):
        for child in verb.rights:
            if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
                return child
    return None


def verb_cue(doc: Doc, verb: Token) -> Range:
    """The verb with its auxiliaries, negation and adverbs directly before it, and its particle."""
    first = verb.i
    while first > 0:
        before = doc[first - 1]
        if before.text in CONTRACTED and before.tag_ != "POS":
            first -= 1
            continue
        if before.head.i != verb.i or before.dep_ not in BEFORE_VERB or before.tag_ in QUESTION_TAGS:
            break
        if before.left_edge.i != before.i:
            break
        first -= 1
    last = verb.i + 1
    if last < len(doc) and doc[last].dep_ == "prt" and doc[last].head.i == verb.i:
        last += 1
    return first, last


def _extended_cue(doc: Doc, verb: Token, cue: Range, frame: str, cues: Cues) -> Range:
    """The cue with the preposition of its frame, "in a statement", and a colon."""
    first, last = cue
    if last < len(doc) and doc[last].lower_ == frame and doc[last].head.i == verb.i:
        return first, last + 1
    if last < len(doc) and doc[last].lower_ == "in" and doc[last].dep_ == "prep":
        medium = next((child for child in doc[last].children if child.dep_ == "pobj"), None)
        if medium is not None and medium.lemma_.lower() in cues.media_of_speech and medium.i - last <= 3:
            last = medium.i + 1
    if last < len(doc) and doc[last].text == ":":
        last += 1
    return first, last


def _finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(child.dep_ == "aux" and child.lower_ != "to" for child in verb.lefts)


def speaker_of(noun: Token, cues: Cues) -> Token | None:
    """Who "issued a statement", "made the claim": the subject of a verb that only carries the noun."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in cues.carrying or noun.i - verb.i > 6:
        return None
    return source_of(verb)

"""Nouns, adjectives, adverbs and prepositions of reporting: "reports that …", "is sure that …", "according to …".

A token in, the cue's words, its source and its content out, or ``None`` where nothing is credited.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues, Frames
from sayso.reading.phrases import climb, subtree, without
from sayso.reading.report import VERBAL, Report, is_infinitive
from sayso.reading.reporting_verbs import speaker_of, verb_cue
from sayso.reading.sources import source_of, source_range


def report_of_noun(doc: Doc, noun: Token, frames: Frames, cues: Cues) -> Report | None:
    """ "reports that …", "his claim of …", "threats to …"."""
    for child in noun.rights:
        frame = ""
        if child.dep_ in ("acl", "ccomp", "relcl") and "clause" in frames and _that_clause(child, cues):
            frame, content = "clause", subtree(child)
        elif child.dep_ in ("acl", "xcomp") and "infinitive" in frames and is_infinitive(child):
            frame, content = "infinitive", subtree(child)
        elif child.dep_ == "prep" and child.lower_ in frames:
            frame, content = child.lower_, (child.i + 1, subtree(child)[1])
        if not frame:
            continue
        source = next((left for left in noun.lefts if left.dep_ == "poss"), None)
        first, last = noun.i, noun.i + 1
        if source is None and (speaker := speaker_of(noun, cues)) is not None:
            source, first = speaker, verb_cue(doc, noun.head)[0]
        if source is None and frame not in ("clause", "infinitive") and noun.lemma_.lower() not in cues.unsourced_nouns:
            return None
        span = None if source is None else source_range(source, noun)
        if frame not in ("clause", "infinitive") and doc[last].lower_ == frame:
            last += 1
        return Report(
            noun.i, (first, last), None if source is None else source.i, span, (content,), frames[frame], frame
        )
    return None


def _that_clause(clause: Token, cues: Cues) -> bool:
    """Of nouns: "the claim that it fell", not "the claim that he made"."""
    first = clause.left_edge
    made = clause.lemma_.lower() in cues.carrying and not any(child.dep_ == "dobj" for child in clause.rights)
    return first.lower_ == "that" and first.dep_ == "mark" and not made


def report_of_adjective(doc: Doc, adjective: Token, frames: Frames) -> Report | None:
    """ "is confident that …", "made it clear that …"."""
    verb = adjective.head
    if verb.pos_ not in VERBAL or adjective.dep_ not in ("acomp", "ccomp", "oprd", "xcomp"):
        return None
    clause = next((child for child in adjective.rights if child.dep_ == "ccomp" and not is_infinitive(child)), None)
    source = source_of(verb)
    if clause is None or source is None or source.lower_ == "it":
        return None
    first, last = verb_cue(doc, verb)
    content = subtree(clause)
    last = max(last, adjective.i + 1)
    if source.i >= first or content[0] < last:
        return None
    return Report(
        adjective.i, (first, last), source.i, source_range(source, verb), (content,), frames["clause"], "clause"
    )


def report_of_adverb(adverb: Token, cues: Cues) -> Report | None:
    """ "The town has reportedly fallen": the clause is credited to nobody named."""
    effect = cues.hedging_adverbs.get(adverb.lower_)
    verb = adverb.head
    if effect is None or verb.pos_ not in VERBAL:
        return None
    cue = adverb.i, adverb.i + 1
    return Report(adverb.i, cue, None, None, tuple(without(subtree(verb), [cue])), effect, "adverb")


def report_of_preposition(doc: Doc, token: Token, cues: Cues) -> Report | None:
    """ "according to …": the clause it hangs in is the content."""
    for words, effect in cues.prepositions.items():
        if token.lower_ != words[0]:
            continue
        last = token.i + len(words)
        if last >= len(doc) or any(doc[token.i + n].lower_ != word for n, word in enumerate(words)):
            continue
        source = next((child for child in doc[last - 1].children if child.dep_ == "pobj"), None)
        if source is not None and len(words) == 1 and source.pos_ != "PROPN":
            return None  # "per day"
        if source is not None and any(child.tag_ == "PRP$" for child in source.lefts) and not _speaks(source, cues):
            return None  # "according to their rank"
        clause = next((head for head in climb(token) if head.pos_ in VERBAL or head.head.i == head.i), None)
        if source is None or clause is None:
            return None
        span = source_range(source, token)
        hole = (token.i, max(last, span[1]))
        content = tuple(without(subtree(clause), [hole]))
        return Report(token.i, (token.i, last), source.i, span, content, effect, " ".join(words)) if content else None
    return None


def _speaks(source: Token, cues: Cues) -> bool:
    return source.pos_ == "PROPN" or source.lemma_.lower() in cues.kinds or source.lemma_.lower() in cues.people

"""Whether evidence came with what was said: "provided no evidence", "without offering proof", "video footage showed".

Attributions in order in, the same with ``evidence`` set out. Whether the evidence is good is not asked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading.phrases import climb, sentence_start
from sayso.reading.said import Said
from sayso.reading.sources import head_of, source_of
from sayso.records import Evidence

REACH = 3  # sentences back to the claim for which no evidence was offered


def with_evidence(doc: Doc, found: Sequence[Said], cues: Cues) -> list[Said]:
    """The attributions with the evidence that the text says was shown, or says was not."""
    result = [replace(said, evidence=_shown(doc, said, cues)) for said in found]
    starts = [sentence_start(doc[said.cue[0]]) if said.cue is not None else 0 for said in found]
    for token in doc:
        if token.lemma_.lower() in cues.evidence_nouns and (verb := _refusal(token, cues)) is not None:
            for index in _without_evidence(verb, found, starts):
                result[index] = replace(result[index], evidence="none_offered")
    return result


def _shown(doc: Doc, said: Said, cues: Cues) -> Evidence | None:
    """A picture, film or paper that is itself the source."""
    if said.source is None or said.manner not in ("finding", "speech"):
        return None
    head = head_of(doc, said.source)
    words = (*(child for child in head.lefts if child.dep_ in ("compound", "amod")), head)
    kind = next((kind for word in words if (kind := cues.evidence_kinds.get(word.lemma_.lower())) is not None), None)
    return None if kind == "document" and said.manner == "speech" else kind  # "the paper said" is a newspaper


def _refusal(noun: Token, cues: Cues) -> Token | None:
    """The verb of offering that has this noun of evidence as what was not offered."""
    for verb in climb(noun, 4):
        if verb.pos_ in ("VERB", "AUX"):
            break
    else:
        return None
    if verb.lemma_.lower() not in cues.offering:
        return None
    without = verb.head.lower_ == "without" and verb.dep_ == "pcomp"
    denied = any(child.dep_ == "neg" or child.lower_ in cues.negations for child in verb.children)
    listed = (noun, *(head for head in climb(noun, 4) if head.pos_ == "NOUN"))  # "no photographs or other evidence"
    none = any(child.lower_ in cues.negations for word in listed for child in word.lefts)
    return verb if without or denied or none else None


def _without_evidence(verb: Token, found: Sequence[Said], starts: Sequence[int]) -> list[int]:
    """The attributions meant: those before it in its sentence, else the nearest of those that the sentence is about."""
    start = sentence_start(verb)
    begins, ends = bisect_left(starts, start), bisect_right(starts, start)
    same = [i for i in range(begins, ends) if (cue := found[i].cue) is not None and cue[0] < verb.i]
    if same:
        return [i for i in same if found[i].cited_by is None]
    earliest = start
    for _ in range(REACH):
        if earliest > 0:
            earliest = sentence_start(verb.doc[earliest - 1])
    near = [i for i in range(bisect_left(starts, earliest), begins) if found[i].cited_by is None]
    subject = source_of(verb)
    if subject is None:
        return near[-1:]
    words = {subject.lemma_.lower()}
    words |= {child.lemma_.lower() for child in subject.lefts if child.dep_ in ("compound", "amod")}
    spoken = [i for i in near if _shares(verb.doc, found[i], words)]
    if spoken or subject.pos_ == "PROPN":
        return spoken
    return [i for i in near if starts[i] == starts[near[-1]]]


def _shares(doc: Doc, said: Said, words: set[str]) -> bool:
    return any(
        doc[i].lemma_.lower() in words
        for part in (said.source, said.antecedent)
        if part is not None
        for i in range(*part)
        if doc[i].pos_ in ("NOUN", "PROPN", "ADJ")
    )

"""Whether evidence came with what was said: "provided no evidence", "without offering proof", "video footage showed".

Attributions in order in, the same with ``evidence`` set out. Whether the evidence is good is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading.phrases import climb
from sayso.reading.said import Said
from sayso.reading.sources import head_of, source_of
from sayso.records import Evidence

REACH = 3  # sentences back to the claim for which no evidence was offered


def with_evidence(doc: Doc, found: Sequence[Said], cues: Cues) -> list[Said]:
    """The attributions with the evidence that the text says was shown, or says was not."""
    result = [replace(said, evidence=_shown(doc, said, cues)) for said in found]
    starts = [doc[said.cue[0]].sent.start if said.cue is not None else 0 for said in found]
    for token in doc:
        if token.lemma_.lower() in cues.evidence_nouns and (verb := _refusal(token, cues)) is not None:
            for index in _without_evidence(verb, found, starts):
                result[index] = replace(result[index], evidence="none_offered")
    return result


def _shown(doc: Doc, said: Said, cues: Cues) -> Evidence | None:
    """A picture, film or paper that is itself the source."""
    if said.source is None or said.kind != "document":
        return None
    head = head_of(doc, said.source)
    for token in (*(child for child in head.lefts if child.dep_ in ("compound", "amod")), head):
        kind = cues.evidence_kinds.get(token.lemma_.lower())
        if kind is not None:
            return kind
    return None


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
    none = any(child.lower_ in cues.negations for child in noun.children)
    return verb if without or denied or none else None


def _without_evidence(verb: Token, found: Sequence[Said], starts: Sequence[int]) -> list[int]:
    """The attributions meant: those of the same sentence before it, else those of whom the sentence is about just before."""
    sentence = verb.sent
    same = [
        index
        for index, said in enumerate(found)
        if said.cue is not None and starts[index] == sentence.start and said.cue[0] < verb.i and said.cited_by is None
    ]
    if same:
        return same
    earliest = sentence.start
    for _ in range(REACH):
        if earliest > 0:
            earliest = verb.doc[earliest - 1].sent.start
    near = [index for index, start in enumerate(starts) if earliest <= start < sentence.start and found[index].cited_by is None]
    subject = source_of(verb)
    if subject is None:
        return near[-1:]
    words = {subject.lemma_.lower()} | {child.lemma_.lower() for child in subject.lefts if child.dep_ in ("compound", "amod")}
    spoken = [index for index in near if _shares(verb.doc, found[index], words)]
    if spoken or subject.pos_ == "PROPN":
        return spoken
    return [index for index in near if starts[index] == max(starts[other] for other in near)] if near else []


def _shares(doc: Doc, said: Said, words: set[str]) -> bool:
    return any(
        doc[i].lemma_.lower() in words
        for part in (said.source, said.antecedent)
        if part is not None
        for i in range(*part)
        if doc[i].pos_ in ("NOUN", "PROPN", "ADJ")
    )

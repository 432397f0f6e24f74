"""The tense that a time expression stands in: whether what it dates is over or still to come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from spacy.tokens import Token

Tense = Literal["past", "done", "present", "future"]
"""``done``: a participle or a subject says that it is over, which is weaker than a verb in the past tense."""

MAX_CLIMB = 10
NOUN_MODIFIERS = ("compound", "nmod", "nummod", "amod", "poss")
RELATIVE_CLAUSES = ("acl", "relcl")
PARTICIPLE_CLAUSES = (*RELATIVE_CLAUSES, "advcl")
SUBJECTS = ("nsubj", "nsubjpass")
VERBS = ("VERB", "AUX")


def tense_of(token: Token, words: Mapping[str, Mapping[str, Any]]) -> Tense | None:
    """The tense of the verb that governs ``token``, by its form, its auxiliaries and what it depends on.

    What is named as a subject is over though its verb looks ahead ("Friday's attack could derail the talks"), unless it is
    something that is appointed ("Monday's vote could …"); so is what a participle tells ("men arrested on Friday will …").
    """
    if token.dep_ in NOUN_MODIFIERS and token.head.pos_ == "NOUN" and token.head.dep_ not in SUBJECTS:
        return "future" if token.head.lemma_ in words["future_words"] else None
    time, infinitive = token, False
    subject: Token | None = None
    for _ in range(MAX_CLIMB):
        if token.lemma_ in words["future_words"] or (infinitive and token.lemma_ in words["future_governors"]):
            return "past" if _in_pluperfect(token) else "future"
        if token.pos_ in VERBS:
            tense = _of_verb(token, infinitive, words)
            if subject is not None and tense in ("present", "future"):
                return _of_subject(subject, tense, words)
            if tense is not None:
                return tense
            infinitive = infinitive or token.tag_ == "VB"
        elif token.dep_ in SUBJECTS and token != time:
            subject = token
        if token.head is token:
            return None
        token = token.head
    return None


def _of_verb(verb: Token, infinitive: bool, words: Mapping[str, Mapping[str, Any]]) -> Tense | None:
    """What a verb's form and auxiliaries say; ``None`` for an infinitive but in "talks to be held"."""
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ in words["future_auxiliaries"] for child in auxiliaries):
        return "future"
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" or child.lemma_ == "have" for child in auxiliaries):
        return "past"
    if verb.tag_ == "VBN" and not auxiliaries and verb.dep_ in PARTICIPLE_CLAUSES:
        return "future" if verb.lower_ in words["future_participles"] else "done"
    if verb.dep_ in RELATIVE_CLAUSES and any(child.tag_ == "TO" for child in auxiliaries):
        return "future"
    if not {"VBZ", "VBP"} & {verb.tag_, *(child.tag_ for child in auxiliaries)}:
        return None
    ahead = infinitive or any(child.dep_ == "acomp" and child.lemma_ in words["future_words"] for child in verb.rights)
    return "future" if verb.lemma_ == "be" and ahead else "present"


def _of_subject(subject: Token, tense: Tense, words: Mapping[str, Mapping[str, Any]]) -> Tense | None:
    """The tense of a time that a subject carries, where its verb is in the present or future."""
    if subject.lemma_ in words["appointments"]:
        return "future"
    return "done" if tense == "future" else tense


def _in_pluperfect(verb: Token) -> bool:
    """ "had been due to", "had planned to": what lay ahead of a time that is past."""
    governed = verb.head if verb.dep_ == "acomp" else verb
    return any(child.lower_ == "had" for child in governed.lefts)

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
PARTICIPLE_CLAUSES = (*RELATIVE_CLAUSES, "advcl", "prep")
SUBJECTS = ("nsubj", "nsubjpass")
COMPLEMENTS = ("acomp", "xcomp", "prep")
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
    preposition = ""
    for _ in range(MAX_CLIMB):
        over = preposition == "on" and not infinitive and token.lemma_ in words["over_on_a_day"]
        ahead = token.lemma_ in words["future_words"] and not over
        if ahead or (infinitive and token.lemma_ in words["future_governors"]):
            return None if _in_pluperfect(token) else "future"
        if token.pos_ == "ADP":
            preposition = token.lower_
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
        if any(child.lower_ == "as" for child in verb.lefts):  # "began as planned on Monday"
            return None
        return "future" if verb.lower_ in words["future_participles"] else "done"
    if verb.dep_ in RELATIVE_CLAUSES and any(child.tag_ == "TO" for child in auxiliaries):
        return "future"
    if not {"VBZ", "VBP"} & {verb.tag_, *(child.tag_ for child in auxiliaries)}:
        return None
    if verb.lemma_ in words["by_timetable"] and not auxiliaries and not infinitive:
        return "future"
    ahead = infinitive or any(child.dep_ == "acomp" and child.lemma_ in words["future_words"] for child in verb.rights)
    return "future" if ahead and (verb.lemma_ == "be" or verb.lower_ == "going") else "present"


def _of_subject(subject: Token, tense: Tense, words: Mapping[str, Mapping[str, Any]]) -> Tense | None:
    """The tense of a time that a subject carries, where its verb is in the present or future."""
    if subject.lemma_ in words["appointments"]:
        return "future"
    return "done" if tense == "future" else tense


def _in_pluperfect(verb: Token) -> bool:
    """ "had been due to", "had planned to", "had been set to expire": what lay ahead of a past time may be over."""
    for _ in range(MAX_CLIMB):
        if any(child.lower_ == "had" for child in verb.lefts):
            return True
        if verb.dep_ not in COMPLEMENTS:
            return False
        verb = verb.head
    return False

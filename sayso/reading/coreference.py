"""Whom "they", "it", "the group" and "the army" stand for: the actor named before, where only one can be meant.

A parsed text and its actor mentions in, an earlier mention for the head tokens that take one up out. Sources have their
own, stricter antecedents (``antecedents``), since a wrong one would put words into somebody's mouth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.tokens import Doc, Token

from sayso.catalogue.actors import ActorMention
from sayso.reading import grammar

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PLURALS = frozenset({"they", "them", "themselves"})
THINGS = frozenset({"it", "itself"})
DEFINITE = frozenset({"the", "these", "those", "this", "that", "both"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
OBJECTS = frozenset({"them"})
COLLECTIVE = frozenset(
    {"armed_force", "armed_group", "alliance", "government", "ministry", "organisation", "party", "agency"}
)
GROUPS = frozenset({"group", "movement", "organisation", "organization", "militia", "faction", "alliance", "coalition"})
GROUP_KINDS = frozenset({"armed_group", "alliance", "organisation", "party"})
IMPERSONAL = frozenset({"be", "seem", "appear", "happen", "become", "remain", "take", "mean", "make", "rain", "snow"})
REACH = 2
"""Sentences back, beyond its own, in which what a phrase takes up is looked for."""


def taken_up(doc: Doc, mentions: Sequence[ActorMention]) -> dict[int, ActorMention]:
    """For the head token of each phrase that takes up a named actor, the mention that it takes up."""
    named = {
        i: mention for mention in mentions if mention.actor_id is not None for i in range(mention.first, mention.last)
    }
    found: dict[int, ActorMention] = {}
    sentences = _sentences(doc)
    for token in _taking_up(doc):
        if token.i in named:
            continue
        word = token.lower_
        mention: ActorMention | None = None
        if word in PLURALS or (word in THINGS and token.head.lemma_.lower() not in IMPERSONAL):
            mention = _of_pronoun(token, word in PLURALS, named, found, sentences)
        elif token.pos_ == "NOUN" and any(child.lower_ in DEFINITE for child in token.lefts):
            mention = _of_definite(token, named, sentences)
        if mention is not None:
            found[token.i] = mention
    return found


def _taking_up(doc: Doc) -> Iterator[Token]:
    """The pronouns and nouns of a text: asked of the whole array, since most words are neither."""
    words = np.array([doc.vocab.strings[word] for word in (*PLURALS, *THINGS)], np.uint64)
    lower, pos = doc.to_array(["LOWER", "POS"]).T
    yield from (doc[int(i)] for i in np.flatnonzero(np.isin(lower, words) | (pos == doc.vocab.strings["NOUN"])))


def _sentences(doc: Doc) -> list[int]:
    """The number of each token's sentence."""
    numbers: list[int] = np.cumsum(doc.to_array("SENT_START") == 1).tolist()
    return numbers


def _of_pronoun(
    pronoun: Token,
    plural: bool,
    named: dict[int, ActorMention],
    found: dict[int, ActorMention],
    sentences: Sequence[int],
) -> ActorMention | None:
    """The last subject before it that agrees, if that is a named actor, itself or by taking one up; whom its own clause
    does it to is not who does it ("rebels seized two porters and shot them").
    """
    doer = grammar.subject(grammar.clause_head(pronoun)) if pronoun.lower_ in OBJECTS else None
    for token in _before(pronoun, 1, sentences):
        if token.dep_ not in SUBJECTS or token.lower_ in ("who", "which", "that"):
            continue
        mention = named.get(token.i) or found.get(token.i)
        if mention is not None and doer is not None and mention == (named.get(doer.i) or found.get(doer.i)):
            continue
        many = (
            token.tag_ in PLURAL_TAGS or token.lower_ in PLURALS or any(child.dep_ == "conj" for child in token.rights)
        )
        if mention is not None and not any(child.dep_ == "conj" for child in token.rights):
            agrees = (
                mention.kind in COLLECTIVE if plural else token.tag_ not in PLURAL_TAGS and mention.kind != "person"
            )
            if agrees:
                return mention
        elif token.pos_ in ("NOUN", "PROPN", "PRON") and many == plural:
            return None
    return None


def _of_definite(noun: Token, named: dict[int, ActorMention], sentences: Sequence[int]) -> ActorMention | None:
    """ "The army" after "the Northern Army"; "the group" after the only group that was named."""
    lemma = noun.lemma_.lower()
    if any(child.dep_ in ("amod", "compound", "nmod", "poss") for child in noun.lefts):
        return None  # "the Turkish army" names another
    alike: list[ActorMention] = []
    for token in _before(noun, REACH, sentences):
        mention = named.get(token.i)
        if mention is None or token.i != mention.last - 1:
            continue
        same = noun.lemma_.lower() in {word.lemma_.lower() for word in noun.doc[mention.first : mention.last]}
        if same or (lemma in GROUPS and mention.kind in GROUP_KINDS):
            alike.append(mention)
    return alike[0] if len({mention.actor_id for mention in alike}) == 1 else None


def _before(token: Token, sentences_back: int, sentences: Sequence[int]) -> Iterator[Token]:
    """The tokens before it, nearest first, as far back as these sentences go."""
    earliest = sentences[token.i] - sentences_back
    for at in range(token.i - 1, -1, -1):
        if sentences[at] < earliest:
            return
        yield token.doc[at]

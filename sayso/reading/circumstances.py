"""What stands about a verb or a noun that tells a deed: by what, when and after what it came about.

Tokens of a parse in, tokens or yes and no out; nothing is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.reading import grammar

CAUSAL = frozenset({"in", "by", "from", "during", "with", "after", "amid", "under", "of"})
OWING = frozenset({"due", "owing", "thanks"})
OCCASIONS = frozenset({"when", "after", "as"})
ASIDE = frozenset({"ccomp", "relcl", "parataxis"})


def causal(verb: Token) -> Iterator[Token]:
    """What a verb's circumstances name: "in an air raid", "due to shelling", "when mortar fire struck"."""
    for preposition, noun in grammar.prepositions(verb):
        if preposition in CAUSAL or preposition in OWING or (preposition == "to" and noun.head.head.lower_ in OWING):
            yield noun
    for clause in occasions(verb):
        if (doer := grammar.own_subject(clause)) is not None and not grammar.is_passive(clause):
            yield doer


def occasions(verb: Token) -> Iterator[Token]:
    """The verbs of the clauses that tell when: "killed when shells hit the market", also behind a clause about those hit
    ("ten were wounded, most of whom are children, when …"), on which parsers hang them.
    """
    for child in verb.children:
        for clause in (child, *(child.children if child.i > verb.i and child.dep_ in ASIDE else ())):
            if clause.dep_ == "advcl" and any(word.lower_ in OCCASIONS for word in clause.lefts):
                yield clause


def follows_without_mark(verb: Token) -> bool:
    """A participle that tells what followed: "…, killing two", not "while fleeing"."""
    bare = not any(child.dep_ in ("mark", "nsubj", "advmod") and child.i < verb.i for child in verb.children)
    return verb.tag_ == "VBG" and verb.dep_ == "advcl" and bare


def is_existential(verb: Token) -> bool:
    """ "There were clashes"."""
    return any(child.dep_ == "expl" for child in verb.children)


def is_under(noun: Token, verb: Token) -> bool:
    """ "Was under siege"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "under" and verb.lemma_ == "be"


def is_likened(noun: Token) -> bool:
    """Part of a phrase that tells how, as what, through or of what: "shot to death", "taken as a raid", "tales of war"."""
    if noun.dep_ != "pobj":
        return False
    return noun.head.lower_ in ("as", "of", "through") or (noun.head.lower_ == "to" and not any(noun.children))


def is_nobody(token: Token) -> bool:
    """ "No one", in two words."""
    return token.lower_ == "one" and token.i > 0 and token.nbor(-1).lower_ in ("no", "any", "every")

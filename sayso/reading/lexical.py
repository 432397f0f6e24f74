"""Under which word a token stands in the lexicon, and which words beside it a sense of that word may ask for.

Tokens in, names and words out; whether anything is reported is not asked.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from spacy.tokens import Token

from sayso.reading import grammar

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ"})
ATTRIBUTIVE = frozenset({"amod", "compound", "nmod"})
MONTHS = frozenset({"March", "May"})  # whose names are words too
ANYBODY = frozenset({"any", "every", "each", "no", "such"})
GERUND = frozenset({"pcomp", "pobj", "nsubj", "nsubjpass"})
PROMISING = frozenset({"will", "would", "shall", "'ll", "'d"})
OBLIGING = frozenset({"must", "should"})
OWN = frozenset({"i", "we"})
COMPANIONS = frozenset(
    {"dobj", "prt", "advmod", "oprd", "acomp", "xcomp", "attr", "nsubjpass", "amod", "compound", "ccomp"}
)


def verb_name(verb: Token, verbs: Container[str]) -> str:
    """The word of a verb in the lexicon, also where a lemmatiser took its "e" off ("staged" is no "stag")."""
    lemma = _whole_name(verb, verb.lemma_.lower(), verbs)
    whole = f"{lemma}e"
    return (
        whole
        if lemma not in verbs and whole in verbs and verb.lower_ in (f"{whole}d", f"{whole}s", f"{lemma}ing")
        else lemma
    )


def noun_name(token: Token, gerund: bool, nouns: Container[str]) -> str:
    """The word under which a noun stands in the lexicon; empty for what is no noun. Those counted are one: "nine dead"."""
    if gerund:
        return token.lower_
    noun = token.pos_ in ("NOUN", "PROPN") or (
        token.pos_ == "ADJ" and (grammar.is_numbered(token) or grammar.said_of(token) is not None)
    )
    return _whole_name(token, token.lemma_.lower(), nouns) if noun and token.text not in MONTHS else ""


def _whole_name(token: Token, lemma: str, known: Container[str]) -> str:
    """The lemma with what a hyphen ties to it, where that is known: "a sit-in", "the cease-fire"."""
    if token.i < 2 or token.nbor(-1).text_with_ws != "-" or token.nbor(-2).whitespace_:
        return lemma
    whole = f"{token.nbor(-2).lower_}-{lemma}"
    return whole if whole in known else lemma


def stems(gerund: str) -> Iterator[str]:
    """The verbs that a noun in -ing may come from: "ousting", "torching", "razing", "gunning"."""
    if gerund.endswith("ing"):
        stem = gerund.removesuffix("ing")
        yield from (stem, f"{stem}e", stem[:-1])


def is_gerund(token: Token) -> bool:
    """A verb in the place of a noun: "after shelling in the hills"."""
    return token.tag_ == "VBG" and token.dep_ in GERUND and not any(c.dep_ == "dobj" for c in token.children)


def is_nominal(verb: Token) -> bool:
    """A participle that names: "the wounded", "the number of killed", or tells of which kind: "the sinking ship"."""
    if verb.dep_ in ATTRIBUTIVE:
        return verb.dep_ != "amod" or verb.tag_ != "VBN"
    if verb.tag_ == "VBN" and verb.dep_ == "pobj" and verb.head.lower_ == "of":
        return not grammar.is_numbered(verb)  # but "reports of 20 killed"
    return verb.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "poss") and any(c.dep_ == "det" for c in verb.children)


def is_generic(noun: Token) -> bool:
    """Whoever there is or may be of the kind: "any captured officers", "captured officers must be fed", "to feed captured
    officers".
    """
    if any(child.lower_ in ANYBODY for child in noun.lefts):
        return True
    bare = noun.tag_ == "NNS" and not any(child.dep_ in ("det", "poss", "nummod") for child in noun.lefts)
    subject = noun.dep_ in ("nsubj", "nsubjpass") and any(child.tag_ == "MD" for child in noun.head.lefts)
    purpose = noun.dep_ == "dobj" and any(child.tag_ == "TO" for child in noun.head.lefts)
    return bare and (subject or purpose)


def is_clipped(verb: Token) -> bool:
    """A passive of headlines, without its auxiliary: "Port closed until further notice", not "the port closed"."""
    subject = grammar.own_subject(verb)
    if verb.tag_ not in ("VBD", "VBN") or subject is None or subject.pos_ == "PRON":
        return False
    near = (*verb.children, *subject.children)
    return not any(child.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp", "det", "poss") for child in near)


def attributes(noun: Token) -> Iterator[Token]:
    """What stands before a noun to say of which kind it is, and before that: "chemical weapons attack"."""
    for child in noun.children:
        if child.dep_ in ATTRIBUTIVE:
            yield child
            yield from (inner for inner in child.children if inner.dep_ in ATTRIBUTIVE)


def companions(word: Token) -> set[str]:
    """Lemmas that a fixed phrase can be made with: object, particle, objects of prepositions, predicates."""
    near: set[str] = set()
    for child in word.children:
        if child.dep_ in COMPANIONS or (child.dep_ == "advcl" and child.tag_ == "VB"):
            near.add(child.lower_)
            near |= _lemmas(child)
            if child.dep_ == "acomp":
                near.update(inner.lemma_.lower() for inner in child.children if inner.dep_ == "xcomp")
        elif child.dep_ in ("prep", "agent", "dative"):
            near.add(child.lower_)
            for grandchild in (inner for outer in child.children for inner in (outer, *_of_preposition(outer))):
                if grandchild.dep_ in ("pobj", "pcomp"):
                    near |= _lemmas(grandchild)
    if word.dep_ == "acl" and word.head.pos_ in NOMINAL:
        near.add(word.head.lemma_.lower())
    return near


def _lemmas(noun: Token) -> set[str]:
    """The noun, its coordinates, what stands before them and after "of": "lots of guns", "$2 million in aid"."""
    heads = [noun, *noun.conjuncts] if noun.pos_ in NOMINAL else [noun]
    heads += [
        other
        for head in tuple(heads)
        for preposition, of in grammar.prepositions(head)
        if preposition == "of" or (preposition == "in" and grammar.is_numbered(head))
        for other in (of, *of.conjuncts)
    ]
    return {
        near.lemma_.lower()
        for head in heads
        for near in (head, *(c for c in head.children if c.dep_ in ATTRIBUTIVE or c.tag_ == "PRP$"))
        if near.ent_type_ != "DATE" and near.text not in MONTHS
    }


def _of_preposition(token: Token) -> Iterable[Token]:
    """What the second of two prepositions governs: "out of the talks"."""
    return token.children if token.dep_ == "prep" else ()


def complements(verb: Token) -> set[str]:
    """The kinds of clause that the verb governs: "agreed to send" an infinitive, "wanted them to go" besides that an order,
    "promised that …" a finite clause, besides that a future if it "will", an obligation if another "must"."""
    kinds: set[str] = set()
    for child in (
        inner for outer in verb.children for inner in (outer, *(outer.children if outer.dep_ == "acomp" else ()))
    ):
        if child.pos_ not in VERBAL or child.dep_ not in ("xcomp", "ccomp", "advcl"):
            continue
        auxiliaries = {c.lower_ for c in child.children if c.dep_ == "aux"}
        if child.tag_ == "VB" and "to" in auxiliaries:
            kinds.add("infinitive")
            if grammar.own_subject(child) is not None:
                kinds.add("order")
        elif child.dep_ == "ccomp":
            kinds.add("finite")
            doer = grammar.own_subject(child)
            if PROMISING & auxiliaries:
                kinds.add("future")
            obliging = OBLIGING & auxiliaries or (child.tag_ == "VB" and not auxiliaries)  # "that he leave"
            if obliging and doer is not None and doer.lower_ not in OWN:
                kinds.add("obligation")
    return kinds

"""Questions asked of a dependency parse (ClearNLP labels, as spaCy's English pipelines give them).

Tokens in, tokens or token ranges out; knows nothing of conflict or of speech.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "csubj", "csubjpass", "parataxis"})
# What hangs on a noun without being part of its name in a role.
LOOSE = frozenset({"relcl", "advcl", "acl", "appos", "cc", "conj", "punct", "parataxis", "ccomp", "dep"})
OBJECT_CONTROL = frozenset({"of", "from", "for"})
FOILING = frozenset({"foil", "thwart", "uncover", "prevent", "disrupt", "stop", "reveal", "expose"})
TWO_OBJECTS = frozenset({"give", "award", "hand", "grant", "pay", "offer", "show", "send", "lend", "promise", "deny"})
MAX_CLIMB = 12


def is_passive(verb: Token) -> bool:
    """A passive clause, a past participle that hangs on a noun ("the town taken by …", "the captured town"), or one without
    an auxiliary of its own ("ten were killed and dozens wounded").
    """
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    reduced = verb.dep_ == "amod" or (verb.dep_ == "acl" and not _has_object(verb))
    return verb.tag_ == "VBN" and (reduced or is_gapped_passive(verb))


def _has_object(verb: Token) -> bool:
    """ "Guerrillas released three hostages" is no passive, however it is hung; of "given a medal" one object is left."""
    return verb.lemma_ not in TWO_OBJECTS and any(child.dep_ == "dobj" for child in verb.children)


def is_gapped_passive(verb: Token) -> bool:
    """ "Ten were killed and *dozens wounded*"."""
    if verb.dep_ != "conj" or not any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.head.children):
        return False
    return own_subject(verb) is not None and not any(
        child.dep_ in ("aux", "auxpass", "dobj") for child in verb.children
    )


def own_subject(verb: Token) -> Token | None:
    """The subject written in the verb's own clause."""
    for child in verb.children:
        if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS:
            return child
    return None


def subject(verb: Token) -> Token | None:
    """The verb's grammatical subject, its own or the one it shares with the clause it hangs on."""
    for _ in range(MAX_CLIMB):
        found = own_subject(verb)
        if found is not None:
            return _relative(found)
        if verb.dep_ == "acl":
            return verb.head if verb.tag_ in ("VBN", "VBG") else subject_of_noun(verb.head)
        if verb.dep_ == "advcl" and verb.tag_ == "VB" and verb.head.lemma_ in FOILING:
            return None
        if verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_ == "call":  # "called on civilians to leave"
            asked = next((other for word, other in prepositions(verb.head) if word in ("on", "upon", "for")), None)
            if asked is not None and asked.i < verb.i:
                return asked
        if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and verb.tag_ == "VBG"):  # "showed soldiers beating a man"
            control = direct_object(verb.head)
            if control is not None and control.i < verb.i:
                return control
        if verb.dep_ == "pcomp" and verb.head.lower_ in OBJECT_CONTROL:  # "accused the army of shelling"
            governor = verb.head.head
            if governor.dep_ == "pcomp":  # "… and of looting"
                verb = governor
                continue
            control = direct_object(governor)
            if control is not None and control.i < verb.i:
                return control
        if verb.dep_ in ("xcomp", "prep") and verb.head.pos_ == "NOUN":  # "a campaign to retake", however it is hung
            return subject_of_noun(verb.head)
        if verb.dep_ not in ("xcomp", "advcl", "conj", "pcomp"):
            return None
        head = verb.head
        while head.pos_ in ("ADP", "SCONJ", "ADJ") and head.head.i != head.i:
            head = head.head
        if head.pos_ not in ("VERB", "AUX"):
            return None
        verb = head
    return None


def subject_of_noun(noun: Token) -> Token | None:
    """Whose plan, threat, attempt: the possessor, "by …", or the subject of the verb that the noun is the object of."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    if (doer := next((other for preposition, other in prepositions(noun) if preposition == "by"), None)) is not None:
        return doer
    foiled = noun.head.lemma_ in FOILING  # "foiled a plot to bomb the station"
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX") and not foiled:
        return subject(noun.head)
    return None


def _relative(token: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.tag_ in ("WDT", "WP", "WP$") and token.head.dep_ == "relcl":
        return token.head.head
    return token


def direct_object(verb: Token) -> Token | None:
    """The object, also of "left nine men wounded"; also what parsers take for a goal in "cleared up to 300 km2"."""
    for child in verb.children:
        if child.dep_ == "dobj":
            return (own_subject(child) or direct_object(child) or child) if child.tag_ == "VBN" else _relative(child)
    for child in verb.children:
        if child.lower_ == "to" and child.dep_ == "prep" and child.i > verb.i + 1 and child.nbor(-1).lower_ == "up":
            return next((c for c in child.children if c.dep_ == "pobj" and (c.like_num or is_numbered(c))), None)
    return None


def is_numbered(noun: Token) -> bool:
    """ "Nine villages"."""
    return any(child.dep_ == "nummod" for child in noun.children)


def patient(verb: Token) -> Token | None:
    """What the verb is done to: its object, or the subject of a passive, or the noun a participle hangs on."""
    if is_passive(verb):
        if (undergoing := own_subject(verb)) is not None:
            return _relative(undergoing)
        if verb.dep_ in ("acl", "amod"):  # parsers may hang "killed" of "two were reported killed" so
            return verb.head if verb.head.pos_ not in ("VERB", "AUX") else patient(verb.head)
        return subject(verb) if verb.dep_ in ("conj", "xcomp", "advcl") else None
    found = direct_object(verb)
    if found is None and verb.dep_ == "conj" and verb.tag_ == "VBN" and is_passive(verb.head):
        return patient(verb.head)
    return found


def said_of(adjective: Token) -> Token | None:
    """Who is in a state that no verb tells: "nine villagers dead in a raid", "18 dead" (parsed in many ways)."""
    if adjective.pos_ != "ADJ" or (adjective.dep_ == "amod" and adjective.i < adjective.head.i):
        return None
    if adjective.i > 0 and not adjective.is_sent_start:
        before = adjective.nbor(-1)
        if before.pos_ == "NUM" and before.head.i != adjective.i:
            return before
    return own_subject(adjective)


def by_agent(verb: Token) -> Token | None:
    """The doer in "by …" of a passive, or before the participle: "rebel-held"."""
    for child in verb.children:
        if verb.dep_ == "amod" and child.dep_ in ("npadvmod", "compound", "nmod", "nsubj"):
            return child
        if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep" and child.i > verb.i):
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    return None


def at_hands(token: Token) -> Token | None:
    """The doer in "at the hands of …"."""
    hands = (noun for preposition, noun in prepositions(token) if preposition == "at" and noun.lower_ == "hands")
    return next((doer for noun in hands for preposition, doer in prepositions(noun) if preposition == "of"), None)


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, its object) for every prepositional phrase of the token, two prepositions deep ("out of")."""
    for child in token.children:
        if child.dep_ in ("prep", "agent") or (child.dep_ == "dative" and child.pos_ == "ADP"):
            for grandchild in child.children:
                if grandchild.dep_ in ("pobj", "pcomp"):
                    yield child.lower_, grandchild
                elif grandchild.dep_ == "prep":
                    for deepest in grandchild.children:
                        if deepest.dep_ == "pobj":
                            yield grandchild.lower_, deepest


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in the order of the text."""
    return [token, *token.conjuncts] if token.dep_ != "conj" else [token]


def noun_phrase(head: Token) -> tuple[int, int]:
    """Token range [first, last) of the phrase that names ``head``: without clauses, appositions, coordinates."""
    first = last = head.i
    for child in head.children:
        if _is_loose(child):
            continue
        if child.i < head.i:
            first = min(first, child.left_edge.i)
        else:
            last = max(last, _plain_right_edge(child))
    return first, last + 1


def _is_loose(child: Token) -> bool:
    """Of the words that hang on a noun, one that is no part of its name: a clause, "in …", "of shelling the mill"."""
    naming = child.lower_ == "of" and not any(inner.dep_ == "pcomp" for inner in child.children)
    return child.dep_ in LOOSE or (child.dep_ == "prep" and not naming)


def _plain_right_edge(token: Token) -> int:
    """The last token of a phrase, leaving out the clauses and coordinates that hang on it."""
    edge = token.i
    for child in token.rights:
        if not _is_loose(child):
            edge = max(edge, _plain_right_edge(child))
    return edge


def clause(verb: Token) -> tuple[int, int]:
    """Token range [first, last) of the clause that the verb heads: its subtree without coordinate clauses.

    The range is contiguous; punctuation at its edges is left out.
    """
    first, last = verb.left_edge.i, verb.right_edge.i
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("conj", "cc", "parataxis") and child.pos_ in ("VERB", "AUX", "CCONJ"):
            last = min(last, child.left_edge.i - 1)
    last = max(last, verb.i)
    doc = verb.doc
    for child in verb.lefts:
        if child.dep_ in ("ccomp", "advcl") and doc[child.right_edge.i + 1].text == ";":
            first = child.right_edge.i + 2
    while first < verb.i and (doc[first].is_punct or doc[first].is_space) and not doc[first].is_quote:
        first += 1
    while last > verb.i and (doc[last].is_punct or doc[last].is_space) and not doc[last].is_quote:
        last -= 1
    return first, last + 1


def clause_head(token: Token) -> Token:
    """The verb (or root) of the clause in which the token stands."""
    for _ in range(4 * MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            return token
        token = token.head
    return token

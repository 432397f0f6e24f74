"""Finds the source that stands before a cue with no comma between it and what was said, as in texts that lost them.

"Three shells hit the bridge local residents said": a cue and what was taken for its content in, the source out.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading.phrases import Range, sentence_end, sentence_start
from sayso.reading.quotations import Quotations

LONGEST = 25  # tokens of such a source
NAMING = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
LINKING = frozenset({"of", "for", "in"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
EMPTY = frozenset(
    {"thing", "things", "what", "all", "everything", "word", "words", "way", "something", "anything", "much"}
)


def source_before(doc: Doc, content: Range, cue: Range, quotations: Quotations) -> Range | None:
    """The noun phrase between what was said and the cue; ``None`` where its beginning can't be told."""
    start = content[0]
    for at in range(cue[0] - 1, max(start, cue[0] - LONGEST), -1):
        if doc[at].is_quote:
            closed = quotations.closing_at(at) is not None
            plain = not any(doc[i].pos_ in ("VERB", "AUX") for i in range(at + 1, cue[0]))
            return (at + 1, cue[0]) if closed and plain and at + 1 < cue[0] else None
    first = cue[0]
    described = False
    while first > start + 1 and cue[0] - first < LONGEST:
        before = doc[first - 1]
        if before.pos_ == "DET":
            return first - 1, cue[0]
        if before.pos_ in NAMING or before.text == "-" or (first > 1 and doc[first - 2].text == "-"):
            if described and (before.pos_ == "NOUN" or before.dep_ in ("pobj", "dobj", "attr", "acomp")):
                break
            described = described or before.pos_ == "ADJ"
        elif before.lower_ in LINKING and first < cue[0] and _links(doc[first - 2], doc[first]):
            described = False
        else:
            break
        first -= 1
    while first < cue[0] and doc[first].text == "-":
        first += 1
    return (first, cue[0]) if first < cue[0] and doc[cue[0] - 1].pos_ in ("NOUN", "PROPN") else None


def _links(before: Token, after: Token) -> bool:
    """A preposition inside a name: "Bureau for Refugees"."""
    return before.pos_ == "PROPN" and after.pos_ in ("PROPN", "NOUN")


def own_start(source: Range, head: Token) -> int:
    """Where the source begins if words of what was said ran into it: "… near the town of Orlovo a monitor said"."""
    doc = head.doc
    for at in range(head.i - 1, source[0], -1):
        before = doc[at - 1]
        if doc[at].pos_ == "DET" and before.pos_ in ("NOUN", "PROPN"):
            return at
    return source[0]


def ends_sentence(verb: Token, cues: Cues) -> bool:
    """Whether the verb was read as a relative clause ("a bridge the ministry said") but closes the sentence.

    Then what stands before its subject is what was said.
    """
    noun = verb.head
    if verb.dep_ != "relcl" or noun.lower_ in EMPTY or verb.tag_ not in FINITE:
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ == "PRON" or subject.left_edge.i <= noun.i:
        return False
    if any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.children):
        return False
    known = subject.pos_ == "PROPN" or subject.lemma_.lower() in cues.kinds
    finite = any(
        token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in verb.doc[sentence_start(verb) : subject.left_edge.i]
    )
    return (
        known
        and finite
        and all(not token.is_alpha or token.head.i >= verb.i for token in verb.doc[verb.i + 1 : sentence_end(verb)])
    )


def swallowed(verb: Token, source: Token, cue: Range, cues: Cues, quotations: Quotations) -> Range | None:
    """All before a cue that ends its sentence, where the parser took it for one long source with a participle in it.

    "A strike killed ten the ministry said" reads like "a strike killed by the ministry said".
    """
    participle = any(child.dep_ in ("acl", "relcl") and child.tag_ in ("VBD", "VBN") for child in source.rights)
    clause = any(child.tag_ in FINITE and child.dep_ != "relcl" for child in source.lefts)
    if not participle and not clause:
        return None
    if any(token.is_alpha for token in verb.doc[verb.i + 1 : sentence_end(verb)]):
        return None
    whole = source.left_edge.i, cue[0]
    named = source_before(verb.doc, whole, cue, quotations)
    if named is None or (participle and named[0] <= source.i) or named[0] - whole[0] < 4:
        return None
    head = verb.doc[named[1] - 1]
    known = any(verb.doc[i].pos_ == "PROPN" for i in range(*named)) or head.lemma_.lower() in cues.kinds
    return whole if known else None

"""Who is credited: from a cue's token to the token and the range of the phrase that names the source, and its kind."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading.phrases import Range, sentence_start, subtree
from sayso.records import SourceKind

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
MAX_CLIMB = 6
LONGEST = 60  # tokens of a source; beyond it the parse is wrong
DATELINE = 14  # tokens
DASHES = frozenset({"—", "–", "--", "-"})
OPENING_MARKS = frozenset({"“", "‘", "(", "[", "#", "@"})
PARTNERS = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"', "''": "''"}
ASIDES = frozenset({"acl"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
KINDS_OF_ACTORS: Mapping[str | None, SourceKind] = {
    "government": "official",
    "ministry": "official",
    "state": "official",
    "armed_force": "party",
    "armed_group": "party",
    "alliance": "party",
    "party": "party",
    "monitor": "ngo",
    "organisation": "ngo",
    "agency": "media",
    "media": "outlet",
}
"""The kind of a source that is an actor of the catalogue; a person is of the kind that the words tell."""


def is_passive(verb: Token) -> bool:
    """A passive clause, or a past participle that hangs on a noun ("a claim made by …")."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.lefts):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not any(c.dep_ == "aux" for c in verb.lefts)


def source_of(verb: Token) -> Token | None:
    """The token that names who says, shows or thinks; a relative pronoun stands for itself."""
    for _ in range(MAX_CLIMB):
        if is_passive(verb):
            return _agent(verb) or _perfect_subject(verb)
        for child in verb.children:
            if child.dep_ == "nsubj" and child.lower_ != "there":
                return child
        head = verb.head
        if verb.dep_ == "acl" or (verb.dep_ == "dep" and verb.tag_ in FINITE):
            return head if verb.tag_ != "VB" and head.pos_ in NOMINAL and head.i < verb.i else None
        if verb.dep_ not in ("xcomp", "advcl", "conj", "pcomp") or (verb.dep_ == "advcl" and verb.tag_ in FINITE):
            return None
        if verb.dep_ == "xcomp":
            control = next((child for child in head.children if child.dep_ == "dobj" and child.i < verb.i), None)
            if control is not None:
                return control
        if verb.dep_ == "pcomp" and head.lower_ == "as" and not is_passive(head.head):
            return next((child for child in head.head.children if child.dep_ == "dobj"), None)  # "quoted him as saying"
        while head.pos_ in ("ADP", "SCONJ", "ADV") and head.head.i != head.i:
            head = head.head
        if head.pos_ not in VERBAL:
            return None
        if is_passive(head):
            return next((child for child in head.children if child.dep_ == "nsubjpass"), None)
        verb = head
    return None


def _perfect_subject(verb: Token) -> Token | None:
    """ "He's said that …": a contracted "has" that the parser took for "is"."""
    contracted = any(child.dep_ == "auxpass" and child.text in ("'s", "’s") for child in verb.lefts)
    if not contracted or not any(child.dep_ == "ccomp" for child in verb.rights):
        return None
    return next((child for child in verb.lefts if child.dep_ == "nsubjpass" and child.lower_ != "it"), None)


def neighbour(verb: Token, cue: Range, inverted: bool) -> Token | None:
    """The noun phrase directly before a finite cue, or after an inverted one, where the parser found no subject."""
    doc = verb.doc
    at = cue[1] if inverted else cue[0] - 1
    if verb.tag_ not in FINITE or not 0 <= at < len(doc):
        return None
    if doc[at].text == "," and not inverted:
        at -= 1
    token = doc[at]
    start, end = (cue[1], len(doc)) if inverted else (sentence_start(verb), cue[0])
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i or not start <= token.head.i < end or token.head.pos_ in VERBAL:
            break
        token = token.head
    plain = token.pos_ in NOMINAL and token.i >= start and token.dep_ not in ("pobj", "dobj")
    return token if plain and token.i - at < 8 else None


def _agent(verb: Token) -> Token | None:
    """The doer in "by …" of a passive."""
    for child in verb.rights:
        if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep"):
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    return None


def source_range(source: Token, cue: Token) -> Range:
    """The whole phrase that names the source, with titles, appositions and the possessive mark.

    A phrase that would swallow the cue is cut before it.
    """
    first, last = subtree(source)
    if first <= cue.i < last or last - first > LONGEST:
        if cue.i > source.i:
            last = min(last, cue.i)
            last = source.i + 1 if last - first > LONGEST or source.tag_ in RELATIVE else last
            for child in source.rights:
                if (
                    child.dep_ in ("relcl", "acl", "advcl", "punct", "prep")
                    and child.left_edge.i <= cue.i <= child.right_edge.i
                ):
                    last = min(last, child.left_edge.i)
        else:
            first = max(first, cue.i + 1)
        if last - first > LONGEST:
            return source.i, source.i + 1
    if cue.i > source.i:
        last = _before_aside(source, last)
    return _tidy(source, *_in_paragraph(source, first, last))


def _before_aside(source: Token, last: int) -> int:
    """The end of the phrase before "…, citing the Echo," or "…, who left on Monday,"."""
    for child in source.rights:
        edge = child.left_edge.i
        if child.dep_ in ASIDES and edge < last and source.doc[edge - 1].text == ",":
            return edge - 1
    return last


def _in_paragraph(source: Token, first: int, last: int) -> Range:
    """The part of the phrase in the paragraph of its head, without a dateline ("SOFIA, 3 October (Wire) – ")."""
    doc = source.doc
    for i in range(source.i - 1, first - 1, -1):
        if "\n" in doc[i].text:
            first = i + 1
            break
    for i in range(source.i + 1, last):
        if "\n" in doc[i].text:
            last = i
            break
    if first == 0 or "\n" in doc[first - 1].text:
        for i in range(first, min(source.i, first + DATELINE)):
            if doc[i].text in DASHES and doc[i].whitespace_:
                first = i + 1
    return first, last


def _tidy(source: Token, first: int, last: int) -> Range:
    """The phrase without punctuation at its edges, marks that close one of its own kept."""
    doc = source.doc
    while (
        last > source.i + 1 and (doc[last - 1].is_punct or doc[last - 1].is_space) and not _closes(doc, first, last - 1)
    ):
        last -= 1
    while first < source.i and (doc[first].is_punct or doc[first].is_space) and doc[first].text not in OPENING_MARKS:
        first += 1
    if first + 1 < source.i and doc[first].pos_ == "ADV" and doc[first + 1].pos_ == "DET":
        first += 1  # "earlier the ministry"
    return first, last


def _closes(doc: Doc, first: int, at: int) -> bool:
    """Whether the mark closes one that the phrase opens."""
    text = doc[at].text
    if text == "%":
        return True
    return text in PARTNERS and any(doc[i].text in PARTNERS[text] for i in range(first, at))


def head_of(doc: Doc, span: Range) -> Token:
    """The token of a phrase that the others hang on."""
    for i in range(*span):
        outward = not span[0] <= doc[i].head.i < span[1] or doc[i].head.i == i
        if outward and not doc[i].is_punct and not doc[i].is_space:
            return doc[i]
    return doc[span[1] - 1]


def kind_of(source: Token | None, span: Range | None, cues: Cues) -> SourceKind:
    """The kind of a source by its head noun, else by the words before it ("the defence ministry spokesman X")."""
    if source is None or span is None:
        return "other"
    kinds = cues.kinds
    found = kinds.get(source.lemma_.lower()) or kinds.get(source.lower_)
    if found is not None:
        return found
    for child in source.children:
        words = [child] if child.dep_ in ("compound", "appos", "amod", "nmod") else []
        if child.dep_ == "prep" and child.lower_ == "for":
            words = [grandchild for grandchild in child.children if grandchild.dep_ == "pobj"]
        for word in words:
            found = kinds.get(word.lemma_.lower()) or kinds.get(word.lower_)
            if found is not None:
                return found
    return "other"

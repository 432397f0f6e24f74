"""Who is credited: from a cue's token to the token and the range of the phrase that names the source, and its kind."""

from __future__ import annotations

import os
from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading.phrases import Range, subtree
from sayso.records import SourceKind

VERBAL = frozenset({"VERB", "AUX"})
MAX_CLIMB = 6
LONGEST = 60  # tokens of a source; beyond it the parse is wrong
DATELINE = 14  # tokens
DASHES = frozenset({"—", "–", "--", "-"})
COMMAS = DASHES | {","}
ASIDES = frozenset(os.environ.get("SA","relcl,acl,advcl").split(","))
OPENING_MARKS = frozenset({"“", "‘", "(", "[", "#", "@"})
PARTNERS = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"', "''": "''"}
RELATIVE = frozenset({"WDT", "WP", "WP$"})


def is_passive(verb: Token) -> bool:
    """A passive clause, or a past participle that hangs on a noun ("a claim made by …")."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.lefts):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not any(c.dep_ == "aux" for c in verb.lefts)


def source_of(verb: Token) -> Token | None:
    """The token that names who says, shows or thinks; a relative pronoun stands for itself."""
    for _ in range(MAX_CLIMB):
        if is_passive(verb):
            return _agent(verb)
        for child in verb.children:
            if child.dep_ == "nsubj" and child.lower_ != "there":
                return child
        head = verb.head
        if verb.dep_ == "acl":
            return head if verb.tag_ == "VBG" and head.pos_ in ("NOUN", "PROPN", "PRON") else None
        if verb.dep_ not in ("xcomp", "advcl", "conj", "pcomp"):
            return None
        if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VBN", "VB"):
            return None
        if verb.dep_ == "xcomp":
            control = next((child for child in head.children if child.dep_ == "dobj" and child.i < verb.i), None)
            if control is not None:
                return control
        if verb.dep_ == "pcomp":
            head = head.head
        if head.pos_ not in VERBAL:
            return None
        if is_passive(head):
            return next((child for child in head.children if child.dep_ == "nsubjpass"), None)
        verb = head
    return None


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
    return _tidy(source, *_in_paragraph(source, first, last))


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
    """The phrase without punctuation at its edges and without a relative clause or participle after its last comma."""
    doc = source.doc
    for child in source.rights:
        edge = child.left_edge.i
        if child.dep_ in ASIDES and first < edge < last and doc[edge - 1].text in COMMAS:
            last = edge - 1
            break
    while last > source.i + 1 and (doc[last - 1].is_punct or doc[last - 1].is_space) and not _closes(doc, first, last - 1):
        last -= 1
    while first < source.i and (doc[first].is_punct or doc[first].is_space) and not doc[first].text in OPENING_MARKS:
        first += 1
    return first, last


def _closes(doc: Doc, first: int, at: int) -> bool:
    """Whether the mark closes one that the phrase opens."""
    text = doc[at].text
    if text == "%":
        return True
    return text in PARTNERS and any(doc[i].text in PARTNERS[text] for i in range(first, at))


def kind_of(source: Token | None, span: Range | None, cues: Cues) -> SourceKind:
    """The kind of a source by its head noun, else by the words before it ("the defence ministry spokesman X")."""
    if source is None or span is None:
        return "other"
    kinds = cues.kinds
    found = kinds.get(source.lemma_.lower()) or kinds.get(source.lower_)
    if found is not None:
        return found
    for child in source.children:
        if child.dep_ in ("compound", "appos", "amod", "nmod"):
            found = kinds.get(child.lemma_.lower()) or kinds.get(child.lower_)
            if found is not None:
                return found
    return "other"

"""Finds the earlier mention that a source clearly stands for: "he", "who", "the ministry", "the opposition sources".

Attributions in order in, the same with ``antecedent`` set out. Where two mentions are possible none is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues
from sayso.reading.phrases import Range
from sayso.reading.said import Said
from sayso.reading.sources import head_of
from sayso.records import SourceKind

REACH = 120  # tokens back to the mention
RELATIVE_TAGS = frozenset({"WP", "WDT"})
PERSONAL = frozenset({"he", "she"})
PLURAL = frozenset({"they"})
THING = frozenset({"it"})
DEFINITE = frozenset({"the", "these", "those", "this", "that"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
DESCRIBING = frozenset({"amod", "compound", "nmod", "poss"})


def with_antecedents(doc: Doc, found: Sequence[Said], cues: Cues) -> list[Said]:
    """The attributions with their antecedents; a source of no kind of its own takes the antecedent's."""
    result: list[Said] = []
    for said in found:
        antecedent, kind = (None, said.kind) if said.source is None else _antecedent(doc, said, result, cues)
        if antecedent is not None:
            said = replace(said, antecedent=antecedent, kind=kind if said.kind == "other" else said.kind)  # noqa: PLW2901
        result.append(said)
    return result


def _antecedent(doc: Doc, said: Said, earlier: Sequence[Said], cues: Cues) -> tuple[Range | None, SourceKind]:
    assert said.source is not None
    head = head_of(doc, said.source)
    if head.tag_ in RELATIVE_TAGS and not head.is_upper:
        return _relative(head), said.kind
    if head.lower_ in PERSONAL or head.lower_ in PLURAL or head.lower_ in THING:
        return _of_pronoun(doc, head, said.source, earlier, cues)
    if head.pos_ == "NOUN" and doc[said.source[0]].lower_ in DEFINITE:
        return _of_definite(doc, head, said.source, earlier, cues)
    return None, said.kind


def _relative(pronoun: Token) -> Range | None:
    """The noun phrase that the relative clause hangs on."""
    clause = pronoun.head
    noun = clause.head
    if clause.dep_ != "relcl" or noun.i >= pronoun.i:
        return None
    last = min(clause.left_edge.i, pronoun.i)
    while last > noun.i + 1 and noun.doc[last - 1].is_punct:
        last -= 1
    return noun.left_edge.i, last


def _before(source: Range, earlier: Sequence[Said]) -> list[tuple[Said, Range]]:
    """Earlier attributions within reach and what their sources stand for, nearest first."""
    found: list[tuple[Said, Range]] = []
    for said in reversed(earlier):
        if said.source is not None and source[0] - said.source[1] > REACH:
            break
        if said.source is not None and said.source[1] <= source[0]:
            found.append((said, said.antecedent or said.source))
    return found


def _of_pronoun(
    doc: Doc, pronoun: Token, source: Range, earlier: Sequence[Said], cues: Cues
) -> tuple[Range | None, SourceKind]:
    """The last source that agrees with the pronoun, if no other person came in between as a subject."""
    personal = pronoun.lower_ in PERSONAL
    for said, mention in _before(source, earlier):
        head = head_of(doc, mention)
        person, plural = _is_person(head, cues), _is_plural(head)
        if pronoun.lower_ in PLURAL:
            agrees = plural
        else:
            agrees = not plural and person == personal and (personal or head.pos_ != "PRON")
        if not agrees or (pronoun.lower_ in THING and said.kind == "other" and head.pos_ != "PROPN"):
            continue
        unclear = head.pos_ == "PRON" or (personal and _rival(doc, said.source or mention, source, head))
        return (None, "other") if unclear else (mention, said.kind)
    return None, "other"


def _is_plural(head: Token) -> bool:
    return head.tag_ in PLURAL_TAGS or any(child.dep_ == "conj" for child in head.children)


def _is_person(head: Token, cues: Cues) -> bool:
    if head.pos_ == "PROPN":
        named = head.ent_type_ == "PERSON"
        return named or any(child.lemma_.lower() in cues.people for child in head.children if child.dep_ in DESCRIBING)
    return head.lower_ in PERSONAL or head.lemma_.lower() in cues.people


def _rival(doc: Doc, mention: Range, source: Range, head: Token) -> bool:
    """Another person named as a subject between the mention and the pronoun."""
    return any(
        doc[i].ent_type_ == "PERSON" and doc[i].dep_ in ("nsubj", "nsubjpass") and doc[i].lower_ != head.lower_
        for i in range(mention[1], source[0])
    )


def _of_definite(
    doc: Doc, head: Token, source: Range, earlier: Sequence[Said], cues: Cues
) -> tuple[Range | None, SourceKind]:
    """An earlier source of the same noun or describing word, or for "the group" the last body named."""
    if head.lemma_.lower() not in cues.reporting_nouns:
        return None, "other"
    words = {doc[i].lemma_.lower() for i in range(*source) if doc[i].dep_ in DESCRIBING and doc[i].head.i == head.i}
    plural = _is_plural(head)
    for said, mention in _before(source, earlier):
        other = head_of(doc, mention)
        if other.pos_ == "PRON" or _is_plural(other) != plural:
            continue
        theirs = {doc[i].lemma_.lower() for i in range(*mention)}
        same = head.lemma_.lower() in theirs
        if (same and words <= theirs and mention[1] - mention[0] > source[1] - source[0]) or (
            words and words <= theirs
        ):
            return mention, said.kind
        if same:
            return None, "other"
        if not words and head.lemma_.lower() in cues.bodies:
            known = cues.kinds.get(head.lemma_.lower(), said.kind)
            body = other.pos_ == "PROPN" and known == said.kind != "document" and not _is_person(other, cues)
            return (mention, said.kind) if body else (None, "other")
    return None, "other"

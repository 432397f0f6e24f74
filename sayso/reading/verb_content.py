"""What hangs on a verb of reporting: a clause, an infinitive, an object, a quotation beside it, or the clause around it.

A verb and the frames it may stand in, in; the frame it stands in and the ranges of its content, out.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues, Frames
from sayso.reading.phrases import Range, sentence_start, subtree, without
from sayso.reading.quotations import SENTENCE_END, Quotation, Quotations
from sayso.reading.report import VERBAL, is_infinitive
from sayso.reading.sources import FINITE, is_passive, source_range
from sayso.reading.unmarked import ends_sentence, swallowed

OBJECT_TAIL = frozenset({"of", "as", "for", "over", "from", "about", "against", "with"})
FRONTED = frozenset({"nsubj", "dobj", "nsubjpass"})
REACH = 3  # tokens between a cue's clause and a quotation beside it: punctuation and spaces


def verb_content(
    doc: Doc, verb: Token, frames: Frames, cue: Range, source: Token | None, cues: Cues, quotations: Quotations
) -> tuple[str, list[Range]]:
    """Which frame the verb stands in, and the words that fill it."""
    children = list(verb.children)
    taken = [cue] if source is None else [cue, source_range(source, verb)]
    if "clause" in frames:
        if source is not None and (said := swallowed(verb, source, cue, cues, quotations)) is not None:
            return "clause", [said]
        content = _clause_content(doc, verb, children, taken, quotations)
        if content:
            return "clause", content
    passive = is_passive(verb)
    for child in children:
        if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i and "infinitive" in frames and _bare(child):
            return "infinitive", [*_passive_subject(children, passive), *without(subtree(child), taken)]
    if "complement" in frames:
        content = _complement(verb, children, passive, source, taken)
        if content:
            return "complement", content
    objects = any(child.dep_ == "dobj" and child.i > verb.i for child in children)
    for child in children:
        if child.dep_ == "prep" and child.i > verb.i and child.lower_ in frames and not objects:
            for grandchild in child.children:
                if grandchild.dep_ in ("pobj", "pcomp"):
                    end = _with_infinitive(children, subtree(grandchild)[1])
                    return child.lower_, without((child.i + 1, end), taken)
    if "raising" in frames:
        content = [subtree(child) for child in children if child.dep_ in ("nsubj", "acomp", "attr", "oprd")]
        content += [
            subtree(child) for child in children if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i
        ]
        return "raising", [piece for part in content for piece in without(part, [cue])] if len(content) > 1 else []
    thing = next((f"object {child.lemma_.lower()}" for child in children if child.dep_ == "dobj"), "object")
    if "object" in frames or thing in frames:
        content = _object(verb, children, passive, source, taken)
        if content:
            return ("object" if "object" in frames else thing), content
    if "clause" in frames and source is not None and ends_sentence(verb, cues):
        return "clause", [(sentence_start(verb), source_range(source, verb)[0])]
    if "clause" in frames:
        beside = _quotation_beside(doc, verb, taken, quotations)
        beside = beside or [subtree(child) for child in children if child.dep_ == "intj" and child.i > verb.i]  # "yes"
        return "clause", beside or _enclosing_clause(verb, children, frames, taken)
    return "", []


def _bare(token: Token) -> bool:
    """An infinitive or a gerund: "threatened to shell", "denied shelling"."""
    return is_infinitive(token) or (token.dep_ == "xcomp" and token.tag_ == "VBG")


def _with_infinitive(children: list[Token], end: int) -> int:
    """ "called on them to withdraw": the infinitive that follows belongs to what was called for."""
    for child in children:
        if child.left_edge.i == end and child.dep_ in ("xcomp", "advcl", "ccomp") and is_infinitive(child):
            end = subtree(child)[1]
    return end


def _passive_subject(children: list[Token], passive: bool) -> list[Range]:
    """ "The town is said to have fallen": the subject belongs to what is said."""
    return [subtree(child) for child in children if passive and child.dep_ == "nsubjpass"]


def _clause_content(
    doc: Doc, verb: Token, children: list[Token], taken: list[Range], quotations: Quotations
) -> list[Range]:
    clauses = [child for child in children if child.dep_ == "ccomp" and not is_infinitive(child)]
    if clauses:
        nearest = min(clauses, key=lambda child: _distance(verb, subtree(child)))
        return without(subtree(nearest), [*taken, *_recipient(children)])
    start = _past_punctuation(doc, verb.i + 1)
    quotation = quotations.opening_at(start)
    return [(quotation.first, quotation.last)] if quotation is not None else []


def _distance(verb: Token, part: Range) -> int:
    return part[0] - verb.i if part[0] > verb.i else verb.i - part[1]


def _past_punctuation(doc: Doc, at: int) -> int:
    while at < len(doc) and at and doc[at].text in (",", ":", "-", "–", "—"):
        at += 1
    return at


def _recipient(children: list[Token]) -> list[Range]:
    return [subtree(child) for child in children if child.dep_ in ("dative",)]


def _quotation_beside(doc: Doc, verb: Token, taken: list[Range], quotations: Quotations) -> list[Range]:
    """A quotation directly before or after the verb's clause."""
    start, end = min(part[0] for part in taken), subtree(verb)[1]
    found: list[Range] = []
    for at in range(start - 1, max(start - 1 - REACH, -1), -1):
        before = quotations.closing_at(at)
        if before is not None and _leads_on(doc, before):
            found.append((before.first, before.last))
        if before is not None or not (doc[at].is_punct or doc[at].is_space):
            break
    over = doc[verb.i + 1 : verb.i + 2].text in SENTENCE_END  # "…, the consul said. “…” he added"
    for at in range(end - 1 if doc[end - 1].is_quote else end, end if over else min(end + REACH, len(doc))):
        after = quotations.opening_at(at)
        if after is not None:
            found.append((after.first, after.last))
        if after is not None or doc[at].text in SENTENCE_END or not (doc[at].is_punct or doc[at].is_space):
            break
    return found[:1]


def _leads_on(doc: Doc, quotation: Quotation) -> bool:
    """A quotation whose sentence is not over: “…,” he said; “…?” he asked."""
    return doc[quotation.last - 1].text != "." and doc[quotation.last - 2].text != "."


def _enclosing_clause(verb: Token, children: list[Token], frames: Frames, taken: list[Range]) -> list[Range]:
    """The clause around a parenthesis: "the town, he said, had fallen", "as the ministry reported"."""
    head = verb.head
    if head.i == verb.i or head.pos_ not in VERBAL:
        return []
    full = any(child.dep_ == "xcomp" or (child.dep_ == "dobj" and "object" in frames) for child in children)
    marks = {child.lower_ for child in children if child.dep_ in ("mark", "advmod") and child.i < verb.i}
    parenthesis = verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and _after_comma(verb, children) and not marks)
    if full or not (parenthesis or (verb.dep_ == "advcl" and "as" in marks)):
        return []
    return without(subtree(head), [subtree(verb), *taken])


def _after_comma(verb: Token, children: list[Token]) -> bool:
    """A finite clause with its own subject right after a comma: "…, the ministry reported on Tuesday"."""
    subject = next((child for child in children if child.dep_ == "nsubj" and child.i < verb.i), None)
    if subject is None or verb.head.i > verb.i or verb.tag_ not in FINITE:
        return False
    return subject.left_edge.i > 0 and verb.doc[subject.left_edge.i - 1].text == ","


def _complement(
    verb: Token, children: list[Token], passive: bool, source: Token | None, taken: list[Range]
) -> list[Range]:
    """What is called what: "called the raid a crime", "the raid was described as a crime"."""
    named = [child for child in children if child.dep_ == ("nsubjpass" if passive else "dobj")]
    label = [
        child
        for child in children
        if child.i > verb.i
        and (
            child.dep_ == "oprd" or (child.dep_ == "prep" and child.lower_ == "as") or child.dep_ in ("ccomp", "xcomp")
        )
    ]
    if not label:
        return []
    if not named and source is not None:  # "the raid, the consul described as a crime"
        named = [child for child in verb.lefts if child.i < source.left_edge.i and child.dep_ in FRONTED]
        if not named and verb.dep_ == "relcl" and verb.head.i < source.left_edge.i:
            return [(verb.head.left_edge.i, source.left_edge.i), *(subtree(child) for child in label)]
    if not named and label[0].dep_ != "ccomp" and len(label) == 1:
        return []
    parts = [subtree(child) for child in (*named, *label)]
    if parts[0][0] > verb.i:
        parts = [(min(part[0] for part in parts), max(part[1] for part in parts))]
    return [piece for part in parts for piece in without(part, taken)]


def _object(verb: Token, children: list[Token], passive: bool, source: Token | None, taken: list[Range]) -> list[Range]:
    if passive:
        if source is None:
            return []
        return [piece for part in _passive_subject(children, True) for piece in without(part, taken)]
    for child in children:
        if child.dep_ == "dobj" and child.i != (source.i if source is not None else -1):
            start, end = subtree(child)
            for later in verb.rights:
                if later.i >= end and later.dep_ == "prep" and later.lower_ in OBJECT_TAIL and later.left_edge.i == end:
                    end = subtree(later)[1]
            return without((start, end), taken)
    return []

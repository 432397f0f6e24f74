"""Finds cues of reporting and what hangs on them: verbs, nouns, adjectives and prepositions by which somebody is credited.

A parsed text in, one ``Report`` a cue out, in the order of the text. Quotations that stand apart from their cue, antecedents
and chains are added by ``attribution``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from sayso.catalogue.cues import Cues, Effect, Frames
from sayso.reading.phrases import Range, climb, subtree, without
from sayso.reading.quotations import SENTENCE_END, Quotation, Quotations
from sayso.reading.sources import is_passive, neighbour, source_of, source_range

VERBAL = frozenset({"VERB", "AUX"})
BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod", "preconj"})
CONTRACTED = frozenset(f"{mark}{rest}" for mark in "'’" for rest in ("s", "ve", "d", "re", "ll", "m"))
QUESTION_TAGS = frozenset({"WRB", "WP", "WDT", "WP$"})
OBJECT_TAIL = frozenset({"of", "as", "for", "over", "from", "about", "against", "with"})
REACH = 3  # tokens between a cue's clause and a quotation beside it: punctuation and spaces


@dataclass(frozen=True, slots=True)
class Report:
    """A cue, whom it credits and with what. ``head`` is the token the cue turns on."""

    head: int
    cue: Range
    source_head: int | None
    source: Range | None
    content: tuple[Range, ...]
    effect: Effect
    frame: str


def reports(doc: Doc, cues: Cues, quotations: Quotations) -> Iterator[Report]:
    """Every cue that credits somebody, or nobody named, with some words of the text."""
    for token in doc:
        pos = token.pos_
        found: Report | None = None
        if pos in VERBAL:
            frames = cues.verbs.get(lemma(token, cues))
            if frames is not None:
                found = _verb(doc, token, frames, cues, quotations)
        elif pos == "NOUN":
            frames = cues.nouns.get(token.lemma_.lower())
            if frames is not None:
                found = _noun(doc, token, frames, cues)
        elif pos == "ADJ":
            frames = cues.adjectives.get(token.lower_)
            if frames is not None:
                found = _adjective(doc, token, frames)
        elif pos == "ADV":
            found = _adverb(token, cues)
        if found is None and pos in ("ADP", "VERB", "SCONJ", "ADV"):
            found = _preposition(doc, token, cues)
        if found is not None:
            yield found


def lemma(token: Token, cues: Cues) -> str:
    form = token.lower_
    return cues.lemmas.get(form) or token.lemma_.lower()


# Verbs


def _verb(doc: Doc, verb: Token, frames: Frames, cues: Cues, quotations: Quotations) -> Report | None:
    if verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return None
    source = None if "raising" in frames else source_of(verb)
    cue = _verb_cue(doc, verb)
    frame, content = _verb_content(doc, verb, frames, cue, source, quotations)
    if not content:
        return None
    if frame == "clause" and source is None:
        source = _inverted_subject(verb, content)
        if source is None and not is_passive(verb):
            source = neighbour(verb, cue, content[0][1] <= cue[0])
    if not _credits(verb, frame, source):
        return None
    effect = frames[frame]
    cue = _extended_cue(doc, verb, cue, frame, cues)
    if verb.dep_ == "xcomp" and _infinitive(verb):
        governing = cues.verbs.get(lemma(verb.head, cues), {}).get("infinitive")
        if governing is not None and _adjacent(verb.head, cue[0]):
            cue = _verb_cue(doc, verb.head)[0], cue[1]
            effect = _governed(effect, governing)
        elif _adjacent(verb.head, cue[0]) and verb.head.pos_ == "VERB" and source is not None and source.i < verb.head.i:
            cue = _verb_cue(doc, verb.head)[0], cue[1]
    elif frame == "infinitive" and _governs_cue(doc, verb, cue, cues, quotations):
        return None
    carrier = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and carrier.lemma_.lower() in cues.media_of_speech:
        speaker = _speaker(carrier, cues)
        if speaker is not None:
            source, cue = speaker, (_verb_cue(doc, carrier.head)[0], cue[1])
    span = None if source is None else source_range(source, verb)
    return Report(verb.i, cue, None if source is None else source.i, span, tuple(content), effect, frame)


def _credits(verb: Token, frame: str, source: Token | None) -> bool:
    """Whether words without a source are credited at all: a clause is ("asked whether …"), a plain object is not."""
    if source is not None:
        return True
    if frame == "clause":
        return not _infinitive(verb)
    return frame == "raising" or (frame == "infinitive" and is_passive(verb))


def _adjacent(governor: Token, first: int) -> bool:
    """Whether only a particle stands between the governing verb and the cue."""
    return governor.i < first and all(governor.doc[i].dep_ == "prt" for i in range(governor.i + 1, first))


def _governed(effect: Effect, governing: Effect) -> Effect:
    """ "refused to confirm that …" confirms nothing; "promised to announce …" has not yet."""
    if governing.polarity == "denied":
        return replace(effect, status="hypothetical")
    return effect if governing.status == "actual" else replace(effect, status=governing.status)


def _governs_cue(doc: Doc, verb: Token, cue: Range, cues: Cues, quotations: Quotations) -> bool:
    """ "refused to admit that …": the inner verb is reported, with the outer one in its cue."""
    inner = next((child for child in verb.rights if child.dep_ == "xcomp" and _infinitive(child)), None)
    if inner is None or not _adjacent(verb, _verb_cue(doc, inner)[0]):
        return False
    frames = cues.verbs.get(lemma(inner, cues))
    return frames is not None and _verb(doc, inner, frames, cues, quotations) is not None


def _inverted_subject(verb: Token, content: list[Range]) -> Token | None:
    """“…”, added the colonel: a subject that the parser took for an object."""
    if content[0][0] < verb.i and not is_passive(verb):
        for child in verb.rights:
            if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
                return child
    return None


def _verb_cue(doc: Doc, verb: Token) -> Range:
    """The verb with its auxiliaries, negation and adverbs directly before it, and its particle."""
    first = verb.i
    while first > 0:
        before = doc[first - 1]
        if before.text in CONTRACTED and before.tag_ != "POS":
            first -= 1
            continue
        if before.head.i != verb.i or before.dep_ not in BEFORE_VERB or before.tag_ in QUESTION_TAGS:
            break
        if before.left_edge.i != before.i:
            break
        first -= 1
    last = verb.i + 1
    if last < len(doc) and doc[last].dep_ == "prt" and doc[last].head.i == verb.i:
        last += 1
    return first, last


def _extended_cue(doc: Doc, verb: Token, cue: Range, frame: str, cues: Cues) -> Range:
    """The cue with the preposition of its frame, "in a statement", and a colon."""
    first, last = cue
    if last < len(doc) and doc[last].lower_ == frame and doc[last].head.i == verb.i:
        return first, last + 1
    if last < len(doc) and doc[last].lower_ == "in" and doc[last].dep_ == "prep":
        medium = next((child for child in doc[last].children if child.dep_ == "pobj"), None)
        if medium is not None and medium.lemma_.lower() in cues.media_of_speech and medium.i - last <= 3:
            last = medium.i + 1
    if last < len(doc) and doc[last].text == ":":
        last += 1
    return first, last


def _verb_content(
    doc: Doc, verb: Token, frames: Frames, cue: Range, source: Token | None, quotations: Quotations
) -> tuple[str, list[Range]]:
    """Which frame the verb stands in, and the words that fill it."""
    children = list(verb.children)
    taken = [cue] if source is None else [cue, source_range(source, verb)]
    if "clause" in frames:
        content = _clause_content(doc, verb, children, taken, quotations)
        if content:
            return "clause", content
    passive = is_passive(verb)
    for child in children:
        if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i and "infinitive" in frames and _infinitive(child):
            return "infinitive", [*_passive_subject(children, passive), *without(subtree(child), taken)]
    if "complement" in frames:
        content = _complement(verb, children, passive, taken)
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
        content += [subtree(child) for child in children if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i]
        return "raising", [piece for part in content for piece in without(part, [cue])] if len(content) > 1 else []
    if "object" in frames:
        content = _object(verb, children, passive, source, taken)
        if content:
            return "object", content
    if "clause" in frames:
        beside = _quotation_beside(doc, verb, quotations)
        return "clause", beside or _enclosing_clause(verb, children, taken)
    return "", []


def _with_infinitive(children: list[Token], end: int) -> int:
    """"called on them to withdraw": the infinitive that follows belongs to what was called for."""
    for child in children:
        if child.left_edge.i == end and child.dep_ in ("xcomp", "advcl", "ccomp") and _infinitive(child):
            end = subtree(child)[1]
    return end


def _infinitive(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.lefts)


def _passive_subject(children: list[Token], passive: bool) -> list[Range]:
    """ "The town is said to have fallen": the subject belongs to what is said."""
    return [subtree(child) for child in children if passive and child.dep_ == "nsubjpass"]


def _clause_content(
    doc: Doc, verb: Token, children: list[Token], taken: list[Range], quotations: Quotations
) -> list[Range]:
    for child in children:
        if child.dep_ == "ccomp" and not _infinitive(child):
            return without(subtree(child), [*taken, *_recipient(children)])
    start = _past_punctuation(doc, verb.i + 1)
    quotation = quotations.opening_at(start)
    return [(quotation.first, quotation.last)] if quotation is not None else []


def _past_punctuation(doc: Doc, at: int) -> int:
    while at < len(doc) and at and doc[at].text in (",", ":", "-", "–", "—"):
        at += 1
    return at


def _recipient(children: list[Token]) -> list[Range]:
    return [subtree(child) for child in children if child.dep_ in ("dative",)]


def _quotation_beside(doc: Doc, verb: Token, quotations: Quotations) -> list[Range]:
    """A quotation directly before or after the verb's clause."""
    start, end = subtree(verb)
    found: list[Range] = []
    for at in range(start - 1, max(start - 1 - REACH, -1), -1):
        before = quotations.closing_at(at)
        if before is not None and _leads_on(doc, before):
            found.append((before.first, before.last))
        if before is not None or not (doc[at].is_punct or doc[at].is_space):
            break
    for at in range(end - 1 if doc[end - 1].is_quote else end, min(end + REACH, len(doc))):
        after = quotations.opening_at(at)
        if after is not None:
            found.append((after.first, after.last))
        if after is not None or doc[at].text in SENTENCE_END or not (doc[at].is_punct or doc[at].is_space):
            break
    return found[:1]


def _leads_on(doc: Doc, quotation: Quotation) -> bool:
    """A quotation whose sentence is not over: “…,” he said; “…?” he asked."""
    return doc[quotation.last - 1].text != "." and doc[quotation.last - 2].text != "."


def _enclosing_clause(verb: Token, children: list[Token], taken: list[Range]) -> list[Range]:
    """The clause around a parenthesis: "the town, he said, had fallen", "as the ministry reported"."""
    head = verb.head
    if head.i == verb.i or head.pos_ not in VERBAL:
        return []
    parenthesis = verb.dep_ == "parataxis"
    introduced = verb.dep_ == "advcl" and any(child.lower_ == "as" and child.dep_ == "mark" for child in children)
    if not (parenthesis or introduced) or any(child.dep_ in ("dobj", "xcomp") for child in children):
        return []
    return without(subtree(head), [subtree(verb), *taken])


def _complement(verb: Token, children: list[Token], passive: bool, taken: list[Range]) -> list[Range]:
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


# Nouns, adjectives, prepositions


def _noun(doc: Doc, noun: Token, frames: Frames, cues: Cues) -> Report | None:
    """ "reports that …", "his claim of …", "threats to …"."""
    for child in noun.rights:
        frame = ""
        if child.dep_ in ("acl", "ccomp", "relcl") and "clause" in frames and _that_clause(child):
            frame, content = "clause", subtree(child)
        elif child.dep_ in ("acl", "xcomp") and "infinitive" in frames and _infinitive(child):
            frame, content = "infinitive", subtree(child)
        elif child.dep_ == "prep" and child.lower_ in frames:
            frame, content = child.lower_, (child.i + 1, subtree(child)[1])
        if not frame:
            continue
        source = next((left for left in noun.lefts if left.dep_ == "poss"), None)
        first, last = noun.i, noun.i + 1
        if source is None and (speaker := _speaker(noun, cues)) is not None:
            source, first = speaker, _verb_cue(doc, noun.head)[0]
        if source is None and frame not in ("clause", "infinitive") and noun.lemma_.lower() not in cues.unsourced_nouns:
            return None
        span = None if source is None else source_range(source, noun)
        if frame not in ("clause", "infinitive") and doc[last].lower_ == frame:
            last += 1
        return Report(
            noun.i, (first, last), None if source is None else source.i, span, (content,), frames[frame], frame
        )
    return None


def _speaker(noun: Token, cues: Cues) -> Token | None:
    """Who "issued a statement", "made the claim": the subject of a verb that only carries the noun."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in cues.carrying or noun.i - verb.i > 6:
        return None
    return source_of(verb)


def _that_clause(clause: Token) -> bool:
    """ "the claim that it fell", not "the claim that he made"."""
    first = clause.left_edge
    return first.lower_ == "that" and first.dep_ == "mark"


def _adjective(doc: Doc, adjective: Token, frames: Frames) -> Report | None:
    """ "is confident that …", "made it clear that …"."""
    verb = adjective.head
    if verb.pos_ not in VERBAL or adjective.dep_ not in ("acomp", "ccomp", "oprd", "xcomp"):
        return None
    clause = next((child for child in adjective.rights if child.dep_ == "ccomp" and not _infinitive(child)), None)
    source = source_of(verb)
    if clause is None or source is None or source.lower_ == "it":
        return None
    first, last = _verb_cue(doc, verb)
    content = subtree(clause)
    last = max(last, adjective.i + 1)
    if source.i >= first or content[0] < last:
        return None
    return Report(
        adjective.i, (first, last), source.i, source_range(source, verb), (content,), frames["clause"], "clause"
    )


def _adverb(adverb: Token, cues: Cues) -> Report | None:
    """"The town has reportedly fallen": the clause is credited to nobody named."""
    effect = cues.hedging_adverbs.get(adverb.lower_)
    verb = adverb.head
    if effect is None or verb.pos_ not in VERBAL:
        return None
    cue = adverb.i, adverb.i + 1
    return Report(adverb.i, cue, None, None, tuple(without(_own_clause(verb, adverb), [cue])), effect, "adverb")


def _preposition(doc: Doc, token: Token, cues: Cues) -> Report | None:
    """ "according to …": the clause it hangs in is the content."""
    for words, effect in cues.prepositions.items():
        if token.lower_ != words[0]:
            continue
        last = token.i + len(words)
        if last >= len(doc) or any(doc[token.i + n].lower_ != word for n, word in enumerate(words)):
            continue
        source = next((child for child in doc[last - 1].children if child.dep_ == "pobj"), None)
        if source is not None and len(words) == 1 and source.pos_ != "PROPN":
            return None  # "per day"
        clause = next((head for head in climb(token) if head.pos_ in VERBAL or head.head.i == head.i), None)
        if source is None or clause is None:
            return None
        span = source_range(source, token)
        hole = (token.i, max(last, span[1]))
        content = tuple(without(_own_clause(clause, token), [hole]))
        return Report(token.i, (token.i, last), source.i, span, content, effect, " ".join(words)) if content else None
    return None


def _own_clause(verb: Token, inside: Token) -> Range:
    """The clause of a verb less the clauses coordinated with it on the far side from ``inside``."""
    first, last = subtree(verb)
    for child in verb.children:
        if child.dep_ == "conj" and child.i > verb.i and inside.i < child.left_edge.i and child.pos_ in VERBAL:
            if any(grandchild.dep_ in ("nsubj", "nsubjpass") for grandchild in child.children):
                last = min(last, child.left_edge.i)
    return first, last

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
INDEFINITE = frozenset({"a", "an"})
NAMED_BELOW: frozenset[SourceKind] = frozenset({"ngo", "media"})
"""Kinds of bodies that a text may bring in by what they are and name a paragraph later."""
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
    return [
        replace(said, antecedent=below)
        if said.antecedent is None and (below := _named_below(doc, said, result, cues)) is not None
        else said
        for said in result
    ]


def _antecedent(doc: Doc, said: Said, earlier: Sequence[Said], cues: Cues) -> tuple[Range | None, SourceKind]:
    assert said.source is not None
    head = head_of(doc, said.source)
    if head.tag_ in RELATIVE_TAGS and not head.is_upper:
        return _relative(head), said.kind
    if head.lower_ in PERSONAL or head.lower_ in PLURAL or head.lower_ in THING:
        return _of_pronoun(doc, head, said.source, earlier, cues)
    if doc[said.source[0]].lower_ in DEFINITE and (head.pos_ == "NOUN" or _is_short_name(doc, head, said.source)):
        return _of_definite(doc, head, said.source, earlier, cues)
    return None, said.kind


def _is_short_name(doc: Doc, head: Token, source: Range) -> bool:
    """ "the Observatory": a name of one word with an article."""
    return head.pos_ == "PROPN" and source[1] - source[0] == 2 and doc[source[0]].lower_ == "the"


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


def _before(source: Range, earlier: Sequence[Said], reach: int = REACH) -> list[tuple[Said, Range]]:
    """Earlier attributions within reach and what their sources stand for, nearest first."""
    found: list[tuple[Said, Range]] = []
    for said in reversed(earlier):
        if said.source is not None and source[0] - said.source[1] > reach:
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
    """An earlier source of the same noun or describing word, or for "the group" the last body named: also for "the
    Basel-based group", where no other body of its kind is.
    """
    if head.lemma_.lower() not in cues.reporting_nouns and head.pos_ != "PROPN":
        return None, "other"
    words = {doc[i].lemma_.lower() for i in range(*source) if doc[i].dep_ in DESCRIBING and doc[i].head.i == head.i}
    if not words and (named := _of_that_name(doc, head, source, earlier)) is not None:
        return named
    plural = _is_plural(head)
    nearest = [
        (said, mention, other)
        for said, mention in _before(source, earlier)
        if (other := head_of(doc, mention)).pos_ != "PRON" and _is_plural(other) == plural
    ]
    for said, mention, _ in nearest:
        theirs = {doc[i].lemma_.lower() for i in range(*mention)}
        same = head.lemma_.lower() in theirs
        if (same and words <= theirs and mention[1] - mention[0] > source[1] - source[0]) or (
            words and words <= theirs
        ):
            return mention, said.kind
        if same:
            break
    if head.lemma_.lower() not in cues.bodies or not _is_described(doc, source):
        return None, "other"
    bodies = [one for one in (nearest if words else nearest[:1]) if _is_body(one[2], head, one[0], cues)]
    if len({other.lower_ for *_, other in bodies}) != 1:
        return None, "other"
    said, mention, _ = bodies[0]
    return mention, said.kind


def _of_that_name(doc: Doc, noun: Token, source: Range, earlier: Sequence[Said]) -> tuple[Range, SourceKind] | None:
    """The longer name with the noun for its head, however far above, if there is but one: "the Observatory"."""
    named = {
        doc[mention[0] : mention[1]].text.lower().removeprefix("the "): (mention, said.kind)
        for said, mention in _before(source, earlier, len(doc))
        if (head := head_of(doc, mention)).pos_ == "PROPN"
        and head.lower_ == noun.lower_
        and mention[1] - mention[0] > source[1] - source[0]
    }
    shortest = min(named, key=len, default="")
    return next(iter(named.values())) if named and all(shortest in name for name in named) else None


def _is_body(named: Token, noun: Token, said: Said, cues: Cues) -> bool:
    """Is it a body by name, of the kind that the noun is of, if that tells one?"""
    known = cues.kinds.get(noun.lemma_.lower(), said.kind)
    return named.pos_ == "PROPN" and known == said.kind != "document" and not _is_person(named, cues)


def _is_described(doc: Doc, source: Range) -> bool:
    """ "the Basel-based group", "the monitoring group": by words that are no name."""
    words = [doc[i] for i in range(source[0] + 1, source[1] - 1) if doc[i].is_alpha]
    return any(word.lower_ == "based" for word in words) or all(word.is_lower for word in words)


def _named_below(doc: Doc, said: Said, found: Sequence[Said], cues: Cues) -> Range | None:
    """ "A monitor said" at the head of a text: the one body of its kind that is named as a source in what follows."""
    if said.source is None or doc[said.source[0]].lower_ not in INDEFINITE:
        return None
    head = head_of(doc, said.source)
    if head.lemma_.lower() not in cues.bodies or said.kind not in NAMED_BELOW or said.source[0] > REACH:
        return None
    named = [(other, head_of(doc, other.source)) for other in found if other.source is not None]
    # A body that no word tells the kind of may be one of its kind, too.
    rivals = {name.lower_ for other, name in named if other.kind == "other" and name.ent_type_ == "ORG"}
    bodies = {name.lower_: other.source for other, name in reversed(named) if _is_body(name, head, other, cues)}
    if len(bodies.keys() | rivals) != 1:
        return None
    first = next(iter(bodies.values()), None)
    return first if first is not None and 0 < first[0] - said.source[1] <= REACH else None

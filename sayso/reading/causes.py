"""Gives deaths and attacks whose kind another sentence tells the type of that attack: "Shells fell on the town. Nine people
were killed.", "Nine were wounded in the attack."

The occurrences of a section in, the same with ``type`` made more exact out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.catalogue.lexicon import Lexicon
from sayso.reading import grammar
from sayso.reading.occurrences import Occurrence
from sayso.reading.senses import Kinds
from sayso.reading.status import status_of

REACH = 120
"""Tokens back to the attack."""
OWN = frozenset("in on at for of from after near outside by with during under amid".split())
"""Prepositions that tell where, when or of what those counted came to harm."""
POINTING = frozenset({"the", "this", "that", "these", "those", "such"})


def by_their_causes(doc: Doc, occurrences: Sequence[Occurrence], lexicon: Lexicon, kinds: Kinds) -> list[Occurrence]:
    """In the order of the text, in which the attack comes first."""
    found: list[Occurrence] = []
    for one in occurrences:
        cause = None if _is_telling(one, lexicon) else _cause(doc, one, found, lexicon, kinds)
        found.append(one if cause is None else replace(one, type=cause.type))
    return found


def _cause(
    doc: Doc, one: Occurrence, earlier: Sequence[Occurrence], lexicon: Lexicon, kinds: Kinds
) -> Occurrence | None:
    if one.type not in lexicon.by_means:
        return None
    before = next(_attacks(one, earlier, lexicon), None)
    if before is None or not _is_telling(before, lexicon) or _by_others(one, before, doc):
        return None
    if status_of(doc[before.trigger], lexicon.status, lexicon.light_verbs)[0] != "actual":
        return None
    if any(_points_back(doc[part]) for part in one.parts):
        return before
    return before if _goes_on(doc, one, before, lexicon, kinds) else None


def _attacks(one: Occurrence, earlier: Sequence[Occurrence], lexicon: Lexicon) -> Iterator[Occurrence]:
    """Those before it within reach, the nearest first; what only followed from an attack is none."""
    for other in reversed(earlier):
        if one.trigger - other.trigger > REACH:
            return
        if other.type in lexicon.causes and (_is_telling(other, lexicon) or other.named not in lexicon.consequences):
            yield other


def _is_telling(one: Occurrence, lexicon: Lexicon) -> bool:
    """Does its type say how it was done?"""
    return lexicon.event(one.type).mode is not None


def _by_others(one: Occurrence, other: Occurrence, doc: Doc) -> bool:
    mine, theirs = (
        {doc[filler.head].lower_ for filler in each.fillers if filler.role == "agent"} for each in (one, other)
    )
    return bool(mine) and mine.isdisjoint(theirs)


def _points_back(word: Token) -> bool:
    """ "The attack", "Monday's attack"."""
    return word.pos_ == "NOUN" and any(
        child.lower_ in POINTING or (child.dep_ == "poss" and child.ent_type_ in ("DATE", "TIME"))
        for child in word.lefts
    )


def _goes_on(doc: Doc, one: Occurrence, before: Occurrence, lexicon: Lexicon, kinds: Kinds) -> bool:
    """Deaths, wounds or damage told in the sentence of the attack or the next, with no place, day, doer or circumstance of
    their own ("a guard was killed on patrol").
    """
    if any(preposition in OWN for preposition, _ in grammar.prepositions(doc[one.verb])):
        return False
    if one.named not in lexicon.consequences or any(filler.role in ("agent", "instrument") for filler in one.fillers):
        return False
    sentence, told = doc[one.trigger].sent, doc[before.trigger].sent
    if sentence.start > told.end + 1 and not doc[told.end : sentence.start].text.isspace():
        return False
    first, last = grammar.clause(doc[one.verb])
    return not any(i in kinds["place"] or i in kinds["time"] for i in range(first, last))

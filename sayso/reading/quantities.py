"""A parsed text in, its quantities out: how many, of what, and by which word they are killed, wounded, seized ...

Numbers that count nothing (years, ages, names, distances) are left out. Whether it really happened is not asked here.
The parser errs most where reporting is densest (lists, reduced clauses, lost commas), so what the tree does not
show is looked for in the words beside the number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from spacy.tokens import Doc, Token

from sayso.reading.measures import Measures, Rule
from sayso.reading.numbers import Number, find_numbers
from sayso.records import Measure, Quantity

__all__ = ["Counted", "Measures", "find_quantities"]

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "HYPH", "VBN", "VBG", "NN", "NNP", "NNPS", "NNS", "AFX"})
OBJECT_TAGS = frozenset({"CD", "DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ"})
EXTENT_TAGS = MODIFIER_TAGS | {"DT", "POS", "PRP$"}
HEAD_TAGS = MODIFIER_TAGS | {"-LRB-", "-RRB-"}
PART_TAGS = MODIFIER_TAGS | {"CD", "DT", "PRP", "CC", "PRP$", "RB", "RBS"}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
COMPLEMENTS = frozenset({"xcomp", "oprd", "acomp", "attr", "ccomp", "advcl", "conj"})
COMPARATIVES = frozenset({"more", "other", "further", "additional"})
DETERMINERS = COMPARATIVES | {"the", "these", "those", "his", "her", "its", "their", "our"}
COORDINATORS = frozenset(
    {",", "and", "&", "or", "plus", "as", "well", ";", "also", "then", "/", "another", "a", "further"}
)
PRONOUNS = frozenset({"them", "whom", "these", "those", "which", "us"})
CASUALTIES = frozenset({"killed", "wounded"})
COMPANY = frozenset({"along", "together", "alongside"})
Stop = Literal["", "agent", "aside"]  # nothing against it; the counted are the doers; they stand in an adjunct
CLIMB = 10
PHRASE = 9
FAR = 25
SENTENCE = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity and the tokens it hangs on: the head of what is counted, and the word that gives the measure."""

    quantity: Quantity
    noun: int | None
    governor: int | None


class Grip(NamedTuple):
    """What governs a count: the word, its rule, and the measure it gave."""

    governor: int
    rule: Rule
    measure: Measure


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is counted: tokens ``start:end`` with their head ``noun``; both ends equal and no noun: nothing is named.

    ``kind`` is the noun's class. ``reference``: the number picks from a known group ("two of the towns").
    ``member``: it is part of the count before it ("two of them officers", "including three women").
    """

    start: int
    end: int
    noun: int | None
    kind: str | None
    reference: bool
    member: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A number with what it counts and, when found, what governs it, else what the tree says against any governor."""

    number: Number
    phrase: Phrase
    grip: Grip | None
    stop: Stop


def find_quantities(doc: Doc, measures: Measures) -> list[Counted]:
    """The quantities of ``doc`` in the order of the text; offsets are code points into ``doc.text``."""
    text = doc.text
    found: list[Counted] = []
    items: list[Item] = []
    for number in find_numbers(doc, text, measures.numbers):
        area = measures.square_kilometres(text, number.end_char)
        if area is not None:
            converted = (
                found
                and found[-1].quantity.measure == "area_km2"
                and text[found[-1].quantity.end : number.start_char].strip() in ("(", "or", "/")
            )
            if not converted:  # "1,200 square kilometres (460 square miles)"
                found.append(_area(doc, text, number, *area))
        elif not (_names(doc, number, measures) or (number.weak and items and number.core < items[-1].phrase.end)):
            phrase = _phrase(doc, number, measures)
            if _counts(doc, number, phrase, measures):
                items.append(_item(doc, number, phrase, items, measures))
    items = _backwards(doc, items, measures)
    found.extend(
        counted
        for item, last in zip(items, [None, *items], strict=False)
        if (counted := _counted(doc, text, item, last, measures))
    )
    return sorted(found, key=lambda counted: counted.quantity.start)


def _area(doc: Doc, text: str, number: Number, factor: float, end: int) -> Counted:
    low, high = (None if bound is None else round(bound * factor, 6) for bound in (number.base_low, number.base_high))
    quantity = Quantity("area_km2", None, "place", low, high, text[number.start_char : end], number.start_char, end)
    return Counted(quantity, None, _predicate(doc[number.end - 1]))


# --- numbers that count nothing ---------------------------------------------------------------------------------------


def _names(doc: Doc, number: Number, measures: Measures) -> bool:
    """Whether the words touching the number make it a designation, an age, a date, a sum, a share or a distance."""
    last = doc[number.end - 1]
    if number.end_char < last.idx + len(last):
        return True  # figures with letters stuck to them: "155mm", "5pm"
    if number.core > 0:
        before = doc[number.core - 1]
        if before.text == "." and number.core > 1 and doc[number.core - 2].lower_ == "no" and doc[number.core].is_digit:
            return True  # "no. 3", whose stop is a token
        if before.lower_ in measures.never:
            return True
        if not before.whitespace_ and (before.text[-1].isalnum() or before.text[-1] in "-/.:+~^_@="):
            dateline = before.text == "-" and doc[number.core].is_title  # "AGENCY-Two men were killed"
            return not (dateline or _dash(doc, number.core - 1))
    if number.end == len(doc):
        return False
    after = doc[number.end]
    if not last.whitespace_ and (after.text[0] in "-/:°%^_=" or after.text[0].isalnum()):
        return not (after.text == "-" and after.whitespace_)
    return after.lower_ in measures.after or (after.text in measures.months and after.tag_ != "MD")


def _dash(doc: Doc, index: int) -> bool:
    """Whether the hyphen at ``index`` is punctuation between words, as in "the toll - 12 dead" written tightly."""
    return index > 0 and doc[index].text == "-" and doc[index - 1].whitespace_ != ""


def _counts(doc: Doc, number: Number, phrase: Phrase, measures: Measures) -> bool:
    """Whether the number counts its noun, or, without one, may count at all: not a year, an age, the size of a town."""
    noun = None if phrase.noun is None else doc[phrase.noun]
    if noun is not None:
        lemma = noun.lemma_.lower()
        following = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
        if number.end <= noun.i and doc[number.end].is_sent_start:
            return False  # what ends a sentence counts nothing of the next
        if lemma in measures.not_counted or (following is not None and following.tag_ == "POS"):
            return False
        if (phrase.kind is None or number.weak) and lemma in measures.collectives:
            return False
    if number.core > 1 and doc[number.core - 1].lower_ == "in" and doc[number.core - 2].like_num:
        return False  # "one in three soldiers"
    if _size(doc, number, measures) or _year(doc, number, noun, measures):
        return False
    if number.weak or number.core == 0 or phrase.kind is not None:
        return True
    before = doc[number.core - 1]
    if before.lower_ in measures.named or before.text in measures.months:
        return number.start < number.core
    if noun is not None or not number.core > 1:
        return noun is not None or before.tag_ not in ("NNP", "NNPS")
    return before.tag_ not in ("NNP", "NNPS") and not (before.text == "," and doc[number.core - 2].tag_ == "NNP")


def _size(doc: Doc, number: Number, measures: Measures) -> bool:
    """ "a population of some 42,000", "home to 20,000", "the city's population is 42,000"."""
    if number.weak or number.start < 2:
        return False
    before, outer = doc[number.start - 1], doc[number.start - 2]
    if before.lower_ in ("of", "to", "at", "is", "was", "by", "with"):
        return outer.lemma_.lower() in measures.sizes and not (
            before.lower_ in ("to", "at", "with") and outer.lower_ != "home"
        )
    return before.lower_ in measures.sizes and before.lower_ not in ("home", "town", "city", "village")


def _year(doc: Doc, number: Number, noun: Token | None, measures: Measures) -> bool:
    value = number.base_low
    if value is None or not 1900 <= value <= 2100 or value != int(value) or not doc[number.core].text.isdigit():
        return False
    if noun is None or (doc[number.end].tag_ == "NNP" and number.start == number.core):
        return True  # a dateline: "2012 Royal forces advanced"
    if number.core == 0:
        return False
    before = doc[number.core - 1]
    return before.lower_ in measures.year_after or before.text in measures.months or before.like_num


# --- what is counted --------------------------------------------------------------------------------------------------


def _phrase(doc: Doc, number: Number, measures: Measures) -> Phrase:
    """The noun phrase after the number, with its "of" phrase ("members of armed groups")."""
    start, reference = number.end, False
    member = _after_part(doc, number, measures)
    if start < len(doc) and doc[start].lower_ == "of":
        start += 1
        if start < len(doc) and doc[start].lower_ in PRONOUNS:
            start, member = start + 1, True
            while start < len(doc) and doc[start].lower_ in ("were", "are", "was", "is", "being", ",", "a", "an"):
                start += 1
        else:
            reference = number.kind != "vague" or doc[start : start + 1].text.lower() in (
                "the",
                "these",
                "those",
                "its",
                "their",
            )
    skipped = DETERMINERS if number.weak or start > number.end else COMPARATIVES
    while start < len(doc) and doc[start].lower_ in skipped and doc[start].tag_ not in NOUN_TAGS:
        start += 1
    noun = _head(doc, number, start, measures)
    if noun is None:
        return Phrase(start, start, None, None, reference, member)
    end = _extent(doc, noun)
    if reference and doc[noun].lower_ in measures.states and end + 1 < len(doc) and doc[end].lemma_ == "be":
        said = _head(doc, number, end + 1, measures)  # "two of the dead were children"
        if said is not None and doc[said].tag_ in NOUN_TAGS:
            start, noun, end, reference = end + 1, said, _extent(doc, said), False
    kind = _kind(doc, noun, start, end, measures)
    if reference and doc[noun].tag_ == "NNPS":
        kind = measures.classes.get(doc[noun].lemma_.lower())
    bare = doc[noun].tag_ in ("NN", "NNP") and (reference or (number.high != 1 and number.kind == "exact"))
    if bare and kind is None and doc[noun].lower_ not in measures.states and not _measured(doc[noun], measures):
        return Phrase(start, start, None, None, reference, member)  # a name or a new clause: "kills 18 Monitor says"
    joined = _joined(doc, noun, end)
    if joined is not None:
        other = _kind(doc, joined, end, joined + 1, measures)
        if {kind, other} == {"civilian", "combatant"}:
            kind = "mixed"
        end = _extent(doc, joined)
    return Phrase(start, end, noun, kind, reference, member)


def _measured(noun: Token, measures: Measures) -> bool:
    return noun.lemma_.lower() in measures.not_counted or noun.lemma_.lower() in measures.collectives


def _after_part(doc: Doc, number: Number, measures: Measures) -> bool:
    """Whether "including", "among them" and the like stand right before the number."""
    index = number.start - 1
    if index >= 0 and doc[index].lower_ in PRONOUNS:
        index -= 1
        return index >= 0 and doc[index].lower_ in measures.parts
    while index >= 0 and doc[index].lower_ in ("at", "least", "also", "the"):
        index -= 1
    return index >= 0 and doc[index].lower_ in measures.parts and doc[index].lower_ not in ("among", "amongst", "plus")


def _head(doc: Doc, number: Number, start: int, measures: Measures) -> int | None:
    """The head noun of the phrase at ``start``: the tree's where it is near, else the last noun of the run of words."""
    stop = min(start + PHRASE, len(doc))
    for index in (number.end - 1, number.core):
        token = doc[index]
        head = token.head
        if token.dep_ in ("nummod", "det", "amod", "quantmod", "nmod", "predet", "compound") and start <= head.i < stop:
            run = doc[start : head.i]
            if head.tag_ in NOUN_TAGS and all(t.tag_ in HEAD_TAGS and t.lower_ not in measures.parts for t in run):
                return int(head.i)
    if start == stop or (doc[start].text[0] in "-–—" and not doc[start].is_alpha):
        return None
    bare = doc[number.end - 1].lower_ in measures.numbers.plurals and doc[number.end].lower_ != "of"
    if bare and doc[start].lower_ != "others" and doc[start].lower_ not in measures.states:
        return None  # "wounding dozens more": what follows is another phrase
    noun = _last_noun(doc, start, stop, measures)
    return start if noun is None and doc[start].lower_ in measures.states else noun


def _last_noun(doc: Doc, start: int, stop: int, measures: Measures) -> int | None:
    """The last noun of the run of modifiers and nouns at ``start``; a plural ends it, brackets are stepped over."""
    last, index = None, start
    while index < stop:
        token = doc[index]
        if token.tag_ in NOUN_TAGS and token.text[0].isalpha():
            last = index
            compound = index + 1 < stop and (doc[index + 1].tag_ in ("NN", "NNS") or not token.whitespace_)
            if (token.tag_ in ("NNS", "NNPS") and not compound) or _headline_kind(token, measures):
                break
        elif last is not None and token.text == "(":
            index = next((i for i in range(index, stop) if doc[i].text == ")"), stop)
        elif token.tag_ == "VBN" and index == start and token.lower_ in measures.states:
            if index + 1 == stop or doc[index + 1].tag_ not in (NOUN_TAGS | {"JJ"}):
                return index  # "30 wounded were brought in"
        elif index > start and doc[index - 1].text == "-" and not doc[index - 1].whitespace_:
            pass  # "pick-up trucks"
        elif token.tag_ not in (MODIFIER_TAGS if last is None else ("HYPH", "NN")) or token.lower_ in measures.parts:
            break
        index += 1
    return last


def _headline_kind(token: Token, measures: Measures) -> str | None:
    """The class of a plural noun that the tagger took for a name, as it does in headlines, and left unlemmatised."""
    if token.tag_ not in ("NNP", "NNPS") or not token.lower_.endswith("s"):
        return None
    return measures.classes.get(token.lower_.removesuffix("s"))


def _extent(doc: Doc, noun: int) -> int:
    """Where the phrase of ``noun`` ends: behind its "of" phrase if it has one, never past a verb or a comma."""
    end = noun + 1
    if end < len(doc) and doc[end].lower_ == "of":
        index = end + 1
        while index < len(doc) and index < end + PHRASE and doc[index].tag_ in EXTENT_TAGS:
            if doc[index].tag_ in ("DT", "PRP$") and index > end + 1:
                break
            if doc[index].tag_ in ("VBN", "VBG") and doc[index - 1].text != "-":
                break
            index += 1
        while index > end + 1 and doc[index - 1].tag_ not in NOUN_TAGS:
            index -= 1
        end = index if index > end + 1 else end
    return end


def _joined(doc: Doc, noun: int, end: int) -> int | None:
    """The noun that shares the number: "20 civilians and fighters"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("and", "&", "or"):
        return None
    index = end + 1
    while index < len(doc) - 1 and index < end + 4 and doc[index].tag_ in ("JJ", "NN", "NNP", "HYPH"):
        index += 1
    token = doc[index]
    return index if token.tag_ == "NNS" and token.dep_ == "conj" and token.head.i == noun else None


def _kind(doc: Doc, noun: int, start: int, end: int, measures: Measures) -> str | None:
    token = doc[noun]
    lemma = token.lemma_.lower()
    kind = measures.classes.get(lemma) or measures.classes.get(token.lower_)
    kind = kind or _headline_kind(token, measures)
    if lemma in measures.decided_by_context or token.lower_ in measures.decided_by_context:
        for other in doc[start:end]:
            decided = (
                None
                if other.i == noun
                else measures.context.get(other.lemma_.lower()) or measures.context.get(other.lower_)
            )
            if decided is not None:
                return decided
    if kind is None and (token.tag_ == "NNPS" or (token.tag_ == "NNS" and token.ent_type_ == "NORP")):
        return "unknown"
    return kind


# --- what governs the count -------------------------------------------------------------------------------------------


def _item(doc: Doc, number: Number, phrase: Phrase, earlier: list[Item], measures: Measures) -> Item:
    """The number with its governor: its own noun, the outer count it is part of, the tree, then the words beside it."""
    before = earlier[-1] if earlier and _same_sentence(doc, earlier[-1].number, number) else None
    grip = _state(doc, phrase, number, measures)
    outer = _outer(doc, earlier, number) if phrase.member else None
    if outer is not None and outer.grip is not None:
        if phrase.kind in (None, "unknown"):
            phrase = replace(phrase, kind=outer.phrase.kind)
        grip = grip or outer.grip._replace(rule=outer.grip.measure)
    stop: Stop = ""
    after = doc[phrase.end] if phrase.noun is not None and phrase.end < len(doc) else None
    if grip is None and after is not None and after.tag_ == "JJ" and not _object_follows(after, measures):
        grip = _grip(after, measures.states.get(after.lower_), phrase.kind, measures)
    if grip is None:
        grip = _headline(doc, number, phrase, measures) or _second_verb(doc, number, phrase, measures)
    if grip is None:
        node = doc[number.end - 1 if phrase.noun is None else phrase.noun]
        if phrase.reference and phrase.noun is not None:
            node = doc[number.end - 1]
        grip, stop = _climb(node, phrase.kind, measures)
    if grip is None and phrase.noun is not None and not phrase.reference:
        grip = _modifier(doc[phrase.noun], phrase.kind, measures)
    if grip is None and stop != "agent":
        grip = _just_before(doc, number, phrase, measures)
    if grip is None and not (stop == "aside" and doc[number.start - 1 if number.start else 0].tag_ in ("IN", "TO")):
        grip = _just_after(doc, phrase, stop != "", measures)
    if grip is None and stop != "agent" and before is not None and _coordinated(doc, before, number, phrase):
        grip, stop = _inherited(before, phrase, measures), before.stop
    return Item(number, phrase, _casualties(doc, grip, number.high == 0, measures), stop)


def _second_verb(doc: Doc, number: Number, phrase: Phrase, measures: Measures) -> Grip | None:
    """Of a headline, which the parser takes for a noun: "Blast kills 3, wounds 20"."""
    at = number.start - 1
    if at < 1 or doc[at - 1].lower_ not in (",", "and", "&") or doc[at].tag_ not in ("NNS", "NNPS"):
        return None
    return _grip(doc[at], measures.objects.get(doc[at].lemma_.lower()), phrase.kind, measures)


def _headline(doc: Doc, number: Number, phrase: Phrase, measures: Measures) -> Grip | None:
    """Clauses without auxiliaries set side by side, each with its participle: "8 men killed 12 others injured"."""
    at = phrase.end
    if not _participle(doc, at, measures):
        return None
    if number.start and doc[number.start - 1].lemma_ == "leave":
        beside = True  # "left three others wounded witnesses said"
    elif at + 1 < len(doc) and (doc[at + 1].like_num or doc[at + 1].lower_ in ("at", "over", "more", "up", "several")):
        later = at + 2
        while later < len(doc) and later < at + PHRASE and doc[later].tag_ in PART_TAGS - {"VBN"}:
            later += 1
        beside = _participle(doc, later, measures) and not _object_follows(doc[later], measures)
    else:
        beside = _participle(doc, number.start - 1, measures) and not _object_follows(doc[at], measures)
    return _grip(doc[at], measures.states[doc[at].lower_], phrase.kind, measures) if beside else None


def _participle(doc: Doc, index: int, measures: Measures) -> bool:
    return 0 <= index < len(doc) and doc[index].tag_ in ("VBN", "VBD", "JJ") and doc[index].lower_ in measures.states


def _grip(token: Token, rule: Rule | None, kind: str | None, measures: Measures) -> Grip | None:
    measure = measures.pick(rule, kind)
    return None if rule is None or measure is None else Grip(token.i, rule, measure)


def _state(doc: Doc, phrase: Phrase, number: Number, measures: Measures) -> Grip | None:
    """Nouns that say themselves what happened: "12 dead", "40 injuries", "no casualties"."""
    if phrase.noun is None:
        return None
    token = doc[phrase.noun]
    lemma = token.lemma_.lower()
    rule = measures.states.get(token.lower_) or measures.states.get(lemma)
    if number.high == 0:
        rule = measures.none_of.get(lemma, rule)
    return _grip(token, rule or None, phrase.kind, measures)


def _outer(doc: Doc, earlier: list[Item], number: Number) -> Item | None:
    """The count that this number is part of: "12 people" for the "two" in "12 people, two of them children"."""
    for item in reversed(earlier):
        if not _same_sentence(doc, item.number, number):
            return None
        if item.grip is not None and not item.phrase.member:
            return item
    return None


def _same_sentence(doc: Doc, first: Number, second: Number) -> bool:
    return (
        not any(token.is_sent_start for token in doc[first.core + 1 : second.core + 1])
        if second.core - first.core < 80
        else False
    )


def _climb(node: Token, kind: str | None, measures: Measures) -> tuple[Grip | None, Stop]:
    """Up the tree from the counted noun to the word that governs it; also what the tree says against one."""
    for _ in range(CLIMB):
        head, role = node.head, node.dep_
        if head.i == node.i:
            return None, ""
        if role in ("dobj", "obj", "nsubjpass", "dative", "oprd", "npadvmod"):
            return _as_object(node, head, kind, measures), ""
        if role in ("nsubj", "attr", "acomp"):
            return _as_subject(node, head, kind, measures)
        if role == "pobj":
            preposition, outer = head, head.head
            if outer.tag_ == "IN":  # "from 5 to 7"
                outer = outer.head
            if preposition.lower_ == "from" and node.nbor(-1).lower_ == "to":  # "rose from 12 to 19"
                preposition = node.nbor(-1)
            word = preposition.lower_
            if word == "by":
                return None, "agent"
            grip = _of(preposition, outer, kind, measures) if word in ("of", "over", "to", "at", "for") else None
            if grip is not None:
                return grip, ""
            if word == "with" and preposition.i and preposition.nbor(-1).lower_ in COMPANY:
                return _company(preposition, kind, measures), "aside"
            if not (word in measures.parts or (word == "of" and outer.lemma_.lower() in measures.collectives)):
                return None, "aside"
            node = outer
        elif role == "nummod" and node.i and node.nbor(-1).lower_ == "from" and node.nbor().lower_ == "to":
            return None, ""  # what it rose from
        elif role in ("conj", "appos", "nmod", "nummod", "quantmod"):
            if (
                abs(head.i - node.i) > FAR
                or node.tag_ in VERB_TAGS
                or (role == "conj" and head.tag_ in VERB_TAGS)
                or head.tag_ == "NNP"
            ):
                return None, ""
            node = head
        else:
            return None, ""
    return None, ""


def _company(preposition: Token, kind: str | None, measures: Measures) -> Grip | None:
    """ "he was killed along with 12 of his men", "he died together with two officers"."""
    node = preposition
    for _ in range(CLIMB):
        node = node.head
        if node.tag_ in VERB_TAGS:
            passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in _children(node))
            rule = _verb_rule(node, measures) if passive else measures.subjects.get(node.lemma_.lower())
            return _grip(node, rule, kind, measures)
    return None


def _verb_rule(verb: Token, measures: Measures) -> Rule | None:
    """The object rule of a verb, phrasal verbs first ("shoot down"); a verb with another particle has none."""
    lemma = verb.lemma_.lower()
    after = verb.i + 1
    to = next((child for child in _children(verb) if child.lower_ == "to" and child.dep_ == "prep"), None)
    if to is not None and to.i + 1 < len(verb.doc) and to.nbor().lower_ == "death":
        return measures.objects.get(f"{lemma} to death", measures.objects["to death"])
    particles = [child.lower_ for child in _children(verb) if child.dep_ == "prt" and child.lower_ not in COMPANY]
    dead = [child.lower_ for child in _children(verb) if child.lower_ == "dead"]  # "shot 12 of them dead"
    near = verb.doc[after].lower_ if after < len(verb.doc) else ""
    for particle in (*particles, *dead, near):
        rule = measures.objects.get(f"{lemma} {particle}")
        if rule is not None:
            return rule
    return None if particles else measures.objects.get(lemma)


def _as_object(node: Token, verb: Token, kind: str | None, measures: Measures) -> Grip | None:
    lemma = verb.lemma_.lower()
    grip = _grip(verb, _verb_rule(verb, measures), kind, measures)
    noun = node.lemma_.lower()
    if noun in measures.objects_with and lemma in measures.objects_with[noun].words:
        return _grip(node, measures.objects_with[noun].measure, kind, measures)
    return grip or _linked(verb, kind, measures, 2) or _total(node, verb, measures) or _membership(node, verb, measures)


def _as_subject(node: Token, verb: Token, kind: str | None, measures: Measures) -> tuple[Grip | None, Stop]:
    lemma = verb.lemma_.lower()
    children = _children(verb)
    objects = [child for child in children if child.dep_ in ("dobj", "obj") and child.i != node.i]
    if lemma in measures.subjects_with and any(
        child.lemma_.lower() in measures.subjects_with[lemma].words for child in objects
    ):
        return _grip(verb, measures.subjects_with[lemma].measure, kind, measures), ""
    has_object = bool(objects) or _object_follows(verb, measures)
    rule = _verb_rule(verb, measures)
    if rule is not None and not has_object and verb.tag_ in ("VBN", "VBD") and lemma not in measures.subjects:
        return _grip(verb, rule, kind, measures), ""  # "two people killed in a raid", "20 others injured"
    if (not has_object or lemma == "flee") and not any(child.dep_ == "prt" for child in children):
        grip = _grip(verb, measures.subjects.get(lemma), kind, measures)
        if grip is not None:
            return grip, ""
    grip = _linked(verb, kind, measures, 2) or _total(node, verb, measures) or _membership(node, verb, measures)
    if grip is None and not has_object and node.dep_ == "nsubj" and verb.lower_ in measures.states:
        grip = _grip(verb, measures.states[verb.lower_], kind, measures)
    return grip, "agent" if grip is None and has_object else ""


def _object_follows(verb: Token, measures: Measures) -> bool:
    """Whether the words right after a verb look like its object, bound words of a number included."""
    doc, index = verb.doc, verb.i + 1
    for length in range(1, 4):
        end = index + length
        if end < len(doc) and doc[end].like_num and tuple(t.lower_ for t in doc[index:end]) in measures.numbers.before:
            return True
    return index < len(doc) and doc[index].tag_ in OBJECT_TAGS and doc[index].ent_type_ not in ("DATE", "TIME")


def _linked(verb: Token, kind: str | None, measures: Measures, depth: int) -> Grip | None:
    """What a linking verb says of its subject or object: "left 12 dead", "are feared to have been killed"."""
    if (
        verb.lemma_.lower() not in measures.links
        and depth == 2
        and not any(child.dep_ == "conj" for child in _children(verb))
    ):
        return None
    shared = any(child.dep_ == "auxpass" for child in _children(verb))
    for child in _children(verb):
        if child.dep_ not in COMPLEMENTS:
            continue
        inner = _children(child)
        subjects = [grandchild for grandchild in inner if grandchild.dep_ in SUBJECTS]
        if child.dep_ == "conj" and (subjects or child.tag_ not in VERB_TAGS):
            continue
        passive = any(grandchild.dep_ == "auxpass" for grandchild in inner) or (child.dep_ == "conj" and shared)
        grip = None
        if child.dep_ in ("oprd", "acomp") and child.lower_ in measures.states:
            grip = _grip(child, measures.states[child.lower_], kind, measures)
        elif child.tag_ == "VBN" and not subjects and (passive or child.dep_ in ("xcomp", "oprd")):
            grip = _grip(child, _verb_rule(child, measures), kind, measures)
        if grip is None and child.tag_ in VERB_TAGS and not subjects and not any(g.dep_ == "dobj" for g in inner):
            grip = _grip(child, measures.subjects.get(child.lemma_.lower()), kind, measures)
        if grip is None and depth and child.dep_ in ("xcomp", "ccomp") and child.lemma_.lower() in measures.links:
            grip = _linked(child, kind, measures, depth - 1)
        if grip is not None:
            return grip
    return None


def _of(preposition: Token, outer: Token, kind: str | None, measures: Measures) -> Grip | None:
    """ "the deaths of 14 men", "took control of 10 villages", "a toll of 76", "rose to 76"."""
    word = preposition.lower_
    if outer.tag_ in VERB_TAGS:
        if word in measures.total_prepositions and (grip := _total(preposition, outer, measures)):
            return grip
        if word in ("of", "over"):
            for child in _children(outer):
                if child.dep_ == "dobj" and child.i < preposition.i:
                    return _grip(child, measures.of_nouns.get(child.lemma_.lower()), kind, measures)
        return None
    lemma = outer.lemma_.lower()
    rule = measures.of_nouns.get(f"{lemma} {word}")
    if rule is None and word in ("of", "over"):
        rule = measures.of_nouns.get(lemma)
    if rule is not None:
        return _grip(outer, rule, kind, measures)
    if word in measures.total_prepositions and lemma in measures.totals:
        return _totalled(outer, measures, 0 if word == "of" else 6)
    return None


def _total(node: Token, verb: Token, measures: Measures) -> Grip | None:
    """A total among the verb's other arguments: "the toll rose to 76", "put the number of dead at 76"."""
    for child in _children(verb):
        if (
            child.i != node.i
            and child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")
            and child.lemma_.lower() in measures.totals
        ):
            return _totalled(child, measures)
    return None


def _totalled(total: Token, measures: Measures, ahead: int = 6) -> Grip | None:
    """What a total sums up: the words before it and, up to ``ahead`` words on, those behind it ("number of dead")."""
    doc = total.doc
    for index in (*range(total.i - 1, max(total.i - 3, -1), -1), *range(total.i + 1, min(total.i + ahead, len(doc)))):
        token = doc[index]
        measure = measures.total_words.get(token.lower_) or measures.total_words.get(token.lemma_.lower())
        if measure is not None:
            return _grip(total, measure, None, measures)
    return _grip(total, measures.totals[total.lemma_.lower()], None, measures)


def _membership(node: Token, verb: Token, measures: Measures) -> Grip | None:
    """ "the dead included three children", "among the wounded were two officers", "two of the dead were children"."""
    if verb.lemma_.lower() not in measures.members:
        return None
    for child in _children(verb):
        if child.i == node.i:
            continue
        if child.dep_ in SUBJECTS and (measure := _group(child, measures)):
            return _grip(child, measure, None, measures)
        if child.dep_ == "prep" and child.lower_ in measures.parts:
            for inner in _children(child):
                if inner.dep_ == "pobj" and (measure := _group(inner, measures)):
                    return _grip(inner, measure, None, measures)
    return None


def _group(token: Token, measures: Measures) -> str | None:
    """The measure of a group named by its state ("the dead", "the wounded soldiers")."""
    own = measures.states.get(token.lower_)
    if own is not None:
        return own
    for child in _children(token):
        if child.lower_ in measures.states and child.dep_ in ("amod", "acl"):
            return measures.states[child.lower_]
        if child.lower_ == "of":
            inner = (measures.states.get(grandchild.lower_) for grandchild in _children(child))
            return next((measure for measure in inner if measure), None)
    return None


def _modifier(noun: Token, kind: str | None, measures: Measures) -> Grip | None:
    """Words that hang on the noun: "three wounded men", "people killed in the raid", "officers who had died"."""
    doc = noun.doc
    for child in _children(noun):
        if child.dep_ == "acl" and child.tag_ == "VBN":
            grip = _grip(child, _verb_rule(child, measures), kind, measures)
        elif child.dep_ == "prep" and child.lower_ in ("among", "amongst"):
            grip = _among(doc, child.i, measures)
        elif child.dep_ == "relcl":
            grip = _relative(child, kind, measures)
        elif (
            child.dep_ in ("amod", "acl")
            and child.lower_ in measures.states
            and doc[child.i - 1 if child.i else 0].text != "-"
        ):
            grip = _grip(child, measures.states[child.lower_], kind, measures)
        else:
            continue
        if grip is not None:
            return grip
    return None


def _relative(verb: Token, kind: str | None, measures: Measures) -> Grip | None:
    roles = {child.dep_: child for child in _children(verb) if child.tag_ in ("WP", "WDT", "WP$")}
    if "nsubjpass" in roles or "dobj" in roles:
        return _grip(verb, _verb_rule(verb, measures), kind, measures)
    if "nsubj" in roles:
        return _grip(verb, measures.subjects.get(verb.lemma_.lower()), kind, measures) or _linked(
            verb, kind, measures, 2
        )
    return None


# --- the words beside the number --------------------------------------------------------------------------------------


def _just_before(doc: Doc, number: Number, phrase: Phrase, measures: Measures) -> Grip | None:
    """The word before the number: "killing three", "Raid Kills 11", "toll: 76", "raised the toll of dead to 76"."""
    index = number.start - 1
    while index >= 0 and index > number.start - 4 and doc[index].lower_ in measures.fillers:
        index -= 1
    if index < 0:
        return None
    token = doc[index]
    if token.is_title and token.tag_ in NOUN_TAGS:
        rule = _verb_rule(token, measures) or measures.objects.get(token.lower_.removesuffix("s"))
        return _grip(token, rule, phrase.kind, measures) if number.kind != "weak" else None
    if token.tag_ in VERB_TAGS and (rule := _verb_rule(token, measures)) is not None:
        return _grip(token, rule, phrase.kind, measures)
    if token.text in (":", "-", "–") and index > 0 and phrase.noun is None:
        before = doc[index - 1]
        if before.lemma_.lower() in measures.totals:
            return _totalled(before, measures)
        return _grip(before, measures.states.get(before.lower_), phrase.kind, measures)
    if token.lower_ in measures.total_prepositions or token.lemma_.lower() in measures.total_verbs:
        return _near_total(doc, number, phrase, index, measures)
    return None


def _near_total(doc: Doc, number: Number, phrase: Phrase, index: int, measures: Measures) -> Grip | None:
    """A total that the tree lost: "bringing to 76 the number of dead", "the toll of the raid on the mill hit 51"."""
    if phrase.noun is None and number.end < len(doc) and doc[number.end].lower_ == "the":
        for later in range(number.end, min(number.end + 4, len(doc))):
            if doc[later].lemma_.lower() in measures.totals:
                return _totalled(doc[later], measures)
    for earlier in range(index - 1, max(index - 15, -1), -1):
        if doc[earlier].lemma_.lower() in measures.totals:
            return _totalled(doc[earlier], measures)
        if doc[earlier].like_num or doc[earlier].is_sent_start:
            return None
    return None


def _just_after(doc: Doc, phrase: Phrase, passive_only: bool, measures: Measures) -> Grip | None:
    """The next verb, past auxiliaries, adverbs and a part of the count: "12 people dead", "seven of them were killed".

    ``passive_only``: the tree has another part for the counted, so only an open passive is believed.
    """
    index, passive = _past_parts(doc, phrase.end, measures), False
    start = index
    while index < len(doc) and index < start + 7 and doc[index].lower_ in measures.between:
        passive = passive or doc[index].lemma_ == "be"
        index += 1
    if index >= len(doc) or (not passive and (passive_only or start > phrase.end)) or doc[index].is_sent_start:
        return None
    token = doc[index]
    if passive and token.lower_ in measures.parts:
        return _among(doc, index, measures)
    if not passive and _object_follows(token, measures):
        return None
    if token.lower_ in measures.states and token.tag_ != "VBD":
        return _grip(token, measures.states[token.lower_], phrase.kind, measures)
    if token.tag_ not in ("VBN", "VBD", "VBG"):
        return None
    if not passive and (rule := measures.subjects.get(token.lemma_.lower())) is not None:
        return _grip(token, rule, phrase.kind, measures)
    return None if token.tag_ == "VBG" else _grip(token, _verb_rule(token, measures), phrase.kind, measures)


def _past_parts(doc: Doc, index: int, measures: Measures) -> int:
    """Past "including women and children", "among them seven officers", to the verb behind; else ``index``."""
    if index >= len(doc) or doc[index].lower_ not in measures.parts:
        return index
    end = index + 1
    while end < len(doc) and end < index + 9 and doc[end].tag_ in PART_TAGS:
        end += 1
    return end if end < len(doc) and doc[end].lower_ in measures.between else index


def _among(doc: Doc, index: int, measures: Measures) -> Grip | None:
    """ "were among at least 48 people killed"."""
    for later in range(index + 1, min(index + 9, len(doc))):
        token = doc[later]
        if token.lower_ in measures.states:
            return _grip(token, measures.states[token.lower_], None, measures)
        if token.tag_ in VERB_TAGS or token.text in (",", ".", ";"):
            return None
    return None


def _coordinated(doc: Doc, before: Item, number: Number, phrase: Phrase) -> bool:
    """Whether this count goes on the list of the one before: only commas, conjunctions and adjuncts lie between."""
    between = doc[max(before.phrase.end, before.number.end) : number.start]
    if 0 < len(between) <= 4 and all(token.lower_ in COORDINATORS for token in between):
        return True
    node = doc[number.end - 1 if phrase.noun is None else phrase.noun]
    joined = 0 < len(between) <= 15 and between[-1].lower_ in ("and", "&", ",", "plus") and node.dep_ not in SUBJECTS
    return joined and not any(token.tag_ in VERB_TAGS or token.text == ";" for token in between)


def _inherited(before: Item, phrase: Phrase, measures: Measures) -> Grip | None:
    """The governor of the count before, unless that was its own noun ("12 dead and 3 tanks")."""
    if before.grip is None or before.grip.governor == before.phrase.noun:
        return None
    measure = measures.pick(before.grip.rule, phrase.kind)
    return None if measure is None else Grip(before.grip.governor, before.grip.rule, measure)


def _backwards(doc: Doc, items: list[Item], measures: Measures) -> list[Item]:
    """Counts of a list whose governor was found only for the last one: "three men and five women were killed"."""
    mended = list(items)
    for index in range(len(items) - 2, -1, -1):
        item, following = mended[index], mended[index + 1]
        grip = following.grip
        if item.grip is not None or item.stop or grip is None or grip.governor <= following.number.end:
            continue
        if grip.governor != following.phrase.noun and _coordinated(doc, item, following.number, following.phrase):
            mended[index] = replace(item, grip=_inherited(following, item.phrase, measures))
    return mended


def _casualties(doc: Doc, grip: Grip | None, none: bool, measures: Measures) -> Grip | None:
    """ "killed and wounded" together or one "or" the other count neither by itself; ``none`` of both is none killed."""
    if grip is None:
        return None
    for step in (1, -1):
        at = grip.governor + step
        if not (
            0 <= at < len(doc) and 0 <= at + step < len(doc) and doc[at].lower_ in ("and", "&", "or", "/", "and/or")
        ):
            continue
        neighbour = doc[at + step]
        own = _object_follows(neighbour, measures) if step == 1 else neighbour.tag_ != doc[grip.governor].tag_
        if own:  # "12 people dead and wounded 32 others"
            continue
        rule = measures.states.get(neighbour.lower_) or measures.objects.get(neighbour.lemma_.lower())
        other = measures.pick(rule, "people")
        if other is None or other == grip.measure or neighbour.tag_ not in (VERB_TAGS | NOUN_TAGS | {"JJ"}):
            continue
        if doc[at].lower_ not in ("and", "&") or {other, grip.measure} == CASUALTIES:
            together: Measure = "killed" if none and "killed" in (other, grip.measure) else "other"
            return Grip(grip.governor, together, together)
    return grip


# --- the record -------------------------------------------------------------------------------------------------------


def _counted(doc: Doc, text: str, item: Item, last: Item | None, measures: Measures) -> Counted | None:
    """The quantity of an item, or ``None`` where nothing says that people, materiel or places are counted."""
    number, phrase, grip = item.number, item.phrase, item.grip
    if grip is None and (number.weak or phrase.kind is None or phrase.reference):
        return None
    if grip is None and number.core and number.core == number.start and doc[number.core - 1].like_num:
        return None  # figures in a row are page furniture
    if number.weak and not _weak_counts(doc, number, phrase, grip):
        return None
    measure: Measure = "other" if grip is None else grip.measure
    noun = None if phrase.noun is None else doc[phrase.noun]
    of = (
        text[doc[phrase.start].idx : doc[phrase.end - 1].idx + len(doc[phrase.end - 1])]
        if phrase.end > phrase.start
        else None
    )
    kind = phrase.kind
    if noun is None and last is not None and last.grip is not None and last.grip.measure == measure:
        kind = last.phrase.kind if measures.parents.get(last.phrase.kind or "") != "people" else None
    category = "place" if measure == "settlements" else measures.category(kind)
    words = text[number.start_char : number.end_char]
    quantity = Quantity(measure, of, category, number.low, number.high, words, number.start_char, number.end_char)
    governor = _predicate(noun if noun is not None else doc[number.end - 1]) if grip is None else grip.governor
    return Counted(quantity, phrase.noun, governor)


def _weak_counts(doc: Doc, number: Number, phrase: Phrase, grip: Grip | None) -> bool:
    """Whether "a", "one", "another", "no" count: what they go with is of a known class, and has a measure."""
    word = doc[number.core].lower_
    if grip is None:
        return False
    own = grip.governor == phrase.noun
    if own and phrase.reference:
        return False
    if word == "without":
        return own
    if word == "both" and any(token.lower_ == "and" for token in doc[phrase.start : phrase.end + 1]):
        return False
    if phrase.noun is None:
        alone = doc[number.end - 1].lower_ in ("a", "an", "no", "many")  # not "no one"
        return not alone and not phrase.reference
    if word in ("a", "an") and (own or doc[grip.governor].dep_ == "amod"):
        return False  # "a casualty", "a damaged wall": described in passing
    return own or phrase.kind is not None


def _children(token: Token) -> list[Token]:
    """The token's children; none in a "sentence" of a length no writer writes, to stay linear."""
    return list(token.children) if token.right_edge.i - token.left_edge.i < SENTENCE else []


def _predicate(token: Token) -> int | None:
    """The nearest verb above ``token``, if any."""
    node = token
    for _ in range(CLIMB):
        if node.tag_ in VERB_TAGS:
            return int(node.i)
        if node.head.i == node.i:
            return None
        node = node.head
    return None

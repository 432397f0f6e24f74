"""Did it happen? The status and polarity of an occurrence, from the grammar around its trigger.

A trigger token in, ``(status, polarity)`` out. Modals, conditions, purposes, questions, negations and governing words
are followed up the parse until a clause that stands for itself. What a *source's* cue does to its content
("threatened that …") is the attribution's affair: the climb stops at cues.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from sayso.catalogue.lexicon import StatusWords
from sayso.reading import grammar
from sayso.records import Polarity, Status

# What is only planned under a condition is hypothetical: the later of two wins.
ORDER: tuple[Status, ...] = ("actual", "possible", "planned", "threatened", "hypothetical")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PRESENT = frozenset({"VBZ", "VBP"})
VERBAL = frozenset({"VERB", "AUX"})
SAID = frozenset({"ccomp", "xcomp", "dobj", "pobj", "pcomp", "oprd", "attr", "parataxis", "acl", "nsubjpass"})
CONTENT = frozenset({"ccomp", "acl", "advcl", "relcl"})  # parsers take "that …" for any of them
COPULAS = frozenset({"be", "appear", "seem", "look", "remain"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
KNOWN = frozenset({"the", "this", "that", "these", "those"})
ASKING = frozenset({"whether", "if", "which", "whose", "who"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def weaker(first: Status, second: Status) -> Status:
    """The status of what is ``first`` within what is ``second``."""
    return max(first, second, key=ORDER.index)


def status_of(
    trigger: Token, words: StatusWords, light_verbs: AbstractSet[str], cues: AbstractSet[int] = frozenset()
) -> tuple[Status, Polarity]:
    """Status and polarity of the occurrence that ``trigger``, a verb or a noun, reports.

    ``light_verbs`` are lemmas that only carry a noun ("launch an attack"): their negation is the noun's.
    ``cues`` are the indices of reporting words: the climb from what is said to one of them stops there.
    """
    status: Status = "hypothetical" if _question(trigger) else "actual"
    denied = False
    token, below, link = trigger, trigger, "self"
    for _ in range(grammar.MAX_CLIMB):
        own, negated = _own(token, below, words)
        status = weaker(status, own)
        if link in ("self", "shared"):
            denied ^= negated
        governor = _governor(token)
        if governor is None or (governor.i in cues and token.dep_ in SAID and not _is_raised(token, governor)):
            wanted = None if governor is None else _wanted(token, governor, words)
            if wanted == "denied":  # "ruled out an invasion"
                denied = not denied
            elif wanted is not None:  # "want a ceasefire", "expect an offensive": whoever says so, there is none yet
                status = weaker(status, wanted)  # type: ignore[arg-type]
            break
        effect, link = _effect(token, governor, words, light_verbs)
        if effect == "denied":
            denied = not denied
        elif effect != "actual":
            status = weaker(status, effect)  # type: ignore[arg-type]
        if link == "end":
            break
        token, below = governor, token
    return status, "denied" if denied else "asserted"


def _wanted(token: Token, governor: Token, words: StatusWords) -> str | None:
    """What a reporting word does to its object: "want a ceasefire", "want the prisoners freed", "reject the truce"."""
    if (called := _called(governor, words)) is not None:
        return called if called == "denied" else None
    done_to = token.dep_ == "dobj" or (token.tag_ == "VBN" and not _is_finite(token))
    if not done_to or token.lemma_.lower() in words.telling:
        return None
    lemma = governor.lemma_.lower()
    return None if lemma in words.discussing and _is_known(token) else words.objects.get(lemma)


def _is_known(noun: Token) -> bool:
    """ "The raid", "Monday's raid"."""
    return any(child.dep_ == "poss" or child.lower_ in KNOWN for child in noun.lefts)


def _called(verb: Token, words: StatusWords) -> str | None:
    """What "called the figure an invention", "called the raid a massacre" does to what is called so."""
    named = [child for child in verb.rights if child.dep_ in ("dobj", "oprd", "attr", "acomp", "amod")]
    if verb.lemma_ != "call" or len(named) < 2:
        return None
    return "denied" if named[-1].lemma_.lower() in words.untrue else "actual"


def taken_for_granted(trigger: Token, words: StatusWords, light_verbs: AbstractSet[str]) -> bool:
    """Whether only the doer is in question: "did not know whether rebels carried out the raids", "unclear if the raid was
    carried out by …", "nobody claimed responsibility for the raid" leave no doubt of a raid that "the", "this" or a
    possessor makes known.
    """
    verb = trigger.head
    known = _is_known(trigger)
    if known and trigger.dep_ == "pobj" and verb.lower_ == "for" and verb.head.lemma_.lower() in words.granting:
        return True
    if trigger.pos_ in VERBAL or verb.pos_ not in VERBAL or verb.lemma_.lower() not in light_verbs:
        return False
    unsure = verb.dep_ == "ccomp" or any(child.dep_ == "acomp" for child in verb.head.children)
    doer = grammar.by_agent(verb) if grammar.is_passive(verb) else grammar.own_subject(verb)
    asked = verb.dep_ in ("ccomp", "advcl") and any(
        word.lower_ in ASKING for child in verb.lefts for word in (child, *child.subtree)
    )
    past = not any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children)
    return known and asked and unsure and past and doer is not None and doer.i != trigger.i


def presupposed(trigger: Token) -> bool:
    """Whether it happened however its sentence goes on: "would not speak of the captured officers", "nobody knows who
    shelled the mill", "did not name the men who shelled it".
    """
    if trigger.pos_ not in VERBAL:
        return False
    if trigger.dep_ == "amod":
        return True
    past = trigger.tag_ in ("VBD", "VBN") and not any(
        child.dep_ == "neg" or (child.dep_ == "aux" and child.tag_ == "MD") for child in trigger.children
    )
    if trigger.dep_ == "relcl":
        return past and _is_known(trigger.head)
    return past and _asks_for_more(trigger)


def _asks_for_more(verb: Token) -> bool:
    """A question after who, where or how many: that it was done is known."""
    return any(
        word.tag_ in ("WP", "WP$", "WRB") or (word.tag_ == "WDT" and word.dep_ == "det")
        for child in verb.lefts
        for word in (child, *child.lefts)
    )


def _question(token: Token) -> bool:
    """Asked, not told: the sentence ends in a question mark."""
    return not presupposed(token) and any(last.text == "?" for last in token.sent[-2:])


def _own(token: Token, below: Token, words: StatusWords) -> tuple[Status, bool]:
    return _of_verb(token, below, words) if token.pos_ in VERBAL else _of_noun(token, words)


def _of_verb(verb: Token, below: Token, words: StatusWords) -> tuple[Status, bool]:
    """What the verb's own clause says: its modal, its negation, its condition.

    ``below`` is where the climb comes from: "no casualties were reported" is negated once, and in "the raid caused no
    casualties" the raid is not.
    """
    status: Status = "actual"
    negated = False
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            auxiliaries = words.backshifted if _is_backshifted(verb) else words.auxiliaries
            status = weaker(status, auxiliaries.get(child.lower_, "actual"))
        elif child.dep_ in ("neg", "preconj", "advmod", "cc") and _denies(child, words):
            negated = True
        elif child.dep_ in ("mark", "advmod") and child.lower_ in words.conditions:
            status = weaker(status, "hypothetical")
        elif child.dep_ == "advmod" and child.lower_ in words.doubts and grammar.by_agent(verb) is None:
            status = weaker(status, "possible")
        elif child.dep_ in ARGUMENTS and child.i != below.i and _negative(child, words) and not _is_added(child):
            negated |= child.dep_ != "dobj" or below.dep_ != "nsubj"
        elif child.dep_ == "advcl" and _conditional(child, words) and not _is_past(verb):
            status = weaker(status, "hypothetical")
    if _inverted(verb):
        status = weaker(status, "hypothetical")
    if verb.dep_ == "conj":  # "…; nor had any captive been exchanged"
        negated |= any(one.lower_ == "nor" and one.i < verb.i for one in verb.head.rights if one.dep_ == "cc")
    if verb.dep_ == "ROOT" and verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj", "expl") for c in verb.children):
        status = weaker(status, "planned")  # an order
    return status, negated


def _is_past(verb: Token) -> bool:
    """A plain past stands, whatever it is said to hang on: "threatened war if the garrison did not leave"."""
    return verb.tag_ == "VBD" and not _has_modal(verb)


def _is_added(subject: Token) -> bool:
    """What a headline adds after a comma, where parsers see a subject: "Rockets hit port, no casualties"."""
    first = subject.left_edge.i
    return subject.dep_ == "nsubj" and subject.i > subject.head.i and first > 0 and subject.doc[first - 1].is_punct


def _is_backshifted(verb: Token) -> bool:
    """The future of a report in the past: "said that they would withdraw", without a condition."""
    if verb.dep_ not in ("ccomp", "acl") or any(child.dep_ == "advcl" for child in verb.children):
        return False
    if verb.head.pos_ not in VERBAL:
        return any(child.lower_ == "that" for child in verb.lefts)
    return verb.head.tag_ in ("VBD", "VBN")


def _inverted(verb: Token) -> bool:
    """A condition without "if": "had he not signed", "should the fortress fall"."""
    subject = grammar.own_subject(verb)
    if verb.dep_ != "advcl" or subject is None:
        return False
    return any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "were", "should") and c.i < subject.i
        for c in verb.children
    )


def _of_noun(noun: Token, words: StatusWords) -> tuple[Status, bool]:
    """What stands before the noun: "a planned offensive", "no attack", "a foiled attack"."""
    status: Status = "hypothetical" if _is_arbitrary(noun) else "actual"
    negated = _negative(noun, words)
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod"):
            effect = words.adjectives.get(child.lower_, "actual")
            if effect == "denied":
                negated = not negated
            elif effect != "actual":
                status = weaker(status, effect)  # type: ignore[arg-type]
    return status, negated


def _is_arbitrary(noun: Token) -> bool:
    """ "Will answer any attack" tells of none."""
    modal = any(child.dep_ == "aux" and child.tag_ == "MD" for child in noun.head.children)
    return modal and noun.dep_ == "dobj" and any(child.lower_ == "any" for child in noun.lefts)


def _negative(noun: Token, words: StatusWords) -> bool:
    """ "No house", "not one house", "nobody"."""
    if noun.lower_ in words.negations:
        return True
    numbers = (inner for child in noun.children if child.dep_ == "nummod" for inner in child.children)
    return any(
        child.dep_ in ("det", "neg", "preconj", "cc") or child.lower_ == "not"
        for child in (*noun.children, *numbers)
        if _denies(child, words)
    )


def _denies(word: Token, words: StatusWords) -> bool:
    """A word of negation that is not part of a bound: "no more than ten"."""
    following = word.nbor().lower_ if word.i + 1 < len(word.doc) else ""
    return word.lower_ in words.negations and following not in words.bounds


def _conditional(clause: Token, words: StatusWords) -> bool:
    """A clause under "if", "unless" …; without a verb it is a turn of phrase ("if nothing else")."""
    return clause.pos_ in VERBAL and any(
        child.dep_ in ("mark", "advmod") and child.lower_ in words.conditions for child in clause.children
    )


def _governor(token: Token) -> Token | None:
    """The verb, noun or adjective on which the token hangs, prepositions passed over."""
    head = token.head
    if head.i == token.i:
        return None
    while head.pos_ in ("ADP", "SCONJ", "PART") and head.head.i != head.i:
        head = head.head
    return head if head.pos_ in VERBAL or head.pos_ in NOMINAL or head.pos_ == "ADJ" else None


def _effect(token: Token, governor: Token, words: StatusWords, light_verbs: AbstractSet[str]) -> tuple[str, str]:
    """What the governor does to the token, and how the climb goes on.

    The second is "shared" (status and negation of the governor hold for the token too), "modal" (only its status does)
    or "end".
    """
    if token.pos_ not in VERBAL:
        return _effect_on_noun(token, governor, words, light_verbs)
    if _is_finite(token):
        return _effect_on_finite(token, governor, words)
    if token.dep_ == "conj":
        if token.tag_ == "VB" and _is_finite(governor) and not _has_modal(governor):
            return "planned", "modal"  # a bare form that the parser tied to the wrong verb: never a fact
        return "actual", "shared" if token.tag_ == "VB" else "modal"
    lemma = governor.lemma_.lower()
    if _is_infinitive(token):
        if lemma == "have" and any(child.lower_ == "yet" for near in (governor, token) for child in near.children):
            return "denied", "shared"  # "has yet to take the town"
        if lemma == "have" and governor.tag_ in PRESENT:
            return "planned", "shared"  # "has to be looked into", not "had to be"
        if any(child.lower_ == "have" and child.dep_ == "aux" for child in token.children):
            return "actual", "modal"  # "is believed to have fallen"
        if governor.pos_ in VERBAL:
            if token.dep_ == "advcl" and token.lemma_.lower() in words.enacted:
                return "actual", "shared"
            return words.infinitives.get(lemma, "planned"), "shared"
        if governor.pos_ == "ADJ":
            return words.adjectives.get(lemma, "planned"), "shared"
        return words.nouns.get(lemma, "planned"), "modal"
    if token.tag_ == "VBN" and governor.pos_ in VERBAL and grammar.is_passive(governor):
        return "actual", "shared"  # "nobody was reported killed"
    if token.dep_ in ("relcl", "acl", "amod"):
        return "actual", "end"
    if token.head.pos_ in ("ADP", "SCONJ") and token.head.lower_ in words.negative_prepositions:
        return "denied", "modal"
    if governor.pos_ in VERBAL:
        gerund = token.dep_ == "xcomp" or _preposition(token) in ("from", "at", "of", "about", "against")
        return (words.gerunds.get(lemma, "actual") if gerund else "actual"), ("shared" if gerund else "modal")
    if governor.pos_ == "ADJ":
        return words.adjectives.get(lemma, "actual"), "modal"
    return words.nouns.get(governor.lower_, words.nouns.get(lemma, "actual")), "modal"


def _preposition(token: Token) -> str:
    return token.head.lower_ if token.dep_ == "pcomp" else ""


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(
        child.tag_ in FINITE for child in verb.children if child.dep_ in ("aux", "auxpass")
    )


def _is_raised(verb: Token, governor: Token) -> bool:
    """ "The town is expected to fall": nobody is credited, so that the word's own effect holds."""
    return _is_infinitive(verb) and grammar.is_passive(governor) and grammar.by_agent(governor) is None


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _is_untrue(governor: Token, words: StatusWords) -> bool:
    """ "Reports that … are false", "it is not true that …"."""
    verb = governor if governor.pos_ == "AUX" else governor.head
    predicates = {child.lower_ for child in verb.children if child.dep_ == "acomp"}
    negated = any(child.dep_ == "neg" for child in verb.children)
    return bool(predicates & (words.borne_out if negated else words.untrue))


def _predicate(verb: Token, words: StatusWords) -> str:
    """What the adjective after "is", "appears" makes of the subject, or of the clause after "it is"."""
    if verb.lemma_ not in COPULAS:
        return "actual"
    said = (child for child in verb.children if child.dep_ == "acomp" and not _governs(child))
    return next((words.adjectives.get(child.lower_, "actual") for child in said), "actual")


def _governs(adjective: Token) -> bool:
    """What is likely to do something has happened: "the raid is likely to anger Vienna"."""
    return any(child.dep_ in ("xcomp", "ccomp") for child in adjective.children)


def _effect_on_finite(verb: Token, governor: Token, words: StatusWords) -> tuple[str, str]:
    lemma = governor.lemma_.lower()
    if verb.dep_ in CONTENT and any(child.lower_ == "that" for child in verb.lefts) and _is_untrue(governor, words):
        return "denied", "end"
    if (
        verb.dep_ == "ccomp"
        and governor.lemma_ == "be"
        and any(child.dep_ == "expl" or child.lower_ == "it" for child in governor.lefts)
    ):
        return _predicate(governor, words), "end"  # "it is possible that the mill has burned"
    if verb.dep_ == "ccomp" and governor.pos_ in VERBAL:
        return words.clauses.get(lemma, "actual"), "end"
    if verb.dep_ in ("ccomp", "acl") and governor.pos_ not in VERBAL:
        group = words.adjectives if governor.pos_ == "ADJ" else words.nouns
        return group.get(lemma, "actual"), "end"
    if verb.dep_ == "advcl" and governor.pos_ in VERBAL and verb.tag_ in PRESENT:
        # "when the army enters the town, they will …": a present that waits for its main clause
        return ("hypothetical" if _of_verb(governor, verb, words)[0] != "actual" else "actual"), "end"
    if verb.dep_ == "conj" and governor.pos_ in VERBAL:
        condition = _conditional(governor, words)
        return ("hypothetical" if condition else "actual"), "end" if verb.tag_ == "VBD" or _has_modal(verb) else "modal"
    return "actual", "end"


def _has_modal(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def _effect_on_noun(noun: Token, governor: Token, words: StatusWords, light_verbs: AbstractSet[str]) -> tuple[str, str]:
    lemma = governor.lemma_.lower()
    if governor.pos_ in VERBAL:
        if noun.dep_ == "conj":
            return "actual", "end"
        if (called := _called(governor, words)) is not None:
            return called, "shared"
        if lemma in light_verbs:
            return words.objects.get(lemma, "actual"), "shared"
        if noun.dep_ in ("nsubj", "csubj"):
            if (predicated := _predicate(governor, words)) != "actual":
                return predicated, "shared"  # "a raid on the port is possible"
            return "actual", "modal"  # "the fall of the town will disrupt …"
        if lemma in words.discussing and _is_known(noun):
            return "actual", "end"  # "discussed the attack"
        return words.objects.get(lemma, "actual"), "end" if lemma not in words.objects else "modal"
    if governor.pos_ == "ADJ":
        return words.adjectives.get(lemma, "actual"), "end"
    if noun.dep_ == "conj":
        return "actual", "shared"
    told = noun.head.lower_ == "of" and lemma in words.telling  # "no reports of casualties"
    return words.nouns.get(governor.lower_, words.nouns.get(lemma, "actual")), "shared" if told else "modal"
